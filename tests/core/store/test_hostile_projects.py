"""Project files made to do harm: each is refused in our words, or what is in it is shown as plain data."""

import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import apsw
import pytest

from core import edits
from core.corpus import Layer, Scheme, Sentence
from core.errors import ProjectDamagedError, ProjectError
from core.project import Project
from core.query import Query
from core.store import checks, connection, opening
from core.store.verdicts import Verdict

Watch = Callable[..., Any]
FOREIGN = "holds tables that Tagscope has not made"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A closed project file of four hundred sentences."""
    path = tmp_path / "tides.tagscope"
    with Project.create(path) as project:
        running = project.begin_import("tides", "text", [Layer("ner", Scheme.IOB2)])
        running.add([Sentence(("wave", f"{n}"), {"ner": ("B-PER", "O")}, document=f"d{n}") for n in range(400)])
        running.finish()
    return path


def change(path: Path, *statements: str) -> None:
    """Change a file as its author may, who is bound by nothing."""
    database = apsw.Connection(str(path))
    database.config(apsw.SQLITE_DBCONFIG_WRITABLE_SCHEMA, 1)
    for sql in statements:
        database.execute(sql).fetchall()
    database.close()


def master(sql: str, name: str = "sentence") -> str:
    quoted = sql.replace("'", "''")
    return f"UPDATE sqlite_schema SET sql = '{quoted}' WHERE name = '{name}'"


def insert(kind: str, name: str, table: str, root: int | str, sql: str) -> str:
    quoted = sql.replace("'", "''")
    return f"INSERT INTO sqlite_schema VALUES ('{kind}', '{name}', '{table}', {root}, '{quoted}')"


ENDLESS = "WITH RECURSIVE more(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM more) SELECT n FROM more"
ROOT = "(SELECT rootpage FROM sqlite_schema WHERE name = 'sentence')"
SCHEMAS = {
    "recursive view": [f"CREATE VIEW more AS {ENDLESS}"],
    "view in place of a table": ["ALTER TABLE remark RENAME TO old", f"CREATE VIEW remark AS {ENDLESS}"],
    "trigger": ["CREATE TRIGGER more AFTER INSERT ON journal BEGIN DELETE FROM sentence; END"],
    "trigger instead of a view": [
        "CREATE VIEW more AS SELECT 1",
        "CREATE TRIGGER again INSTEAD OF INSERT ON more BEGIN DELETE FROM sentence; END",
    ],
    "generated column": ["ALTER TABLE sentence ADD COLUMN more TEXT AS (hex(randomblob(100000000)))"],
    "default with a function": [
        master("CREATE TABLE sentence (id INTEGER PRIMARY KEY, tokens TEXT DEFAULT (zeroblob(9)))")
    ],
    "check with a function": [
        master("CREATE TABLE sentence (id INTEGER PRIMARY KEY, tokens TEXT CHECK (load_extension('x')))")
    ],
    "expression index": ["CREATE INDEX more ON sentence (hex(tokens))"],
    "partial index": ["CREATE INDEX more ON sentence (id) WHERE length(tokens) > 1"],
    "full-text table": ["CREATE VIRTUAL TABLE more USING fts5(a)"],
    "full-text table over ours": ["CREATE VIRTUAL TABLE more USING fts5(tokens, content='sentence')"],
    "shadow table of no table": ["CREATE TABLE sentence_data (id INTEGER PRIMARY KEY, block BLOB)"],
    "virtual table by hand": [insert("table", "more", "more", 0, "CREATE VIRTUAL TABLE more USING fts5(a)")],
    "virtual table of our name": [master("CREATE VIRTUAL TABLE sentence USING fts5(tokens)")],
    "unknown module": [insert("table", "more", "more", 0, "CREATE VIRTUAL TABLE more USING nobody(a)")],
    "second name of a table": [insert("table", "more", "more", ROOT, "CREATE TABLE more (a)")],
    "no SQL at all": [insert("table", "more", "more", ROOT, "")],
    "a statement that is none": [insert("table", "more", "more", ROOT, "DROP TABLE sentence")],
    "statistics of another shape": [
        insert("table", "sqlite_stat1", "sqlite_stat1", ROOT, "CREATE TABLE sqlite_stat1(tbl,idx,stat,more)")
    ],
    "a table less": ["DROP TABLE journal"],
    "another case": [master("CREATE TABLE SENTENCE (id INTEGER PRIMARY KEY)")],
    "collation of nobody": [master("CREATE TABLE sentence (id INTEGER PRIMARY KEY, tokens TEXT COLLATE nobody)")],
    "hundreds of tables": ["; ".join(f"CREATE TABLE more{n} (a)" for n in range(300))],
    "a schema of a megabyte": [
        "CREATE TABLE more (" + ", ".join(f"a{n} TEXT DEFAULT '{'x' * 900}'" for n in range(1100)) + ")"
    ],
}


def opened(path: Path) -> None:
    """Open a project and look at everything in it."""
    with Project.open(path) as project:
        list(project.sentences())
        list(project.ids())
        list(project.ids(Query.parse("wave label:PER /e 1/")))
        for layer in project.layers:
            _ = project.labels(layer.name), project.label_counts(layer.name)
        _ = project.models(), project.runs.all(), project.length_histogram(), project.undo_title
        project.apply(edits.SetTags(1, "ner", 0, ("O",)))
        project.undo()


@pytest.mark.parametrize("statements", SCHEMAS.values(), ids=SCHEMAS.keys())
def test_a_schema_that_is_not_ours_is_refused_and_runs_nothing(file: Path, statements: list[str]) -> None:
    change(file, *statements)
    before = file.read_bytes()
    with pytest.raises(ProjectError, match=rf"^tides\.tagscope: .*({FOREIGN}|damaged|cannot be used|memory)"):
        opened(file)
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_statistics_may_say_anything(file: Path) -> None:
    change(
        file,
        "ANALYZE",
        "DELETE FROM sqlite_stat1",
        "INSERT INTO sqlite_stat1 VALUES ('position', NULL, '0 0 unordered'), (zeroblob(9), 'x', 'sz=-1'), (7, 8, 9)",
    )
    opened(file)


HEADERS = {
    "pages beyond the end": (28, b"\xff\xff\xff\xff"),
    "no pages": (28, b"\0\0\0\0"),
    "page size 0": (16, b"\0\0"),
    "page size 3": (16, b"\0\3"),
    "page size 65536": (16, b"\0\1"),
    "reserved bytes": (20, b"\xff"),
    "fractions": (21, b"\0\0\0"),
    "format of the future": (18, b"\xff\xff"),
    "free list beyond the end": (32, b"\x7f\xff\xff\xff\x7f\xff\xff\xff"),
    "schema format": (44, b"\0\0\0\x63"),
    "UTF-16": (56, b"\0\0\0\2"),
    "encoding 9": (56, b"\0\0\0\x09"),
    "vacuum": (52, b"\0\0\xff\xff\0\0\0\1"),
    "root of the schema": (100, b"\x02"),
    "cells of the schema": (103, b"\xff\xff"),
}


@pytest.mark.parametrize(("at", "value"), HEADERS.values(), ids=HEADERS.keys())
def test_a_header_that_lies_is_refused_or_does_no_harm(file: Path, at: int, value: bytes) -> None:
    content = bytearray(file.read_bytes())
    content[at : at + len(value)] = value
    file.write_bytes(content)
    try:
        opened(file)
    except ProjectError as error:
        assert str(error).startswith("tides.tagscope: ")  # noqa: PT017


TYPES = {
    "number for text": "UPDATE sentence SET tokens = 7 WHERE id = 3",
    "blob for text": "UPDATE sentence SET tokens = x'ff' WHERE id = 3",
    "nothing for text": "UPDATE document SET name = NULL WHERE id = 3",
    "text for a number": "UPDATE position SET split = 'x' WHERE sentence = 3",
    "blob for a number": "UPDATE tagging SET layer = x'00' WHERE sentence = 3",
}


@pytest.mark.parametrize("sql", TYPES.values(), ids=TYPES.keys())
def test_values_of_another_type_are_refused(file: Path, sql: str) -> None:
    table = sql.split(" ")[1]
    database = apsw.Connection(str(file))
    schema = database.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (table,)).fetchone()[0]
    database.close()
    loose = schema.replace("STRICT, ", "").replace(" STRICT", "").replace(" NOT NULL", "")
    for column in ("TEXT", "INTEGER"):
        loose = loose.replace(column, "BLOB") if "PRIMARY KEY (" in loose else loose.replace(f" {column}", "")
    loose = loose.replace(" PRIMARY KEY,", " INTEGER PRIMARY KEY,")
    change(file, master(loose, table))
    change(file, sql)
    change(file, master(schema, table))
    with pytest.raises(ProjectError, match="damaged"):
        opened(file)


def test_text_that_is_no_utf8_is_refused(file: Path) -> None:
    change(file, "UPDATE sentence SET tokens = CAST(x'77ff0a78' AS TEXT) WHERE id = 3")
    with pytest.raises(ProjectError, match=r"damaged: it holds text that is no UTF-8\."):
        opened(file)


@pytest.mark.parametrize("table", ["document", "layer", "tag", "label", "import"])
def test_a_name_of_megabytes_is_refused(file: Path, table: str) -> None:
    where = "id = 1" if table == "document" else "1"
    change(file, f"UPDATE {table} SET name = hex(zeroblob(3000000)) WHERE {where}")
    with pytest.raises(ProjectError, match=rf"damaged: it holds a name of more than 1,000 characters \({table}\)\."):
        opened(file)


def test_huge_cells_are_plain_data(tmp_path: Path, file: Path, watch: Watch) -> None:
    good = tmp_path / "good.tagscope"
    good.write_bytes(file.read_bytes())
    change(
        file,
        "UPDATE sentence SET tokens = 'wave' || char(10) || hex(zeroblob(4000000)) WHERE id = 1",
        "INSERT INTO source VALUES (1, hex(zeroblob(4000000)))",
        "INSERT INTO remark VALUES (1, hex(zeroblob(4000000)), 1)",
        "UPDATE journal SET title = hex(zeroblob(4000000))",
    )
    watched = watch("project", good, [file])
    assert watched.said == {file.name: ""}
    assert watched.events == ()
    assert watched.peak < 260
    with Project.open(file) as project:
        assert project.undo_title == "…"
        assert project.undo() is not None


def page(content: bytearray, number: int) -> memoryview:
    return memoryview(content)[4096 * (number - 1) : 4096 * number]


def interior(children: list[int]) -> bytes:
    """Return an interior page of a table, all of whose keys are 1."""
    cells = b"".join(struct.pack(">I", child) + b"\x01" for child in children)
    begin = 4096 - len(cells)
    pointers = b"".join(struct.pack(">H", begin + 5 * n) for n in range(len(children)))
    head = struct.pack(">BHHHBI", 5, 0, len(children), begin, 0, children[0])
    return (head + pointers).ljust(begin, b"\0") + cells


@pytest.mark.parametrize("table", ["position", "document", "sentence"])
def test_pages_that_lead_to_each_other_are_left(file: Path, monkeypatch: pytest.MonkeyPatch, table: str) -> None:
    # As if it were a large file, whose pages are not all checked when it is opened.
    monkeypatch.setattr(checks, "CHECKED_BYTES", -1)
    monkeypatch.setattr(opening, "LONG_SECONDS", 0.3)
    monkeypatch.setattr(connection, "LONG_SECONDS", 0.3)
    monkeypatch.setattr(connection, "READING_SECONDS", 0.3)
    database = apsw.Connection(str(file))
    root = database.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()[0]
    database.close()
    content = bytearray(file.read_bytes())
    n_pages = len(content) // 4096
    leaf = (
        bytes(page(content, root))
        if page(content, root)[0] == 13
        else bytes(page(content, struct.unpack(">I", bytes(page(content, root)[8:12]))[0]))
    )
    levels = 6
    for level in range(levels):
        content += interior([n_pages + level + 2] * 200)
    content += leaf
    page(content, root)[:] = interior([n_pages + 1] * 200)
    struct.pack_into(">I", content, 28, n_pages + levels + 1)
    file.write_bytes(content)
    with pytest.raises(ProjectError, match=r"^tides\.tagscope: ") as caught:
        opened(file)
    # Every document is looked at when the file is opened: there are more ways through these pages than atoms.
    assert table != "document" or "could not be read in time" in str(caught.value)


CONTRADICTIONS: dict[str, tuple[str, Callable[[Project], object]]] = {
    "a place without its sentence": ("DELETE FROM sentence WHERE id = 3", lambda project: project.sentence(3)),
    "a place of another sentence": ("UPDATE position SET sentence = 999 WHERE sentence = 3", lambda p: p.sentence(999)),
    "a sentence of no document": ("DELETE FROM document WHERE id = 3", lambda project: project.sentence(3)),
    "a sentence that is not where it says": (
        "UPDATE sentence SET place = 7 WHERE id = 3",
        lambda project: project.index_of(3),
    ),
    "a model without its bytes": ("DELETE FROM model_content", lambda project: project.model(1)),
    "a verdict nobody gives": (
        "UPDATE verdict SET verdict = 'perhaps'",
        lambda project: (project.verdicts.of("ner", 3), project.verdicts.all("ner")),
    ),
    "a tag that stands for nothing": (
        "UPDATE tagging SET codes = '~~' WHERE sentence = 3",
        lambda project: project.apply(edits.SetTags(3, "ner", 0, ("O",))),
    ),
    "a sentence beyond all numbers": ("UPDATE sentence SET id = 9223372036854775807 WHERE id = 3", str),
    "a place beyond all numbers": ("UPDATE project SET last_place = 9223372036854775807", str),
    "a journal beyond all numbers": ("UPDATE project SET journal_done = 9223372036854775807", str),
    "a tag beyond all numbers": ("UPDATE tag SET number = 9223372036854775807 WHERE number = 1", str),
    "a tag before all numbers": ("UPDATE tag SET number = -9223372036854775808 WHERE number = 1", str),
}


@pytest.mark.parametrize(("sql", "look"), CONTRADICTIONS.values(), ids=CONTRADICTIONS.keys())
def test_what_contradicts_itself_is_told_as_damage(file: Path, sql: str, look: Callable[[Any], object]) -> None:
    with Project.open(file) as project:
        project.save_model("network", b"weights")
        project.verdicts.set("ner", 3, 0, Verdict.UNSURE)
    change(file, sql)
    with pytest.raises(ProjectDamagedError, match=r"^tides\.tagscope: "), Project.open(file) as project:
        look(project)
