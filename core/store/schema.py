"""How a project file is told from a foreign one, and how sentences are numbered; `versions` holds the tables."""

from functools import cache
from typing import Any

import apsw

from core.store.versions import STEPS, VERSION

# "TGSC", in the header of every project file.
APPLICATION_ID = 0x54475343

# Places between two neighbours, and sentences (at the most, when none is squeezed in) counted by one block.
PLACE_GAP = 1024
BLOCK_SHIFT = 20
# Each import begins a region of its own, far behind everything that can be added while it runs.
REGION_SHIFT = 40

Fingerprint = tuple[tuple[str, str, str, str | None], ...]
# Written by `PRAGMA optimize`; they can only make a query slower or faster.
_STATISTICS = (
    ("table", "sqlite_stat1", "sqlite_stat1", "CREATE TABLE sqlite_stat1(tbl,idx,stat)"),
    ("table", "sqlite_stat4", "sqlite_stat4", "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)"),
)


def advance(connection: apsw.Connection, version: int, target: int = VERSION) -> None:
    """Take the tables from one version to a later one; only inside a transaction.

    Args:
        connection: Of a file of that version; 0 for an empty one.
        version: What the file is.
        target: What it becomes.
    """
    for step in STEPS[version:target]:
        connection.execute(step)
    connection.execute(f"PRAGMA user_version={target}")


def fingerprint(connection: apsw.Connection) -> Fingerprint:
    """Return every table, index, view and trigger of the file with its SQL."""
    rows: list[Any] = connection.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"
    ).fetchall()
    return tuple(row for row in rows if row not in _STATISTICS)


@cache
def known_fingerprint(version: int = VERSION) -> Fingerprint:
    """Return the fingerprint that a file of a version has, from 1 on."""
    with apsw.Connection(":memory:") as connection:
        advance(connection, 0, version)
        found = fingerprint(connection)
    connection.close()
    return found
