"""Edits that may go through many sentences: made in a job behind a backup, one step to undo, taken back if stopped."""

from collections.abc import Generator

from PySide6.QtCore import QObject, Signal, Slot

from core.edits import ChangeSet, Edit
from core.errors import BackupError
from core.project import Project
from gui import messages
from gui.job import Job, JobControl
from gui.jobs import Jobs
from gui.keeping.before import applied
from gui.session import Session

# As many edits are made while the hand is still on the key; more go into a job.
AT_ONCE = 200


class _Applying:
    """The job: a backup, then a slice of sentences at a time."""

    def __init__(self, project: Project, edit: Edit) -> None:
        self._project, self._edit = project, edit

    def __call__(self, control: JobControl) -> Generator[object, None, ChangeSet]:
        """Return what the edit has touched."""
        return applied(self._project, self._edit)


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
        self.jobs.start(
            "edit",
            title,
            _Applying(project, edit),
            on_event=self._on_no_backup,
            on_done=self._on_done,
            on_failed=self._on_failed,
        )
        return True

    @Slot(object)
    def _on_no_backup(self, error: BackupError) -> None:
        messages.error(None, error)

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
