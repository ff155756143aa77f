"""A project whose every text is markup: all pages show it as it is, and nothing opens the file it names."""

import ctypes
import os
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractListModel, QCoreApplication, QEvent, QModelIndex, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from core import edits
from core.corpus import Layer, Scheme, Sentence, Split
from core.project import Project
from gui import messages
from gui.jobs import Jobs
from gui.main_window import MainWindow
from gui.pages import PAGES
from gui.preferences import Preferences
from gui.session import Session
from gui.widgets.plain import PlainLabel

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="file accesses are seen through inotify")
PATIENCE_MS = 120_000


class Canary:
    """An image that tells whether anybody has opened it, whatever library did."""

    _OPENED = 0x20

    def __init__(self, folder: Path) -> None:
        self.path = folder / "canary.png"
        picture = QImage(321, 123, QImage.Format.Format_RGB32)
        picture.fill(QColor("red"))
        assert picture.save(str(self.path))
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._watch = self._libc.inotify_init1(os.O_NONBLOCK)
        assert self._libc.inotify_add_watch(self._watch, str(self.path).encode(), self._OPENED) > 0
        self.text = f'<img src="{self.path.as_uri()}"><table><tr><td>hidden</td></tr></table> &amp; &x <b>bold</b>'

    def was_opened(self) -> bool:
        try:
            return struct.calcsize("iIII") <= len(os.read(self._watch, 4096))
        except BlockingIOError:
            return False

    def close(self) -> None:
        os.close(self._watch)


@pytest.fixture
def canary(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Canary]:
    monkeypatch.chdir(tmp_path)
    made = Canary(tmp_path)
    yield made
    made.close()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    jobs = Jobs()
    made = MainWindow(Session(), jobs, Preferences(tmp_path / "settings.json"))
    qtbot.addWidget(made)
    made.resize(1280, 860)
    made.show()
    yield made
    assert jobs.shutdown()
    made.session.close()
    made.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def hostile_project(folder: Path, text: str) -> Path:
    """Return a project in which everything that has a name or a text has this one."""
    path = folder / "<img src='canary.png'> &amp; &x [*].tagscope"
    with Project.create(path) as project:
        for split in Split:
            running = project.begin_import(text, text, [Layer(text, Scheme.IOB2)])
            running.add(
                [
                    Sentence((text, "word", text), {text: (f"B-{text}", "O", None)}, document=text, split=split)
                    for _ in range(12)
                ]
            )
            running.finish()
        project.apply(edits.SetRemark(1, text, True))
        project.apply(edits.AddLabels(text, ("A&B", "<b>")))
        project.apply(edits.RenameLabel(text, "<b>", f"{text}2"))
        project.runs.start(text, text, "{}")
        project.save_model(text, b"no model", {text: text}, layer=text)
    return path


def test_the_canary_sings_for_rich_text(qtbot: QtBot, canary: Canary) -> None:
    label = QLabel(canary.text)
    qtbot.addWidget(label)
    label.show()
    label.grab()
    assert canary.was_opened()


def _check_widget(widget: QWidget, mark: str) -> None:
    name = f"{type(widget).__name__} {widget.objectName()[:40]}"
    for words in (widget.toolTip(), widget.statusTip(), widget.whatsThis()):
        assert mark not in words, f"{name}: a tool tip is not escaped"
    if isinstance(widget, QLabel):
        assert isinstance(widget, PlainLabel), f"{name} is no PlainLabel"
        assert widget.textFormat() is Qt.TextFormat.PlainText, name
    if isinstance(widget, QAbstractButton) and type(widget).paintEvent is QAbstractButton.paintEvent:
        assert mark not in widget.text() or "&&" in widget.text(), f"{name}: an ampersand would be taken for a key"
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        model = widget.model()
        for row in range(min(20, model.rowCount(QModelIndex()))):
            for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())):
                tip = model.index(row, column).data(Qt.ItemDataRole.ToolTipRole)
                assert mark not in str(tip or ""), f"{name}: a tool tip is not escaped"


def _look_around(window: MainWindow, canary: Canary) -> list[str]:
    """Paint everything, and return what the labels in sight say."""
    said = []
    for widget in [window, *window.findChildren(QWidget)]:
        _check_widget(widget, "<img src")
        if isinstance(widget, QLabel) and widget.isVisible():
            said.append(widget.text())
    assert not window.grab().isNull()
    assert not canary.was_opened(), window.front
    return said


def test_every_page_shows_markup_as_it_is(
    qtbot: QtBot, window: MainWindow, canary: Canary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = hostile_project(tmp_path, canary.text)
    (tmp_path / "<img src='canary.png'> &amp;.conll").write_text(
        "".join(f"{canary.text}\tB-{canary.text}\nword\tO\n\n" for _ in range(5)) + f"{canary.text}\n", encoding="utf-8"
    )
    window.preferences.add_recent(path)
    window.start_page.set_recents(window.preferences.recents())
    _look_around(window, canary)
    window.ways_in.open_project(path)
    qtbot.waitUntil(lambda: window.session.project is not None, timeout=PATIENCE_MS)
    # The model that is none is named in a banner.
    qtbot.waitUntil(lambda: bool(window.banners.shown_messages), timeout=PATIENCE_MS)
    said = _look_around(window, canary)
    assert any(canary.text in words for words in said)
    # Qt shows one [*] where two stand; what is before it is all there.
    assert window.windowTitle().startswith("<img src='canary.png'> &amp; &x [*][*].tagscope")
    for page in PAGES:
        window.show_page(page.name)
        qtbot.waitUntil(lambda: not window.jobs.running, timeout=PATIENCE_MS)
        said = _look_around(window, canary)
        assert any("<img src" in words for words in said), page.name
    window.session.apply(edits.RenameLabel(canary.text, "A&B", "A&&B <b>"))
    window.on_palette()
    _look_around(window, canary)
    QApplication.activePopupWidget() or window.findChild(QWidget, "palette").hide()
    window.show_page("corpus")
    window.ways_in.take_file(tmp_path / "<img src='canary.png'> &amp;.conll")
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=PATIENCE_MS)
    assert any("<img src" in words for words in _look_around(window, canary))
    messages.error(window, ValueError(canary.text))
    messages.warning(window, canary.text)
    messages.info(window, canary.text)
    assert sum(canary.text in words for words in _look_around(window, canary)) >= 3


def test_a_question_shows_markup_as_it_is(
    qtbot: QtBot, window: MainWindow, canary: Canary, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def look(box: QMessageBox) -> int:
        box.show()
        box.grab()
        labels = box.findChildren(QLabel)
        asked.extend(label.text() for label in labels)
        assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels if "<" in label.text())
        box.close()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", look)
    messages.ask(window, canary.text, canary.text, "Yes")
    assert asked.count(canary.text) == 2
    assert not canary.was_opened()
