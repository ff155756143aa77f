"""Project files created whole, and opened: to be written where that is possible, to be read where it is not."""

import functools
import os
import shutil
import stat
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

import apsw

from core.errors import ProjectError, ProjectReadOnlyError, place
from core.store import holders, schema
from core.store.admission import beside, check_header, check_tables, guard
from core.store.aside import copy_aside
from core.store.checks import Check, check_at_opening, note_check
from core.store.connection import Connection, let_go, now
from core.store.deadline import LONG_SECONDS
from core.store.drafts import new_file
from core.store.faults import busy, own_errors, read_only, unreadable
from core.store.migrations import Migration, migrate
from core.store.names import check_names
from core.store.networks import is_on_network
from core.store.patience import answer_of
from core.store.versions import VERSION

# How long a drive, or whoever keeps its locks, may take to hand out a file.
PATIENCE = 10.0

# Nothing acknowledged is lost at a power cut (fullfsync speaks to macOS alone).
_DURABLE = """
PRAGMA journal_mode=WAL;
PRAGMA synchronous=FULL;
PRAGMA fullfsync=ON;
PRAGMA checkpoint_fullfsync=ON;
PRAGMA wal_autocheckpoint=4000;
"""
# The same where a log beside the file is not to be relied on.
_STEPPED_DOWN = """
PRAGMA journal_mode=DELETE;
PRAGMA synchronous=EXTRA;
PRAGMA fullfsync=ON;
"""


_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Opened:
    """An open project file, and how it was opened.

    Attributes:
        migration: What was done to a file of an older version; None for one of this version.
        is_on_network: Whether it lies on a network drive: slower, and better copied often.
        needs_check: Whether it was not closed or has not been checked for long, and is too large to be
            checked before it is used.
    """

    connection: Connection
    migration: Migration | None = None
    is_on_network: bool = False
    needs_check: bool = False


@dataclass(frozen=True, slots=True)
class _Claim:
    """A file that nobody else can open now."""

    target: Path
    database: apsw.Connection
    was_cut_off: bool
    is_on_network: bool


def create(path: Path, *, vfs: str | None = None) -> Opened:
    """Create an empty project file, whole or not at all, and open it.

    Args:
        path: Must not exist; its folder must.
        vfs: Name of the SQLite file layer; the system's by default.

    Raises:
        ProjectError: There is such a file already, or it cannot be written.
    """
    path = path.absolute()
    with new_file(path) as draft, own_errors(path):
        _write_empty(draft, vfs)
    return open_file(path, vfs=vfs)


def _write_empty(path: Path, vfs: str | None) -> None:
    database = apsw.Connection(str(path), apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE, vfs)
    try:
        database.execute("PRAGMA locking_mode=EXCLUSIVE")
        database.execute(_DURABLE)
        with database:
            database.execute(f"PRAGMA application_id={schema.APPLICATION_ID}")
            schema.advance(database, 0)
            database.execute("INSERT INTO project VALUES (1, ?, ?, 0, 0)", (uuid4().hex, now()))
        database.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
    finally:
        database.close()


def open_file(path: Path, *, vfs: str | None = None, backups: Path | None = None) -> Opened:
    """Open a project file for reading and writing; nobody else can open it until it is closed.

    A file of an older version is brought to this one. A file that may not be written, or lies in a folder
    that may not, is opened to be read.

    Args:
        path: The file.
        vfs: Name of the SQLite file layer; the system's by default.
        backups: Where a copy of an older file goes; beside it by default.

    Raises:
        ProjectBusyError: It is open elsewhere.
        ProjectNewerError: It is newer than this program.
        ProjectDamagedError: It is damaged.
        ProjectUnreadableError: It cannot be read just now.
        ProjectError: It is missing or not ours. Whatever is raised, the file is as it was.
    """
    path = path.absolute()
    try:
        claim = _in_time(path, functools.partial(_claim, path, vfs), lambda claim: let_go(claim.database))
    except ProjectReadOnlyError:
        return _open_to_read(path, vfs)
    return _open_claimed(path, claim, vfs=vfs, folder=backups or path.parent)


def open_copy(path: Path, *, vfs: str | None = None) -> Opened:
    """Open a copy of a project file to be read, be it open elsewhere or not; the file itself is let alone.

    Raises:
        ProjectError: As for `open_file`, but for being open elsewhere.
    """
    path = path.absolute()
    return _open_aside(path, _in_time(path, functools.partial(_target_of, path), lambda _target: None), vfs)


def _in_time(path: Path, work: Callable[[], _T], too_late: Callable[[_T], None]) -> _T:
    try:
        return answer_of(work, too_late=too_late, seconds=PATIENCE)
    except TimeoutError as error:
        raise unreadable(path, "its drive does not answer") from error
    except OSError as error:
        raise unreadable(path, (error.strerror or str(error)).lower()) from error


def _target_of(path: Path) -> Path:
    """Return the file that a path leads to."""
    try:
        target = Path(os.path.realpath(path))
        status = target.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ProjectError("does not exist.", place=place(path), remedy="Check its name and folder.") from error
    if stat.S_ISDIR(status.st_mode):
        raise ProjectError("is a folder.", place=place(path), remedy="Choose a file ending in .tagscope.")
    if not stat.S_ISREG(status.st_mode):
        raise ProjectError("is a device or pipe.", place=place(path), remedy="Choose a file ending in .tagscope.")
    return _name_in_use(target, status) if status.st_nlink > 1 else target


def _name_in_use(target: Path, status: os.stat_result) -> Path:
    """Return the one of several names of a file that a journal belongs to: under another it would be missed."""
    if not beside(target).was_cut_off:
        with os.scandir(target.parent) as entries:
            names = [target.with_name(entry.name) for entry in entries if entry.inode() == status.st_ino]
        for other in names:
            if os.path.samestat(other.stat(), status) and beside(other).was_cut_off:
                return other
    return target


def _claim(path: Path, vfs: str | None) -> _Claim:
    """Let nobody else have a file."""
    target = _target_of(path)
    was_cut_off = beside(target).was_cut_off
    with own_errors(path):
        check_header(path, target, vfs=vfs, was_cut_off=was_cut_off)
        if not (_may_write(target) and _may_write(target.parent)):
            raise read_only(path)
        database = apsw.Connection(str(target), apsw.SQLITE_OPEN_READWRITE, vfs)
        try:
            # A file that is refused must stay as it is, its journal included; an empty journal may go again.
            database.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, int(was_cut_off))
            _lock(path, database, target)
        except BaseException:
            let_go(database)
            raise
    return _Claim(target, database, was_cut_off, is_on_network(target))


def _may_write(what: Path) -> bool:
    return os.access(what, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _lock(path: Path, database: apsw.Connection, target: Path) -> None:
    try:
        guard(database)
        database.execute("BEGIN EXCLUSIVE; COMMIT")
    except apsw.BusyError as error:
        raise busy(path, holders.read(target)) from error
    except apsw.CantOpenError as error:
        # The header could be read: it is the journal that may not be made.
        raise read_only(path) from error
    if database.readonly("main"):
        raise read_only(path)


def _open_claimed(path: Path, claim: _Claim, *, vfs: str | None, folder: Path | None) -> Opened:
    connection = Connection(path, claim.database)
    try:
        with connection.reading(seconds=LONG_SECONDS):
            check_tables(path, claim.database)
            check = check_at_opening(connection, was_cut_off=claim.was_cut_off)
            check_names(path, claim.database)
            _choose_journal(claim)
        migration = migrate(connection, folder=folder, vfs=vfs)
        claim.database.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0)
    except BaseException:
        let_go(claim.database)
        raise
    if check is Check.DONE:
        note_check(connection)
    holders.note(claim.target)
    connection.on_close.append(functools.partial(holders.forget, claim.target))
    return Opened(connection, migration, claim.is_on_network, check is Check.NEEDED)


def _choose_journal(claim: _Claim) -> None:
    if not claim.is_on_network:
        mode = claim.database.execute(_DURABLE).fetchall()[0][0]
        if mode == "wal":
            return
    claim.database.execute(_STEPPED_DOWN).fetchall()


def _open_to_read(path: Path, vfs: str | None) -> Opened:
    """Open a file that may not be written, as it lies there or, where that does not do, a copy of it."""
    target = _target_of(path)
    with own_errors(path):
        if beside(target).has_journal:
            return _open_aside(path, target, vfs)
        status = target.stat()
        database = apsw.Connection(
            f"{target.as_uri()}?immutable=1", apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI, vfs
        )
        connection = Connection(path, database)
        connection.is_read_only = True
        connection.was_changed = functools.partial(_was_changed, target, status)
        try:
            guard(database)
            check_tables(path, database)
            if int(database.pragma("user_version")) < VERSION:
                let_go(database)
                return _open_aside(path, target, vfs)
            with connection.reading(seconds=LONG_SECONDS):
                check_at_opening(connection, was_cut_off=False)
                check_names(path, database)
        except BaseException:
            let_go(database)
            raise
    return Opened(connection, is_on_network=is_on_network(target))


def _was_changed(target: Path, before: os.stat_result) -> bool:
    try:
        now_ = target.stat()
    except OSError:
        return True
    return (now_.st_mtime_ns, now_.st_size, now_.st_ino) != (before.st_mtime_ns, before.st_size, before.st_ino)


def _open_aside(path: Path, target: Path, vfs: str | None) -> Opened:
    with own_errors(path):
        check_header(path, target, vfs=vfs, was_cut_off=beside(target).was_cut_off)
    copy = copy_aside(path, target, vfs=vfs)
    delete = functools.partial(shutil.rmtree, copy.parent, ignore_errors=True)
    try:
        with own_errors(path):
            database = apsw.Connection(str(copy), apsw.SQLITE_OPEN_READWRITE)
            try:
                guard(database)
                database.execute("BEGIN EXCLUSIVE; COMMIT")
            except BaseException:
                let_go(database)
                raise
        claim = _Claim(copy, database, was_cut_off=False, is_on_network=False)
        opened = _open_claimed(path, claim, vfs=None, folder=None)
    except BaseException:
        delete()
        raise
    opened.connection.is_read_only = True
    opened.connection.on_close.append(delete)
    return replace(opened, is_on_network=is_on_network(target), needs_check=False)
