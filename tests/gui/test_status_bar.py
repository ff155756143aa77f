"""The status bar: saved-at, the corpus in one line, jobs with progress, pause and cancel."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from core.edits import ChangeSet
from gui.job import JobControl, Progress
from gui.jobs import Jobs
from gui.session import Session
from gui.status_bar import StatusBar, clock
from gui.widgets.plain import PlainLabel


def held(control: JobControl) -> Iterator[object]:
    while control.run.checkpoint():
        yield Progress(43, 100, "line 43")


@pytest.fixture
def session(qtbot: QtBot) -> Session:
    return Session()


@pytest.fixture
def bar(qtbot: QtBot, session: Session, jobs: Jobs) -> StatusBar:
    made = StatusBar(session, jobs)
    qtbot.addWidget(made)
    made.resize(1200, 36)
    made.show()
    return made


def words(bar: StatusBar, name: str) -> str:
    return bar.findChild(PlainLabel, name).text()


def test_the_corpus_stands_in_one_line(bar: StatusBar, session: Session, stand_in_project: Any) -> None:
    session.use(stand_in_project)
    assert words(bar, "corpus-line") == "12,544 sentences · 204,577 tokens · upos 17 · ner 13"
    assert re.fullmatch(r"saved \d\d:\d\d:\d\d", words(bar, "saved-at"))
    session.close()
    assert words(bar, "corpus-line") == ""
    assert words(bar, "saved-at") == ""


def test_changes_are_counted_a_moment_later(
    qtbot: QtBot, bar: StatusBar, session: Session, stand_in_project: Any
) -> None:
    session.use(stand_in_project)
    stand_in_project.n_sentences = 3
    session.announce(ChangeSet(None, structure=True))
    assert words(bar, "corpus-line").startswith("12,544")
    qtbot.waitUntil(lambda: words(bar, "corpus-line").startswith("3 sentences"))


def test_a_job_shows_its_progress_and_can_be_held_and_ended(qtbot: QtBot, bar: StatusBar, jobs: Jobs) -> None:
    with qtbot.waitSignal(jobs.progressed):
        job = jobs.start("import", "Importing ewt.conllu", held)
    view = bar.findChild(QWidget, "job-import")
    assert view.findChild(QProgressBar).value() == 430
    assert "43 %" in [label.text() for label in view.findChildren(PlainLabel)]
    assert "line 43" in [label.text() for label in view.findChildren(PlainLabel)]
    pause = view.findChild(QToolButton, "job-pause")
    qtbot.mouseClick(pause, Qt.MouseButton.LeftButton)
    assert job.is_paused
    assert pause.accessibleName() == "Resume: Importing ewt.conllu"
    qtbot.mouseClick(pause, Qt.MouseButton.LeftButton)
    assert not job.is_paused
    with qtbot.waitSignal(jobs.finished):
        qtbot.mouseClick(view.findChild(QToolButton, "job-cancel"), Qt.MouseButton.LeftButton)
    assert job.was_cancelled
    assert view.isHidden()


def test_numbers_do_not_move_the_row(qtbot: QtBot, bar: StatusBar, jobs: Jobs) -> None:
    with qtbot.waitSignal(jobs.progressed):
        job = jobs.start("import", "Importing", held)
    view = bar.findChild(QWidget, "job-import")
    before = view.sizeHint().width()
    job.take_progress(Progress(100, 100, "line 43"))
    view.refresh()
    assert view.sizeHint().width() == before


def test_work_in_one_step_offers_no_buttons(qtbot: QtBot, bar: StatusBar, jobs: Jobs) -> None:
    with qtbot.waitSignal(jobs.progressed):
        jobs.start("warm-up", "Preparing TensorFlow", held)
    view = bar.findChild(QWidget, "job-warm-up")
    assert view.isVisible()
    assert not view.findChild(QToolButton, "job-cancel").isVisible()


def test_more_than_two_jobs_are_counted(qtbot: QtBot, bar: StatusBar, jobs: Jobs) -> None:
    for number in range(4):
        jobs.start(f"job{number}", f"Job {number}", held)
    texts = [label.text() for label in bar.findChildren(PlainLabel)]
    assert "and 2 more" in texts


def test_a_sentence_stays_for_a_while(qtbot: QtBot, bar: StatusBar, session: Session) -> None:
    session.status.emit("<b>three</b> sentences")
    assert words(bar, "status-text") == "<b>three</b> sentences"
    bar.on_status_old()
    assert words(bar, "status-text") == ""


def test_the_clock_is_local_and_empty_for_nothing() -> None:
    assert clock("") == ""
    assert re.fullmatch(r"\d\d:03:11", clock("2026-11-23T12:03:11+00:00"))
