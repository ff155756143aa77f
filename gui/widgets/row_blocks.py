"""Rows of a long table, read a block at a time when they come into view."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from core.errors import TagscopeError
from gui import messages

# Fewer rows than a window shows: a jump to anywhere reads little that is not looked at.
BLOCK = 16
BLOCKS_KEPT = 128

Row = TypeVar("Row")


class RowBlocks(Generic[Row]):
    """Holds the blocks that were looked at last, so that memory does not grow with the table.

    Args:
        read: Returns up to `BLOCK` rows from the given one on. What it raises for the user is shown in
            a banner, and the rows are missing until they are read again.
    """

    def __init__(self, read: Callable[[int], Sequence[Row]]) -> None:
        self._read = read
        self._blocks: OrderedDict[int, Sequence[Row]] = OrderedDict()

    def row(self, number: int) -> Row | None:
        """Return a row; None where there is none."""
        block, inside = divmod(number, BLOCK)
        if block not in self._blocks:
            self._blocks[block] = self._read_or_tell(block * BLOCK)
            if len(self._blocks) > BLOCKS_KEPT:
                self._blocks.popitem(last=False)
        self._blocks.move_to_end(block)
        rows = self._blocks[block]
        return rows[inside] if inside < len(rows) else None

    def _read_or_tell(self, start: int) -> Sequence[Row]:
        try:
            return self._read(start)
        except TagscopeError as error:
            messages.error(None, error)
            return ()

    def put(self, number: int, row: Row) -> bool:
        """Hold another row in the place of one that has been read; return whether that one is held at all."""
        block, inside = divmod(number, BLOCK)
        rows = self._blocks.get(block, ())
        if inside >= len(rows):
            return False
        self._blocks[block] = [*rows[:inside], row, *rows[inside + 1 :]]
        return True

    def clear(self) -> None:
        """Read everything again when it is next looked at."""
        self._blocks.clear()

    def drop(self, is_stale: Callable[[Row], bool]) -> list[range]:
        """Read the blocks with a stale row again when they are next looked at; return the rows they hold.

        What could not be read is tried again too.
        """
        stale = [block for block, rows in self._blocks.items() if not rows or any(map(is_stale, rows))]
        held = [range(block * BLOCK, block * BLOCK + len(self._blocks.pop(block))) for block in stale]
        return [rows for rows in held if rows]

    def number_of(self, is_wanted: Callable[[Row], bool]) -> int | None:
        """Return the number of the first row held that is wanted; None where none of those held is."""
        for block, rows in self._blocks.items():
            for inside, row in enumerate(rows):
                if is_wanted(row):
                    return block * BLOCK + inside
        return None

    def forget(self, number: int) -> None:
        """Read the block of a row again when it is next looked at."""
        self._blocks.pop(number // BLOCK, None)
