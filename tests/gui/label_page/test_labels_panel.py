"""The label set is edited with keys and buttons; each change is one step, and the sentences follow."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton

from core.edits import AddLabels
from gui.label_page.label_table import KEY, NAME, TOKENS, LabelTable
from gui.label_page.labels_panel import LabelsPanel
from gui.widgets.plain import PlainLabel

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def table(desk: Any) -> LabelTable:
    desk.key(Key.Key_L, modifier=CONTROL)
    found = desk.find(LabelTable)
    assert found.isVisible()
    return found


def labels(desk: Any) -> list[str]:
    return [label.name for label in desk.project.labels("ner")]


def press(desk: Any, name: str) -> None:
    desk.click(desk.find(QPushButton, f"labels-{name}"))


def said(desk: Any) -> str:
    return desk.find(PlainLabel, "labels-said").text()


def type_into(desk: Any, table: LabelTable, column: int, text: str) -> None:
    """Type over a cell with the keyboard alone."""
    table.setCurrentIndex(table.labels.index(table.currentIndex().row(), column))
    desk.qtbot.keyClick(table, Key.Key_F2)
    [field] = [one for one in table.findChildren(QLineEdit) if one.isVisible()]
    field.selectAll()
    desk.qtbot.keyClicks(field, text)
    desk.qtbot.keyClick(field, Key.Key_Return)
    QApplication.processEvents()


def cells(table: LabelTable, column: int) -> list[str]:
    return [str(table.labels.index(row, column).data()) for row in range(table.labels.rowCount())]


def test_it_shows_names_keys_and_counts_and_escape_leaves(desk: Any, table: LabelTable) -> None:
    assert cells(table, NAME) == ["PER", "LOC"]
    assert cells(table, KEY) == ["1", "2"]
    assert cells(table, TOKENS) == ["2", "1"]
    desk.qtbot.keyClick(table, Key.Key_Escape)
    assert not table.isVisible()
    assert desk.strip.hasFocus()


def test_a_name_is_typed_over_and_the_sentences_follow(desk: Any, table: LabelTable) -> None:
    type_into(desk, table, NAME, "PERSON")
    assert desk.tags(0) == ("B-PERSON", "I-PERSON", "O", "B-LOC", "O")
    assert table.chosen is not None
    assert table.chosen.name == "PERSON"
    type_into(desk, table, NAME, "LOC")
    assert "merge" in said(desk)
    assert labels(desk) == ["PERSON", "LOC"]
    desk.session.undo()
    assert cells(table, NAME) == ["PER", "LOC"]


def test_labels_are_added_by_name(desk: Any, table: LabelTable) -> None:
    field = desk.find(QLineEdit, "new-label")
    for typed, word in (("two words", "one word"), ("O", "outside"), ("", "needs a name")):
        field.setText(typed)
        desk.qtbot.keyClick(field, Key.Key_Return)
        assert word in said(desk)
    field.setText("ORG")
    desk.qtbot.keyClick(field, Key.Key_Return)
    assert labels(desk) == ["PER", "LOC", "ORG"]
    press(desk, "delete")
    assert labels(desk) == ["PER", "LOC"]


def test_merging_says_how_many_tokens_change_first(desk: Any, table: LabelTable) -> None:
    press(desk, "merge")
    assert said(desk).startswith("2 tokens of PER will carry LOC")
    assert labels(desk) == ["PER", "LOC"]
    press(desk, "agree")
    desk.wait()
    assert labels(desk) == ["LOC"]
    assert desk.tags(0) == ("B-LOC", "I-LOC", "O", "B-LOC", "O")
    assert cells(table, TOKENS) == ["3"]
    desk.session.undo()
    assert desk.tags(0) == ("B-PER", "I-PER", "O", "B-LOC", "O")


def test_deleting_says_what_becomes_of_the_uses_first(desk: Any, table: LabelTable) -> None:
    press(desk, "delete")
    assert "2 tokens carry PER" in said(desk)
    assert "outside" in said(desk)
    press(desk, "agree")
    desk.wait()
    assert desk.tags(0) == ("O", "O", "O", "B-LOC", "O")
    desk.session.undo()
    assert desk.tags(0) == ("B-PER", "I-PER", "O", "B-LOC", "O")


def test_keys_are_given_exchanged_and_refused(desk: Any, table: LabelTable) -> None:
    type_into(desk, table, KEY, "p")
    assert cells(table, KEY) == ["P", "2"]
    assert desk.key_of("PER") == "p"
    type_into(desk, table, KEY, "o")
    assert "outside" in said(desk)
    type_into(desk, table, KEY, "2")
    assert "2 is the key of LOC" in said(desk)
    press(desk, "agree")
    assert cells(table, KEY) == ["2", "P"]
    desk.session.undo()
    assert cells(table, KEY) == ["P", "2"]


def test_colours_and_order_change(desk: Any, table: LabelTable) -> None:
    press(desk, "colour")
    desk.find(QComboBox, "labels-choice").setCurrentIndex(17)
    press(desk, "agree")
    assert [label.colour for label in desk.project.labels("ner")] == [17, 1]
    press(desk, "down")
    assert labels(desk) == ["LOC", "PER"]
    press(desk, "up")
    assert labels(desk) == ["PER", "LOC"]


def test_keys_of_the_page_do_nothing_to_the_hidden_sentence(desk: Any, table: LabelTable) -> None:
    for key in (Key.Key_Backspace, Key.Key_1, Key.Key_Return):
        desk.qtbot.keyClick(table, key)
    assert desk.tags(0) == ("B-PER", "I-PER", "O", "B-LOC", "O")
    assert not desk.session.undo_stack.canUndo()


def test_sixty_labels_can_be_gone_through(desk: Any, table: LabelTable) -> None:
    desk.session.apply(AddLabels("ner", tuple(f"KIND-{number}" for number in range(60))))
    assert table.labels.rowCount() == 62
    table.setCurrentIndex(table.labels.index(61, NAME))
    press(desk, "up")
    assert labels(desk)[60] == "KIND-59"
    assert table.chosen is not None
    assert table.chosen.name == "KIND-59"
    assert desk.find(LabelsPanel).isVisible()
