"""Steps, tokens and seconds are counted per epoch; the counts is that of the last second."""

import pytest

from core.config import Schedule, TrainingConfig
from core.run_counts import RunCounts
from core.schedules import StepSizes


@pytest.fixture
def counts() -> RunCounts:
    config = TrainingConfig(learning_rate=0.5, schedule=Schedule.CONSTANT)
    return RunCounts(StepSizes(config, total_steps=10))


def test_an_epoch_counts_its_own(counts: RunCounts) -> None:
    for epoch in (1, 2):
        counts.start_epoch()
        assert (counts.epoch, counts.batch, counts.n_tokens, counts.seconds, counts.loss()) == (epoch, 0, 0, 0.0, 0.0)
        for loss, n_tokens in ((1.0, 30), (4.0, 10)):
            assert counts.next_rate() == 0.5
            counts.add(loss, n_tokens, 0.25)
        assert (counts.batch, counts.n_tokens, counts.seconds, counts.step) == (2, 40, 0.5, 2 * epoch)
        assert counts.loss() == (30 + 40) / 40


def test_the_pace_forgets_what_is_longer_ago_than_a_second(counts: RunCounts) -> None:
    counts.start_epoch()
    counts.add(1.0, 1000, 0.5)
    assert counts.per_second() == 2000
    for _ in range(3):
        counts.add(1.0, 100, 0.5)
    assert counts.per_second() == 200
