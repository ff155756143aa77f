"""Backups in jobs: when due, when asked for, before closing; real files, and disks that have no room."""

import os
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.backups import archive as archives
from core.backups.archive import Archive, default_folder
from core.backups.record import Backup, Reason
from core.corpus import Sentence
from core.edits import AddSentences
from core.project import Project
from gui.keeping.backing_up import BackingUp
from gui.main_window import MainWindow
from gui.session import Session
from gui.status_bar import StatusBar, day_or_clock


@pytest.fixture
def backing_up(window: MainWindow) -> BackingUp:
    return window.backing_up


@pytest.fixture
def project(session: Session, backing_up: BackingUp, tmp_path: Path) -> Iterator[Project]:
    project = Project.create(tmp_path / "mine.tagscope")
    session.use(project)
    session.apply(AddSentences((Sentence(("Mira", "sleeps")),)))
    yield project
    session.close()


def look(backing_up: BackingUp, *, after_rest: bool = True) -> None:
    if after_rest:
        backing_up._changed_at = float("-inf")
    backing_up.findChild(QTimer).timeout.emit()


def backups(project: Project) -> tuple[Backup, ...]:
    return Archive(default_folder()).backups_of(project)


def test_a_rest_with_changes_is_backed_up_once(qtbot: QtBot, backing_up: BackingUp, project: Project) -> None:
    with qtbot.waitSignal(backing_up.newest_changed) as told:
        look(backing_up)
    (backup,) = backups(project)
    assert backup.record.reason is Reason.WORK
    assert backup.record.totals.n_sentences == 1
    assert told.args == [backup.record.taken_at]
    with qtbot.waitSignal(backing_up.newest_changed):
        look(backing_up)
    assert len(backups(project)) == 1


def test_nobody_is_disturbed_in_the_middle_of_a_word(
    backing_up: BackingUp, project: Project, window: MainWindow
) -> None:
    backing_up._on_changed(None)
    look(backing_up, after_rest=False)
    assert window.jobs.running == ()
    assert backups(project) == ()


def test_whoever_never_rests_is_backed_up_all_the_same(
    qtbot: QtBot, backing_up: BackingUp, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.keeping.backing_up.MOST_WAITS", 2)
    backing_up._on_changed(None)
    with qtbot.waitSignal(backing_up.newest_changed):
        for _look in range(3):
            look(backing_up, after_rest=False)
    assert len(backups(project)) == 1


def test_what_was_only_read_gets_no_other_backup(
    qtbot: QtBot, backing_up: BackingUp, session: Session, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    with qtbot.waitSignal(backing_up.newest_changed) as told:
        look(backing_up)
    session.close()
    # Some days later.
    os.utime(project.path, (0, 0))
    monkeypatch.setattr("core.backups.retention.INTERVAL", timedelta())
    session.open(project.path)
    taken: list[Reason] = []
    monkeypatch.setattr(Archive, "take", lambda _archive, _project, reason: taken.append(reason))
    with qtbot.waitSignal(backing_up.newest_changed) as again:
        look(backing_up)
    assert (taken, again.args) == ([], told.args)


def test_what_an_earlier_session_left_without_a_backup_gets_one(
    qtbot: QtBot, backing_up: BackingUp, session: Session, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    with qtbot.waitSignal(backing_up.newest_changed):
        look(backing_up)
    session.apply(AddSentences((Sentence(("later",)),)))
    session.close()
    os.utime(project.path, (2**32, 2**32))
    monkeypatch.setattr("core.backups.retention.INTERVAL", timedelta())
    session.open(project.path)
    with qtbot.waitSignal(backing_up.newest_changed):
        look(backing_up)
    assert session.project is not None
    assert [backup.record.totals.n_sentences for backup in backups(session.project)] == [2, 1]


def test_damage_is_told_once(qtbot: QtBot, backing_up: BackingUp, session: Session, project: Project) -> None:
    told: list[object] = []
    session.damaged.connect(told.append)
    project._connection.is_damaged = True
    for _time in range(2):
        look(backing_up)
        qtbot.waitUntil(lambda: backing_up._job is None)
    assert len(told) == 1
    assert backups(project) == ()


def test_one_that_is_asked_for_is_taken_and_shown(
    qtbot: QtBot, backing_up: BackingUp, window: MainWindow, project: Project
) -> None:
    with qtbot.waitSignal(backing_up.newest_changed):
        window.actions_table.trigger("project.backup")
    (backup,) = backups(project)
    assert backup.record.reason is Reason.BY_HAND
    assert str(backup.folder) in window.banners.shown_messages[0].text
    label = window.findChild(StatusBar).findChild(QWidget, "backup-at")
    assert label.isVisible()
    assert label.text() == f"backup {backup.record.taken_at.astimezone():%H:%M}"


def test_a_disk_without_room_is_told_once(
    qtbot: QtBot, backing_up: BackingUp, window: MainWindow, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = SimpleNamespace(disk_usage=lambda _path: SimpleNamespace(free=0), rmtree=shutil.rmtree)
    monkeypatch.setattr(archives, "shutil", usage)
    for _time in range(2):
        with qtbot.waitSignal(window.jobs.finished):
            look(backing_up)
        texts = [message.text for message in window.banners.shown_messages]
        assert len(texts) == (1 if _time == 0 else 0)
        assert all("no room" in text for text in texts)
        for message in window.banners.shown_messages:
            window.banners.on_withdrawn(message)
    assert backups(project) == ()


def test_closing_takes_the_backup_that_is_due(backing_up: BackingUp, window: MainWindow, project: Project) -> None:
    path = project.path
    window.on_close_project()
    assert window.session.project is None
    (backup,) = Archive(default_folder()).backups_for(path)
    assert backup.record.totals.n_sentences == 1


def test_a_time_of_another_day_is_a_date() -> None:
    assert day_or_clock(datetime.fromisoformat("2020-05-06T12:00:00").astimezone()) == "2020-05-06"


def test_no_thread_is_left_where_a_backup_takes_too_long(
    backing_up: BackingUp, project: Project, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.keeping.backing_up.CLOSING_SECONDS", 0.0)
    backing_up.finish()
    assert window.jobs.running == ()
