"""A sound project file put in the place of another, which is moved aside with its journals and never deleted.

A `-wal` that belongs to another file makes a sound file malformed, so journals leave with theirs before
anything takes their place. Killed at any step it can be begun again: the old file is at its place or
aside, and what is at the place is whole.
"""

import contextlib
import glob
import os
import secrets
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

import apsw

from core.atomic import move_to_new, sync_file, sync_folder
from core.errors import BackupError, place
from core.store import holders
from core.store.admission import beside, check_header
from core.store.copying import checked_totals, digest_of, looking_at
from core.store.faults import busy, own_errors
from core.store.totals import Totals

_SUFFIXES = ("-wal", "-journal", "-shm")
_TIME = "%Y%m%dT%H%M%SZ"


class Aside(StrEnum):
    """Why a file is moved aside; part of the name it has there."""

    DAMAGED = "damaged"
    BEFORE_RESTORE = "before-restore"


def check_sound(file: Path) -> Totals:
    """Return what a project file holds that nobody has open, having made sure that it is sound.

    Raises:
        BackupError: It was not closed: part of it is in a journal beside it.
        ProjectError: It is not ours, newer than this program, or damaged.
    """
    if beside(file).was_cut_off:
        raise BackupError("has a journal beside it.", place=place(file), remedy="Open and close it in Tagscope first.")
    with own_errors(file):
        check_header(file, file, vfs=None, was_cut_off=False)
    with looking_at(file) as connection:
        return checked_totals(connection)


def restore(file: Path, target: Path, aside: Aside, *, now: datetime | None = None) -> Path | None:
    """Put a copy of a project file in the place of another.

    Args:
        file: What to put there, as a rule a backup; it is checked first, and stays where it is.
        target: The place; nobody may have the file there open.
        aside: Why the file there is moved aside.
        now: Part of the name it has there; the time by default.

    Returns:
        Where the file that was there is now, its journals beside it; None where there was none.

    Raises:
        ProjectBusyError: Somebody has the file at the place open.
        ProjectError: The file to put there is not ours, or damaged.
        BackupError: The folder or the disk does not allow it. What was there is there again.
    """
    target = Path(os.path.realpath(target))
    check_sound(file)
    check_free(target)
    draft = target.with_name(f"{_stem(target)}.{secrets.token_hex(8)}.part")
    moved: list[tuple[Path, Path]] = []
    try:
        for left_over in target.parent.glob(f"{glob.escape(_stem(target))}.{'[0-9a-f]' * 16}.part"):
            left_over.unlink()
        shutil.copyfile(file, draft)
        sync_file(draft)
        if digest_of(draft) != digest_of(file):
            raise BackupError("was not copied as it is.", place=place(file), remedy="Check the disk, then try again.")
        for source, destination in _moves(target, aside, now or datetime.now(UTC)):
            os.rename(source, destination)
            moved.append((source, destination))
        move_to_new(draft, target)
    except OSError as error:
        for source, destination in reversed(moved):
            os.rename(destination, source)
        reason = (error.strerror or str(error)).lower()
        raise BackupError(
            f"cannot be put back: {reason}.", place=place(target), remedy="Nothing was changed; make room or try later."
        ) from error
    finally:
        draft.unlink(missing_ok=True)
    # What is there is whole; a folder that cannot be made to last now is as good as one that can.
    with contextlib.suppress(OSError):
        sync_folder(target.parent)
    return next((destination for source, destination in moved if source == target), None)


def _stem(target: Path) -> str:
    return f".{target.name[:50]}"


def interrupted(target: Path) -> Path | None:
    """Return the file that was moved aside from here last, where nothing has taken its place yet."""
    target = Path(os.path.realpath(target))
    return None if target.exists() else _last_aside(target)


def check_free(target: Path) -> None:
    """Make sure that nobody has a file open, here or in another process; its content is not looked at.

    Raises:
        ProjectBusyError: Somebody has.
    """
    if not target.exists():
        return
    with own_errors(target):
        file = apsw.VFSFile("", str(target), [apsw.SQLITE_OPEN_MAIN_DB | apsw.SQLITE_OPEN_READONLY, 0])
        try:
            file.xLock(apsw.SQLITE_LOCK_SHARED)
            file.xUnlock(apsw.SQLITE_LOCK_NONE)
        except apsw.BusyError as error:
            raise busy(target, holders.read(target)) from error
        finally:
            file.xClose()


def _moves(target: Path, aside: Aside, now: datetime) -> Iterator[tuple[Path, Path]]:
    """Yield what is to be moved where, the file itself first: without its journal it would be an older one."""
    found = None if target.exists() else _last_aside(target)
    # Begun before and killed between two moves: the journals go where their file is.
    destination = found if found and not any(map(Path.exists, _journals(found))) else _new_name(target, aside, now)
    for source, moved in ((target, destination), *zip(_journals(target), _journals(destination), strict=True)):
        if source.exists():
            yield source, moved


def _journals(path: Path) -> list[Path]:
    return [path.with_name(f"{path.name}{suffix}") for suffix in _SUFFIXES]


def _new_name(target: Path, aside: Aside, now: datetime) -> Path:
    stem, number = f"{target.name}.{aside}-{now.strftime(_TIME)}", 1
    name = target.with_name(stem)
    while any(path.exists() for path in (name, *_journals(name))):
        number += 1
        name = target.with_name(f"{stem}-{number}")
    return name


def _last_aside(target: Path) -> Path | None:
    """Return the file that was moved aside from here last."""
    beginnings = tuple(f"{target.name}.{kind}-" for kind in Aside)
    try:
        found = [
            entry
            for entry in target.parent.iterdir()
            if entry.name.startswith(beginnings) and not entry.name.endswith(_SUFFIXES)
        ]
    except OSError:
        return None
    return max(found, key=lambda entry: entry.name.rpartition(".")[2].rpartition("-")[2], default=None)
