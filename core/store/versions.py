"""What a project file holds: the tables as SQL, one step from each version to the next.

A step that has been released never changes: files of its version are told by it. A new file is made by
all steps in turn, so that it cannot differ from a migrated one.

Sentences are numbered once and for ever. Their order is `place`: a sparse number, so that a sentence can
be put between two others without moving the rest. A row of `position` says that a sentence is in the
corpus; taking the sentence out moves that row to `removed`, bringing it back moves it home again.
"""

_FIRST = """
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

# Layers of several annotators over one label set, labels merged into others, what an import had to say, the
# project's small state, what people and models say of labels, what changes of many sentences have kept of
# them, and where a training run can go on.
_SECOND = """
ALTER TABLE layer ADD COLUMN base INTEGER;
ALTER TABLE layer ADD COLUMN place INTEGER;
ALTER TABLE layer ADD COLUMN guidelines TEXT NOT NULL DEFAULT '';
ALTER TABLE tag ADD COLUMN is_merged INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import ADD COLUMN n_problems INTEGER NOT NULL DEFAULT 0;
CREATE TABLE import_report (
    import INTEGER NOT NULL,
    number INTEGER NOT NULL,
    line INTEGER NOT NULL,
    found TEXT NOT NULL,
    action TEXT NOT NULL,
    PRIMARY KEY (import, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE verdict (
    layer INTEGER NOT NULL,
    sentence INTEGER NOT NULL,
    token INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (layer, sentence, token)
) STRICT, WITHOUT ROWID;
CREATE TABLE belief (
    layer INTEGER NOT NULL,
    sentence INTEGER NOT NULL,
    model INTEGER NOT NULL,
    codes TEXT NOT NULL,
    probabilities BLOB NOT NULL,
    entropy REAL NOT NULL,
    log_probability REAL NOT NULL,
    margin REAL NOT NULL,
    n_different INTEGER NOT NULL,
    PRIMARY KEY (layer, sentence)
) STRICT, WITHOUT ROWID;
CREATE INDEX belief_by_entropy ON belief (layer, entropy);
CREATE INDEX belief_by_log_probability ON belief (layer, log_probability);
CREATE INDEX belief_by_margin ON belief (layer, margin);
CREATE INDEX belief_different ON belief (layer, n_different) WHERE n_different > 0;
CREATE TABLE sweep (
    id INTEGER PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('making', 'kept', 'swapping')),
    reached INTEGER NOT NULL DEFAULT 0,
    entry INTEGER
) STRICT;
CREATE TABLE swept_text (
    sweep INTEGER NOT NULL,
    sentence INTEGER NOT NULL,
    tokens TEXT NOT NULL,
    spaces TEXT,
    PRIMARY KEY (sweep, sentence)
) STRICT, WITHOUT ROWID;
CREATE TABLE swept_tagging (
    sweep INTEGER NOT NULL,
    sentence INTEGER NOT NULL,
    layer INTEGER NOT NULL,
    codes TEXT,
    origins TEXT,
    changed_at TEXT,
    PRIMARY KEY (sweep, sentence, layer)
) STRICT, WITHOUT ROWID;
CREATE TABLE checkpoint (
    run INTEGER PRIMARY KEY,
    epoch INTEGER NOT NULL,
    step INTEGER NOT NULL,
    content BLOB NOT NULL,
    digest TEXT NOT NULL
) STRICT;
"""

STEPS = (_FIRST, _SECOND)
VERSION = len(STEPS)
