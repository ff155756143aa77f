"""Changes of many sentences are counted before they are made, made in a job, and are one step to undo."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPushButton

from core.corpus import Sentence
from gui import messages
from gui.label_page.sweep_panel import MendPanel, RetokenisePanel
from gui.widgets.plain import PlainLabel

Key = Qt.Key
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def said(desk: Any, name: str) -> str:
    desk.wait()
    return str(desk.find(PlainLabel, f"{name}-said").text())


def test_illegal_tags_are_counted_and_repaired(make_desk: Any) -> None:
    desk = make_desk(
        Sentence(("Ida", "sings"), {"ner": ("I-PER", "O")}),
        Sentence(("in", "Porto"), {"ner": ("O", "I-LOC")}),
        Sentence(("again", "."), {"ner": ("O", "O")}),
    )
    desk.key(Key.Key_F7, modifier=SHIFT)
    assert said(desk, "mend-all") == "2 tags in 2 sentences would be others."
    desk.find(MendPanel).findChild(QComboBox, "scope").setCurrentIndex(0)
    assert said(desk, "mend-all") == "1 tags in 1 sentences would be others."
    desk.find(MendPanel).findChild(QComboBox, "scope").setCurrentIndex(2)
    said(desk, "mend-all")
    desk.click(desk.find(QPushButton, "mend-all-apply"))
    assert said(desk, "mend-all") == "No tag stands where it may not."
    assert desk.tags(0) == ("B-PER", "O")
    assert desk.tags(1) == ("O", "B-LOC")
    assert not desk.find(QPushButton, "mend-all-apply").isEnabled()
    desk.session.undo()
    assert desk.tags(1) == ("O", "I-LOC")


def test_a_tokenizer_is_tried_before_it_cuts(make_desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    warned: list[str] = []
    monkeypatch.setattr(messages, "warning", lambda _parent, text, *_offers: warned.append(text))
    desk = make_desk(
        Sentence(("Porto,", "Lagos"), {"ner": ("B-LOC", "B-LOC")}), Sentence(("fine", "."), {"ner": ("O", "O")})
    )
    desk.key(Key.Key_T, modifier=CONTROL)
    assert said(desk, "retokenise").startswith("1 sentences would change; tokens: +1.")
    assert desk.strip.tokens == ("Porto,", "Lagos")
    desk.click(desk.find(QPushButton, "retokenise-apply"))
    assert said(desk, "retokenise") == "Every sentence is cut like this already."
    assert desk.strip.tokens == ("Porto", ",", "Lagos")
    desk.session.undo()
    assert desk.strip.tokens == ("Porto,", "Lagos")
    desk.qtbot.keyClick(desk.find(RetokenisePanel), Key.Key_Escape)
    assert desk.strip.hasFocus()
    desk.wait()


def test_what_another_tokenizer_cannot_carry_is_named_before_and_after(
    make_desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    warned: list[str] = []
    monkeypatch.setattr(messages, "warning", lambda _parent, text, *_offers: warned.append(text))
    joined = Sentence(("don", "'t", "go"), {"ner": ("B-PER", "B-LOC", "O")}, (False, True, True))
    desk = make_desk(joined)
    desk.key(Key.Key_T, modifier=CONTROL)
    desk.find(QComboBox, "tokenizer").setCurrentIndex(1)
    assert "2 labels" in said(desk, "retokenise")
    shown = desk.find(RetokenisePanel)._list
    lines = [str(shown.model().index(row, 0).data()) for row in range(shown.model().rowCount())]
    assert len(lines) == 2
    assert "'t" in lines[1]
    desk.click(desk.find(QPushButton, "retokenise-apply"))
    desk.wait()
    assert desk.strip.tokens == ("don't", "go")
    assert len(warned) == 1
    assert "2 labels" in warned[0]
