"""How the score grows with the labelled sentences, and what more of them would bring, with how much certainty.

A power law is fitted to the error: floor + scale · n^-exponent. What it says beyond the largest measured size is
a forecast; its interval comes from repeating the fit on scores drawn anew from their measured spread.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

SMALLEST = 25
N_SIZES = 6
N_DRAWS = 500
# Below this many sizes a curve with three unknowns says nothing.
FEWEST_SIZES = 4
# Nobody labels more than this many times what there is because a curve says so.
FARTHEST = 20.0
_EXPONENTS = np.geomspace(0.05, 2.0, 60)
# Runs differ by at least so much, however alike a few of them look.
_LEAST_SPREAD = 0.001


@dataclass(frozen=True, slots=True)
class Measured:
    """One training: sentences learnt from, the seed, and the score on dev."""

    n_sentences: int
    seed: int
    score: float


@dataclass(frozen=True, slots=True)
class PowerLaw:
    """The error that is left after n sentences: floor + scale · n^-exponent."""

    floor: float
    scale: float
    exponent: float

    def score(self, n_sentences: Floats | float) -> Floats:
        """Return the score that the law gives."""
        return np.asarray(1.0 - self.floor - self.scale * np.power(n_sentences, -self.exponent))

    def reach(self, score: float) -> float:
        """Return the sentences after which a score is reached; infinity where it never is."""
        left = 1.0 - self.floor - score
        if left <= 0.0:
            return float("inf")
        return float((self.scale / left) ** (1.0 / self.exponent)) if self.scale > 0.0 else 0.0


@dataclass(frozen=True, slots=True)
class Forecast:
    """What more sentences would bring.

    Attributes:
        law: Fitted to the means of each size.
        sizes: float64[n], sentences, from the smallest measured to twice the largest.
        scores: float64[n], by the law.
        low: float64[n], the lower end of the 95 % interval.
        high: float64[n], the upper end.
        spread: Standard deviation of a run's score, pooled over the sizes.
        gain: What `more` is asked to bring.
        more: Sentences beyond the largest size that bring it by the law; None where none within reach do.
        more_low: The lower end of the 95 % interval.
        more_high: The upper end; None where it lies out of reach.
    """

    law: PowerLaw
    sizes: Floats
    scores: Floats
    low: Floats
    high: Floats
    spread: float
    gain: float
    more: int | None
    more_low: int | None
    more_high: int | None


def growing_sizes(n_sentences: int, *, n_sizes: int = N_SIZES, smallest: int = SMALLEST) -> tuple[int, ...]:
    """Return rising numbers of sentences, each about as many times the one before, the last being all."""
    if n_sentences <= smallest:
        return (n_sentences,) if n_sentences else ()
    sizes = np.geomspace(smallest, n_sentences, n_sizes).round().astype(int)
    return tuple(sorted(set(sizes.tolist())))


def fit_power_law(sizes: Floats, scores: Floats) -> PowerLaw:
    """Return the law of the least squared errors with no negative floor or scale.

    Args:
        sizes: float64[n], at least 1 each.
        scores: float64[n], between 0 and 1.

    Source:
        Hestness et al. 2017 for the form. For each exponent on a fine ladder the other two are linear.
    """
    floor, scale, exponent = _fit(sizes, 1.0 - scores[None])
    return PowerLaw(float(floor[0]), float(scale[0]), float(exponent[0]))


def _fit(sizes: Floats, errors: Floats) -> tuple[Floats, Floats, Floats]:
    """Return floor, scale and exponent, each float64[D], for each row of errors [D, n]."""
    powers = np.power(sizes, -_EXPONENTS[:, None])  # [exponents, n]
    spread = powers - powers.mean(axis=1, keepdims=True)
    below = np.square(spread).sum(axis=1)
    slopes = np.maximum(0.0, errors @ spread.T / np.where(below > 0.0, below, np.inf))  # [D, exponents]
    floors = errors.mean(axis=1, keepdims=True) - slopes * powers.mean(axis=1)
    # Where the best line would begin below zero, the best one through zero takes its place.
    bare = np.maximum(0.0, errors @ powers.T / np.square(powers).sum(axis=1))
    slopes, floors = np.where(floors < 0.0, bare, slopes), np.maximum(floors, 0.0)
    laws = floors[:, :, None] + slopes[:, :, None] * powers  # [D, exponents, n]
    best = np.square(laws - errors[:, None]).sum(axis=2).argmin(axis=1)
    each = np.arange(len(errors))
    return floors[each, best], slopes[each, best], _EXPONENTS[best]


def means(points: Sequence[Measured]) -> tuple[Floats, Floats, Floats]:
    """Return sizes, mean scores and standard deviations (0 where a size was trained once), each float64[n]."""
    sizes = sorted({point.n_sentences for point in points})
    scores = [np.array([point.score for point in points if point.n_sentences == size]) for size in sizes]
    spreads = [float(one.std(ddof=1)) if len(one) > 1 else 0.0 for one in scores]
    return np.array(sizes, np.float64), np.array([one.mean() for one in scores]), np.array(spreads)


def forecast(points: Sequence[Measured], *, gain: float = 0.01, seed: int = 1) -> Forecast | None:
    """Return what more sentences would bring; None with fewer than `FEWEST_SIZES` sizes.

    Args:
        points: Trainings; several seeds a size make the interval honest.
        gain: The improvement to be reached, 0.01 for a point.
        seed: Decides the draws.
    """
    sizes, scores, _ = means(points)
    if len(sizes) < FEWEST_SIZES:
        return None
    law = fit_power_law(sizes, scores)
    spread = _spread(points, sizes, scores, law)
    repeats = np.array([sum(point.n_sentences == size for point in points) for size in sizes.tolist()])
    random = np.random.default_rng(seed)
    # Around the law, not around the means: what a repetition would have measured if the law held.
    drawn = law.score(sizes) + random.normal(0.0, 1.0, (N_DRAWS, len(sizes))) * spread / np.sqrt(repeats)
    laws = [
        PowerLaw(*one) for one in zip(*map(np.ndarray.tolist, _fit(sizes, 1.0 - drawn.clip(0.0, 1.0))), strict=True)
    ]
    grid = np.geomspace(sizes[0], 2 * sizes[-1], 80)
    curves = np.stack([one.score(grid) for one in laws])
    low, high = np.quantile(curves, [0.025, 0.975], axis=0)
    now = float(sizes[-1])
    needs = np.array([one.reach(float(one.score(now)) + gain) - now for one in laws])
    first, last = np.quantile(needs, [0.025, 0.975], method="nearest")
    return Forecast(
        law=law,
        sizes=grid,
        scores=law.score(grid),
        low=low,
        high=high,
        spread=spread,
        gain=gain,
        more=_within_reach(law.reach(float(law.score(now)) + gain) - now, now),
        more_low=_within_reach(float(first), now),
        more_high=_within_reach(float(last), now),
    )


def _spread(points: Sequence[Measured], sizes: Floats, scores: Floats, law: PowerLaw) -> float:
    """Return the standard deviation of one run: over seeds where sizes were repeated, else around the law."""
    mean = dict(zip(sizes.tolist(), scores.tolist(), strict=True))
    n_free = len(points) - len(sizes)
    if n_free > 0:
        squares = sum((point.score - mean[float(point.n_sentences)]) ** 2 for point in points)
        return max(_LEAST_SPREAD, float(np.sqrt(squares / n_free)))
    misses = scores - law.score(sizes)
    return max(_LEAST_SPREAD, float(np.sqrt(np.square(misses).sum() / max(1, len(sizes) - 3))))


def _within_reach(more: float, now: float) -> int | None:
    return round(more) if more <= FARTHEST * now else None
