"""Backups taken in a job: when they are due and the hand rests, when asked for, and before leaving."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from core.errors import ProjectDamagedError
from gui import messages
from gui.job import Progress
from gui.keeping.before import told

if TYPE_CHECKING:
    from collections.abc import Generator

    from core.backups.archive import Archive
    from core.backups.record import Backup
    from core.project import Project
    from gui.job import Job, JobControl
    from gui.jobs import Jobs
    from gui.session import Session

FIRST_LOOK_MS = 2000
LOOK_MS = 60_000
# After this rest nobody is in the middle of a word; after so many looks it is taken in any case.
REST_SECONDS = 3.0
REST_MS = 3000
MOST_WAITS = 20
CLOSING_SECONDS = 10.0


class BackingUp(QObject):
    """Sees to it that the open project has a backup.

    Signals:
        newest_changed: When the newest backup was taken, a `datetime` in UTC; None for no backup.
    """

    newest_changed = Signal(object)

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._job: Job | None = None
        self._project: Project | None = None
        self._changed_at = 0.0
        self._n_waits = 0
        self._told = ""
        self._archive: Archive | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_look)
        session.opened.connect(self._on_opened)
        session.closed.connect(self._on_closed)
        session.changed.connect(self._on_changed)

    @Slot()
    def _on_opened(self) -> None:
        self._n_waits, self._told = 0, ""
        self._timer.start(FIRST_LOOK_MS)

    @Slot()
    def _on_closed(self) -> None:
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()
        self.newest_changed.emit(None)

    @Slot(object)
    def _on_changed(self, _changes: object) -> None:
        self._changed_at = time.monotonic()

    @Slot()
    def _on_look(self) -> None:
        if self._session.project is None:
            return
        is_resting = time.monotonic() - self._changed_at >= REST_SECONDS
        if self._job is None and (is_resting or self._n_waits >= MOST_WAITS):
            self._n_waits = 0
            self._begin()
            self._timer.start(LOOK_MS)
        else:
            self._n_waits += 1
            self._timer.start(REST_MS)

    def _begin(self, *, is_wanted: bool = False) -> Job | None:
        """Start a job that takes a backup if one is due, or in any case; None without a project."""
        project = self._session.project
        if project is None:
            return None
        name, title = ("back-up-now" if is_wanted else "backup"), self.tr("Backing up")
        self._project = project
        if self._archive is None:
            from core.backups.archive import Archive, default_folder  # noqa: PLC0415 - not needed for the first paint

            self._archive = Archive(default_folder())
        work = _Take(project, self._archive, is_wanted=is_wanted)
        self._job = self._jobs.start(name, title, work, on_done=self._on_done, on_failed=self._on_failed)
        return self._job

    @Slot()
    def on_now(self) -> None:
        """Take a backup now, whether or not one is due."""
        if self._job is None:
            self._begin(is_wanted=True)

    def finish(self) -> None:
        """Take a backup that is due before the project closes; whoever waits, waits ten seconds at most."""
        project = self._session.project
        if project is None or project.is_damaged or not project.n_commits or project.is_read_only:
            return
        job = self._job or self._begin()
        if job is not None and not self._jobs.wait_for(job, CLOSING_SECONDS):
            # A large project takes longer; its thread must be gone before the project is.
            self._jobs.end((job,))

    @Slot(object)
    def _on_done(self, job: Job) -> None:
        is_wanted, self._job = job.name == "back-up-now", None
        if self._project is not self._session.project or not isinstance(job.result, _Newest):
            return
        self._told = ""
        self.newest_changed.emit(job.result.at)
        if is_wanted:
            messages.info(None, self.tr("Backed up and checked: {path}").format(path=job.result.folder))

    @Slot(object, object)
    def _on_failed(self, job: Job, error: Exception) -> None:
        is_wanted, self._job = job.name == "back-up-now", None
        if self._project is not self._session.project:
            return
        is_known, self._told = str(error) == self._told, str(error)
        # Each look meets the same full disk, or the same damage; it is said once.
        if is_known and not is_wanted:
            return
        if isinstance(error, ProjectDamagedError):
            self._session.damaged.emit(error)
        else:
            messages.error(None, error)


@dataclass(frozen=True, slots=True)
class _Newest:
    """When the newest backup was taken, and the folder it is in; what the job returns."""

    at: datetime | None
    folder: str


class _Take:
    """The work of the job."""

    def __init__(self, project: Project, archive: Archive, *, is_wanted: bool) -> None:
        self._project, self._archive, self._is_wanted = project, archive, is_wanted

    def __call__(self, control: JobControl) -> Generator[object, None, _Newest]:
        yield Progress(0, None)
        from core.backups.record import Reason  # noqa: PLC0415 - not needed for the first paint

        project, archive = self._project, self._archive
        newest = next(iter(archive.backups_of(project)), None)
        has_news = bool(project.n_commits) or newest is None or _was_written_after(project, newest)
        is_due = has_news and not project.is_read_only and archive.is_due(project)
        if self._is_wanted or is_due:
            taking = archive.take(project, Reason.BY_HAND if self._is_wanted else Reason.WORK)
            backup = yield from told(taking)
            return _Newest(backup.record.taken_at, str(backup.folder))
        return _Newest(newest.record.taken_at, str(newest.folder)) if newest else _Newest(None, "")


def _was_written_after(project: Project, backup: Backup) -> bool:
    """Whether a file that is as it was opened has been written to since a backup, by an earlier session."""
    return project.path.stat().st_mtime > backup.record.taken_at.timestamp()
