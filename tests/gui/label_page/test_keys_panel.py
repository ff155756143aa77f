"""The keys can be looked at, changed by pressing them, and taken away on paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from gui import key_map, messages
from gui.key_map import KeyMap
from gui.label_keys import COMMANDS, FIXED
from gui.label_page import key_sheet
from gui.label_page.key_button import KeyButton
from gui.label_page.keys_panel import KeysPanel
from gui.widgets.label_finder import LabelEntry
from gui.widgets.plain import PlainLabel

Key = Qt.Key
LABELS = (LabelEntry("PER", "1", 0), LabelEntry("<b>&LOC", "2", 1), LabelEntry("unkeyed", "", 2))


@pytest.fixture
def panel(qtbot: QtBot) -> Iterator[KeysPanel]:
    window = QWidget()
    taken = QAction("Search everything", window)
    taken.setShortcut(QKeySequence("Ctrl+F"))
    window.addAction(taken)
    widget = KeysPanel(window)
    widget.set_labels("ner", LABELS)
    qtbot.addWidget(window)
    window.resize(1000, 700)
    widget.resize(1000, 700)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield widget
    key_map.use(KeyMap())


def press(qtbot: QtBot, panel: KeysPanel, name: str, key: Key, modifier: Qt.KeyboardModifier) -> None:
    button = panel.findChild(KeyButton, f"key-of-{name}")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(button, key, modifier)


def said(panel: KeysPanel) -> str:
    return panel.findChild(PlainLabel, "keys-said").text()


NO_KEY, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


def test_every_command_is_there(panel: KeysPanel) -> None:
    names = {button.command.name for button in panel.findChildren(KeyButton)}
    assert names == {command.name for command in COMMANDS}
    words = {label.text() for label in panel.findChildren(PlainLabel)}
    assert {fixed.title for fixed in FIXED} | {command.title for command in COMMANDS} <= words


@pytest.mark.parametrize(
    ("key", "modifier", "written"),
    [
        (Key.Key_F12, NO_KEY, "F12"),
        (Key.Key_Tab, CONTROL, "Ctrl+Tab"),
        (Key.Key_Semicolon, NO_KEY, ";"),
        (Key.Key_Space, CONTROL, "Ctrl+Space"),
    ],
)
def test_a_key_is_given_by_pressing_it(
    panel: KeysPanel, qtbot: QtBot, key: Key, modifier: Qt.KeyboardModifier, written: str
) -> None:
    press(qtbot, panel, "repeat", key, modifier)
    assert key_map.current().keys("repeat") == (written,)
    reset = panel.findChild(QToolButton, "reset-repeat")
    assert reset.isVisible()
    qtbot.mouseClick(reset, Qt.MouseButton.LeftButton)
    assert key_map.current().keys("repeat") == (".",)
    assert not reset.isVisible()


def test_a_key_that_is_taken_is_given_up_on_request_only(panel: KeysPanel, qtbot: QtBot) -> None:
    press(qtbot, panel, "repeat", Key.Key_F7, NO_KEY)
    assert key_map.current().keys("repeat") == (".",)
    assert "Repair" in said(panel)
    take = panel.findChild(QPushButton, "keys-take")
    qtbot.mouseClick(take, Qt.MouseButton.LeftButton)
    assert key_map.current().keys("repeat") == ("F7",)
    assert key_map.current().keys("mend") == ()
    assert not take.isVisible()
    qtbot.mouseClick(panel.findChild(QPushButton, "keys-reset"), Qt.MouseButton.LeftButton)
    assert key_map.current().as_texts() == ()


def test_keys_of_labels_and_of_the_window_are_refused(panel: KeysPanel, qtbot: QtBot) -> None:
    for key, modifier, word in ((Key.Key_B, NO_KEY, "labels"), (Key.Key_F, CONTROL, "Search everything")):
        press(qtbot, panel, "repeat", key, modifier)
        assert word in said(panel)
        assert not panel.findChild(QPushButton, "keys-take").isVisible()
    assert key_map.current().as_texts() == ()


def test_escape_first_leaves_the_button_and_then_the_panel(panel: KeysPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.left):
        press(qtbot, panel, "repeat", Key.Key_Escape, NO_KEY)
    with qtbot.waitSignal(panel.left):
        qtbot.keyClick(panel.findChild(KeyButton, "key-of-repeat"), Key.Key_Escape)
    assert key_map.current().as_texts() == ()


def test_a_narrow_window_shows_one_column(panel: KeysPanel, qtbot: QtBot) -> None:
    buttons = [panel.findChild(KeyButton, f"key-of-{name}") for name in ("clear", "left")]

    def n_columns() -> int:
        return len({button.mapTo(panel, QPoint()).x() for button in buttons})

    assert n_columns() == 2
    panel.resize(600, 700)
    qtbot.waitUntil(lambda: n_columns() == 1)


class TestSheet:
    def test_text_holds_every_key_and_no_markup_is_read(self, panel: KeysPanel, tmp_path: Path) -> None:
        path = tmp_path / "keys.txt"
        key_map.use(KeyMap().with_key("mend", "").with_key("repeat", "F9"))
        key_sheet.write_text(path, key_sheet.sections("ner", LABELS))
        text = path.read_text(encoding="utf-8")
        assert "<b>&LOC" in text
        assert "unkeyed" not in text
        assert all(command.title in text for command in COMMANDS)
        [repeat] = [line for line in text.split("\n") if "Repeat the last label" in line]
        assert repeat.startswith("  F9 ")
        [mend] = [line for line in text.split("\n") if "Repair illegal tags of the sentence" in line]
        assert mend.startswith("  – ")

    def test_the_panel_asks_where_and_writes_a_pdf(
        self, panel: KeysPanel, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "keys.pdf"
        monkeypatch.setattr(messages, "choose_target", lambda *_arguments: path)
        qtbot.mouseClick(panel.findChild(QPushButton, "keys-pdf"), Qt.MouseButton.LeftButton)
        content = path.read_bytes()
        assert content.startswith(b"%PDF-")
        assert content.rstrip().endswith(b"%%EOF")
        assert len(content) > 5_000

    def test_a_file_that_cannot_be_written_is_said(
        self, panel: KeysPanel, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        shown: list[Exception] = []
        monkeypatch.setattr(messages, "choose_target", lambda *_arguments: tmp_path / "no" / "folder" / "keys.txt")
        monkeypatch.setattr(messages, "error", lambda _parent, problem: shown.append(problem))
        qtbot.mouseClick(panel.findChild(QPushButton, "keys-text"), Qt.MouseButton.LeftButton)
        assert len(shown) == 1
