"""Whatever keys are pressed, nothing raises, and what was acknowledged as saved is in the file afterwards.

A ledger beside the page writes down every edit the session acknowledges, and undoes and redoes along with it.
"""

import random
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

from core.corpus import Scheme, Sentence, Tags
from core.edits import Batch, SetTags
from core.schemes import problems
from gui.label_page.keys_panel import KeysPanel
from gui.widgets.label_finder import LabelField

Key = Qt.Key
NO_KEY, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier

SENTENCES = (
    Sentence(("Mira", "Okafor", "left", "Porto", "."), {"ner": ("B-PER", "I-PER", "O", "B-LOC", "O")}),
    Sentence(("Lagos", "greets", "Tom", "de", "Vries", "and", "Lagos", "again"), {}),
    Sentence(("وصلت", "سلمى", "مع", "John", "Smith", "إلى", "عمان"), {}),
    Sentence(("👩🏽‍🚀", "क्षेत्र", "x" * 3000, "王"), {"upos": ("NOUN", None, "VERB", "DET")}),
    Sentence(("Kim", "Lee", "sings", "old", "songs", "in", "Rio", "and", "Kim", "Lee", "smiles") * 8, {}),
)
MOVES = (
    *(Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down, Key.Key_Home, Key.Key_End, Key.Key_PageUp),
    *(Key.Key_PageDown, Key.Key_Space, Key.Key_Backspace, Key.Key_Delete, Key.Key_Return, Key.Key_F7, Key.Key_Tab),
    *(Key.Key_Escape, Key.Key_F2, Key.Key_F6, Key.Key_F1),
)
TYPED = "1122112233oabdlvnvdab..[]{}[]/q"


class Ledger:
    """What was acknowledged, by sentence and layer."""

    def __init__(self, desk: Any) -> None:
        self.tags: dict[tuple[int, str], Tags] = {
            (number, layer): desk.project.sentence(number).layer_tags(layer)
            for number in desk.numbers
            for layer in ("ner", "upos")
        }
        self.n_edits = 0
        self._done: list[list[tuple[tuple[int, str], Tags, Tags]]] = []
        self._undone: list[list[tuple[tuple[int, str], Tags, Tags]]] = []
        session = desk.session
        self._apply, self._undo, self._redo = session.apply, session.undo, session.redo
        session.apply, session.undo, session.redo = self.apply, self.undo, self.redo

    def apply(self, edit: Any) -> Any:
        changes = self._apply(edit)
        step = []
        for one in edit.edits if isinstance(edit, Batch) else (edit,):
            if isinstance(one, SetTags):
                place = (one.sentence, one.layer)
                old = self.tags[place]
                new = old[: one.start] + one.tags + old[one.start + len(one.tags) :]
                self.tags[place] = new
                step.append((place, old, new))
        self._done.append(step)
        self._undone.clear()
        self.n_edits += 1
        return changes

    def undo(self) -> None:
        # The import below the first edit stays: somebody still looks at its sentences.
        if self._done:
            self._undo()
            step = self._done.pop()
            for place, old, _new in reversed(step):
                self.tags[place] = old
            self._undone.append(step)

    def redo(self) -> None:
        if self._undone:
            self._redo()
            step = self._undone.pop()
            for place, _old, new in step:
                self.tags[place] = new
            self._done.append(step)


def press(desk: Any, chance: random.Random) -> None:
    """Press some key, as a cat would."""
    target = desk.page.focusWidget() or desk.strip
    kind = chance.random()
    if isinstance(target, LabelField) and kind < 0.5:
        desk.qtbot.keyClick(target, chance.choice([Key.Key_Escape, Key.Key_Return, Key.Key_Down]))
    elif kind < 0.45:
        desk.qtbot.keyClicks(target, chance.choice(TYPED))
    elif kind < 0.5:
        desk.qtbot.keyClick(target, chance.choice("12ab"), ALT)
    elif kind < 0.55:
        desk.qtbot.keyClick(target, chance.choice("KLTMX"), SHIFT)
    elif kind < 0.65:
        desk.qtbot.keyClick(target, Key.Key_Z, chance.choice([CONTROL, CONTROL | SHIFT]))
    else:
        modifier = chance.choice([NO_KEY, NO_KEY, NO_KEY, SHIFT, CONTROL, ALT, CONTROL | SHIFT])
        desk.qtbot.keyClick(target, chance.choice(MOVES), modifier)


@pytest.mark.parametrize(("n_keys", "seed"), [(400, 1), (400, 2), pytest.param(10_000, 3, marks=pytest.mark.slow)])
def test_no_keys_raise_or_lose_what_was_acknowledged(make_desk: Callable[..., Any], n_keys: int, seed: int) -> None:
    desk = make_desk(*SENTENCES)
    ledger, chance = Ledger(desk), random.Random(seed)
    for number in range(n_keys):
        if number % 97 == 0:
            desk.session.set_layer(chance.choice(["ner", "upos"]))
        if isinstance(desk.find(QStackedWidget).currentWidget(), KeysPanel):
            desk.page.show_keys()  # a cat that changes keys is another test
        press(desk, chance)
        shown = desk.numbers[desk.shown_row()], desk.session.layer.name
        assert desk.strip.tags == ledger.tags[shown] == desk.project.sentence(shown[0]).layer_tags(shown[1])
        if ledger.n_edits % 10 == 0:
            assert not problems(ledger.tags[shown[0], "ner"], Scheme.IOB2)
    assert ledger.n_edits > n_keys / 12
    stored = {
        (sentence.id, layer): sentence.layer_tags(layer) for sentence in desk.reopened() for layer in ("ner", "upos")
    }
    assert stored == ledger.tags
