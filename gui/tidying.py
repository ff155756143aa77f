"""Puts everything into the one project file when nothing has happened for some seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from gui.job import Progress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.project import Project
    from gui.job import Job, JobControl
    from gui.jobs import Jobs
    from gui.session import Session

IDLE_MS = 5000


class Tidying(QObject):
    """Waits for a rest after the last change, then empties the project's journal file in a job.

    A copy of the one file, made by whatever means, is then complete.
    """

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(IDLE_MS)
        self._timer.timeout.connect(self._on_rest)
        session.changed.connect(self._on_changed)
        session.closed.connect(self._timer.stop)

    @Slot(object)
    def _on_changed(self, _changes: object) -> None:
        self._timer.start()

    @Slot()
    def _on_rest(self) -> None:
        project = self._session.project
        if project is None:
            return
        if self._jobs.on_project:
            self._timer.start()
        else:
            self._jobs.start("tidy", self.tr("Tidying up"), _Empty(project), on_failed=self._on_failed)

    @Slot(object, object)
    def _on_failed(self, _job: Job, _error: Exception) -> None:
        """Nothing is lost; the next rest tries again, and so does closing."""


class _Empty:
    """The work of the job."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def __call__(self, control: JobControl) -> Iterator[object]:
        control.ends_itself = True
        yield Progress(0, None)
        self._project.idle()
