"""Which key does what: each key means one thing, what the user chose wins, and what cannot be read does no harm."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from gui import key_map
from gui.key_map import KeyMap, character, character_with_alt, is_typing, letter_with_shift, refusal, written
from gui.label_edits import EDITS
from gui.label_keys import BY_NAME, COMMANDS, FIXED, Group, in_groups

Key, Modifier = Qt.Key, Qt.KeyboardModifier


def press(key: Key, text: str = "", modifiers: Modifier = Modifier.NoModifier) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text)


@pytest.fixture
def _table_again() -> Iterator[None]:
    yield
    key_map.use(KeyMap())


class TestTable:
    def test_no_key_means_two_things_and_all_can_be_written(self) -> None:
        keys = [key for command in COMMANDS for key in command.keys]
        assert len(set(keys)) == len(keys)
        assert all(QKeySequence(key).toString() == key and not refusal(key) for key in keys)
        assert len(BY_NAME) == len(COMMANDS)
        assert set(EDITS) <= set(BY_NAME)

    def test_the_sheet_leaves_nothing_out(self) -> None:
        groups = list(in_groups())
        assert [group for group, _, _ in groups] == list(Group)
        assert {command for _, commands, _ in groups for command in commands} == set(COMMANDS)
        assert {fixed for _, _, keys in groups for fixed in keys} == set(FIXED)

    def test_tab_accepts_suggestions(self) -> None:
        for key, modifiers, name in (
            (Key.Key_Tab, Modifier.NoModifier, "accept"),
            (Key.Key_Backtab, Modifier.ShiftModifier, "accept-sentence"),
        ):
            command = KeyMap().command_of(press(key, modifiers=modifiers))
            assert command is not None
            assert command.name == name
        assert not refusal("Tab")
        assert not refusal("Shift+Tab")


@pytest.mark.parametrize(
    ("event", "name"),
    [
        (press(Key.Key_Return, "\r"), "finish"),
        (press(Key.Key_Enter, modifiers=Modifier.KeypadModifier), "finish"),
        (press(Key.Key_Enter, modifiers=Modifier.ControlModifier), "next-unlabelled"),
        (press(Key.Key_Delete, "\x7f"), "clear"),
        (press(Key.Key_Backspace, modifiers=Modifier.ShiftModifier), "forget"),
        (press(Key.Key_BraceLeft, "{", Modifier.ShiftModifier), "grow-left"),
        (press(Key.Key_8, "[", Modifier.NoModifier), "shrink-right"),
        (press(Key.Key_Right, modifiers=Modifier.AltModifier), "grow-right"),
        (press(Key.Key_Down, modifiers=Modifier.ControlModifier), "next-sentence"),
        (press(Key.Key_Space, " "), "next-name"),
        (press(Key.Key_Space, " ", Modifier.ShiftModifier), "previous-name"),
    ],
)
def test_keys_are_found_by_what_they_type_or_are_called(event: QKeyEvent, name: str) -> None:
    command = KeyMap().command_of(event)
    assert command is not None
    assert command.name == name


@pytest.mark.parametrize(
    "event",
    [press(Key.Key_1, "1"), press(Key.Key_A, "a"), press(Key.Key_F12), press(Key.Key_Shift), press(Key.Key_unknown)],
)
def test_label_keys_and_keys_of_no_meaning_are_no_commands(event: QKeyEvent) -> None:
    assert KeyMap().command_of(event) is None


class TestMoves:
    def test_shift_extends(self) -> None:
        for modifiers, name, extends in (
            (Modifier.NoModifier, "right", False),
            (Modifier.ShiftModifier, "right", True),
            (Modifier.ControlModifier | Modifier.ShiftModifier, "border-right", True),
        ):
            assert KeyMap().move_of(press(Key.Key_Right, modifiers=modifiers)) == (BY_NAME[name], extends)

    def test_what_does_not_move_is_none(self) -> None:
        for modifiers in (Modifier.AltModifier, Modifier.AltModifier | Modifier.ShiftModifier):
            assert KeyMap().move_of(press(Key.Key_Right, modifiers=modifiers)) is None
        assert KeyMap().move_of(press(Key.Key_Backspace, modifiers=Modifier.ShiftModifier)) is None


class TestCharacters:
    def test_plain(self) -> None:
        assert character(press(Key.Key_A, "A", Modifier.ShiftModifier)) == "a"
        assert character(press(Key.Key_7, "7", Modifier.KeypadModifier)) == "7"
        assert character(press(Key.Key_C, "\x03", Modifier.ControlModifier)) == ""
        assert character(press(Key.Key_Space, " ")) == ""

    def test_with_shift(self) -> None:
        assert letter_with_shift(press(Key.Key_A, "A", Modifier.ShiftModifier)) == "a"
        assert letter_with_shift(press(Key.Key_A, "Ж", Modifier.ShiftModifier)) == "ж"
        assert letter_with_shift(press(Key.Key_A, "A")) == ""  # caps lock
        assert letter_with_shift(press(Key.Key_1, "!", Modifier.ShiftModifier)) == ""

    def test_with_alt(self) -> None:
        assert character_with_alt(press(Key.Key_3, "3", Modifier.AltModifier)) == "3"
        assert character_with_alt(press(Key.Key_B, "", Modifier.AltModifier)) == "b"
        assert character_with_alt(press(Key.Key_B, "b")) == ""
        assert character_with_alt(press(Key.Key_Right, "", Modifier.AltModifier)) == ""


class TestChanges:
    def test_a_key_moves_from_one_command_to_another(self) -> None:
        changed = KeyMap().with_key("switch-tape", "F7")
        assert changed.keys("switch-tape") == ("F7",)
        assert changed.keys("mend") == ()
        assert changed.command_of(press(Key.Key_F7)) is BY_NAME["switch-tape"]
        assert changed.command_of(press(Key.Key_F6)) is None

    def test_what_is_kept_is_read_again(self) -> None:
        changed = KeyMap().with_key("repeat", ":").with_key("mend", "").with_key("clear", "Ctrl+Del")
        texts = changed.as_texts()
        again = KeyMap.of_texts(texts)
        assert [again.keys(command.name) for command in COMMANDS] == [
            changed.keys(command.name) for command in COMMANDS
        ]
        assert KeyMap().as_texts() == ()

    def test_resetting_one_leaves_the_others(self) -> None:
        changed = KeyMap().with_key("clear", "F12").with_key("mend", "Backspace")
        reset = changed.without_change("clear")
        assert reset.keys("clear") == ("Del",)
        assert reset.keys("mend") == ("Backspace",)
        assert KeyMap().with_key("clear", "F12").without_change("clear").as_texts() == ()

    @given(st.lists(st.text(max_size=20), max_size=8))
    def test_settings_of_another_version_do_no_harm(self, texts: list[str]) -> None:
        read = KeyMap.of_texts([*texts, "nobody:F9", "clear:Ctrl+Nonsense+X", "mend:F8"])
        assert read.keys("mend") == ("F8",)
        assert read.keys("clear") == BY_NAME["clear"].keys

    @given(st.lists(st.tuples(st.sampled_from(COMMANDS), st.sampled_from(["F7", ".", "Space", "Ctrl+J", "", "Left"]))))
    def test_no_key_ever_means_two_things(self, steps: list[tuple[object, str]]) -> None:
        made = KeyMap()
        for command, key in steps:
            made = made.with_key(command.name, key)  # type: ignore[attr-defined]
            keys = [key for command in COMMANDS for key in made.keys(command.name)]
            assert len(set(keys)) == len(keys)
            assert all(made.owner(key) is not None and key in made.keys(made.owner(key).name) for key in keys)

    @pytest.mark.usefixtures("_table_again")
    def test_the_map_in_force(self, qtbot: object) -> None:
        with qtbot.waitSignal(key_map.changes.changed):  # type: ignore[attr-defined]
            key_map.use(KeyMap().with_key("mend", "F9"))
        assert key_map.current().shown("mend") == "F9"


@pytest.mark.parametrize("key", ["", "A", "7", "Shift+B", "Alt+3", "Ctrl+X, Ctrl+C", "Ctrl+Nonsense"])
def test_keys_that_cannot_be_given_away(key: str) -> None:
    assert refusal(key)


@pytest.mark.parametrize("key", [";", "F9", "Ctrl+B", "Alt+Home", "Shift+F2", "Tab", "Alt+;"])
def test_keys_that_can(key: str) -> None:
    assert not refusal(key)


def test_what_is_written_can_be_read_back() -> None:
    for event, text in (
        (press(Key.Key_Semicolon, ";"), ";"),
        (press(Key.Key_Colon, ":", Modifier.ShiftModifier), ":"),
        (press(Key.Key_J, "\n", Modifier.ControlModifier), "Ctrl+J"),
        (press(Key.Key_Backtab, "", Modifier.ShiftModifier), "Shift+Tab"),
        (press(Key.Key_Control, "", Modifier.ControlModifier), ""),
    ):
        assert written(event) == text
        assert QKeySequence(text).toString() == text


def test_fields_keep_plain_keys_but_not_those_with_control() -> None:
    plain = QKeyEvent(QEvent.Type.ShortcutOverride, Key.Key_Return, Modifier.NoModifier)
    control = QKeyEvent(QEvent.Type.ShortcutOverride, Key.Key_Down, Modifier.ControlModifier)
    assert is_typing(plain)
    assert not is_typing(control)
    assert not is_typing(press(Key.Key_Return))
