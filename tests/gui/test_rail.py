"""The rail: five pages in the order data flows, one chosen, all dimmed without a project."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.pages import PAGES
from gui.rail import Rail


def made(qtbot: QtBot) -> Rail:
    rail = Rail(PAGES)
    qtbot.addWidget(rail)
    rail.resize(73, 600)
    rail.show()
    return rail


def test_pages_stand_in_the_order_data_flows(qtbot: QtBot) -> None:
    rail = made(qtbot)
    places = [rail.item(name).y() for name in ("corpus", "label", "tensors", "train", "tag")]
    assert places == sorted(places)
    assert rail.item("tensors").accessibleName() == "Tensors"


def test_a_click_chooses_one_and_unchooses_the_others(qtbot: QtBot) -> None:
    rail = made(qtbot)
    rail.choose("corpus")
    with qtbot.waitSignal(rail.chosen) as chosen:
        qtbot.mouseClick(rail.item("train"), Qt.MouseButton.LeftButton)
    assert chosen.args == ["train"]
    rail.choose("train")
    assert [name for name in rail._items if rail.item(name).isChecked()] == ["train"]
    rail.choose("")
    assert not any(item.isChecked() for item in rail._items.values())


def test_without_a_project_nothing_can_be_chosen(qtbot: QtBot) -> None:
    rail = made(qtbot)
    rail.set_possible(False)
    with qtbot.assertNotEmitted(rail.chosen):
        qtbot.mouseClick(rail.item("train"), Qt.MouseButton.LeftButton)
