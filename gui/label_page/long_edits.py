"""Edits that may go through many sentences: made in a job, one step to undo, taken back where they are stopped."""

from collections.abc import Generator
from contextlib import closing

from PySide6.QtCore import QObject, Signal, Slot

from core.edits import ChangeSet, Edit
from core.project import Project
from gui import messages
from gui.job import Job, JobControl, Progress
from gui.jobs import Jobs
from gui.session import Session


class _Applying:
    """The job: a slice of sentences at a time."""

    def __init__(self, project: Project, edit: Edit) -> None:
        self._project, self._edit = project, edit

    def __call__(self, control: JobControl) -> Generator[Progress, None, ChangeSet]:
        """Return what the edit has touched."""
        with closing(self._project.applying(self._edit)) as slices:
            while True:
                try:
                    done, total = next(slices)
                except StopIteration as end:
                    changes: ChangeSet = end.value
                    return changes
                yield Progress(done, total)


class LongEdits(QObject):
    """Makes one such edit at a time.

    Signals:
        made: `ChangeSet`: the edit is on disk, and everybody has heard of it.
        ended: It has been made, or stopped, or refused.

    Attributes:
        session: Whose project is edited.
        jobs: That edits are made in.
    """

    made = Signal(object)
    ended = Signal()

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.jobs = jobs
        self._project: Project | None = None

    @property
    def is_busy(self) -> bool:
        """Whether an edit is being made."""
        return self._project is not None

    def make(self, edit: Edit, title: str) -> bool:
        """Begin to make an edit; return whether it has begun.

        Args:
            edit: For the open project.
            title: What the status bar calls the job.
        """
        refusal, project = self.session.refusal, self.session.project
        if refusal is not None:
            messages.error(None, refusal)
        if refusal is not None or project is None or self.is_busy:
            return False
        self._project = project
        self.jobs.start("edit", title, _Applying(project, edit), on_done=self._on_done, on_failed=self._on_failed)
        return True

    @Slot(object)
    def _on_done(self, job: Job) -> None:
        project, self._project = self._project, None
        if isinstance(job.result, ChangeSet) and project is not None and project is self.session.project:
            self.session.announce(job.result)
            self.made.emit(job.result)
        self.ended.emit()

    @Slot(object, object)
    def _on_failed(self, _job: Job, error: Exception) -> None:
        self._project = None
        messages.error(None, error)
        self.ended.emit()
