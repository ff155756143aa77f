"""A project file copied while it is in use, and a copy opened to be looked at."""

import contextlib
import hashlib
from collections.abc import Generator
from pathlib import Path

import apsw

from core.atomic import sync_file
from core.errors import ProjectError, place
from core.store.connection import Connection
from core.store.copies import Progress, look_at
from core.store.drafts import new_file
from core.store.faults import damaged, own_errors
from core.store.totals import Totals, counted_totals, stored_totals


def copy(
    connection: Connection,
    target: Path,
    *,
    called: Path | None = None,
    vfs: str | None = None,
    is_lasting: bool = True,
) -> Generator[Progress, None, Totals]:
    """Copy an open project, a few milliseconds' turn at a time; what is changed meanwhile is in the copy too.

    Args:
        connection: The project; others go on using it.
        target: The file to write; must not exist.
        called: What messages about it name; the file itself by default.
        vfs: Name of the SQLite file layer it is written through; the system's by default.
        is_lasting: Whether it must be on disk at the end, for which every commit of the project has to wait.

    Yields:
        Pages done, and pages in all. Closing the generator leaves a file that is of no use.

    Returns:
        The totals of the project at the moment the copy shows. The copy has not been checked.

    Raises:
        ProjectDamagedError: The project is damaged.
        ProjectError: The copy cannot be written.
    """
    called = called or target
    try:
        with own_errors(called):
            database = apsw.Connection(str(target), apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE, vfs)
            with contextlib.closing(database):
                totals = yield from connection.copy_into(database, at_end=lambda: stored_totals(connection))
        if is_lasting:
            sync_file(target)
    except OSError as error:
        raise ProjectError(f"cannot be written: {error.strerror}.", place=place(called)) from error
    return totals


def save_copy(connection: Connection, target: Path, *, vfs: str | None = None) -> Generator[Progress, None, None]:
    """Copy an open project into a new file that is complete and checked, or not there.

    Args:
        connection: The project; others go on using it.
        target: The file to write; must not exist, its folder must.
        vfs: Name of the SQLite file layer it is written through; the system's by default.

    Yields:
        How far it is. Closing the generator leaves nothing.

    Raises:
        ProjectDamagedError: The project is damaged.
        ProjectError: The copy cannot be written.
    """
    with new_file(target) as draft:
        totals = yield from copy(connection, draft, called=target, vfs=vfs, is_lasting=False)
        with looking_at(draft, called=connection.path) as copied:
            checked_totals(copied, totals)


@contextlib.contextmanager
def looking_at(path: Path, *, called: Path | None = None) -> Generator[Connection]:
    """Open a project file that nobody else uses, to read it alone: nothing is written, not even beside it.

    Args:
        path: The file; a journal beside it is not looked at.
        called: What messages name; the file itself by default.

    Raises:
        ProjectError: It cannot be opened. That it is sound or ours is not checked.
    """
    called = called or path
    with own_errors(called):
        database = look_at(path)
    with contextlib.closing(database):
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


def checked_totals(connection: Connection, expected: Totals | None = None, *, is_full: bool = False) -> Totals:
    """Return what a copy holds, having made sure that it is sound.

    Args:
        connection: The copy.
        expected: What it should hold; None where its own totals must do.
        is_full: Compare indexes with their tables as well.

    Raises:
        ProjectDamagedError: Its pages do not hang together, or its rows come to something else.
    """
    connection.check_pages(is_full=is_full)
    found = counted_totals(connection)
    for name, (right, wrong) in (expected or stored_totals(connection)).differences(found).items():
        raise damaged(
            connection.path, f"{right:,} {name.removeprefix('n_')} are counted in it, but {wrong:,} are there"
        )
    return found
