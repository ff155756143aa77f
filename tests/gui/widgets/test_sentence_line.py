"""The line of tokens lights the cursor's and moves it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from gui.widgets.sentence_line import SentenceLine


@pytest.fixture
def line(qtbot: QtBot) -> SentenceLine:
    widget = SentenceLine()
    qtbot.addWidget(widget)
    widget.resize(300, 32)
    widget.show()
    widget.set_tokens(["", "", *(f"word{number}" for number in range(40))])
    return widget


def test_keys_and_clicks_choose_tokens_and_never_padding(line: SentenceLine, qtbot: QtBot) -> None:
    chosen: list[int] = []
    line.timestep_chosen.connect(chosen.append)
    qtbot.keyClick(line, Qt.Key.Key_Right)
    assert chosen == [2]
    line.set_timestep(2)
    qtbot.keyClick(line, Qt.Key.Key_Left)
    qtbot.keyClick(line, Qt.Key.Key_Right)
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton, pos=QPoint(12, 16))
    assert chosen == [2, 2, 3, 2]


def test_the_lit_token_is_in_view(line: SentenceLine, qtbot: QtBot) -> None:
    chosen: list[int] = []
    line.timestep_chosen.connect(chosen.append)
    for timestep in (41, 20, 2):
        line.set_timestep(timestep)
        for x in range(0, 300, 3):
            qtbot.mouseClick(line, Qt.MouseButton.LeftButton, pos=QPoint(x, 16))
        assert timestep in chosen
        chosen.clear()
