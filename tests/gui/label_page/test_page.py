"""Labelling by real keys and a real mouse, on a real project; what was labelled is in the file afterwards."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QListView, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from core.corpus import Sentence
from gui.jobs import Jobs
from gui.label_page.page import LabelPage
from gui.label_page.sentence_list import SentenceList
from gui.session import Session
from gui.widgets.label_button import LabelButton
from gui.widgets.plain import PlainLabel
from gui.widgets.token_strip import TokenStrip

Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
FIRST_TAGS = ("B-PER", "I-PER", "O", "B-LOC", "O")


class TestKeys:
    def test_two_keys_label_a_two_token_entity_and_move_on(self, desk: Any) -> None:
        desk.page.show_sentence(desk.numbers[1])
        desk.key(Key.Key_Right, Key.Key_Right)
        desk.key(Key.Key_Right, Key.Key_Right, modifier=SHIFT)
        desk.key(desk.key_of("PER"))
        assert desk.strip.token_cursor == 5
        desk.key(Key.Key_Right, desk.key_of("LOC"))
        assert desk.reopened()[1].layer_tags("ner") == (None, None, "B-PER", "I-PER", "I-PER", None, "B-LOC", None)

    def test_plain_tags_one_key_a_token_and_on_to_the_next_sentence(self, desk: Any) -> None:
        desk.session.set_layer("upos")
        desk.page.show_sentence(desk.numbers[0])
        desk.key(*[desk.key_of(label) for label in ("NOUN", "NOUN", "VERB", "NOUN", "DET")])
        assert desk.shown_row() == 1
        assert desk.strip.token_cursor == 0
        assert desk.reopened()[0].layer_tags("upos") == ("NOUN", "NOUN", "VERB", "NOUN", "DET")

    @pytest.mark.parametrize("key", [Key.Key_Backspace, Key.Key_Delete, "o"])
    def test_clearing_keys(self, desk: Any, key: Key | str) -> None:
        desk.key(key)
        assert desk.reopened()[0].layer_tags("ner") == ("O", "O", "O", "B-LOC", "O")

    def test_shift_delete_makes_unlabelled(self, desk: Any) -> None:
        desk.key(Key.Key_Delete, modifier=SHIFT)
        assert desk.tags(0)[:2] == (None, None)

    def test_relabelling_a_span_keeps_its_ends(self, desk: Any) -> None:
        desk.key(Key.Key_Right, desk.key_of("LOC"))
        assert desk.tags(0) == ("B-LOC", "I-LOC", "O", "B-LOC", "O")
        assert desk.strip.token_cursor == 2

    def test_repeat_labels_and_finds_the_same_tokens_again(self, desk: Any) -> None:
        desk.key(Key.Key_Right, Key.Key_Right, Key.Key_Right, desk.key_of("LOC"))
        desk.page.show_sentence(desk.numbers[1])
        desk.key(".")
        assert desk.strip.token_cursor == 6
        desk.key(".")
        assert desk.tags(1) == ("B-LOC", None, None, None, None, None, "B-LOC", None)

    def test_ends_move_by_a_token(self, desk: Any) -> None:
        desk.key("]")
        assert desk.tags(0) == ("B-PER", "I-PER", "I-PER", "B-LOC", "O")
        desk.key("]", "[", "[", "[")
        assert desk.tags(0)[:4] == ("B-PER", "O", "O", "O")
        desk.key("]", "}")
        assert desk.tags(0)[:2] == ("O", "B-PER")
        assert desk.strip.token_cursor == 1
        desk.key("{")
        assert desk.tags(0)[:2] == ("B-PER", "I-PER")

    def test_finish_says_outside_and_goes_to_the_next_open_sentence(self, desk: Any) -> None:
        desk.page.show_sentence(desk.numbers[1])
        desk.key(desk.key_of("LOC"), Key.Key_Return)
        assert desk.tags(1) == ("B-LOC", *["O"] * 7)
        assert desk.shown_row() == 2

    def test_next_unlabelled_skips_what_is_done_and_goes_round(self, desk: Any) -> None:
        desk.session.set_layer("upos")
        desk.page.show_sentence(desk.numbers[1])
        desk.key(*[desk.key_of("NOUN")] * 7)
        desk.key(Key.Key_Left, modifier=SHIFT)
        desk.key(Key.Key_Right)
        desk.key(Key.Key_Return, modifier=CONTROL)
        assert desk.shown_row() == 3
        desk.key(Key.Key_End)
        desk.key(Key.Key_Return, modifier=CONTROL)
        assert desk.shown_row() == 0

    def test_sentences_by_control_and_by_walking_past_the_end(self, desk: Any) -> None:
        desk.key(Key.Key_Down, modifier=CONTROL)
        assert desk.shown_row() == 1
        desk.key(Key.Key_Up, modifier=CONTROL)
        desk.key(Key.Key_End, Key.Key_Right)
        assert (desk.shown_row(), desk.strip.token_cursor) == (1, 0)
        desk.key(Key.Key_Left)
        assert (desk.shown_row(), desk.strip.token_cursor) == (0, 4)
        desk.key(Key.Key_Up, modifier=CONTROL)
        assert desk.shown_row() == 0

    def test_the_cursor_of_a_sentence_is_remembered(self, desk: Any) -> None:
        desk.key(Key.Key_Right, Key.Key_Right, Key.Key_Right)
        desk.key(Key.Key_Down, modifier=CONTROL)
        assert desk.strip.token_cursor == 0
        desk.key(Key.Key_Up, modifier=CONTROL)
        assert desk.strip.token_cursor == 3

    def test_illegal_tags_are_counted_and_mended(self, make_desk: Callable[..., Any]) -> None:
        desk = make_desk(Sentence(("in", "Oslo", "now"), {"ner": ("O", "I-LOC", "I-PER")}))
        assert "2" in desk.find(QPushButton, "mend").text()
        desk.key(Key.Key_F7)
        assert desk.tags(0) == ("O", "B-LOC", "B-PER")
        assert desk.find(QPushButton, "mend").isHidden()

    def test_right_to_left_sentence(self, make_desk: Callable[..., Any]) -> None:
        desk = make_desk(
            Sentence(("وصلت", "سلمى", "إلى", "عمان"), {"ner": (None, None, None, None)}),
            Sentence(("x",), {"ner": ("B-LOC",)}),
        )
        desk.key(Key.Key_Left, Key.Key_Left, Key.Key_Left, desk.key_of("LOC"))
        assert desk.tags(0) == (None, None, None, "B-LOC")


class TestUndo:
    def test_every_key_can_be_taken_back_and_made_again(self, desk: Any) -> None:
        before = [desk.tags(row) for row in range(4)]
        desk.key(desk.key_of("LOC"), "o", "]")
        desk.key(Key.Key_Down, modifier=CONTROL)
        desk.key(desk.key_of("PER"), Key.Key_Return)
        after = [desk.tags(row) for row in range(4)]
        assert after != before
        for _ in range(10):
            desk.key(Key.Key_Z, modifier=CONTROL)
        # The import itself is the first step; it stays, because the sentences are still looked at.
        while not desk.project.n_sentences:
            desk.key(Key.Key_Z, modifier=CONTROL | SHIFT)
        assert [desk.tags(row) for row in range(4)] == before
        for _ in range(10):
            desk.key(Key.Key_Z, modifier=CONTROL | SHIFT)
        assert [desk.tags(row) for row in range(4)] == after

    def test_undo_shows_the_sentence_and_the_token(self, desk: Any) -> None:
        desk.key(Key.Key_End, desk.key_of("PER"))
        desk.key(Key.Key_Down, Key.Key_Down, modifier=CONTROL)
        assert desk.shown_row() == 2
        desk.key(Key.Key_Z, modifier=CONTROL)
        assert desk.shown_row() == 0
        assert desk.strip.tags == desk.tags(0)
        assert desk.strip.tags[4] == "O"

    def test_what_another_page_changes_is_shown(self, desk: Any) -> None:
        from core.edits import SetTags

        desk.session.apply(SetTags(desk.numbers[0], "ner", 2, ("B-PER",)))
        assert desk.strip.tags[2] == "B-PER"


class TestNewLabels:
    def test_typing_a_new_label_adds_and_sets_it(self, desk: Any) -> None:
        desk.key("/")
        desk.key("EVENT", Key.Key_Return)
        assert desk.tags(0)[:2] == ("B-EVENT", "I-EVENT")
        assert "EVENT" in [label.name for label in desk.project.labels("ner")]
        assert desk.page.focusWidget() is desk.strip
        desk.key(desk.key_of("EVENT"))
        assert desk.tags(0)[2] == "B-EVENT"
        desk.key(Key.Key_Z, modifier=CONTROL)
        desk.key(Key.Key_Z, modifier=CONTROL)
        assert desk.tags(0)[:2] == ("B-PER", "I-PER")

    def test_typing_finds_a_label(self, desk: Any) -> None:
        desk.key(Key.Key_Slash)
        desk.key("lo")
        matches = desk.find(QListView, "label-matches").model()
        assert [matches.index(row, 0).data() for row in range(matches.rowCount())] == ["LOC", "Add “lo”"]
        desk.key(Key.Key_Return)
        assert desk.tags(0)[:2] == ("B-LOC", "I-LOC")

    def test_a_letter_that_is_no_key_begins_typing_and_escape_leaves(self, desk: Any) -> None:
        desk.key("q")
        field = desk.find(QLineEdit, "label-field")
        assert desk.page.focusWidget() is field
        assert field.text() == "q"
        desk.key(Key.Key_Escape)
        assert desk.page.focusWidget() is desk.strip
        assert desk.tags(0) == FIRST_TAGS

    @pytest.mark.parametrize("bad", ["two words", "O"])
    def test_what_cannot_be_a_label_is_refused(self, desk: Any, bad: str) -> None:
        desk.key("/")
        desk.find(QLineEdit, "label-field").setText(bad)
        desk.key(Key.Key_End, Key.Key_Down, Key.Key_Down, Key.Key_Return)
        assert [label.name for label in desk.project.labels("ner")] == ["PER", "LOC"]

    def test_a_corpus_without_layers_asks_for_one(self, qtbot: QtBot, make_desk: Callable[..., Any]) -> None:
        desk = make_desk(sentences=())
        assert desk.find(QPushButton, "go-to-corpus").isVisible()
        desk.import_((Sentence(("some", "words")),))
        name = desk.find(QLineEdit, "layer-name")
        assert name.isVisible()
        qtbot.keyClicks(name, "chunks")
        scheme = desk.find(QComboBox, "layer-scheme")
        scheme.setCurrentIndex(1)
        desk.click(desk.find(QPushButton, "layer-add"))
        desk.key("NP", Key.Key_Return)
        [sentence] = desk.reopened()
        assert sentence.layer_tags("chunks") == ("B-NP", None)


class TestMouse:
    def test_drag_and_press_a_label(self, desk: Any) -> None:
        desk.page.show_sentence(desk.numbers[1])
        view, first, last = desk.strip.viewport(), desk.strip.box_of(2).center(), desk.strip.box_of(4).center()
        desk.qtbot.mousePress(view, LEFT, NO_KEY, first)
        desk.qtbot.mouseMove(view, last)
        desk.qtbot.mouseRelease(view, LEFT, NO_KEY, last)
        desk.click(desk.find(LabelButton, "label-PER"))
        assert desk.tags(1)[2:5] == ("B-PER", "I-PER", "I-PER")
        assert desk.page.focusWidget() is desk.strip

    def test_double_click_takes_the_span(self, desk: Any) -> None:
        desk.qtbot.mouseDClick(desk.strip.viewport(), LEFT, NO_KEY, desk.strip.box_of(1).center())
        desk.click(desk.find(QPushButton, "clear-label"))
        assert desk.tags(0)[:2] == ("O", "O")

    def test_dragging_the_ends_of_a_span(self, desk: Any) -> None:
        for box, x, token, tags in (
            (1, "right", 2, ("B-PER", "I-PER", "I-PER", "B-LOC", "O")),
            (2, "right", 0, ("B-PER", "O", "O", "B-LOC", "O")),
            (3, "left", 1, ("B-PER", "B-LOC", "I-LOC", "I-LOC", "O")),
        ):
            area, view = desk.strip.box_of(box), desk.strip.viewport()
            start = QPoint(getattr(area, x)(), area.center().y())
            desk.qtbot.mousePress(view, LEFT, NO_KEY, start)
            desk.qtbot.mouseMove(view, desk.strip.box_of(token).center())
            desk.qtbot.mouseRelease(view, LEFT, NO_KEY, desk.strip.box_of(token).center())
            assert desk.tags(0) == tags

    def test_the_list_goes_to_a_sentence(self, desk: Any) -> None:
        view = desk.find(SentenceList)
        desk.click(view.viewport(), view.visualRect(view.model().index(2, 0)).center())
        assert desk.strip.tokens == ("The", "ferry", "sails")
        assert desk.page.focusWidget() is desk.strip

    def test_another_layer_of_the_same_sentence(self, desk: Any) -> None:
        desk.page.show_sentence(desk.numbers[2])
        desk.session.set_layer("upos")
        assert desk.strip.tags == ("DET", "NOUN", "VERB")
        assert desk.find(QPushButton, "finish-sentence").isHidden()

    def test_begin_another_layer_or_think_better_of_it(self, desk: Any) -> None:
        desk.click(desk.find(QToolButton, "new-layer"))
        name = desk.find(QLineEdit, "layer-name")
        desk.qtbot.keyClicks(name, "ner")
        assert not desk.find(QPushButton, "layer-add").isEnabled()
        desk.qtbot.keyClick(name, Key.Key_Escape)
        assert desk.page.focusWidget() is desk.strip
        desk.key(desk.key_of("LOC"))
        assert desk.tags(0)[:2] == ("B-LOC", "I-LOC")

    def test_buttons_of_the_header(self, desk: Any) -> None:
        desk.click(desk.find(QToolButton, "next-sentence"))
        assert desk.shown_row() == 1
        desk.click(desk.find(QToolButton, "previous-sentence"))
        assert desk.shown_row() == 0
        desk.click(desk.find(QToolButton, "next-unlabelled"))
        assert desk.shown_row() == 1

    @pytest.mark.parametrize("width", [887, 1207])
    def test_the_header_fits_into_the_smallest_window(self, desk: Any, width: int) -> None:
        desk.page.resize(width, 640)
        desk.qtbot.waitUntil(lambda: desk.page.width() == width)
        assert desk.page.minimumSizeHint().width() <= width
        title, about = desk.find(PlainLabel, "sentence-title"), desk.find(PlainLabel, "sentence-about")
        for words in (title, about):
            assert words.fontMetrics().horizontalAdvance(words.text()) <= words.width()
        assert desk.find(QToolButton, "model-button").isVisible()


def test_enter_goes_on_where_everything_is_labelled(make_desk: Callable[..., Any]) -> None:
    desk = make_desk(Sentence(("Oslo",), {"ner": ("B-LOC",)}), Sentence(("sails",), {"ner": ("O",)}))
    desk.key(Key.Key_Return)
    assert desk.shown_row() == 1


def test_keys_do_nothing_when_no_project_is_open(qtbot: QtBot) -> None:
    session = Session()
    page = LabelPage(session, Jobs())
    qtbot.addWidget(page)
    page.show()
    for key in (Key.Key_Right, Key.Key_Return, Key.Key_1, Key.Key_Period, Key.Key_F7):
        qtbot.keyClick(page, key)
    qtbot.keyClick(page, Key.Key_Z, CONTROL)
    assert page.findChild(TokenStrip).tokens == ()
