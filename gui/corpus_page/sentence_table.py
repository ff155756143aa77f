"""The sentence table: as quick with a million rows as with ten; labels as chips in their colours."""

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from gui import theme
from gui.corpus_page.sentence_model import Column, SentenceModel, alignment
from gui.corpus_page.tag_chips import TagChips
from gui.widgets.padded_cells import PADDING
from gui.widgets.plain import elided
from gui.widgets.solid_table import make_solid

ROW_HEIGHT = 30
WIDTHS = {Column.NUMBER: 76, Column.SPLIT: 60, Column.TOKENS: 68, Column.TAGS: 240}


class SentenceTable(QTableView):
    """Shows a `SentenceModel`.

    Signals:
        chosen: Number of the sentence that was double-clicked, or had the cursor when Enter was pressed.
    """

    chosen = Signal(int)

    def __init__(self, model: SentenceModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sentence-table")
        self.setAccessibleName(self.tr("Sentences"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("kind", "bare")
        self.setModel(model)
        self._sentences = model
        self._chips = TagChips(self)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        make_solid(self)
        self._size_columns()
        self.activated.connect(self._on_activated)
        theme.changes.changed.connect(self.viewport().update)

    def _size_columns(self) -> None:
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        columns = self.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        columns.setSectionResizeMode(Column.TEXT, QHeaderView.ResizeMode.Stretch)
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, width)

    def set_label_colours(self, colour_index: Mapping[str, int]) -> None:
        """Say which colour each label of the layer has."""
        self._chips.set_colours(colour_index)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows that need it.

        The table does so itself, a row at a time: asked by Qt for each cell through a delegate, a frame takes
        four times as long, most of it on the way from C++ to Python and back.
        """
        painter = QPainter(self.viewport())
        painter.setFont(theme.font())
        painter.fillRect(event.rect(), theme.current().panel)
        first, last = self.rowAt(event.rect().top()), self.rowAt(event.rect().bottom())
        last = self._sentences.rowCount() - 1 if last < 0 else last
        selected = {index.row() for index in self.selectionModel().selectedRows()}
        for number in range(first, last + 1) if first >= 0 else ():
            self._paint_row(painter, number, is_selected=number in selected)
        painter.end()

    def _paint_row(self, painter: QPainter, number: int, *, is_selected: bool) -> None:
        colours, top = theme.current(), self.rowViewportPosition(number)
        if is_selected or number % 2:
            ground = colours.selection if is_selected else colours.window
            painter.fillRect(0, top, self.viewport().width(), ROW_HEIGHT, ground)
        row = self._sentences.row(number)
        if row is None:
            return
        painter.setPen(colours.text)
        for column in (Column.NUMBER, Column.SPLIT, Column.TEXT, Column.TOKENS):
            room, text = self._room(column, top), self._sentences.text(row, column)
            if column == Column.TEXT:
                text = elided(self.fontMetrics(), text, room.width())
            painter.drawText(room, _ALIGNED[column], text)
        self._chips.paint(painter, self._room(Column.TAGS, top), row.counts)

    def _room(self, column: Column, top: int) -> QRect:
        left, width = self.columnViewportPosition(column), self.columnWidth(column)
        return QRect(left + PADDING, top, width - 2 * PADDING, ROW_HEIGHT)

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        row = self._sentences.row(index.row())
        if row is not None:
            self.chosen.emit(row.number)


_ALIGNED = {column: alignment(column) for column in Column}
