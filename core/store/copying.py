"""A project file copied while it is in use, and a copy opened to be looked at."""

import contextlib
import hashlib
from collections.abc import Generator
from pathlib import Path
from urllib.parse import quote

import apsw

from core.atomic import sync_file
from core.errors import ProjectError, place
from core.store.connection import Connection
from core.store.faults import damaged, own_errors
from core.store.totals import Totals, counted_totals, stored_totals

Progress = tuple[int, int]
"""Pages done, and pages in all; the second may grow while the project is changed."""

# A turn of about a millisecond.
_PAGES_A_TURN = 64
_TURNS_A_PROGRESS = 16

# Nobody reads the copy before it is whole and on disk, and one that is not is thrown away.
_HASTY = """
PRAGMA journal_mode=OFF;
PRAGMA synchronous=OFF;
PRAGMA locking_mode=EXCLUSIVE;
PRAGMA cache_size=-1024;
"""
_GUARDED = """
PRAGMA trusted_schema=OFF;
PRAGMA cell_size_check=ON;
PRAGMA mmap_size=0;
"""


def copy(connection: Connection, target: Path) -> Generator[Progress, None, Totals]:
    """Copy an open project, a millisecond's turn at a time; what is changed meanwhile is in the copy too.

    Args:
        connection: The project; others go on using it.
        target: The file to write; must not exist.

    Yields:
        How far it is. Closing the generator leaves a file that is of no use.

    Returns:
        The totals of the project at the moment the copy shows. The copy is on disk, but has not been
        checked.

    Raises:
        ProjectError: The project cannot be read, or the copy cannot be written.
    """
    with own_errors(target):
        database = apsw.Connection(str(target), apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE)
    with contextlib.closing(database):
        with own_errors(target):
            database.execute(_HASTY).fetchall()
        totals = yield from _copy_pages(connection, database, target)
    try:
        sync_file(target)
    except OSError as error:
        raise ProjectError(f"cannot be written: {error.strerror}.", place=place(target)) from error
    return totals


def _copy_pages(connection: Connection, database: apsw.Connection, target: Path) -> Generator[Progress, None, Totals]:
    with connection.copying_to(database) as backup:
        while True:
            for _ in range(_TURNS_A_PROGRESS):
                with connection.turn():
                    with own_errors(target):
                        backup.step(_PAGES_A_TURN)
                    if backup.done:
                        return stored_totals(connection)
            yield backup.page_count - backup.remaining, backup.page_count


@contextlib.contextmanager
def looking_at(path: Path, *, called: Path | None = None) -> Generator[Connection]:
    """Open a project file that nobody else uses, to read it alone: nothing is written, not even beside it.

    Args:
        path: The file.
        called: What messages name; the file itself by default.

    Raises:
        ProjectError: It cannot be opened. That it is sound or ours is not checked.
    """
    called = called or path
    with own_errors(called):
        # A journal beside it is not looked at.
        address = f"file:{quote(str(path.absolute()))}?immutable=1"
        database = apsw.Connection(address, apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI)
    with contextlib.closing(database):
        with own_errors(called):
            database.execute(_GUARDED).fetchall()
        yield Connection(called, database)


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def identity_of(connection: Connection) -> str:
    """Return what tells a project from all others, its copies excepted."""
    with connection.reading():
        row = connection.row("SELECT identity FROM project")
    return str(row[0]) if row else ""


def check_pages(connection: Connection) -> None:
    """Make sure that the pages of a file hang together.

    Raises:
        ProjectError: They do not.
    """
    with connection.reading():
        damages = [row[0] for row in connection.rows("PRAGMA quick_check(3)")]
    if damages != ["ok"]:
        raise damaged(connection.path, "; ".join(damages))


def checked_totals(connection: Connection, expected: Totals | None = None) -> Totals:
    """Return what a copy holds, having made sure that it is sound.

    Args:
        connection: The copy.
        expected: What it should hold; None where its own totals must do.

    Raises:
        ProjectError: Its pages do not hang together, or its rows come to something else.
    """
    check_pages(connection)
    found = counted_totals(connection)
    for name, (right, wrong) in (expected or stored_totals(connection)).differences(found).items():
        raise damaged(
            connection.path, f"{right:,} {name.removeprefix('n_')} are counted in it, but {wrong:,} are there"
        )
    return found
