"""The rows of a batch in a list: the number of each with its sentence, the number alone once it is chosen."""

from collections.abc import Sequence
from itertools import islice

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from core.visible import visible_token

# Characters of a token, and tokens and characters of a sentence, that a line of the list is made of.
LONGEST = 120


class RowChoice(QComboBox):
    """Chooses a row of the batch by its sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tensor-row")
        self.setAccessibleName(self.tr("Sentence of the batch"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(5)
        self.view().setMinimumWidth(480)
        self.setItemDelegate(_RowOfBatch(self))

    def set_rows(self, rows: Sequence[Sequence[str]], current: int) -> None:
        """Offer other rows, each a sequence of tokens with empty strings for padding."""
        self.clear()
        for number, tokens in enumerate(rows):
            words = (visible_token(token[:LONGEST]) for token in islice(filter(None, tokens), LONGEST))
            self.addItem(self.tr("row {row}").format(row=number), userData=" ".join(words)[:LONGEST])
        self.setCurrentIndex(current)


class _RowOfBatch(QStyledItemDelegate):
    """Shows the sentence beside the number of its row, in the list that opens."""

    def initStyleOption(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.text = f"{index.data()}   {index.data(Qt.ItemDataRole.UserRole)}"
