"""Reading lanes: which way each direction reads, when it reads each token, and what it knows at the cursor's."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QSizePolicy, QWidget

from core.visible import visible_token
from gui import theme
from gui.colour_math import mix
from gui.widgets.cell_geometry import hatch, visible
from gui.widgets.plain import elided

GUTTER = 112
HEADER = 28
LANE = 44
NARROW, WIDE = 60, 104


@dataclass(frozen=True, slots=True, eq=False)
class LaneContent:
    """One lane at one token.

    Attributes:
        title: What stands at its left.
        step: +1 where it reads from left to right, -1 the other way, 0 for both.
        order: int64[n], when each token is read, from 0; of no meaning where `step` is 0.
        known: float32[n], how much of each token it knows, 0 to 1; 0 where it has not read it.
    """

    title: str
    step: int
    order: NDArray[np.int64]
    known: NDArray[np.float32]


class Lanes(QAbstractScrollArea):
    """Paints lanes below the tokens; the token under the cursor is chosen by mouse and arrows.

    Signals:
        token_chosen: The token's place in the row, padding not counted.
    """

    token_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tokens: tuple[str, ...] = ()
        self._lanes: tuple[LaneContent, ...] = ()
        self._cursor = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("What each direction has read at the token under the cursor"))
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)

    def set_lanes(self, tokens: tuple[str, ...], lanes: tuple[LaneContent, ...], cursor: int) -> None:
        """Show other lanes, or the same at another token; `cursor` -1 for none."""
        is_taller = len(lanes) != len(self._lanes)
        self._tokens, self._lanes = tokens, lanes
        if is_taller:
            self.updateGeometry()
        self._fit()
        if cursor != self._cursor:
            self._cursor = cursor
            self._reveal()
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """Ask for all lanes."""
        bar = self.horizontalScrollBar().sizeHint().height()
        return QSize(960, HEADER + LANE * max(2, len(self._lanes)) + bar + 8)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the tokens to the new width."""
        super().resizeEvent(event)
        self._fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the token under the mouse."""
        place = int((event.position().x() - GUTTER + self.horizontalScrollBar().value()) // self._width())
        if event.position().x() >= GUTTER and place < len(self._tokens):
            self.token_chosen.emit(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the token before or after."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or not self._tokens:
            super().keyPressEvent(event)
            return
        self.token_chosen.emit(min(len(self._tokens) - 1, max(0, self._cursor + step)))

    def _width(self) -> int:
        room = self.viewport().width() - GUTTER
        return min(WIDE, max(NARROW, room // max(1, len(self._tokens))))

    def _fit(self) -> None:
        page = max(1, self.viewport().width() - GUTTER)
        self.horizontalScrollBar().setRange(0, max(0, self._width() * len(self._tokens) - page))
        self.horizontalScrollBar().setPageStep(page)

    def _reveal(self) -> None:
        bar, width = self.horizontalScrollBar(), self._width()
        page = self.viewport().width() - GUTTER
        low, high = self._cursor * width, (self._cursor + 1) * width
        if low < bar.value() or high > bar.value() + page:
            bar.setValue((low + high - page) // 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tokens, and below them every lane."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.current()
        painter.fillRect(self.viewport().rect(), colours.panel)
        width, scrolled = self._width(), self.horizontalScrollBar().value()
        seen = visible(len(self._tokens), width, scrolled, self.viewport().width() - GUTTER)
        painter.setFont(theme.font(theme.NORMAL))
        for number, lane in enumerate(self._lanes):
            painter.setPen(colours.text)
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRect(0, HEADER + number * LANE, GUTTER - 12, LANE), side, lane.title)
        painter.setClipRect(QRect(GUTTER, 0, self.viewport().width() - GUTTER, self.viewport().height()))
        for place in range(seen.first, seen.last):
            left = GUTTER + place * width - scrolled
            painter.setFont(theme.font(theme.NORMAL, bold=place == self._cursor))
            painter.setPen(colours.text)
            word = elided(painter.fontMetrics(), visible_token(self._tokens[place]), width - 8)
            painter.drawText(QRect(left, 0, width, HEADER), Qt.AlignmentFlag.AlignCenter, word)
            for number, lane in enumerate(self._lanes):
                self._paint_box(
                    painter, lane, place, QRectF(left + 9, HEADER + number * LANE + 5, width - 18, LANE - 12)
                )
        if 0 <= self._cursor < len(self._tokens):
            painter.setPen(QPen(colours.cursor, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            left = GUTTER + self._cursor * width - scrolled
            painter.drawRoundedRect(QRectF(left + 2, 2, width - 4, HEADER + LANE * len(self._lanes) - 2), 5, 5)

    def _paint_box(self, painter: QPainter, lane: LaneContent, place: int, box: QRectF) -> None:
        """Paint whether a token has been read, how much of it is known, and the arrow to the token read next."""
        colours = theme.current()
        known = float(lane.known[place])
        painter.setPen(QPen(colours.accent if known else colours.line, 1))
        # Strength is shown as a share of the way to the accent; the square root keeps faint memories visible.
        ground = mix(colours.panel, colours.accent, 0.12 + 0.7 * known**0.5) if known else QColor(colours.raised)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 4, 4)
        if not known:
            painter.setBrush(hatch())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(box, 4, 4)
        painter.setFont(theme.font(theme.SMALL))
        if lane.step:
            painter.setPen(colours.on_accent if known > 0.35 else (colours.text if known else colours.muted))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(int(lane.order[place]) + 1))
            self._paint_arrow(painter, lane, place, box, is_past=bool(known))

    def _paint_arrow(self, painter: QPainter, lane: LaneContent, place: int, box: QRectF, *, is_past: bool) -> None:
        if lane.order[place] == len(self._tokens) - 1:
            return
        colours = theme.current()
        painter.setPen(QPen(colours.accent if is_past else colours.muted, 1.5))
        y, step = box.center().y(), lane.step
        start = (box.right() if step > 0 else box.left()) + 2 * step
        end = QPointF(start + 14 * step, y)
        painter.drawLine(QPointF(start, y), end)
        painter.drawLine(end, end + QPointF(-4 * step, -4))
        painter.drawLine(end, end + QPointF(-4 * step, 4))
