"""What measurements that train have in common: a button, words beside it, a chart, and why there is none yet."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.config import checked
from core.errors import TagscopeError
from gui import messages, theme
from gui.jobs import Job, Jobs, TrainRequest
from gui.session import Session
from gui.train_page.run_work import Reading
from gui.widgets.chart import Chart
from gui.widgets.chart_export import ExportButton
from gui.widgets.chart_view import ChartView
from gui.widgets.empty_state import EmptyState
from gui.widgets.plain import PlainLabel


class Study(QWidget):
    """A measurement with the layer in use and the options as they stand.

    Args:
        session: What is open.
        jobs: Where it runs; it can begin while no network learns.
        name: Begins the names of the parts.
        file: What a saved chart is called, without ending.
        start: On the button.
        beside: Further controls before the button.
    """

    def __init__(
        self, session: Session, jobs: Jobs, *, name: str, file: str, start: str, beside: Sequence[QWidget] = ()
    ) -> None:
        super().__init__()
        self._session, self._jobs = session, jobs
        self._job: Job | None = None
        self._start = QPushButton(start)
        self._start.setObjectName(f"{name}-start")
        self._start.clicked.connect(self.on_start)
        self._summary = PlainLabel("")
        self._summary.setObjectName(f"{name}-summary")
        self._summary.setWordWrap(True)
        self._chart = ChartView(f"{name}-chart")
        self._empty = EmptyState(self._chart)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACING)
        head.addWidget(self._summary, 1)
        for widget in (*beside, self._start, ExportButton(file, self._charts)):
            head.addWidget(widget)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, theme.SPACING, 0, 0)
        self._column.setSpacing(theme.SPACING)
        self._column.addLayout(head)
        self._column.addWidget(self._empty, 1)
        for signal in (session.opened, session.closed, session.layer_changed):
            signal.connect(self.on_layer)
        for signal in (jobs.started, jobs.finished, session.opened, session.closed, session.layer_changed):
            signal.connect(self._show_button)
        self._show_button()

    def _charts(self) -> tuple[Chart, ...]:
        return (self._chart.chart,) if self._chart.chart is not None else ()

    @Slot()
    def on_layer(self, _name: str = "") -> None:
        """Another layer is looked at, or another project."""
        raise NotImplementedError

    @Slot()
    def on_start(self) -> None:
        """Measure."""
        raise NotImplementedError

    def _request(self) -> TrainRequest | None:
        """Return what to learn from, and how; None where there is nothing, a network learns, or options do not fit."""
        project, layer = self._session.project, self._session.layer
        if project is None or layer is None or self._jobs.is_learning:
            return None
        try:
            return TrainRequest(Reading(project), layer, checked(self._session.config))
        except TagscopeError as error:
            messages.error(self, error)
            return None

    @Slot()
    def _show_button(self, _what: object = None) -> None:
        self._start.setEnabled(self._session.layer is not None and not self._jobs.is_learning)
