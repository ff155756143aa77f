"""One plot of live curves with a legend that says each curve's last value, or the one under the mouse.

A thin shell round pyqtgraph, so that it can be replaced. Pens are one pixel wide without
antialiasing: at width two a repaint of 20,000 points costs four times as much. Axes are kept as
pictures and the run's length is set beforehand: replaying both axes cost 5 of the 7 ms of a repaint.
"""

import math
from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPen
from PySide6.QtWidgets import QGraphicsItem, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui import theme
from gui.widgets.chart import Chart, Line, written
from gui.widgets.curve_points import Points, Series
from gui.widgets.flow_layout import FlowLayout
from gui.widgets.legend_key import LegendKey
from gui.widgets.plain import Heading, PlainLabel, safe

__all__ = ["Curves", "LegendKey", "Series"]

RAW_ALPHA = 0.35
# First digits that a logarithmic axis writes.
LABELLED = (1, 3)


class Curves(QWidget):
    """A titled plot; points are added by series key and drawn once per `refresh`.

    Signals:
        chosen: The value on the horizontal axis that was clicked, or Enter was pressed on.
    """

    chosen = Signal(float)

    def __init__(self, title: str, *, x_title: str, digits: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._digits = digits
        self._series: dict[str, Series] = {}
        self._points: dict[str, Points] = {}
        self._items: dict[str, pg.PlotDataItem] = {}
        self._raw: dict[str, pg.PlotDataItem] = {}
        self._changed: set[str] = set()
        self._is_smooth = self._is_log = False
        self._read_at: float | None = None
        self._length: float | None = None
        self._legend = FlowLayout(gap=10)
        self._keys: dict[str, LegendKey] = {}
        self._title = Heading(title, theme.NORMAL)
        self._reading = PlainLabel("", theme.SMALL, muted=True)
        self._x_title = x_title
        self._plot = pg.PlotWidget(parent=self)
        self._hair = pg.InfiniteLine(angle=90, movable=False)
        self._hair.hide()
        self._prepare_plot(title)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACING)
        head.addWidget(self._title)
        head.addWidget(self._reading)
        head.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addLayout(self._legend)
        layout.addWidget(self._plot, 1)
        theme.changes.changed.connect(self.on_theme_changed)
        self.on_theme_changed()

    def _prepare_plot(self, title: str) -> None:
        self._plot.setAccessibleName(title)
        self._plot.setMenuEnabled(False)
        self._plot.hideButtons()
        for side in ("left", "bottom"):
            self._plot.getAxis(side).setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self._plot.getAxis("left").logTickStrings = _log_numbers
        self._plot.setMouseEnabled(x=False, y=False)
        self._plot.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._plot.setMinimumHeight(96)
        self._plot.addItem(self._hair, ignoreBounds=True)
        self._plot.viewport().installEventFilter(self)
        self._plot.installEventFilter(self)

    def set_length(self, last: float) -> None:
        """Give the horizontal axis the whole way to go, so that it stays as it is while points come."""
        self._length = last
        self._plot.setXRange(0.0, last, padding=0.01)

    def set_smooth(self, is_smooth: bool) -> None:
        """Draw noisy curves as their running mean, the values themselves pale behind it."""
        self._is_smooth = is_smooth
        for key in self._series:
            self._lay_raw(key)
        self._draw_again()

    def set_log(self, is_log: bool) -> None:
        """Draw powers of ten at even distances upwards, or go back."""
        self._is_log = is_log
        self._plot.setLogMode(x=False, y=is_log)
        if self._length is not None:
            self.set_length(self._length)
        self._draw_again()

    def _draw_again(self) -> None:
        self._changed.update(self._series)
        self.refresh()

    def add(self, series: Series) -> None:
        """Add a curve; one that goes by the same key is replaced."""
        self.remove(series.key)
        key = LegendKey(series, self)
        self._legend.addWidget(key)
        self._series[series.key], self._points[series.key] = series, Points()
        self._lay_raw(series.key)
        self._items[series.key], self._keys[series.key] = self._new_item(self._pen(series)), key
        self._style(series.key)

    def _new_item(self, pen: QPen) -> pg.PlotDataItem:
        item = self._plot.plot(pen=pen)
        item.setDownsampling(auto=True, method="peak")
        item.setClipToView(True)
        return item

    def _lay_raw(self, key: str) -> None:
        """Lay the values of a noisy curve behind its mean, or take them away."""
        series, raw = self._series[key], self._raw.pop(key, None)
        if raw is not None:
            self._plot.removeItem(raw)
        if self._is_smooth and series.is_noisy:
            self._raw[key] = self._new_item(self._pen(series, is_pale=True))
            self._raw[key].setZValue(-1)

    def remove(self, key: str) -> None:
        """Take a curve away; nothing happens where there is none."""
        if key not in self._series:
            return
        self._plot.removeItem(self._items.pop(key))
        raw = self._raw.pop(key, None)
        if raw is not None:
            self._plot.removeItem(raw)
        legend_key = self._keys.pop(key)
        self._legend.removeWidget(legend_key)
        legend_key.hide()
        legend_key.deleteLater()
        del self._series[key], self._points[key]
        self._changed.discard(key)

    def clear(self) -> None:
        """Take every curve away."""
        for key in tuple(self._series):
            self.remove(key)

    def append(self, key: str, x: float, y: float) -> None:
        """Add a point; it shows at the next `refresh`. What is no number is left out."""
        if math.isfinite(y):
            self._points[key].append(x, y)
            self._changed.add(key)

    def set_points(self, key: str, points: Points) -> None:
        """Show these points, made ready elsewhere, in place of those there are."""
        self._points[key] = points
        self._changed.add(key)

    def points(self, key: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return what a curve shows: float64 [n] each for x and y."""
        points = self._points[key]
        return points.x[: points.count], points.y[: points.count]

    def _drawn(self, key: str) -> NDArray[np.float64]:
        points = self._points[key]
        is_mean = self._is_smooth and self._series[key].is_noisy
        return (points.smooth if is_mean else points.y)[: points.count]

    def _fit(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Leave out what a logarithmic axis has no place for."""
        return np.where(values > 0.0, values, np.nan) if self._is_log else values

    @Slot()
    def refresh(self) -> None:
        """Draw what has been added since the last time."""
        for key in self._changed:
            x, y = self.points(key)
            self._items[key].setData(x, self._fit(self._drawn(key)))
            if key in self._raw:
                self._raw[key].setData(x, self._fit(y))
        if self._changed:
            self._changed.clear()
            self._show_values()

    def chart(self) -> Chart:
        """Return what is drawn, as a value that can be saved."""
        items: list[Line] = []
        for key, series in self._series.items():
            x, y = (values.copy() for values in self.points(key))
            if key in self._raw:
                items.append(Line("", x, y, series.colour, is_pale=True))
            drawn = self._drawn(key).copy()
            items.append(
                Line(series.name, x, drawn, series.colour, is_dashed=series.is_dashed, has_dots=series.has_dots)
            )
        return Chart(self._title.text(), self._x_title, "", tuple(items), is_log_y=self._is_log)

    # Reading values.

    @property
    def reading(self) -> float | None:
        """The value on the horizontal axis that is read; None where the last values are shown."""
        return self._read_at

    def read(self, x: float | None) -> None:
        """Show the values nearest to `x`; the last ones with None."""
        self._read_at = x
        self._hair.setVisible(x is not None)
        if x is not None:
            self._hair.setPos(x)
        self._reading.setText("" if x is None else f"{self._x_title} {x:,.0f}")
        self._show_values()

    def _show_values(self) -> None:
        for key, points in self._points.items():
            place = points.count - 1 if self._read_at is None else points.nearest(self._read_at)
            if place is not None and place >= 0:
                self._keys[key].set_value(f"{points.y[place]:,.{self._digits}f}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Read under the mouse, choose on a click; walk and choose by keys."""
        kind = event.type()
        if watched is self._plot.viewport() and isinstance(event, QMouseEvent):
            if kind is QEvent.Type.MouseMove:
                self.read(self._under(event.position().toPoint()))
            elif kind is QEvent.Type.MouseButtonRelease and event.button() is Qt.MouseButton.LeftButton:
                self.read(self._under(event.position().toPoint()))
                self._choose()
        elif watched is self._plot.viewport() and kind is QEvent.Type.Leave:
            self.read(None)
        elif watched is self._plot and isinstance(event, QKeyEvent) and kind is QEvent.Type.KeyPress:
            return self._on_key(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _under(self, point: QPoint) -> float | None:
        """Return the horizontal value of the point of a curve nearest to the mouse; None where there is none."""
        x = float(self._plot.getViewBox().mapSceneToView(self._plot.mapToScene(point)).x())
        xs = [float(points.x[place]) for points in self._points.values() if (place := points.nearest(x)) is not None]
        return min(xs, key=lambda value: abs(value - x), default=None)

    def _on_key(self, key: Qt.Key) -> bool:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if key in steps:
            self._walk(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        else:
            return False
        return True

    def _walk(self, step: int) -> None:
        longest = max(self._points.values(), key=lambda points: points.count, default=None)
        if longest is None or not longest.count:
            return
        place = longest.count - 1 if self._read_at is None else longest.nearest(self._read_at)
        if place is not None:
            self.read(float(longest.x[min(max(0, place + step), longest.count - 1)]))

    def _choose(self) -> None:
        if self._read_at is not None:
            self.chosen.emit(self._read_at)

    # Looks.

    @Slot()
    def on_theme_changed(self) -> None:
        """Take over the colours in use."""
        colours = theme.current()
        self._plot.setBackground(colours.panel)
        self._hair.setPen(QPen(colours.muted, 0, Qt.PenStyle.DotLine))
        for side in ("left", "bottom"):
            axis = self._plot.getAxis(side)
            axis.setPen(QPen(colours.line, 1))
            axis.setTextPen(colours.muted)
            axis.setTickFont(theme.font(theme.SMALL))
            axis.setStyle(tickLength=4)
        self._plot.getAxis("left").setWidth(52)
        self._plot.getAxis("bottom").setLabel(safe(self._x_title), color=colours.muted.name())
        self._plot.getPlotItem().showGrid(y=True, alpha=0.15)
        for key in self._series:
            self._style(key)

    def _pen(self, series: Series, *, is_pale: bool = False) -> QPen:
        colour = QColor(theme.label_colours(series.colour).line)
        if is_pale:
            colour.setAlphaF(RAW_ALPHA)
        pen = QPen(colour, 1)
        pen.setCosmetic(True)
        if series.is_dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
        return pen

    def _style(self, key: str) -> None:
        series, item = self._series[key], self._items[key]
        item.setPen(self._pen(series))
        if key in self._raw:
            self._raw[key].setPen(self._pen(series, is_pale=True))
        if series.has_dots:
            colour = theme.label_colours(series.colour).line
            item.setSymbol("o")
            item.setSymbolSize(5)
            item.setSymbolBrush(colour)
            item.setSymbolPen(None)
        self._keys[key].update()


def _log_numbers(values: Sequence[float], scale: float, spacing: float | None) -> list[str]:
    """Return what stands at these powers of ten: between them there is room for strokes, not for every number."""
    numbers = [10.0**value * scale for value in values]
    leads = [round(number / 10.0 ** math.floor(math.log10(number * (1 + 1e-9)))) for number in numbers]
    return [written(number) if lead in LABELLED else "" for number, lead in zip(numbers, leads, strict=True)]
