"""Checks a large file from end to end in a job, some time after it was opened, where that is called for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from gui import messages
from gui.keeping.before import told

if TYPE_CHECKING:
    from collections.abc import Generator

    from core.project import Project
    from core.store.checks import CheckResult
    from gui.job import Job, JobControl
    from gui.jobs import Jobs
    from gui.session import Session

WAIT_MS = 20_000


class Checking(QObject):
    """Waits until nothing else runs, then checks the open project if it needs it."""

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._project: Project | None = None
        self._job: Job | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self._on_rest)
        session.opened.connect(self._on_opened)
        session.closed.connect(self._on_closed)

    @Slot()
    def _on_opened(self) -> None:
        if self._session.project is not None and self._session.project.needs_check:
            self._timer.start()

    @Slot()
    def _on_closed(self) -> None:
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()

    @Slot()
    def _on_rest(self) -> None:
        project = self._session.project
        if project is None or not project.needs_check:
            return
        if self._jobs.on_project:
            self._timer.start()
            return
        title = self.tr("Checking {name}").format(name=project.path.name)
        self._project = project
        self._job = self._jobs.start(
            "integrity", title, _Check(project), on_done=self._on_done, on_failed=self._on_failed
        )

    @Slot(object)
    def _on_done(self, job: Job) -> None:
        self._job = None
        damage = getattr(job.result, "damage", None)
        if damage is not None and self._project is self._session.project:
            self._session.damaged.emit(damage)

    @Slot(object, object)
    def _on_failed(self, _job: Job, error: Exception) -> None:
        self._job = None
        if self._project is self._session.project:
            messages.error(None, error)


class _Check:
    """The work of the job."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def __call__(self, control: JobControl) -> Generator[object, None, CheckResult]:
        return (yield from told(self._project.check()))
