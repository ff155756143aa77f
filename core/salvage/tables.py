"""Rows of a damaged file, each with the table it is of.

Where the list of tables and the pages above can be read, the page's place tells. Pages that hang in the
air are told by the shape of their rows; those that the file calls free are left alone.
"""

import contextlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import apsw

from core.salvage.cells import Page, Row, Value, parse_page, rows_of
from core.salvage.pages import Pages
from core.store import schema

_KINDS: Mapping[str, tuple[type, ...]] = {
    "INTEGER": (int,),
    "TEXT": (str,),
    # A whole number is stored as one.
    "REAL": (float, int),
    "BLOB": (bytes,),
}
_TEXT_OF_ROWS = frozenset("\t\n")


@dataclass(frozen=True, slots=True)
class Column:
    """A column as the schema has it."""

    name: str
    kind: str
    is_number: bool
    is_required: bool
    default: Value

    def takes(self, value: Value) -> bool:
        """Whether the value can be of this column."""
        if value is None:
            return self.is_number or not self.is_required
        return not self.is_number and isinstance(value, _KINDS[self.kind])


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a project.

    Attributes:
        has_numbers: Whether its rows are kept by a number.
        columns: In the order in which a row has them.
        n_first: Columns that it has had since the first version; later ones may be missing in a row.
    """

    name: str
    has_numbers: bool
    columns: tuple[Column, ...]
    n_first: int

    def values(self, row: Row) -> tuple[Value, ...] | None:
        """Return the values of a row in the order of `columns`; None where it is no row of this table."""
        if (row.number is not None) != self.has_numbers or not self.n_first <= len(row.values) <= len(self.columns):
            return None
        present = self.columns[: len(row.values)]
        if not all(column.takes(value) for column, value in zip(present, row.values, strict=True)):
            return None
        values = [row.number if column.is_number else value for column, value in zip(present, row.values, strict=True)]
        return (*values, *(column.default for column in self.columns[len(row.values) :]))


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A row, or what is left of one.

    Attributes:
        table: Its table; None where that cannot be told.
        values: In the order of the table's columns; None for a row that cannot be read.
        is_in_place: Whether its page hangs where it should; others may be older than what is there.
    """

    table: Table | None
    values: tuple[Value, ...] | None
    is_in_place: bool


@cache
def tables() -> Mapping[str, Table]:
    """Return the tables of this version by name."""
    with (
        contextlib.closing(apsw.Connection(":memory:")) as first,
        contextlib.closing(apsw.Connection(":memory:")) as last,
    ):
        schema.advance(first, 0, 1)
        schema.advance(last, 0)
        return {table.name: table for table in _tables(first, last)}


def _tables(first: apsw.Connection, last: apsw.Connection) -> Iterator[Table]:
    names: list[Any] = last.execute(_TABLES).fetchall()
    for name, is_without_numbers in names:
        rows: list[Any] = last.execute(_COLUMNS, (name,)).fetchall()
        # Keys come first where they are what the table is sorted by.
        rows = sorted(rows, key=lambda row: row[4] or len(rows)) if is_without_numbers else rows
        columns = tuple(
            Column(
                column,
                kind,
                is_number=bool(key) and not is_without_numbers,
                is_required=bool(is_required),
                default=last.execute(f"SELECT {default or 'NULL'}").get,
            )
            for column, kind, is_required, default, key in rows
        )
        n_first: Any = first.execute("SELECT count(*) FROM pragma_table_info(?)", (name,)).get
        yield Table(name, not is_without_numbers, columns, n_first or len(columns))


class Scan:
    """Goes through a damaged file once.

    Attributes:
        n_pages: Pages in all.
        n_done: Pages looked at.
    """

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._seen: set[int] = set()
        self._roots = self._find_roots()

    @property
    def n_pages(self) -> int:
        """Pages in all."""
        return self._pages.count

    @property
    def n_done(self) -> int:
        """Pages that have been looked at."""
        return len(self._seen)

    def rows(self) -> Iterator[FoundRow]:
        """Yield all rows: first those whose pages hang where they should, then those of all other pages."""
        for name, root in self._roots.items():
            table = tables().get(name)
            for below in self._below(root):
                if table:
                    yield from _rows_in_place(table, below, self._pages)
        free = self._free_pages()
        for number in range(1, self._pages.count + 1):
            if number in self._seen:
                continue
            self._seen.add(number)
            page = None if number in free else parse_page(number, self._pages[number])
            if page is not None:
                yield from _rows_of_nobody(page, self._pages)

    def _find_roots(self) -> dict[str, int]:
        """Return where each table and index begins, as far as the file still says."""
        roots = {}
        for page in self._below(1):
            for row in rows_of(page, self._pages):
                if row and len(row.values) == 5 and isinstance(row.values[1], str) and isinstance(row.values[3], int):
                    roots[row.values[1]] = row.values[3]
        return roots

    def _below(self, root: int) -> Iterator[Page]:
        """Yield a page and all below it that have not been seen yet."""
        waiting = [root]
        while waiting:
            number = waiting.pop()
            if number in self._seen or not 1 <= number <= self._pages.count:
                continue
            page = parse_page(number, self._pages[number])
            if page is None:
                continue
            self._seen.add(number)
            waiting += reversed(tuple(page.children()))
            yield page

    def _free_pages(self) -> set[int]:
        """Return the pages that the file does not use, as far as it says."""
        free: set[int] = set()
        trunk = int.from_bytes(self._pages[1][32:36], "big")
        while 1 < trunk <= self._pages.count and trunk not in free and trunk not in self._seen:
            free.add(trunk)
            content = self._pages[trunk]
            n_leaves = min(int.from_bytes(content[4:8], "big"), self._pages.usable // 4 - 2)
            free |= {int.from_bytes(content[start : start + 4], "big") for start in range(8, 8 + 4 * n_leaves, 4)}
            trunk = int.from_bytes(content[:4], "big")
        return free


def _rows_in_place(table: Table, page: Page, pages: Pages) -> Iterator[FoundRow]:
    if page.has_numbers is not table.has_numbers:
        return
    for row in rows_of(page, pages):
        yield FoundRow(table, table.values(row) if row else None, is_in_place=True)


def _rows_of_nobody(page: Page, pages: Pages) -> Iterator[FoundRow]:
    """Yield the rows of a page by the table that most of them fit."""
    rows = [row for row in rows_of(page, pages) if row]
    table = _likely_table(rows)
    for row in rows:
        values = table.values(row) if table else None
        if values is not None:
            yield FoundRow(table, values, is_in_place=False)


def _likely_table(rows: Sequence[Row]) -> Table | None:
    votes = Counter(name for row in rows for name, table in tables().items() if table.values(row) is not None)
    best = [name for name, n in votes.items() if n == max(votes.values())]
    if sorted(best) == ["document", "source"]:
        # Both are a number and a text; but rows of a file have columns.
        has_columns = any(not _TEXT_OF_ROWS.isdisjoint(str(row.values[1])) for row in rows)
        return tables()["source" if has_columns else "document"]
    return tables()[best[0]] if len(best) == 1 else None


_TABLES = """
SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'
"""
_COLUMNS = 'SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(?) ORDER BY cid'
