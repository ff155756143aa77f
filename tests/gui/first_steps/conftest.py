"""The whole window over a small project, and somebody who is led through it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.config import Config, Order, PadSide, preset
from core.edits import AddLayer, AddSentences
from core.generators import take
from gui.first_steps.guide import Guide
from gui.jobs import Jobs
from gui.main_window import MainWindow
from gui.preferences import Preferences
from gui.session import Session
from gui.tensor_page.page import TensorPage
from gui.widgets.plain import PlainLabel

W = TypeVar("W", bound=QWidget)


class Led:
    """The window, the tour, and what a beginner does with them."""

    def __init__(self, qtbot: QtBot, jobs: Jobs, session: Session, settings: Path) -> None:
        self.qtbot, self.jobs, self.session, self.settings = qtbot, jobs, session, settings
        self.window = MainWindow(session, jobs, Preferences(settings))
        qtbot.addWidget(self.window)
        self.window.show()

    def begin(self) -> None:
        assert self.window.actions_table.trigger("explain.steps")
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.jobs.running, timeout=60_000)

    @property
    def guide(self) -> Guide:
        found = self.window.findChild(Guide)
        assert found is not None
        return found

    @property
    def page(self) -> TensorPage:
        page = self.window.page("tensors")
        assert isinstance(page, TensorPage)
        return page

    def find(self, kind: type[W], name: str) -> W:
        found = self.window.findChild(kind, name)
        assert found is not None, name
        return found

    def press(self, name: str) -> None:
        self.qtbot.mouseClick(self.find(QPushButton, name), Qt.MouseButton.LeftButton)
        self.settle()

    def words(self) -> str:
        labels = self.guide.panel.findChildren(PlainLabel)
        return "\n".join(label.text() for label in labels if label.isVisibleTo(self.guide.panel))


def small(name: str = "tiny") -> Config:
    """Return options whose batches come in the order of the corpus."""
    built = msgspec.to_builtins(preset(name))
    built["encoding"] |= {"order": Order.AS_IS, "pad": PadSide.AFTER}
    return msgspec.convert(built, Config)


@pytest.fixture
def led(qtbot: QtBot, jobs: Jobs, session: Session, tmp_path: Path) -> Iterator[Led]:
    session.create(tmp_path / "words.tagscope")
    corpus = take("names", 40, seed=3)
    for layer in corpus.layers:
        session.apply(AddLayer(layer.name, layer.scheme))
    session.apply(AddSentences(corpus.sentences))
    session.set_config(small())
    made = Led(qtbot, jobs, session, tmp_path / "settings.json")
    yield made
    made.settle()
    session.close()
