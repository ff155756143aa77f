"""Jobs: order, errors, pause, cancel, a hundred starts, a flood, and the way out."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject, QThread, QTimer, Slot
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.job import QUEUE_LIMIT, STACK_BYTES, Job, JobControl, Progress
from gui.jobs import Jobs


class Listener(QObject):
    """Keeps what a job says, and in which thread it was told."""

    def __init__(self) -> None:
        super().__init__()
        self.events: list[object] = []
        self.done: list[Job] = []
        self.failed: list[tuple[Job, Exception]] = []
        self.threads: set[int] = set()

    @Slot(object)
    def on_event(self, event: object) -> None:
        self.events.append(event)
        self.threads.add(threading.get_ident())

    @Slot(object)
    def on_done(self, job: Job) -> None:
        self.done.append(job)

    @Slot(object, object)
    def on_failed(self, job: Job, error: Exception) -> None:
        self.failed.append((job, error))


@pytest.fixture
def listener() -> Listener:
    return Listener()


def counting(last: int) -> Callable[[JobControl], Iterator[object]]:
    def work(_control: JobControl) -> Iterator[object]:
        yield from range(last)
        return "counted"

    return work


def endless(_control: JobControl) -> Iterator[object]:
    number = 0
    while True:
        yield number
        number += 1


def test_events_come_in_order_in_the_windows_thread_and_the_result_last(
    qtbot: QtBot, jobs: Jobs, listener: Listener
) -> None:
    with qtbot.waitSignal(jobs.finished):
        job = jobs.start("count", "Counting", counting(1000), on_event=listener.on_event, on_done=listener.on_done)
    assert listener.events == list(range(1000))
    assert listener.threads == {threading.get_ident()}
    assert listener.done == [job]
    assert job.result == "counted"
    assert not job.is_running
    assert not job.was_cancelled


def test_work_runs_in_a_thread_of_its_own_with_a_large_stack(qtbot: QtBot, jobs: Jobs, listener: Listener) -> None:
    def work(_control: JobControl) -> Iterator[object]:
        yield threading.get_ident()
        yield QThread.currentThread().stackSize()

    with qtbot.waitSignal(jobs.finished):
        jobs.start("where", "Where", work, on_event=listener.on_event)
    assert listener.events[0] != threading.get_ident()
    assert listener.events[1] == STACK_BYTES


def test_an_exception_becomes_failed_with_its_traceback_in_the_log(
    qtbot: QtBot, jobs: Jobs, listener: Listener, caplog: pytest.LogCaptureFixture
) -> None:
    def work(_control: JobControl) -> Iterator[object]:
        yield 1
        raise ValueError("broken")

    with qtbot.waitSignal(jobs.finished):
        job = jobs.start("fail", "Failing", work, on_event=listener.on_event, on_failed=listener.on_failed)
    assert listener.events == [1]
    assert [(failed, str(error)) for failed, error in listener.failed] == [(job, "broken")]
    assert "Traceback" in caplog.text
    assert "broken" in caplog.text


def test_an_exception_without_a_receiver_is_told_by_signal(qtbot: QtBot, jobs: Jobs) -> None:
    def work(_control: JobControl) -> Iterator[object]:
        raise SystemExit(3)
        yield

    with qtbot.waitSignal(jobs.failed) as blocker:
        jobs.start("fail", "Failing", work)
    assert "SystemExit" in str(blocker.args[1])


def test_cancel_closes_the_generator_and_still_says_done(qtbot: QtBot, jobs: Jobs, listener: Listener) -> None:
    closed = threading.Event()

    def work(control: JobControl) -> Iterator[object]:
        try:
            yield from endless(control)
        finally:
            closed.set()

    job = jobs.start("endless", "Endless", work, on_event=listener.on_event, on_done=listener.on_done)
    qtbot.waitUntil(lambda: len(listener.events) > 10)
    with qtbot.waitSignal(jobs.finished):
        job.cancel()
    assert closed.is_set()
    assert job.was_cancelled
    assert listener.done == [job]


def test_work_that_ends_itself_has_the_last_word(qtbot: QtBot, jobs: Jobs, listener: Listener) -> None:
    def work(control: JobControl) -> Iterator[object]:
        control.ends_itself = True
        while control.run.checkpoint():
            yield "step"
        yield "best weights"

    job = jobs.start("train-like", "Training", work, on_event=listener.on_event)
    qtbot.waitUntil(lambda: bool(listener.events))
    with qtbot.waitSignal(jobs.finished):
        job.cancel()
    assert listener.events[-1] == "best weights"


def test_a_paused_job_says_nothing_until_it_goes_on(qtbot: QtBot, jobs: Jobs, listener: Listener) -> None:
    job = jobs.start("endless", "Endless", endless, on_event=listener.on_event)
    qtbot.waitUntil(lambda: bool(listener.events))
    job.pause()
    assert job.is_paused
    for _tick in range(3):
        qtbot.waitSignal(jobs.findChild(QTimer).timeout).wait()
    n_before = len(listener.events)
    for _tick in range(3):
        qtbot.waitSignal(jobs.findChild(QTimer).timeout).wait()
    assert len(listener.events) - n_before <= QUEUE_LIMIT
    jobs.drain()
    n_held = len(listener.events)
    qtbot.waitSignal(jobs.findChild(QTimer).timeout).wait()
    assert len(listener.events) == n_held
    job.resume()
    qtbot.waitUntil(lambda: len(listener.events) > n_held)
    job.cancel()


def test_a_paused_job_can_be_cancelled(qtbot: QtBot, jobs: Jobs) -> None:
    job = jobs.start("endless", "Endless", endless)
    job.pause()
    with qtbot.waitSignal(jobs.finished):
        job.cancel()
    assert not job.is_paused


def test_progress_goes_to_the_status_bar_and_only_the_latest_of_a_tick(
    qtbot: QtBot, jobs: Jobs, listener: Listener
) -> None:
    def work(_control: JobControl) -> Iterator[object]:
        for done in range(1, 501):
            yield Progress(done, 500, f"line {done}")

    seen: list[tuple[int, int | None]] = []

    class Watcher(QObject):
        @Slot(object)
        def on_progress(self, job: Job) -> None:
            assert job.progress is not None
            seen.append(job.progress)

    watcher = Watcher()
    jobs.progressed.connect(watcher.on_progress)
    with qtbot.waitSignal(jobs.finished):
        job = jobs.start("import", "Importing", work, on_event=listener.on_event)
    assert listener.events == []
    assert job.progress == (500, 500)
    assert job.text == "line 500"
    assert len(seen) < 50


def test_receivers_must_be_methods_of_qobjects(jobs: Jobs) -> None:
    with pytest.raises(TypeError, match="bound method"):
        jobs.start("count", "Counting", counting(1), on_event=print)
    assert jobs.running == ()


def test_a_deleted_receiver_is_passed_over(qtbot: QtBot, jobs: Jobs) -> None:
    calls: list[object] = []

    class Gone(QWidget):
        @Slot(object)
        def on_event(self, event: object) -> None:
            calls.append(event)

    gone = Gone()
    with qtbot.waitSignal(jobs.finished):
        jobs.start("count", "Counting", counting(5), on_event=gone.on_event)
        gone.deleteLater()
        qtbot.waitSignal(gone.destroyed).wait()
    assert calls == []


def test_threads_take_turns_quickly_only_while_a_job_runs(qtbot: QtBot, jobs: Jobs) -> None:
    before = sys.getswitchinterval()
    with qtbot.waitSignal(jobs.finished):
        job = jobs.start("endless", "Endless", endless)
        assert sys.getswitchinterval() == pytest.approx(0.001)
        job.cancel()
    assert sys.getswitchinterval() == pytest.approx(before)


def test_a_hundred_starts_and_cancels_leave_nothing(qtbot: QtBot, jobs: Jobs, listener: Listener) -> None:
    n_threads = threading.active_count()
    jobs.findChild(QTimer).setInterval(5)
    n_true = sys.getrefcount(True)  # a Qt release lost one reference an emitted signal
    for _cycle in range(100):
        job = jobs.start("stub", "Stub", endless, on_event=listener.on_event, on_done=listener.on_done)
        with qtbot.waitSignal(jobs.finished):
            job.cancel()
    assert len(listener.done) == 100
    assert jobs.running == ()
    assert threading.active_count() <= n_threads + 1
    assert sys.getrefcount(True) > n_true - 50


def test_a_flood_keeps_the_window_awake_and_the_last_value_right(qtbot: QtBot, jobs: Jobs) -> None:
    last = 200_000
    lateness: list[float] = []
    received: list[int] = []

    class Heart(QObject):
        """Beats every 10 ms and notes how late."""

        def __init__(self) -> None:
            super().__init__()
            self.due = time.perf_counter() + 0.01
            self.timer = QTimer(self)
            self.timer.setInterval(10)
            self.timer.timeout.connect(self.on_beat)
            self.timer.start()

        @Slot()
        def on_beat(self) -> None:
            now = time.perf_counter()
            lateness.append(now - self.due)
            self.due = now + 0.01

        @Slot(object)
        def on_event(self, event: Any) -> None:
            received.append(event)

    heart = Heart()
    with qtbot.waitSignal(jobs.finished, timeout=60_000):
        jobs.start("flood", "Flood", counting(last), on_event=heart.on_event)
    heart.timer.stop()
    assert received[-1] == last - 1
    assert len(received) == last
    assert sorted(lateness)[int(len(lateness) * 0.99)] < 0.05
    assert max(lateness) < 0.25


def test_shutdown_ends_busy_paused_and_flooding_jobs(qtbot: QtBot, listener: Listener) -> None:
    jobs = Jobs()
    jobs.start("flood", "Flood", endless, on_event=listener.on_event, on_done=listener.on_done)
    jobs.start("held", "Held", endless, on_done=listener.on_done).pause()
    assert jobs.shutdown()
    assert len(listener.done) == 2
    assert jobs.running == ()


def test_what_a_job_starts_while_ending_ends_too(qtbot: QtBot) -> None:
    jobs = Jobs()
    saved = threading.Event()

    def save(control: JobControl) -> Iterator[object]:
        control.ends_itself = True
        yield Progress(0, None)
        saved.set()

    class Saver(QObject):
        @Slot(object)
        def on_done(self, _job: Job) -> None:
            jobs.start("save", "Saving", save)

    saver = Saver()
    jobs.start("stub", "Stub", endless, on_done=saver.on_done)
    assert jobs.shutdown()
    assert saved.is_set()
