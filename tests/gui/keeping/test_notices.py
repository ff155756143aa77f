"""What the banners say of the project file, with real files that are full, busy, old or not to be written."""

import gzip
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from core.corpus import Sentence
from core.edits import AddSentences
from core.errors import ProjectFullError, ProjectUnreadableError
from core.project import Project
from gui import messages
from gui.keeping import copies
from gui.main_window import MainWindow
from gui.messages import Kind
from gui.status_bar import StatusBar

OLDEST = Path(__file__).parents[2] / "data" / "version-1.tagscope.gz"


def texts(window: MainWindow) -> list[str]:
    return [message.text for message in window.banners.shown_messages]


def press(qtbot: QtBot, window: MainWindow, words: str) -> None:
    buttons = [one for one in window.banners.findChildren(QPushButton) if one.isVisible() and one.text() == words]
    buttons[0].setFocus()
    qtbot.keyClick(buttons[0], Qt.Key.Key_Space)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "mine.tagscope"
    with Project.create(path) as project:
        project.apply(AddSentences((Sentence(("Mira", "sleeps")),)))
    return path


def test_what_cannot_be_saved_stands_until_retry_saves_it(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    window.session.open(path)
    project = window.session.project
    assert project is not None
    pages = project._connection.number("PRAGMA page_count")
    project._connection.number(f"PRAGMA max_page_count={pages}")
    edit = AddSentences(tuple(Sentence(tuple(f"a{n}" for n in range(200))) for _ in range(50)))
    with pytest.raises(ProjectFullError) as refused:
        window.session.apply(edit)
    # What edited says it as well; once is enough.
    messages.error(window, refused.value)
    (banner,) = window.banners.shown_messages
    assert (banner.kind, banner.is_lasting) == (Kind.ERROR, True)
    assert "the disk is full" in banner.text
    saved = window.findChild(StatusBar)._saved
    assert saved.text() == "not saved"
    press(qtbot, window, "Retry")
    assert window.banners.shown_messages == (banner,)
    project._connection.number("PRAGMA max_page_count=1000000")
    press(qtbot, window, "Retry")
    assert texts(window) == []
    assert saved.text().startswith("saved ")
    assert project.n_sentences == 51
    window.session.close()


def test_other_messages_push_no_lasting_one_out(window: MainWindow) -> None:
    lasting = messages.Message(Kind.ERROR, "it is so", is_lasting=True)
    messages.board.posted.emit(lasting)
    for number in range(9):
        messages.warning(window, f"{number}")
    assert window.banners.shown_messages[-1] == lasting
    messages.board.withdrawn.emit(lasting)
    assert lasting not in window.banners.shown_messages


def test_a_second_opener_is_named_and_a_copy_can_be_read(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    with Project.open(path) as first:
        with qtbot.waitSignal(window.ways_in.opening.lost):
            window.ways_in.open_project(path)
        (text,) = texts(window)
        assert "process" in text
        assert "since" in text
        with qtbot.waitSignal(window.session.opened):
            press(qtbot, window, "Open a copy to read")
        first.apply(AddSentences((Sentence(("later",)),)))
    project = window.session.project
    assert project is not None
    assert (project.is_read_only, project.n_sentences) == (True, 1)
    assert "reading only" in texts(window)[0]
    assert window.findChild(StatusBar)._saved.text() == "read-only"
    assert window.header._project.text().endswith("·  read-only")
    window.session.close()
    assert texts(window) == []


def test_what_may_only_be_read_is_saved_elsewhere_and_opened(
    qtbot: QtBot, window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.session.use(Project.open_copy(path))
    target = path.with_name("elsewhere")
    monkeypatch.setattr(copies.messages, "choose_target", lambda *_: target)
    with qtbot.waitSignal(window.jobs.finished):
        press(qtbot, window, "Save a copy…")
    with qtbot.waitSignal(window.session.opened):
        press(qtbot, window, "Open it")
    project = window.session.project
    assert project is not None
    assert project.path == path.with_name("elsewhere.tagscope")
    assert (project.is_read_only, project.n_sentences) == (False, 1)
    window.session.close()


def test_an_older_file_says_where_it_is_kept(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    old = tmp_path / "old.tagscope"
    with gzip.open(OLDEST) as packed, old.open("wb") as file:
        shutil.copyfileobj(packed, file)
    with qtbot.waitSignal(window.session.opened):
        window.ways_in.open_project(old)
    project = window.session.project
    assert project is not None
    assert project.migration is not None
    (text,) = [text for text in texts(window) if "version 1" in text]
    assert str(project.migration.backup) in text
    assert project.migration.backup is not None
    assert project.migration.backup.exists()
    window.session.close()


def test_a_shared_folder_is_told(window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.store.opening.is_on_network", lambda _path: True)
    window.session.open(path)
    (banner,) = window.banners.shown_messages
    assert banner.kind is Kind.WARNING
    assert "shared folder" in banner.text
    window.session.close()


def test_what_cannot_be_read_just_now_is_tried_again_and_starts_no_recovery(
    qtbot: QtBot, window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("core.store.opening.check_header", _drive_gone)
        with qtbot.waitSignal(window.ways_in.opening.lost):
            window.ways_in.open_project(path)
    assert window._stack.currentWidget() is window.start_page
    with qtbot.waitSignal(window.session.opened):
        press(qtbot, window, "Try again")
    window.session.close()


def _drive_gone(*_arguments: object, **_options: object) -> None:
    raise ProjectUnreadableError("mine.tagscope cannot be opened.")


def test_a_newer_file_is_named_and_left_as_it_is(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[60:64] = (99).to_bytes(4, "big")
    path.write_bytes(content)
    with qtbot.waitSignal(window.ways_in.opening.lost):
        window.ways_in.open_project(path)
    assert "version 99" in texts(window)[0]
    assert path.read_bytes() == content
