"""A file that needs a check gets one when nothing else runs; what it finds is told."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from core.project import Project
from gui.jobs import Jobs
from gui.keeping.checking import Checking
from gui.session import Session


@pytest.fixture
def checking(session: Session, jobs: Jobs) -> Checking:
    made = Checking(session, jobs, session)
    made.findChild(QTimer).setInterval(1)
    return made


@pytest.fixture
def unchecked(path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A file that counts as too large to be checked before it is used, and that was not closed."""
    monkeypatch.setattr("core.store.checks.CHECKED_BYTES", 0)
    monkeypatch.setattr("core.store.checks._is_long_ago", lambda _connection: True)
    project = Project.open(path)
    assert project.needs_check
    return project


@pytest.mark.usefixtures("checking")
def test_a_sound_file_is_checked_once(qtbot: QtBot, session: Session, jobs: Jobs, unchecked: Project) -> None:
    told: list[object] = []
    session.damaged.connect(told.append)
    with qtbot.waitSignal(jobs.finished) as ended:
        session.use(unchecked)
    assert ended.args[0].name == "integrity"
    assert (told, unchecked.needs_check) == ([], False)
    session.close()


@pytest.mark.usefixtures("checking")
def test_damage_is_told(
    qtbot: QtBot, session: Session, path: Path, damage: Callable[[Path], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    damage(path)
    monkeypatch.setattr("core.store.checks.CHECKED_BYTES", 0)
    monkeypatch.setattr("core.store.checks._is_long_ago", lambda _connection: True)
    project = Project.open(path)
    with qtbot.waitSignal(session.damaged) as told:
        session.use(project)
    assert "is damaged" in str(told.args[0])
    session.close()
