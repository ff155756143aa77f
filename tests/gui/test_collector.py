"""The collector: Python's own is off, ours runs in the window's thread when due."""

import gc
import threading
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from pytestqt.qtbot import QtBot

from gui.collector import THRESHOLDS, Collector


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[Collector]:
    made = Collector()
    made.begin()
    yield made
    made.end()


class Loop:
    """A piece of cyclic garbage that says which thread ended it."""

    def __init__(self, ended_in: list[int]) -> None:
        self.me = self
        self.ended_in = ended_in

    def __del__(self) -> None:
        self.ended_in.append(threading.get_ident())


def test_garbage_of_a_worker_is_collected_in_the_windows_thread(collector: Collector) -> None:
    ended_in: list[int] = []

    def work() -> None:
        for _object in range(2 * THRESHOLDS[0]):
            Loop(ended_in)

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert ended_in == []
    collector.collect()
    assert set(ended_in) == {threading.get_ident()}


def test_nothing_is_collected_before_it_is_due(collector: Collector) -> None:
    gc.collect()
    ended_in: list[int] = []
    Loop(ended_in)
    collector.collect()
    assert ended_in == []


def test_python_collects_itself_again_afterwards(qtbot: QtBot) -> None:
    made = Collector()
    made.begin()
    assert not gc.isenabled()
    made.end()
    assert gc.isenabled()


def test_what_the_warm_up_left_is_set_aside(collector: Collector) -> None:
    gc.unfreeze()
    try:
        collector.on_job_finished(SimpleNamespace(name="import"))
        assert gc.get_freeze_count() == 0
        collector.on_job_finished(SimpleNamespace(name="warm-up"))
        assert gc.get_freeze_count() > 1000
    finally:
        gc.unfreeze()
