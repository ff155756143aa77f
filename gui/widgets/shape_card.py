"""One tensor of the pipeline as a card: a box drawn to scale, its shape and the names of its axes."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.shapes import ShapeCard
from gui import theme
from gui.core_words import axis_name, card_title
from gui.widgets.numbers import bytes_text, grouped

WIDTH, HEIGHT = 126, 172
BOX = QRectF(16, 36, WIDTH - 32, 68)
# All that a cursor on the box can mark: its lines are thicker than those at the edge of the box.
MARKED = BOX.adjusted(-2, -2, 2, 2).toRect()


def drawn_length(size: int) -> float:
    """Return the pixels for an axis of `size`: logarithmic, so that 18 labels and 2,000 words both show."""
    return 8.0 + 7.0 * math.log2(max(1, size))


class ShapeCardView(QWidget):
    """Paints a `ShapeCard`; a click, Enter or Space chooses it.

    Signals:
        chosen: The card's name.
    """

    chosen = Signal(str)

    def __init__(self, card: ShapeCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card = card
        self._is_chosen = False
        self._cell = (-1, -1)
        self.setObjectName(f"card-{card.name}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_card(card)

    @property
    def card(self) -> ShapeCard:
        """The tensor on the card."""
        return self._card

    def set_card(self, card: ShapeCard) -> None:
        """Show new sizes of the same tensor."""
        self._card = card
        axes = ", ".join(f"{grouped(axis.size)} {axis_name(axis.name)}" for axis in card.axes)
        self.setAccessibleName(f"{card_title(card.title)}: {axes}")
        self.update()

    def set_chosen(self, is_chosen: bool) -> None:
        """Light the card up as the one whose values are shown below."""
        self._is_chosen = is_chosen
        self.update()

    def set_cursor_cell(self, row: int, timestep: int) -> None:
        """Mark where a row and a timestep of the batch are in the tensor; -1 for nowhere."""
        if (row, timestep) != self._cell:
            self._cell = row, timestep
            self.update(MARKED)

    def sizeHint(self) -> QSize:
        """Return the one size all cards have."""
        return QSize(WIDTH, HEIGHT)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose this card."""
        self.chosen.emit(self._card.name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose this card by Enter or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._card.name)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the frame away."""
        self.update()
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint title, box, shape, axis names and bytes."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.current()
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(
            QPen(colours.accent if self._is_chosen or self.hasFocus() else colours.line, 2 if self._is_chosen else 1)
        )
        painter.setBrush(colours.raised)
        painter.drawRoundedRect(frame, 8, 8)
        self._paint_box(painter)
        # A cursor that moves asks for the box alone.
        if not MARKED.contains(event.rect()):
            self._paint_words(painter)

    def _paint_box(self, painter: QPainter) -> None:
        sizes = [axis.size for axis in self._card.axes]
        colours = theme.current()
        painter.setPen(QPen(colours.accent, 1))
        fill = QColor(colours.accent)
        fill.setAlpha(40)
        painter.setBrush(fill)
        if not sizes:
            painter.drawEllipse(BOX.center(), 5, 5)
            return
        height = min(BOX.height(), drawn_length(sizes[0]) * 0.8)
        width = min(BOX.width() - 28, drawn_length(sizes[1]) * 1.1) if len(sizes) > 1 else 8.0
        depth = min(26.0, drawn_length(sizes[2]) * 0.32) if len(sizes) > 2 else 0.0
        left = BOX.center().x() - (width + depth) / 2
        top = BOX.center().y() - height / 2 + depth
        front = QRectF(left, top, width, height - depth if depth else height)
        if depth:
            self._paint_sides(painter, front, depth)
        painter.drawRect(front)
        self._paint_cursor(painter, front, depth)

    def _paint_cursor(self, painter: QPainter, front: QRectF, depth: float) -> None:
        """Mark the cursor's row across the front, and its timestep down the front and over the top."""
        names = [axis.name for axis in self._card.axes]
        sizes = [axis.size for axis in self._card.axes]
        row, timestep = self._cell
        if names[:1] != ["batch"] or not 0 <= row < sizes[0]:
            return
        strong = QColor(theme.current().accent)
        y = front.top() + (row + 0.5) * front.height() / sizes[0]
        painter.setPen(QPen(strong, 1.5))
        painter.drawLine(QPointF(front.left(), y), QPointF(front.right(), y))
        if names[1:2] != ["time"] or not 0 <= timestep < sizes[1]:
            return
        width = max(2.0, front.width() / sizes[1])
        left = front.left() + timestep * (front.width() - width) / max(1, sizes[1] - 1)
        faint = QColor(strong)
        faint.setAlpha(110)
        painter.fillRect(QRectF(left, front.top(), width, front.height()), faint)
        painter.fillRect(QRectF(left, y - 1.5, width, 3), strong)
        if depth:
            shift = QPointF(depth, -depth)
            low, high = QPointF(left, front.top()), QPointF(left + width, front.top())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(faint)
            painter.drawPolygon(QPolygonF([low, high, high + shift, low + shift]))

    def _paint_sides(self, painter: QPainter, front: QRectF, depth: float) -> None:
        shift = QPointF(depth, -depth)
        painter.drawPolygon(
            QPolygonF([front.topLeft(), front.topRight(), front.topRight() + shift, front.topLeft() + shift])
        )
        painter.drawPolygon(
            QPolygonF([front.topRight(), front.bottomRight(), front.bottomRight() + shift, front.topRight() + shift])
        )

    def _paint_words(self, painter: QPainter) -> None:
        colours = theme.current()
        card = self._card
        painter.setPen(colours.text)
        painter.setFont(theme.font(13, bold=True))
        painter.drawText(QRectF(2, 8, WIDTH - 4, 22), Qt.AlignmentFlag.AlignCenter, card_title(card.title))
        painter.setFont(theme.font(13, mono=True))
        painter.drawText(QRectF(4, 110, WIDTH - 8, 20), Qt.AlignmentFlag.AlignCenter, shape_text(card))
        painter.setPen(colours.muted)
        painter.setFont(theme.font(11))
        names = " · ".join(axis_name(axis.name) for axis in card.axes) or self.tr("one number")
        painter.drawText(QRectF(4, 130, WIDTH - 8, 16), Qt.AlignmentFlag.AlignCenter, names)
        detail = f"{card.dtype} · {bytes_text(card.bytes)}"
        painter.drawText(QRectF(4, 148, WIDTH - 8, 16), Qt.AlignmentFlag.AlignCenter, detail)


def shape_text(card: ShapeCard) -> str:
    """Return the shape as Python writes it, such as `(32, 47, 100)`."""
    sizes: Sequence[int] = [axis.size for axis in card.axes]
    return f"({', '.join(str(size) for size in sizes)}{',' if len(sizes) == 1 else ''})"
