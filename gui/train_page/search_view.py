"""Which options score best: trainings with other options, each kept as a run, the hopeless ones given up early."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QSpinBox

from core.errors import TagscopeError
from core.runs import EpochEnd, Event, RunEnd, RunStarted, StepEnd
from core.trials import TrialEnd, TrialEvent
from core.waiting_runs import Work
from gui import messages, option_words
from gui.job import KEEPING
from gui.jobs import Job, Jobs, TrainRequest
from gui.study_jobs import Searching
from gui.train_page.history import History, Recorder, point_of
from gui.train_page.run_queue import RunQueue, layer_name
from gui.train_page.run_work import Saving
from gui.train_page.study import Study, Subject
from gui.widgets.chart import Chart, Item, Line
from gui.widgets.numbers import grouped

if TYPE_CHECKING:
    from core.bundle import Bundle
    from gui.session import Session

TRIED, BEST, GIVEN_UP = 0, 5, 1
MOST_TRIALS = 500
TRIALS_WIDTH = 112


class SearchView(Study):
    """A search with the options as they stand to begin with.

    Signals:
        begun: `History` of a training that begins.
        measured: One of its epochs is done.
        saved: `History` of the training whose model the project now keeps.
    """

    begun = Signal(object)
    measured = Signal()
    saved = Signal(object)

    def __init__(self, session: Session, jobs: Jobs, queue: RunQueue) -> None:
        self._trials: list[TrialEnd] = []
        self._layer = ""
        self._history: History | None = None
        self._recorder: Recorder | None = None
        self._step = 0
        self._newest: Bundle | None = None
        self._best: tuple[Bundle, History] | None = None
        self._count_box = QSpinBox()
        self._use = QPushButton(self.tr("Use the best"))
        subject = Subject(Work.SEARCH, "search", "search", self.tr("Search"))
        super().__init__(session, jobs, queue, subject, beside=(self._count_box, self._use))
        self._count_box.setObjectName("search-trials")
        self._count_box.setAccessibleName(self.tr("Trainings"))
        self._count_box.setRange(2, MOST_TRIALS)
        self._count_box.setValue(20)
        self._count_box.setSuffix(self.tr(" trainings"))
        self._count_box.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._count_box.setFixedWidth(TRIALS_WIDTH)
        self._use.setObjectName("search-use")
        self._use.clicked.connect(self.on_use)
        for signal in (session.opened, session.closed):
            signal.connect(self.on_project)
        self._show()

    def _count(self) -> int:
        """Return how many trainings are asked for."""
        return self._count_box.value()

    @Slot()
    def on_layer(self, _name: str = "") -> None:
        """Another layer is looked at: what was found in one says nothing of another."""
        self._show()

    @Slot()
    def on_project(self) -> None:
        """Another project is open, or none."""
        self._trials, self._layer, self._best = [], "", None
        self._show()

    def _begin(self, request: TrainRequest, count: int) -> None:
        """Search."""
        self._trials, self._layer, self._best, self._newest = [], request.layer.name, None, None
        self._request = request
        self._job = self._jobs.start(
            "search",
            self.tr("Searching for options"),
            Searching(request, count, self.tr("training {number} of {total}")),
            on_event=self._on_said,
            on_done=self._on_done,
            on_failed=self._on_failed,
        )
        self._show()

    # What the trainings say.

    @Slot(object)
    def _on_said(self, said: TrialEvent | TrialEnd) -> None:
        try:
            if isinstance(said, TrialEnd):
                self._on_trial_end(said)
            else:
                self._take(said.number, said.event)
        except TagscopeError as error:  # the project cannot be written: the search goes on without being kept
            self._recorder = None
            messages.error(self, error)

    def _take(self, number: int, event: Event) -> None:
        if isinstance(event, RunStarted):
            self._on_started(number, event)
        elif isinstance(event, StepEnd):
            self._step = event.step
            if self._recorder is not None:
                self._recorder.add_step(event)
        elif isinstance(event, EpochEnd):
            self._on_epoch(event)
        elif isinstance(event, RunEnd):
            self._newest = event.bundle
            if self._recorder is not None:
                self._recorder.end(event.reason)

    def _on_started(self, number: int, event: RunStarted) -> None:
        project = self._session.project
        if project is None:
            return
        n_runs = len(project.runs.all()) + 1
        history = History(self.tr("run {n}, search {number}").format(n=grouped(n_runs), number=grouped(number)))
        history.config, history.layer = msgspec.json.encode(event.config).decode(), self._request.layer.name
        self._history, self._recorder = history, Recorder(project, self._request.layer)
        self.begun.emit(history)
        history.number = self._recorder.start(history.name, event)

    def _on_epoch(self, event: EpochEnd) -> None:
        if self._history is None:
            return
        point = point_of(event, self._step)
        self._history.epochs.append(point)
        self.measured.emit()
        if self._recorder is not None:
            self._recorder.add_epoch(point, event.losses)

    def _on_trial_end(self, trial: TrialEnd) -> None:
        self._trials.append(trial)
        if trial.is_best and self._newest is not None and self._history is not None:
            self._best = self._newest, self._history
        self._show()
        if trial.is_pruned and self._recorder is not None:
            self._recorder.end("given up")

    @Slot(object)
    def _on_done(self, job: Job) -> None:
        if job is not self._job:
            return
        self._job = None
        project = self._session.project
        if self._best is not None and project is not None:
            saving = Saving(project, *self._best)
            title = self.tr("Saving the model")
            self._jobs.start(KEEPING, title, saving, on_done=self._on_saved, on_failed=self._on_failed)
        self._show()

    @Slot(object)
    def _on_saved(self, job: Job) -> None:
        if isinstance(job.result, int) and self._best is not None:
            self._session.set_bundle(self._best[0], job.result)
            self.saved.emit(self._best[1])

    @Slot(object, object)
    def _on_failed(self, job: Job, error: Exception) -> None:
        if job is self._job:
            self._job = None
        self._queue.hold()
        messages.error(self, error)
        self._show()

    # What is shown.

    @property
    def _found(self) -> list[TrialEnd]:
        """What was found in the layer that would be learnt now."""
        return self._trials if layer_name(self._session, self._session.config) == self._layer else []

    def _best_trial(self) -> TrialEnd | None:
        return next((trial for trial in reversed(self._found) if trial.is_best), None)

    @Slot()
    def on_use(self) -> None:
        """Train with the best options from now on."""
        best = self._best_trial()
        if best is not None:
            self._session.set_config(best.config)
            self._show()

    def _show(self) -> None:
        best = self._best_trial()
        self._use.setVisible(best is not None)
        self._use.setEnabled(best is not None and best.config != self._session.config)
        self._chart.set_chart(self._drawn() if best is not None else None)
        self._summary.setText(self._words(best))
        if best is not None:
            self._empty.say("")
        elif self._job is not None:
            self._empty.say(self.tr("The first training is going on; the status bar says how far."))
        else:
            self._empty.say(
                self.tr(
                    "Search trains many times with other learning rates, units, dropouts and batch sizes, the options "
                    "on the left first, gives up what falls behind, and keeps every training as a run: Compare "
                    "lists them. It runs in the background."
                )
            )

    def _words(self, best: TrialEnd | None) -> str:
        if best is None or best.score is None:
            return self.tr("Which options score best on dev?")
        values = ", ".join(
            f"{option_words.title(name)} {option_words.value_text(name, str(value))}"
            for name, value in best.values.items()
        )
        n_given_up = sum(trial.is_pruned for trial in self._found)
        words = self.tr("Best so far {score}: {values}. {n} trainings, {given_up} of them given up.")
        return words.format(
            score=f"{best.score * 100:.2f} %",
            values=values,
            n=grouped(len(self._found)),
            given_up=grouped(n_given_up),
        )

    def _drawn(self) -> Chart:
        scored = [trial for trial in self._found if trial.score is not None]
        items: list[Item] = [
            self._dots(self.tr("given up"), [trial for trial in scored if trial.is_pruned], GIVEN_UP),
            self._dots(self.tr("each training"), [trial for trial in scored if not trial.is_pruned], TRIED),
        ]
        items.append(self._stairs([trial for trial in scored if trial.is_best], scored[-1].number))
        layer = self._request.layer
        score = self.tr("span F1 on dev") if layer.has_spans else self.tr("accuracy on dev")
        title = self.tr("Search in {layer}").format(layer=layer.name)
        return Chart(title, self.tr("training"), score, tuple(items), has_shares=True)

    def _stairs(self, best: list[TrialEnd], last: int) -> Line:
        """Return the best score so far, which rises at once and stays till the next rise."""
        rises = [trial.number for trial in best]
        x = np.array([rises[0], *np.repeat(rises[1:], 2), last], np.float64)
        y = np.repeat([trial.score for trial in best], 2).astype(np.float64)
        return Line(self.tr("best so far"), x, y, BEST)

    def _dots(self, name: str, trials: list[TrialEnd], colour: int) -> Line:
        return Line(
            name,
            np.array([trial.number for trial in trials], np.float64),
            np.array([trial.score for trial in trials], np.float64),
            colour,
            has_dots=True,
            is_joined=False,
        )
