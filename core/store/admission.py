"""What is let in: files of ours, of a version we know, with the tables of that version and no others."""

from dataclasses import dataclass
from pathlib import Path

import apsw

from core.errors import ProjectForeignError, ProjectNewerError, place
from core.store import schema
from core.store.faults import damaged, foreign
from core.store.versions import VERSION

_MAGIC = b"SQLite format 3\0"
_HEADER_SIZE = 100

# Nothing of the file is trusted, and nobody else may have it.
_GUARDED = """
PRAGMA locking_mode=EXCLUSIVE;
PRAGMA trusted_schema=OFF;
PRAGMA cell_size_check=ON;
PRAGMA mmap_size=0;
PRAGMA cache_size=-32768;
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


@dataclass(frozen=True, slots=True)
class Beside:
    """What lies beside a project file.

    Attributes:
        has_journal: Whether there is a journal of either kind, be it empty: somebody may have the file open.
        was_cut_off: Whether something stands in it: the file was not closed, or is open elsewhere.
    """

    has_journal: bool
    was_cut_off: bool


def beside(target: Path) -> Beside:
    """Look for the journals of a file.

    Raises:
        OSError: The folder cannot be read.
    """
    journals = [journal for journal in journals_of(target) if journal.exists()]
    return Beside(bool(journals), any(journal.stat().st_size for journal in journals))


def journals_of(target: Path) -> list[Path]:
    """Return where the journals of a file are, where it has any."""
    return [target.with_name(f"{target.name}{suffix}") for suffix in ("-wal", "-journal")]


def check_header(path: Path, target: Path, *, vfs: str | None, was_cut_off: bool) -> None:
    """Look at the first bytes of a file before SQLite does.

    Args:
        path: What messages name.
        target: The file. It is read through SQLite's own file layer: closing a file of ours would drop the
            locks of a connection that this process already has on it.
        vfs: Name of that layer; the system's by default.
        was_cut_off: Whether a journal may still hold what is missing.

    Raises:
        ProjectError: It is not ours, newer than this program, or cut off.
    """
    file = apsw.VFSFile(vfs or "", str(target), [apsw.SQLITE_OPEN_MAIN_DB | apsw.SQLITE_OPEN_READONLY, 0])
    try:
        size = file.xFileSize()
        header = file.xRead(_HEADER_SIZE, 0) if size >= _HEADER_SIZE else b""
    finally:
        file.xClose()
    is_spoilt = header[: len(_MAGIC)] != _MAGIC
    if is_spoilt and header and was_cut_off:
        # The power went out while the first page was being written: the journal still holds it, SQLite reads it there.
        return
    if is_spoilt or _number(header, 68, 4) != schema.APPLICATION_ID:
        raise foreign(path)
    check_version(path, _number(header, 60, 4))
    page_size = 65536 if _number(header, 16, 2) == 1 else _number(header, 16, 2)
    if not was_cut_off and _number(header, 28, 4) * page_size > size:
        raise damaged(path, f"it is cut off after {size:,} bytes")


def _number(header: bytes, start: int, n_bytes: int) -> int:
    return int.from_bytes(header[start : start + n_bytes], "big")


def check_version(path: Path, version: int) -> None:
    """See that this program knows a version.

    Raises:
        ProjectNewerError: A later program made it.
        ProjectForeignError: There never was such a version.
    """
    if version > VERSION:
        raise ProjectNewerError(
            f"was written by a newer Tagscope (project version {version}, this program knows {VERSION}).",
            place=place(path),
            remedy="Update Tagscope; the file was left as it is.",
        )
    if version < 1:
        raise foreign(path)


def guard(database: apsw.Connection) -> None:
    """Trust nothing of a file, and let nobody else have it; before the first read."""
    for switch, value in _SWITCHES.items():
        database.config(switch, value)
    for limit, value in _LIMITS.items():
        database.limit(limit, value)
    database.execute(_GUARDED).fetchall()


def check_tables(path: Path, database: apsw.Connection) -> None:
    """See that a file holds the tables of its version.

    Raises:
        ProjectError: It does not, is not ours, or is newer than this program.
    """
    if database.pragma("application_id") != schema.APPLICATION_ID:
        raise foreign(path)
    version = int(database.pragma("user_version"))
    check_version(path, version)
    if schema.fingerprint(database) != schema.known_fingerprint(version):
        raise ProjectForeignError(
            "holds tables that Tagscope has not made.",
            place=place(path),
            remedy="It was changed by another program and is not opened.",
        )
