"""Notes, flags and guidelines stay with the project, and labelling goes on where it stopped."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QToolButton

from core.edits import SetRemark
from core.errors import ProjectFullError
from core.project import Project
from gui import messages
from gui.jobs import Jobs
from gui.label_page.bookmark import SETTING, read
from gui.label_page.notes import Notes
from gui.label_page.page import LabelPage
from gui.label_page.sentence_panel import SentencePanel
from gui.session import Session
from gui.widgets.plain import PlainLabel
from gui.widgets.token_strip import TokenStrip

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def write(desk: Any, name: str, text: str) -> None:
    field = desk.find(QPlainTextEdit, name)
    desk.qtbot.keyClicks(field, text)
    desk.qtbot.keyClick(field, Key.Key_Escape)


def test_a_flag_is_one_key_and_can_be_undone(desk: Any) -> None:
    number = desk.numbers[0]
    desk.key(Key.Key_F3)
    assert desk.project.remark(number) == SetRemark(number, "", is_flagged=True)
    assert desk.find(PlainLabel, "sentence-remark").text() == "flagged"
    desk.key(Key.Key_Z, modifier=CONTROL)
    assert not desk.project.remark(number).is_flagged
    assert not desk.find(QToolButton, "flag-sentence").isChecked()


def test_a_note_is_kept_when_the_field_is_left(desk: Any) -> None:
    assert desk.find(Notes).isHidden()
    desk.key(Key.Key_F4)
    write(desk, "sentence-note", "is 2. Porto a club?")
    assert desk.page.focusWidget() is desk.strip
    assert desk.project.remark(desk.numbers[0]).note == "is 2. Porto a club?"
    desk.key(Key.Key_Down, modifier=CONTROL)
    assert desk.find(QPlainTextEdit, "sentence-note").toPlainText() == ""
    desk.key(Key.Key_Up, modifier=CONTROL)
    assert desk.find(QPlainTextEdit, "sentence-note").toPlainText() == "is 2. Porto a club?"
    assert desk.tags(0) == ("B-PER", "I-PER", "O", "B-LOC", "O")


def test_what_is_being_written_is_kept_when_the_project_is_closed(desk: Any) -> None:
    number = desk.numbers[0]
    desk.key(Key.Key_F4)
    desk.qtbot.keyClicks(desk.find(QPlainTextEdit, "sentence-note"), "half a thou")
    desk.session.close()
    with Project.open(desk.path) as project:
        assert project.remark(number).note == "half a thou"


def test_a_note_typed_while_nothing_can_be_saved_is_kept_until_it_can(
    desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "error", lambda *_said: None)
    desk.key(Key.Key_F8)
    field = desk.find(QPlainTextEdit, "sentence-note")
    project, apply = desk.project, desk.project.apply

    def refuse(_edit: object) -> None:
        raise ProjectFullError("the disk is full.")

    monkeypatch.setattr(project, "apply", refuse)
    desk.page._editor.set_label("LOC")
    field.setPlainText("ask Ida")
    desk.page.show_sentence(desk.numbers[1])
    assert field.toPlainText() == ""
    field.setPlainText("and Tom")
    desk.page.show_sentence(desk.numbers[0])
    assert field.toPlainText() == "ask Ida"
    assert project.remark(desk.numbers[0]).note == ""
    monkeypatch.setattr(project, "apply", apply)
    desk.session.retry()
    assert [project.remark(number).note for number in desk.numbers[:2]] == ["ask Ida", "and Tom"]
    assert field.toPlainText() == "ask Ida"


def test_guidelines_belong_to_the_project(desk: Any) -> None:
    desk.key(Key.Key_F8)
    text = "# Persons\n<b>no titles</b>"
    desk.find(QPlainTextEdit, "guidelines").setFocus()
    desk.find(QPlainTextEdit, "guidelines").setPlainText(text)
    desk.qtbot.keyClick(desk.find(QPlainTextEdit, "guidelines"), Key.Key_Escape)
    session = Session()
    desk.session.close()
    session.open(desk.path)
    page = LabelPage(session, Jobs())
    desk.qtbot.addWidget(page)
    assert page.findChild(QPlainTextEdit, "guidelines").toPlainText() == text
    session.close()


def test_labelling_goes_on_where_it_stopped(desk: Any) -> None:
    desk.session.set_layer("upos")
    desk.page.show_sentence(desk.numbers[1])
    desk.key(Key.Key_Right, Key.Key_Right, Key.Key_F6)
    desk.key(Key.Key_Right)
    desk.session.close()
    session = Session()
    session.open(desk.path)
    page = LabelPage(session, Jobs())
    desk.qtbot.addWidget(page)
    strip = page.findChild(TokenStrip)
    assert session.layer is not None
    assert session.layer.name == "upos"
    assert (strip.tokens[0], strip.token_cursor) == ("Lagos", 3)
    assert page.findChild(QToolButton, "tape").isChecked()
    session.close()


def test_a_place_that_is_gone_or_cannot_be_read_is_the_beginning(desk: Any) -> None:
    desk.session.close()
    for text in ("{", "[]", '{"sentence": 999, "token": 7, "layer": "gone"}'):
        with Project.open(desk.path) as project:
            project.set_setting(SETTING, text)
            assert read(project) is None or text.endswith("}")
        session = Session()
        session.open(desk.path)
        page = LabelPage(session, Jobs())
        desk.qtbot.addWidget(page)
        assert page.findChild(TokenStrip).tokens[0] == "Mira"
        session.close()


def test_in_a_small_window_the_list_gives_way_to_the_notes(desk: Any) -> None:
    panel = desk.find(SentencePanel)
    desk.page.resize(890, 560)
    desk.key(Key.Key_F8)
    assert panel.isHidden()
    desk.page.resize(1300, 700)
    desk.qtbot.waitUntil(lambda: not panel.isHidden())
    desk.page.resize(890, 560)
    desk.key(Key.Key_F8)
    desk.qtbot.waitUntil(lambda: not panel.isHidden())
