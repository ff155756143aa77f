"""All backups of all projects: taken, listed, thinned.

They lie in a folder of the user, by what the project is rather than where it is, so that they outlive the
folder of the project. A backup gets its name when it is complete and has been checked, and only then do
older ones go.
"""

import contextlib
import os
import re
import secrets
import shutil
import time
from collections.abc import Generator, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import msgspec
import platformdirs

from core.atomic import sync_file, sync_folder
from core.backups import retention
from core.backups.labels import write_lines
from core.backups.record import (
    LABELS_NAME,
    PROJECT_NAME,
    Backup,
    Reason,
    Record,
    name_of,
    read_backup,
    serial_of,
    write_record,
)
from core.errors import BackupError, ExportError, ProjectDamagedError, ProjectError
from core.project import Project
from core.store.copies import Progress
from core.store.copying import checked_totals, digest_of, identity_of, looking_at
from core.store.faults import damaged
from core.store.human_labels import label_lines
from core.store.totals import Totals

_IDENTITY = re.compile(r"[0-9a-f]{32}")
_DRAFT = ".part"
_DRAFT_SECONDS = 24 * 3600
# Beside the copy: the labels as text, and what others write meanwhile.
_SPARE_BYTES = 2**24


def default_folder() -> Path:
    """Return where backups go."""
    return Path(platformdirs.user_data_path("tagscope", appauthor=False)) / "backups"


class Archive:
    """The backups in one folder, which need not exist yet.

    One instance may be used from several threads; it holds nothing of a project open.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # What each project had written when its newest backup was begun.
        self._n_commits: dict[str, int] = {}

    def backups_of(self, project: Project) -> tuple[Backup, ...]:
        """Return the backups of a project, the newest first; without those of copies that are still elsewhere."""
        return _of_one(self._home(project.identity), os.path.realpath(project.path))

    def backups_for(self, path: Path) -> tuple[Backup, ...]:
        """Return the backups of the project that is or was at this path, the newest first.

        For files that cannot be opened any more: where not even their identity can be read, the path alone
        tells whose backups they are.
        """
        real = os.path.realpath(path)
        homes = {home for home in _folders(self.folder) if any(b.record.path == real for b in _backups_in(home))}
        with contextlib.suppress(ProjectError), looking_at(path) as connection:
            homes.add(self._home(identity_of(connection)))
        found = [backup for home in homes for backup in _of_one(home, real)]
        return tuple(sorted(found, key=lambda backup: (backup.record.taken_at, backup.record.serial), reverse=True))

    def best_for(self, path: Path) -> Backup | None:
        """Return the newest backup for a path that is sound, having read all of it; None where there is none."""
        for backup in self.backups_for(path):
            with contextlib.suppress(BackupError, ProjectError):
                backup.check()
                with looking_at(backup.file) as connection:
                    checked_totals(connection)
                return backup
        return None

    def is_due(self, project: Project, *, now: datetime | None = None) -> bool:
        """Whether something has been written that has been without a backup for too long."""
        if self._n_commits.get(project.identity) == project.n_commits:
            return False
        newest = next(iter(self.backups_of(project)), None)
        return retention.is_old(newest.record.taken_at if newest else None, now or _now())

    def take(
        self, project: Project, reason: Reason, *, now: datetime | None = None
    ) -> Generator[Progress, None, Backup]:
        """Back up an open project while others go on working with it.

        Args:
            project: The project.
            reason: Why; shown in the list of backups.
            now: When; the time by default.

        Yields:
            Pages done and pages in all. Closing the generator leaves everything as it was.

        Returns:
            The backup; the newest one where it is the same.

        Raises:
            BackupError: There is no room, or it cannot be written; all old backups are still there.
            ProjectDamagedError: The project is damaged; all old backups are still there.
        """
        if project.is_damaged:
            raise damaged(project.path, "no backup is taken of it, so that it pushes no sound one out")
        n_commits = project.n_commits
        with self._draft(project.identity, project.n_bytes) as draft:
            totals = yield from project.copy_to(draft / PROJECT_NAME)
            with looking_at(draft / PROJECT_NAME, called=project.path) as connection:
                totals = checked_totals(connection, totals)
                n_human_tags = write_lines(label_lines(connection), draft / LABELS_NAME)
            backup = _complete(draft, _record(project, reason, now or _now(), totals, n_human_tags))
        self._n_commits[project.identity] = n_commits
        self._thin(backup, now or _now())
        return backup

    def adopt(self, project: Project, copy: Path, reason: Reason, *, now: datetime | None = None) -> Backup:
        """Take in a copy of an open project that was made elsewhere, as a migration does; it is moved here.

        Raises:
            BackupError: It cannot be moved.
            ProjectError: It is damaged.
        """
        with self._draft(project.identity, copy.stat().st_size if copy.exists() else 0) as draft:
            shutil.copyfile(copy, draft / PROJECT_NAME)
            sync_file(draft / PROJECT_NAME)
            with looking_at(draft / PROJECT_NAME, called=project.path) as connection:
                totals = checked_totals(connection)
            # The copy may be of a version whose labels only a migration can read.
            n_human_tags = write_lines(project.human_labels(), draft / LABELS_NAME)
            backup = _complete(draft, _record(project, reason, now or _now(), totals, n_human_tags))
            copy.unlink()
        self._thin(backup, now or _now())
        return backup

    @contextlib.contextmanager
    def _draft(self, identity: str, n_bytes: int) -> Iterator[Path]:
        """Lend a folder that is deleted again unless it has been given a name."""
        home = self._home(identity)
        draft = home / f".{secrets.token_hex(8)}{_DRAFT}"
        try:
            _check_room(home, n_bytes)
            _clear(home)
            draft.mkdir(parents=True)
            yield draft
        except ProjectDamagedError:
            raise
        except (OSError, ExportError, ProjectError) as error:
            raise _failed(home, error) from error
        finally:
            shutil.rmtree(draft, ignore_errors=True)

    def _thin(self, newest: Backup, now: datetime) -> None:
        """Delete the backups that need not be kept."""
        backups = _of_one(newest.folder.parent, newest.record.path)[::-1]
        staying = retention.kept([backup.record.taken_at for backup in backups], now)
        for index, backup in enumerate(backups):
            if index not in staying:
                _delete(backup.folder)

    def _home(self, identity: str) -> Path:
        """Return the folder of a project; what a file says of itself is no path."""
        if not _IDENTITY.fullmatch(identity):
            identity = sha256(identity.encode()).hexdigest()[:32]
        return self.folder / identity


def _record(project: Project, reason: Reason, now: datetime, totals: Totals, n_human_tags: int) -> Record:
    """Return what can be said of a backup before it is complete."""
    return Record(
        serial=0,
        taken_at=now,
        reason=reason,
        identity=project.identity,
        path=os.path.realpath(project.path),
        n_bytes=0,
        digest="",
        totals=totals,
        n_human_tags=n_human_tags,
    )


def _complete(draft: Path, record: Record) -> Backup:
    """Give a backup whose files are there its name; return the newest one where that is the same."""
    home, file = draft.parent, draft / PROJECT_NAME
    digest = digest_of(file)
    newest = next(iter(_of_one(home, record.path)), None)
    if newest and (newest.record.digest, newest.record.path) == (digest, record.path):
        return newest
    serial = 1 + max(map(serial_of, _folders(home)), default=0)
    record = msgspec.structs.replace(record, serial=serial, n_bytes=file.stat().st_size, digest=digest)
    write_record(record, draft)
    folder = home / name_of(record)
    draft.rename(folder)
    sync_folder(home)
    return Backup(folder, record)


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def _folders(parent: Path) -> list[Path]:
    try:
        return sorted(entry for entry in parent.iterdir() if not entry.name.startswith(".") and entry.is_dir())
    except OSError:
        return []


def _backups_in(home: Path) -> list[Backup]:
    return [backup for folder in _folders(home) if (backup := read_backup(folder))]


def _of_one(home: Path, path: str) -> tuple[Backup, ...]:
    """Return the backups of one of the files that share an identity, the newest first.

    A copied file has the identity of the first one. Files that are gone were most likely moved here.
    """
    found = _backups_in(home)
    gone = {other for other in {b.record.path for b in found} if not os.path.lexists(other)}
    mine = [backup for backup in found if backup.record.path in gone | {path}]
    return tuple(sorted(mine, key=lambda backup: (backup.record.serial, backup.record.taken_at), reverse=True))


def _check_room(home: Path, n_bytes: int) -> None:
    """Make sure that a backup of this size fits on the disk.

    Raises:
        BackupError: It does not.
    """
    existing = next(folder for folder in (home, *home.parents) if folder.exists())
    free, needed = shutil.disk_usage(existing).free, n_bytes + n_bytes // 4 + _SPARE_BYTES
    if free < needed:
        raise BackupError(
            f"there is no room for a backup: {free // 10**6:,} MB are free, {needed // 10**6:,} MB are needed.",
            place=str(existing),
            remedy="Make room on that disk; the backups there are untouched.",
        )


def _clear(home: Path) -> None:
    """Delete what a program that was killed has left here."""
    for left_over in home.glob(f".*{_DRAFT}"):
        with contextlib.suppress(OSError):
            if abs(time.time() - left_over.stat().st_mtime) > _DRAFT_SECONDS:
                shutil.rmtree(left_over, ignore_errors=True)


def _delete(folder: Path) -> None:
    """Delete a backup; killed on the way, it is none any more."""
    doomed = folder.with_name(f".{secrets.token_hex(8)}{_DRAFT}")
    # Should the system refuse, the next thinning tries again.
    with contextlib.suppress(OSError):
        folder.rename(doomed)
        shutil.rmtree(doomed, ignore_errors=True)


def _failed(home: Path, error: Exception) -> BackupError:
    reason = (error.strerror or str(error)).lower() if isinstance(error, OSError) else str(error)
    return BackupError(
        f"no backup could be taken: {reason}".rstrip(".") + ".",
        place=str(home.parent),
        remedy="All earlier backups are still there.",
    )
