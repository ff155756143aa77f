"""The view of one card, where it is not as the others are."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from core.config import Config, EncodingConfig, NetworkConfig, Order, Output
from core.corpus import Layer, Scheme, Sentence
from core.first_weights import FORBIDDEN
from core.inspection import Material, inspect, prepare, transitions
from gui.jobs import Jobs
from gui.tensor_page.subject import Subject
from gui.tensor_page.values import TRANSITIONS, ValuesView
from gui.widgets.heatmap import Heatmap
from gui.widgets.plain import PlainLabel

CONFIG = Config(
    network=NetworkConfig(word_size=4, affix_length=0, shape_size=0, char_filters=0, units=3, output=Output.CRF),
    encoding=EncodingConfig(batch_size=2, order=Order.AS_IS),
)
SENTENCES = (
    Sentence(("Mara", "Holt", "rows"), {"ner": ("B-PER", "I-PER", "O")}),
    Sentence(("to", "Elm"), {"ner": ("O", "B-LOC")}),
)


@pytest.fixture
def material() -> Material:
    return prepare(SENTENCES, Layer("ner", Scheme.IOB2), CONFIG)


def test_transitions_are_those_of_the_network(material: Material) -> None:
    moves = transitions(material)
    table = material.network.weights["crf/transitions"]
    assert (len(moves.before), len(moves.after)) == moves.values.shape == (5, 5)
    row, column = moves.before.index("O"), moves.after.index("I-PER")
    assert moves.values[row, column] == table[row, column] == FORBIDDEN
    assert (moves.values[-1, :-1] == table[4, :4]).all(), "the start of a sentence"
    assert (moves.values[:-1, -1] == table[:4, 5]).all(), "its end"


def test_the_transitions_card_says_what_follows_what(qtbot: QtBot, jobs: Jobs, material: Material) -> None:
    subject = Subject(jobs)
    view = ValuesView(subject, jobs)
    qtbot.addWidget(view)
    view.resize(900, 500)
    view.show()
    subject.show(material, inspect(material, CONFIG))
    view.show_card(TRANSITIONS)
    heatmap, words = view.findChild(Heatmap, "heatmap"), view.findChild(PlainLabel, "cursor-words")
    assert heatmap is not None
    assert words is not None
    moves = transitions(material)
    assert heatmap.limit == 1.0, "what is forbidden does not stretch the scale"
    said = set()
    for x in range(70, 800, 20):
        for y in range(40, 480, 20):
            cell = heatmap.cell_at(QPoint(x, y))
            if cell.x() < 0 or cell.y() < 0:
                continue
            qtbot.mouseMove(heatmap.viewport(), QPoint(x, y))
            said.add(words.text())
    assert "O → I-PER: forbidden by the scheme" in said
    assert "B-PER → I-PER: +0.0000" in said
    assert len(said) >= moves.values.size
    qtbot.keyClick(heatmap, Qt.Key.Key_Left)
    assert np.isfinite(moves.values).all()


def test_a_whole_batch_that_comes_late_does_not_hide_what_was_asked_for_since(
    qtbot: QtBot, jobs: Jobs, material: Material
) -> None:
    subject = Subject(jobs)
    view = ValuesView(subject, jobs)
    qtbot.addWidget(view)
    view.show()
    subject.show(material, inspect(material, CONFIG))
    view.show_card("embedded")
    extent = view.findChild(QComboBox, "values-extent")
    assert extent is not None
    sentence = view.arrays()["embedded"]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up):  # the whole batch, and this sentence again before it is there
        qtbot.keyClick(extent, key)
    qtbot.waitUntil(lambda: not jobs.running)
    assert extent.currentIndex() == 0
    np.testing.assert_array_equal(view.arrays()["embedded"], sentence)
    assert view._tensor is None
    qtbot.keyClick(extent, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: not jobs.running)
    assert view.arrays()["embedded"].shape == (2, *sentence.shape)
