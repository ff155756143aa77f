"""Project files created whole and opened only when they are ours, of this version, undamaged and free."""

import os
from pathlib import Path
from uuid import uuid4

import apsw

from core.errors import ProjectError, ProjectNewerError, ProjectReadOnlyError, place
from core.store import schema
from core.store.connection import Connection, now
from core.store.copies import check_free, check_pages, draft_of, give_name, remove_draft
from core.store.deadline import LONG_SECONDS, Deadline
from core.store.faults import damaged, foreign, own_errors
from core.store.migrations import migrate
from core.store.names import check_names
from core.store.versions import VERSION

_MAGIC = b"SQLite format 3\0"
_HEADER_SIZE = 100
# A file up to this size is checked page by page whenever it is opened; a larger one after a crash only.
_CHECKED_BYTES = 64 * 2**20

# Before the first read: nothing of the file is trusted, nobody else may have it.
_GUARDED = """
PRAGMA locking_mode=EXCLUSIVE;
PRAGMA trusted_schema=OFF;
PRAGMA cell_size_check=ON;
PRAGMA mmap_size=0;
PRAGMA cache_size=-32768;
"""
# Before the first write: nothing acknowledged is lost at a power cut (fullfsync speaks to macOS alone).
_DURABLE = """
PRAGMA journal_mode=WAL;
PRAGMA synchronous=FULL;
PRAGMA fullfsync=ON;
PRAGMA checkpoint_fullfsync=ON;
PRAGMA wal_autocheckpoint=4000;
"""
_SWITCHES = {
    apsw.SQLITE_DBCONFIG_DEFENSIVE: 1,
    apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA: 0,
    apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER: 0,
    apsw.SQLITE_DBCONFIG_ENABLE_VIEW: 0,
    apsw.SQLITE_DBCONFIG_DQS_DML: 0,
    apsw.SQLITE_DBCONFIG_DQS_DDL: 0,
}
_LIMITS = {
    apsw.SQLITE_LIMIT_ATTACHED: 0,
    apsw.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    apsw.SQLITE_LIMIT_EXPR_DEPTH: 500,
    apsw.SQLITE_LIMIT_COMPOUND_SELECT: 10,
    apsw.SQLITE_LIMIT_COLUMN: 100,
    apsw.SQLITE_LIMIT_SQL_LENGTH: 1_000_000,
    apsw.SQLITE_LIMIT_WORKER_THREADS: 0,
}


def create(path: Path, *, vfs: str | None = None) -> Connection:
    """Create an empty project file, whole or not at all, and open it.

    Args:
        path: Must not exist; its folder must.
        vfs: Name of the SQLite file layer; the system's by default.

    Raises:
        ProjectError: There is such a file already, or it cannot be written.
    """
    path = path.absolute()
    check_free(path)
    draft = draft_of(path)
    try:
        with own_errors(path):
            _write_empty(draft, vfs)
        give_name(draft, path)
    except OSError as error:
        raise ProjectError(f"cannot be created: {error.strerror}.", place=place(path)) from error
    finally:
        remove_draft(draft)
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


def open_file(path: Path, *, vfs: str | None = None, backups: Path | None = None) -> Connection:
    """Open a project file for reading and writing; nobody else can open it until it is closed.

    A file of an older version is brought to this one.

    Args:
        path: The file.
        vfs: Name of the SQLite file layer; the system's by default.
        backups: Where a copy of an older file goes; beside it by default.

    Raises:
        ProjectError: It is missing, not ours, newer than this program, damaged, open elsewhere, or may
            not be written. The file is as it was.
    """
    path = path.absolute()
    if path.is_dir():
        raise ProjectError("is a folder.", place=place(path), remedy="Choose a file ending in .tagscope.")
    if not path.exists():
        raise ProjectError("does not exist.", place=place(path), remedy="Check its name and folder.")
    # Read through SQLite's own file layer: closing a file of ours would drop the locks of a connection
    # that this process already has on it.
    target = Path(os.path.realpath(path))
    was_closed = not (_has_content(target, "-wal") or _has_content(target, "-journal"))
    with own_errors(path):
        _check_header(path, target, vfs, was_closed=was_closed)
        database = apsw.Connection(str(target), apsw.SQLITE_OPEN_READWRITE, vfs)
        try:
            # A file that is refused must stay as it is, its journal included; an empty journal may go again.
            database.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, int(not was_closed))
            with Deadline(database).within(LONG_SECONDS):
                _prepare(path, database, was_closed=was_closed)
            migration = migrate(database, path, folder=backups or path.parent, vfs=vfs)
            database.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0)
        except BaseException:
            database.close()
            raise
    return Connection(path, database, migration)


def _has_content(path: Path, suffix: str) -> bool:
    beside = path.with_name(path.name + suffix)
    return beside.exists() and beside.stat().st_size > 0


def _check_header(path: Path, target: Path, vfs: str | None, *, was_closed: bool) -> None:
    file = apsw.VFSFile(vfs or "", str(target), [apsw.SQLITE_OPEN_MAIN_DB | apsw.SQLITE_OPEN_READONLY, 0])
    try:
        size = file.xFileSize()
        header = file.xRead(_HEADER_SIZE, 0) if size >= _HEADER_SIZE else b""
    finally:
        file.xClose()
    is_spoilt = header[: len(_MAGIC)] != _MAGIC
    if is_spoilt and header and _has_content(target, "-wal"):
        # The power went out while the first page was being written: the journal still holds it, SQLite reads it there.
        return
    if is_spoilt or _number(header, 68, 4) != schema.APPLICATION_ID:
        raise foreign(path)
    _check_version(path, _number(header, 60, 4))
    page_size = 65536 if _number(header, 16, 2) == 1 else _number(header, 16, 2)
    if was_closed and _number(header, 28, 4) * page_size > size:
        raise damaged(path, f"it is cut off after {size:,} bytes")


def _number(header: bytes, start: int, n_bytes: int) -> int:
    return int.from_bytes(header[start : start + n_bytes], "big")


def _check_version(path: Path, version: int) -> None:
    if version > VERSION:
        raise ProjectNewerError(
            f"was written by a newer Tagscope (project version {version}, this program knows {VERSION}).",
            place=place(path),
            remedy="Update Tagscope; the file was left as it is.",
        )
    if version < 1:
        raise foreign(path)


def _prepare(path: Path, database: apsw.Connection, *, was_closed: bool) -> None:
    for switch, value in _SWITCHES.items():
        database.config(switch, value)
    for limit, value in _LIMITS.items():
        database.limit(limit, value)
    database.execute(_GUARDED).fetchall()
    if database.pragma("application_id") != schema.APPLICATION_ID:
        raise foreign(path)
    version = int(database.pragma("user_version"))
    _check_version(path, version)
    if schema.fingerprint(database) != schema.known_fingerprint(version):
        raise ProjectError(
            "holds tables that Tagscope has not made.",
            place=place(path),
            remedy="It was changed by another program and is not opened.",
        )
    if database.readonly("main"):
        raise ProjectReadOnlyError(
            "may not be written.", place=place(path), remedy="Copy it to a folder you may write to."
        )
    _check_pages(path, database, was_closed=was_closed)
    check_names(path, database)
    database.execute(_DURABLE).fetchall()


def _check_pages(path: Path, database: apsw.Connection, *, was_closed: bool) -> None:
    size = database.pragma("page_count") * database.pragma("page_size")
    if was_closed and size > _CHECKED_BYTES:
        return
    check_pages(path, database)
