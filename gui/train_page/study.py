"""What measurements that train have in common: a button, words beside it, a chart, and why there is none yet."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.config import Config, checked
from core.errors import TagscopeError
from core.waiting_runs import WaitingRun, Work
from gui import messages, theme
from gui.jobs import Job, Jobs, TrainRequest
from gui.session import Session
from gui.train_page.run_queue import RunQueue, layer_name, layer_of
from gui.train_page.run_work import request_for
from gui.widgets.chart import Chart
from gui.widgets.chart_export import ExportButton
from gui.widgets.chart_view import ChartView
from gui.widgets.empty_state import EmptyState
from gui.widgets.plain import PlainLabel


@dataclass(frozen=True, slots=True)
class Subject:
    """What is measured.

    Attributes:
        work: What it waits as.
        name: Begins the names of the parts.
        file: What a saved chart is called, without ending.
        start: On the button.
    """

    work: Work
    name: str
    file: str
    start: str


class Study(QWidget):
    """A measurement with the layer in use and the options as they stand.

    Args:
        session: What is open.
        jobs: Where it runs.
        queue: Where it waits while a network learns.
        subject: What is measured.
        beside: Further controls before the button.
    """

    def __init__(
        self, session: Session, jobs: Jobs, queue: RunQueue, subject: Subject, *, beside: Sequence[QWidget] = ()
    ) -> None:
        super().__init__()
        self._session, self._jobs, self._queue, self._work = session, jobs, queue, subject.work
        self._job: Job | None = None
        self._start = QPushButton(subject.start)
        self._start.setObjectName(f"{subject.name}-start")
        self._start.clicked.connect(self.on_start)
        self._summary = PlainLabel("")
        self._summary.setObjectName(f"{subject.name}-summary")
        self._summary.setWordWrap(True)
        self._chart = ChartView(f"{subject.name}-chart")
        self._empty = EmptyState(self._chart)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACING)
        head.addWidget(self._summary, 1)
        for widget in (*beside, self._start, ExportButton(subject.file, self._charts)):
            head.addWidget(widget)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, theme.SPACING, 0, 0)
        self._column.setSpacing(theme.SPACING)
        self._column.addLayout(head)
        self._column.addWidget(self._empty, 1)
        for signal in (session.opened, session.closed, session.layer_changed):
            signal.connect(self.on_layer)
        for signal in (session.opened, session.closed, session.layer_changed, session.config_changed):
            signal.connect(self._show_button)
        queue.due.connect(self._on_due)
        self._show_button()

    def _charts(self) -> tuple[Chart, ...]:
        return (self._chart.chart,) if self._chart.chart is not None else ()

    @Slot()
    def on_layer(self, _name: str = "") -> None:
        """Another layer is looked at, or another project."""
        raise NotImplementedError

    @Slot()
    def on_start(self) -> None:
        """Measure, now or in turn."""
        config = self._config()
        layer = layer_name(self._session, config)
        if not layer:
            return
        try:
            self._queue.add((WaitingRun(self._work, layer, checked(config), self._count()),))
        except TagscopeError as error:
            messages.error(self, error)

    def _config(self) -> Config:
        """Return the options to measure with."""
        return self._session.config

    def _count(self) -> int:
        """Return how many trainings of a kind are asked for."""
        return 1

    @Slot(object)
    def _on_due(self, run: WaitingRun) -> None:
        """Begin what was asked for, now that its turn has come."""
        if run.work is not self._work:
            return
        project, layer = self._session.project, layer_of(self._session, run)
        if project is not None and layer is not None:
            self._begin(request_for(project, layer, run.config), run.count)

    def _begin(self, request: TrainRequest, count: int) -> None:
        """Start the job."""
        raise NotImplementedError

    @Slot()
    def _show_button(self, _what: object = None) -> None:
        self._start.setEnabled(bool(layer_name(self._session, self._config())))
