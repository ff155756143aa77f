"""Laws are found again in what they generated; forecasts agree with their law and admit what they do not know."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.learning_curve import (
    FEWEST_SIZES,
    Measured,
    PowerLaw,
    fit_power_law,
    forecast,
    growing_sizes,
    means,
)


@settings(deadline=None)
@given(st.integers(0, 50_000), st.integers(2, 9))
def test_sizes_rise_to_all_there_are(n: int, n_sizes: int) -> None:
    sizes = growing_sizes(n, n_sizes=n_sizes)
    assert list(sizes) == sorted(set(sizes))
    assert (sizes[-1] if sizes else 0) == n
    assert len(sizes) <= n_sizes


@settings(deadline=None)
@given(st.floats(0.0, 0.3), st.floats(0.2, 3.0), st.floats(0.1, 1.2))
def test_a_law_is_found_again(floor: float, scale: float, exponent: float) -> None:
    law, sizes = PowerLaw(floor, scale, exponent), np.geomspace(50, 5000, 6)
    found = fit_power_law(sizes, law.score(sizes))
    np.testing.assert_allclose(found.score(sizes), law.score(sizes), atol=0.01)
    assert float(found.score(10_000)) == pytest.approx(float(law.score(10_000)), abs=0.03)


def test_no_better_fit_is_on_a_grid() -> None:
    sizes, scores = np.array([25.0, 60, 140, 330, 800]), np.array([0.41, 0.52, 0.63, 0.66, 0.72])
    found = fit_power_law(sizes, scores)
    ours = np.square(found.score(sizes) - scores).sum()
    for exponent in np.linspace(0.05, 2.0, 20):
        for floor in np.linspace(0.0, 0.3, 16):
            for scale in np.linspace(0.0, 4.0, 41):
                other = np.square(PowerLaw(floor, scale, exponent).score(sizes) - scores).sum()
                assert ours <= other + 1e-4


@settings(deadline=None)
@given(st.floats(0.0, 0.2), st.floats(0.5, 2.0), st.floats(0.2, 1.0), st.floats(0.001, 0.05))
def test_what_is_needed_for_a_score_brings_it(floor: float, scale: float, exponent: float, gain: float) -> None:
    law = PowerLaw(floor, scale, exponent)
    needed = law.reach(float(law.score(500.0)) + gain)
    if np.isfinite(needed):
        assert float(law.score(needed)) == pytest.approx(float(law.score(500.0)) + gain)
    else:
        assert 1 - floor <= float(law.score(500.0)) + gain + 1e-12


def _drawn(law: PowerLaw, spread: float, seeds: int, *, chance: int = 0) -> list[Measured]:
    random = np.random.default_rng(chance)
    return [
        Measured(size, seed, float(law.score(size) + random.normal(0, spread)))
        for size in growing_sizes(1000)
        for seed in range(seeds)
    ]


def test_a_forecast_agrees_with_its_law_and_brackets_it() -> None:
    law = PowerLaw(0.05, 1.5, 0.4)
    found = forecast(_drawn(law, 0.004, 3))
    assert found is not None
    due = law.reach(float(law.score(1000)) + 0.01) - 1000
    assert found.more_low is not None
    assert found.more is not None
    assert found.more_low <= found.more
    assert found.more == pytest.approx(due, rel=0.6)
    assert (found.low <= found.scores + 0.01).all()
    assert (found.scores - 0.01 <= found.high).all()
    assert found.spread == pytest.approx(0.004, rel=0.6)
    # Beyond what was measured the interval opens.
    assert found.high[-1] - found.low[-1] > found.high[60] - found.low[60]


def test_intervals_hold_the_truth_most_of_the_time() -> None:
    law, held = PowerLaw(0.08, 1.2, 0.45), 0
    for chance in range(30):
        found = forecast(_drawn(law, 0.006, 2, chance=chance))
        assert found is not None
        place = int(np.searchsorted(found.sizes, 1500))
        held += found.low[place] <= float(law.score(found.sizes[place])) <= found.high[place]
    assert held >= 24


def test_a_curve_that_is_flat_promises_nothing() -> None:
    found = forecast([Measured(size, 0, 0.8) for size in (25, 50, 100, 200, 400)])
    assert found is not None
    assert found.more is None
    assert found.more_high is None


def test_few_sizes_say_nothing() -> None:
    points = [Measured(size, 0, 0.5) for size in range(1, FEWEST_SIZES)]
    assert forecast(points) is None


def test_means_and_spreads() -> None:
    sizes, scores, spreads = means([Measured(10, 1, 0.4), Measured(10, 2, 0.6), Measured(20, 1, 0.7)])
    assert sizes.tolist() == [10, 20]
    assert scores.tolist() == pytest.approx([0.5, 0.7])
    assert spreads.tolist() == pytest.approx([np.sqrt(0.02), 0.0])
