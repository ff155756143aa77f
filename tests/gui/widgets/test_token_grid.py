"""The grid shows tokens and numbers where the mask says, and moves one cursor."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QRegion
from pytestqt.qtbot import QtBot

from gui.widgets.token_grid import CELL, GUTTER, HEADER, GridContent, TokenGrid

Repainted = Callable[..., tuple[QImage, QImage, QImage, QRegion]]


@pytest.fixture
def grid(qtbot: QtBot) -> TokenGrid:
    widget = TokenGrid()
    qtbot.addWidget(widget)
    widget.resize(500, 300)
    widget.show()
    mask = np.arange(40)[None, :] < np.array([[40], [3], [7], [1]] * 10)
    tokens = tuple(tuple("word" if cell else "" for cell in row) for row in mask)
    names = tuple(str(row) for row in range(40))
    widget.set_content(GridContent(lambda row, column: str(row * column), tokens, mask, np.zeros_like(mask), names))
    return widget


def test_cell_under_a_point(grid: TokenGrid) -> None:
    assert grid.cell_at(QPoint(GUTTER + CELL.width() + 3, HEADER + 3)) == QPoint(1, 0)
    assert grid.cell_at(QPoint(0, 0)) == QPoint(-1, -1)
    grid.horizontalScrollBar().setValue(CELL.width() * 5)
    assert grid.cell_at(QPoint(GUTTER + 3, HEADER + 3)) == QPoint(5, 0)


def test_arrows_keep_the_cursor_in_view(grid: TokenGrid, qtbot: QtBot) -> None:
    grid.set_cursor_cell(39, 0)
    assert grid.verticalScrollBar().value() > 0
    with qtbot.waitSignal(grid.cursor_moved) as moved:
        qtbot.keyClick(grid, Qt.Key.Key_Right)
    assert moved.args == [39, 1]


def test_a_smaller_tensor_takes_the_cursor_away(grid: TokenGrid, qtbot: QtBot) -> None:
    grid.set_cursor_cell(39, 39)
    small = np.ones((1, 1), np.bool_)
    grid.set_content(GridContent(lambda row, column: "1", (("a",),), small, ~small, ("0",)))
    with qtbot.waitSignal(grid.cursor_moved) as moved:
        qtbot.keyClick(grid, Qt.Key.Key_Down)
    assert moved.args == [0, 0]


def test_padding_is_drawn_unlike_tokens(grid: TokenGrid) -> None:
    picture = grid.viewport().grab().toImage()
    row = 1
    lines = [
        {
            picture.pixelColor(GUTTER + column * CELL.width() + dx, HEADER + row * CELL.height() + 40).name()
            for dx in range(4, 70)
        }
        for column in (0, 4)
    ]
    assert len(lines[0]) == 1
    assert len(lines[1]) > 1


def test_a_cursor_that_moves_asks_for_two_columns_and_leaves_nothing_behind(
    grid: TokenGrid, repainted: Repainted
) -> None:
    grid.set_cursor_cell(1, 2)
    for row, timestep in ((1, 3), (2, 3), (3, 1), (2, 0)):
        before, seen, whole, asked = repainted(
            grid.viewport(), lambda row=row, timestep=timestep: grid.set_cursor_cell(row, timestep)
        )
        assert seen == whole != before
        assert not asked.contains(QPoint(GUTTER + 4 * CELL.width() + 5, HEADER + 5))
