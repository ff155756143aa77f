"""Databases copied while they are open, a part at a time, looked at without a trace, and checked."""

import contextlib
from collections.abc import Callable, Generator
from pathlib import Path
from typing import TypeVar

import apsw

from core.store.alphabet import MAX_TAGS
from core.store.faults import damaged

# Pages of one step: about two milliseconds, so that nobody waits long for his turn.
_PAGES = 128
_QUICK_CHECK = "PRAGMA quick_check(3)"
_FULL_CHECK = "PRAGMA integrity_check(3)"

# Numbers of sentences, edits and places beyond it come of damage: nothing counts that far, and sums would overflow.
MAX_NUMBER = 2**62

Turn = Callable[[], contextlib.AbstractContextManager[None]]
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


def _step(backup: apsw.Backup, path: Path) -> None:
    try:
        backup.step(_PAGES)
    except (apsw.CorruptError, apsw.NotADBError) as error:
        raise damaged(path, str(error)) from error


def look_at(copy: Path, *, vfs: str | None = None) -> apsw.Connection:
    """Open a file that nobody else uses, to read it alone: nothing is written, not even beside it.

    Raises:
        apsw.Error: It cannot be opened.
    """
    address = f"{copy.absolute().as_uri()}?immutable=1"
    database = apsw.Connection(address, apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI, vfs)
    database.execute(_GUARDED).fetchall()
    return database


def check_pages(path: Path, database: apsw.Connection, *, is_full: bool = False) -> None:
    """Check the structure of every page; in full, compare indexes with their tables as well.

    Raises:
        ProjectDamagedError: Says what was found.
    """
    damages = [str(row[0]) for row in database.execute(_FULL_CHECK if is_full else _QUICK_CHECK)]
    if damages != ["ok"]:
        raise damaged(path, "; ".join(damages))
    if database.execute(_SOUND, (MAX_NUMBER,)).fetchone() is None:
        raise damaged(path, "its first table is empty or wrong")
    if database.execute(_BEYOND, (MAX_NUMBER, MAX_TAGS)).fetchone():
        raise damaged(path, "it counts further than there is anything to count")


_SOUND = """
SELECT 1 FROM project
WHERE one = 1 AND journal_done BETWEEN 0 AND ?1 AND last_place BETWEEN 0 AND ?1
"""
_BEYOND = """
SELECT 1 WHERE (SELECT max(id) FROM sentence) > ?
OR (SELECT max(number) FROM tag) > ? OR (SELECT min(number) FROM tag) < 1
"""
