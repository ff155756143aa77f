"""Undo and redo of steps that go through many sentences: a job with progress, taken back where it is stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from gui import messages
from gui.core_sentences import said
from gui.keeping.before import told

if TYPE_CHECKING:
    from collections.abc import Generator

    from core.edits import ChangeSet
    from core.project import Project
    from gui.job import Job, JobControl
    from gui.jobs import Jobs
    from gui.session import Session

# As many sentences are gone through in a tenth of a second; the hand waits for no more.
AT_ONCE = 2000


class _Moving:
    """The job."""

    def __init__(self, project: Project, *, is_redo: bool) -> None:
        self._project, self._is_redo = project, is_redo

    def __call__(self, control: JobControl) -> Generator[object, None, ChangeSet | None]:
        """Return what was touched."""
        return told(self._project.redoing() if self._is_redo else self._project.undoing())


class LongSteps(QObject):
    """Takes the long ones of the session's steps over; one at a time."""

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._job: Job | None = None
        self._project: Project | None = None
        session.take_long = self.take

    def take(self, is_redo: bool) -> bool:
        """Begin with the next step if it is a long one; return whether it is, or another is on its way."""
        project = self._session.project
        if self._job is not None:
            return True
        if project is None or (project.n_to_redo if is_redo else project.n_to_undo) <= AT_ONCE:
            return False
        step = self._session.redo_title if is_redo else self._session.undo_title
        title = (self.tr("Redo: {step}") if is_redo else self.tr("Undo: {step}")).format(step=said(step))
        self._project = project
        work = _Moving(project, is_redo=is_redo)
        self._job = self._jobs.start("step", title, work, on_done=self._on_done, on_failed=self._on_failed)
        return True

    @Slot(object)
    def _on_done(self, job: Job) -> None:
        from core.edits import ChangeSet  # noqa: PLC0415 - not needed for the first paint

        self._job = None
        if isinstance(job.result, ChangeSet) and self._project is self._session.project:
            self._session.announce(job.result, is_new=False)

    @Slot(object, object)
    def _on_failed(self, _job: Job, error: Exception) -> None:
        self._job = None
        messages.error(None, error)
