"""A real Label page over a real project, and words for what a user does on it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec
import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.bundle import Bundle
from core.config import preset
from core.corpus import Layer, Scheme, Sentence, Tags
from core.project import Project
from core.vocab import build_vocab
from core.weights import initial_weights
from gui import key_map
from gui.jobs import Jobs
from gui.key_map import KeyMap
from gui.label_page.page import LabelPage
from gui.label_page.sentence_list import SentenceList
from gui.session import Session
from gui.widgets.label_button import LabelButton
from gui.widgets.token_strip import TokenStrip

W = TypeVar("W", bound=QWidget)
Key = Qt.Key
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

    def use(self, bundle: Bundle) -> None:
        """Let a model suggest."""
        self.session.set_bundle(bundle)
        self.wait()

    def wait(self) -> None:
        self.qtbot.waitUntil(lambda: not self.jobs.running, timeout=60_000)

    def key_of(self, label: str) -> str:
        """The key that stands on a label's button."""
        return self.find(LabelButton, f"label-{label}").key

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

    def make(*own: Sentence, sentences: tuple[Sentence, ...] = SENTENCES) -> Desk:
        desks.append(Desk(qtbot, tmp_path / "words.tagscope", own or sentences))
        return desks[-1]

    yield make
    for desk in desks:
        assert desk.jobs.shutdown()
        desk.session.close()


@pytest.fixture
def desk(make_desk: Callable[..., Desk]) -> Desk:
    return make_desk()


@pytest.fixture(scope="session")
def bundle() -> Bundle:
    """A network that has learnt nothing and is of many minds."""
    config = preset("tiny")
    config = msgspec.structs.replace(config, network=msgspec.structs.replace(config.network, units=12))
    vocab = build_vocab([sentence for sentence in SENTENCES if "ner" in sentence.tags], NER.name, config)
    weights = initial_weights(config.network, vocab.sizes, seed=24)
    return Bundle(config, NER, vocab, {name: np.float32(6) * values for name, values in weights.items()})


@pytest.fixture(autouse=True)
def _keys_of_the_table() -> Iterator[None]:
    """Leave no changed key behind."""
    yield
    if key_map.current().as_texts():
        key_map.use(KeyMap())
