"""Edits of many sentences: one at a time, in a job, told to everybody when they are on disk."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.backups.archive import Archive, default_folder
from core.corpus import Layer, Sentence
from core.edits import Batch, SetTags
from core.errors import BackupError
from core.project import Project
from gui import messages
from gui.jobs import Jobs
from gui.long_edits import LongEdits
from gui.session import Session

ALL = Batch("all", tuple(SetTags(number, "pos", 0, ("N",)) for number in range(1, 401)))


@pytest.fixture
def project(session: Session, tmp_path: Path) -> Project:
    session.create(tmp_path / "bay.tagscope")
    project = session.project
    assert project is not None
    bringing = project.begin_import("bay", "text", [Layer("pos")])
    bringing.add([Sentence(("wave",)) for _ in range(400)])
    session.announce(bringing.finish())
    return project


@pytest.fixture
def edits(session: Session, jobs: Jobs) -> LongEdits:
    return LongEdits(session, jobs, session)


def test_it_is_made_behind_a_backup(qtbot: QtBot, project: Project, edits: LongEdits) -> None:
    with qtbot.waitSignal(edits.made), qtbot.waitSignal(edits.session.changed), qtbot.waitSignal(edits.ended):
        assert edits.make(ALL, "Labelling")
        assert edits.is_busy
        assert not edits.make(ALL, "Labelling")
    assert not edits.is_busy
    assert (project.label_counts("pos"), project.undo_title) == ({"N": 400}, "all")
    assert len(Archive(default_folder()).backups_of(project)) == 1


def test_where_no_backup_can_be_taken_it_is_said_and_made(
    qtbot: QtBot, project: Project, edits: LongEdits, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[object] = []
    monkeypatch.setattr(messages, "error", lambda _parent, error: said.append(error))
    (tmp_path / "no folder").touch()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "no folder"))
    with qtbot.waitSignal(edits.made):
        edits.make(ALL, "Labelling")
    assert project.label_counts("pos") == {"N": 400}
    assert [type(error) for error in said] == [BackupError]


def test_stopped_it_is_taken_back(qtbot: QtBot, project: Project, edits: LongEdits) -> None:
    with qtbot.waitSignal(edits.ended):
        edits.make(ALL, "Labelling")
        edits.jobs.running[0].cancel()
    assert project.label_counts("pos") in ({}, {"N": 400}, {"N": 0})
    assert project.undo_title == ("all" if project.label_counts("pos").get("N") else "import bay")
