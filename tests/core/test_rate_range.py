"""Suggestions on curves whose best place is known."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.rate_range import HIGHEST, LOWEST, N_STEPS, RatePoint, is_hopeless, rate_at, smoothed, suggest


def trial(losses: list[float]) -> list[RatePoint]:
    return [RatePoint(rate_at(step, len(losses)), loss) for step, loss in enumerate(losses)]


def falling_at(log_rate: float, *, rises: bool = True, n: int = N_STEPS) -> list[float]:
    """A loss that falls around a rate, in a curve whose steepest place is there, and rises two powers later."""
    logs = np.log10([rate_at(step, n) for step in range(n)])
    losses = 2.0 - 1.5 / (1.0 + np.exp(-6.0 * (logs - log_rate)))
    if rises:
        losses = losses + np.where(logs > log_rate + 1.5, (logs - log_rate - 1.5) * 4.0, 0.0)
    return [float(loss) for loss in losses]


def test_rates_go_from_end_to_end() -> None:
    assert rate_at(0) == pytest.approx(LOWEST)
    assert rate_at(N_STEPS - 1) == pytest.approx(HIGHEST)
    assert rate_at(1) / rate_at(0) == pytest.approx(rate_at(150) / rate_at(149))


@settings(deadline=None)
@given(st.floats(-3.6, -1.8))
def test_the_suggestion_is_where_the_loss_falls_fastest(log_rate: float) -> None:
    found = suggest(trial(falling_at(log_rate)))
    assert found is not None
    # Smoothing looks back over some ten steps, a quarter of a power of ten.
    assert np.log10(found.rate) == pytest.approx(log_rate, abs=0.45)
    assert found.rate < found.lowest_at
    assert found.has_risen


def test_a_loss_that_only_falls_has_no_upper_bound() -> None:
    found = suggest(trial(falling_at(-2.5, rises=False)))
    assert found is not None
    assert not found.has_risen


@pytest.mark.parametrize("losses", [[1.0] * 100, [1.0 + step / 50 for step in range(100)], [1.0, 0.5, 0.2]])
def test_without_a_fall_nothing_is_suggested(losses: list[float]) -> None:
    assert suggest(trial(losses)) is None


def test_a_few_losses_that_are_no_numbers_are_left_out() -> None:
    losses = [*falling_at(-2.5), float("nan"), float("inf")]
    assert suggest(trial(losses)) is not None


def test_when_the_trial_ends() -> None:
    assert not is_hopeless([])
    assert not is_hopeless([1.0] * 50)
    assert is_hopeless([1.0, float("nan")])
    assert is_hopeless([1.0] * 30 + [9.0] * 20)
    assert not is_hopeless([1.0, 9.0])


@settings(deadline=None)
@given(st.lists(st.floats(0, 10), min_size=1, max_size=40))
def test_a_running_mean_stays_between_its_values(losses: list[float]) -> None:
    means = smoothed(losses)
    assert means[0] == pytest.approx(losses[0])
    assert means.min() >= min(losses) - 1e-9
    assert means.max() <= max(losses) + 1e-9
