"""A backup before something large is done to a project, and the doing of it, inside the job that does it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from core.errors import BackupError
from gui.job import Progress, reported

if TYPE_CHECKING:
    from collections.abc import Generator

    from core.backups.record import Reason
    from core.edits import ChangeSet, Edit
    from core.project import Project

T = TypeVar("T")


def backed_up(project: Project, reason: Reason) -> Generator[object, None, None]:
    """Back a project up that holds anything; called in a job's thread.

    Yields:
        `Progress`; and a `BackupError` where no backup could be taken, which keeps nobody from the work but
        must not go unsaid.

    Raises:
        ProjectDamagedError: The project is damaged; nothing should be done to it.
    """
    from core.backups.archive import Archive, default_folder  # noqa: PLC0415 - not needed for the first paint

    if project.n_sentences == 0:
        return
    try:
        yield from told(Archive(default_folder()).take(project, reason))
    except BackupError as error:
        yield error


def applied(project: Project, edit: Edit) -> Generator[object, None, ChangeSet]:
    """Back a project up, then make an edit, a slice at a time where it goes through many sentences.

    Yields:
        `Progress`, and why no backup could be taken. Closing the generator takes back what it has done.

    Returns:
        What the edit has touched; it is on disk.

    Raises:
        ProjectError: It does not fit the corpus or could not be written; nothing has changed.
    """
    from core.backups.record import Reason  # noqa: PLC0415 - not needed for the first paint

    yield from backed_up(project, Reason.BULK_APPLY)
    return (yield from told(project.applying(edit)))


def told(steps: Generator[tuple[int, int], None, T]) -> Generator[object, None, T]:
    """Yield what `core` counts, pages or sentences, as progress for the status bar; return what `steps` returns."""
    return reported(steps, lambda counted: Progress(*counted))
