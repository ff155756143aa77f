"""A hundred real sentences labelled from nothing in the real window: by keys alone, and by the mouse alone."""

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.corpus import Layer, Scheme, Sentence
from core.schemes import to_spans
from gui.jobs import Jobs
from gui.main_window import MainWindow
from gui.preferences import Preferences
from gui.session import Session
from gui.widgets.label_button import LabelButton

BENCHMARK = Path(__file__).parents[1] / "benchmarks" / "labelling.py"
NER = Layer("ner", Scheme.IOB2)
KEYS = {QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride}
MOUSE = {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseMove, QEvent.Type.Wheel}


@pytest.fixture(scope="session")
def benchmark() -> ModuleType:
    """The benchmark of labelling, whose planner knows the shortest way through the page's commands."""
    spec = importlib.util.spec_from_file_location("labelling_benchmark", BENCHMARK)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def gold(benchmark: ModuleType, wnut17: Path) -> list[Sentence]:
    return benchmark.entity_sentences(wnut17 / "train.conll")


class Witness(QObject):
    """Counts the events of some kinds that reach any widget of the program."""

    def __init__(self, kinds: set[QEvent.Type]) -> None:
        super().__init__()
        self._kinds = kinds
        self.n_seen = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.n_seen += event.type() in self._kinds and isinstance(watched, QWidget)
        return False


@pytest.fixture
def window(qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> Iterator[MainWindow]:
    session = Session()
    made = MainWindow(session, jobs, Preferences(tmp_path / "settings.json"))
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    session.close()


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    assert made.shutdown()


def watch(kinds: set[QEvent.Type]) -> Witness:
    witness = Witness(kinds)
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(witness)
    return witness


def unwatch(witness: Witness) -> None:
    app = QApplication.instance()
    assert app is not None
    app.removeEventFilter(witness)


def test_by_keys_alone(window: MainWindow, benchmark: Any, gold: list[Sentence], tmp_path: Path) -> None:
    assert len(gold) == 100
    witness = watch(MOUSE)
    share = benchmark.keys_per_entity(window, tmp_path, gold, is_plain=False)
    unwatch(witness)
    assert witness.n_seen == 0
    assert share < 2


def test_by_the_mouse_alone(window: MainWindow, benchmark: Any, gold: list[Sentence], tmp_path: Path) -> None:
    labels = sorted({span.label for one in gold for span in to_spans(one.tags["ner"], Scheme.IOB2)})
    bare = [Sentence(one.tokens) for one in gold]
    benchmark.open_project(window, tmp_path / "mouse.tagscope", bare, NER, labels)
    hand = benchmark.Hand(window)
    view = hand.strip.viewport()
    buttons = {label: hand.page.findChild(LabelButton, f"label-{label}") for label in labels}
    finish = hand.page.findChild(QPushButton, "finish-sentence")
    left, no_key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    witness = watch(KEYS)
    for sentence in gold:
        assert hand.strip.tokens == sentence.tokens
        for span in to_spans(sentence.tags["ner"], Scheme.IOB2):
            hand.strip.reveal(span.end - 1)
            QTest.mousePress(view, left, no_key, hand.strip.box_of(span.start).center())
            QTest.mouseMove(view, hand.strip.box_of(span.end - 1).center())
            QTest.mouseRelease(view, left, no_key, hand.strip.box_of(span.end - 1).center())
            QTest.mouseClick(buttons[span.label], left)
        QTest.mouseClick(finish, left)
    unwatch(witness)
    assert witness.n_seen == 0
    project = window.session.project
    assert project is not None
    assert [one.layer_tags("ner") for one in project.sentences()] == [one.tags["ner"] for one in gold]
