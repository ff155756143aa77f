"""A chart as a value, and where everything of it goes. Painted by `gui.widgets.chart_painting`.

For what is drawn once and read for long. Live curves of many thousand points are `gui.widgets.curves`.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QFontMetrics

from gui import theme

Floats = NDArray[np.float64]

LEFT, BOTTOM, RIGHT = 56, 40, 16
# Room between two numbers of an axis.
ACROSS, DOWN = 72, 40


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """Points that belong together, joined unless they are dots alone.

    Attributes:
        name: In the legend; not there where empty.
        x: float64[n], rising.
        y: float64[n]; not-a-number leaves a gap.
        colour: Index into the label colours; -1 for the colour of second-rank words.
        is_joined: Whether a stroke runs from point to point.
    """

    name: str
    x: Floats
    y: Floats
    colour: int
    is_dashed: bool = False
    has_dots: bool = False
    is_pale: bool = False
    is_joined: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Band:
    """The room between two lines."""

    name: str
    x: Floats
    low: Floats
    high: Floats
    colour: int


@dataclass(frozen=True, slots=True, eq=False)
class Bars:
    """Bars that stand on zero, from `left` to `right`."""

    name: str
    left: Floats
    right: Floats
    height: Floats
    colour: int


@dataclass(frozen=True, slots=True, eq=False)
class Whiskers:
    """Where each point may truly lie."""

    x: Floats
    low: Floats
    high: Floats
    colour: int


Item = Line | Band | Bars | Whiskers


@dataclass(frozen=True, slots=True, eq=False)
class Chart:
    """Everything that is painted.

    Attributes:
        title: Above; empty for none.
        items: The first is painted first.
        x_range: What the axis shows; what the items need where None.
        y_range: The same upwards.
        is_log_x: Powers of ten at even distances; values at or below zero are left out.
        is_log_y: The same upwards.
        has_shares: Whether the numbers upwards are shares, written as percentages.
    """

    title: str
    x_title: str
    y_title: str
    items: tuple[Item, ...]
    x_range: tuple[float, float] | None = None
    y_range: tuple[float, float] | None = None
    is_log_x: bool = False
    is_log_y: bool = False
    has_shares: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis: which values it shows, and where."""

    low: float
    high: float
    begin: float
    end: float
    is_log: bool

    def place(self, values: Floats) -> Floats:
        """Return where values stand; not-a-number for those that a logarithmic axis has no place for."""
        if not self.is_log:
            return np.asarray(self.begin + (values - self.low) / (self.high - self.low) * (self.end - self.begin))
        safe = np.log10(np.where(values > 0.0, values, np.nan))
        low, high = math.log10(self.low), math.log10(self.high)
        return np.asarray(self.begin + (safe - low) / (high - low) * (self.end - self.begin))

    def ticks(self, room: float) -> list[float]:
        """Return values to be written at, no closer than `room` pixels."""
        most = max(2, int(abs(self.end - self.begin) / room))
        return _log_ticks(self.low, self.high, most) if self.is_log else _even_ticks(self.low, self.high, most)


def _even_ticks(low: float, high: float, most: int) -> list[float]:
    raw = (high - low) / most
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10, 20) if power * factor >= raw * 0.999)
    first = math.ceil(low / step - 1e-9)
    return [k * step for k in range(first, math.floor(high / step + 1e-9) + 1)]


def _log_ticks(low: float, high: float, most: int) -> list[float]:
    decades = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    for factors in ((1, 2, 5), (1, 3), (1,)):
        values = [factor * 10.0**decade for decade in decades for factor in factors]
        values = [value for value in values if low * 0.999 <= value <= high * 1.001]
        if len(values) <= most or factors == (1,):
            return values[:: max(1, math.ceil(len(values) / most))]
    return []


def written(value: float, *, is_share: bool = False) -> str:
    """Return a number as an axis writes it."""
    if is_share:
        return f"{value * 100:.4g} %"
    if value and (abs(value) < 1e-3 or abs(value) >= 1e6):
        return f"{value:.0e}".replace("e-0", "e-").replace("e+0", "e")
    return f"{value:,.4g}" if abs(value) < 1000 else f"{value:,.0f}"


def _extent(values: Sequence[Floats], given: tuple[float, float] | None, *, is_log: bool) -> tuple[float, float]:
    if given is not None:
        return given
    found = np.concatenate([np.zeros(0), *values])
    found = found[np.isfinite(found) & ((found > 0.0) | (not is_log))]
    if not len(found):
        return (0.1, 1.0) if is_log else (0.0, 1.0)
    low, high = float(found.min()), float(found.max())
    if is_log:
        return low / 1.15, high * 1.15
    margin = (high - low) * 0.05 or abs(high) * 0.1 or 0.5
    return low - margin, high + margin


def _xs(item: Item) -> Iterator[Floats]:
    yield from (item.left, item.right) if isinstance(item, Bars) else (item.x,)


def _ys(item: Item) -> Iterator[Floats]:
    if isinstance(item, Line):
        yield item.y
    elif isinstance(item, Bars):
        yield from (item.height, np.zeros(1))
    else:
        yield from (item.low, item.high)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart in its place.

    Attributes:
        plot: Where the items are painted.
    """

    chart: Chart
    plot: QRectF
    x: Axis
    y: Axis

    def points(self, line: Line) -> Floats:
        """Return float64[n, 2]: where the points of a line stand."""
        return np.stack([self.x.place(line.x), self.y.place(line.y)], axis=1)


def drawing(chart: Chart, rect: QRect) -> Drawing:
    """Return where everything of a chart goes inside `rect`."""
    small = QFontMetrics(theme.font(theme.SMALL))
    head = (QFontMetrics(theme.font(bold=True)).height() + 4 if chart.title else 0) + 6
    head += len(legend_lines(chart, small, rect.width() - LEFT - RIGHT)) * (small.height() + 4)
    plot = QRectF(rect).adjusted(LEFT, head, -RIGHT, -BOTTOM)
    xs = [values for item in chart.items for values in _xs(item)]
    ys = [values for item in chart.items for values in _ys(item)]
    x = _extent(xs, chart.x_range, is_log=chart.is_log_x)
    y = _extent(ys, chart.y_range, is_log=chart.is_log_y)
    return Drawing(
        chart,
        plot,
        Axis(*x, plot.left(), plot.right(), chart.is_log_x),
        Axis(*y, plot.bottom(), plot.top(), chart.is_log_y),
    )


def legend_lines(chart: Chart, metrics: QFontMetrics, width: int) -> list[list[tuple[Item, int]]]:
    """Return the items with a name, in lines that fit, each with its width."""
    lines: list[list[tuple[Item, int]]] = []
    left = 0
    for item in chart.items:
        if isinstance(item, Whiskers) or not item.name:
            continue
        room = min(width, metrics.horizontalAdvance(item.name) + 42)
        if not lines or left + room > width:
            lines.append([])
            left = 0
        lines[-1].append((item, room))
        left += room
    return lines
