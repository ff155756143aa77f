"""The list at the side: every sentence with its number, first words and how far it is labelled."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from core.corpus import Sentence
from core.visible import visible_token
from gui import theme
from gui.core_words import split_word
from gui.label_page.sentence_model import SentenceModel
from gui.widgets.numbers import grouped
from gui.widgets.plain import elided
from gui.widgets.solid_table import SolidTable
from gui.widgets.strip_direction import runs_right_to_left

ROW_HEIGHT = 46
Index = QModelIndex | QPersistentModelIndex


class SentenceRow(QStyledItemDelegate):
    """Paints one sentence: words above, number, split and progress below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.layer = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        sentence = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(sentence, Sentence):
            return
        colours = theme.current()
        area: QRect = option.rect
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_chosen:
            painter.fillRect(area, colours.selection)
            painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), colours.accent)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, colours.raised)
        tags = sentence.layer_tags(self.layer)
        n_labelled = len(tags) - tags.count(None)
        self._mark(painter, QPointF(area.left() + 18, area.top() + 15), n_labelled / len(tags))
        self._words(painter, area.adjusted(34, 6, -10, -24), sentence.tokens[:40])
        below = area.adjusted(34, 25, -10, -4)
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(colours.text if is_chosen else colours.muted)
        words = f"{grouped(index.row() + 1)}  ·  {split_word(sentence.split)}"
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        progress = f"{grouped(n_labelled)} / {grouped(len(tags))}"
        painter.drawText(below, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, progress)
        painter.restore()

    def _words(self, painter: QPainter, area: QRect, tokens: Sequence[str]) -> None:
        painter.setFont(theme.font())
        painter.setPen(theme.current().text)
        text = " ".join(map(visible_token, tokens))
        words = elided(painter.fontMetrics(), text[:200], area.width())
        # Only where the sentence begins can its end be left out at the other side.
        if runs_right_to_left(tokens):
            painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, words)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    def _mark(self, painter: QPainter, centre: QPointF, share: float) -> None:
        """Draw a ring that fills up as the sentence is labelled."""
        colours = theme.current()
        ring = QRectF(centre.x() - 5, centre.y() - 5, 10, 10)
        painter.setPen(QPen(colours.good if share else colours.pad_hatch, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(ring)
        if share:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.good)
            painter.drawPie(ring, 90 * 16, -round(share * 360 * 16))


class SentenceList(SolidTable):
    """Shows a `SentenceModel`.

    Signals:
        chosen: Row the user went to.
        left: The keyboard goes back to the sentence.
    """

    chosen = Signal(int)
    left = Signal()

    def __init__(self, model: SentenceModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sentence-list")
        self.setAccessibleName(self.tr("Sentences"))
        self._row = SentenceRow(self)
        self.setModel(model)
        self.setItemDelegate(self._row)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QTableView { border: none; }")
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._on_clicked)
        theme.changes.changed.connect(self.viewport().update)

    def set_layer(self, name: str) -> None:
        """Show progress in this layer."""
        self._row.layer = name
        self.viewport().update()

    def choose(self, row: int) -> None:
        """Mark a row and bring it into view, telling nobody."""
        index = self.model().index(row, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up and down; Enter goes to the sentence."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.left.emit()
            return
        moves = (
            Qt.Key.Key_Up,
            Qt.Key.Key_Down,
            Qt.Key.Key_PageUp,
            Qt.Key.Key_PageDown,
            Qt.Key.Key_Home,
            Qt.Key.Key_End,
        )
        if event.key() not in moves or not plain:
            event.ignore()
            return
        before = self.currentIndex().row()
        super().keyPressEvent(event)
        if self.currentIndex().row() != before:
            self.chosen.emit(self.currentIndex().row())

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(index.row())
        self.left.emit()
