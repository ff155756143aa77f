"""The Train page: options on the left, views of a run in the middle, the runs and their labels on the right."""

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.config import Config, Endless
from core.corpus import Split
from core.endless import N_DEV
from gui import theme
from gui.actions import ActionSpec, AppState, with_project
from gui.icons import icon
from gui.jobs import Jobs
from gui.page import Page
from gui.session import Session
from gui.train_page.calibration_view import CalibrationView
from gui.train_page.compare_view import CompareView
from gui.train_page.confusion_view import ConfusionView
from gui.train_page.curves_view import CurvesView
from gui.train_page.examiner import Examiner
from gui.train_page.growth_view import GrowthView
from gui.train_page.history import History, kept_runs
from gui.train_page.label_panel import LabelPanel
from gui.train_page.options import Options, RunButtons
from gui.train_page.rate_view import RateView
from gui.train_page.run_list import Runs, RunTable
from gui.train_page.run_queue import RunQueue, layer_name
from gui.train_page.run_work import kept_state
from gui.train_page.running import Running
from gui.train_page.search_view import SearchView
from gui.train_page.side import Side
from gui.train_page.waiting_view import WaitingView
from gui.widgets.numbers import grouped
from gui.widgets.plain import Heading, PlainLabel

OPTIONS_WIDTH, RESULTS_WIDTH, VIEWS_WIDTH = 336, 320, 440


class TrainPage(Page):
    """Watch it learn."""

    name = "train"

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self._runs = Runs(self)
        self._queue = RunQueue(session, jobs, self)
        self.running = Running(session, jobs, self._queue, self)
        self._examiner = Examiner(session, jobs, self.running, self)
        self._options = Options(self.session.suited_default)
        self._buttons = RunButtons()
        self._curves = CurvesView(session, jobs, self.running)
        self._charts = self._curves.charts
        self._confusion = ConfusionView(session, self._examiner)
        self._calibration = CalibrationView(jobs, self._examiner)
        self._compare = CompareView(session, jobs, self.running, lambda: self._runs.runs)
        self._growth = GrowthView(session, jobs, self._queue)
        self._rate = RateView(session, jobs, self._queue)
        self._search = SearchView(session, jobs, self._queue)
        self._labels = LabelPanel(session, self._examiner, self.running)
        self._run_table = RunTable(self._runs)
        self._resume = QPushButton(self.tr("Resume"))
        self._waiting = WaitingView(self._queue)
        self._views = QTabWidget()
        self._hint = PlainLabel("", muted=True)
        self._build()
        self._listen()
        self.on_opened()

    def _build(self) -> None:
        self._hint.setWordWrap(True)
        self._hint.setObjectName("train-hint")
        self._left = Side(OPTIONS_WIDTH, gives_way=8)
        column = QVBoxLayout(self._left)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(theme.SPACING)
        column.addWidget(self._buttons)
        column.addWidget(self._hint)
        column.addWidget(self._options, 1)
        right = Side(RESULTS_WIDTH, gives_way=24)
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 16, 16, 16)
        column.setSpacing(theme.SPACING)
        column.addWidget(self._waiting)
        column.addLayout(self._head_of_runs())
        column.addWidget(self._run_table, 1)
        column.addSpacing(theme.SPACING)
        column.addWidget(self._labels, 2)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left)
        row.addLayout(self._middle(), 1)
        row.addWidget(right)

    def _head_of_runs(self) -> QHBoxLayout:
        self._resume.setObjectName("run-resume")
        self._resume.setToolTip(self.tr("Go on with the chosen run to what it would have reached undisturbed"))
        policy = self._resume.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._resume.setSizePolicy(policy)
        head = QHBoxLayout()
        head.addWidget(Heading(self.tr("Runs"), theme.NORMAL), 1)
        head.addWidget(self._resume)
        return head

    def _middle(self) -> QVBoxLayout:
        self._views.setObjectName("train-views")
        self._views.setDocumentMode(True)
        self._views.tabBar().setDrawBase(False)
        self._views.setUsesScrollButtons(True)
        # What is in front must not decide how wide the sides are.
        self._views.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._views.setMinimumWidth(VIEWS_WIDTH)
        for view, title in (
            (self._curves, self.tr("Curves")),
            (self._confusion, self.tr("Confusion")),
            (self._calibration, self.tr("Calibration")),
            (self._compare, self.tr("Compare")),
            (self._growth, self.tr("More data")),
            (self._rate, self.tr("Rate")),
            (self._search, self.tr("Search")),
        ):
            self._views.addTab(view, title)
        wide = QToolButton()
        wide.setObjectName("train-wide")
        wide.setIcon(icon("settings"))
        wide.setAccessibleName(self.tr("Options"))
        wide.setToolTip(self.tr("Show the options, or give their room to what is in the middle"))
        wide.setCheckable(True)
        wide.setChecked(True)
        wide.toggled.connect(self._left.setVisible)
        self._views.setCornerWidget(wide)
        middle = QVBoxLayout()
        middle.setContentsMargins(8, 8, 8, 16)
        middle.addWidget(self._views)
        return middle

    def _listen(self) -> None:
        self.session.opened.connect(self.on_opened)
        self.session.closed.connect(self.on_opened)
        self.session.layer_changed.connect(self.on_layer)
        self.session.config_changed.connect(self.on_config)
        self._options.config_chosen.connect(self._on_config_chosen)
        running, buttons = self.running, self._buttons
        buttons.start_requested.connect(self.on_start)
        buttons.pause_requested.connect(running.pause)
        buttons.resume_requested.connect(running.resume)
        buttons.stop_requested.connect(running.stop)
        self._resume.clicked.connect(self._on_resume)
        running.begun.connect(self._on_begun)
        running.started.connect(self._on_started)
        running.measured.connect(self._on_measured)
        running.told.connect(buttons.show_progress)
        for signal in (running.changed, self.jobs.started, self.jobs.finished):
            signal.connect(self._show_buttons)
        self._search.begun.connect(self._on_begun_by_search)
        self._search.measured.connect(self._runs.refresh)
        self._search.saved.connect(self._compare.refresh)
        self._runs.overlay_toggled.connect(self._on_overlay)
        self._run_table.selectionModel().currentRowChanged.connect(self._on_run_chosen)
        self._confusion.matching_chosen.connect(self._labels.set_matching)

    def actions_offered(self) -> tuple[ActionSpec, ...]:
        """Offer what the buttons do."""
        running = self.running
        return (
            ActionSpec("train.start", self.tr("Start training"), self.on_start, "Ctrl+Return", "play", _can_start),
            ActionSpec(
                "train.pause", self.tr("Pause or resume the run"), running.toggle, "Ctrl+P", "pause", _is_training
            ),
            ActionSpec("train.stop", self.tr("Stop the run"), running.stop, "Ctrl+.", "stop", _is_training),
        )

    def shown(self) -> None:
        """Count again what there is to learn from, and ask again what was put off."""
        self.on_layer()
        self._examiner.look_again()

    @property
    def history(self) -> History | None:
        """The run that is drawn."""
        return self.running.history

    # What is to be trained.

    @Slot()
    def on_opened(self) -> None:
        """Another project is open, or none."""
        self.running.forget()
        self._examiner.forget()
        self._curves.forget()
        project = self.session.project
        self._runs.set_runs(kept_runs(project) if project else [])
        self._run_table.selectRow(0)
        self._compare.refresh()
        self._buttons.show_progress(0, 1, "")
        self.on_config()

    @Slot()
    def on_config(self) -> None:
        """Other options have been chosen elsewhere."""
        if self._options.value() != self.session.config:
            self._options.set_value(self.session.config)
        self.on_layer()

    @Slot()
    def on_layer(self, _name: str = "") -> None:
        """Another layer is to be learnt."""
        layer, project = self.session.layer, self.session.project
        training = self.session.config.training
        if project is not None and training.endless is not Endless.NONE:
            words = self.tr("Learns {layer} from {n} fresh sentences an epoch, judged on {dev} generated once.").format(
                layer=layer_name(self.session, self.session.config),
                n=grouped(training.endless_sentences),
                dev=grouped(N_DEV),
            )
        elif layer is None or project is None:
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
        """Train with the options as they stand, now or in turn."""
        self.running.start(self._options.value())

    @Slot()
    def _show_buttons(self, _job: object = None) -> None:
        running = self.running
        self._buttons.show_state(
            is_running=running.is_running,
            is_paused=running.is_paused,
            can_start=bool(layer_name(self.session, self.session.config)),
            must_wait=not self._queue.is_free,
        )
        run, project = self._chosen(), self.session.project
        can_go_on = run is not None and run.is_unfinished and project is not None and kept_state(project, run).exists()
        self._resume.setVisible(can_go_on)
        self._resume.setEnabled(self._queue.is_free)

    def _chosen(self) -> History | None:
        """The run that is chosen in the list."""
        runs, row = self._runs.runs, self._run_table.currentIndex().row()
        return runs[row] if 0 <= row < len(runs) else None

    @Slot()
    def _on_resume(self) -> None:
        run = self._chosen()
        if run is not None and run.is_unfinished:
            self.running.go_on(run)

    @Slot(bool, bool)
    def _on_begun(self, _has_spans: bool, _has_dev: bool) -> None:
        self._runs.clear_ticks()

    @Slot(object, object)
    def _on_started(self, run: History, _event: object) -> None:
        if self._runs.place_of(run) is None:
            self._runs.add(run)
        self._runs.refresh()
        self._run_table.selectRow(self._runs.place_of(run) or 0)
        self._show_buttons()

    @Slot(object)
    def _on_begun_by_search(self, run: History) -> None:
        self._runs.add(run)

    @Slot(object, object)
    def _on_measured(self, _event: object, _point: object) -> None:
        self._runs.refresh()

    @Slot(QModelIndex)
    def _on_run_chosen(self, index: QModelIndex) -> None:
        runs = self._runs.runs
        run = runs[index.row()] if 0 <= index.row() < len(runs) else None
        self._examiner.look_at(run)
        self._curves.show_run(run)
        self._show_buttons()

    @Slot(object, bool)
    def _on_overlay(self, run: History, is_ticked: bool) -> None:
        self._curves.tick(run, self._runs.runs.index(run), is_ticked)


def _can_start(state: AppState) -> bool:
    return with_project(state) and state.has_layer


def _is_training(state: AppState) -> bool:
    return state.is_training
