"""Labelling by real keys and a real mouse, on a real project; what was labelled is in the file afterwards."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from core.corpus import Layer, Scheme, Sentence, Tags
from core.project import Project
from core.schemes import problems
from gui.jobs import Jobs
from gui.label_page.page import LabelPage
from gui.label_page.sentence_list import SentenceList
from gui.session import Session
from gui.widgets.label_button import LabelButton
from gui.widgets.token_strip import TokenStrip

W = TypeVar("W", bound=QWidget)
Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NER, UPOS = Layer("ner", Scheme.IOB2), Layer("upos")
LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier

SENTENCES = (
    Sentence(("Mira", "Okafor", "left", "Porto", "."), {"ner": ("B-PER", "I-PER", "O", "B-LOC", "O")}),
    Sentence(("Lagos", "greets", "Tom", "de", "Vries", "and", "Lagos", "again"), {}),
    Sentence(("The", "ferry", "sails"), {"upos": ("DET", "NOUN", "VERB")}),
    Sentence(("She", "waves", "."), {}),
)


class Desk:
    """A page with a project, and what a user does with it."""

    def __init__(self, qtbot: QtBot, path: Path, sentences: tuple[Sentence, ...] = SENTENCES) -> None:
        self.qtbot = qtbot
        self.path = path
        self.session = Session()
        self.session.create(path)
        if sentences:
            self.import_(sentences, NER, UPOS)
        self.jobs = Jobs()
        self.page = LabelPage(self.session, self.jobs)
        qtbot.addWidget(self.page)
        self.page.resize(1100, 700)
        self.page.show()
        self.page.shown()
        self.strip = self.find(TokenStrip)
        self.numbers = list(self.project.ids())

    @property
    def project(self) -> Project:
        assert self.session.project is not None
        return self.session.project

    def import_(self, sentences: tuple[Sentence, ...], *layers: Layer) -> None:
        running = self.project.begin_import("test", "conll", layers)
        running.add(list(sentences))
        self.session.announce(running.finish())

    def find(self, kind: type[W], name: str = "") -> W:
        found = self.page.findChild(kind, name) if name else self.page.findChild(kind)
        assert found is not None
        return found

    def key(self, *keys: Key | str, modifier: Qt.KeyboardModifier = NO_KEY) -> None:
        target = self.page.focusWidget() or self.strip
        for key in keys:
            if isinstance(key, str):
                self.qtbot.keyClicks(target, key, modifier)
            else:
                self.qtbot.keyClick(target, key, modifier)

    def click(self, widget: QWidget, point: QPoint | None = None, *, modifier: Qt.KeyboardModifier = NO_KEY) -> None:
        self.qtbot.mouseClick(widget, LEFT, modifier, point or QPoint())

    def tags(self, row: int, layer: str = "ner") -> Tags:
        return self.project.sentence(self.numbers[row]).layer_tags(layer)

    def shown_row(self) -> int:
        return self.find(SentenceList).currentIndex().row()

    def reopened(self) -> list[Sentence]:
        """What is in the file once everything is closed."""
        self.session.close()
        with Project.open(self.path) as project:
            return list(project.sentences())


@pytest.fixture
def make_desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    desks: list[Desk] = []

    def make(*sentences: Sentence) -> Desk:
        desks.append(Desk(qtbot, tmp_path / "words.tagscope", sentences or SENTENCES))
        return desks[-1]

    yield make
    for desk in desks:
        desk.session.close()


@pytest.fixture
def desk(make_desk: Callable[..., Desk]) -> Desk:
    return make_desk()


def key_of(desk: Desk, label: str) -> str:
    return desk.find(LabelButton, f"label-{label}").key


class TestKeys:
    def test_two_keys_label_a_two_token_entity_and_move_on(self, desk: Desk) -> None:
        desk.page.show_sentence(desk.numbers[1])
        desk.key(Key.Key_Right, Key.Key_Right)
        desk.key(Key.Key_Right, Key.Key_Right, modifier=SHIFT)
        desk.key(key_of(desk, "PER"))
        assert desk.strip.token_cursor == 5
        desk.key(Key.Key_Right, key_of(desk, "LOC"))
        assert desk.reopened()[1].layer_tags("ner") == (None, None, "B-PER", "I-PER", "I-PER", None, "B-LOC", None)

    def test_plain_tags_one_key_a_token_and_on_to_the_next_sentence(self, desk: Desk) -> None:
        desk.session.set_layer("upos")
        desk.page.show_sentence(desk.numbers[0])
        desk.key(*[key_of(desk, label) for label in ("NOUN", "NOUN", "VERB", "NOUN", "DET")])
        assert desk.shown_row() == 1
        assert desk.strip.token_cursor == 0
        assert desk.reopened()[0].layer_tags("upos") == ("NOUN", "NOUN", "VERB", "NOUN", "DET")

    @pytest.mark.parametrize("key", [Key.Key_Backspace, Key.Key_Delete, "o"])
    def test_clearing_keys(self, desk: Desk, key: Key | str) -> None:
        desk.key(key)
        assert desk.reopened()[0].layer_tags("ner") == ("O", "O", "O", "B-LOC", "O")

    def test_shift_delete_makes_unlabelled(self, desk: Desk) -> None:
        desk.key(Key.Key_Delete, modifier=SHIFT)
        assert desk.tags(0)[:2] == (None, None)

    def test_relabelling_a_span_keeps_its_ends(self, desk: Desk) -> None:
        desk.key(Key.Key_Right, key_of(desk, "LOC"))
        assert desk.tags(0) == ("B-LOC", "I-LOC", "O", "B-LOC", "O")
        assert desk.strip.token_cursor == 2

    def test_repeat_labels_and_finds_the_same_tokens_again(self, desk: Desk) -> None:
        desk.key(Key.Key_Right, Key.Key_Right, Key.Key_Right, key_of(desk, "LOC"))
        desk.page.show_sentence(desk.numbers[1])
        desk.key(".")
        assert desk.strip.token_cursor == 6
        desk.key(".")
        assert desk.tags(1) == ("B-LOC", None, None, None, None, None, "B-LOC", None)

    def test_ends_move_by_a_token(self, desk: Desk) -> None:
        desk.key("]")
        assert desk.tags(0) == ("B-PER", "I-PER", "I-PER", "B-LOC", "O")
        desk.key("]", "[", "[", "[")
        assert desk.tags(0)[:4] == ("B-PER", "O", "O", "O")
        desk.key("]", "}")
        assert desk.tags(0)[:2] == ("O", "B-PER")
        assert desk.strip.token_cursor == 1
        desk.key("{")
        assert desk.tags(0)[:2] == ("B-PER", "I-PER")

    def test_finish_says_outside_and_goes_to_the_next_open_sentence(self, desk: Desk) -> None:
        desk.page.show_sentence(desk.numbers[1])
        desk.key(key_of(desk, "LOC"), Key.Key_Return)
        assert desk.tags(1) == ("B-LOC", *["O"] * 7)
        assert desk.shown_row() == 2

    def test_next_unlabelled_skips_what_is_done_and_goes_round(self, desk: Desk) -> None:
        desk.session.set_layer("upos")
        desk.page.show_sentence(desk.numbers[1])
        desk.key(*[key_of(desk, "NOUN")] * 7)
        desk.key(Key.Key_Left, modifier=SHIFT)
        desk.key(Key.Key_Right)
        desk.key(Key.Key_Return, modifier=CONTROL)
        assert desk.shown_row() == 3
        desk.key(Key.Key_End)
        desk.key(Key.Key_Return, modifier=CONTROL)
        assert desk.shown_row() == 0

    def test_sentences_by_control_and_by_walking_past_the_end(self, desk: Desk) -> None:
        desk.key(Key.Key_Down, modifier=CONTROL)
        assert desk.shown_row() == 1
        desk.key(Key.Key_Up, modifier=CONTROL)
        desk.key(Key.Key_End, Key.Key_Right)
        assert (desk.shown_row(), desk.strip.token_cursor) == (1, 0)
        desk.key(Key.Key_Left)
        assert (desk.shown_row(), desk.strip.token_cursor) == (0, 4)
        desk.key(Key.Key_Up, modifier=CONTROL)
        assert desk.shown_row() == 0

    def test_the_cursor_of_a_sentence_is_remembered(self, desk: Desk) -> None:
        desk.key(Key.Key_Right, Key.Key_Right, Key.Key_Right)
        desk.key(Key.Key_Down, modifier=CONTROL)
        assert desk.strip.token_cursor == 0
        desk.key(Key.Key_Up, modifier=CONTROL)
        assert desk.strip.token_cursor == 3

    def test_illegal_tags_are_counted_and_mended(self, make_desk: Callable[..., Desk]) -> None:
        desk = make_desk(Sentence(("in", "Oslo", "now"), {"ner": ("O", "I-LOC", "I-PER")}))
        assert "2" in desk.find(QPushButton, "mend").text()
        desk.key(Key.Key_F7)
        assert desk.tags(0) == ("O", "B-LOC", "B-PER")
        assert desk.find(QPushButton, "mend").isHidden()

    def test_right_to_left_sentence(self, make_desk: Callable[..., Desk]) -> None:
        desk = make_desk(
            Sentence(("وصلت", "سلمى", "إلى", "عمان"), {"ner": (None, None, None, None)}),
            Sentence(("x",), {"ner": ("B-LOC",)}),
        )
        desk.key(Key.Key_Left, Key.Key_Left, Key.Key_Left, key_of(desk, "LOC"))
        assert desk.tags(0) == (None, None, None, "B-LOC")


class TestUndo:
    def test_every_key_can_be_taken_back_and_made_again(self, desk: Desk) -> None:
        before = [desk.tags(row) for row in range(4)]
        desk.key(key_of(desk, "LOC"), "o", "]")
        desk.key(Key.Key_Down, modifier=CONTROL)
        desk.key(key_of(desk, "PER"), Key.Key_Return)
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

    def test_undo_shows_the_sentence_and_the_token(self, desk: Desk) -> None:
        desk.key(Key.Key_End, key_of(desk, "PER"))
        desk.key(Key.Key_Down, Key.Key_Down, modifier=CONTROL)
        assert desk.shown_row() == 2
        desk.key(Key.Key_Z, modifier=CONTROL)
        assert desk.shown_row() == 0
        assert desk.strip.tags == desk.tags(0)
        assert desk.strip.tags[4] == "O"

    def test_what_another_page_changes_is_shown(self, desk: Desk) -> None:
        from core.edits import SetTags

        desk.session.apply(SetTags(desk.numbers[0], "ner", 2, ("B-PER",)))
        assert desk.strip.tags[2] == "B-PER"


class TestNewLabels:
    def test_typing_a_new_label_adds_and_sets_it(self, desk: Desk) -> None:
        desk.key("/")
        desk.key("EVENT", Key.Key_Return)
        assert desk.tags(0)[:2] == ("B-EVENT", "I-EVENT")
        assert "EVENT" in [label.name for label in desk.project.labels("ner")]
        assert desk.page.focusWidget() is desk.strip
        desk.key(key_of(desk, "EVENT"))
        assert desk.tags(0)[2] == "B-EVENT"
        desk.key(Key.Key_Z, modifier=CONTROL)
        desk.key(Key.Key_Z, modifier=CONTROL)
        assert desk.tags(0)[:2] == ("B-PER", "I-PER")

    def test_typing_finds_a_label(self, desk: Desk) -> None:
        desk.key(Key.Key_Slash)
        desk.key("lo")
        assert desk.find(LabelButton, "label-PER").isHidden()
        desk.key(Key.Key_Return)
        assert desk.tags(0)[:2] == ("B-LOC", "I-LOC")

    def test_a_letter_that_is_no_key_begins_typing_and_escape_leaves(self, desk: Desk) -> None:
        desk.key("q")
        field = desk.find(QLineEdit, "label-field")
        assert desk.page.focusWidget() is field
        assert field.text() == "q"
        desk.key(Key.Key_Escape)
        assert desk.page.focusWidget() is desk.strip
        assert desk.tags(0) == SENTENCES[0].tags["ner"]

    @pytest.mark.parametrize("bad", ["two words", "O"])
    def test_what_cannot_be_a_label_is_refused(self, desk: Desk, bad: str) -> None:
        desk.key("/")
        field = desk.find(QLineEdit, "label-field")
        field.setText(bad)
        assert desk.find(QPushButton, "add-label").isHidden()
        desk.find(LabelButton, "label-LOC")
        if bad == "two words":
            desk.key(Key.Key_Return)
            assert [label.name for label in desk.project.labels("ner")] == ["PER", "LOC"]

    def test_a_corpus_without_layers_asks_for_one(self, qtbot: QtBot, tmp_path: Path) -> None:
        desk = Desk(qtbot, tmp_path / "bare.tagscope", ())
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
    def test_drag_and_press_a_label(self, desk: Desk) -> None:
        desk.page.show_sentence(desk.numbers[1])
        view, first, last = desk.strip.viewport(), desk.strip.box_of(2).center(), desk.strip.box_of(4).center()
        desk.qtbot.mousePress(view, LEFT, NO_KEY, first)
        desk.qtbot.mouseMove(view, last)
        desk.qtbot.mouseRelease(view, LEFT, NO_KEY, last)
        desk.click(desk.find(LabelButton, "label-PER"))
        assert desk.tags(1)[2:5] == ("B-PER", "I-PER", "I-PER")
        assert desk.page.focusWidget() is desk.strip

    def test_double_click_takes_the_span(self, desk: Desk) -> None:
        desk.qtbot.mouseDClick(desk.strip.viewport(), LEFT, NO_KEY, desk.strip.box_of(1).center())
        desk.click(desk.find(QPushButton, "clear-label"))
        assert desk.tags(0)[:2] == ("O", "O")

    def test_dragging_the_ends_of_a_span(self, desk: Desk) -> None:
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

    def test_the_list_goes_to_a_sentence(self, desk: Desk) -> None:
        view = desk.find(SentenceList)
        desk.click(view.viewport(), view.visualRect(view.model().index(2, 0)).center())
        assert desk.strip.tokens == SENTENCES[2].tokens
        assert desk.page.focusWidget() is desk.strip

    def test_another_layer_of_the_same_sentence(self, desk: Desk) -> None:
        desk.page.show_sentence(desk.numbers[2])
        desk.session.set_layer("upos")
        assert desk.strip.tags == ("DET", "NOUN", "VERB")
        assert desk.find(QPushButton, "finish-sentence").isHidden()

    def test_begin_another_layer_or_think_better_of_it(self, desk: Desk) -> None:
        desk.click(desk.find(QToolButton, "new-layer"))
        name = desk.find(QLineEdit, "layer-name")
        desk.qtbot.keyClicks(name, "ner")
        assert not desk.find(QPushButton, "layer-add").isEnabled()
        desk.qtbot.keyClick(name, Key.Key_Escape)
        assert desk.page.focusWidget() is desk.strip
        desk.key(key_of(desk, "LOC"))
        assert desk.tags(0)[:2] == ("B-LOC", "I-LOC")

    def test_buttons_of_the_header(self, desk: Desk) -> None:
        desk.click(desk.find(QToolButton, "next-sentence"))
        assert desk.shown_row() == 1
        desk.click(desk.find(QToolButton, "previous-sentence"))
        assert desk.shown_row() == 0
        desk.click(desk.find(QToolButton, "next-unlabelled"))
        assert desk.shown_row() == 1


def test_enter_goes_on_where_everything_is_labelled(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(Sentence(("Oslo",), {"ner": ("B-LOC",)}), Sentence(("sails",), {"ner": ("O",)}))
    desk.key(Key.Key_Return)
    assert desk.shown_row() == 1


@pytest.mark.parametrize("seed", range(3))
def test_no_keys_raise_or_lose_what_was_saved(make_desk: Callable[..., Desk], seed: int) -> None:
    desk = make_desk()
    chance = random.Random(seed)
    keys = [
        Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down, Key.Key_Home, Key.Key_End, Key.Key_Backspace,
        Key.Key_Delete, Key.Key_Return, Key.Key_F7, Key.Key_Z, "1", "2", "o", ".", "[", "]", "{", "}",
    ]  # fmt: skip
    for _ in range(400):
        modifier = chance.choice([NO_KEY, NO_KEY, NO_KEY, SHIFT, CONTROL])
        key = chance.choice(keys)
        if key == Key.Key_Z and modifier is not CONTROL:
            continue
        desk.key(key, modifier=NO_KEY if isinstance(key, str) else modifier)
        while not desk.project.n_sentences:
            desk.key(Key.Key_Z, modifier=CONTROL | SHIFT)
        assert desk.strip.tags == desk.tags(desk.shown_row(), desk.session.layer.name if desk.session.layer else "")
    shown = [desk.tags(row) for row in range(4)]
    assert not any(problems(tags, Scheme.IOB2) for tags in shown)
    assert [sentence.layer_tags("ner") for sentence in desk.reopened()] == shown


def test_keys_do_nothing_when_no_project_is_open(qtbot: QtBot) -> None:
    session = Session()
    page = LabelPage(session, Jobs())
    qtbot.addWidget(page)
    page.show()
    for key in (Key.Key_Right, Key.Key_Return, Key.Key_1, Key.Key_Period, Key.Key_F7):
        qtbot.keyClick(page, key)
    qtbot.keyClick(page, Key.Key_Z, CONTROL)
    assert page.findChild(TokenStrip).tokens == ()
