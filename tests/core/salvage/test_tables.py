"""Every row is found, with its table; what the file calls free is left alone."""

from collections import defaultdict
from pathlib import Path
from typing import Any

import apsw
import pytest

from core import edits
from core.project import Project
from core.salvage.cells import Row
from core.salvage.pages import Pages
from core.salvage.tables import FoundRow, Scan, tables
from core.store import schema

PAGE = 4096


def scanned(path: Path) -> list[FoundRow]:
    with Pages(path) as pages:
        scan = Scan(pages)
        found = list(scan.rows())
        assert scan.n_done >= scan.n_pages // 2
        return found


def by_table(rows: list[FoundRow]) -> dict[str, list[Any]]:
    found = defaultdict(list)
    for row in rows:
        if row.table and row.values is not None:
            found[row.table.name].append(row.values)
    return {name: sorted(values, key=repr) for name, values in found.items()}


def stored(path: Path) -> dict[str, list[Any]]:
    database = apsw.Connection(str(path))
    found = {name: sorted(database.execute(f"SELECT * FROM {name}"), key=repr) for name in tables()}
    database.close()
    return {name: rows for name, rows in found.items() if rows}


def test_the_tables_are_those_of_the_schema() -> None:
    database = apsw.Connection(":memory:")
    schema.advance(database, 0)
    expected = {row[0] for row in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    database.close()
    assert set(tables()) == expected
    tagging = tables()["tagging"]
    assert [column.name for column in tagging.columns] == ["sentence", "layer", "codes", "origins", "changed_at"]
    assert not tagging.has_numbers
    layer = tables()["layer"]
    assert (layer.n_first, len(layer.columns), layer.columns[5].default) == (7, 10, 0)


def test_all_rows_are_found_in_place(file: Path) -> None:
    rows = scanned(file)
    expected = stored(file)
    assert len(expected) > 15
    assert by_table(rows) == expected
    assert all(row.is_in_place and row.values is not None for row in rows if row.table)


def test_without_the_first_page_rows_are_told_by_their_shape(file: Path, sound: bytes) -> None:
    expected = stored(file)
    file.write_bytes(bytes(PAGE) + sound[PAGE:])
    rows = scanned(file)
    found = by_table(rows)
    assert not any(row.is_in_place for row in rows)
    for name in ("sentence", "position", "tagging", "journal", "source", "document", "model_content", "tag"):
        assert [row for row in expected[name] if row not in found[name]] == []


def test_what_was_deleted_does_not_come_back(file: Path) -> None:
    with Project.open(file) as project:
        project._connection.run("DELETE FROM sentence")
        project._connection.run("DELETE FROM tagging")
        project._connection.run("DELETE FROM journal")
    found = by_table(scanned(file))
    assert {"sentence", "tagging", "journal"}.isdisjoint(found)


def test_a_freelist_that_leads_astray_costs_nothing(file: Path, sound: bytes) -> None:
    expected = by_table(scanned(file))
    for trunk in (1, 2, 7, 10**9):
        file.write_bytes(sound[:32] + trunk.to_bytes(4, "big") + sound[36:])
        assert by_table(scanned(file)) == expected


def test_pages_that_hang_in_the_air_are_found(file: Path) -> None:
    with Project.open(file) as project:
        rows = [(1000 + number, "x" * 200) for number in range(3000)]
        with project._connection.transaction():
            project._connection.run_many("INSERT INTO remark VALUES (?, ?, 0)", rows)
        project.apply(edits.AddLayer("more"))
    expected = stored(file)
    database = apsw.Connection(str(file))
    root = database.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'remark'").get
    database.close()
    content = file.read_bytes()
    file.write_bytes(content[: (root - 1) * PAGE] + bytes(PAGE) + content[root * PAGE :])
    found = scanned(file)
    assert by_table(found) == expected
    assert sum(not row.is_in_place for row in found) > 2900


@pytest.mark.parametrize(
    ("table", "row", "expected"),
    [
        ("document", Row(3, (None, "tides")), (3, "tides")),
        ("document", Row(3, ("tides", None)), None),
        ("document", Row(None, (3, "tides")), None),
        ("document", Row(3, (None, None)), None),
        ("document", Row(3, (None, "tides", 1)), None),
        ("tag", Row(None, (1, 2, "N", 3, None)), (1, 2, "N", 3, None, 0)),
        ("tag", Row(None, (1, 2, b"N", 3, None)), None),
        ("layer", Row(1, (None, "pos", "plain", "", 0, 0, None)), (1, "pos", "plain", "", 0, 0, None, None, None, "")),
        ("layer", Row(1, (None, "pos", "plain", "", 0, 0)), None),
        ("run_step", Row(None, (1, 1, 1, 0, 0.5, None, 2.0)), (1, 1, 1, 0, 0.5, None, 2.0)),
    ],
)
def test_which_rows_a_table_can_have(table: str, row: Row, expected: tuple[object, ...] | None) -> None:
    assert tables()[table].values(row) == expected
