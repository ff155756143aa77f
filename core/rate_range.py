"""Which learning rate a short trial speaks for: where the loss falls fastest before it rises."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LOWEST, HIGHEST, N_STEPS = 1e-5, 1.0, 200
# The share of a smoothed loss that comes from before.
SMOOTHING = 0.9
# The trial ends once the smoothed loss is so many times its lowest.
HOPELESS = 3.0
# Below this many points a slope is noise.
FEWEST = 20
# A loss that falls by less than this share of its size has not learnt anything.
_LEAST_FALL = 0.02


@dataclass(frozen=True, slots=True)
class RatePoint:
    """One step of the trial: the rate it was taken with and the loss before it."""

    rate: float
    loss: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the trial speaks for.

    Attributes:
        rate: Where the smoothed loss falls fastest.
        lowest_at: The rate at which it was lowest; beyond, it rises.
        has_risen: Whether the trial went on until it rose, so that the upper bound was seen.
    """

    rate: float
    lowest_at: float
    has_risen: bool


def rate_at(step: int, n_steps: int = N_STEPS) -> float:
    """Return the rate of a step, counted from 0: even distances on a logarithmic scale."""
    return float(LOWEST * (HIGHEST / LOWEST) ** (step / max(1, n_steps - 1)))


def smoothed(losses: Sequence[float]) -> Floats:
    """Return the running mean of losses, float64[n], which does not lean towards zero at the beginning."""
    mean, weight, found = 0.0, 0.0, []
    for loss in losses:
        mean = SMOOTHING * mean + (1.0 - SMOOTHING) * loss
        weight = SMOOTHING * weight + (1.0 - SMOOTHING)
        found.append(mean / weight)
    return np.array(found, np.float64)


def is_hopeless(losses: Sequence[float]) -> bool:
    """Whether the loss has risen so far, or is no number, that larger rates need not be tried."""
    if not losses:
        return False
    if not math.isfinite(losses[-1]):
        return True
    means = smoothed(losses)
    return len(losses) >= FEWEST and bool(means[-1] > HOPELESS * means.min())


def suggest(points: Sequence[RatePoint]) -> Suggestion | None:
    """Return which rate to take; None where the trial was too short or the loss never fell.

    Source:
        The range test of Smith 2017, read at the steepest place as Howard and Gugger do.
    """
    good = [point for point in points if math.isfinite(point.loss)]
    if len(good) < FEWEST:
        return None
    rates, means = np.array([point.rate for point in good]), smoothed([point.loss for point in good])
    lowest = int(means.argmin())
    if lowest < 3 or means[lowest] > (1.0 - _LEAST_FALL) * means[:lowest].max():
        return None
    # The slope over several steps: from one to the next it is mostly chance.
    logs, reach = np.log(rates), max(2, len(good) // 20)
    begins = np.arange(0, max(1, lowest - reach + 1))
    slopes = (means[begins + reach] - means[begins]) / (logs[begins + reach] - logs[begins])
    steepest = int(begins[slopes.argmin()]) + reach // 2
    return Suggestion(
        rate=float(rates[steepest]),
        lowest_at=float(rates[lowest]),
        has_risen=bool(means[-1] > means[lowest] * (1.0 + _LEAST_FALL)),
    )
