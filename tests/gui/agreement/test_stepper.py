"""Disagreements one by one: a key decides each, undo takes it back, and the count on screen is what is left."""

from typing import Any

import pytest
from PySide6.QtCore import Qt

from gui.widgets.plain import PlainLabel
from gui.widgets.token_strip import TokenStrip

Key = Qt.Key


@pytest.fixture
def stepping(desk: Any) -> Any:
    desk.begin()
    desk.click("agreement-step")
    return desk


def _left(desk: Any) -> str:
    words: str = desk.find(PlainLabel, "disagreements-left").text()
    return words


def test_both_labellings_stand_one_under_the_other(stepping: Any) -> None:
    assert stepping.find(TokenStrip, "first-labels").tags == ("B-PER", "I-PER", "O", "B-LOC", "O")
    assert stepping.find(TokenStrip, "second-labels").tags == ("B-PER", "O", "O", "B-ORG", "O")
    assert _left(stepping) == "3 of 3 left"


def test_one_key_takes_a_labelling_and_moves_on(stepping: Any) -> None:
    stepping.key(Key.Key_A)
    assert stepping.curated()[0] == ("B-PER", "I-PER", "O", None, "O")
    assert _left(stepping) == "2 of 3 left"
    stepping.key(Key.Key_B)
    assert stepping.curated()[0] == ("B-PER", "I-PER", "O", "B-ORG", "O")
    assert stepping.find(TokenStrip, "first-labels").tags == ("B-LOC", "O", "B-PER")
    stepping.key(Key.Key_B)
    assert stepping.curated() == [("B-PER", "I-PER", "O", "B-ORG", "O"), ("B-LOC", "O", "O"), (None,) * 3]
    assert _left(stepping) == "every one of 3 is decided"
    layer = stepping.project.layers[-1]
    assert (layer.name, layer.annotator, layer.of) == ("ner · curated", "curated", "ner")


def test_undo_opens_the_place_again_and_shows_it(stepping: Any) -> None:
    for key in (Key.Key_A, Key.Key_A, Key.Key_A):
        stepping.key(key)
    stepping.session.undo()
    assert _left(stepping) == "1 of 3 left"
    assert stepping.find(TokenStrip, "first-labels").tags == ("B-LOC", "O", "B-PER")
    stepping.session.undo()
    stepping.session.undo()
    stepping.settle()
    assert _left(stepping) == "3 of 3 left"
    assert [layer.name for layer in stepping.project.layers] == ["ner", "ner · Mara", "ner · Tom"]


def test_arrows_go_on_and_back_without_deciding(stepping: Any) -> None:
    title = stepping.find(PlainLabel, "disagreement-title")
    assert title.text() == "Disagreement 1 of 3"
    stepping.key(Key.Key_Right)
    stepping.key(Key.Key_Right)
    stepping.key(Key.Key_Right)
    assert title.text() == "Disagreement 3 of 3"
    stepping.key(Key.Key_Left)
    assert title.text() == "Disagreement 2 of 3"
    assert _left(stepping) == "3 of 3 left"
    assert not stepping.session.can_undo or "disagreement" not in stepping.session.undo_title


def test_a_decision_can_be_changed(stepping: Any) -> None:
    stepping.key(Key.Key_A)
    stepping.key(Key.Key_Left)
    stepping.key(Key.Key_B)
    assert stepping.curated()[0][:2] == ("B-PER", "O")
    assert _left(stepping) == "2 of 3 left"


def test_what_both_agree_on_is_filled_in_as_one_step(stepping: Any) -> None:
    stepping.key(Key.Key_A)
    stepping.click("fill-agreed")
    assert stepping.curated() == [("B-PER", "I-PER", "O", None, "O"), ("B-LOC", "O", None), ("O", None, "O")]
    assert _left(stepping) == "2 of 3 left"
    stepping.session.undo()
    stepping.settle()
    assert stepping.curated()[1:] == [(None,) * 3, (None,) * 3]


def test_taking_the_layer_of_one_away_leads_back_to_the_figures(stepping: Any) -> None:
    for _ in range(3):
        stepping.session.undo()
    stepping.settle()
    assert not stepping.find(PlainLabel, "disagreement-title").isVisible()
