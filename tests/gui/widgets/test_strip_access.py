"""What a screen reader is told of the painted tokens, asked through the interface that Qt itself hands out."""

import gc

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from core.corpus import Scheme
from gui.widgets.token_strip import TokenStrip

Text = QAccessible.Text
TOKENS = ("Mira", "left", "New", "York", "then")
TAGS = ("B-PER", "O", "B-LOC", "I-LOC", None)


@pytest.fixture
def strip(qtbot: QtBot) -> TokenStrip:
    widget = TokenStrip()
    qtbot.addWidget(widget)
    widget.resize(400, 300)
    widget.set_sentence(TOKENS, TAGS, Scheme.IOB2)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def test_a_strip_is_a_list_of_its_tokens(strip: TokenStrip) -> None:
    found = QAccessible.queryAccessibleInterface(strip)
    assert found.role() == QAccessible.Role.List
    assert found.text(Text.Name) == "Tokens of the sentence"
    assert found.childCount() == 5
    names = [found.child(index).text(Text.Name) for index in range(5)]
    assert names == [
        "token 1 of 5: Mira, label PER",
        "token 2 of 5: left, outside",
        "token 3 of 5: New, label LOC",
        "token 4 of 5: York, label LOC",
        "token 5 of 5: then, unlabelled",
    ]
    assert found.child(5) is None
    assert found.child(-1) is None


def test_a_token_tells_its_place_and_state(strip: TokenStrip) -> None:
    strip.set_selection(2, 4)
    found = QAccessible.queryAccessibleInterface(strip)
    token = found.child(3)
    assert token.role() == QAccessible.Role.ListItem
    assert token.parent() is found
    assert found.indexOfChild(token) == 3
    assert token.rect().size() == strip.box_of(3).size()
    assert strip.viewport().mapFromGlobal(token.rect().topLeft()) == strip.box_of(3).topLeft()
    middle = token.rect().center()
    assert found.childAt(middle.x(), middle.y()) is token
    assert [bool(found.child(index).state().selected) for index in range(5)] == [False, False, True, True, False]
    assert found.focusChild() is token


def test_what_is_wrong_with_a_tag_is_its_description(strip: TokenStrip) -> None:
    strip.set_tags(("B-PER", "I-LOC", *TAGS[2:]), 1, 2)
    token = QAccessible.queryAccessibleInterface(strip).child(1)
    assert "no span" in token.text(Text.Description)
    assert token.text(Text.Value) == "I-LOC"


def test_tokens_of_a_sentence_that_is_gone_are_not_valid(strip: TokenStrip) -> None:
    token = QAccessible.queryAccessibleInterface(strip).child(4)
    assert token.isValid()
    strip.set_sentence(("one",), (None,), Scheme.PLAIN)
    assert not token.isValid()
    assert token.text(Text.Name) == ""
    assert QAccessible.queryAccessibleInterface(strip).childCount() == 1


def test_other_widgets_are_left_to_qt(strip: TokenStrip, qtbot: QtBot) -> None:
    button = QPushButton("Press me")
    qtbot.addWidget(button)
    assert QAccessible.queryAccessibleInterface(button).text(Text.Name) == "Press me"


def test_strips_come_and_go_while_a_reader_listens(qapp: QApplication) -> None:
    for number in range(30):
        widget = TokenStrip()
        widget.set_sentence(TOKENS, TAGS, Scheme.IOB2)
        found = QAccessible.queryAccessibleInterface(widget)
        tokens = [found.child(index) for index in range(5)]
        assert tokens[0].text(Text.Name)
        if number % 2:
            del tokens, found
        widget.deleteLater()
        del widget
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
