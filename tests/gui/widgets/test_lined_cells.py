"""Each line of a cell is painted in its place, and the room asked for is enough."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem
from pytestqt.qtbot import QtBot

from gui import theme
from gui.widgets.lined_cells import MUTED_ROLE, LinedCells


def painted(qtbot: QtBot, text: str, *, is_muted: bool = False) -> tuple[QImage, QTableWidget]:
    table = QTableWidget(1, 1)
    qtbot.addWidget(table)
    table.setItemDelegate(LinedCells(table))
    table.setShowGrid(False)
    table.verticalHeader().setDefaultSectionSize(60)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    item = QTableWidgetItem(text)
    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    item.setData(MUTED_ROLE, is_muted)
    table.setItem(0, 0, item)
    table.resize(400, 120)
    table.show()
    rect = table.visualItemRect(item)
    return table.viewport().grab(rect).toImage(), table


def bands(image: QImage) -> list[tuple[int, int]]:
    """Return the heights at which something is written."""
    ground = image.pixel(0, 0)
    inked = [any(image.pixel(x, y) != ground for x in range(image.width())) for y in range(image.height())]
    found: list[tuple[int, int]] = []
    for y, is_inked in enumerate(inked):
        if is_inked and (y == 0 or not inked[y - 1]):
            found.append((y, y))
        elif is_inked:
            found[-1] = found[-1][0], y
    return found


@pytest.mark.parametrize("n_lines", [1, 2, 3, 4])
def test_every_line_is_painted_below_the_one_before(qtbot: QtBot, n_lines: int) -> None:
    image, _ = painted(qtbot, "\n".join(["HHHH"] * n_lines))
    found = bands(image)
    assert len(found) == n_lines
    assert found[0][0] > 0
    assert found[-1][1] < image.height() - 1


def test_nothing_is_cut_off_in_the_width_it_asks_for(qtbot: QtBot) -> None:
    image, _ = painted(qtbot, "12\n12,345 read again")
    ground = image.pixel(0, 0)
    inked = [x for x in range(image.width()) if any(image.pixel(x, y) != ground for y in range(image.height()))]
    wide, _ = painted(qtbot, "12,345,678,901,234,567\n12,345 read again")
    small = [x for x in range(wide.width()) if any(wide.pixel(x, y) != ground for y in range(32, wide.height()))]
    assert inked[-1] - inked[0] == small[-1] - small[0]


def test_what_is_of_second_rank_is_muted(qtbot: QtBot) -> None:
    def darkest(image: QImage) -> int:
        return min(image.pixelColor(x, y).lightness() for x in range(image.width()) for y in range(image.height()))

    plain, muted = painted(qtbot, "HHHH")[0], painted(qtbot, "HHHH", is_muted=True)[0]
    assert darkest(plain) == pytest.approx(theme.current().text.lightness(), abs=8)
    assert darkest(muted) == pytest.approx(theme.current().muted.lightness(), abs=8)
