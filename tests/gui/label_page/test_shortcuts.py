"""The page's commands as actions of a window: the same keys, and none of them while somebody is typing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from core.corpus import Layer, Scheme, Sentence
from gui.actions import Actions, AppState
from gui.icons import FOLDER
from gui.jobs import Jobs
from gui.label_page.page import LabelPage
from gui.session import Session
from gui.widgets.token_strip import TokenStrip

Key = Qt.Key
TAGS = ("B-PER", "O", None)


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[LabelPage]:
    session = Session()
    session.create(tmp_path / "keys.tagscope")
    assert session.project is not None
    running = session.project.begin_import("test", "conll", [Layer("ner", Scheme.IOB2)])
    running.add([Sentence(("Ida", "sings", "."), {"ner": TAGS}), Sentence(("Quietly",))])
    session.announce(running.finish())
    widget = LabelPage(session, Jobs())
    qtbot.addWidget(widget)
    actions = Actions(widget)
    actions.add(widget.actions_offered(), widget)
    actions.refresh(AppState(has_project=True, has_layer=True, page="label"))
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    widget.shown()
    yield widget
    session.close()


def press(qtbot: QtBot, *keys: Key | str) -> None:
    for key in keys:
        if isinstance(key, str):
            qtbot.keyClicks(QApplication.focusWidget(), key)
        else:
            qtbot.keyClick(QApplication.focusWidget(), key)


def tags(page: LabelPage) -> tuple[str | None, ...]:
    project = page.session.project
    assert project is not None
    return project.sentence(next(iter(project.ids()))).layer_tags("ner")


def test_keys_do_what_they_say(page: LabelPage, qtbot: QtBot) -> None:
    press(qtbot, "]")
    assert tags(page) == ("B-PER", "I-PER", None)
    press(qtbot, Key.Key_Backspace)
    assert tags(page) == ("O", "O", None)
    press(qtbot, Key.Key_Return)
    assert tags(page) == ("O", "O", "O")
    strip = page.findChild(TokenStrip)
    assert strip is not None
    assert strip.tokens == ("Quietly",)


def test_typing_a_label_is_no_command(page: LabelPage, qtbot: QtBot) -> None:
    press(qtbot, "/", ".[]{}/", Key.Key_Backspace)
    field = page.findChild(QLineEdit, "label-field")
    assert field is not None
    assert field.text() == ".[]{}"
    assert tags(page) == TAGS


def test_typing_a_layer_is_no_command(page: LabelPage, qtbot: QtBot) -> None:
    new = page.findChild(QToolButton, "new-layer")
    assert new is not None
    qtbot.mouseClick(new, Qt.MouseButton.LeftButton)
    press(qtbot, "pos.1", Key.Key_Return)
    assert tags(page) == TAGS
    assert page.session.layer == Layer("pos.1", Scheme.PLAIN)


def test_every_command_has_its_action_and_icon(page: LabelPage) -> None:
    specs = page.actions_offered()
    shortcuts = [spec.shortcut for spec in specs if spec.shortcut]
    assert len(set(shortcuts)) == len(shortcuts)
    # Tab moves the keyboard on wherever it accepts nothing.
    assert not {"Tab", "Shift+Tab"}.intersection(shortcuts)
    assert all((FOLDER / f"{spec.icon}.svg").is_file() for spec in specs if spec.icon)
    assert not any(spec.enabled(AppState(has_project=True, has_layer=True, page="train")) for spec in specs)
