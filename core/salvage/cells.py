"""Pages taken apart into rows, each row on its own: one that is damaged costs no other."""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.salvage.pages import Pages

Value = int | float | str | bytes | None

_INTERIOR_INDEX, _INTERIOR_TABLE, _LEAF_INDEX, _LEAF_TABLE = 2, 5, 10, 13
_FILE_HEADER = 100
# Bytes of the whole numbers 1 to 6.
_N_BYTES: Mapping[int, int] = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
# Rows of ours have at most nine columns; more than this is no row.
_MAX_COLUMNS = 64
# No text of ours has as many; what was overwritten with zeros has.
_GAP = bytes(64)
_REAL = struct.Struct(">d")


class DamagedCellError(Exception):
    """Bytes that are no cell."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number, where its table has such, and its values."""

    number: int | None
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a table.

    Attributes:
        has_numbers: Whether rows have a number; else they are sorted by their first columns.
        is_leaf: Whether there are no pages below it.
        cells: Where its cells begin.
        content: All of it.
        last_child: The page below on the right; 0 for a leaf.
    """

    has_numbers: bool
    is_leaf: bool
    cells: tuple[int, ...]
    content: bytes
    last_child: int

    def children(self) -> Iterator[int]:
        """Yield the numbers of the pages below; some may be none."""
        if not self.is_leaf:
            for start in self.cells:
                yield int.from_bytes(self.content[start : start + 4], "big")
            yield self.last_child


def parse_page(number: int, content: bytes) -> Page | None:
    """Return a page of a table; None for anything else."""
    start = _FILE_HEADER if number == 1 else 0
    kind = content[start]
    if kind not in (_INTERIOR_INDEX, _INTERIOR_TABLE, _LEAF_INDEX, _LEAF_TABLE):
        return None
    is_leaf = kind in (_LEAF_INDEX, _LEAF_TABLE)
    n_cells = int.from_bytes(content[start + 3 : start + 5], "big")
    first = start + (8 if is_leaf else 12)
    end = first + 2 * n_cells
    if end > len(content):
        n_cells = 0
    pointers = struct.unpack_from(f">{n_cells}H", content, first)
    cells = tuple(pointer for pointer in pointers if end <= pointer < len(content) - 3)
    last_child = 0 if is_leaf else int.from_bytes(content[start + 8 : start + 12], "big")
    return Page(kind in (_INTERIOR_TABLE, _LEAF_TABLE), is_leaf, cells, content, last_child)


def rows_of(page: Page, pages: Pages) -> Iterator[Row | None]:
    """Yield the rows of a page, None for each that is damaged; the pages between those of a table have none."""
    if page.has_numbers and not page.is_leaf:
        return
    for start in page.cells:
        try:
            yield _row(page, start, pages)
        except (DamagedCellError, IndexError, struct.error):
            yield None


def _row(page: Page, start: int, pages: Pages) -> Row:
    start += 0 if page.is_leaf else 4
    size, start = _varint(page.content, start)
    number: int | None = None
    if page.has_numbers:
        number, start = _varint(page.content, start)
        number = number - 2**64 if number >= 2**63 else number
    return Row(number, _values(_payload(page, start, size, pages)))


def _varint(content: bytes, start: int) -> tuple[int, int]:
    """Return a number of 1 to 9 bytes and where it ends."""
    value = 0
    for index in range(start, start + 8):
        byte = content[index]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, index + 1
    return value << 8 | content[start + 8], start + 9


def _payload(page: Page, start: int, size: int, pages: Pages) -> bytes:
    """Return the bytes of a row, those on pages of their own included."""
    usable = pages.usable
    if size > pages.count * pages.size:
        raise DamagedCellError
    largest = usable - 35 if page.has_numbers else (usable - 12) * 64 // 255 - 23
    if size <= largest:
        local = size
    else:
        smallest = (usable - 12) * 32 // 255 - 23
        local = smallest + (size - smallest) % (usable - 4)
        local = local if local <= largest else smallest
    if start + local > usable:
        raise DamagedCellError
    parts = [page.content[start : start + local]]
    left = size - local
    following = int.from_bytes(page.content[start + local : start + local + 4], "big") if left else 0
    while left:
        content = pages[following]
        following = int.from_bytes(content[:4], "big")
        parts.append(content[4 : min(usable, 4 + left)])
        left -= len(parts[-1])
    return b"".join(parts)


def _values(payload: bytes) -> tuple[Value, ...]:
    n_header, start = _varint(payload, 0)
    if not start <= n_header <= len(payload):
        raise DamagedCellError
    kinds = []
    while start < n_header:
        kind, start = _varint(payload, start)
        kinds.append(kind)
    if start != n_header or not kinds or len(kinds) > _MAX_COLUMNS:
        raise DamagedCellError
    values = []
    for kind in kinds:
        value, start = _value(kind, payload, start)
        values.append(value)
    if start != len(payload):
        raise DamagedCellError
    return tuple(values)


def _value(kind: int, payload: bytes, start: int) -> tuple[Value, int]:
    if kind in (10, 11):
        raise DamagedCellError
    n_bytes = (kind - 12) // 2 if kind >= 12 else 8 if kind == 7 else _N_BYTES.get(kind, 0)
    end = start + n_bytes
    data = payload[start:end]
    if len(data) != n_bytes:
        raise DamagedCellError
    if kind >= 12:
        return (_text(data) if kind % 2 else data), end
    if kind == 7:
        return _REAL.unpack(data)[0], end
    if kind in _N_BYTES:
        return int.from_bytes(data, "big", signed=True), end
    return {0: None, 8: 0, 9: 1}[kind], end


def _text(data: bytes) -> str:
    """Return text in which single bytes may be wrong, but none that was on a page of zeros."""
    if _GAP in data:
        raise DamagedCellError
    return data.decode("utf-8", "replace")
