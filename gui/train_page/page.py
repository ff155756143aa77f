"""The Train page: options on the left, live curves in the middle, what came of it on the right."""

import time
from datetime import datetime

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.bundle import Bundle
from core.config import Config, checked
from core.corpus import Split
from core.errors import TagscopeError
from core.runs import EndReason, EpochEnd, Event, Preparing, RunEnd, RunStarted, StepEnd
from gui import messages, theme
from gui.actions import ActionSpec, AppState, with_project
from gui.core_sentences import said
from gui.jobs import Job, Jobs, TrainRequest
from gui.page import Page
from gui.session import Session
from gui.train_page.history import History, Recorder, kept_runs, point_of
from gui.train_page.label_table import LabelTable
from gui.train_page.options import Options, RunButtons
from gui.train_page.run_charts import RunCharts
from gui.train_page.run_clock import Position, StopWatch, seconds_left
from gui.train_page.run_list import Runs, RunTable
from gui.train_page.run_work import Reading, Saving
from gui.train_page.side import Side
from gui.widgets.numbers import grouped, seconds
from gui.widgets.plain import Heading, PlainLabel

OPTIONS_WIDTH, RESULTS_WIDTH = 344, 368
# Epochs of a tiny corpus end many times a second; nobody reads a table that fast.
TABLE_SECONDS = 0.5
OVERLAY_COLOURS = (1, 3, 4, 6, 7, 8)


class TrainPage(Page):
    """Watch it learn."""

    name = "train"

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self._job: Job | None = None
        self._started: RunStarted | None = None
        self._history: History | None = None
        self._bundle: Bundle | None = None
        self._step = 0
        self._has_ended = False
        self._newest: EpochEnd | None = None
        self._labels_shown_at = 0.0
        self._is_held = False
        self._watch = StopWatch()
        self._recorder: Recorder | None = None
        self._options = Options(self.session.suited_default)
        self._buttons = RunButtons()
        self._charts = RunCharts()
        self._runs = Runs(self)
        self._labels = LabelTable()
        self._labels_title = Heading(self.tr("Label by label"), theme.NORMAL)
        self._hint = PlainLabel("", muted=True)
        self._build()
        self._listen()
        self.on_opened()

    def _build(self) -> None:
        self._hint.setWordWrap(True)
        self._hint.setObjectName("train-hint")
        left = Side(OPTIONS_WIDTH)
        column = QVBoxLayout(left)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(theme.SPACING)
        column.addWidget(self._buttons)
        column.addWidget(self._hint)
        column.addWidget(self._options, 1)
        right = Side(RESULTS_WIDTH)
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 16, 16, 16)
        column.setSpacing(theme.SPACING)
        column.addWidget(Heading(self.tr("Runs"), theme.NORMAL))
        column.addWidget(RunTable(self._runs), 1)
        column.addSpacing(theme.SPACING)
        column.addWidget(self._labels_title)
        column.addWidget(self._labels, 2)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left)
        middle = QVBoxLayout()
        middle.setContentsMargins(8, 16, 8, 16)
        middle.addWidget(self._charts)
        row.addLayout(middle, 1)
        row.addWidget(right)

    def _listen(self) -> None:
        self.session.opened.connect(self.on_opened)
        self.session.closed.connect(self.on_opened)
        self.session.layer_changed.connect(self.on_layer)
        self.session.config_changed.connect(self.on_config)
        self._options.config_chosen.connect(self._on_config_chosen)
        self._buttons.start_requested.connect(self.on_start)
        self._buttons.pause_requested.connect(self.on_pause)
        self._buttons.resume_requested.connect(self.on_resume)
        self._buttons.stop_requested.connect(self.on_stop)
        self._runs.overlay_toggled.connect(self._on_overlay)
        self.jobs.progressed.connect(self._on_progressed)

    def actions_offered(self) -> tuple[ActionSpec, ...]:
        """Offer what the buttons do."""
        return (
            ActionSpec("train.start", self.tr("Start training"), self.on_start, "Ctrl+Return", "play", _can_start),
            ActionSpec(
                "train.pause", self.tr("Pause or resume the run"), self.on_toggle, "Ctrl+P", "pause", _is_training
            ),
            ActionSpec("train.stop", self.tr("Stop the run"), self.on_stop, "Ctrl+.", "stop", _is_training),
        )

    def shown(self) -> None:
        """Count again what there is to learn from."""
        self.on_layer()

    @property
    def history(self) -> History | None:
        """The run that is drawn."""
        return self._history

    # What is to be trained.

    @Slot()
    def on_opened(self) -> None:
        """Another project is open, or none."""
        self._history = None
        project = self.session.project
        self._runs.set_runs(kept_runs(project) if project else [])
        self._labels.set_report(None)
        self._buttons.show_progress(0, 1, "")
        self._charts.begin(has_spans=False, has_dev=False)
        self.on_config()
        self.on_layer()

    @Slot()
    def on_config(self) -> None:
        """Other options have been chosen elsewhere."""
        if self._options.value() != self.session.config:
            self._options.set_value(self.session.config)

    @Slot()
    def on_layer(self, _name: str = "") -> None:
        """Another layer is to be learnt."""
        layer, project = self.session.layer, self.session.project
        if layer is None or project is None:
            words = self.tr("There is nothing to learn yet: import or generate labelled sentences on the Corpus page.")
        else:
            n_train, n_dev = project.n_sentences_in(Split.TRAIN), project.n_sentences_in(Split.DEV)
            words = self.tr("Learns {layer} from {train} sentences, judged on {dev} of dev.").format(
                layer=layer.name, train=grouped(n_train), dev=grouped(n_dev)
            )
        self._hint.setText(words)
        self._show_buttons()

    @Slot(object)
    def _on_config_chosen(self, config: Config) -> None:
        self.session.set_config(config)

    # The run.

    @Slot()
    def on_start(self) -> None:
        """Train with the options as they stand."""
        project, layer = self.session.project, self.session.layer
        if project is None or layer is None or self._job is not None:
            return
        try:
            config = checked(self._options.value())
            request = TrainRequest(Reading(project), layer, config)
            self._job = self.jobs.train(
                request, on_event=self._on_event, on_done=self._on_done, on_failed=self._on_failed
            )
        except TagscopeError as error:
            messages.error(self, error)
            return
        self._bundle, self._started, self._step, self._has_ended = None, None, 0, False
        self._recorder = Recorder(project, layer)
        self._newest, self._labels_shown_at = None, 0.0
        self._watch, self._is_held = StopWatch(), False
        self._runs.clear_ticks()
        self._charts.begin(has_spans=layer.has_spans, has_dev=project.n_sentences_in(Split.DEV) > 0)
        self._buttons.show_progress(0, 1, self.tr("starting …"))
        self._show_buttons()

    @Slot()
    def on_toggle(self) -> None:
        """Pause, or go on."""
        if self._job is not None:
            (self.on_resume if self._job.is_paused else self.on_pause)()

    @Slot()
    def on_pause(self) -> None:
        """Hold the run after the batch that is going on."""
        if self._job is not None and not self._has_ended:
            self._job.pause()
            self.jobs.progressed.emit(self._job)

    @Slot()
    def on_resume(self) -> None:
        """Let the run go on."""
        if self._job is not None:
            self._job.resume()
            self.jobs.progressed.emit(self._job)

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
        self._show_buttons()
        if not job.was_cancelled:
            self._show_position()

    @Slot()
    def on_stop(self) -> None:
        """End the run; the best weights so far are kept."""
        if self._job is not None:
            self._job.cancel()
            self._buttons.show_progress(self._step, self._n_steps(), self.tr("stopping …"))

    def _show_buttons(self) -> None:
        job = self._job
        self._buttons.show_state(
            is_running=job is not None,
            is_paused=job is not None and job.is_paused,
            can_start=self.session.layer is not None,
        )

    @Slot(object)
    def _on_event(self, event: Event) -> None:
        try:
            self._take(event)
        except TagscopeError as error:  # the project cannot be written: the run goes on without being kept
            self._recorder = None
            messages.error(self, error)

    def _take(self, event: Event) -> None:
        if isinstance(event, StepEnd):
            self._step = event.step
            self._charts.add_step(event)
            if self._recorder is not None:
                self._recorder.add_step(event)
            if event.step % 8 == 0:
                self._charts.refresh_if_due()
                self._show_position()
        elif isinstance(event, EpochEnd):
            self._on_epoch(event)
        elif isinstance(event, RunStarted):
            self._on_started(event)
        elif isinstance(event, Preparing):
            self._buttons.show_progress(0, 1, f"{said(event.doing)} …")
        elif isinstance(event, RunEnd):
            self._on_end(event)

    def _on_started(self, event: RunStarted) -> None:
        self._started = event
        self._charts.expect(event.n_batches * event.config.training.epochs)
        if self._job is not None and not self._job.is_paused:
            self._watch.start(time.monotonic())
        number = len(self._runs.runs) + 1
        self._history = History(self.tr("run {number}, {time}").format(number=number, time=f"{datetime.now():%H:%M}"))
        self._runs.add(self._history)
        if event.unknown_labels:
            words = self.tr("Labels that only dev has count as errors: {labels}")
            messages.info(self, words.format(labels=", ".join(event.unknown_labels)))
        if self._recorder is not None:
            self._history.number = self._recorder.start(self._history.name, event)

    def _on_epoch(self, event: EpochEnd) -> None:
        if self._history is None:
            return
        point = point_of(event, self._step)
        self._history.epochs.append(point)
        if self._recorder is not None:
            self._recorder.add_epoch(point)
        self._runs.refresh_newest()
        self._charts.add_epoch(point)
        self._charts.refresh_if_due()
        self._newest = event
        if time.monotonic() - self._labels_shown_at >= TABLE_SECONDS:
            self._show_labels(event)
        self._show_position()

    def _show_labels(self, event: EpochEnd) -> None:
        self._labels_shown_at = time.monotonic()
        self._labels.set_report(event.dev)
        self._labels_title.setText(self.tr("Label by label, dev, epoch {epoch}").format(epoch=event.epoch))

    def _on_end(self, event: RunEnd) -> None:
        self._has_ended = True
        if self._newest is not None:
            self._show_labels(self._newest)
        if self._step:
            self._charts.expect(self._step)
        self._charts.refresh()
        has_learnt = event.best_epoch > 0 or (self._step > 0 and event.reason is not EndReason.DIVERGED)
        self._bundle = event.bundle if has_learnt else None
        self._buttons.show_progress(1, 1, self._words_of_end(event))
        if self._recorder is not None and self._started is not None:
            self._recorder.end(event)

    def _words_of_end(self, event: RunEnd) -> str:
        reasons = {
            EndReason.FINISHED: self.tr("finished"),
            EndReason.EARLY: self.tr("stopped early: dev no longer got better"),
            EndReason.STOPPED: self.tr("stopped"),
            EndReason.DIVERGED: self.tr("stopped: the loss is no longer a number; try a smaller learning rate"),
        }
        if event.best_epoch:
            words = self.tr("{reason} after {time}; weights of epoch {epoch} kept")
        elif self._bundle is not None:
            words = self.tr("{reason} after {time}; weights of the unfinished epoch kept")
        else:
            words = self.tr("{reason} after {time}; nothing was learnt")
        return words.format(reason=reasons[event.reason], time=seconds(event.seconds), epoch=event.best_epoch)

    @Slot(object)
    def _on_done(self, job: Job) -> None:
        self._job = None
        self._show_buttons()
        if not self._has_ended:
            self._buttons.show_progress(0, 1, self.tr("stopped before anything was learnt"))
        project = self.session.project
        if self._bundle is not None and project is not None and self._history is not None:
            saving = Saving(project, self._bundle, self._history)
            title = self.tr("Saving the model")
            self.jobs.start("save-model", title, saving, on_done=self._on_saved, on_failed=self._on_not_saved)

    @Slot(object)
    def _on_saved(self, job: Job) -> None:
        if isinstance(job.result, int) and self._bundle is not None:
            self.session.set_bundle(self._bundle, job.result)

    @Slot(object, object)
    def _on_not_saved(self, _job: Job, error: Exception) -> None:
        # The weights are still here: they tag, and can be exported to another disk.
        messages.error(self, error)
        if self._bundle is not None and self.session.project is not None:
            self.session.set_bundle(self._bundle)

    @Slot(object, object)
    def _on_failed(self, job: Job, error: Exception) -> None:
        self._job = None
        self._buttons.show_progress(0, 1, self.tr("failed"))
        self._show_buttons()
        messages.error(self, error)

    def _n_steps(self) -> int:
        return self._started.n_batches * self._started.config.training.epochs if self._started else 1

    def _show_position(self) -> None:
        if self._started is None:
            return
        epochs = self._started.config.training.epochs
        epoch = min(epochs, self._step // self._started.n_batches + 1)
        position = Position(self._step, self._n_steps())
        left = seconds_left(position, self._watch.elapsed(time.monotonic()))
        words = self.tr("epoch {epoch} of {epochs} · batch {step} of {steps}").format(
            epoch=epoch, epochs=epochs, step=grouped(self._step), steps=grouped(position.steps)
        )
        if self._job is not None and self._job.is_paused:
            words += " · " + self.tr("paused")
        elif left is not None:
            words += " · " + self.tr("at most {time} left").format(time=seconds(left))
        self._buttons.show_progress(self._step, position.steps, words)

    @Slot(object, bool)
    def _on_overlay(self, run: History, is_ticked: bool) -> None:
        if is_ticked:
            colour = OVERLAY_COLOURS[self._runs.runs.index(run) % len(OVERLAY_COLOURS)]
            self._charts.overlay(run, colour)
        else:
            self._charts.remove_overlay(run.name)


def _can_start(state: AppState) -> bool:
    return with_project(state) and state.has_layer and not state.is_training


def _is_training(state: AppState) -> bool:
    return state.is_training
