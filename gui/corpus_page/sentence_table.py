"""The sentence table: as quick with a million rows as with ten; labels as chips in their colours."""

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from gui import theme
from gui.corpus_page.padded_cells import PADDING, PaddedCells
from gui.corpus_page.sentence_model import ROW_ROLE, Column, SentenceModel
from gui.corpus_page.sentence_row import SentenceRow
from gui.widgets.numbers import grouped
from gui.widgets.plain import elided

ROW_HEIGHT = 30
CHIP_HEIGHT = 18
CHIP_PADDING = 6
GAP = 4
WIDTHS = {Column.NUMBER: 76, Column.SPLIT: 60, Column.TOKENS: 68, Column.TAGS: 240}


class TagChips(QStyledItemDelegate):
    """Paints how often each label occurs, as many labels as fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colour_index: Mapping[str, int] = {}

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one cell."""
        style = option.widget.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        row = index.data(ROW_ROLE)
        if isinstance(row, SentenceRow):
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_chips(painter, option.rect.adjusted(PADDING, 0, -PADDING, 0), row)
            painter.restore()

    def _paint_chips(self, painter: QPainter, room: QRect, row: SentenceRow) -> None:
        font = theme.font(theme.SMALL)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        x = room.left()
        more_width = metrics.horizontalAdvance("+888")
        for place, (label, count) in enumerate(row.counts):
            text = label if count == 1 else f"{label} {grouped(count)}"
            text = elided(metrics, text, room.width() - 2 * CHIP_PADDING)
            width = metrics.horizontalAdvance(text) + 2 * CHIP_PADDING
            is_last = place == len(row.counts) - 1
            if x + width > room.right() - (0 if is_last else more_width) and place:
                self._paint_words(painter, QRect(x, room.top(), more_width, room.height()), len(row.counts) - place)
                return
            self._paint_chip(painter, QRect(x, room.center().y() - CHIP_HEIGHT // 2, width, CHIP_HEIGHT), label, text)
            x += width + GAP

    def _paint_chip(self, painter: QPainter, box: QRect, label: str, text: str) -> None:
        colours = theme.label_colours(self.colour_index.get(label, 0))
        painter.setPen(QPen(colours.line))
        painter.setBrush(colours.fill)
        painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), 4, 4)
        painter.setPen(colours.text)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_words(self, painter: QPainter, box: QRect, n_more: int) -> None:
        painter.setPen(theme.current().muted)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, f"+{n_more}")


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
        self.setItemDelegate(PaddedCells(self))
        self.setItemDelegateForColumn(Column.TAGS, self._chips)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
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
        self._chips.colour_index = colour_index
        self.viewport().update()

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        row = self._sentences.row(index.row())
        if row is not None:
            self.chosen.emit(row.number)
