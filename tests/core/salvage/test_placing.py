"""Every sentence has a place afterwards, every place its sentence, and nothing is out of sight."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.salvage.placing import place_sentences
from core.store import opening
from core.store.connection import Connection
from core.store.copying import checked_totals
from core.store.recount import write_counts


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    """Four sentences, of which the last was removed."""
    found = opening.create(tmp_path / "new.tagscope").connection
    fill(found)
    yield found
    found.close()


def fill(connection: Connection) -> None:
    for table in ("sentence", "position", "removed", "document", "import"):
        connection.run(f"DELETE FROM {table}")
    connection.run("UPDATE project SET last_place = 3072")
    connection.run("INSERT INTO document VALUES (1, 'tides')")
    rows = [(k, 1024 * k, 1, "\n".join("x" * k), None) for k in range(1, 5)]
    connection.run_many("INSERT INTO sentence VALUES (?, ?, ?, ?, ?)", rows)
    connection.run_many("INSERT INTO position VALUES (?, ?, ?, ?)", [(1024 * k, k, k % 3, k) for k in range(1, 4)])
    connection.run("INSERT INTO removed VALUES (4096, 4, 0, 4, NULL)")


def placed(connection: Connection) -> tuple[int, list[int], list[int]]:
    """Return lost places, and the sentences of the corpus and those removed, in their order."""
    with connection.transaction():
        n_lost = place_sentences(connection)
        connection.run("DROP TABLE counted")
        write_counts(connection)
    checked_totals(connection)
    assert connection.rows("SELECT sentence FROM position WHERE place > (SELECT last_place FROM project)") == []
    assert connection.number("SELECT count(*) FROM sentence WHERE place <= 0") == 0
    corpus = connection.rows("SELECT sentence FROM position ORDER BY place")
    removed = connection.rows("SELECT sentence FROM removed ORDER BY place")
    both = connection.number("SELECT count(*) FROM position JOIN removed ON removed.sentence = position.sentence")
    assert both == 0
    assert len(corpus) + len(removed) == connection.number("SELECT count(*) FROM sentence")
    return n_lost, [row[0] for row in corpus], [row[0] for row in removed]


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("SELECT 1", (0, [1, 2, 3], [4])),
        ("DELETE FROM sentence WHERE id = 2", (1, [1, 3], [4])),
        ("DELETE FROM sentence WHERE id = 4", (0, [1, 2, 3], [])),
        ("DELETE FROM position", (0, [1, 2, 3], [4])),
        ("DELETE FROM removed", (0, [1, 2, 3, 4], [])),
        ("UPDATE sentence SET place = 9999 WHERE id = 2", (0, [1, 2, 3], [4])),
        ("UPDATE sentence SET place = -5 WHERE id = 4", (0, [1, 2, 3], [4])),
        ("UPDATE sentence SET place = 1024 WHERE id = 3", (0, [1, 2, 3], [4])),
        ("UPDATE position SET sentence = 77 WHERE sentence = 2", (0, [1, 2, 3], [4])),
        ("UPDATE position SET sentence = 1 WHERE sentence = 2", (0, [1, 2, 3], [4])),
        ("UPDATE position SET place = -1 WHERE sentence = 1", (0, [1, 2, 3], [4])),
        ("DELETE FROM position WHERE sentence = 3; UPDATE sentence SET place = 1024 WHERE id = 3", (0, [1, 2, 3], [4])),
        ("DELETE FROM position; UPDATE sentence SET place = 1 << 62 WHERE id = 1", (0, [2, 3, 1], [4])),
        ("UPDATE project SET last_place = 0", (0, [1, 2, 3], [4])),
        ("UPDATE project SET last_place = -7", (0, [1, 2, 3], [4])),
        ("UPDATE project SET last_place = 1 << 62", (0, [1, 2, 3], [4])),
    ],
)
def test_one_of_two_rows_is_enough(
    connection: Connection, sql: str, expected: tuple[int, list[int], list[int]]
) -> None:
    for statement in sql.split("; "):
        connection.run(statement)
    assert placed(connection) == expected


def test_what_an_import_is_bringing_stays_out_of_sight(connection: Connection) -> None:
    connection.run("INSERT INTO import (id, name, format, state, started_at) VALUES (5, '', '', 'running', '')")
    connection.run("INSERT INTO sentence VALUES (9, 1 << 40, 1, 'x', NULL)")
    connection.run("INSERT INTO position VALUES (1 << 40, 9, 0, 1)")
    with connection.transaction():
        assert place_sentences(connection) == 0
    assert connection.number("SELECT last_place FROM project") == 3072


PLACES = st.sampled_from([-3, 0, 1, 1024, 2048, 3072, 4096, 5000, 2**40, 2**62, 2**63 - 1])
CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("UPDATE OR IGNORE sentence SET place = ? WHERE id = ?"), PLACES, st.integers(1, 4)),
        st.tuples(st.just("UPDATE OR IGNORE position SET place = ? WHERE sentence = ?"), PLACES, st.integers(1, 4)),
        st.tuples(st.just("UPDATE position SET sentence = ? WHERE place = ?"), st.integers(1, 5), PLACES),
        st.tuples(st.just("UPDATE removed SET sentence = ? WHERE place = ?"), st.integers(1, 5), PLACES),
        st.tuples(st.just("UPDATE position SET n_tokens = ? WHERE sentence = ?"), st.integers(0, 9), st.integers(1, 4)),
        st.tuples(st.just("DELETE FROM position WHERE place IN (?, ?)"), PLACES, PLACES),
        st.tuples(st.just("DELETE FROM sentence WHERE id = ? AND id <> ?"), st.integers(1, 4), st.just(0)),
        st.tuples(st.just("UPDATE project SET last_place = max(?, ?)"), PLACES, st.just(-9)),
    ),
    max_size=6,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20, deadline=None)
@given(CHANGES)
def test_whatever_is_wrong_the_rest_agrees(connection: Connection, changes: list[tuple[str, int, int]]) -> None:
    fill(connection)
    for sql, *values in changes:
        connection.run(sql, values)
    n_sentences = connection.number("SELECT count(*) FROM sentence")
    _, corpus, removed = placed(connection)
    assert sorted(corpus + removed) == [row[0] for row in connection.rows("SELECT id FROM sentence ORDER BY id")]
    assert len(corpus) + len(removed) == n_sentences
