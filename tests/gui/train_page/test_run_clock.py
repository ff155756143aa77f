"""The time left follows the pace so far, pauses left out."""

import pytest

from gui.train_page.run_clock import Position, StopWatch, seconds_left


def test_time_left() -> None:
    assert seconds_left(Position(0, 100), 3.0) is None
    assert seconds_left(Position(25, 100), 10.0) == pytest.approx(30.0)
    assert seconds_left(Position(100, 100), 10.0) == 0.0


def test_pauses_do_not_count() -> None:
    watch = StopWatch()
    watch.start(10.0)
    watch.pause(15.0)
    watch.pause(20.0)
    assert watch.elapsed(99.0) == 5.0
    watch.start(100.0)
    watch.start(101.0)
    assert watch.elapsed(103.0) == 8.0
