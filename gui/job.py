"""One job: its state, the thread that runs its generator, and what passes between the two."""

from __future__ import annotations

import contextlib
import logging
import os
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QThread

from core.control import RunControl

if TYPE_CHECKING:
    from collections import deque
    from collections.abc import Callable, Generator, Iterator

S = TypeVar("S")
T = TypeVar("T")
STACK_BYTES = 8 * 1024 * 1024
NICENESS = 5
# Jobs that the one network at a time learns in.
LEARNING = frozenset({"train", "tune", "doubt", "grow", "try-rates", "search", "pace"})
# The job that saves what was learnt.
KEEPING = "save-model"
# Long work that nobody waits for with the hand on the key; what was just asked for runs at full speed.
BACKGROUND = LEARNING | {"warm-up", "backup", "integrity"}
# Events waiting beyond this hold the worker back, so that a flood costs neither memory nor smoothness.
QUEUE_LIMIT = 4096
RETRY_SECONDS = 0.02
# Jobs that are one long step: nobody could pause them or stop them half-way.
IN_ONE_STEP = frozenset({"warm-up", "open", "restore"})
# Jobs too short and too frequent to be shown.
QUIET = frozenset({"tidy", "backup", "look"})


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is; `total` None where nobody knows."""

    done: int
    total: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """What a training run has reached, for those who watch: a `core.runs.Snapshot`."""

    snapshot: object


@dataclass(frozen=True, slots=True)
class Ended:
    """The last item of every job."""

    result: object = None
    error: Exception | None = None


def reported(steps: Generator[S, None, T], progress: Callable[[S], Progress]) -> Generator[Progress, None, T]:
    """Yield what `core` says on its way as progress for the status bar; return what it returns."""
    with contextlib.closing(steps):
        while True:
            try:
                said = next(steps)
            except StopIteration as end:
                result: T = end.value
                return result
            yield progress(said)


class JobControl:
    """What a generator sees of its job.

    Attributes:
        run: Pause and stop, as `core` knows them.
        ends_itself: Set by work that comes to its own end when told to stop, with things still to say.
    """

    def __init__(self) -> None:
        self.run: RunControl = RunControl()
        self.ends_itself = False


class Job:
    """Work that is going on or has ended; lives in the window's thread.

    Attributes:
        progress: Done and total; None before anything is known.
        text: What the generator says it is doing.
        result: What the generator returned.
        error: Why it failed.
        was_cancelled: Whether somebody asked it to stop.
    """

    def __init__(self, id: int, name: str, title: str) -> None:
        self.id = id
        self.name = name
        self.title = title
        self.control = JobControl()
        self.progress: tuple[int, int | None] | None = None
        self.text = ""
        self.result: object = None
        self.error: Exception | None = None
        self.was_cancelled = False
        self.is_running = True
        self._started_at = time.monotonic()
        self._seconds: float | None = None

    def cancel(self) -> None:
        """Ask the job to stop; its end comes later."""
        if self.is_running:
            self.was_cancelled = True
            self.control.run.stop()

    def pause(self) -> None:
        """Ask the job to hold."""
        self.control.run.pause()

    def resume(self) -> None:
        """Let a held job go on."""
        self.control.run.resume()

    @property
    def can_be_held(self) -> bool:
        """Whether pausing and cancelling it means anything to the user."""
        return self.name not in IN_ONE_STEP

    @property
    def is_shown(self) -> bool:
        """Whether the status bar shows it."""
        return self.name not in QUIET

    @property
    def is_paused(self) -> bool:
        """Whether the job is asked to hold."""
        return self.is_running and self.control.run.is_paused

    @property
    def seconds(self) -> float:
        """How long the job has run."""
        return time.monotonic() - self._started_at if self._seconds is None else self._seconds

    def take_progress(self, progress: Progress) -> None:
        """Remember how far the generator is."""
        self.progress = (progress.done, progress.total)
        self.text = progress.text

    def close(self, ended: Ended) -> None:
        """Remember how it ended."""
        self.is_running = False
        self.result, self.error = ended.result, ended.error
        self._seconds = time.monotonic() - self._started_at


class Worker(QThread):
    """The thread of one job."""

    def __init__(
        self, job: Job, work: Callable[[JobControl], Iterator[object]], queue: deque[tuple[Job, object]]
    ) -> None:
        super().__init__()
        self._job = job
        self._work = work
        self._queue = queue
        self.setObjectName(f"job {job.id} {job.name}")
        self.setStackSize(STACK_BYTES)

    def begin(self) -> None:
        """Start the thread below the window's priority."""
        self.start(QThread.Priority.LowPriority)

    def run(self) -> None:
        """Run the generator to its end; every way out says `Ended`."""
        if self._job.name in BACKGROUND:
            _step_back()
        try:
            ended = Ended(result=self._exhaust())
        except Exception as error:
            logging.getLogger(__name__).exception("job %s failed", self._job.title)
            ended = Ended(error=error)
        except BaseException as error:  # a thread has nobody to pass SystemExit on to
            logging.getLogger(__name__).exception("job %s was ended", self._job.title)
            ended = Ended(error=RuntimeError(repr(error)))
        self._queue.append((self._job, ended))

    def _exhaust(self) -> object:
        control = self._job.control
        generator = iter(self._work(control))
        while control.run.checkpoint() or control.ends_itself:
            try:
                item = next(generator)
            except StopIteration as end:
                return end.value
            self._wait_for_room()
            self._queue.append((self._job, item))
        _close(generator)
        return None

    def _wait_for_room(self) -> None:
        control = self._job.control
        while len(self._queue) >= QUEUE_LIMIT and not control.run.is_stopped:
            threading.Event().wait(RETRY_SECONDS)


def _step_back() -> None:
    """Let the window's thread go first; Qt's priorities do nothing under Linux' default scheduler."""
    if hasattr(os, "setpriority") and os.name == "posix":
        try:
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)
        except OSError:
            logging.getLogger(__name__).info("the job's thread keeps the window's priority")


def _close(generator: Iterator[object]) -> None:
    close: Callable[[], None] | None = getattr(generator, "close", None)
    if close is not None:
        close()
