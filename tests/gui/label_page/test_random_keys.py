"""Whatever keys are pressed, nothing raises, and what was acknowledged as saved is in the file afterwards.

A ledger beside the project writes down every edit that is acknowledged and does it to plain values of its own.
"""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QMenu, QStackedWidget, QWidget

from core import bundle as bundles
from core.bundle import Bundle
from core.corpus import Scheme, Sentence
from core.edits import AddLayer, AddSentences
from core.project import Project
from gui import messages
from gui.label_page.annotator_button import AnnotatorButton
from gui.label_page.edit_panel import EditPanel
from gui.label_page.keys_panel import KeysPanel
from gui.label_page.label_files import LabelFiles
from gui.widgets.token_strip import TokenStrip
from tests.gui.label_page.ledger import Ledger
from tests.plain_project import check_same

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
# What the model, queues, notes and the borders of tokens and sentences are reached by.
FAR = (
    *((Key.Key_F9, NO_KEY), (Key.Key_Tab, NO_KEY), (Key.Key_Backtab, SHIFT), (Key.Key_F3, NO_KEY)),
    *((Key.Key_F4, NO_KEY), (Key.Key_F8, NO_KEY), (Key.Key_B, CONTROL), (Key.Key_J, CONTROL)),
    *((Key.Key_B, CONTROL | SHIFT), (Key.Key_J, CONTROL | SHIFT), (Key.Key_Return, CONTROL | SHIFT)),
    *((Key.Key_T, CONTROL), (Key.Key_F7, SHIFT), (Key.Key_L, CONTROL)),
)
TYPED = "1122112233oabdlvnvdab..[]{}[]/q=-?"
# The import and the layers below the first edit stay: somebody still looks at the sentences.
N_FIRST = 3


class Cat:
    """Presses keys of the Label page, whatever has the keyboard."""

    def __init__(self, desk: Any, ledger: Ledger, seed: int) -> None:
        self._desk = desk
        self._ledger = ledger
        self._chance = random.Random(seed)

    def press(self) -> None:
        """Press some key."""
        chance, click = self._chance, self._desk.qtbot.keyClick
        target = self._target()
        kind = chance.random()
        panel = self._desk.find(QStackedWidget).currentWidget()
        if isinstance(panel, EditPanel) and kind < 0.2:
            for button in panel.findChildren(QAbstractButton):
                if button.objectName().endswith("-apply") and button.isEnabled():
                    click(button, Key.Key_Space)
                    return
        # A cat would stay for long in what has few keys.
        if not isinstance(target, TokenStrip) and kind < 0.5:
            click(target, chance.choice([Key.Key_Escape, Key.Key_Return, Key.Key_Return, Key.Key_Down]))
        elif kind < 0.4:
            self._desk.qtbot.keyClicks(target, chance.choice(TYPED))
        elif kind < 0.45:
            click(target, chance.choice("12ab"), ALT)
        elif kind < 0.5:
            click(target, chance.choice("KLTMX"), SHIFT)
        elif kind < 0.6:
            is_undo = chance.random() < 0.5 and self._ledger.n_in_force > N_FIRST
            click(target, Key.Key_Z, CONTROL if is_undo else CONTROL | SHIFT)
        elif kind < 0.75:
            click(target, *chance.choice(FAR))
        else:
            modifier = chance.choice([NO_KEY, NO_KEY, NO_KEY, SHIFT, CONTROL, ALT, CONTROL | SHIFT])
            key = chance.choice(MOVES)
            # Alt+Backspace takes back, too.
            click(target, key, NO_KEY if modifier == ALT and key == Key.Key_Backspace else modifier)

    def _target(self) -> QWidget:
        """Return what has the keyboard, which is taken from where a key would open a menu or train models."""
        target: QWidget = self._desk.page.focusWidget() or self._desk.strip
        is_harmless = not isinstance(target, QAbstractButton) or target.objectName().endswith(("-apply", "-close"))
        if not target.isVisible() or not is_harmless or isinstance(target.parentWidget(), LabelFiles | QMenu):
            self._desk.page.to_strip()
            target = self._desk.page.focusWidget() or self._desk.strip
        return target

    def look_elsewhere(self) -> None:
        """Turn to another layer, to one's own, or to another queue, by the keys of what chooses them."""
        chance, desk = self._chance, self._desk
        match chance.choice(["layer", "layer", "person", "queue", "queue"]):
            case "layer":
                # The model is one of the layer that is nobody's in particular.
                desk.session.set_annotator(chance.choice(["", "", "Mara"]))
                desk.session.set_layer(chance.choice(desk.project.layers).name)
            case "person":
                button = desk.find(AnnotatorButton)
                desk.session.set_annotator(chance.choice(["Mara", "Ravi"]))
                if desk.session.layer.annotator != desk.session.annotator:
                    desk.qtbot.keyClick(button, Key.Key_Space)
            case _:
                queues = desk.find(QComboBox, "queue-kind")
                queues.setFocus()
                desk.qtbot.keyClick(queues, chance.choice([Key.Key_Down, Key.Key_Down, Key.Key_Up, Key.Key_Home]))


def _check_shown(desk: Any, ledger: Ledger) -> None:
    number, layer = desk.page._editor.sentence.id, desk.session.layer.name
    assert desk.strip.tokens == ledger.plain.sentences[number].tokens
    assert desk.strip.tags == ledger.tags(number, layer) == desk.project.sentence(number).layer_tags(layer)


@pytest.fixture
def _no_dialogs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "ask", lambda *_words: True)
    for name in ("choose_file", "choose_folder", "choose_target"):
        monkeypatch.setattr(messages, name, lambda *_words: None)


@pytest.mark.usefixtures("_no_dialogs")
@pytest.mark.parametrize(("n_keys", "seed"), [(400, 1), (400, 2), pytest.param(10_000, 3, marks=pytest.mark.slow)])
def test_no_keys_raise_or_lose_what_was_acknowledged(
    make_desk: Callable[..., Any], bundle: Bundle, tmp_path: Path, n_keys: int, seed: int
) -> None:
    desk = make_desk(sentences=())
    ledger = Ledger(desk.project)
    for edit in (AddLayer("ner", Scheme.IOB2), AddLayer("upos"), AddSentences(SENTENCES)):
        desk.session.apply(edit)
    desk.session.set_layer("ner")
    desk.page.shown()
    desk.session.set_bundle(bundle, desk.project.save_model("m", bundles.to_bytes(bundle), layer="ner"))
    desk.wait()
    cat = Cat(desk, ledger, seed)
    for number in range(n_keys):
        if number % 29 == 28:
            cat.look_elsewhere()
        if desk.find(QStackedWidget).currentWidget() is desk.page.findChild(KeysPanel):
            desk.page.show_keys()  # a cat that changes keys is another test
        cat.press()
        desk.wait()
        _check_shown(desk, ledger)
        if number % 100 == 99:
            check_same(desk.project, ledger.plain)
            ledger.check_left_behind(desk.path, tmp_path)
    counts = ", ".join(f"{name} {count:,}" for name, count in ledger.kinds.most_common())
    print(f"{n_keys:,} keys, {ledger.n_edits:,} edits: {counts}")
    assert ledger.n_edits > n_keys / 12
    desk.session.close()
    ledger.check_journal(desk.path)
    with Project.open(desk.path) as project:
        check_same(project, ledger.plain)
