"""The Tensors page over a real project: what stands on the screen is what core computes."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import msgspec
import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QPlainTextEdit, QPushButton, QSpinBox, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from core.batches import FIRST_EPOCH, EncodedCorpus, Price, price
from core.bundle import Bundle
from core.config import Config, CutSide, EncodingConfig, NetworkConfig, Order, PadSide, Sampling, TrainingConfig, preset
from core.corpus import Layer, Sentence, Split
from core.edits import AddSentences
from core.generators import take
from core.rows import document_numbers
from core.strategies import Strategy, encoding_of
from core.trace import trace
from core.vocab import Vocab, build_vocab
from core.weights import initial_weights
from gui.jobs import Jobs
from gui.session import Session
from gui.tensor_page.page import TensorPage
from gui.widgets.heatmap import Heatmap
from gui.widgets.numbers import bytes_text, grouped, percent
from gui.widgets.plain import PlainLabel
from gui.widgets.shape_card import ShapeCardView, shape_text
from gui.widgets.token_grid import TokenGrid

W = TypeVar("W", bound=QWidget)
SMALL = Config(
    network=NetworkConfig(word_size=6, affix_length=1, affix_size=2, shape_size=2, char_filters=0, units=5, layers=2),
    encoding=EncodingConfig(batch_size=8, order=Order.AS_IS),
)
ROW_AND_STEP = re.compile(r"row (\d+), timestep (\d+)")


class Bench:
    """A page over a project, and what a user does with it."""

    def __init__(self, qtbot: QtBot, jobs: Jobs, session: Session) -> None:
        self.qtbot, self.jobs, self.session = qtbot, jobs, session
        self.page = TensorPage(session, jobs)
        qtbot.addWidget(self.page)
        self.page.resize(1368, 820)
        with qtbot.waitExposed(self.page):
            self.page.show()
        self.page.shown()
        self.wait()

    def wait(self) -> None:
        self.qtbot.waitUntil(lambda: not self.jobs.running, timeout=60_000)
        # A layout shows the widgets it is given at the next event.
        QCoreApplication.sendPostedEvents()

    def find(self, kind: type[W], name: str) -> W:
        found = self.page.findChild(kind, name)
        assert found is not None, name
        return found

    def words(self, name: str) -> str:
        return self.find(PlainLabel, name).text()

    def choose_card(self, name: str) -> None:
        self.qtbot.mouseClick(self.find(ShapeCardView, f"card-{name}"), Qt.MouseButton.LeftButton)

    def shape(self, name: str) -> str:
        return shape_text(self.find(ShapeCardView, f"card-{name}").card)

    def cards(self) -> list[str]:
        views = self.page.findChildren(ShapeCardView)
        return [view.card.name for view in views if view.isVisibleTo(self.page)]

    def put(self, option: str, number: int) -> None:
        box = self.find(QSpinBox, f"option-{option}")
        box.setFocus()
        box.selectAll()
        self.qtbot.keyClicks(box, str(number))
        self.qtbot.keyClick(box, Qt.Key.Key_Return)
        self.wait()

    def choose(self, option: str, position: int) -> None:
        box = self.find(QComboBox, f"option-{option}")
        box.setFocus()
        self.qtbot.keyClick(box, Qt.Key.Key_Home)
        for _step in range(position):
            self.qtbot.keyClick(box, Qt.Key.Key_Down)
        self.wait()

    def press(self, kind: type[QWidget], name: str) -> None:
        self.qtbot.mouseClick(self.find(kind, name), Qt.MouseButton.LeftButton)
        self.wait()

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        assert self.session.project is not None
        return tuple(self.session.project.sentences(Split.TRAIN))

    @property
    def layer(self) -> Layer:
        assert self.session.layer is not None
        return self.session.layer

    def vocab(self, config: Config) -> Vocab:
        return build_vocab(self.sentences, self.layer.name, config)

    def price(self, config: Config) -> Price:
        sentences = self.sentences
        return price(
            [len(sentence) for sentence in sentences],
            config,
            self.vocab(config).sizes,
            seed=config.training.seed,
            epoch=FIRST_EPOCH,
            documents=document_numbers(sentence.document for sentence in sentences),
        )

    def shown_price(self) -> dict[str, str]:
        names = ("batches", "padding", "cut", "sentences", "shapes", "bytes", "largest")
        return {name: self.words(f"price-{name}") for name in names}

    def assert_price_of(self, config: Config) -> None:
        due = self.price(config)
        assert self.shown_price() == {
            "batches": grouped(due.n_batches),
            "padding": percent(due.padding_share),
            "cut": grouped(due.n_cut),
            "sentences": grouped(due.cut_sentences),
            "shapes": grouped(len(due.shapes)),
            "bytes": bytes_text(due.bytes),
            "largest": bytes_text(due.largest),
        }

    def bundle(self, config: Config, *, seed: int = 5) -> Bundle:
        vocab = self.vocab(config)
        return Bundle(config, self.layer, vocab, initial_weights(config.network, vocab.sizes, seed=seed))


def encoded(config: Config, **options: object) -> Config:
    return msgspec.structs.replace(config, encoding=msgspec.structs.replace(config.encoding, **options))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = Session()
    made.create(tmp_path / "test.tagscope")
    yield made
    made.close()


def fill(session: Session, n: int = 60) -> None:
    assert session.project is not None
    corpus = take("names", n, seed=4)
    running = session.project.begin_import("names", "generated", corpus.layers)
    running.add(list(corpus.sentences))
    session.announce(running.finish())


@pytest.fixture
def bench(qtbot: QtBot, jobs: Jobs, session: Session) -> Bench:
    fill(session)
    session.set_config(SMALL)
    return Bench(qtbot, jobs, session)


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


def test_what_it_costs_is_what_core_says(bench: Bench) -> None:
    bench.assert_price_of(SMALL)


def test_the_longest_row_changes_the_numbers_at_once(bench: Bench) -> None:
    assert bench.words("price-cut") == "0"
    bench.put("max_length", 6)
    assert bench.words("price-cut") != "0"
    assert bench.shape("ids") == "(8, 6)"
    bench.assert_price_of(encoded(SMALL, max_length=6))


def test_one_length_for_all_and_batch_size(bench: Bench) -> None:
    bench.put("batch_size", 7)
    bench.press(QCheckBox, "option-fixed_length")
    longest = max(len(sentence) for sentence in bench.sentences)
    assert bench.shape("ids") == f"(7, {longest})"
    assert bench.words("price-shapes") == "2"
    bench.assert_price_of(encoded(SMALL, batch_size=7, fixed_length=True))


def token_words(bench: Bench) -> str:
    return bench.words("cursor-words").split("=")[-1].strip()


def test_the_side_of_the_padding_moves_the_tokens(bench: Bench) -> None:
    bench.choose_card("ids")
    grid = bench.find(TokenGrid, "token-grid")
    assert grid.isVisible()
    lengths = [len(sentence) for sentence in bench.sentences[:8]]
    shortest = int(np.argmin(lengths))
    for _step in range(shortest):
        bench.qtbot.keyClick(grid, Qt.Key.Key_Down)
    first = bench.sentences[shortest].tokens[0]
    number = bench.vocab(SMALL).words.index(first.lower())
    assert bench.words("cursor-words") == (
        f"row {shortest}, timestep 0 = the token “{first}”   ·   ids[{shortest}, 0] = {number}"
    )
    bench.choose("pad", list(PadSide).index(PadSide.BEFORE))
    assert f"row {shortest}, timestep 0 = padding" in bench.words("cursor-words")
    assert bench.words("cursor-words").endswith("= 0")
    bench.assert_price_of(encoded(SMALL, pad=PadSide.BEFORE))


def test_the_side_of_the_cut_decides_what_is_left(bench: Bench) -> None:
    bench.choose_card("ids")
    bench.put("max_length", 3)
    assert f"“{bench.sentences[0].tokens[0]}”" in bench.words("cursor-words")
    bench.choose("cut", list(CutSide).index(CutSide.BEFORE))
    assert f"“{bench.sentences[0].tokens[-3]}”" in bench.words("cursor-words")
    bench.assert_price_of(encoded(SMALL, max_length=3, cut=CutSide.BEFORE))


def test_next_and_previous_batch_go_round(bench: Bench) -> None:
    n_batches = bench.price(SMALL).n_batches
    said = [bench.words("batch-words")]
    rows = bench.find(QComboBox, "tensor-row")
    for _batch in range(n_batches):
        bench.press(QToolButton, "next-batch")
        said.append(bench.words("batch-words"))
        if len(said) == 2:
            assert rows.itemData(0).startswith(" ".join(bench.sentences[8].tokens)[:120])
    assert said[0] == said[-1]
    assert len(set(said)) == n_batches
    bench.press(QToolButton, "previous-batch")
    assert bench.words("batch-words") == said[-2]
    assert rows.count() == len(bench.sentences) - 8 * (n_batches - 1)


def test_the_batches_are_those_of_the_first_epoch_of_training(bench: Bench) -> None:
    bench.choose("order", list(Order).index(Order.SHUFFLED))
    config = encoded(SMALL, order=Order.SHUFFLED)
    corpus = EncodedCorpus.build(bench.sentences, bench.layer.name, bench.vocab(config))
    plan = corpus.plan(config.encoding, seed=config.training.seed, epoch=1)
    for index in range(2):
        first = corpus.batch(plan, index, config.encoding).rows[0].pieces[0].sentence
        shown = bench.find(QComboBox, "tensor-row").itemData(0)
        assert shown == " ".join(bench.sentences[first].tokens)[:120]
        bench.press(QToolButton, "next-batch")


def shown_number(bench: Bench) -> float:
    return float(bench.words("cursor-words").rpartition("= ")[2])


def test_the_heatmap_shows_the_numbers_of_the_chosen_row(bench: Bench) -> None:
    config, layer = SMALL, bench.layer.name
    vocab = bench.vocab(config)
    network = Bundle(config, bench.layer, vocab, initial_weights(config.network, vocab.sizes, seed=1))
    corpus = EncodedCorpus.build(bench.sentences, layer, vocab)
    batch = corpus.batch(corpus.plan(config.encoding, seed=1, epoch=1), 0, config.encoding)
    traced = trace(network, batch)
    heatmap, rows = bench.find(Heatmap, "heatmap"), bench.find(QComboBox, "tensor-row")
    last = traced.layers[1]
    due = {
        "embedded": traced.embedded,
        "lstm1/forward": traced.layers[1].directions["forward"].output,
        "lstm1/joined": traced.joined,
        "scores": traced.scores,
    }
    for row in (0, 3):
        while rows.currentIndex() != row:
            bench.qtbot.keyClick(rows, Qt.Key.Key_Down)
        for name, values in due.items():
            bench.choose_card(name)
            assert heatmap.isVisible()
            # Both directions of a layer share one scale.
            shown = [values] if name != "lstm1/forward" else [kept.output for kept in last.directions.values()]
            assert heatmap.limit == pytest.approx(max(float(np.abs(part[row]).max()) for part in shown), rel=1e-5)
            bench.qtbot.keyClick(heatmap, Qt.Key.Key_Right)
            bench.qtbot.keyClick(heatmap, Qt.Key.Key_Down)
            place = ROW_AND_STEP.match(bench.words("cursor-words"))
            assert place is not None
            assert int(place[1]) == row
            feature = heatmap._cursor.y()
            assert shown_number(bench) == pytest.approx(float(values[row, int(place[2]), feature]), abs=1e-4)


def test_the_grid_takes_the_row_chooser_along(bench: Bench) -> None:
    bench.choose_card("mask")
    grid = bench.find(TokenGrid, "token-grid")
    bench.qtbot.keyClick(grid, Qt.Key.Key_Down)
    bench.qtbot.keyClick(grid, Qt.Key.Key_Down)
    assert bench.find(QComboBox, "tensor-row").currentIndex() == 2
    bench.choose_card("scores")
    assert bench.words("cursor-words").startswith("row 2, ")


def test_known_from_looks_the_words_up_again(bench: Bench) -> None:
    bench.choose_card("ids")
    bench.put("min_count", 1000)
    assert bench.words("cursor-words").endswith("= 1")
    bench.assert_price_of(encoded(SMALL, min_count=1000))


def test_use_for_training_hands_the_options_on(bench: Bench) -> None:
    bench.put("max_length", 9)
    asked: list[str] = []
    bench.session.page_requested.connect(asked.append)
    assert bench.session.config == SMALL
    bench.press(QPushButton, "use-for-training")
    assert bench.session.config == encoded(SMALL, max_length=9)
    assert asked == ["train"]


def test_a_strategy_sets_the_controls(bench: Bench) -> None:
    bench.page.show_view("strategies")
    bench.wait()
    own_first = 1
    bench.press(QPushButton, f"strategies-use-{own_first + list(Strategy).index(Strategy.WINDOWS)}")
    due = msgspec.structs.replace(SMALL, encoding=encoding_of(Strategy.WINDOWS, SMALL.encoding))
    assert bench.find(QComboBox, "option-sampling").currentIndex() == list(Sampling).index(Sampling.WINDOWS)
    bench.assert_price_of(due)


def test_options_chosen_elsewhere_are_shown_with_their_numbers(bench: Bench) -> None:
    """Also where the tensor that was looked at is one the other network does not have."""
    bench.choose_card("lstm1/backward")
    bench.page.hide()
    tiny = preset("tiny")
    bench.session.set_config(tiny)
    bench.page.show()
    bench.page.shown()
    bench.wait()
    assert bench.cards()[3:7] == ["embedded", "forward", "backward", "joined"]
    assert bench.find(QComboBox, "preset").currentText() == "Tiny"
    bench.assert_price_of(tiny)


def test_options_of_ones_own_outlast_a_look_elsewhere(bench: Bench) -> None:
    bench.put("max_length", 9)
    bench.page.hide()
    bench.page.show()
    bench.page.shown()
    bench.wait()
    assert bench.find(QSpinBox, "option-max_length").value() == 9
    bench.assert_price_of(encoded(SMALL, max_length=9))


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
