"""The run that is going on: begun in its turn, held, stopped; its events handed on, written down, its model saved."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import msgspec
from PySide6.QtCore import QObject, Signal, Slot

from core.bundle import Bundle
from core.config import Config, checked
from core.control import KEEP_SECONDS
from core.corpus import Layer, Split
from core.errors import TagscopeError
from core.run_keeping import RunKeeper
from core.runs import EndReason, EpochEnd, Event, Preparing, RunEnd, RunKept, RunStarted, StepEnd
from core.waiting_runs import WaitingRun, Work
from gui import messages
from gui.core_sentences import said
from gui.job import KEEPING
from gui.jobs import Job, Jobs, TrainRequest
from gui.session import Session
from gui.train_page.history import History, Recorder, point_of
from gui.train_page.run_clock import Position, StopWatch, seconds_left
from gui.train_page.run_queue import RunQueue, layer_name, layer_of
from gui.train_page.run_work import Resuming, Saving, config_of, is_endless, prepared_place, request_for
from gui.widgets.curve_points import Points
from gui.widgets.numbers import grouped, seconds


class Running(QObject):
    """One run after the other, each in its turn.

    Signals:
        begun: Whether the layer has spans, and whether there is a dev: a run is about to start.
        started: Its `History` and `RunStarted`.
        stepped: `StepEnd`.
        measured: `EpochEnd` and the `EpochPoint` made of it.
        ended: `RunEnd`.
        told: Steps done, steps in all, and where the run stands in words.
        changed: What can be done with the run has changed.
        saved: `History` of a run whose model the project now keeps.

    Attributes:
        history: The run that is or was last going on; None before the first.
    """

    begun = Signal(bool, bool)
    started = Signal(object, object)
    stepped = Signal(object)
    measured = Signal(object, object)
    ended = Signal(object)
    told = Signal(int, int, str)
    changed = Signal()
    saved = Signal(object)
    _not_kept = Signal(object)

    def __init__(self, session: Session, jobs: Jobs, queue: RunQueue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.history: History | None = None
        self._session, self._jobs, self._queue = session, jobs, queue
        self._job: Job | None = None
        self._layer: Layer | None = None
        self._started: RunStarted | None = None
        self._bundle: Bundle | None = None
        self._step, self._rate = 0, 0.0
        self._has_ended = False
        self._is_held = False
        self._watch = StopWatch()
        self._recorder: Recorder | None = None
        self._n_unkept = 0
        self._resuming: Resuming | None = None
        self._keeper: RunKeeper | None = None
        self._not_kept.connect(self._on_not_kept)
        jobs.progressed.connect(self._on_progressed)
        queue.due.connect(self._on_due)
        queue.changed.connect(self._on_queue_changed)

    @property
    def steps_before(self) -> Mapping[str, Points]:
        """What a run that goes on had learnt from before it was cut off, of each measure; nothing for a new one."""
        return self._resuming.steps if self._resuming is not None else {}

    @property
    def step(self) -> int:
        """Batches done."""
        return self._step

    @property
    def is_running(self) -> bool:
        """Whether a run is going on."""
        return self._job is not None

    @property
    def is_paused(self) -> bool:
        """Whether it is held."""
        return self._job is not None and self._job.is_paused

    def forget(self) -> None:
        """Another project is open, or none."""
        self.history, self._n_unkept = None, 0

    def start(self, config: Config) -> None:
        """Train with these options, now or in turn; nothing happens where there is nothing to learn."""
        self.start_row((config,))

    def start_row(self, configs: Sequence[Config]) -> None:
        """Train with each of these options, one run after the other."""
        try:
            runs = [
                WaitingRun(Work.TRAIN, layer, checked(config))
                for config in configs
                if (layer := layer_name(self._session, config))
            ]
            self._queue.add(runs)
        except TagscopeError as error:
            messages.error(None, error)

    @Slot(object)
    def _on_due(self, run: WaitingRun) -> None:
        """Begin the run whose turn it is."""
        if run.work is not Work.TRAIN:
            return
        project, layer = self._session.project, layer_of(self._session, run)
        if project is None or layer is None:
            return
        try:
            self._begin(request_for(project, layer, run.config))
        except TagscopeError as error:
            self._queue.hold()
            messages.error(None, error)

    def go_on(self, run: History) -> None:
        """Go on with a run that was cut off, to what it would have reached undisturbed."""
        project = self._session.project
        if project is None or self._job is not None:
            return
        try:
            waiting = WaitingRun(Work.TRAIN, run.layer, config_of(run))
            layer = layer_of(self._session, waiting)
            if layer is not None:
                resuming = Resuming(project, run)
                self._begin(replace(request_for(project, layer, waiting.config), resume=resuming), resuming)
        except TagscopeError as error:
            messages.error(None, error)

    def _begin(self, request: TrainRequest, resuming: Resuming | None = None) -> None:
        project, layer, config = self._session.project, request.layer, request.config
        if project is None:
            return
        job = self._jobs.train(request, on_event=self._on_event, on_done=self._on_done, on_failed=self._on_failed)
        job.control.run.kept_every = KEEP_SECONDS
        self._job, self._layer, self._resuming, self._keeper = job, layer, resuming, None
        self._bundle, self._started, self._step, self._has_ended = None, None, 0, False
        self._recorder = Recorder(project, layer)
        self._watch, self._is_held = StopWatch(), False
        self.begun.emit(layer.has_spans, is_endless(config) or project.n_sentences_in(Split.DEV) > 0)
        self.told.emit(0, 1, self.tr("starting …"))
        self.changed.emit()

    @Slot()
    def _on_queue_changed(self) -> None:
        if self._job is not None and not self._has_ended:
            self._tell_position()

    @Slot()
    def toggle(self) -> None:
        """Pause, or go on."""
        if self._job is not None:
            (self.resume if self._job.is_paused else self.pause)()

    @Slot()
    def pause(self) -> None:
        """Hold the run after the batch that is going on."""
        if self._job is not None and not self._has_ended:
            self._job.pause()
            self._jobs.progressed.emit(self._job)

    @Slot()
    def resume(self) -> None:
        """Let the run go on."""
        if self._job is not None:
            self._job.resume()
            self._jobs.progressed.emit(self._job)

    @Slot()
    def stop(self) -> None:
        """End the run; the best weights so far are kept, and what waits has its turn."""
        if self._job is not None:
            self._job.cancel()
            self.told.emit(self._step, self._n_steps(), self.tr("stopping …"))

    @Slot(object)
    def _on_progressed(self, job: Job) -> None:
        """Show that the run has been paused or goes on, here or in the status bar."""
        if job is not self._job or self._has_ended or job.is_paused == self._is_held:
            return
        self._is_held = job.is_paused
        if self._is_held:
            self._watch.pause(time.monotonic())
        elif self._started is not None:
            self._watch.start(time.monotonic())
        self.changed.emit()
        if not job.was_cancelled:
            self._tell_position()

    @Slot(object)
    def _on_event(self, event: Event) -> None:
        try:
            self._take(event)
        except TagscopeError as error:  # the project cannot be written: the run goes on without being kept
            self._n_unkept += not (self.history and self.history.number)
            self._recorder = None
            messages.error(None, error)

    def _take(self, event: Event) -> None:
        if isinstance(event, StepEnd):
            self._step, self._rate = event.step, event.learning_rate
            self.stepped.emit(event)
            if self._recorder is not None:
                self._recorder.add_step(event)
            if event.step % 8 == 0:
                self._tell_position()
        elif isinstance(event, EpochEnd):
            self._on_epoch(event)
        elif isinstance(event, RunKept):
            self._on_kept(event)
        elif isinstance(event, RunStarted):
            self._on_started(event)
        elif isinstance(event, Preparing):
            self.told.emit(0, 1, f"{said(event.doing)} …")
        elif isinstance(event, RunEnd):
            self._on_end(event)

    def _on_started(self, event: RunStarted) -> None:
        self._started = event
        if self._job is not None and not self._job.is_paused:
            self._watch.start(time.monotonic())
        self.history = self._resuming.begun() if self._resuming else self._new_history(event)
        self.started.emit(self.history, event)
        if event.unknown_labels:
            words = self.tr("Labels that only dev has count as errors: {labels}")
            messages.info(None, words.format(labels=", ".join(event.unknown_labels)))
        need = event.memory
        if need is not None and need.room is not None and need.is_tight:
            words = self.tr("This run needs {needed} MB of memory at the least, of {room}; it stops if they run short.")
            messages.warning(
                None, words.format(needed=grouped(need.needed // 1_000_000), room=grouped(need.room // 1_000_000))
            )
        if self._recorder is not None:
            self._record(self.history, self._recorder, event)

    def _new_history(self, event: RunStarted) -> History:
        project = self._session.project
        number = (len(project.runs.all()) if project is not None else 0) + self._n_unkept + 1
        history = History(self.tr("run {number}, {time}").format(number=number, time=f"{datetime.now():%H:%M}"))
        history.config = msgspec.json.encode(event.config).decode()
        history.layer = self._layer.name if self._layer is not None else ""
        return history

    def _record(self, history: History, recorder: Recorder, event: RunStarted) -> None:
        project = self._session.project
        if project is None:
            return
        if self._resuming is not None:
            recorder.go_on(history.number)
        else:
            history.number = recorder.start(history.name, event)
            history.started_at = next(run.started_at for run in project.runs.all() if run.id == history.number)
        self._keeper = RunKeeper(prepared_place(project, history), self._not_kept.emit)

    def _on_kept(self, event: RunKept) -> None:
        # The steps first: a run that goes on from this state says those before it no more.
        if self._recorder is not None:
            self._recorder.write()
        if self._keeper is not None:
            self._keeper.take(event.state)

    @Slot(object)
    def _on_not_kept(self, error: TagscopeError) -> None:
        words = self.tr("The run goes on, but could not be resumed after a crash: {error}")
        messages.warning(None, words.format(error=error))

    def _on_epoch(self, event: EpochEnd) -> None:
        if self.history is None:
            return
        point = point_of(event, self._step)
        self.history.epochs.append(point)
        if event.losses is not None:
            self.history.losses[point.epoch] = event.losses
        self.measured.emit(event, point)
        self._tell_position()
        if self._recorder is not None:
            self._recorder.add_epoch(point, event.losses)

    def _on_end(self, event: RunEnd) -> None:
        self._has_ended = True
        if event.reason is EndReason.MEMORY:
            self._queue.hold()
        # The step that diverged has moved nothing.
        has_learnt = event.best_epoch > 0 or self._step > (event.reason is EndReason.DIVERGED)
        self._bundle = event.bundle if has_learnt else None
        self.ended.emit(event)
        self.told.emit(1, 1, self._words_of_end(event))
        if self._started is not None:
            self._close_record(event)

    def _close_record(self, event: RunEnd) -> None:
        """Write that the run is over; one that is left with its project is not, and can be gone on with."""
        is_left = event.reason is EndReason.STOPPED and self._jobs.is_leaving and self._keeper is not None
        if self._recorder is not None:
            (self._recorder.write() if is_left else self._recorder.end(event.reason))
        if self._keeper is not None:
            (self._keeper.close() if is_left else self._keeper.discard(wait=False))
        self._keeper = None

    def _words_of_end(self, event: RunEnd) -> str:
        reasons = {
            EndReason.FINISHED: self.tr("finished"),
            EndReason.EARLY: self.tr("stopped early: dev no longer got better"),
            EndReason.STOPPED: self.tr("stopped"),
            EndReason.MEMORY: self.tr("stopped: memory ran short"),
            EndReason.DIVERGED: self.tr("no longer a number: the loss of batch {step} at learning rate {rate}"),
        }
        if event.best_epoch:
            words = self.tr("{reason} after {time}; weights of epoch {epoch} kept")
        elif self._bundle is not None:
            words = self.tr("{reason} after {time}; weights of the unfinished epoch kept")
        else:
            words = self.tr("{reason} after {time}; nothing was learnt")
        reason = reasons[event.reason].format(step=grouped(self._step), rate=f"{self._rate:.2g}")
        words = words.format(reason=reason, time=seconds(event.seconds), epoch=event.best_epoch)
        if event.reason is EndReason.MEMORY:
            words += ". " + self.tr("Take smaller batches, shorter rows (windows, or a longest row) or fewer units.")
        if event.reason is EndReason.DIVERGED:
            words += ". " + self.tr("Try a smaller learning rate, or clip gradients.")
        return words

    @Slot(object)
    def _on_done(self, _job: Job) -> None:
        self._job = None
        self.changed.emit()
        if not self._has_ended:
            self.told.emit(0, 1, self.tr("stopped before anything was learnt"))
        project = self._session.project
        if self._bundle is not None and project is not None and self.history is not None:
            saving = Saving(project, self._bundle, self.history)
            title = self.tr("Saving the model")
            self._jobs.start(KEEPING, title, saving, on_done=self._on_saved, on_failed=self._on_not_saved)

    @Slot(object)
    def _on_saved(self, job: Job) -> None:
        if isinstance(job.result, int) and self._bundle is not None:
            self._session.set_bundle(self._bundle, job.result)
            self.saved.emit(self.history)

    @Slot(object, object)
    def _on_not_saved(self, _job: Job, error: Exception) -> None:
        # The weights are still here: they tag, and can be exported to another disk. Further runs would be lost alike.
        self._queue.hold()
        messages.error(None, error)
        if self._bundle is not None and self._session.project is not None:
            self._session.set_bundle(self._bundle)

    @Slot(object, object)
    def _on_failed(self, _job: Job, error: Exception) -> None:
        self._job = None
        if self._keeper is not None and self.history is not None:
            self._keeper.close()
            self._keeper, self.history.is_unfinished = None, True
        self._queue.hold()
        self.told.emit(0, 1, self.tr("failed"))
        self.changed.emit()
        messages.error(None, error)

    def _n_steps(self) -> int:
        return self._started.n_batches * self._started.config.training.epochs if self._started else 1

    def _tell_position(self) -> None:
        if self._started is None:
            return
        epochs = self._started.config.training.epochs
        epoch = min(epochs, self._step // self._started.n_batches + 1)
        position = Position(self._step, self._n_steps())
        left = seconds_left(position, self._watch.elapsed(time.monotonic()))
        words = self.tr("epoch {epoch} of {epochs} · batch {step} of {steps}").format(
            epoch=epoch, epochs=epochs, step=grouped(self._step), steps=grouped(position.steps)
        )
        if self.is_paused:
            words += " · " + self.tr("paused")
        elif left is not None:
            words += " · " + self.tr("at most {time} left").format(time=seconds(left))
        if self._queue.runs and not self._queue.is_held:
            words += " · " + self.tr("then {n} more runs").format(n=len(self._queue.runs))
        self.told.emit(self._step, position.steps, words)
