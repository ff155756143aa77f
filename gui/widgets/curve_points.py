"""What a live curve is made of: how it is named and drawn, and points that grow without being copied each time."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

FIRST_CAPACITY = 256
# The share of a smoothed value that comes from before: about twenty points are felt.
SMOOTHING = 0.95


@dataclass(frozen=True, slots=True)
class Series:
    """How one curve is named and drawn.

    Attributes:
        key: By which points are added.
        name: As shown; plain text.
        colour: Index into the label colours.
        is_dashed: For what is measured on held-out data, or on an older run.
        has_dots: Marks each point: for values that come once an epoch.
        is_noisy: Whether smoothing means it: values of single batches.
    """

    key: str
    name: str
    colour: int
    is_dashed: bool = False
    has_dots: bool = False
    is_noisy: bool = False


@dataclass(slots=True)
class Points:
    """A curve's points in arrays that double when they are full.

    `smooth` is an exponential mean of `y` that does not lean towards zero at the beginning.
    """

    x: NDArray[np.float64] = field(default_factory=lambda: np.empty(FIRST_CAPACITY))
    y: NDArray[np.float64] = field(default_factory=lambda: np.empty(FIRST_CAPACITY))
    smooth: NDArray[np.float64] = field(default_factory=lambda: np.empty(FIRST_CAPACITY))
    count: int = 0
    _mean: float = 0.0
    _weight: float = 0.0

    def append(self, x: float, y: float) -> None:
        """Add a point at the end."""
        if self.count == len(self.x):
            self.x, self.y, self.smooth = (
                np.concatenate([values, np.empty_like(values)]) for values in (self.x, self.y, self.smooth)
            )
        self._mean = SMOOTHING * self._mean + (1.0 - SMOOTHING) * y
        self._weight = SMOOTHING * self._weight + (1.0 - SMOOTHING)
        self.x[self.count], self.y[self.count] = x, y
        self.smooth[self.count] = self._mean / self._weight
        self.count += 1

    def nearest(self, x: float) -> int | None:
        """Return the place of the point nearest to `x`; None where there is none."""
        if not self.count:
            return None
        place = int(np.searchsorted(self.x[: self.count], x))
        if place == self.count or (place and x - self.x[place - 1] <= self.x[place] - x):
            return place - 1
        return place
