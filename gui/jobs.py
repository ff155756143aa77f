"""Long work in threads: any core generator becomes a job; the only door to TensorFlow.

A worker never touches a QObject. It appends what the generator yields to one queue, which one
timer of the window's thread empties 15 times a second and hands to the receivers.
"""

from __future__ import annotations

import logging
import math
import sys
import time
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QTimer, Signal, Slot

from gui.doubting import Doubting
from gui.job import KEEPING, LEARNING, Ended, Job, JobControl, Look, Progress, Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from core.bundle import Bundle
    from core.config import Config
    from core.corpus import Layer, Sentence
    from core.run_state import RunState

__all__ = ["Job", "JobControl", "Jobs", "Progress", "TrainRequest"]

DRAIN_MS = 66
# A tick's share for receivers; what is left waits for the next tick, so that keys and paint come between.
DRAIN_SECONDS = 0.012
SHUTDOWN_SECONDS = 10.0
BUSY_SWITCH_SECONDS = 0.001
# Steps that have not been made by then are left out: who fine-tunes waits for it.
TUNING_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class TrainRequest:
    """What to train on, and how.

    Attributes:
        read: Called in the job's thread; returns the sentences of train and of dev.
        layer: The layer to learn.
        config: Checked options.
        start: The model to go on from; None for fresh weights.
        resume: Called in the job's thread; returns where an interrupted run goes on, with the options it had.
    """

    read: Callable[[], tuple[Sequence[Sentence], Sequence[Sentence]]]
    layer: Layer
    config: Config
    start: Bundle | None = None
    resume: Callable[[], RunState] | None = None


@dataclass(frozen=True, slots=True)
class _Receivers:
    on_event: Callable[[Any], object] | None
    on_done: Callable[[Job], object] | None
    on_failed: Callable[[Job, Exception], object] | None


class Jobs(QObject):
    """Starts jobs, hands on what they say, and ends them all before the program ends.

    Signals:
        started, progressed, finished: `Job`. `finished` comes after every end, whatever the reason.
        failed: `Job` and its exception, where the job's starter gave no `on_failed`.
        watched: `core.runs.Snapshot`, what a training run has reached; see `watch`.

    Attributes:
        n_waiting: Trainings that wait for their turn; whoever starts them says so here.
        is_leaving: Whether what learns is being ended for the project's sake, so that nothing may take its place.
    """

    started = Signal(object)
    progressed = Signal(object)
    finished = Signal(object)
    failed = Signal(object, object)
    watched = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.n_waiting = 0
        self.is_leaving = False
        self._queue: deque[tuple[Job, object]] = deque()
        self._running: dict[int, tuple[Job, Worker, _Receivers]] = {}
        self._n_started = 0
        self._idle_switch_seconds = sys.getswitchinterval()
        self._timer = QTimer(self)
        self._timer.setInterval(DRAIN_MS)
        self._timer.timeout.connect(self.drain)

    @property
    def running(self) -> tuple[Job, ...]:
        """The jobs that have not ended yet, oldest first."""
        return tuple(job for job, _worker, _receivers in self._running.values())

    @property
    def is_training(self) -> bool:
        """Whether a training run is going on."""
        return any(job.name == "train" for job in self.running)

    @property
    def is_learning(self) -> bool:
        """Whether any network learns: in a training run, in fine-tuning, for a measurement, or to doubt labels."""
        return any(job.name in LEARNING for job in self.running)

    @property
    def is_keeping(self) -> bool:
        """Whether what a training has learnt is being saved."""
        return any(job.name == KEEPING for job in self.running)

    def start(
        self,
        name: str,
        title: str,
        work: Callable[[JobControl], Iterator[object]],
        *,
        on_event: Callable[[Any], object] | None = None,
        on_done: Callable[[Job], object] | None = None,
        on_failed: Callable[[Job, Exception], object] | None = None,
    ) -> Job:
        """Run `work(control)` in a thread of its own.

        A generator that is stopped is closed at its next yield, unless it sets
        `control.ends_itself` and comes to its own end after `control.run.checkpoint()` says stop.

        Args:
            name: What kind of job, for the program.
            title: What the status bar shows.
            work: A generator function; it must not touch any QObject.
            on_event: Gets what the generator yields, in order, but for `Progress`.
            on_done: Gets the job when the generator has ended or was stopped;
                `job.result` is what the generator returned.
            on_failed: Gets the job and the exception; without it a banner shows the error.
                Receivers are bound methods of QObjects, called in the window's thread; those of
                deleted objects are passed over.
        """
        receivers = _Receivers(_receiver(on_event), _receiver(on_done), _receiver(on_failed))
        self._n_started += 1
        job = Job(self._n_started, name, title)
        worker = Worker(job, work, self._queue)
        self._running[job.id] = (job, worker, receivers)
        sys.setswitchinterval(BUSY_SWITCH_SECONDS)
        self._timer.start()
        worker.begin()
        self.started.emit(job)
        return job

    def train(
        self,
        request: TrainRequest,
        *,
        on_event: Callable[[Any], object],
        on_done: Callable[[Job], object] | None = None,
        on_failed: Callable[[Job, Exception], object] | None = None,
    ) -> Job:
        """Train in a job; the events are those of `core.runs`.

        Raises:
            TrainingError: A run is going on already.
        """
        self._check_idle()
        work = _Training(request, self.tr("epoch {epoch} of {epochs}"))
        return self.start("train", self.tr("Training"), work, on_event=on_event, on_done=on_done, on_failed=on_failed)

    def tune(
        self,
        request: TrainRequest,
        *,
        on_event: Callable[[Any], object],
        on_done: Callable[[Job], object],
        on_failed: Callable[[Job, Exception], object],
    ) -> Job:
        """Fine-tune in a job, for some seconds; the events are those of `train`, the last has what was learnt so far.

        Raises:
            TrainingError: A run is going on already.
        """
        self._check_idle()
        work = _Training(request, self.tr("pass {epoch} of {epochs}"), seconds=TUNING_SECONDS)
        return self.start("tune", self.tr("Fine-tuning"), work, on_event=on_event, on_done=on_done, on_failed=on_failed)

    def doubt(
        self,
        read: Callable[[], Sequence[Sentence]],
        layer: Layer,
        *,
        on_done: Callable[[Job], object],
        on_failed: Callable[[Job, Exception], object] | None = None,
    ) -> Job:
        """Look for suspicious labels in a job; its result is a `core.review.suspicion.Suspicion`, None when stopped.

        Args:
            read: Called in the job's thread; returns the sentences.
            layer: Whose labels are doubted.
            on_done: Gets the job when it has ended.
            on_failed: Gets the job and why it failed.

        Raises:
            TrainingError: A run is going on already.
        """
        self._check_idle()
        work = Doubting(read, layer, self.tr("model {fold} of {folds}"))
        title = self.tr("Looking for suspicious labels")
        return self.start("doubt", title, work, on_done=on_done, on_failed=on_failed)

    def _check_idle(self) -> None:
        if self.is_learning:
            from core.errors import TrainingError  # noqa: PLC0415

            raise TrainingError(
                self.tr("a training run is going on already."), remedy=self.tr("Stop it or wait for its end.")
            )

    def watch(self, seconds: float | None) -> None:
        """Have the training run tell what it has reached, this often; None for no longer."""
        for job in self.running:
            if job.name == "train":
                job.control.run.watched_every = seconds

    def warm_up(self) -> Job | None:
        """Import TensorFlow in a job, so that the first run starts at once; None if that is done already."""
        if "core.training" in sys.modules or any(job.name in LEARNING | {"warm-up"} for job in self.running):
            return None
        return self.start("warm-up", self.tr("Preparing TensorFlow"), _import_tensorflow, on_failed=self._on_no_engine)

    @Slot()
    def drain(self) -> None:
        """Hand waiting events to their receivers, for a few milliseconds."""
        until = time.perf_counter() + DRAIN_SECONDS
        moved: dict[int, Job] = {}
        try:
            while self._queue:
                job, item = self._queue.popleft()
                if isinstance(item, Progress):
                    job.take_progress(item)
                    moved[job.id] = job
                elif isinstance(item, Ended):
                    moved.pop(job.id, None)
                    self._end(job, item)
                elif isinstance(item, Look):
                    self.watched.emit(item.snapshot)
                else:
                    _call(self._running[job.id][2].on_event, item)
                if time.perf_counter() > until:
                    break
        finally:
            for job in moved.values():
                self.progressed.emit(job)

    @property
    def on_project(self) -> tuple[Job, ...]:
        """The running jobs that may be using the open project."""
        return tuple(job for job in self.running if job.name not in {"open", "warm-up"})

    def end(self, jobs: Iterable[Job]) -> bool:
        """Stop these jobs and wait up to 10 s, still handing on events; return whether they have ended.

        What their receivers start when they end (saving the model, say) is waited for and may finish.
        """
        ending = tuple(jobs)
        others = tuple(job for job in self.running if job not in ending)
        self.is_leaving = any(job.name in LEARNING | {KEEPING} for job in ending)
        for job in ending:
            job.cancel()
        until = time.monotonic() + SHUTDOWN_SECONDS
        try:
            while waiting := [*(job for job in ending if job.is_running), *self._begun_beside((*ending, *others))]:
                if time.monotonic() > until:
                    return False
                self._wait_a_moment(waiting)
            return True
        finally:
            self.is_leaving = False

    def wait_for(self, job: Job, seconds: float) -> bool:
        """Wait for the end of a job, still handing on events but no keys; return whether it has ended."""
        until = time.monotonic() + seconds
        while job.is_running and time.monotonic() < until:
            self._wait_a_moment((job,))
        return not job.is_running

    def _begun_beside(self, others: Iterable[Job]) -> tuple[Job, ...]:
        return tuple(job for job in self.on_project if job not in others)

    def shutdown(self) -> bool:
        """Stop every job before the program ends; return whether all have ended.

        What a job's receivers start when it ends (saving the model, say) may finish, within 10 s.
        """
        return self.end(self.running) and self.end(self.running)

    def _wait_a_moment(self, jobs: Iterable[Job]) -> None:
        self.drain()
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        for job in jobs:
            if job.id in self._running:
                self._running[job.id][1].wait(5)

    def _end(self, job: Job, ended: Ended) -> None:
        _job, worker, receivers = self._running.pop(job.id)
        worker.wait()
        job.close(ended)
        if not self._running:
            self._timer.stop()
            sys.setswitchinterval(self._idle_switch_seconds)
        try:
            if ended.error is None:
                _call(receivers.on_done, job)
            elif receivers.on_failed is not None:
                _call(receivers.on_failed, job, ended.error)
            else:
                self.failed.emit(job, ended.error)
        finally:
            self.finished.emit(job)

    @Slot(object, object)
    def _on_no_engine(self, _job: Job, error: Exception) -> None:
        # Nobody asked for TensorFlow yet: the message comes when somebody does.
        logging.getLogger(__name__).warning("TensorFlow cannot be loaded: %s", error)


def _receiver(method: Callable[..., object] | None) -> Callable[..., object] | None:
    """Return `method` if it may be a receiver.

    Raises:
        TypeError: It is not a bound method of a QObject, so nobody could tell when it is gone.
    """
    if method is not None and not isinstance(getattr(method, "__self__", None), QObject):
        raise TypeError(f"a receiver must be a bound method of a QObject, not {method!r}")
    return method


def _call(method: Callable[..., object] | None, *arguments: object) -> None:
    if method is not None and shiboken6.isValid(getattr(method, "__self__")):  # noqa: B009
        method(*arguments)


def _import_tensorflow(control: JobControl) -> Iterator[object]:
    yield Progress(0, None)
    import msgspec  # noqa: PLC0415

    from core import training  # noqa: PLC0415 - only ever in a job's thread
    from core.config import TrainingConfig, preset  # noqa: PLC0415
    from core.corpus import Layer, Sentence  # noqa: PLC0415

    # A run of one step makes TensorFlow load and initialise all that it otherwise would in the user's first run.
    sentence = Sentence(("warm", "up"), {"warm-up": ("A", "B")})
    config = msgspec.structs.replace(preset("tiny"), training=TrainingConfig(epochs=1))
    for _event in training.train([sentence], [sentence], Layer("warm-up"), config=config, control=control.run):
        yield Progress(0, None)


class _Training:
    """The work of a training job: core's events, with progress for the status bar between them."""

    def __init__(self, request: TrainRequest, epoch_text: str, *, seconds: float = math.inf) -> None:
        """Take in what is to be learnt; after so many seconds of steps it comes to its end."""
        self._request = request
        self._epoch_text = epoch_text
        self._seconds = seconds

    def __call__(self, control: JobControl) -> Iterator[object]:
        """Yield the run's events."""
        yield Progress(0, None)
        from core import runs, training  # noqa: PLC0415 - only ever in a job's thread
        from core.event_files import recorded  # noqa: PLC0415

        control.ends_itself = True
        request, n_steps, epochs = self._request, None, self._request.config.training.epochs
        train, dev = request.read()
        start = request.resume() if request.resume else request.start
        events = training.train(train, dev, request.layer, config=request.config, control=control.run, start=start)
        until = math.inf
        for event in recorded(events, request.config):
            if isinstance(event, runs.RunStarted):
                n_steps = event.n_batches * epochs
                until = time.monotonic() + self._seconds
            elif isinstance(event, runs.StepEnd):
                if time.monotonic() > until:
                    control.run.stop()
                text = self._epoch_text.format(epoch=event.epoch, epochs=epochs)
                yield Progress(event.step, n_steps, text)
            yield Look(event) if isinstance(event, runs.Snapshot) else event
