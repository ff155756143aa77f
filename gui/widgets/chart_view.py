"""A chart on the screen: the exact values of the point under the mouse or the keyboard, and saved as a picture."""

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme
from gui.widgets.chart import Chart, Line, drawing
from gui.widgets.chart_painting import draw

# How near the mouse must come to a point, in pixels.
NEAR = 24.0
Place = tuple[int, int]


class ChartView(QWidget):
    """Shows one chart.

    Signals:
        chosen: Number of the item and of its point that was clicked, or Enter was pressed on.
    """

    chosen = Signal(int, int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.chart: Chart | None = None
        self._at: Place | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 160)
        theme.changes.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Ask for the room of a picture."""
        return QSize(480, 320)

    def set_chart(self, chart: Chart | None) -> None:
        """Show another chart, or none."""
        self.chart, self._at = chart, None
        self.setAccessibleName(chart.title or chart.y_title if chart is not None else "")
        self.update()

    def reading(self, place: Place) -> str:
        """Return the exact values of a point."""
        line = self._line(place[0])
        if line is None or self.chart is None:
            return ""
        x, y = float(line.x[place[1]]), float(line.y[place[1]])
        share = f"{y * 100:.2f} %" if self.chart.has_shares else f"{y:,.6g}"
        values = f"{self.chart.x_title} {x:,.6g} · {share}"
        return f"{line.name} · {values}" if line.name else values

    def _line(self, index: int) -> Line | None:
        item = self.chart.items[index] if self.chart is not None else None
        return item if isinstance(item, Line) else None

    def _nearest(self, point: QPointF) -> Place | None:
        if self.chart is None:
            return None
        placed, best, found = drawing(self.chart, self._room()), NEAR, None
        for index, item in enumerate(self.chart.items):
            if not isinstance(item, Line) or item.is_pale:
                continue
            away = np.hypot(*(placed.points(item) - (point.x(), point.y())).T)
            away = np.where(np.isfinite(away), away, np.inf)
            if len(away) and away.min() < best:
                best, found = float(away.min()), (index, int(away.argmin()))
        return found

    def _room(self) -> QRect:
        return self.rect().adjusted(4, 4, -4, -4)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read the nearest point."""
        self._read(self._nearest(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Read nothing."""
        self._read(None)
        super().leaveEvent(event)

    def _read(self, place: Place | None) -> None:
        if place != self._at:
            self._at = place
            self.setAccessibleDescription(self.reading(place) if place else "")
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the nearest point."""
        self._read(self._nearest(event.position()))
        self._choose()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Wait for the button to be let go."""
        event.accept()

    def _choose(self) -> None:
        if self._at is not None:
            self.chosen.emit(*self._at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk along a line, from line to line, or choose a point."""
        steps = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}
        key = Qt.Key(event.key())
        if key in steps:
            self._step(*steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        else:
            super().keyPressEvent(event)

    def _step(self, lines: int, points: int) -> None:
        items = self.chart.items if self.chart is not None else ()
        walked = [
            index
            for index, item in enumerate(items)
            if isinstance(item, Line) and not item.is_pale and np.isfinite(item.y).any()
        ]
        if not walked:
            return
        index, point = self._at if self._at is not None and self._at[0] in walked else (walked[0], 0)
        index = walked[(walked.index(index) + lines) % len(walked)]
        line = self._line(index)
        if line is not None:
            good = np.flatnonzero(np.isfinite(line.y))
            place = int(np.searchsorted(good, point)) + (points if self._at is not None else 0)
            self._read((index, int(good[min(max(0, place), len(good) - 1)])))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chart and what is read from it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().panel)
        if self.chart is None:
            return
        draw(painter, self._room(), self.chart)
        line = self._line(self._at[0]) if self._at is not None else None
        if self._at is None or line is None:
            return
        placed = drawing(self.chart, self._room())
        x, y = placed.points(line)[self._at[1]].tolist()
        colours = theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.cursor, 2))
        painter.drawEllipse(QPointF(x, y), 5, 5)
        self._paint_words(painter, QPointF(x, y), self.reading(self._at))

    def _paint_words(self, painter: QPainter, at: QPointF, words: str) -> None:
        colours = theme.current()
        painter.setFont(theme.font(theme.SMALL))
        metrics = painter.fontMetrics()
        box = QRect(0, 0, metrics.horizontalAdvance(words) + 16, metrics.height() + 8)
        box.moveCenter(at.toPoint())
        box.moveBottom(int(at.y()) - 10 if at.y() > box.height() + 20 else int(at.y()) + 10 + box.height())
        box.moveLeft(min(max(4, box.left()), self.width() - box.width() - 4))
        painter.setPen(QPen(colours.line, 1))
        painter.setBrush(colours.raised)
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(colours.text)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
