"""Preferences: kept in the settings file, which is left alone where it cannot be read."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui import messages
from gui.preferences import Preferences
from gui.theme import Mode


def test_what_is_chosen_is_there_the_next_time(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    first, second = tmp_path / "a.tagscope", tmp_path / "b.tagscope"
    for path in (first, second):
        path.touch()
    preferences = Preferences(file)
    assert preferences.mode() is Mode.SYSTEM
    preferences.set_mode(Mode.DARK)
    preferences.add_recent(first)
    preferences.add_recent(second)
    again = Preferences(file)
    assert again.mode() is Mode.DARK
    assert again.recents() == [second, first]
    again.remove_recent(second)
    assert Preferences(file).recents() == [first]


def test_projects_that_are_gone_are_not_offered(tmp_path: Path) -> None:
    preferences = Preferences(tmp_path / "settings.json")
    preferences.add_recent(tmp_path / "gone.tagscope")
    assert preferences.recents() == []


def test_a_file_that_cannot_be_read_is_said_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text("{broken", encoding="utf-8")
    preferences = Preferences(file)
    assert str(preferences.problem).startswith("settings.json: ")
    assert preferences.mode() is Mode.SYSTEM
    assert preferences.recents() == []
    preferences.set_mode(Mode.DARK)
    assert file.read_text(encoding="utf-8") == "{broken"


def test_a_choice_that_cannot_be_kept_is_said(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "folder").touch()
    preferences = Preferences(tmp_path / "settings.json")
    (tmp_path / "settings.json").mkdir()
    with qtbot.waitSignal(messages.board.posted) as posted:
        preferences.set_mode(Mode.DARK)
    assert "settings.json" in posted.args[0].text
