"""What makes labelling quick: jumps, the tape, repeating, labels that finish, keys that were changed."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListView, QStackedWidget, QToolButton

from core.corpus import Sentence
from core.labelling import Selection
from gui import key_map
from gui.label_page.keys_panel import KeysPanel
from gui.label_page.surroundings import Surroundings
from gui.widgets.label_button import LabelButton
from gui.widgets.label_finder import LabelFinder
from gui.widgets.plain import PlainLabel

Key = Qt.Key
NO_KEY, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NOBODY: tuple[None, ...] = (None,) * 8


@pytest.fixture
def open_desk(make_desk: Callable[..., Any]) -> Any:
    """Two sentences nobody has labelled, and one that says what labels there are."""
    return make_desk(
        Sentence(("Then", "Mira", "Okafor", "met", "Tom", "de", "Vries", "in", "Porto", "Alegre", ".")),
        Sentence(("we", "saw", "Porto", "and", "Porto", "Alegre", "again", ".")),
        Sentence(("x", "y", "then"), {"ner": ("B-PER", "B-LOC", None)}),
    )


def spans(desk: Any, row: int) -> list[tuple[int, int, str]]:
    from core.corpus import Scheme
    from core.schemes import to_spans

    return [(span.start, span.end, span.label) for span in to_spans(desk.tags(row), Scheme.IOB2)]


class TestTwoKeys:
    def test_two_keys_label_a_two_token_entity_under_the_cursor(self, open_desk: Any) -> None:
        open_desk.strip.set_cursor(1)
        open_desk.key(Key.Key_Right, modifier=SHIFT)
        open_desk.key(open_desk.key_of("PER"))
        assert spans(open_desk, 0) == [(1, 3, "PER")]
        assert open_desk.strip.selection == Selection.at(3)


class TestJumps:
    def test_space_selects_what_looks_like_a_name(self, open_desk: Any) -> None:
        strip = open_desk.strip
        open_desk.key(Key.Key_Space)
        assert (strip.selection.start, strip.selection.end) == (1, 3)
        open_desk.key(Key.Key_Space, open_desk.key_of("PER"))
        assert spans(open_desk, 0) == [(4, 5, "PER")]
        open_desk.key(Key.Key_Space, modifier=SHIFT)
        assert (strip.selection.start, strip.selection.end) == (1, 3)

    def test_space_goes_to_the_next_unlabelled_token_where_each_has_a_label(
        self, make_desk: Callable[..., Any]
    ) -> None:
        desk = make_desk(Sentence(("a", "b", "c", "d", "e"), {"upos": ("X", None, "X", "X", None)}))
        desk.session.set_layer("upos")
        desk.key(Key.Key_Space)
        assert desk.strip.token_cursor == 1
        desk.key(Key.Key_Space)
        assert desk.strip.token_cursor == 4
        desk.key(Key.Key_Space)
        assert desk.strip.token_cursor == 4
        desk.key(Key.Key_Space, modifier=SHIFT)
        assert desk.strip.token_cursor == 1

    def test_what_was_labelled_outside_is_no_name_any_more(self, open_desk: Any) -> None:
        open_desk.key(Key.Key_Space, open_desk.key_of("PER"), Key.Key_Return)
        assert open_desk.shown_row() == 1
        open_desk.key(Key.Key_Space)
        # Porto and Alegre were outside in the first sentence.
        assert open_desk.strip.selection == Selection.at(0)

    def test_shift_and_a_letter_find_a_word(self, open_desk: Any) -> None:
        for letter, index in (("T", 4), ("t", 0), ("V", 6), ("Q", 6), ("m", 1), ("M", 2 + 1)):
            open_desk.qtbot.keyClick(open_desk.strip, letter.upper(), SHIFT)
            assert open_desk.strip.token_cursor == index
        assert open_desk.tags(0) == (None,) * 11

    def test_control_arrows_go_from_label_to_label(self, desk: Any) -> None:
        seen = []
        for _ in range(4):
            desk.key(Key.Key_Right, modifier=CONTROL)
            seen.append(desk.strip.token_cursor)
        assert seen == [2, 3, 4, 4]
        desk.key(Key.Key_Left, modifier=CONTROL | SHIFT)
        assert desk.strip.selection == Selection(3, 4)


class TestLabelThatFinishes:
    def test_alt_and_a_label_finish_the_sentence(self, open_desk: Any) -> None:
        open_desk.key(Key.Key_Space)
        open_desk.qtbot.keyClick(open_desk.strip, open_desk.key_of("PER"), ALT)
        assert open_desk.tags(0) == ("O", "B-PER", "I-PER", *["O"] * 8)
        assert open_desk.shown_row() == 1

    def test_alt_and_a_key_without_a_label_do_nothing(self, open_desk: Any) -> None:
        open_desk.qtbot.keyClick(open_desk.strip, "9", ALT)
        assert (open_desk.shown_row(), open_desk.tags(0)) == (0, (None,) * 11)


class TestRepeat:
    def test_it_goes_on_in_later_sentences(self, open_desk: Any) -> None:
        open_desk.strip.set_selection(8, 9)
        open_desk.key(open_desk.key_of("LOC"))
        open_desk.strip.set_selection(8, 9)
        open_desk.key(".")
        open_desk.qtbot.waitUntil(lambda: open_desk.shown_row() == 1)
        assert open_desk.strip.selection == Selection.at(2)
        open_desk.key(".")
        assert open_desk.strip.selection == Selection.at(4)
        open_desk.key(".")
        assert spans(open_desk, 1) == [(2, 3, "LOC"), (4, 5, "LOC")]
        assert open_desk.shown_row() == 1

    def test_whoever_goes_elsewhere_meanwhile_stays_there(self, open_desk: Any) -> None:
        open_desk.strip.set_selection(8, 10)
        open_desk.key(open_desk.key_of("LOC"))
        open_desk.page.show_sentence(open_desk.numbers[2])
        QApplication.processEvents()
        assert open_desk.shown_row() == 2


class TestTape:
    def test_names_come_by_themselves(self, open_desk: Any) -> None:
        open_desk.key(Key.Key_F6)
        assert open_desk.find(QToolButton, "tape").isChecked()
        person, place = open_desk.key_of("PER"), open_desk.key_of("LOC")
        open_desk.key(person)
        assert (open_desk.strip.selection.start, open_desk.strip.selection.end) == (4, 5)
        open_desk.key(Key.Key_Right, Key.Key_Left)
        open_desk.key(Key.Key_Right, Key.Key_Right, modifier=SHIFT)
        open_desk.key(person)
        assert (open_desk.strip.selection.start, open_desk.strip.selection.end) == (8, 10)
        open_desk.qtbot.keyClick(open_desk.strip, place, ALT)
        assert spans(open_desk, 0) == [(1, 3, "PER"), (4, 7, "PER"), (8, 10, "LOC")]
        assert open_desk.shown_row() == 1
        assert (open_desk.strip.selection.start, open_desk.strip.selection.end) == (2, 3)

    def test_tags_are_typed_like_text(self, make_desk: Callable[..., Any]) -> None:
        desk = make_desk(
            Sentence(("she", "sings", "old", "songs")),
            Sentence(("quietly",)),
            Sentence(("a", "b", "c", "d"), {"upos": ("NOUN", "VERB", "ADJ", "PRON")}),
        )
        desk.session.set_layer("upos")
        desk.click(desk.find(QToolButton, "tape"))
        assert [desk.key_of(name) for name in ("NOUN", "VERB", "ADJ", "PRON")] == ["n", "v", "a", "p"]
        desk.key("pvx")
        assert desk.tags(0, "upos") == ("PRON", "VERB", None, None)
        assert desk.page.focusWidget() is desk.strip
        desk.key(Key.Key_Backspace)
        assert desk.tags(0, "upos") == ("PRON", None, None, None)
        desk.key("van")
        assert desk.tags(0, "upos") == ("PRON", "VERB", "ADJ", "NOUN")
        assert desk.shown_row() == 1
        desk.key("1")  # the label's own key works beside its letter
        assert desk.tags(1, "upos") == ("NOUN",)
        desk.key(Key.Key_F6)
        assert desk.key_of("VERB") == "2"


class TestKeys:
    def test_a_changed_key_works_at_once_and_the_old_one_no_longer(self, desk: Any) -> None:
        key_map.use(key_map.current().with_key("forget", ";").with_key("left", "Ctrl+B"))
        desk.key(";")
        assert desk.tags(0)[:2] == (None, None)
        desk.key(Key.Key_B, modifier=CONTROL)
        desk.key(Key.Key_B, modifier=CONTROL)
        assert desk.strip.token_cursor == 0
        desk.key(Key.Key_End)
        desk.key(Key.Key_Backspace, modifier=SHIFT)
        desk.key(Key.Key_Left)
        assert (desk.strip.token_cursor, desk.tags(0)[4]) == (4, "O")

    def test_the_panel_comes_and_goes(self, desk: Any) -> None:
        stack = desk.find(QStackedWidget)
        for _ in range(2):
            desk.key(Key.Key_F1)
            assert stack.currentWidget() is desk.find(KeysPanel)
            desk.key(Key.Key_Escape)
            assert stack.currentWidget() is not desk.find(KeysPanel)
        assert desk.page.focusWidget() is desk.strip

    def test_tab_is_left_to_whoever_takes_it(self, desk: Any) -> None:
        key_map.use(key_map.current().with_key("forget", "Tab").with_key("clear", "Shift+Tab"))
        desk.key(Key.Key_Tab)
        assert desk.tags(0)[:2] == (None, None)
        assert desk.page.focusWidget() is desk.strip
        desk.strip.set_cursor(3)
        desk.qtbot.keyClick(desk.strip, Key.Key_Backtab, SHIFT)
        assert desk.tags(0)[3] == "O"

    def test_tab_moves_the_keyboard_while_nobody_takes_it(self, desk: Any) -> None:
        desk.key(Key.Key_Tab)
        assert desk.page.focusWidget() is not desk.strip

    def test_escape_gives_the_keyboard_to_the_list_and_enter_back(self, desk: Any) -> None:
        desk.key(Key.Key_Escape)
        assert desk.page.focusWidget().objectName() == "sentence-list"
        desk.key(Key.Key_Down, Key.Key_Return)
        assert desk.page.focusWidget() is desk.strip
        assert desk.shown_row() == 1


class TestManyLabels:
    def test_sixty_labels_are_two_or_three_keys_away(self, make_desk: Callable[..., Any]) -> None:
        names = [f"{kind}{number}" for kind in ("river", "town", "ship") for number in range(20)]
        desk = make_desk(
            Sentence(("Lagos", "greets", "us")),
            Sentence(tuple(names), {"ner": tuple(f"B-{name}" for name in names)}),
        )
        desk.key("/")
        desk.key("ship7", Key.Key_Return)
        assert desk.tags(0)[0] == "B-ship7"
        desk.key("/")
        desk.key("riv")
        finder = desk.find(LabelFinder)
        matches = desk.find(QListView, "label-matches").model()
        assert finder.isVisible()
        assert matches.index(0, 0).data() == "river0"
        desk.key(Key.Key_Down, Key.Key_Return)
        assert desk.tags(0)[1] == "B-river1"
        assert not any(button.key == "o" for button in desk.page.findChildren(LabelButton))


class TestAround:
    def test_neighbours_are_shown_and_lead_there(self, desk: Any) -> None:
        after = desk.find(Surroundings, "sentences-after")
        assert after.accessibleDescription().split("\n")[0] == "Lagos greets Tom de Vries and Lagos again"
        desk.click(after, after.rect().topLeft() + after.rect().topRight() / 2)
        assert desk.shown_row() == 1
        assert desk.page.focusWidget() is desk.strip
        before = desk.find(Surroundings, "sentences-before")
        assert before.accessibleDescription() == "Mira Okafor left Porto ."

    def test_the_pace_is_said_after_a_while(self, desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        from gui.label_page import pace_line

        now = [1000.0]
        monkeypatch.setattr(pace_line.time, "monotonic", lambda: now[0])
        desk.page.show_sentence(desk.numbers[1])
        words = desk.find(PlainLabel, "pace-words")
        assert not words.isVisible(), "in a narrow window the keys have the room until there is something to say"
        for _ in range(8):
            now[0] += 5
            desk.key(desk.key_of("LOC"))
        now[0] += 5
        desk.key(Key.Key_Return)
        desk.find(pace_line.PaceLine).refresh()
        assert words.text() == "11 words a minute"
        assert desk.find(PlainLabel, "pace-seconds").text() == "45 s a sentence"
        assert desk.find(PlainLabel, "pace-keys").text() == "1.1 keys a label"
        assert desk.find(PlainLabel, "pace-left").text() == "about 1 min 30 s left"
        desk.qtbot.waitUntil(words.isVisible)
        before = words.width()
        now[0] += 5
        desk.key(desk.key_of("LOC"))
        desk.find(pace_line.PaceLine).refresh()
        assert words.width() == before
