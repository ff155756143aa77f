"""A pasted message is marked part by part and leads to a case."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from core.doctor.error_words import ERROR_WORDS, PART_WORDS
from gui.doctor import words
from gui.doctor.error_page import EXAMPLE
from gui.widgets.plain import PlainLabel


def shown(room: Any) -> list[str]:
    labels = room.panel.errors.findChildren(PlainLabel)
    return [label.text() for label in labels if label.isVisibleTo(room.panel.errors)]


def test_the_parts_of_a_message_are_marked_and_named(room: Any, qtbot: QtBot) -> None:
    page = room.panel.errors
    qtbot.mouseClick(page.findChild(QPushButton, "error-example"), Qt.MouseButton.LeftButton)
    text = page.findChild(QPlainTextEdit, "error-text")
    marked = [selection.cursor.selectedText() for selection in text.extraSelections()]
    assert marked == ["lstm", "3", "2", "32", "47"]
    assert "the batch: 32 sentences" in shown(room)
    assert "feature axis is missing" in page.findChild(PlainLabel, "error-meaning").text()


def test_the_nearest_case_is_one_click_away(room: Any, qtbot: QtBot) -> None:
    page = room.panel.errors
    page.findChild(QPlainTextEdit, "error-text").setPlainText(EXAMPLE)
    qtbot.mouseClick(page.findChild(QPushButton, "error-case-0"), Qt.MouseButton.LeftButton)
    room.settle()
    assert room.asked == ["no-feature-axis"]
    assert room.panel.gallery.chosen.name == "no-feature-axis"


def test_what_is_not_known_is_said_not_to_be(room: Any) -> None:
    page = room.panel.errors
    page.findChild(QPlainTextEdit, "error-text").setPlainText("KeyError: 'loss' <b>not markup</b>")
    assert "None of the messages" in page.findChild(PlainLabel, "error-meaning").text()
    assert page.findChild(QPushButton, "error-case-0").isHidden()
    assert not page.findChild(QPlainTextEdit, "error-text").extraSelections()


def test_the_words_of_core_stand_in_the_table_word_for_word() -> None:
    assert set(words.ERROR_WORDS) == {*PART_WORDS.values(), *ERROR_WORDS.values()}
