"""Events cross threads, so none may change on the way."""

from dataclasses import FrozenInstanceError, fields
from typing import get_args

import pytest

from core import control, runs
from core.runs import Event, Preparing


@pytest.mark.parametrize("kind", get_args(Event), ids=lambda kind: kind.__name__)
def test_no_event_can_be_changed(kind: type) -> None:
    event = kind(**{field.name: None for field in fields(kind)})
    for field in fields(kind):
        with pytest.raises(FrozenInstanceError):
            setattr(event, field.name, 1)


def test_equal_events_compare_equal() -> None:
    assert Preparing("counting words") == Preparing("counting words")
    assert Preparing("counting words") != Preparing("building the network")


def test_a_run_and_its_window_share_one_control() -> None:
    assert runs.RunControl is control.RunControl
