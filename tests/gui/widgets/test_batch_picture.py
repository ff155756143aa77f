"""The picture has a place for every cell, in the scale that it shares with others."""

import numpy as np
from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from gui import theme
from gui.widgets.batch_picture import BatchPicture

SIZE = QSize(82, 26)


def test_tokens_are_filled_and_padding_is_not(qtbot: QtBot) -> None:
    cells = np.array([[1, 1, 2, 0], [1, 0, 0, 0]] * 2, np.uint8)
    picture = BatchPicture(cells, 8, SIZE)
    qtbot.addWidget(picture)
    shot = picture.grab().toImage()
    # Half as wide as the widest: a cell is ten pixels wide, and six high.
    middles = [[QColor(shot.pixel(QPoint(1 + 10 * x + 5, 1 + 6 * y + 3))) for x in range(8)] for y in range(4)]
    accent, ground = theme.current().accent, theme.current().raised
    for row, line in zip(cells, middles, strict=True):
        for cell, colour in zip(row.tolist(), line[:4], strict=True):
            assert (colour.name() == accent.name()) is (cell == 1)
            assert cell != 2 or colour.name() not in (accent.name(), ground.name())
    assert {colour.name() for line in middles for colour in line[4:]} == {theme.current().window.name()}
    assert picture.accessibleName() == "4 rows of 4 timesteps, 50% of the cells padding"


def test_one_row_does_not_fill_the_height(qtbot: QtBot) -> None:
    picture = BatchPicture(np.ones((1, 8), np.uint8), 8, SIZE)
    qtbot.addWidget(picture)
    shot = picture.grab().toImage()
    is_filled = [
        QColor(shot.pixel(QPoint(40, y))).name() == theme.current().accent.name() for y in range(SIZE.height())
    ]
    assert 4 <= sum(is_filled) <= 6
