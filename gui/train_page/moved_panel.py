"""The sentences of dev whose loss moved most between two epochs; Enter or a click opens one in Label."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui import theme
from gui.icons import icon
from gui.train_page.kept_steps import Movement
from gui.widgets.numbers import grouped
from gui.widgets.plain import Heading, PlainLabel, one_line

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class _Table(QTableWidget):
    """Takes Enter for a double click.

    Signals:
        entered_on: Row on which Enter was pressed.
    """

    entered_on = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0:
            self.entered_on.emit(self.currentRow())
        else:
            super().keyPressEvent(event)


class MovedPanel(QWidget):
    """Lists a `Movement`.

    Signals:
        chosen: Title and numbers of the sentences, the one that was chosen first.
        closed: The user has seen enough.
    """

    chosen = Signal(str, object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Movement | None = None
        self._title = Heading("", theme.NORMAL)
        self._title.setObjectName("moved-title")
        self._words = PlainLabel("", theme.SMALL, muted=True)
        self._words.setObjectName("moved-words")
        self._words.setWordWrap(True)
        self._all = QPushButton(self.tr("Go through them"))
        self._all.setObjectName("moved-all")
        self._all.clicked.connect(self._on_all)
        close = QToolButton()
        close.setIcon(icon("close"))
        close.setObjectName("moved-close")
        close.setAccessibleName(self.tr("Close the list"))
        close.setToolTip(self.tr("Close the list"))
        close.clicked.connect(self.closed)
        self._table = self._new_table()
        head = QHBoxLayout()
        head.setSpacing(theme.SPACING)
        head.addWidget(self._title, 1)
        head.addWidget(self._all)
        head.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._words)
        column.addWidget(self._table, 1)

    def _new_table(self) -> _Table:
        table = _Table(0, 4)
        table.setObjectName("moved-table")
        table.setAccessibleName(self.tr("Sentences whose loss moved most"))
        table.setHorizontalHeaderLabels([self.tr("sentence"), self.tr("before"), self.tr("after"), self.tr("change")])
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(24)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.cellClicked.connect(self._on_row)
        table.entered_on.connect(self._on_row)
        return table

    def show_movement(self, found: Movement) -> None:
        """List what moved, or say why there is nothing."""
        self._found = found
        self._all.setEnabled(bool(found.sentences))
        self._table.setRowCount(len(found.sentences))
        for row, (moved, text) in enumerate(found.sentences):
            cells = (one_line(text), f"{moved.before:.3f}", f"{moved.after:.3f}", f"{moved.change:+z.3f}")
            for column, words in enumerate(cells):
                item = QTableWidgetItem(words)
                if column:
                    item.setTextAlignment(_RIGHT)
                self._table.setItem(row, column, item)
        if not found.after:
            self._title.setText(self.tr("No losses of single sentences"))
            self._words.setText(
                self.tr("They are measured on labelled sentences of dev after each epoch, and two epochs are needed.")
            )
            return
        self._title.setText(self._name(found))
        words = self.tr("Mean loss of a token of each of {n} watched sentences of dev, as measured after each epoch.")
        self._words.setText(words.format(n=grouped(found.n_watched)))

    def _name(self, found: Movement) -> str:
        words = self.tr("Moved most from epoch {before} to {after}")
        return words.format(before=grouped(found.before), after=grouped(found.after))

    @Slot(int)
    def _on_row(self, row: int) -> None:
        found = self._found
        if found is not None and 0 <= row < len(found.sentences):
            numbers = [moved.sentence for moved, _ in found.sentences]
            self.chosen.emit(self._name(found), tuple(numbers[row:] + numbers[:row]))

    @Slot()
    def _on_all(self) -> None:
        self._on_row(0)
