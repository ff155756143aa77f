"""Pause, resume and stop, as a worker sees them."""

import sys
import threading

import pytest

import core.control
from core.control import EPOCH_SECONDS, RunControl


def test_work_goes_on_until_it_is_stopped() -> None:
    control = RunControl()
    assert control.checkpoint()
    control.stop()
    assert control.is_stopped
    assert not control.checkpoint()


def test_a_paused_worker_waits_and_goes_on() -> None:
    control = RunControl()
    control.pause()
    assert control.is_paused
    answers: list[bool] = []
    passed = threading.Event()

    def work() -> None:
        answers.append(control.checkpoint())
        passed.set()

    worker = threading.Thread(target=work)
    worker.start()
    assert not passed.wait(0.05)
    control.resume()
    worker.join(5)
    assert answers == [True]


def test_stopping_wakes_a_paused_worker() -> None:
    control = RunControl()
    control.pause()
    answers: list[bool] = []
    worker = threading.Thread(target=lambda: answers.append(control.checkpoint()))
    worker.start()
    control.stop()
    worker.join(5)
    assert answers == [False]
    assert not control.is_paused


def test_the_module_needs_no_other_of_ours() -> None:
    names = {getattr(value, "__module__", "") for value in vars(sys.modules["core.control"]).values()}
    assert core.control.__doc__
    assert not {name for name in names if name.startswith("core.") and name != "core.control"}


def test_a_look_is_due_only_where_somebody_watches_and_not_too_often() -> None:
    control = RunControl()
    assert not control.is_look_due()
    control.watched_every = 3600.0
    assert control.is_look_due()
    assert not control.is_look_due()
    control.watched_every = 0.0
    assert control.is_look_due()
    assert control.is_look_due()
    control.watched_every = None
    assert not control.is_look_due()


def test_a_run_is_kept_where_somebody_asks_and_no_more_often(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr("core.control.time.monotonic", lambda: now[0])
    control = RunControl()
    assert not control.is_keep_due()
    assert not control.is_keep_due(at_end_of_epoch=True)
    control.kept_every = 30.0
    assert not control.is_keep_due()
    now[0] += EPOCH_SECONDS
    assert not control.is_keep_due()
    assert control.is_keep_due(at_end_of_epoch=True)
    now[0] += 29.0
    assert not control.is_keep_due()
    now[0] += 1.0
    assert control.is_keep_due()
    assert not control.is_keep_due(at_end_of_epoch=True)
    control.kept_every = 0.0
    assert control.is_keep_due()
    assert control.is_keep_due(at_end_of_epoch=True)
