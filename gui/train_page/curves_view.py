"""The curves of the run that goes on or was chosen, others laid over it, and what moved where one is clicked."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from core.runs import RunEnd, RunStarted
from gui import messages, theme
from gui.jobs import Job, Jobs
from gui.session import Session
from gui.train_page.history import EpochPoint, History
from gui.train_page.kept_steps import ExportingRun, LoadingSteps, LookingForMoved, Movement
from gui.train_page.leading import lead_through
from gui.train_page.moved_panel import MovedPanel
from gui.train_page.run_charts import RunCharts
from gui.train_page.running import Running
from gui.widgets.chart import Chart
from gui.widgets.chart_export import ExportButton
from gui.widgets.curve_points import Points
from gui.widgets.plain import PlainLabel

OVERLAY_COLOURS = (1, 3, 4, 6, 7, 8)
# Runs whose steps are kept ready.
MOST_KEPT = 8


class CurvesView(QWidget):
    """Draws one run and those laid over it."""

    def __init__(self, session: Session, jobs: Jobs, running: Running, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("curves-view")
        self._session, self._jobs, self._running = session, jobs, running
        self._run: History | None = None
        self._ticked: dict[str, tuple[History, int]] = {}
        self._loading: dict[int, History] = {}
        self._steps: dict[int, Mapping[str, Points]] = {}
        self._looking: Job | None = None
        self.charts = RunCharts()
        self._moved = MovedPanel()
        self._moved.hide()
        self._name = PlainLabel("", muted=True)
        self._name.setObjectName("curves-run")
        self._smooth = QCheckBox(self.tr("Smooth"))
        self._smooth.setObjectName("curves-smooth")
        self._smooth.setToolTip(self.tr("A running mean of about twenty points, the values themselves pale behind"))
        self._log = QCheckBox(self.tr("Log axis"))
        self._log.setObjectName("curves-log")
        self._export = ExportButton("curves", self._drawn)
        self._export.menu().addSeparator()
        self._export.menu().addAction(self.tr("The whole run (CSV of its batches, JSON)…"), self._on_export_run)
        self._place()
        self._listen()

    def _place(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(2 * theme.SPACING)
        head.addWidget(self._name, 1)
        for widget in (self._smooth, self._log, self._export):
            head.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.SPACING, 0, 0)
        column.setSpacing(theme.SPACING)
        column.addLayout(head)
        column.addWidget(self.charts, 5)
        column.addWidget(self._moved, 2)

    def _listen(self) -> None:
        running = self._running
        running.begun.connect(self._on_begun)
        running.started.connect(self._on_started)
        running.stepped.connect(self.charts.add_step)
        running.measured.connect(self._on_measured)
        running.ended.connect(self._on_ended)
        self._smooth.toggled.connect(self.charts.set_smooth)
        self._log.toggled.connect(self.charts.set_log)
        self.charts.loss_chosen.connect(self._on_loss_chosen)
        self._moved.chosen.connect(self._on_sentence_chosen)
        self._moved.closed.connect(self._close_moved)

    def _drawn(self) -> tuple[Chart, ...]:
        return self.charts.charts() if self._run is not None else ()

    # The run that goes on.

    @Slot(bool, bool)
    def _on_begun(self, has_spans: bool, has_dev: bool) -> None:
        self._ticked.clear()
        self._loading.clear()
        self._close_moved()
        self.charts.begin(has_spans=has_spans, has_dev=has_dev)

    @Slot(object, object)
    def _on_started(self, run: History, event: RunStarted) -> None:
        self._run = run
        self._name.setText(run.name)
        if self._running.steps_before:
            self._steps.pop(run.number, None)
            self.charts.show_kept(run)
            self.charts.add_kept_steps(self._running.steps_before)
        self.charts.expect(event.n_batches * event.config.training.epochs)

    @Slot(object, object)
    def _on_measured(self, _event: object, point: EpochPoint) -> None:
        self.charts.add_epoch(point)

    @Slot(object)
    def _on_ended(self, _event: RunEnd) -> None:
        if self._running.step:
            self.charts.expect(self._running.step)
        self.charts.refresh()

    # Kept runs.

    def forget(self) -> None:
        """Another project is open, or none."""
        self._run = None
        self._ticked.clear()
        self._steps.clear()
        self._loading.clear()
        self._name.setText("")
        self._close_moved()
        self.charts.begin(has_spans=False, has_dev=False)

    def show_run(self, run: History | None) -> None:
        """Draw a run that was chosen; the one that goes on stays where it is."""
        if self._running.is_running or run is self._run or run is None:
            return
        self._run = run
        self._name.setText(run.name)
        self._close_moved()
        self.charts.show_kept(run)
        self._draw_steps(run)
        for ticked, colour in self._ticked.values():
            self._lay_over(ticked, colour)

    def tick(self, run: History, place: int, is_ticked: bool) -> None:
        """Lay a run over the one that is drawn, or take it away; `place` decides its colour."""
        if is_ticked:
            colour = OVERLAY_COLOURS[place % len(OVERLAY_COLOURS)]
            self._ticked[run.name] = run, colour
            self._lay_over(run, colour)
        else:
            self._ticked.pop(run.name, None)
            self.charts.remove_overlay(run.name)

    def _lay_over(self, run: History, colour: int) -> None:
        if run is not self._run:
            self.charts.overlay(run, colour)
            self._draw_steps(run)

    def _draw_steps(self, run: History) -> None:
        """Draw the steps of a run, read in a job where that has not been done yet."""
        steps, project = self._steps.get(run.number), self._session.project
        if steps is not None:
            self._take_steps(run, steps)
        elif project is not None and run.number and run not in self._loading.values():
            title = self.tr("Reading the steps of {run}").format(run=run.name)
            job = self._jobs.start("run-steps", title, LoadingSteps(project, run.number), on_done=self._on_loaded)
            self._loading[job.id] = run

    @Slot(object)
    def _on_loaded(self, job: Job) -> None:
        run, steps = self._loading.pop(job.id, None), job.result
        if run is None or not isinstance(steps, dict):
            return
        while len(self._steps) >= MOST_KEPT:
            del self._steps[next(iter(self._steps))]
        self._steps[run.number] = steps
        self._take_steps(run, steps)

    def _take_steps(self, run: History, steps: Mapping[str, Points]) -> None:
        if run is self._run and not self._running.is_running:
            self.charts.add_kept_steps(steps)
        elif run.name in self._ticked and run is not self._run:
            self.charts.overlay_steps(run.name, self._ticked[run.name][1], steps)

    @Slot()
    def _on_export_run(self) -> None:
        project, run = self._session.project, self._run
        if project is None or run is None or not run.number:
            return
        kinds = "JSON (*.json);;CSV (*.csv)"
        path = messages.choose_target(self, self.tr("Save the run"), f"{run.name.partition(',')[0]}.json", kinds)
        if path is not None:
            work = ExportingRun(project, run.number, path)
            self._jobs.start("export-run", self.tr("Saving the run"), work, on_done=self._on_exported)

    @Slot(object)
    def _on_exported(self, job: Job) -> None:
        if isinstance(job.result, str):
            messages.info(self, self.tr("Written: {name}").format(name=job.result))

    # What moved.

    @Slot(float)
    def _on_loss_chosen(self, step: float) -> None:
        project, run = self._session.project, self._run
        if project is None or run is None:
            return
        if self._looking is not None:
            self._looking.cancel()
        work = LookingForMoved(project, run, step)
        title = self.tr("Looking for sentences that moved")
        self._looking = self._jobs.start("moved", title, work, on_done=self._on_moved)

    @Slot(object)
    def _on_moved(self, job: Job) -> None:
        if job is not self._looking:
            return
        self._looking = None
        found: Any = job.result
        if isinstance(found, Movement):
            self._moved.show_movement(found)
            self._moved.show()
            self.charts.set_detail_visible(False)

    @Slot()
    def _close_moved(self) -> None:
        self._moved.hide()
        self.charts.set_detail_visible(True)

    @Slot(str, object)
    def _on_sentence_chosen(self, title: str, numbers: tuple[int, ...]) -> None:
        layer = self._session.layer
        lead_through(self._session, layer.name if layer is not None else "", title, numbers)
