"""What GUI tests share: the program's look, and nothing left behind: no thread, no window."""

import gc
import sys
import types
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QThread, QTranslator, Slot
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from core.corpus import Layer, Scheme
from core.edits import ChangeSet, Edit
from gui import theme, translation
from gui.actions import ActionSpec
from gui.job import Worker
from gui.jobs import Jobs
from gui.main_window import MainWindow
from gui.page import Page
from gui.pages import PAGES, PageEntry
from gui.session import Session

_workers: "weakref.WeakSet[Worker]" = weakref.WeakSet()


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["tagscope"]


@pytest.fixture(autouse=True, scope="module")
def _light_collections() -> None:
    """Leave what earlier tests have loaded (TensorFlow above all) out of the collection after every test."""
    gc.freeze()


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    """Begin every test in light colours."""
    if theme.mode() is not theme.Mode.LIGHT:
        theme.apply(qapp, theme.Mode.LIGHT)


@pytest.fixture(autouse=True)
def _nothing_left(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test that leaves a thread running or a window behind."""
    begin = Worker.begin

    def noted(worker: Worker) -> None:
        _workers.add(worker)
        begin(worker)

    monkeypatch.setattr(Worker, "begin", noted)
    before = {id(widget) for widget in qapp.topLevelWidgets()}
    yield
    running = [worker.objectName() for worker in _workers if worker.isRunning()]
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [widget for widget in qapp.topLevelWidgets() if id(widget) not in before and widget.isVisible()]
    names = [f"{type(widget).__name__} {widget.objectName()}" for widget in left]
    for widget in left:
        widget.close()
    assert not running, f"threads still running: {running}"
    assert not names, f"windows left: {names}"


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[None]:
    """The window's texts in Chinese, for one test."""
    assert translation.install(qapp, "zh_CN") == "zh_CN"
    yield
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    """Real jobs in real threads, all ended after the test."""
    made = Jobs()
    yield made
    assert made.shutdown(), "a job does not stop"
    for thread in QThread.currentThread().findChildren(QThread):
        assert not thread.isRunning()


class StandInProject:
    """A project in memory with a journal of numbers, for tests of the window alone."""

    def __init__(self, path: Path = Path("/corpora/ewt.tagscope")) -> None:
        self.path = path
        self.layers = (Layer("upos"), Layer("ner", Scheme.IOB2))
        self.n_sentences = 12_544
        self.n_tokens = 204_577
        self.saved_at = "2026-11-23T12:03:11+00:00"
        self.is_closed = False
        self.n_imports_undone = 0
        self.migration = None
        self.is_read_only = self.is_on_network = self.is_damaged = self.needs_check = False
        self.n_commits = 0
        self.done: list[Edit] = []
        self.undone: list[Edit] = []

    def labels(self, layer: str) -> range:
        return range(17 if layer == "upos" else 13)

    def models(self) -> tuple[object, ...]:
        return ()

    def apply(self, edit: Edit) -> ChangeSet:
        self.done.append(edit)
        self.undone.clear()
        return ChangeSet(frozenset({1}))

    @property
    def n_to_undo(self) -> int:
        return 0

    n_to_redo = n_to_undo

    @property
    def can_undo(self) -> bool:
        return bool(self.done)

    @property
    def undo_title(self) -> str | None:
        return "tag 1 token" if self.done else None

    @property
    def redo_title(self) -> str | None:
        return "tag 1 token" if self.undone else None

    @property
    def can_redo(self) -> bool:
        return bool(self.undone)

    def undo(self) -> ChangeSet | None:
        self.undone.append(self.done.pop())
        return ChangeSet(frozenset({1}))

    def redo(self) -> ChangeSet | None:
        self.done.append(self.undone.pop())
        return ChangeSet(frozenset({1}))

    def close(self) -> None:
        self.is_closed = True


@pytest.fixture
def stand_in_project() -> StandInProject:
    return StandInProject()


class Memory:
    """Preferences that last as long as a test."""

    def __init__(self) -> None:
        self.paths: list[Path] = []
        self.chosen: list[theme.Mode] = []

    def recents(self) -> list[Path]:
        return self.paths

    def add_recent(self, path: Path) -> None:
        self.paths.insert(0, path)

    def remove_recent(self, path: Path) -> None:
        self.paths.remove(path)

    def set_mode(self, mode: theme.Mode) -> None:
        self.chosen.append(mode)


class StandInPage(Page):
    """A page that remembers what the window asked of it."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self.asked: list[object] = []
        self.field = QLineEdit()
        QVBoxLayout(self).addWidget(self.field)

    def shown(self) -> None:
        self.asked.append("shown")

    def hidden(self) -> None:
        self.asked.append("hidden")

    def search(self, text: str) -> None:
        self.asked.append(("search", text))

    def take_file(self, path: Path) -> bool:
        self.asked.append(("file", path.name))
        return path.suffix != ".exe"

    def actions_offered(self) -> tuple[ActionSpec, ...]:
        return (ActionSpec(f"{self.name}.generate", f"Deed of {self.name}", self.on_deed, "Ctrl+J"),)

    @Slot()
    def on_deed(self) -> None:
        self.asked.append("deed")


@pytest.fixture
def entries(monkeypatch: pytest.MonkeyPatch) -> tuple[PageEntry, ...]:
    """The five entries of the table, leading to stand-ins."""
    module = types.ModuleType("stand_in_pages")
    made = []
    for entry in PAGES:
        members = {"name": entry.name, "can_search": entry.name in {"corpus", "label"}}
        setattr(module, entry.class_name, type(entry.class_name, (StandInPage,), members))
        made.append(PageEntry(entry.name, entry.text, entry.hint, "stand_in_pages", entry.class_name))
    monkeypatch.setitem(sys.modules, "stand_in_pages", module)
    return tuple(made)


@pytest.fixture
def session(qapp: QApplication) -> Session:
    return Session()


@pytest.fixture
def memory() -> Memory:
    return Memory()


@pytest.fixture
def window(qtbot: QtBot, session: Session, jobs: Jobs, memory: Memory, entries: tuple[PageEntry, ...]) -> MainWindow:
    made = MainWindow(session, jobs, memory, pages=entries)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made
