"""The work of putting a project back, in a job's thread: looking for backups, restoring, salvaging, fitting labels."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gui.job import Progress
from gui.keeping.before import backed_up, told

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from core.backups.fitting import Fitted
    from core.backups.record import Backup
    from core.edits import ChangeSet
    from core.project import Project
    from core.restoring import Aside
    from core.salvage.rescue import Salvaged
    from gui.job import JobControl


@dataclass(frozen=True, slots=True)
class Listing:
    """The backups of a file, the newest first, and the best of them; None where nobody has looked or none is sound."""

    backups: tuple[Backup, ...]
    best: Backup | None


class Looking:
    """Job: list the backups of an open project, or of a file that cannot be opened."""

    def __init__(self, path: Path, project: Project | None) -> None:
        self._path, self._project = path, project

    def __call__(self, control: JobControl) -> Generator[object, None, Listing]:
        """Return the backups; for a damaged file the newest sound one is found by reading it."""
        yield Progress(0, None)
        from core.backups.archive import Archive, default_folder  # noqa: PLC0415 - not needed for the first paint

        archive = Archive(default_folder())
        if self._project is not None:
            return Listing(archive.backups_of(self._project), None)
        return Listing(archive.backups_for(self._path), archive.best_for(self._path))


@dataclass(frozen=True, slots=True)
class Restored:
    """A file is in its place; `moved` is where the one before is now, None where there was none."""

    moved: Path | None


class Restoring:
    """Job: put a sound file in the place of another, which is moved aside."""

    def __init__(self, source: Backup | Path, path: Path, aside: Aside, *, is_draft: bool = False) -> None:
        self._source, self._path, self._aside, self._is_draft = source, path, aside, is_draft

    def __call__(self, control: JobControl) -> Generator[object, None, Restored]:
        """Return where the other one is."""
        yield Progress(0, None)
        from core import restoring  # noqa: PLC0415 - not needed for the first paint
        from core.backups.record import Backup  # noqa: PLC0415

        source = self._source
        if isinstance(source, Backup):
            source.check()
            source = source.file
        moved = restoring.restore(source, self._path, self._aside)
        if self._is_draft:
            source.unlink(missing_ok=True)
        return Restored(moved)


@dataclass(frozen=True, slots=True)
class Draft:
    """A new file with what could be read of a damaged one, and what that was."""

    path: Path
    found: Salvaged


class Salvaging:
    """Job: read what is left of a damaged file into a new one beside it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self, control: JobControl) -> Generator[object, None, Draft]:
        """Yield progress; return the new file. Stopped, it leaves none."""
        yield Progress(0, None)
        from core import restoring  # noqa: PLC0415 - not needed for the first paint
        from core.salvage.rescue import salvage  # noqa: PLC0415

        restoring.check_free(self._path)
        draft = self._path.with_name(f".{self._path.name[:50]}.{secrets.token_hex(8)}.salvaged")
        found = yield from told(salvage(self._path, draft))
        return Draft(draft, found)


@dataclass(frozen=True, slots=True)
class PutBack:
    """Labels of people that are in the project again."""

    fitted: Fitted
    changes: ChangeSet | None


class PuttingBack:
    """Job: put the human labels of a backup into an open project, as one step that can be undone."""

    def __init__(self, project: Project, labels: Path) -> None:
        self._project, self._labels = project, labels

    def __call__(self, control: JobControl) -> Generator[object, None, PutBack]:
        """Yield progress, and why there is no backup of before; return what was put back."""
        from core.backups.fitting import fit  # noqa: PLC0415 - not needed for the first paint
        from core.backups.record import Reason  # noqa: PLC0415

        yield from backed_up(self._project, Reason.BULK_APPLY)
        fitted = yield from told(fit(self._project, self._labels))
        if fitted.edit is None:
            return PutBack(fitted, None)
        return PutBack(fitted, (yield from told(self._project.applying(fitted.edit))))
