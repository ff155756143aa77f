"""Everything the keys do can be done from the menu over the strip."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction

from gui.label_keys import COMMANDS
from gui.label_page.strip_menu import StripMenu

# A menu comes up over the window and takes the keyboard, which the offscreen platform cannot do.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def menu_at(desk: Any, point: QPoint) -> StripMenu:
    desk.strip.customContextMenuRequested.emit(point)
    menus = [menu for menu in desk.page.findChildren(StripMenu) if menu.isVisible()]
    return menus[-1]


def choose(menu: StripMenu, name: str) -> None:
    action = menu.findChild(QAction, f"menu-{name}")
    assert action is not None
    action.trigger()
    menu.close()


def test_every_command_is_in_it(desk: Any) -> None:
    menu = menu_at(desk, desk.strip.box_of(0).center())
    names = {action.objectName().removeprefix("menu-") for action in menu.findChildren(QAction)}
    assert {command.name for command in COMMANDS} <= names
    menu.close()


def test_the_token_under_the_mouse_is_meant_unless_it_is_selected(desk: Any) -> None:
    menu_at(desk, desk.strip.box_of(3).center()).close()
    assert desk.strip.token_cursor == 3
    desk.strip.set_selection(0, 3)
    menu_at(desk, desk.strip.box_of(1).center()).close()
    assert (desk.strip.selection.start, desk.strip.selection.end) == (0, 3)


def test_labels_and_commands_are_done(desk: Any) -> None:
    menu = menu_at(desk, desk.strip.box_of(2).center())
    next(action for action in menu.actions() if action.data() == "LOC").trigger()
    menu.close()
    assert desk.tags(0)[2] == "B-LOC"
    choose(menu_at(desk, desk.strip.box_of(0).center()), "grow-right")
    assert desk.tags(0) == ("B-PER", "I-PER", "I-PER", "B-LOC", "O")
    choose(menu_at(desk, desk.strip.box_of(0).center()), "sentence-end")
    assert desk.strip.token_cursor == 4
    choose(menu_at(desk, QPoint()), "next-sentence")
    assert desk.shown_row() == 1


def test_no_command_raises_from_there(desk: Any) -> None:
    for command in COMMANDS:
        desk.page.show_sentence(desk.numbers[0])
        last = desk.strip.box_of(len(desk.strip.tokens) - 1)
        choose(menu_at(desk, last.center()), command.name)
        if not desk.strip.isVisible():
            desk.page.show_keys()
