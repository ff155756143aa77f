"""Of two versions of a row the newer stays, whichever was found first."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.salvage.cells import Value
from core.salvage.loading import Loader
from core.salvage.tables import FoundRow, tables
from core.store import opening
from core.store.connection import Connection


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    """An empty project."""
    found = opening.create(tmp_path / "new.tagscope").connection
    yield found
    found.close()


def row(table: str, *values: Value, is_in_place: bool = True) -> FoundRow:
    return FoundRow(tables()[table], values or None, is_in_place)


def loaded(connection: Connection, *rows: FoundRow) -> Loader:
    loader = Loader(connection)
    for found in rows:
        loader.take(found)
    loader.write()
    return loader


OLD = row("tagging", 1, 1, "0", None, None)
NEW = row("tagging", 1, 1, "1", "h", "2026-01-02T00:00:00+00:00")
NEWEST = row("tagging", 1, 1, "2", "h", "2026-01-03T00:00:00+00:00")


@pytest.mark.parametrize("rows", list(itertools.permutations([OLD, NEW, NEWEST])))
def test_the_newest_tags_stay(connection: Connection, rows: tuple[FoundRow, ...]) -> None:
    loader = loaded(connection, *rows)
    assert connection.rows("SELECT codes, changed_at FROM tagging") == [("2", "2026-01-03T00:00:00+00:00")]
    assert loader.codes == {1: {"0", "1", "2"}}


def test_the_newer_edit_stays(connection: Connection) -> None:
    edits = [row("journal", 1, f"2026-01-0{day}T00:00:00+00:00", f"on day {day}", "{}", "{}") for day in (1, 3, 2)]
    loaded(connection, *edits)
    assert connection.rows("SELECT title FROM journal") == [("on day 3",)]


def test_what_hangs_in_its_place_stays(connection: Connection) -> None:
    loaded(connection, row("document", 1, "new"), row("document", 1, "old", is_in_place=False))
    assert connection.rows("SELECT name FROM document") == [("new",)]


def test_origins_that_nobody_knows(connection: Connection) -> None:
    loaded(connection, row("tagging", 1, 1, "012", "h?c", ""))
    assert connection.rows("SELECT origins FROM tagging") == [("hic",)]


def test_what_is_counted_and_what_is_not(connection: Connection) -> None:
    loader = loaded(
        connection,
        row("length", 0, 3, 7),
        row("length", 1, 3, 2),
        row("length", 1, 3, 50, is_in_place=False),
        row("sentence"),
        row("project", 1, "identity", "time", 4, 5),
        row("project", 1, "older", "time", 0, 0),
        FoundRow(None, (1, 2), is_in_place=False),
    )
    assert loader.n_expected == 9
    assert loader.n_unreadable == {"sentence": 1}
    assert loader.project == (1, "identity", "time", 4, 5)
    assert connection.number("SELECT count(*) FROM length") == 0


def test_many_rows_are_written_on_the_way(connection: Connection) -> None:
    loader = Loader(connection)
    for number in range(2500):
        loader.take(row("document", number, "x"))
    assert connection.number("SELECT count(*) FROM document") == 2000
    loader.write()
    assert connection.number("SELECT count(*) FROM document") == 2500
