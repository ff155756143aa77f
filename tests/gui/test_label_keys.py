"""The table of labelling keys: each key means one thing, and what edits tags does so."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from core.corpus import Scheme
from core.labelling import Selection
from gui.label_keys import COMMANDS, EDITS, character, command_of, is_typing

Key, Modifier = Qt.Key, Qt.KeyboardModifier


def press(key: Key, text: str = "", modifiers: Modifier = Modifier.NoModifier) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text)


def test_no_key_means_two_things_and_all_can_be_written() -> None:
    keys = [key for command in COMMANDS for key in command.keys]
    assert len(set(keys)) == len(keys)
    assert all(QKeySequence(key).toString() == key for key in keys)
    assert len({command.name for command in COMMANDS}) == len(COMMANDS)
    assert set(EDITS) <= {command.name for command in COMMANDS}


@pytest.mark.parametrize(
    ("event", "name"),
    [
        (press(Key.Key_Return), "finish"),
        (press(Key.Key_Enter, modifiers=Modifier.KeypadModifier), "finish"),
        (press(Key.Key_Enter, modifiers=Modifier.ControlModifier), "next-unlabelled"),
        (press(Key.Key_Delete), "clear"),
        (press(Key.Key_Backspace, modifiers=Modifier.ShiftModifier), "forget"),
        (press(Key.Key_BraceLeft, "{", Modifier.ShiftModifier), "grow-left"),
        (press(Key.Key_8, "[", Modifier.NoModifier), "shrink-right"),
        (press(Key.Key_Right, modifiers=Modifier.AltModifier), "grow-right"),
        (press(Key.Key_Down, modifiers=Modifier.ControlModifier), "next-sentence"),
    ],
)
def test_keys_are_found_by_what_they_type_or_are_called(event: QKeyEvent, name: str) -> None:
    command = command_of(event)
    assert command is not None
    assert command.name == name


@pytest.mark.parametrize(
    "event", [press(Key.Key_1, "1"), press(Key.Key_A, "a"), press(Key.Key_Right), press(Key.Key_F1)]
)
def test_label_keys_and_moves_are_no_commands(event: QKeyEvent) -> None:
    assert command_of(event) is None


def test_characters() -> None:
    assert character(press(Key.Key_A, "A", Modifier.ShiftModifier)) == "a"
    assert character(press(Key.Key_7, "7", Modifier.KeypadModifier)) == "7"
    assert character(press(Key.Key_C, "\x03", Modifier.ControlModifier)) == ""
    assert character(press(Key.Key_Space, " ")) == ""


def test_edits_change_tags() -> None:
    tags = ("B-PER", "I-PER", "O", "I-LOC")
    at = Selection.at(0)
    results = {name: edit(tags, Scheme.IOB2, at) for name, edit in EDITS.items()}
    after = {name: change.applied_to(tags) if change else None for name, change in results.items()}
    assert after == {
        "clear": ("O", "O", "O", "I-LOC"),
        "forget": (None, None, "O", "I-LOC"),
        "grow-right": ("B-PER", "I-PER", "I-PER", "B-LOC"),
        "shrink-right": ("B-PER", "O", "O", "I-LOC"),
        "grow-left": None,
        "shrink-left": ("O", "B-PER", "O", "I-LOC"),
        "mend": ("B-PER", "I-PER", "O", "B-LOC"),
    }


def test_fields_keep_plain_keys_but_not_those_with_control() -> None:
    plain = QKeyEvent(QEvent.Type.ShortcutOverride, Key.Key_Return, Modifier.NoModifier)
    control = QKeyEvent(QEvent.Type.ShortcutOverride, Key.Key_Down, Modifier.ControlModifier)
    assert is_typing(plain)
    assert not is_typing(control)
    assert not is_typing(press(Key.Key_Return))
