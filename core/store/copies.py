"""A project file copied while it is open: complete, opened and checked, or not there at all."""

import contextlib
import glob
import os
import secrets
from collections.abc import Callable, Generator
from pathlib import Path
from typing import TypeVar

import apsw

from core.atomic import move_to_new, sync_folder
from core.errors import ProjectError, place
from core.store.faults import damaged, own_errors

# Pages of one step: about two milliseconds, so that nobody waits long for his turn.
_PAGES = 128
_N_DAMAGES = 3

Turn = Callable[[], contextlib.AbstractContextManager[None]]
Tell = Callable[[int, int], bool]
Progress = tuple[int, int]
"""Pages done, and pages in all; the second may grow while the project is changed."""
T = TypeVar("T")

# Nobody reads a copy before it is whole and on disk, and one that is not is thrown away.
_HASTY = """
PRAGMA locking_mode=EXCLUSIVE;
PRAGMA journal_mode=OFF;
PRAGMA synchronous=OFF;
PRAGMA cache_size=-1024;
"""
_GUARDED = """
PRAGMA trusted_schema=OFF;
PRAGMA cell_size_check=ON;
PRAGMA mmap_size=0;
"""


def write_copy(
    database: apsw.Connection,
    path: Path,
    target: Path,
    *,
    turn: Turn = contextlib.nullcontext,
    tell: Tell | None = None,
    vfs: str | None = None,
) -> bool:
    """Copy everything that is committed into a new file, and check that file before it gets its name.

    What is committed while the copy is being made is part of it.

    Args:
        database: The open project.
        path: Its file, for messages.
        target: The new file; must not exist, its folder must.
        turn: Holds others back while a part is copied.
        tell: Called with the pages done and all there are; stops the copy by returning False.
        vfs: Name of the SQLite file layer the copy is written through; the system's by default.

    Returns:
        Whether the copy is there; False when stopped.

    Raises:
        ProjectDamagedError: What was to be copied is damaged.
        ProjectError: The copy cannot be written.
    """
    check_free(target)
    draft = draft_of(target)
    try:
        for killed in target.parent.glob(f"{glob.escape(_draft_stem(target))}.{'[0-9a-f]' * 16}.part*"):
            killed.unlink()
        with own_errors(target):
            copy = apsw.Connection(str(draft), apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE, vfs)
            try:
                for progress in fill(copy, database, path, turn=turn, at_end=_nothing):
                    if tell and not tell(*progress):
                        return False
            finally:
                copy.close()
        check_copy(draft, path, vfs=vfs)
        give_name(draft, target)
    except OSError as error:
        raise ProjectError(f"cannot be written: {error.strerror}.", place=place(target)) from error
    finally:
        remove_draft(draft)
    return True


def check_free(target: Path) -> None:
    """See that a new project file may take this name.

    Raises:
        ProjectError: There is such a file, or a journal that would be taken for its own; or no such folder.
    """
    if any(path.exists() for path in (target, *_beside(target))):
        raise _there_already(target)
    if not target.parent.is_dir():
        raise ProjectError("its folder does not exist.", place=place(target), remedy="Choose a folder that exists.")


def _there_already(target: Path) -> ProjectError:
    return ProjectError("exists already.", place=place(target), remedy="Choose another name.")


def draft_of(target: Path) -> Path:
    """Return a name beside `target` for a file that is not complete yet."""
    return target.with_name(f"{_draft_stem(target)}.{secrets.token_hex(8)}.part")


def _draft_stem(target: Path) -> str:
    return f".{target.name[:50]}"


def remove_draft(draft: Path) -> None:
    """Delete what is left of a file that was not completed."""
    for left_over in (draft, *_beside(draft)):
        left_over.unlink(missing_ok=True)


def give_name(draft: Path, target: Path) -> None:
    """Let a complete file have its name; both survive a power cut.

    Raises:
        ProjectError: Somebody has taken the name meanwhile.
        OSError: The folder does not allow it.
    """
    descriptor = os.open(draft, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    try:
        move_to_new(draft, target)
    except FileExistsError as error:
        raise _there_already(target) from error
    sync_folder(target.parent)


def _beside(path: Path) -> list[Path]:
    return [path.with_name(f"{path.name}{suffix}") for suffix in ("-wal", "-journal")]


def fill(
    copy: apsw.Connection,
    database: apsw.Connection,
    path: Path,
    *,
    turn: Turn = contextlib.nullcontext,
    at_end: Callable[[], T],
) -> Generator[Progress, None, T]:
    """Copy everything that is committed into an empty database, a part at a time.

    Args:
        copy: Where to. Should it fail on the way it is of no use: it needs no journal of its own.
        database: The open project.
        path: Its file, for messages.
        turn: Holds others back while a part is copied.
        at_end: Called in the last turn, when both databases hold the same.

    Yields:
        Pages done, and pages in all.

    Returns:
        What `at_end` has returned.

    Raises:
        ProjectDamagedError: What was to be copied is damaged.
        apsw.Error: The copy cannot be written.
    """
    copy.execute(_HASTY).fetchall()
    with turn():
        backup = copy.backup("main", database, "main")
    try:
        while True:
            with turn():
                _step(backup, path)
                done, total = backup.page_count - backup.remaining, backup.page_count
                if backup.done:
                    result = at_end()
                    backup.finish()
                    break
            yield done, total
        yield done, total
        return result
    finally:
        with turn():
            backup.close(True)


def _nothing() -> None:
    pass


def _step(backup: apsw.Backup, path: Path) -> None:
    try:
        backup.step(_PAGES)
    except (apsw.CorruptError, apsw.NotADBError) as error:
        raise damaged(path, str(error)) from error


def check_copy(copy: Path, path: Path, *, vfs: str | None = None) -> None:
    """Open a closed project file that nobody else knows yet, and check it.

    Args:
        copy: The file to check; it stays as it is.
        path: What the messages name.
        vfs: Name of the SQLite file layer; the system's by default.

    Raises:
        ProjectDamagedError: It is damaged, and so is what it was copied from.
        ProjectError: It cannot be read.
    """
    with own_errors(path), contextlib.closing(look_at(copy, vfs=vfs)) as database:
        check_pages(path, database)


def look_at(copy: Path, *, vfs: str | None = None) -> apsw.Connection:
    """Open a file that nobody else uses, to read it alone: nothing is written, not even beside it.

    Raises:
        apsw.Error: It cannot be opened.
    """
    address = f"{copy.absolute().as_uri()}?immutable=1"
    database = apsw.Connection(address, apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI, vfs)
    database.execute(_GUARDED).fetchall()
    return database


def check_pages(path: Path, database: apsw.Connection) -> None:
    """Check the structure of every page.

    Raises:
        ProjectDamagedError: Says what was found.
    """
    damages = [str(row[0]) for row in database.execute(f"PRAGMA quick_check({_N_DAMAGES})")]
    if damages != ["ok"]:
        raise damaged(path, "; ".join(damages))
    sound = database.execute("SELECT 1 FROM project WHERE one = 1 AND journal_done >= 0 AND last_place >= 0").fetchone()
    if sound is None:
        raise damaged(path, "its first table is empty or wrong")
