"""Whatever is missing, the project that is left agrees with itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.edits import AddLayer, to_json
from core.salvage.mending import Mending
from core.store import opening
from core.store.connection import Connection
from core.store.copying import checked_totals
from core.store.layers import Layers

JSON = to_json(AddLayer("x"))


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    """A project of two sentences in one layer, with three edits."""
    found = opening.create(tmp_path / "new.tagscope").connection
    found.run("INSERT INTO document VALUES (1, 'tides')")
    found.run_many("INSERT INTO sentence VALUES (?, ?, 1, ?, ?)", [(1, 1024, "a\nb", "11"), (2, 2048, "c", None)])
    found.run_many("INSERT INTO position VALUES (?, ?, ?, ?)", [(1024, 1, 0, 2), (2048, 2, 1, 1)])
    found.run("INSERT INTO layer (id, name, scheme) VALUES (1, 'ner', 'IOB2')")
    found.run_many("INSERT INTO tag VALUES (1, ?, ?, 0, NULL, 0)", [(1, "B-PER"), (2, "O")])
    found.run("INSERT INTO label VALUES (1, 1, 'PER', 0, '1', 0, NULL)")
    found.run_many("INSERT INTO tagging VALUES (?, 1, ?, NULL, NULL)", [(1, "01"), (2, "1")])
    found.run_many("INSERT INTO journal VALUES (?, '', '', ?, ?)", [(k, JSON, JSON) for k in (1, 2, 3)])
    yield found
    found.close()


def mended(
    connection: Connection, *, done: int = 3, last_place: int = 2048, codes: dict[int, set[str]] | None = None
) -> Mending:
    mending = Mending(connection)
    mending.mend((1, "identity", "time", done, last_place), codes if codes is not None else {1: {"0", "1"}})
    checked_totals(connection)
    return mending


def losses(mending: Mending) -> tuple[int, int, int, int, int]:
    return (
        mending.n_lost_sentences,
        mending.n_lost_tags,
        mending.n_lost_edits,
        mending.n_lost_models,
        mending.n_lost_names,
    )


def test_nothing_is_missing(connection: Connection) -> None:
    before = connection.rows("SELECT * FROM tagging")
    mending = mended(connection)
    assert losses(mending) == (0, 0, 0, 0, 0)
    assert connection.rows("SELECT * FROM tagging") == before
    assert connection.rows("SELECT number, n FROM tag") == [(1, 1), (2, 2)]
    assert connection.row("SELECT identity, journal_done, last_place FROM project") == ("identity", 3, 2048)


def test_without_the_project_itself(connection: Connection) -> None:
    mending = Mending(connection)
    mending.mend(None, {1: {"0", "1"}})
    assert checked_totals(connection).n_sentences == 2
    assert connection.row("SELECT journal_done, last_place FROM project") == (3, 2048)


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("DELETE FROM sentence WHERE id = 1", (1, 2, 0, 0, 0)),
        ("DELETE FROM position WHERE sentence = 1", (0, 0, 0, 0, 0)),
        ("UPDATE position SET n_tokens = 9, split = 7", (0, 0, 0, 0, 0)),
        ("UPDATE sentence SET place = 4096 WHERE id = 2", (0, 0, 0, 0, 0)),
        ("INSERT INTO removed VALUES (1024, 1, 0, 2, NULL), (9, 9, 0, 1, NULL)", (0, 0, 0, 0, 0)),
        ("DELETE FROM document", (0, 0, 0, 0, 1)),
        ("UPDATE sentence SET spaces = '1'", (0, 0, 0, 0, 0)),
        ("DELETE FROM tagging WHERE sentence = 1", (0, 0, 0, 0, 0)),
        ("UPDATE tagging SET codes = '000' WHERE sentence = 2", (0, 3, 0, 0, 0)),
        ("UPDATE tagging SET origins = 'hhhhh'", (0, 0, 0, 0, 0)),
        ("DELETE FROM tag WHERE number = 2", (0, 0, 0, 0, 1)),
        ("DELETE FROM layer", (0, 0, 0, 0, 1)),
        ("UPDATE layer SET scheme = 'nonsense', base = 7, import = 5", (0, 0, 0, 0, 0)),
        ("DELETE FROM label", (0, 0, 0, 0, 0)),
        ("DELETE FROM journal WHERE id = 1", (0, 0, 1, 0, 0)),
        ("DELETE FROM journal WHERE id = 2", (0, 0, 2, 0, 0)),
        ("UPDATE journal SET inverse = 'x' WHERE id = 3", (0, 0, 3, 0, 0)),
        ("INSERT INTO model VALUES (1, '', '', '', NULL, '{}', 1, 'digest')", (0, 0, 0, 1, 0)),
        ("INSERT INTO model_content VALUES (4, x'00')", (0, 0, 0, 0, 1)),
        ("INSERT INTO run_epoch VALUES (1, 1, '{}')", (0, 0, 0, 0, 0)),
        ("INSERT INTO verdict VALUES (1, 9, 0, 'unsure', '')", (0, 0, 0, 0, 0)),
    ],
)
def test_what_is_missing_is_mended_and_counted(
    connection: Connection, sql: str, expected: tuple[int, int, int, int, int]
) -> None:
    connection.run(sql)
    assert losses(mended(connection, last_place=4096)) == expected
    assert losses(mended(connection, done=connection.number("SELECT journal_done FROM project"), last_place=4096))[
        :2
    ] == (0, 0)
    layers = Layers(connection)
    assert len(layers.shown) == 1
    for codes in connection.rows("SELECT codes FROM tagging"):
        layers.alphabet(1).decode(codes[0])
    assert connection.number("SELECT count(*) FROM run_epoch") + connection.number("SELECT count(*) FROM verdict") == 0


def test_characters_that_are_no_tags_are_taken_out(connection: Connection) -> None:
    connection.run("UPDATE tagging SET codes = ? WHERE sentence = 1", ("0\N{REPLACEMENT CHARACTER}",))
    mending = mended(connection, codes={1: {"0", "\N{REPLACEMENT CHARACTER}", "."}})
    assert losses(mending) == (0, 1, 0, 0, 0)
    assert connection.rows("SELECT codes FROM tagging WHERE sentence = 1") == [("0.",)]


def test_labels_that_were_taken_out_stay_out(connection: Connection) -> None:
    connection.run("UPDATE label SET is_removed = 1")
    mended(connection)
    assert Layers(connection).labels(1) == ()
    connection.run("DELETE FROM label")
    mended(connection)
    assert [label.name for label in Layers(connection).labels(1)] == ["PER"]


def test_edits_that_were_undone_can_be_made_again(connection: Connection) -> None:
    assert losses(mended(connection, done=1)) == (0, 0, 0, 0, 0)
    connection.run("DELETE FROM journal WHERE id = 1")
    assert losses(mended(connection, done=1)) == (0, 0, 1, 0, 0)
    assert connection.rows("SELECT id FROM journal") == [(2,), (3,)]


def test_an_import_under_way_goes_on_being_one(connection: Connection) -> None:
    connection.run("INSERT INTO import (id, name, format, state, started_at) VALUES (5, '', '', 'running', '')")
    connection.run("UPDATE layer SET import = 5")
    mended(connection)
    assert Layers(connection).shown == ()
