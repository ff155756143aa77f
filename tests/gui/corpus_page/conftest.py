"""A real Corpus page over a real project, and words for what a user does on it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from gui import messages
from gui.corpus_page.page import CorpusPage
from gui.jobs import Job, Jobs
from gui.messages import Message
from gui.session import Session

NAMES = "Mira B-PER\nlives O\nin O\nOld B-LOC\nHarbour I-LOC\n\nNobody O\nknows O\nBran B-PER\n\n"


class User:
    """Does what a user does, and waits as a user does."""

    def __init__(self, page: CorpusPage, jobs: Jobs, qtbot: QtBot) -> None:
        self.page, self.jobs, self.qtbot = page, jobs, qtbot

    def wait(self) -> None:
        self.qtbot.waitUntil(lambda: not self.jobs.running, timeout=60_000)

    def find(self, kind: type, name: str) -> object:
        found = self.page.findChild(kind, name)
        assert found is not None, name
        return found

    def press(self, name: str) -> None:
        button = self.find(QPushButton, name)
        assert isinstance(button, QPushButton)
        assert button.isVisible(), name
        assert button.isEnabled(), name
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def choose(self, name: str, text: str) -> None:
        box = self.find(QComboBox, name)
        assert isinstance(box, QComboBox)
        index = box.findText(text)
        assert index >= 0, [box.itemText(number) for number in range(box.count())]
        box.setCurrentIndex(index)
        box.activated.emit(index)

    def look_at(self, path: Path) -> None:
        assert self.page.take_file(path)
        self.wait()

    def bring(self, path: Path) -> None:
        self.look_at(path)
        self.press("import-start")
        self.wait()


@pytest.fixture
def session(tmp_path: Path, jobs: Jobs) -> Iterator[Session]:
    made = Session()
    made.create(tmp_path / "test.tagscope")
    yield made
    jobs.shutdown()
    made.close()


@pytest.fixture
def user(session: Session, jobs: Jobs, qtbot: QtBot) -> User:
    page = CorpusPage(session, jobs)
    qtbot.addWidget(page)
    page.resize(1368, 800)
    with qtbot.waitExposed(page):
        page.show()
    page.shown()
    made = User(page, jobs, qtbot)
    made.wait()
    return made


@pytest.fixture
def posted() -> Iterator[list[Message]]:
    """What banners have said."""
    said: list[Message] = []
    messages.board.posted.connect(said.append)
    yield said
    messages.board.posted.disconnect(said.append)


@pytest.fixture
def stop(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Have every job of a kind stopped before it has begun, as a quick hand in the status bar would."""

    def stop_all(kind: str) -> None:
        class Stopped(Job):
            def __init__(self, id: int, name: str, title: str) -> None:
                super().__init__(id, name, title)
                if name == kind:
                    self.cancel()

        monkeypatch.setattr("gui.jobs.Job", Stopped)

    return stop_all


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    def written(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return written


@pytest.fixture
def names(write: Callable[[str, str], Path]) -> Path:
    """Two sentences with three spans."""
    return write("names-train.conll", NAMES)
