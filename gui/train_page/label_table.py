"""The table of scores label by label, and the sentences behind each of them."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from core.metrics import LabelScore
from gui import theme
from gui.score_words import span_rules
from gui.widgets.numbers import grouped
from gui.widgets.plain import one_line, safe

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()

LABEL, PRECISION, RECALL, F1, SUPPORT = range(5)
_OF_SPANS = (PRECISION, RECALL, F1)


class LabelScores(QAbstractTableModel):
    """One row a label: how many there are and how many of them were found."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[LabelScore, ...] = ()
        self._titles = (self.tr("label"), self.tr("prec."), self.tr("recall"), self.tr("F1"), self.tr("in dev"))

    def set_scores(self, scores: Sequence[LabelScore]) -> None:
        """Show another evaluation."""
        self.beginResetModel()
        self._rows = tuple(scores)
        self.endResetModel()

    def score(self, row: int) -> LabelScore:
        """Return what a row shows."""
        return self._rows[row]

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return how many labels there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return the title of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        if role == Qt.ItemDataRole.ToolTipRole and section in _OF_SPANS:
            return f"<p>{safe(span_rules())}</p>"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return a cell's words; numbers stand right-aligned."""
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            shares = (row.precision, row.recall, row.f1)
            return (one_line(row.label), *(f"{share * 100:.1f}" for share in shares), grouped(row.gold))[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        return None

    @staticmethod
    def _alignment(column: int) -> int:
        side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
        return int(side | Qt.AlignmentFlag.AlignVCenter)


class LabelTable(QTableView):
    """Shows `LabelScores`.

    Signals:
        chosen: A label, and the column that was clicked or on which Enter was pressed.
    """

    chosen = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("label-scores")
        self.setAccessibleName(self.tr("Scores label by label"))
        self._scores = LabelScores(self)
        self.setModel(self._scores)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(26)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setFont(theme.font())
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.clicked.connect(self._on_chosen)

    def set_scores(self, scores: Sequence[LabelScore]) -> None:
        """Show another evaluation."""
        self._scores.set_scores(scores)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter for a click."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_chosen(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _on_chosen(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self._scores.score(index.row()).label, index.column())
