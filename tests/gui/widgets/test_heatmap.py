"""The heatmap shows the values it was given, where it says they are."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QRegion
from pytestqt.qtbot import QtBot

from gui import theme
from gui.widgets.cell_geometry import Visible, visible
from gui.widgets.heatmap import GUTTER, Heatmap
from gui.widgets.heatmap_paint import HEADER, number_digits

Repainted = Callable[..., tuple[QImage, QImage, QImage, QRegion]]


@pytest.fixture
def heatmap(qtbot: QtBot) -> Heatmap:
    widget = Heatmap()
    qtbot.addWidget(widget)
    widget.resize(700, 300)
    widget.show()
    return widget


def test_visible_cells() -> None:
    assert visible(100, 10.0, 0, 95) == Visible(0, 10, 0)
    assert visible(100, 10.0, 25, 50) == Visible(2, 8, -5)
    assert visible(3, 10.0, 0, 500) == Visible(0, 3, 0)


def test_cell_under_the_mouse_and_its_colour(heatmap: Heatmap, qtbot: QtBot) -> None:
    values = np.array([[1.0, -1.0, 0.0], [0.5, 0.0, -0.5]], np.float32)
    heatmap.set_values(values, columns=["a", "b", ""], padded=np.array([False, False, True]))
    assert heatmap.cell_at(QPoint(GUTTER + 120, HEADER + 5)) == QPoint(1, 0)
    assert heatmap.cell_at(QPoint(2, 2)) == QPoint(-1, -1)
    picture = heatmap.viewport().grab().toImage()
    seen = picture.pixelColor(GUTTER + 120, HEADER + 20)
    expected = theme.diverging(np.float32([-1.0]))[0]
    assert seen == QColor(*(int(channel) for channel in expected))


def test_limit_is_shared_when_given(heatmap: Heatmap) -> None:
    heatmap.set_values(np.full((2, 2), 0.25, np.float32), columns=["a", "b"], limit=2.0)
    assert heatmap.limit == 2.0
    heatmap.set_values(np.full((2, 2), -0.25, np.float32), columns=["a", "b"])
    assert heatmap.limit == 0.25


def test_keys_move_the_cursor_and_tell(heatmap: Heatmap, qtbot: QtBot) -> None:
    heatmap.set_values(np.zeros((4, 30), np.float32), columns=[f"w{i}" for i in range(30)])
    heatmap.set_cursor_column(28)
    with qtbot.waitSignal(heatmap.cursor_moved) as moved:
        qtbot.keyClick(heatmap, Qt.Key.Key_Right)
    assert moved.args is not None
    assert moved.args[0] == 29
    assert heatmap.horizontalScrollBar().value() > 0


def test_columns_must_fit_the_values(heatmap: Heatmap) -> None:
    with pytest.raises(ValueError, match="under 1 columns"):
        heatmap.set_values(np.zeros((4, 3), np.float32), columns=["a"])


def test_few_timesteps_get_wide_cells_and_many_scroll(heatmap: Heatmap) -> None:
    heatmap.set_values(np.zeros((2, 2), np.float32), columns=["a", "b"], rows=["NOUN", "VERB"])
    assert heatmap.cell_at(QPoint(GUTTER + 200, HEADER + 5)) == QPoint(1, 0)
    heatmap.set_values(np.zeros((2, 50), np.float32), columns=[""] * 50)
    assert heatmap.cell_at(QPoint(GUTTER + 200, HEADER + 5)) == QPoint(3, 0)
    assert heatmap.horizontalScrollBar().maximum() > 0


def test_dragging_pans_and_a_double_click_shows_everything_again(heatmap: Heatmap, qtbot: QtBot) -> None:
    heatmap.set_values(np.zeros((500, 80), np.float32), columns=[""] * 80)
    port, start = heatmap.viewport(), QPoint(400, 200)
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(port, QPoint(250, 120))
    assert (heatmap.horizontalScrollBar().value(), heatmap.verticalScrollBar().value()) == (150, 80)
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=QPoint(250, 120))
    under = heatmap.cell_at(start)
    heatmap.zoom(2.0, start)
    heatmap.zoom(3.0, start, rows=True)
    assert heatmap.cell_at(start) == under
    assert heatmap.cell_at(start + QPoint(100, 0)).x() == under.x() + 1
    qtbot.mouseDClick(port, Qt.MouseButton.LeftButton, pos=start)
    assert heatmap.cell_at(QPoint(GUTTER + 1, HEADER + 1)).x() == heatmap.horizontalScrollBar().value() // 56


def test_only_what_can_be_seen_is_asked_for(heatmap: Heatmap) -> None:
    asked: list[tuple[slice, slice]] = []

    class Endless:
        shape = (512 * 512, 200)

        def part(self, rows: slice, columns: slice) -> np.ndarray:
            asked.append((rows, columns))
            return np.zeros((rows.stop - rows.start, columns.stop - columns.start), np.float32)

    heatmap.set_values(Endless(), columns=["x"] * 200, rows=str, limit=1.0)
    heatmap.verticalScrollBar().setValue(100_000)
    asked.clear()
    heatmap.viewport().grab()
    (rows, columns) = asked[-1]
    assert rows.start == 50_000
    assert rows.stop - rows.start <= 160
    assert columns.stop - columns.start <= 12


def test_numbers_are_written_where_there_is_room(heatmap: Heatmap) -> None:
    assert [number_digits(limit) for limit in (0.0, 0.002, 0.017, 0.5, 3.0, 200.0)] == [1, 4, 3, 2, 1, 1]
    heatmap.set_values(np.zeros((2, 2), np.float32), columns=["a", "b"], limit=1.0)
    with_numbers = heatmap.viewport().grab().toImage()
    heatmap.zoom(0.1, QPoint(GUTTER, HEADER), rows=True)
    spots = {with_numbers.pixelColor(GUTTER + 30 + dx, HEADER + 60).name() for dx in range(60)}
    assert len(spots) > 1
    without = heatmap.viewport().grab().toImage()
    assert len({without.pixelColor(GUTTER + 30 + dx, HEADER + 6).name() for dx in range(60)}) == 1


@pytest.mark.parametrize("marks_row", [False, True])
@pytest.mark.parametrize("narrow", [4.0, 56.0])
def test_a_cursor_that_moves_asks_for_its_cells_and_leaves_nothing_behind(
    qtbot: QtBot, repainted: Repainted, narrow: float, *, marks_row: bool
) -> None:
    heatmap = Heatmap(marks_row=marks_row, narrow=narrow)
    qtbot.addWidget(heatmap)
    heatmap.resize(700, 300)
    heatmap.show()
    values = np.random.default_rng(2).normal(size=(12, 9 if narrow > 9 else 150)).astype(np.float32)
    heatmap.set_values(values, columns=[f"token{step}" for step in range(values.shape[1])], limit=2.0)
    heatmap.set_cursor_cell(2, 3)
    for column, row in ((3, 3), (3, 5), (0, 9), (-1, 9), (2, -1), (4, 0)):
        _before, seen, whole, asked = repainted(
            heatmap.viewport(), lambda column=column, row=row: heatmap.set_cursor_cell(column, row)
        )
        assert seen == whole
        assert not asked.contains(heatmap.viewport().rect().bottomRight())


def test_timesteps_are_numbered_and_other_columns_are_not(qtbot: QtBot) -> None:
    heatmap = Heatmap()
    qtbot.addWidget(heatmap)
    heatmap.resize(400, 200)
    heatmap.show()

    def is_inked(left: int, right: int) -> bool:
        shot = heatmap.viewport().grab().toImage()
        return len({shot.pixel(x, y) for x in range(left, right) for y in range(HEADER // 2 - 2)}) > 1

    values = np.zeros((3, 3), np.float32)
    heatmap.set_values(values, columns=("owl", "sees", "."))
    assert not is_inked(0, 300)
    heatmap.set_values(values, columns=("owl", "sees", "."), are_timesteps=True)
    assert is_inked(0, GUTTER)
    assert is_inked(GUTTER, 300)
