"""Many points in a plane, coloured by kind: zoomed, panned, pointed at; only what can be seen is painted.

On a screen points are stamped into an image as numbers, which takes milliseconds for 20,000 of them; into an
SVG they are drawn one by one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPaintEngine,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme
from gui.widgets.label_placing import place_names
from gui.widgets.plain import elided

RADIUS = 3
# Points from which on they are drawn smaller.
CROWD = 5000
REACH = 10
MARGIN = 32
# Pixels at the foot that belong to legend and note.
FOOT = 48
WIDEST_NAME = 120
MOST_NAMES = 160
# Names beyond these have no chance of a place, and measuring each costs time.
MOST_CANDIDATES = 800
STEP = 48
ZOOM, MOST_ZOOM = 1.25, 400.0


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """What is shown.

    Attributes:
        places: float32[N, 2].
        names: N names; earlier ones are written first where there is room.
        kinds: int32[N], index into `colours` and `legend`; -1 for none.
        colours: A label's colour index for each kind.
        legend: The name of each kind.
        note: Written at the foot, such as what the axes are.
    """

    places: NDArray[np.float32]
    names: tuple[str, ...]
    kinds: NDArray[np.int32]
    colours: tuple[int, ...]
    legend: tuple[str, ...]
    note: str


class PointMap(QWidget):
    """Paints `Points`.

    Signals:
        chosen: A point was clicked, or chosen by key; its number.
        opened: It was double-clicked, or Enter was pressed.
        pointed_at: The point under the mouse, -1 for none.
    """

    chosen = Signal(int)
    opened = Signal(int)
    pointed_at = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: Points | None = None
        self._scale = 1.0
        self._fitted = 1.0
        self._centre = np.zeros(2, np.float64)
        self._chosen, self._hovered = -1, -1
        self._marked: tuple[int, ...] = ()
        self._pressed: QPointF | None = None
        self._was_dragged = False
        self._image: QImage | None = None
        self._canvas: NDArray[np.uint32] = np.zeros(0, np.uint32)
        self._order: NDArray[np.intp] = np.zeros(0, np.intp)
        self._names: dict[int, tuple[str, int]] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changes.changed.connect(self._forget)

    def sizeHint(self) -> QSize:
        """Ask for room in which names can be read."""
        return QSize(640, 400)

    def set_points(self, points: Points | None) -> None:
        """Show other points, all of them."""
        self._points = points
        self._chosen = self._hovered = -1
        self._marked = ()
        self._names = {}
        # Those without a kind lie undermost.
        self._order = np.zeros(0, np.intp) if points is None else np.argsort(points.kinds, kind="stable")
        self.fit()

    @property
    def chosen_point(self) -> int:
        """The number of the chosen point, -1 for none."""
        return self._chosen

    def choose(self, number: int, marked: Sequence[int] = ()) -> None:
        """Ring a point, and others that belong to it, without telling anybody."""
        self._chosen, self._marked = number, tuple(marked)
        self.update()

    def fit(self) -> None:
        """Show everything."""
        points = self._points
        if points is not None and len(points.places):
            low, high = points.places.min(axis=0), points.places.max(axis=0)
            self._centre = (low + high) / 2.0
            extent = np.maximum(high - low, 1e-9)
            room = np.maximum(1, np.array([self.width(), self._foot()]) - 2 * MARGIN)
            self._scale = self._fitted = float((room / extent).min())
        self._forget()

    def _foot(self) -> int:
        """Return where the room of the points ends."""
        return max(1, self.height() - FOOT)

    def _forget(self) -> None:
        self._image = None
        self.update()

    def pixels(self) -> NDArray[np.float64]:
        """Return where each point stands in the widget, [N, 2]; the second axis grows upwards in the plane."""
        if self._points is None:
            return np.zeros((0, 2))
        away = (self._points.places - self._centre) * self._scale
        return np.stack([self.width() / 2 + away[:, 0], self._foot() / 2 - away[:, 1]], axis=1)

    def seen(self, pixels: NDArray[np.float64]) -> NDArray[np.intp]:
        """Return the numbers of the points that are inside the widget."""
        inside = (pixels >= -RADIUS).all(axis=1)
        inside &= (pixels[:, 0] < self.width() + RADIUS) & (pixels[:, 1] < self._foot() + RADIUS)
        return np.flatnonzero(inside)

    def point_at(self, position: QPointF) -> int:
        """Return the point nearest to a position within reach, -1 for none."""
        pixels = self.pixels()
        if not len(pixels):
            return -1
        distances = np.hypot(pixels[:, 0] - position.x(), pixels[:, 1] - position.y())
        nearest = int(distances.argmin())
        return nearest if distances[nearest] <= REACH else -1

    # What the hand does.

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom; what lies at a position stays there."""
        old = self._scale
        self._scale = min(self._fitted * MOST_ZOOM, max(self._fitted / 2, old * factor))
        if at is not None:
            away = np.array([at.x() - self.width() / 2, self._foot() / 2 - at.y()])
            self._centre = self._centre + away / old - away / self._scale
        self._forget()

    def pan(self, right: float, down: float) -> None:
        """Move what is seen by so many pixels."""
        self._centre = self._centre - np.array([right, -down]) / self._scale
        self._forget()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the mouse."""
        self.zoom(ZOOM ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag, or to click."""
        self._pressed, self._was_dragged = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the plane, or say what is under the mouse."""
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            moved = event.position() - self._pressed
            if self._was_dragged or moved.manhattanLength() > 4:
                self._was_dragged = True
                self._pressed = event.position()
                self.pan(moved.x(), moved.y())
            return
        number = self.point_at(event.position())
        if number != self._hovered:
            self._hovered = number
            self.update()
            self.pointed_at.emit(number)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the point that was clicked."""
        was_click = self._pressed is not None and not self._was_dragged
        self._pressed = None
        number = self.point_at(event.position()) if was_click else -1
        if number >= 0:
            self.chosen.emit(number)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the point."""
        number = self.point_at(event.position())
        if number >= 0:
            self.opened.emit(number)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse any more."""
        self._hovered = -1
        self.update()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pan by arrows, zoom by + and -, show all by Home, open by Enter."""
        key = Qt.Key(event.key())
        ways = {
            Qt.Key.Key_Left: (STEP, 0),
            Qt.Key.Key_Right: (-STEP, 0),
            Qt.Key.Key_Up: (0, STEP),
            Qt.Key.Key_Down: (0, -STEP),
        }
        if key in ways:
            self.pan(*ways[key])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(ZOOM)
        elif key is Qt.Key.Key_Minus:
            self.zoom(1 / ZOOM)
        elif key is Qt.Key.Key_Home:
            self.fit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chosen >= 0:
            self.opened.emit(self._chosen)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the whole in view where it was."""
        super().resizeEvent(event)
        if self._scale == self._fitted:
            self.fit()
        else:
            self._forget()

    # Painting.

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint points, rings, names, legend and note."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.current().panel)
        points = self._points
        if points is None:
            painter.end()
            return
        pixels = self.pixels()
        seen = self.seen(pixels)
        engine = painter.paintEngine()
        if engine.type() is QPaintEngine.Type.SVG:
            self._draw(painter, points, pixels, seen)
        else:
            self._stamp(painter, points, pixels, seen)
        self._paint_rings(painter, pixels)
        self._paint_names(painter, points, pixels, seen)
        self._paint_legend(painter, points)
        painter.end()

    def _colour(self, points: Points, kind: int) -> QColor:
        return theme.label_colours(points.colours[kind]).line if kind >= 0 else theme.current().pad_hatch

    def _draw(self, painter: QPainter, points: Points, pixels: NDArray[np.float64], seen: NDArray[np.intp]) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        for kind in range(-1, len(points.colours)):
            painter.setBrush(self._colour(points, kind))
            for number in seen[points.kinds[seen] == kind].tolist():
                painter.drawEllipse(QPointF(*pixels[number]), RADIUS, RADIUS)

    def _stamp(self, painter: QPainter, points: Points, pixels: NDArray[np.float64], seen: NDArray[np.intp]) -> None:
        ratio = painter.device().devicePixelRatioF()
        size = QSize(round(self.width() * ratio), round(self.height() * ratio))
        if self._image is None or self._image.size() != size:
            is_seen = np.zeros(len(pixels), np.bool_)
            is_seen[seen] = True
            order = self._order[is_seen[self._order]]
            radius = round((RADIUS if len(seen) < CROWD else RADIUS - 1) * ratio)
            self._image = self._stamped(points, pixels[order] * ratio, points.kinds[order], size, radius)
            self._image.setDevicePixelRatio(ratio)
        painter.drawImage(QPoint(0, 0), self._image)

    def _stamped(
        self, points: Points, pixels: NDArray[np.float64], kinds: NDArray[np.int32], size: QSize, radius: int
    ) -> QImage:
        """Return an image with a disc at every pixel position, later ones over earlier ones."""
        width, height, edge = size.width(), size.height(), 2 * radius + 4
        palette = np.array(
            [self._colour(points, kind).rgba() for kind in range(-1, len(points.colours))], dtype=np.uint32
        )
        stride = width + 2 * edge
        # Kept, because the image is a window into it; its edge takes what lies half outside.
        self._canvas = np.zeros((height + 2 * edge) * stride, np.uint32)
        colours = palette[kinds + 1]
        columns, rows = np.rint(pixels).astype(np.int32).T + edge
        base = rows * stride + columns
        for down in range(-radius, radius + 1):
            for right in range(-radius, radius + 1):
                if down * down + right * right <= (radius + 0.4) ** 2:
                    self._canvas[base + (down * stride + right)] = colours
        inside = self._canvas[edge * stride + edge :]
        return QImage(inside.data, width, height, 4 * stride, QImage.Format.Format_ARGB32)

    def _paint_rings(self, painter: QPainter, pixels: NDArray[np.float64]) -> None:
        colours = theme.current()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for number in self._marked:
            painter.setPen(QPen(colours.text, 1))
            painter.drawEllipse(QPointF(*pixels[number]), RADIUS + 3, RADIUS + 3)
        for number in {self._chosen, self._hovered} - {-1}:
            painter.setPen(QPen(colours.cursor, 2))
            painter.drawEllipse(QPointF(*pixels[number]), RADIUS + 4, RADIUS + 4)

    def _paint_names(
        self, painter: QPainter, points: Points, pixels: NDArray[np.float64], seen: NDArray[np.intp]
    ) -> None:
        """Write the names that find a place: what is pointed at, what belongs to it, then the rest in order."""
        first = [number for number in (self._hovered, self._chosen, *self._marked) if number >= 0]
        near = set(first)
        numbers = list(dict.fromkeys([*first, *seen[:MOST_CANDIDATES].tolist()]))
        painter.setFont(theme.font(theme.SMALL))
        metrics = painter.fontMetrics()
        height = metrics.height()
        boxes = [
            (left + RADIUS + (8 if number in near else 4), middle - height / 2, self._name(metrics, number)[1], height)
            for number, (left, middle) in zip(numbers, pixels[numbers].tolist(), strict=True)
        ]
        colours = theme.current()
        for kept in place_names(boxes, self.width(), self._foot(), MOST_NAMES):
            number = numbers[kept]
            box = QRectF(*boxes[kept])
            if number in near:
                painter.fillRect(box, colours.selection)
            painter.setPen(colours.text)
            painter.drawText(
                box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._name(metrics, number)[0]
            )

    def _name(self, metrics: QFontMetrics, number: int) -> tuple[str, int]:
        """Return a point's name as it is written, and how wide that is."""
        if number not in self._names and self._points is not None:
            text = elided(metrics, self._points.names[number], WIDEST_NAME)
            self._names[number] = text, metrics.horizontalAdvance(text) + 2
        return self._names[number]

    def _paint_legend(self, painter: QPainter, points: Points) -> None:
        colours = theme.current()
        painter.setFont(theme.font(theme.SMALL))
        metrics = painter.fontMetrics()
        left, top = 12, self.height() - 12 - metrics.height()
        note = elided(metrics, points.note, self.width() - 24)
        painter.fillRect(QRect(0, self._foot(), self.width(), FOOT), colours.panel)
        painter.fillRect(QRect(0, self._foot(), self.width(), 1), colours.line)
        painter.setPen(colours.muted)
        painter.drawText(left, top + metrics.ascent(), note)
        for kind in range(-1, len(points.legend)):
            name = points.legend[kind] if kind >= 0 else self.tr("no label")
            text = elided(metrics, name, WIDEST_NAME)
            advance = metrics.horizontalAdvance(text) + 28
            if left + advance > self.width() - 12:
                break
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colour(points, kind))
            painter.drawEllipse(QPointF(left + 5, top - 14), 4, 4)
            painter.setPen(colours.text)
            painter.drawText(left + 14, top - 14 + metrics.ascent() // 2 - 1, text)
            left += advance
