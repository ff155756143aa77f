"""Actions: enabled by the state, done by their key, each called by one name."""

import pytest
from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.actions import Actions, ActionSpec, AppState, with_project


class Counter(QObject):
    """Counts how often it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    @Slot()
    def on_count(self) -> None:
        self.count += 1


def test_an_action_is_possible_when_its_predicate_says_so(qtbot: QtBot) -> None:
    widget, actions, counter = QWidget(), Actions(), Counter()
    qtbot.addWidget(widget)
    actions.add([ActionSpec("a.b", "Count", counter.on_count, enabled=with_project)], widget)
    assert not actions.trigger("a.b")
    actions.refresh(AppState(has_project=True))
    assert actions.trigger("a.b")
    assert counter.count == 1
    actions.refresh(AppState())
    assert not actions.action("a.b").isEnabled()
    assert not actions.trigger("no.such")


def test_a_pages_keys_work_inside_it_only(qtbot: QtBot) -> None:
    window, actions, counter = QWidget(), Actions(), Counter()
    qtbot.addWidget(window)
    page, inside, outside = QWidget(), QLineEdit(), QLineEdit()
    QVBoxLayout(page).addWidget(inside)
    column = QVBoxLayout(window)
    column.addWidget(page)
    column.addWidget(outside)
    actions.add([ActionSpec("page.count", "Count", counter.on_count, "Ctrl+L")], page)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    outside.setFocus()
    qtbot.keyClick(outside, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert counter.count == 0
    inside.setFocus()
    qtbot.keyClick(inside, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert counter.count == 1


def test_two_actions_cannot_share_a_name(qtbot: QtBot) -> None:
    widget, actions, counter = QWidget(), Actions(), Counter()
    qtbot.addWidget(widget)
    spec = ActionSpec("a.b", "Count", counter.on_count)
    with pytest.raises(ValueError, match=r"a\.b"):
        actions.add([spec, spec], widget)
