"""Every preset can be picked, and options that are none of them are shown as the user's own."""

import msgspec
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.config import PRESETS, Config
from gui.widgets.preset_box import PresetBox


def test_every_preset_is_offered_once(qtbot: QtBot) -> None:
    box = PresetBox()
    qtbot.addWidget(box)
    assert [box.itemData(index) for index in range(box.count())] == list(PRESETS)
    assert len({box.itemText(index) for index in range(box.count())}) == len(PRESETS)


def test_picking_by_key_tells(qtbot: QtBot) -> None:
    box = PresetBox()
    qtbot.addWidget(box)
    box.show()
    box.show_config(PRESETS["default"])
    box.setFocus()
    with qtbot.waitSignal(box.chosen) as chosen:
        qtbot.keyClick(box, Qt.Key.Key_Down)
    assert chosen.args == [PRESETS["question-2016"]]


def test_own_options_are_no_preset(qtbot: QtBot) -> None:
    box = PresetBox()
    qtbot.addWidget(box)
    own = Config()
    own = msgspec.structs.replace(own, network=msgspec.structs.replace(own.network, units=77))
    box.show_config(own)
    assert box.currentIndex() == -1
    box.show_config(PRESETS["tiny"])
    assert box.currentData() == "tiny"
