"""Tokens and sentences are split and merged by keys, with labels carried along and a way back."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from core.corpus import Sentence
from gui import messages
from gui.label_page.token_splitter import TokenSplitter
from gui.widgets.plain import PlainLabel

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
BOTH = CONTROL | Qt.KeyboardModifier.ShiftModifier


def test_a_token_is_split_where_the_arrows_put_the_cut(desk: Any) -> None:
    desk.key(Key.Key_B, modifier=CONTROL)
    splitter = desk.find(TokenSplitter)
    assert splitter.isVisible()
    assert (desk.find(PlainLabel, "first-piece").text(), desk.find(PlainLabel, "second-piece").text()) == ("Mi", "ra")
    desk.qtbot.keyClick(splitter, Key.Key_Right)
    desk.qtbot.keyClick(splitter, Key.Key_Return)
    assert desk.strip.tokens[:3] == ("Mir", "a", "Okafor")
    assert desk.tags(0)[:3] == ("B-PER", "I-PER", "I-PER")
    assert desk.strip.hasFocus()
    desk.session.undo()
    assert desk.strip.tokens == desk.project.sentence(desk.numbers[0]).tokens
    assert desk.strip.tokens[0] == "Mira"


def test_escape_leaves_the_token_whole_and_a_click_splits_it(desk: Any) -> None:
    desk.key(Key.Key_B, modifier=CONTROL)
    splitter = desk.find(TokenSplitter)
    desk.qtbot.keyClick(splitter, Key.Key_Escape)
    assert not splitter.isVisible()
    assert not desk.session.undo_stack.canUndo()
    desk.key(Key.Key_B, modifier=CONTROL)
    desk.click(desk.find(QPushButton, "split-here"))
    assert desk.strip.tokens[:2] == ("Mi", "ra")


def test_a_token_of_one_character_stays(desk: Any) -> None:
    desk.strip.set_cursor(4)
    with desk.qtbot.waitSignal(desk.session.status):
        desk.key(Key.Key_B, modifier=CONTROL)
    assert not desk.find(TokenSplitter).isVisible()


def test_marks_stay_with_their_letter_and_right_to_left_runs_backwards(make_desk: Callable[..., Any]) -> None:
    desk = make_desk(Sentence(("e\u0301te\u0301",)), Sentence(("שלום",)))
    desk.key(Key.Key_B, modifier=CONTROL)
    splitter = desk.find(TokenSplitter)
    desk.qtbot.keyClick(splitter, Key.Key_Home)
    desk.qtbot.keyClick(splitter, Key.Key_Return)
    assert desk.strip.tokens == ("e\u0301", "te\u0301")
    desk.key(Key.Key_Down, modifier=CONTROL)
    desk.key(Key.Key_B, modifier=CONTROL)
    desk.qtbot.keyClick(splitter, Key.Key_Left)
    desk.qtbot.keyClick(splitter, Key.Key_Return)
    assert desk.strip.tokens == ("שלו", "ם")


def test_merging_names_the_labels_that_changed(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[tuple[str, messages.Offer]] = []
    monkeypatch.setattr(messages, "warning", lambda _parent, text, *offers: said.append((text, *offers)))
    desk.key(Key.Key_J, modifier=CONTROL)
    assert desk.strip.tokens == ("MiraOkafor", "left", "Porto", ".") or desk.strip.tokens[0] == "Mira Okafor"
    assert desk.tags(0)[0] == "B-PER"
    assert not said
    desk.strip.set_selection(0, 3)
    desk.key(Key.Key_J, modifier=CONTROL)
    [(words, undo)] = said
    assert "LOC" in words
    assert "Porto" in words
    undo.slot()
    assert desk.tags(0) == ("B-PER", "O", "B-LOC", "O")
    desk.strip.set_cursor(3)
    with desk.qtbot.waitSignal(desk.session.status):
        desk.key(Key.Key_J, modifier=CONTROL)


def test_sentences_are_split_and_merged(desk: Any) -> None:
    with desk.qtbot.waitSignal(desk.session.status):
        desk.key(Key.Key_B, modifier=BOTH)
    desk.strip.set_cursor(3)
    desk.key(Key.Key_B, modifier=BOTH)
    assert [sentence.tokens for sentence in desk.project.sentences()][:2] == [
        ("Mira", "Okafor", "left"),
        ("Porto", "."),
    ]
    assert desk.shown_row() == 0
    desk.key(Key.Key_J, modifier=BOTH)
    assert desk.strip.tokens == ("Mira", "Okafor", "left", "Porto", ".")
    assert desk.tags(0) == ("B-PER", "I-PER", "O", "B-LOC", "O")


def test_the_last_sentence_has_nothing_to_be_merged_with(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Exception] = []
    monkeypatch.setattr(messages, "error", lambda _parent, problem: shown.append(problem))
    desk.page.show_sentence(desk.numbers[-1])
    desk.key(Key.Key_J, modifier=BOTH)
    assert len(shown) == 1
