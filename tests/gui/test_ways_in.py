"""Every way to begin ends on a page that works, with real projects and pages that stand in."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui import messages
from gui.job import JobControl
from gui.jobs import Jobs
from gui.main_window import MainWindow
from gui.opening import data_folder
from gui.session import Session
from gui.start_page import Choice


@pytest.fixture(autouse=True)
def _closed(session: Session, jobs: Jobs) -> Iterator[None]:
    yield
    jobs.shutdown()
    session.close()


def click(qtbot: QtBot, window: MainWindow, name: str) -> None:
    qtbot.mouseClick(window.start_page.findChild(Choice, f"start-{name}"), Qt.MouseButton.LeftButton)


def test_one_click_on_the_sample_reaches_labelled_sentences(
    qtbot: QtBot, window: MainWindow, session: Session, memory: Any
) -> None:
    with qtbot.waitSignal(session.opened, timeout=30_000):
        click(qtbot, window, "sample")
    qtbot.waitUntil(lambda: memory.paths == [data_folder() / "Sample.tagscope"])
    assert window.front == "corpus"
    assert session.project is not None
    assert session.project.n_sentences > 500


def test_generate_makes_a_project_and_shows_the_generators(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    click(qtbot, window, "generate")
    qtbot.waitUntil(lambda: window.front == "corpus")
    qtbot.waitUntil(lambda: "deed" in window.page("corpus").asked)  # type: ignore[attr-defined]
    assert session.project is not None
    assert session.project.path.name == "Generated.tagscope"


def test_import_makes_a_project_for_the_file_and_shows_its_preview(
    qtbot: QtBot, window: MainWindow, session: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "wnut17.conll").write_text("Mira O\n")
    monkeypatch.setattr(messages, "choose_file", lambda *_args: tmp_path / "wnut17.conll")
    click(qtbot, window, "import")
    qtbot.waitUntil(lambda: window.front == "corpus")
    qtbot.waitUntil(lambda: ("file", "wnut17.conll") in window.page("corpus").asked)  # type: ignore[attr-defined]
    assert session.project is not None
    assert session.project.path.name == "wnut17.tagscope"


@pytest.mark.parametrize("name", ["import", "open"])
def test_changing_ones_mind_changes_nothing(
    qtbot: QtBot, window: MainWindow, jobs: Jobs, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(messages, "choose_file", lambda *_args: None)
    click(qtbot, window, name)
    assert jobs.running == ()
    assert window.front == ""


def test_opening_a_project_that_is_none_says_so(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "model.tagscope"
    path.write_bytes(b"\0" * 4096)
    monkeypatch.setattr(messages, "choose_file", lambda *_args: path)
    click(qtbot, window, "open")
    qtbot.waitUntil(lambda: bool(window.banners.shown_messages))
    assert window.banners.shown_messages[0].text.startswith("model.tagscope")
    assert window.front == ""


def test_another_project_waits_for_what_works_on_this_one(
    qtbot: QtBot, window: MainWindow, session: Session, jobs: Jobs
) -> None:
    with qtbot.waitSignal(session.opened):
        window.ways_in.on_new()
    first = session.project

    def work(control: JobControl) -> Iterator[object]:
        while control.run.checkpoint():
            yield "step"

    job = jobs.start("import", "Importing", work)
    with qtbot.waitSignal(session.opened):
        window.ways_in.on_new()
    assert not job.is_running
    assert session.project is not first
    assert window.front == "corpus"


def test_staying_with_a_run_keeps_the_project(
    qtbot: QtBot, window: MainWindow, session: Session, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    with qtbot.waitSignal(session.opened):
        window.ways_in.on_new()
    first = session.project

    def work(control: JobControl) -> Iterator[object]:
        while control.run.checkpoint():
            yield "step"

    job = jobs.start("train", "Training", work)
    monkeypatch.setattr(messages, "ask", lambda *_args: False)
    window.ways_in.on_new()
    assert job.is_running
    assert session.project is first


@pytest.mark.parametrize("name", ["gone.conll", "folder", "empty.conll", "mail.zip"])
def test_no_project_is_made_for_what_is_no_text(
    window: MainWindow, session: Session, jobs: Jobs, tmp_path: Path, name: str
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty.conll").touch()
    (tmp_path / "mail.zip").write_bytes(b"PK\3\4" + bytes(60))
    window.ways_in.take_file(tmp_path / name)
    assert not jobs.running
    assert session.project is None
    assert [message.text.split(": ")[0] for message in window.banners.shown_messages] == [name]


def test_a_file_in_another_encoding_gets_its_project(
    qtbot: QtBot, window: MainWindow, session: Session, tmp_path: Path
) -> None:
    (tmp_path / "mira.conll").write_bytes("Mira\tO\n".encode("utf-16-le"))
    window.ways_in.take_file(tmp_path / "mira.conll")
    qtbot.waitUntil(lambda: session.project is not None)


def test_a_second_file_waits_until_the_project_for_the_first_is_there(
    qtbot: QtBot, window: MainWindow, session: Session, tmp_path: Path
) -> None:
    for name in ("mira.conll", "oren.conll"):
        (tmp_path / name).write_text("Mira O\n")
        window.ways_in.take_file(tmp_path / name)
    qtbot.waitUntil(lambda: window.front == "corpus")
    assert window.banners.shown_messages[0].text.startswith("oren.conll: wait")
    assert ("file", "mira.conll") in window.page("corpus").asked  # type: ignore[attr-defined]
    assert ("file", "oren.conll") not in window.page("corpus").asked  # type: ignore[attr-defined]
