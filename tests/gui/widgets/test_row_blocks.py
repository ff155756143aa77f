"""Rows are read when they are looked at, a block at a time, and no more of them are kept than a few blocks."""

from collections.abc import Sequence

import pytest
from PySide6.QtWidgets import QApplication

from core.errors import ProjectError
from gui import messages
from gui.messages import Message
from gui.widgets.row_blocks import BLOCK, BLOCKS_KEPT, RowBlocks

N_ROWS = BLOCK * BLOCKS_KEPT * 2 + 3


class Numbers:
    """Rows that are their own numbers."""

    def __init__(self) -> None:
        self.starts: list[int] = []

    def read(self, start: int) -> Sequence[int]:
        self.starts.append(start)
        return range(start, min(start + BLOCK, N_ROWS))


def test_a_block_is_read_once_for_all_of_its_rows() -> None:
    numbers = Numbers()
    blocks = RowBlocks(numbers.read)
    assert [blocks.row(number) for number in (BLOCK, BLOCK + 1, 2 * BLOCK - 1)] == [BLOCK, BLOCK + 1, 2 * BLOCK - 1]
    assert numbers.starts == [BLOCK]
    assert blocks.row(N_ROWS - 1) == N_ROWS - 1
    assert blocks.row(N_ROWS) is None


def test_the_block_looked_at_longest_ago_is_forgotten_first() -> None:
    numbers = Numbers()
    blocks = RowBlocks(numbers.read)
    for block in range(BLOCKS_KEPT):
        blocks.row(block * BLOCK)
    blocks.row(0)
    blocks.row(BLOCKS_KEPT * BLOCK)
    numbers.starts.clear()
    blocks.row(0)
    assert numbers.starts == []
    blocks.row(BLOCK)
    assert numbers.starts == [BLOCK]


def test_only_stale_blocks_are_read_again() -> None:
    numbers = Numbers()
    blocks = RowBlocks(numbers.read)
    for number in (0, BLOCK, N_ROWS - 1):
        blocks.row(number)
    last = (N_ROWS - 1) // BLOCK * BLOCK
    assert blocks.drop(lambda row: row in (3, N_ROWS - 1)) == [range(BLOCK), range(last, N_ROWS)]
    numbers.starts.clear()
    for number in (0, BLOCK, N_ROWS - 1):
        blocks.row(number)
    assert numbers.starts == [0, last]
    blocks.clear()
    blocks.row(BLOCK)
    assert numbers.starts == [0, last, BLOCK]


def test_what_cannot_be_read_is_said_once_and_read_again_when_asked(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[Message] = []
    messages.board.posted.connect(said.append)
    numbers = Numbers()

    def refuse(_start: int) -> Sequence[int]:
        raise ProjectError("is closed.", place="ewt.tagscope")

    blocks = RowBlocks(lambda start: refuse(start) if not numbers.starts else numbers.read(start))
    assert [blocks.row(0), blocks.row(1)] == [None, None]
    assert [message.text for message in said] == ["ewt.tagscope: is closed."]
    numbers.starts.append(-1)
    assert blocks.drop(lambda row: False) == []
    assert blocks.row(1) == 1
    messages.board.posted.disconnect(said.append)


def test_a_row_is_found_among_those_held() -> None:
    numbers = Numbers()
    blocks = RowBlocks(numbers.read)
    blocks.row(BLOCK)
    assert blocks.number_of(lambda row: row == BLOCK + 3) == BLOCK + 3
    assert blocks.number_of(lambda row: row == 3) is None
    assert numbers.starts == [BLOCK]


def test_one_block_can_be_forgotten() -> None:
    numbers = Numbers()
    blocks = RowBlocks(numbers.read)
    blocks.row(0)
    blocks.row(BLOCK)
    blocks.forget(BLOCK + 1)
    blocks.forget(5 * BLOCK)
    numbers.starts.clear()
    blocks.row(0)
    blocks.row(BLOCK)
    assert numbers.starts == [BLOCK]
