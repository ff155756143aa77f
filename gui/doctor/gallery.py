"""The gallery of cases: a list, the chosen one, and the job that runs it."""

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from core.doctor.case import Case
from core.doctor.cases import CASES
from core.doctor.options import with_options
from core.doctor.outcome import Outcome
from core.doctor.padding_cases import PADDING_CASES
from core.doctor.reading_cases import READING_CASES
from core.doctor.running import CaseRunner
from core.doctor.shape_cases import SHAPE_CASES
from core.doctor.target_cases import TARGET_CASES
from core.errors import TagscopeError
from gui import messages, theme
from gui.doctor.case_view import CaseView
from gui.doctor.words import of_case
from gui.doctor.work import RunningCase
from gui.jobs import Job, Jobs
from gui.session import Session

LIST_WIDTH = 336
_NAME = Qt.ItemDataRole.UserRole


class Gallery(QWidget):
    """Every case by its title; the chosen one is run at once, one after the other in one process."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs = session, jobs
        self._runner = CaseRunner()
        self._outcomes: dict[str, Outcome] = {}
        self._job: Job | None = None
        self._running, self._was_left = "", False
        self._list = QListWidget()
        self._list.setObjectName("case-list")
        self._list.setAccessibleName(self.tr("Classical mistakes"))
        self._list.setFixedWidth(LIST_WIDTH)
        self._view = CaseView()
        self._fill()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setViewportMargins(8, 0, 0, 8)
        self._list.setBackgroundRole(QPalette.ColorRole.Base)
        self._list.setAutoFillBackground(True)
        row.addWidget(self._list)
        row.addWidget(self._view, 1)
        self._list.currentItemChanged.connect(self._on_chosen)
        self._list.itemClicked.connect(self._on_again)
        self._view.set_wanted.connect(self._on_set)
        session.config_changed.connect(self._offer)

    def _fill(self) -> None:
        groups = (
            (self.tr("Axes"), SHAPE_CASES),
            (self.tr("Padding, masks, vocabularies"), PADDING_CASES),
            (self.tr("Targets, losses, accuracies"), TARGET_CASES),
            (self.tr("Order of reading"), READING_CASES),
        )
        for title, cases in groups:
            head = QListWidgetItem(title)
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            head.setFont(theme.font(theme.SMALL, bold=True))
            head.setSizeHint(QSize(0, 32))
            head.setTextAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
            self._list.addItem(head)
            for case in cases:
                item = QListWidgetItem(of_case(case.title))
                item.setData(_NAME, case.name)
                item.setSizeHint(QSize(0, 28))
                self._list.addItem(item)

    @property
    def chosen(self) -> Case | None:
        """The case that is shown."""
        row = self._list.currentRow()
        return CASES.get(self._list.item(row).data(_NAME)) if row >= 0 else None

    def choose(self, name: str) -> None:
        """Show the case called `name` and run it."""
        for row in range(self._list.count()):
            if self._list.item(row).data(_NAME) == name:
                self._list.setCurrentRow(row)
                return

    def begin(self) -> None:
        """Show the first case where none is shown yet, and run what is shown."""
        if self.chosen is None:
            self._list.setCurrentRow(1)
        else:
            self._show()
        self._list.setFocus()

    @Slot()
    def _on_chosen(self) -> None:
        self._show()

    @Slot()
    def _on_again(self) -> None:
        """Run a case that was stopped or failed."""
        case = self.chosen
        if self._job is None and case is not None and case.name not in self._outcomes:
            self._show()

    def _show(self) -> None:
        case = self.chosen
        if case is None:
            return
        self._view.show_case(case)
        self._offer()
        if case.name in self._outcomes:
            self._view.show_outcome(self._outcomes[case.name])
            return
        waits = self.tr("Running…") if self._outcomes else self.tr("Loading Keras: some seconds the first time…")
        self._view.wait(waits)
        self._run(case.name)

    def _run(self, name: str) -> None:
        if self._job is not None:
            return  # what is shown when it ends is run next
        self._running, self._was_left = name, False
        title = self.tr("Running a case")
        work = RunningCase(self._runner, name)
        self._job = self._jobs.start("doctor", title, work, on_done=self._on_done, on_failed=self._on_failed)

    @Slot(object)
    def _on_done(self, job: Job) -> None:
        self._job = None
        case = self.chosen
        if isinstance(job.result, Outcome):
            self._outcomes[job.result.name] = job.result
            self._view.show_outcome(job.result)
        elif case is not None and case.name == self._running and not self._was_left:
            self._view.wait(self.tr("Stopped. Choose the case again to run it."))
            return
        self._run_chosen()

    def _run_chosen(self) -> None:
        """Run what was chosen while another case ran."""
        case = self.chosen
        if case is not None and case.name not in self._outcomes and self.isVisible():
            self._run(case.name)

    @Slot(object, object)
    def _on_failed(self, _job: Job, error: Exception) -> None:
        self._job = None
        case = self.chosen
        if case is not None and case.name == self._running:
            self._view.wait(str(error))
        else:
            self._run_chosen()

    @Slot()
    def _offer(self) -> None:
        case = self.chosen
        if case is None or not case.options:
            return
        try:
            is_so = with_options(self._session.config, case.options) == self._session.config
        except TagscopeError:
            is_so = False
        self._view.set_offered(is_so=is_so, is_possible=self._session.project is not None)

    @Slot()
    def _on_set(self) -> None:
        case = self.chosen
        if case is None:
            return
        try:
            self._session.set_config(with_options(self._session.config, case.options))
        except TagscopeError as error:
            messages.error(self, error)
            return
        self._session.request_page("tensors")

    def let_go(self) -> None:
        """End the process; the next case starts another."""
        if self._job is not None:
            self._was_left = True
            self._job.cancel()
        else:
            self._runner.close()
