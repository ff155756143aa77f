"""Bars of how many sentences have which length, with a limit that can be dragged."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme
from gui.widgets.numbers import grouped

LEFT, BOTTOM, TOP, RIGHT = 44, 24, 16, 8
GRIP = 6


@dataclass(frozen=True, slots=True)
class Kept:
    """What a limit keeps.

    Attributes:
        tokens: Share of all tokens kept, 0 to 1.
        n_cut: Sentences that lose tokens.
    """

    tokens: float
    n_cut: int


def kept(counts: NDArray[np.int64], limit: int) -> Kept:
    """Return what is kept when sentences are cut to `limit` tokens.

    Args:
        counts: int64[lengths], sentences of each length from 0 on.
        limit: Tokens kept of a sentence.
    """
    lengths = np.arange(len(counts))
    n_tokens = int((counts * lengths).sum())
    n_kept = int((counts * np.minimum(lengths, limit)).sum())
    return Kept(n_kept / n_tokens if n_tokens else 1.0, int(counts[limit + 1 :].sum()))


class Histogram(QWidget):
    """Lengths across, sentences up; a vertical line is the limit.

    Signals:
        limit_changed: The limit while it is dragged or moved by the arrow keys.
        bar_chosen: First and last length of the bar that was clicked.
    """

    limit_changed = Signal(int)
    bar_chosen = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: NDArray[np.int64] = np.zeros(1, np.int64)
        self._limit = 0
        self._is_dragging = False
        self.setObjectName("length-histogram")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Sentence lengths"))

    def set_counts(self, counts: NDArray[np.int64]) -> None:
        """Show int64[lengths]: how many sentences have each length from 0 on; the limit goes to the longest."""
        self._counts = counts if len(counts) else np.zeros(1, np.int64)
        self._limit = self.longest
        self.update()

    @property
    def longest(self) -> int:
        """Tokens of the longest sentence."""
        return len(self._counts) - 1

    @property
    def limit(self) -> int:
        """Tokens that the limit keeps of a sentence."""
        return self._limit

    @property
    def kept(self) -> Kept:
        """What the limit keeps."""
        return kept(self._counts, self._limit)

    def set_limit(self, limit: int) -> None:
        """Move the limit and tell."""
        limit = min(self.longest, max(1, limit))
        if limit != self._limit:
            self._limit = limit
            self.update()
            self.limit_changed.emit(limit)

    def sizeHint(self) -> QSize:
        """Ask for room for a readable set of bars."""
        return QSize(280, 160)

    def bars(self) -> list[tuple[int, int, int]]:
        """Return (first length, last length, sentences) of each bar; bars hold equally many lengths."""
        room = max(1, (self.width() - LEFT - RIGHT) // 6)
        width = max(1, -(-self.longest // room))
        return [
            (first, min(first + width - 1, self.longest), int(self._counts[first : first + width].sum()))
            for first in range(1, self.longest + 1, width)
        ]

    def _plot(self) -> QRectF:
        return QRectF(LEFT, TOP, self.width() - LEFT - RIGHT, self.height() - TOP - BOTTOM)

    def _x(self, length: float) -> float:
        plot = self._plot()
        return plot.left() + plot.width() * length / max(1, self.longest)

    def _length_at(self, x: float) -> int:
        plot = self._plot()
        return round((x - plot.left()) / plot.width() * self.longest)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the limit, or choose a bar."""
        x = event.position().x()
        if abs(x - self._x(self._limit)) <= GRIP:
            self._is_dragging = True
            return
        length = int(np.ceil((x - self._plot().left()) / self._plot().width() * self.longest))
        for first, last, count in self.bars():
            if first <= length <= last and count:
                self.bar_chosen.emit(first, last)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the limit."""
        x = event.position().x()
        near = self._is_dragging or abs(x - self._x(self._limit)) <= GRIP
        self.setCursor(Qt.CursorShape.SplitHCursor if near else Qt.CursorShape.ArrowCursor)
        if self._is_dragging:
            self.set_limit(self._length_at(x))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the limit."""
        self._is_dragging = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the limit by one token, or by ten with Shift."""
        step = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        if event.key() == Qt.Key.Key_Left:
            self.set_limit(self._limit - step)
        elif event.key() == Qt.Key.Key_Right:
            self.set_limit(self._limit + step)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint bars, axes and the limit."""
        painter = QPainter(self)
        bars = self.bars()
        highest = max((count for _, _, count in bars), default=0)
        self._paint_axes(painter, highest)
        if highest:
            self._paint_bars(painter, bars, highest)
            self._paint_limit(painter)

    def _paint_bars(self, painter: QPainter, bars: list[tuple[int, int, int]], highest: int) -> None:
        colours = theme.current()
        plot = self._plot()
        cut = QColor(colours.pad_hatch)
        for first, last, count in bars:
            left, right = self._x(first - 1), self._x(last)
            height = plot.height() * count / highest
            if count:
                height = max(height, 1.0)
            bar = QRectF(left + 0.5, plot.bottom() - height, max(1.0, right - left - 1.0), height)
            painter.fillRect(bar, colours.accent if first <= self._limit else cut)

    def _paint_axes(self, painter: QPainter, highest: int) -> None:
        colours = theme.current()
        plot = self._plot()
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(colours.line)
        painter.drawLine(plot.bottomLeft(), plot.bottomRight())
        painter.setPen(colours.muted)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, plot.top() - 8, LEFT - 6, 16), right, grouped(highest))
        painter.drawText(QRectF(0, plot.bottom() - 8, LEFT - 6, 16), right, "0")
        for length in (1, self.longest // 2, self.longest):
            if length > 0:
                box = QRectF(self._x(length) - 40, plot.bottom() + 4, 80, 16)
                box.moveRight(min(box.right(), float(self.width())))
                centre = Qt.AlignmentFlag.AlignRight if length == self.longest else Qt.AlignmentFlag.AlignHCenter
                painter.drawText(box, centre, grouped(length))

    def _paint_limit(self, painter: QPainter) -> None:
        colours = theme.current()
        plot = self._plot()
        x = self._x(self._limit)
        painter.setPen(QPen(colours.warn, 2 if self.hasFocus() else 1))
        painter.drawLine(QPointF(x, plot.top() - 6), QPointF(x, plot.bottom()))
        painter.setBrush(colours.warn)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(QPointF(x, plot.top() - 6), 4, 4)
