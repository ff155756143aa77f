"""One plot of live curves with a legend that says each curve's last value.

A thin shell round pyqtgraph, so that it can be replaced. Pens are one pixel wide without
antialiasing: at width two a repaint of 20,000 points costs four times as much. Axes are kept as
pictures and the run's length is set beforehand: replaying both axes cost 5 of the 7 ms of a repaint.
"""

from dataclasses import dataclass, field

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGraphicsItem, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui import theme
from gui.widgets.plain import Heading, PlainLabel, safe

FIRST_CAPACITY = 256


@dataclass(slots=True)
class Points:
    """A curve's points in arrays that double when they are full."""

    x: NDArray[np.float64] = field(default_factory=lambda: np.empty(FIRST_CAPACITY))
    y: NDArray[np.float64] = field(default_factory=lambda: np.empty(FIRST_CAPACITY))
    count: int = 0

    def append(self, x: float, y: float) -> None:
        """Add a point at the end."""
        if self.count == len(self.x):
            self.x = np.concatenate([self.x, np.empty_like(self.x)])
            self.y = np.concatenate([self.y, np.empty_like(self.y)])
        self.x[self.count], self.y[self.count] = x, y
        self.count += 1


@dataclass(frozen=True, slots=True)
class Series:
    """How one curve is named and drawn.

    Attributes:
        key: By which points are added.
        name: As shown; plain text.
        colour: Index into the label colours.
        is_dashed: For what is measured on held-out data, or on an older run.
        has_dots: Marks each point: for values that come once an epoch.
    """

    key: str
    name: str
    colour: int
    is_dashed: bool = False
    has_dots: bool = False


class Curves(QWidget):
    """A titled plot; points are added by series key and drawn once per `refresh`."""

    def __init__(self, title: str, *, x_title: str, digits: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._digits = digits
        self._series: dict[str, Series] = {}
        self._points: dict[str, Points] = {}
        self._items: dict[str, pg.PlotDataItem] = {}
        self._changed: set[str] = set()
        self._legend = QHBoxLayout()
        self._legend.setSpacing(10)
        self._keys: dict[str, LegendKey] = {}
        self._title = Heading(title, theme.NORMAL)
        self._x_title = x_title
        self._plot = pg.PlotWidget(parent=self)
        self._plot.setAccessibleName(title)
        self._plot.setMenuEnabled(False)
        self._plot.hideButtons()
        for side in ("left", "bottom"):
            self._plot.getAxis(side).setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self._plot.setMouseEnabled(x=False, y=False)
        self._plot.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._plot.setMinimumHeight(96)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addLayout(self._legend)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self._plot, 1)
        theme.changes.changed.connect(self.on_theme_changed)
        self.on_theme_changed()

    def set_length(self, last: float) -> None:
        """Give the horizontal axis the whole way to go, so that it stays as it is while points come."""
        self._plot.setXRange(0.0, last, padding=0.01)

    def add(self, series: Series) -> None:
        """Add a curve; one that goes by the same key is replaced."""
        self.remove(series.key)
        item = self._plot.plot(pen=self._pen(series))
        item.setDownsampling(auto=True, method="peak")
        item.setClipToView(True)
        key = LegendKey(series, self)
        self._legend.addWidget(key)
        self._series[series.key], self._points[series.key] = series, Points()
        self._items[series.key], self._keys[series.key] = item, key
        self._style(series.key)

    def remove(self, key: str) -> None:
        """Take a curve away; nothing happens where there is none."""
        if key not in self._series:
            return
        self._plot.removeItem(self._items.pop(key))
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
        """Add a point; it shows at the next `refresh`."""
        self._points[key].append(x, y)
        self._changed.add(key)

    def points(self, key: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return what a curve shows: float64 [n] each for x and y."""
        points = self._points[key]
        return points.x[: points.count], points.y[: points.count]

    @Slot()
    def refresh(self) -> None:
        """Draw what has been added since the last time."""
        for key in self._changed:
            x, y = self.points(key)
            self._items[key].setData(x, y)
            if len(y):
                self._keys[key].set_value(f"{y[-1]:,.{self._digits}f}")
        self._changed.clear()

    @Slot()
    def on_theme_changed(self) -> None:
        """Take over the colours in use."""
        colours = theme.current()
        self._plot.setBackground(colours.panel)
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

    def _pen(self, series: Series) -> QPen:
        pen = QPen(theme.label_colours(series.colour).line, 1)
        pen.setCosmetic(True)
        if series.is_dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
        return pen

    def _style(self, key: str) -> None:
        series, item = self._series[key], self._items[key]
        item.setPen(self._pen(series))
        if series.has_dots:
            colour = theme.label_colours(series.colour).line
            item.setSymbol("o")
            item.setSymbolSize(5)
            item.setSymbolBrush(colour)
            item.setSymbolPen(None)
        self._keys[key].update()


class LegendKey(QWidget):
    """A stroke in the curve's colour, its name and its last value."""

    def __init__(self, series: Series, parent: QWidget) -> None:
        super().__init__(parent)
        self._series = series
        self._value = PlainLabel("", theme.SMALL)
        self._value.setMinimumWidth(36)
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(18, 0, 0, 0)
        layout.setSpacing(5)
        layout.addWidget(PlainLabel(series.name, theme.SMALL, muted=True))
        layout.addWidget(self._value)

    def set_value(self, text: str) -> None:
        """Show the curve's last value."""
        self._value.setText(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the stroke before the name."""
        painter = QPainter(self)
        pen = QPen(QColor(theme.label_colours(self._series.colour).line), 2)
        if self._series.is_dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        y = self.height() // 2
        painter.drawLine(0, y, 13, y)
