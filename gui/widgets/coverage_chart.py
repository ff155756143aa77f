"""A document along a line, the rows that were cut out of it below, and how often each token is read above."""

from itertools import pairwise

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.coverage import Coverage, Draw
from gui import theme
from gui.colour_math import mix

LEFT, RIGHT, TOP = 84, 16, 8
COUNTS = 56
LINE = 18
GAP = 4


class CoverageChart(QWidget):
    """Paints a `Coverage`; a click chooses one of its rows.

    Signals:
        draw_chosen: Batch and row of the row under the mouse.
        token_pointed: Place of the token under the mouse in the document, -1 for none.
    """

    draw_chosen = Signal(int, int)
    token_pointed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Coverage | None = None
        self._lines: list[int] = []
        self._current = (-1, -1)
        self._token = -1
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(self.tr("Rows cut out of the document, and how often each token is read"))

    def set_coverage(self, found: Coverage, current: tuple[int, int], token: int) -> None:
        """Show a document; `current` is the batch and row looked at, `token` the cursor's place in the document."""
        self._found, self._current, self._token = found, current, token
        self._lines = _stacked(found.draws)
        self.setMinimumHeight(TOP + COUNTS + 40 + (max(self._lines, default=0) + 1) * (LINE + GAP))
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for a line a row that overlaps others."""
        return QSize(960, max(240, self.minimumHeight()))

    def _cell(self) -> float:
        count = len(self._found.tokens) if self._found else 1
        return (self.width() - LEFT - RIGHT) / max(1, count)

    def _bar(self, place: int, draw: Draw) -> QRectF:
        cell = self._cell()
        top = TOP + COUNTS + 32 + self._lines[place] * (LINE + GAP)
        return QRectF(LEFT + draw.start * cell, top, draw.length * cell, LINE)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at a token."""
        place = int((event.position().x() - LEFT) / self._cell()) if self._found else -1
        inside = self._found is not None and 0 <= place < len(self._found.tokens) and event.position().x() >= LEFT
        self.token_pointed.emit(place if inside else -1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row under the mouse."""
        for place, draw in enumerate(self._found.draws if self._found else ()):
            if self._bar(place, draw).contains(event.position()):
                self.draw_chosen.emit(draw.batch, draw.row)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint counts, the line of the text and the rows."""
        painter = QPainter(self)
        colours = theme.current()
        painter.fillRect(self.rect(), colours.panel)
        if self._found is None or not self._found.tokens:
            return
        painter.setFont(theme.font(theme.SMALL))
        self._paint_counts(painter, self._found)
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(colours.muted)
        painter.drawText(QRectF(0, TOP, LEFT - 8, COUNTS), side, self.tr("times read"))
        painter.drawText(QRectF(0, TOP + COUNTS + 32, LEFT - 8, LINE), side, self.tr("rows"))
        for place, draw in enumerate(self._found.draws):
            self._paint_draw(painter, draw, self._bar(place, draw))
        if self._token >= 0:
            x = LEFT + (self._token + 0.5) * self._cell()
            painter.setPen(QPen(colours.cursor, 2))
            painter.drawLine(QPointF(x, TOP), QPointF(x, self.height() - 8))

    def _paint_counts(self, painter: QPainter, found: Coverage) -> None:
        colours, cell = theme.current(), self._cell()
        most = max(1, int(found.times_read.max(initial=0)))
        base = TOP + COUNTS
        for begin, end, times in _runs(found.times_read):
            height = (COUNTS - 14) * times / most
            rect = QRectF(LEFT + begin * cell, base - height, max(1.0, (end - begin) * cell), height)
            if times:
                painter.fillRect(rect, colours.accent if times == 1 else mix(colours.accent, colours.text, 0.5))
            else:
                painter.fillRect(QRectF(rect.left(), base - 5, rect.width(), 5), colours.bad)
            if rect.width() >= 14:
                painter.setPen(colours.muted)
                words = QRectF(rect.left(), base - height - 14, rect.width(), 12)
                painter.drawText(words, Qt.AlignmentFlag.AlignCenter, str(times))
        painter.setPen(QPen(colours.line, 1))
        painter.drawLine(QPointF(LEFT, base + 1), QPointF(self.width() - RIGHT, base + 1))
        painter.setPen(colours.muted)
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, base + 6, LEFT - 8, 16), side, self.tr("token"))
        step = max(1, 10 ** max(0, int(np.ceil(np.log10(60 / cell)))))
        for token in range(0, len(found.tokens), step):
            x = LEFT + token * cell
            painter.drawLine(QPointF(x, base + 1), QPointF(x, base + 5))
            painter.drawText(QRectF(x - 30, base + 6, 60, 16), Qt.AlignmentFlag.AlignHCenter, str(token))

    def _paint_draw(self, painter: QPainter, draw: Draw, bar: QRectF) -> None:
        colours, cell = theme.current(), self._cell()
        is_current = (draw.batch, draw.row) == self._current
        pale = QColor(colours.accent)
        pale.setAlpha(70)
        painter.fillRect(bar, pale)
        strong = QColor(colours.accent)
        strong.setAlpha(255 if is_current else 150)
        first, last = draw.counted
        painter.fillRect(QRectF(bar.left() + first * cell, bar.top(), (last - first) * cell, bar.height()), strong)
        if is_current:
            painter.setPen(QPen(colours.text, 2))
            painter.drawRect(bar)
        if bar.width() >= 64:
            painter.setPen(colours.on_accent if is_current else colours.text)
            words = self.tr("batch {number}").format(number=draw.batch + 1)
            painter.drawText(bar, Qt.AlignmentFlag.AlignCenter, words)


def _stacked(draws: tuple[Draw, ...]) -> list[int]:
    """Return the line of each row, so that rows on one line do not touch; they come by their start."""
    ends: list[int] = []
    lines = []
    for draw in draws:
        free = next((line for line, end in enumerate(ends) if end <= draw.start), len(ends))
        if free == len(ends):
            ends.append(0)
        ends[free] = draw.start + draw.length
        lines.append(free)
    return lines


def _runs(values: np.ndarray) -> list[tuple[int, int, int]]:
    """Return `(begin, end, value)` of each stretch of equal numbers."""
    borders = [0, *(np.flatnonzero(np.diff(values)) + 1).tolist(), len(values)]
    return [(begin, end, int(values[begin])) for begin, end in pairwise(borders) if end > begin]
