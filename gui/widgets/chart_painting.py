"""How a chart is painted: the same on the screen, in an SVG and in a PNG."""

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from gui import theme
from gui.widgets.chart import (
    ACROSS,
    DOWN,
    LEFT,
    RIGHT,
    Band,
    Bars,
    Chart,
    Drawing,
    Floats,
    Item,
    Line,
    Whiskers,
    drawing,
    legend_lines,
    written,
)
from gui.widgets.plain import elided

TICK = 4
DOT = 5


def line_colour(index: int) -> QColor:
    """Return the colour of a line."""
    return theme.label_colours(index).line if index >= 0 else theme.current().muted


def draw(painter: QPainter, rect: QRect, chart: Chart) -> None:
    """Paint a chart."""
    placed = drawing(chart, rect)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _draw_head(painter, rect, chart)
    _draw_axes(painter, rect, placed)
    painter.setClipRect(placed.plot.adjusted(-DOT, -DOT, DOT, DOT))
    for item in chart.items:
        _draw_item(painter, placed, item)
    painter.restore()


def _draw_item(painter: QPainter, placed: Drawing, item: Item) -> None:
    if isinstance(item, Line):
        _draw_line(painter, placed, item)
    elif isinstance(item, Band):
        _draw_band(painter, placed, item)
    elif isinstance(item, Bars):
        _draw_bars(painter, placed, item)
    else:
        _draw_whiskers(painter, placed, item)


def _draw_head(painter: QPainter, rect: QRect, chart: Chart) -> None:
    colours, top = theme.current(), rect.top() + 2
    if chart.title:
        painter.setFont(theme.font(bold=True))
        painter.setPen(colours.text)
        height = painter.fontMetrics().height()
        box = QRect(rect.left() + LEFT, top, rect.width() - LEFT - RIGHT, height)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft, elided(painter.fontMetrics(), chart.title, box.width()))
        top += height + 4
    painter.setFont(theme.font(theme.SMALL))
    metrics = painter.fontMetrics()
    for line in legend_lines(chart, metrics, rect.width() - LEFT - RIGHT):
        left = rect.left() + LEFT
        for item, room in line:
            _draw_key(painter, QRectF(left, top, 20, metrics.height()), item)
            painter.setPen(colours.text)
            box = QRect(left + 26, top, room - 30, metrics.height())
            name = "" if isinstance(item, Whiskers) else item.name
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft, elided(metrics, name, box.width()))
            left += room
        top += metrics.height() + 4


def _draw_key(painter: QPainter, box: QRectF, item: Item) -> None:
    if isinstance(item, Line):
        middle = box.center().y()
        if item.is_joined:
            painter.setPen(_pen(item))
            painter.drawLine(QPointF(box.left(), middle), QPointF(box.right(), middle))
        if item.has_dots:
            _draw_dot(painter, box.center(), line_colour(item.colour))
        return
    painter.fillRect(box.adjusted(2, 2, -2, -2), _wash(item))


def _wash(item: Band | Bars | Whiskers) -> QColor:
    colour = QColor(line_colour(item.colour))
    colour.setAlphaF(0.22 if isinstance(item, Band) else 0.55)
    return colour


def _pen(line: Line) -> QPen:
    colour = QColor(line_colour(line.colour))
    if line.is_pale:
        colour.setAlphaF(0.3)
    pen = QPen(colour, 1.0 if line.is_pale else 1.6)
    if line.is_dashed:
        pen.setStyle(Qt.PenStyle.DashLine)
    return pen


def _draw_dot(painter: QPainter, place: QPointF, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(place, DOT / 2, DOT / 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _draw_axes(painter: QPainter, rect: QRect, placed: Drawing) -> None:
    colours, plot = theme.current(), placed.plot
    painter.setFont(theme.font(theme.SMALL))
    height = painter.fontMetrics().height()
    grid = QColor(colours.line)
    grid.setAlphaF(0.6)
    for value in placed.y.ticks(DOWN):
        y = float(placed.y.place(np.array([value]))[0])
        painter.setPen(QPen(grid, 1))
        painter.drawLine(QPointF(plot.left() - TICK, y), QPointF(plot.right(), y))
        painter.setPen(colours.muted)
        box = QRectF(rect.left(), y - height / 2, plot.left() - rect.left() - TICK - 4, height)
        text = written(value, is_share=placed.chart.has_shares)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
    for value in placed.x.ticks(ACROSS):
        x = float(placed.x.place(np.array([value]))[0])
        painter.setPen(QPen(colours.line, 1))
        painter.drawLine(QPointF(x, plot.bottom()), QPointF(x, plot.bottom() + TICK))
        painter.setPen(colours.muted)
        box = QRectF(x - ACROSS / 2, plot.bottom() + TICK, ACROSS, height)
        painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, written(value))
    painter.setPen(QPen(colours.line, 1))
    painter.drawLine(plot.bottomLeft(), plot.bottomRight())
    painter.drawLine(plot.bottomLeft(), plot.topLeft())
    painter.setPen(colours.muted)
    below = QRectF(plot.left(), rect.bottom() - height, plot.width(), height)
    painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, placed.chart.x_title)
    if placed.chart.y_title:
        painter.save()
        painter.translate(rect.left() + 1, plot.bottom())
        painter.rotate(-90)
        beside = QRectF(0, 0, plot.height(), height)
        painter.drawText(beside, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, placed.chart.y_title)
        painter.restore()


def _draw_line(painter: QPainter, placed: Drawing, line: Line) -> None:
    points = placed.points(line)
    if line.is_joined:
        painter.setPen(_pen(line))
        for part in _parts(points):
            painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in part.tolist()]))
    if line.has_dots:
        for x, y in points[np.isfinite(points).all(axis=1)].tolist():
            _draw_dot(painter, QPointF(x, y), line_colour(line.colour))


def _parts(points: Floats) -> Iterator[Floats]:
    """Yield stretches of points without a gap."""
    good: NDArray[np.bool_] = np.asarray(np.isfinite(points).all(axis=1))
    for part in np.split(np.arange(len(points)), np.flatnonzero(~good)):
        kept = part[good[part]]
        if len(kept):
            yield points[kept]


def _draw_band(painter: QPainter, placed: Drawing, band: Band) -> None:
    low, high = placed.y.place(band.low), placed.y.place(band.high)
    x = placed.x.place(band.x)
    good = np.isfinite(low) & np.isfinite(high) & np.isfinite(x)
    outline = [*zip(x[good], low[good], strict=True), *reversed(list(zip(x[good], high[good], strict=True)))]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_wash(band))
    painter.drawPolygon(QPolygonF([QPointF(float(a), float(b)) for a, b in outline]))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _draw_bars(painter: QPainter, placed: Drawing, bars: Bars) -> None:
    left, right = placed.x.place(bars.left), placed.x.place(bars.right)
    top, ground = placed.y.place(bars.height), placed.y.place(np.array([max(0.0, placed.y.low)]))[0]
    for a, b, y in zip(left.tolist(), right.tolist(), top.tolist(), strict=True):
        if math.isfinite(y) and y < ground:
            painter.fillRect(QRectF(a + 1, y, b - a - 2, float(ground) - y), _wash(bars))


def _draw_whiskers(painter: QPainter, placed: Drawing, whiskers: Whiskers) -> None:
    painter.setPen(QPen(line_colour(whiskers.colour), 1))
    low, high = placed.y.place(whiskers.low), placed.y.place(whiskers.high)
    for x, a, b in zip(placed.x.place(whiskers.x).tolist(), low.tolist(), high.tolist(), strict=True):
        if math.isfinite(a) and math.isfinite(b):
            painter.drawLine(QPointF(x, a), QPointF(x, b))
            for end in (a, b):
                painter.drawLine(QPointF(x - 3, end), QPointF(x + 3, end))
