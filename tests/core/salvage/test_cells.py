"""Rows read from raw pages are those that SQLite has written."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import apsw
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.salvage.cells import Row, parse_page, rows_of
from core.salvage.pages import Pages

values = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.sampled_from([0, 1, -1, 127, 128, -129, 2**15, 2**23, -(2**31), 2**47, 2**48]),
    st.floats(allow_nan=False),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=400),
    st.binary(max_size=3000),
)
rows = st.lists(st.lists(values, min_size=3, max_size=3), max_size=30)


def written(path: Path, table: str, found: list[list[Any]], page_size: int) -> None:
    path.unlink(missing_ok=True)
    database = apsw.Connection(str(path))
    database.execute(f"PRAGMA page_size={page_size}; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF").fetchall()
    database.execute(table)
    with database:
        database.executemany("INSERT OR IGNORE INTO t VALUES (?, ?, ?, ?)", [(k, *row) for k, row in enumerate(found)])
    database.close()


def read_back(path: Path, root: int = 2) -> Iterator[Row | None]:
    with Pages(path) as pages:
        waiting = [root]
        while waiting:
            number = waiting.pop()
            page = parse_page(number, pages[number])
            assert page is not None
            waiting += reversed(tuple(page.children()))
            yield from rows_of(page, pages)


@pytest.mark.parametrize("page_size", [512, 4096])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(rows)
def test_rows_with_numbers(tmp_path: Path, page_size: int, found: list[list[Any]]) -> None:
    path = tmp_path / "x"
    written(path, "CREATE TABLE t (id INTEGER PRIMARY KEY, a, b, c)", found, page_size)
    assert list(read_back(path)) == [Row(k, (None, *row)) for k, row in enumerate(found)]


@pytest.mark.parametrize("page_size", [512, 4096])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(rows)
def test_rows_without_numbers(tmp_path: Path, page_size: int, found: list[list[Any]]) -> None:
    path = tmp_path / "x"
    written(path, "CREATE TABLE t (id INTEGER PRIMARY KEY, a, b, c) WITHOUT ROWID", found, page_size)
    read = [row for row in read_back(path) if row]
    assert all(row.number is None for row in read)
    assert {row.values[0]: row.values for row in read} == {k: (k, *row) for k, row in enumerate(found)}


@pytest.mark.parametrize("size", [65536, 1024])
def test_rows_over_many_pages(tmp_path: Path, size: int) -> None:
    chance = random.Random(3)
    found = [[chance.randbytes(chance.randrange(200_000)), "x" * k, -k] for k in range(12)]
    written(tmp_path / "x", "CREATE TABLE t (id INTEGER PRIMARY KEY, a, b, c)", found, size)
    assert list(read_back(tmp_path / "x")) == [Row(k, (None, *row)) for k, row in enumerate(found)]


def test_numbers_below_zero(tmp_path: Path) -> None:
    path = tmp_path / "x"
    written(path, "CREATE TABLE t (id INTEGER PRIMARY KEY, a, b, c)", [], 4096)
    with apsw.Connection(str(path)) as database:
        database.execute("INSERT INTO t VALUES (-5, 1, 2, 3), (-9223372036854775808, 1, 2, 3)")
    database.close()
    assert [row.number for row in read_back(path) if row] == [-(2**63), -5]


def test_a_damaged_row_costs_no_other(tmp_path: Path) -> None:
    path = tmp_path / "x"
    found = [[f"row {k}", k, b"x" * 50] for k in range(20)]
    written(path, "CREATE TABLE t (id INTEGER PRIMARY KEY, a, b, c)", found, 4096)
    content = path.read_bytes()
    start = content.index(b"row 7") - 4
    path.write_bytes(content[:start] + b"\xff" * 4 + content[start + 4 :])
    read = list(read_back(path))
    assert read.count(None) == 1
    assert [row for row in read if row] == [Row(k, (None, *row)) for k, row in enumerate(found) if k != 7]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200, deadline=None)
@given(st.sampled_from([2, 5, 10, 13]), st.binary(min_size=100, max_size=600))
def test_noise_is_no_crash(tmp_path: Path, kind: int, noise: bytes) -> None:
    path = tmp_path / "noise"
    path.write_bytes(bytes([kind, 0, 0, 0, len(noise) % 40]) + noise)
    with Pages(path) as pages:
        page = parse_page(2, pages[1])
        assert page is not None
        list(page.children())
        assert len(list(rows_of(page, pages))) <= 40


def test_a_chain_that_leads_round_ends(tmp_path: Path) -> None:
    path = tmp_path / "x"
    written(path, "CREATE TABLE t (id INTEGER PRIMARY KEY, a, b, c)", [[b"x" * 20_000, 1, 2]], 4096)
    content = bytearray(path.read_bytes())
    content[2 * 4096 : 2 * 4096 + 4] = (3).to_bytes(4, "big")
    path.write_bytes(content)
    (row,) = read_back(path)
    assert row is None or len(row.values) == 4


def test_text_with_a_gap_is_damaged_and_bytes_are_not(tmp_path: Path) -> None:
    path = tmp_path / "x"
    found = [["a" * 9000, 1, 2], ["a\0b" + "\0" * 63, 1, 2], [bytes(9000), 1, 2]]
    written(path, "CREATE TABLE t (id INTEGER PRIMARY KEY, a, b, c)", found, 4096)
    content = path.read_bytes()
    start = content.index(b"a" * 4000) // 4096 * 4096
    path.write_bytes(content[:start] + bytes(4096) + content[start + 4096 :])
    first, second, third = read_back(path)
    assert first is None
    assert second == Row(1, (None, *found[1]))
    assert third == Row(2, (None, *found[2]))


@pytest.mark.parametrize("first", [0, 1, 7, 255])
def test_other_pages_have_no_rows(first: int) -> None:
    assert parse_page(2, bytes([first]) + bytes(4095)) is None
