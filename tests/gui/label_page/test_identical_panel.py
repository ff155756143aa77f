"""The same tokens are found, looked at, ticked and labelled as one step; what a hand did stays unless ticked."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton

from core.bundle import Bundle
from core.corpus import Sentence
from core.edits import SetTags
from gui.label_page import finding_matches
from gui.label_page.identical_panel import IdenticalPanel
from gui.label_page.match_table import BELIEF, ORIGIN, TAGS, WORDS, MatchTable
from gui.widgets.plain import PlainLabel

Key = Qt.Key
BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
SENTENCES = (
    Sentence(("Porto", "and", "Lagos"), {"ner": ("B-LOC", "O", None)}, document="a"),
    Sentence(("porto", "Porto", "Portos"), {"ner": (None, None, None)}, document="a"),
    Sentence(("Lagos", "or", "Porto"), {"ner": (None, None, None)}, document="b"),
)


@pytest.fixture
def desk(make_desk: Any) -> Any:
    return make_desk(*SENTENCES)


def begin(desk: Any) -> MatchTable:
    desk.key(Key.Key_Return, modifier=BOTH)
    desk.wait()
    found: MatchTable = desk.find(MatchTable)
    assert found.isVisible()
    return found


def cells(table: MatchTable, column: int) -> list[str]:
    return [str(table.matches.index(row, column).data()) for row in range(table.matches.rowCount())]


def test_whole_tokens_are_labelled_in_one_step(desk: Any) -> None:
    table = begin(desk)
    assert cells(table, WORDS) == ["Porto"] * 3
    assert cells(table, TAGS) == ["B-LOC", "–", "–"]
    assert desk.find(QComboBox, "identical-label").currentText() == "LOC"
    desk.qtbot.keyClick(table, Key.Key_Return)
    assert desk.tags(1) == (None, "B-LOC", None)
    assert desk.tags(2) == (None, None, "B-LOC")
    assert desk.strip.hasFocus()
    desk.session.undo()
    assert desk.tags(1) == desk.tags(2) == (None, None, None)


def test_what_a_hand_labelled_is_marked_and_not_ticked(desk: Any) -> None:
    desk.session.apply(SetTags(desk.numbers[2], "ner", 2, ("B-PER",)))
    desk.page.show_sentence(desk.numbers[0])
    desk.strip.set_cursor(0)
    table = begin(desk)
    assert cells(table, ORIGIN) == ["", "", "by hand"]
    assert len(table.matches.chosen) == 2
    desk.qtbot.keyClick(table, Key.Key_Return)
    assert desk.tags(2) == (None, None, "B-PER")


def test_case_and_scope_are_chosen_and_space_ticks(desk: Any) -> None:
    table = begin(desk)
    desk.find(QCheckBox, "match-case").setChecked(False)
    desk.wait()
    assert cells(table, WORDS) == ["Porto", "porto", "Porto", "Porto"]
    scope = desk.page.findChild(IdenticalPanel).findChild(QComboBox, "scope")
    scope.setCurrentIndex(1)
    desk.wait()
    assert cells(table, WORDS) == ["Porto", "porto", "Porto"]
    scope.setCurrentIndex(0)
    desk.wait()
    assert cells(table, WORDS) == ["Porto"]
    button = desk.find(QPushButton, "identical-apply")
    assert button.isEnabled()
    desk.qtbot.keyClick(table, Key.Key_Space)
    assert not button.isEnabled()
    desk.qtbot.keyClick(table, Key.Key_Escape)
    assert not table.isVisible()
    assert not desk.session.undo_stack.canUndo()


def test_the_model_says_what_it_thinks(desk: Any, bundle: Bundle) -> None:
    desk.use(bundle)
    table = begin(desk)
    assert all(text.endswith("%") for text in cells(table, BELIEF))
    assert "3 places" in desk.find(PlainLabel, "identical-said").text()


def test_more_than_a_page_is_paged_through(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding_matches, "PAGE", 1)
    table = begin(desk)
    said, before, behind = (
        desk.find(kind, f"identical-{name}")
        for kind, name in ((PlainLabel, "said"), (QPushButton, "before"), (QPushButton, "behind"))
    )
    seen = []
    while True:
        seen += [table.matches._found.matches[row].sentence.id for row in range(table.matches.rowCount())]
        if not behind.isVisible():
            break
        desk.click(behind)
        desk.wait()
    assert said.text().startswith("Places 3 to 3")
    assert len(seen) == len(set(seen)) == 3
    desk.click(before)
    desk.wait()
    assert said.text().startswith("Places 2 to 2")
    desk.find(QCheckBox, "match-case").setChecked(False)
    desk.wait()
    assert said.text().startswith("Places 1 to ")
    assert not before.isVisible()
