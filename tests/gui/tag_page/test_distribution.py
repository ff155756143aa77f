"""The bars of one token: in order, all of them, and the rest in one row where there is little room."""

import numpy as np
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from gui import theme
from gui.tag_page.distribution import ROW, Distribution, Share, ranked


def test_labels_are_ranked_and_padding_is_none_of_them() -> None:
    shares = ranked(("", "O", "B-PER", "B-LOC"), np.array([0.4, 0.1, 0.3, 0.2], np.float32))
    assert [share.label for share in shares] == ["B-PER", "B-LOC", "O"]
    assert [round(share.share, 3) for share in shares] == [0.3, 0.2, 0.1]


def painted(bars: Distribution) -> QImage:
    return bars.grab().toImage()


def longest_run(image: QImage, row: int, colour: QColor) -> int:
    y = row * ROW + ROW // 2
    signs = "".join("#" if image.pixelColor(x, y) == colour else " " for x in range(image.width()))
    return max(len(run) for run in signs.split(" "))


def test_the_bars_are_as_long_as_their_shares(qtbot: QtBot) -> None:
    bars = Distribution()
    qtbot.addWidget(bars)
    bars.resize(360, 10 * ROW)
    bars.set_shares([Share("B-PER", 0.75), Share("O", 0.25)], {"B-PER": 1, "O": 0})
    image = painted(bars)
    first = longest_run(image, 0, theme.label_colours(1).line)
    second = longest_run(image, 1, theme.label_colours(0).line)
    assert first == 3 * second == 150
    assert bars.accessibleDescription() == "B-PER 75.0 %, O 25.0 %"


def test_what_has_no_row_of_its_own_is_summed_up(qtbot: QtBot) -> None:
    bars = Distribution()
    qtbot.addWidget(bars)
    bars.resize(360, 4 * ROW)
    bars.set_shares([Share(f"L{number}", 0.05) for number in range(20)], {})
    image = painted(bars)
    assert longest_run(image, 0, theme.label_colours(0).line) == 10
    assert longest_run(image, 3, theme.current().muted) == 170  # 17 of 20
    assert len(bars.shares) == 20
    bars.resize(360, ROW - 1)
    painted(bars)
