"""Step sizes rise, fall and are lowered as the options say."""

import pytest

from core.config import Schedule, TrainingConfig
from core.schedules import StepSizes


def _sizes(**options: object) -> StepSizes:
    return StepSizes(TrainingConfig(learning_rate=0.1, decay=0.2, **options), total_steps=100)  # type: ignore[arg-type]


def test_a_cosine_begins_whole_and_ends_at_its_share() -> None:
    sizes = _sizes()
    assert sizes.at(1) == pytest.approx(0.1)
    assert sizes.at(51) == pytest.approx(0.06)
    assert sizes.at(101) == sizes.at(500) == pytest.approx(0.02)


def test_constant_stays() -> None:
    sizes = _sizes(schedule=Schedule.CONSTANT)
    sizes.tell(0.5)
    sizes.tell(0.1)
    assert {sizes.at(step) for step in (1, 50, 100)} == {0.1}


def test_a_plateau_halves_down_to_its_share() -> None:
    sizes = _sizes(schedule=Schedule.PLATEAU)
    sizes.tell(0.5)
    assert sizes.at(20) == 0.1
    sizes.tell(0.6)
    sizes.tell(0.6)
    assert sizes.at(30) == pytest.approx(0.05)
    for _ in range(4):
        sizes.tell(0.1)
    assert sizes.at(40) == pytest.approx(0.02)


def test_a_warm_up_rises_along_a_line() -> None:
    sizes = _sizes(warm_up=10, schedule=Schedule.CONSTANT)
    assert [round(sizes.at(step), 4) for step in (1, 5, 10, 11)] == [0.01, 0.05, 0.1, 0.1]
