"""A Tensors page over a real project, and what a user does with it."""

import re
from typing import TypeVar

import msgspec
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from core.batches import FIRST_EPOCH, Price, price
from core.bundle import Bundle
from core.config import Config, EncodingConfig, NetworkConfig, Order
from core.corpus import Layer, Sentence, Split
from core.generators import take
from core.rows import document_numbers
from core.vocab import Vocab, build_vocab
from core.weights import initial_weights
from gui.jobs import Jobs
from gui.session import Session
from gui.tensor_page.page import TensorPage
from gui.widgets.numbers import bytes_text, grouped, percent
from gui.widgets.plain import PlainLabel
from gui.widgets.shape_card import ShapeCardView, shape_text

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


def fill(session: Session, n: int = 60) -> None:
    assert session.project is not None
    corpus = take("names", n, seed=4)
    running = session.project.begin_import("names", "generated", corpus.layers)
    running.add(list(corpus.sentences))
    session.announce(running.finish())
