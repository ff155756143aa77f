"""Trainings that wait: no order loses one, and what a project keeps comes back as it was."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.config import PRESETS, TrainingConfig
from core.waiting_runs import WaitingRun, Work, as_text, from_text, moved, without


def runs(n: int) -> tuple[WaitingRun, ...]:
    config = PRESETS["tiny"]
    return tuple(
        WaitingRun(
            list(Work)[seed % len(Work)],
            "ner",
            msgspec.structs.replace(config, training=TrainingConfig(seed=seed)),
            1 + seed % 2,
        )
        for seed in range(n)
    )


@given(st.integers(1, 6), st.data())
def test_moving_keeps_the_order_of_the_others(n: int, data: st.DataObject) -> None:
    waiting = runs(n)
    place, to = data.draw(st.integers(0, n - 1)), data.draw(st.integers(-2, n + 2))
    found = moved(waiting, place, to)
    assert found.index(waiting[place]) == max(0, min(to, n - 1))
    assert [one for one in found if one != waiting[place]] == list(without(waiting, place))


@pytest.mark.parametrize("place", [-1, 2])
def test_where_nothing_waits_nothing_is_moved_or_removed(place: int) -> None:
    with pytest.raises(IndexError):
        moved(runs(2), place, 0)
    with pytest.raises(IndexError):
        without(runs(2), place)


@given(st.integers(0, 5))
def test_what_is_kept_comes_back(n: int) -> None:
    assert from_text(as_text(runs(n))) == runs(n)
    assert (as_text(runs(n)) is None) == (n == 0)


def test_what_cannot_be_read_costs_nothing_else() -> None:
    kept = msgspec.json.decode(as_text(runs(3)) or "")
    kept[1]["config"]["training"]["epochs"] = -5
    kept[2]["work"] = "something of a later version"
    assert from_text(msgspec.json.encode(kept).decode()) == runs(1)
    assert from_text("{") == from_text("") == from_text(None) == ()
