"""The Tensors page over a real project: its cards for every preset, its networks, its empty states."""

from dataclasses import replace

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from core.config import TrainingConfig, preset
from core.corpus import Layer, Sentence
from core.edits import AddSentences
from gui.jobs import Jobs
from gui.session import Session
from gui.widgets.heatmap import Heatmap
from tests.gui.tensor_page.page_bench import ROW_AND_STEP, SMALL, Bench, fill


def test_every_tensor_has_a_card_with_its_shape(bench: Bench) -> None:
    assert bench.cards() == [
        "sentences", "ids", "mask", "embedded", "lstm0/forward", "lstm0/backward", "lstm0/joined",
        "lstm1/forward", "lstm1/backward", "lstm1/joined", "scores", "loss",
    ]  # fmt: skip
    longest = max(len(sentence) for sentence in bench.sentences[:8])
    n_labels = len(bench.vocab(SMALL).labels)
    assert bench.shape("ids") == f"(8, {longest})"
    assert bench.shape("mask") == f"(8, {longest})"
    assert bench.shape("embedded") == f"(8, {longest}, {6 + 2 * 2 + 2})"
    assert bench.shape("lstm0/backward") == f"(8, {longest}, 5)"
    assert bench.shape("lstm1/joined") == f"(8, {longest}, 10)"
    assert bench.shape("scores") == f"(8, {longest}, {n_labels})"


@pytest.mark.parametrize("name", ["question-2016", "one-hot", "stateful", "random-subsequences", "tiny", "default"])
def test_every_preset_can_be_looked_at(bench: Bench, name: str) -> None:
    presets = bench.find(QComboBox, "preset")
    index = presets.findData(name)
    presets.setCurrentIndex(index)
    presets.activated.emit(index)
    bench.wait()
    config = preset(name)
    bench.assert_price_of(config)
    for card in bench.cards():
        bench.choose_card(card)
        assert ROW_AND_STEP.match(bench.words("cursor-words"))
        assert bench.find(QPlainTextEdit, "in-words").toPlainText()
        assert bench.find(QPlainTextEdit, "in-keras-line").toPlainText()
    script = bench.find(QPlainTextEdit, "in-keras").toPlainText()
    compile(script, "<the script on the screen>", "exec")
    bench.press(QPushButton, "copy-keras")
    assert QGuiApplication.clipboard().text() == script


def test_a_trained_model_is_chosen_when_there_is_one_and_shows_its_own_numbers(bench: Bench) -> None:
    network = bench.find(QComboBox, "network-source")
    bench.choose_card("embedded")
    bench.qtbot.keyClick(bench.find(Heatmap, "heatmap"), Qt.Key.Key_Right)
    heatmap = bench.find(Heatmap, "heatmap")
    before = heatmap.limit
    model = bench.bundle(
        msgspec.structs.replace(SMALL, network=msgspec.structs.replace(SMALL.network, units=3, layers=1))
    )
    bench.session.set_bundle(model)
    bench.wait()
    assert network.currentText() == "the trained model"
    assert bench.shape("forward").endswith(", 3)")
    assert heatmap.limit != before
    bench.qtbot.keyClick(network, Qt.Key.Key_Up)
    bench.wait()
    assert heatmap.limit == before
    bench.session.set_bundle(None)
    bench.wait()
    assert network.count() == 1


def test_a_model_of_another_layer_is_not_offered(bench: Bench) -> None:
    bench.session.set_bundle(replace(bench.bundle(SMALL), layer=Layer("else")))
    bench.wait()
    assert bench.find(QComboBox, "network-source").count() == 1


def test_without_sentences_it_says_what_to_do(qtbot: QtBot, jobs: Jobs, session: Session) -> None:
    bench = Bench(qtbot, jobs, session)
    assert bench.page._stack.currentIndex() == 0
    assert "Import or generate" in bench.page._empty.text()
    fill(session, 10)
    bench.wait()
    assert bench.cards()


def test_added_sentences_are_counted(bench: Bench) -> None:
    sentence = Sentence(("Mira", "waves"), {bench.layer.name: ("B-PER", "O")})
    bench.session.apply(AddSentences((sentence,) * 30))
    bench.wait()
    assert len(bench.sentences) == 90
    bench.assert_price_of(SMALL)
    bench.session.undo()
    bench.wait()
    bench.assert_price_of(SMALL)


def test_one_sentence_of_one_token(qtbot: QtBot, jobs: Jobs, session: Session) -> None:
    assert session.project is not None
    running = session.project.begin_import("one", "generated", (Layer("upos"),))
    running.add([Sentence(("Oslo",), {"upos": ("PROPN",)})])
    session.announce(running.finish())
    session.set_config(msgspec.structs.replace(SMALL, training=TrainingConfig(epochs=1)))
    bench = Bench(qtbot, jobs, session)
    assert bench.shape("ids") == "(1, 1)"
    for card in bench.cards():
        bench.choose_card(card)
    assert bench.words("price-padding") == "0.0 %"


def test_closing_the_project_leaves_nothing_to_see(bench: Bench) -> None:
    bench.session.close()
    bench.wait()
    assert "Import or generate" in bench.page._empty.text()
    bench.press(QToolButton, "next-batch")
