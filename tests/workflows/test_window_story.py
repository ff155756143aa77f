"""One story in the real window with the real engine: train, close the project meanwhile, open it, tag, add."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from core.config import preset
from core.corpus import Split
from core.generators import take
from core.project import Project
from gui import messages
from gui.jobs import Jobs
from gui.main_window import MainWindow
from gui.preferences import Preferences
from gui.session import Session
from gui.widgets.plain import PlainLabel
from gui.widgets.shape_card import ShapeCardView
from gui.widgets.token_strip import TokenStrip

W = TypeVar("W", bound=QWidget)
PATIENCE_MS = 240_000
CONTROL = Qt.KeyboardModifier.ControlModifier


class User:
    """Does what a user does in the window, and waits as a user does."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        self.session, self.jobs = window.session, window.jobs

    def find(self, kind: type[W], name: str) -> W:
        for widget in self.window.findChildren(kind, name):
            if widget.isVisible():
                return widget
        raise AssertionError(f"no visible widget is called {name}")

    def until(self, is_so: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(is_so()), timeout=PATIENCE_MS)

    def wait(self) -> None:
        self.until(lambda: not self.jobs.running)

    def go_to(self, number: int) -> None:
        key = getattr(Qt.Key, f"Key_{number}")
        self.qtbot.keyClick(self.window.focusWidget() or self.window, key, CONTROL)

    def press(self, name: str) -> None:
        button = self.find(QPushButton, name)
        assert button.isEnabled(), name
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def put(self, option: str, number: int) -> None:
        box = self.find(QSpinBox, f"option-{option}")
        box.setFocus()
        box.selectAll()
        self.qtbot.keyClicks(box, str(number))
        self.qtbot.keyClick(box, Qt.Key.Key_Return)

    @property
    def words(self) -> str:
        return self.find(PlainLabel, "train-words").text()

    @property
    def project(self) -> Project:
        assert self.session.project is not None
        return self.session.project


@pytest.fixture
def user(qtbot: QtBot, qapp: QApplication) -> Iterator[User]:
    jobs = Jobs()
    window = MainWindow(Session(), jobs, Preferences())
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield User(window, qtbot)
    assert jobs.shutdown(), "a job does not stop"
    window.session.close()
    window.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project with generated sentences."""
    made = tmp_path / "words.tagscope"
    with Project.create(made) as project:
        for split, n, seed in ((Split.TRAIN, 400, 1), (Split.DEV, 60, 2)):
            corpus = take("names", n, seed=seed)
            running = project.begin_import(f"names-{split}", "generated", corpus.layers)
            running.add([replace(sentence, split=split) for sentence in corpus.sentences])
            running.finish()
    return made


@pytest.mark.timeout(600)
def test_what_is_learnt_is_kept_when_the_project_is_closed_meanwhile_and_tags_when_it_is_opened(
    user: User, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(messages, "ask", lambda _parent, title, _text, _yes: asked.append(title) or True)
    user.window.ways_in.open_project(path)
    user.until(lambda: user.window.front == "corpus")
    user.wait()

    learn(user)
    user.window.actions_table.trigger("project.close")
    assert asked == ["A training run is going on"]
    assert user.session.project is None
    assert user.session.bundle is None
    assert not user.jobs.running

    user.window.ways_in.open_project(path)
    user.until(lambda: user.session.bundle is not None)
    [run] = user.project.runs.all()
    assert not run.reason, "a run that is left has not ended"
    assert [model.run for model in user.project.models()] == [run.id]

    user.go_to(4)
    user.until(user.window.findChild(QPushButton, "run-resume").isVisible)

    see_its_numbers(user)
    tag_and_add(user)


def learn(user: User) -> None:
    user.session.set_config(preset("tiny"))
    user.go_to(4)
    user.put("epochs", 10_000)
    user.put("patience", 0)
    user.press("train-start")
    user.until(lambda: "epoch " in user.words)
    user.until(lambda: (history := user.window.page("train").history) and (history.best or 0) > 0.8)  # type: ignore[attr-defined]


def see_its_numbers(user: User) -> None:
    user.go_to(3)
    user.until(lambda: user.window.findChildren(ShapeCardView, "card-scores"))
    user.wait()
    assert user.find(QComboBox, "network-source").currentText() == "the trained model"
    labels = user.find(ShapeCardView, "card-scores").card.axes[-1].size
    assert user.session.bundle is not None
    assert labels == len(user.session.bundle.vocab.labels)


def tag_and_add(user: User) -> None:
    user.go_to(5)
    user.wait()
    unseen = take("names", 1, seed=77).sentences[0]
    text = user.find(QPlainTextEdit, "tag-text")
    text.setFocus()
    user.qtbot.keyClicks(text, unseen.text)
    strip = user.find(TokenStrip, "tag-strip")
    assert strip.tokens == unseen.tokens
    right = sum(one == other for one, other in zip(strip.tags, unseen.layer_tags("ner"), strict=True))
    assert right / len(strip.tags) > 0.7
    before = user.project.n_sentences
    user.press("tag-add")
    assert user.project.n_sentences == before + 1
    strip.setFocus()
    user.qtbot.keyClick(strip, Qt.Key.Key_Z, CONTROL)
    assert user.project.n_sentences == before
