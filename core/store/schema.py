"""What a project file holds: the tables as SQL, their version, and how a foreign file is told apart.

Sentences are numbered once and for ever. Their order is `place`: a sparse number, so that a sentence can
be put between two others without moving the rest. A row of `position` says that a sentence is in the
corpus; taking the sentence out moves that row to `removed`, bringing it back moves it home again.
"""

from functools import cache
from typing import Any

import apsw

# "TGSC", in the header of every project file.
APPLICATION_ID = 0x54475343
VERSION = 1

# Places between two neighbours, and sentences (at the most, when none is squeezed in) counted by one block.
PLACE_GAP = 1024
BLOCK_SHIFT = 20
# Each import begins a region of its own, far behind everything that can be added while it runs.
REGION_SHIFT = 40

SCHEMA = """
CREATE TABLE project (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    identity TEXT NOT NULL,
    created_at TEXT NOT NULL,
    journal_done INTEGER NOT NULL,
    last_place INTEGER NOT NULL
) STRICT;
CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL
) STRICT;
CREATE TABLE sentence (
    id INTEGER PRIMARY KEY,
    place INTEGER NOT NULL,
    document INTEGER NOT NULL,
    tokens TEXT NOT NULL,
    spaces TEXT
) STRICT;
CREATE TABLE source (
    sentence INTEGER PRIMARY KEY,
    rows TEXT NOT NULL
) STRICT;
CREATE TABLE position (
    place INTEGER PRIMARY KEY,
    sentence INTEGER NOT NULL,
    split INTEGER NOT NULL,
    n_tokens INTEGER NOT NULL
) STRICT;
CREATE TABLE removed (
    place INTEGER PRIMARY KEY,
    sentence INTEGER NOT NULL,
    split INTEGER NOT NULL,
    n_tokens INTEGER NOT NULL,
    import INTEGER
) STRICT;
CREATE TABLE block (
    block INTEGER PRIMARY KEY,
    n INTEGER NOT NULL
) STRICT;
CREATE TABLE length (
    split INTEGER NOT NULL,
    n_tokens INTEGER NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (split, n_tokens)
) STRICT, WITHOUT ROWID;
CREATE TABLE layer (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    scheme TEXT NOT NULL,
    annotator TEXT NOT NULL DEFAULT '',
    is_removed INTEGER NOT NULL DEFAULT 0,
    n_labelled INTEGER NOT NULL DEFAULT 0,
    import INTEGER
) STRICT;
CREATE TABLE tag (
    layer INTEGER NOT NULL,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    n INTEGER NOT NULL,
    import INTEGER,
    PRIMARY KEY (layer, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE label (
    layer INTEGER NOT NULL,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    colour INTEGER NOT NULL,
    key TEXT NOT NULL,
    is_removed INTEGER NOT NULL DEFAULT 0,
    import INTEGER,
    PRIMARY KEY (layer, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE tagging (
    sentence INTEGER NOT NULL,
    layer INTEGER NOT NULL,
    codes TEXT NOT NULL,
    origins TEXT,
    changed_at TEXT,
    PRIMARY KEY (sentence, layer)
) STRICT, WITHOUT ROWID;
CREATE TABLE remark (
    sentence INTEGER PRIMARY KEY,
    note TEXT NOT NULL,
    is_flagged INTEGER NOT NULL
) STRICT;
CREATE TABLE journal (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    title TEXT NOT NULL,
    edit TEXT NOT NULL,
    inverse TEXT NOT NULL
) STRICT;
CREATE TABLE import (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    format TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('running', 'finished')),
    started_at TEXT NOT NULL,
    finished_at TEXT,
    n_sentences INTEGER NOT NULL DEFAULT 0,
    n_tokens INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE import_chunk (
    import INTEGER NOT NULL,
    first_sentence INTEGER NOT NULL,
    last_sentence INTEGER NOT NULL,
    first_document INTEGER NOT NULL,
    last_document INTEGER NOT NULL,
    first_place INTEGER NOT NULL,
    last_place INTEGER NOT NULL,
    PRIMARY KEY (import, first_sentence)
) STRICT, WITHOUT ROWID;
CREATE TABLE model (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    created_at TEXT NOT NULL,
    layer TEXT NOT NULL,
    run INTEGER,
    info TEXT NOT NULL,
    n_bytes INTEGER NOT NULL,
    digest TEXT NOT NULL
) STRICT;
CREATE TABLE model_content (
    model INTEGER PRIMARY KEY,
    content BLOB NOT NULL
) STRICT;
CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    layer TEXT NOT NULL,
    started_at TEXT NOT NULL,
    ended_at TEXT,
    reason TEXT,
    config TEXT NOT NULL
) STRICT;
CREATE TABLE run_step (
    run INTEGER NOT NULL,
    step INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    loss REAL,
    gradient_norm REAL,
    learning_rate REAL,
    tokens_per_second REAL,
    PRIMARY KEY (run, step)
) STRICT, WITHOUT ROWID;
CREATE TABLE run_epoch (
    run INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    scores TEXT NOT NULL,
    PRIMARY KEY (run, epoch)
) STRICT, WITHOUT ROWID;
"""

Fingerprint = tuple[tuple[str, str, str, str | None], ...]
# Written by `PRAGMA optimize`; they can only make a query slower or faster.
_STATISTICS = (
    ("table", "sqlite_stat1", "sqlite_stat1", "CREATE TABLE sqlite_stat1(tbl,idx,stat)"),
    ("table", "sqlite_stat4", "sqlite_stat4", "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)"),
)


def fingerprint(connection: apsw.Connection) -> Fingerprint:
    """Return every table, index, view and trigger of the file with its SQL."""
    rows: list[Any] = connection.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"
    ).fetchall()
    return tuple(row for row in rows if row not in _STATISTICS)


@cache
def own_fingerprint() -> Fingerprint:
    """Return the fingerprint that a file of this version has."""
    with apsw.Connection(":memory:") as connection:
        connection.execute(SCHEMA)
        found = fingerprint(connection)
    connection.close()
    return found
