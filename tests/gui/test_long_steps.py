"""Steps of many sentences are taken back and made again in a job; the others at once."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.corpus import Layer, Sentence
from core.edits import SetTags
from core.project import Project
from gui import long_steps, messages
from gui.jobs import Jobs
from gui.long_steps import LongSteps
from gui.session import Session


@pytest.fixture(autouse=True)
def _few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_steps, "AT_ONCE", 3)


@pytest.fixture
def project(session: Session, jobs: Jobs, tmp_path: Path) -> Project:
    """Two imports, the second of many sentences, and steps that a job takes over."""
    session.create(tmp_path / "bay.tagscope")
    LongSteps(session, jobs, session)
    project = session.project
    assert project is not None
    for name, n in (("few", 2), ("many", 9)):
        bringing = project.begin_import(name, "conll", [Layer("pos")])
        bringing.add([Sentence(("wave", str(k)), {"pos": ("N", "M")}) for k in range(n)])
        session.announce(bringing.finish())
    return project


def test_a_long_step_goes_both_ways_in_a_job(qtbot: QtBot, session: Session, jobs: Jobs, project: Project) -> None:
    losses: list[object] = []
    session.labels_lost.connect(losses.append)
    for move, n_after, title in ((session.undo, 2, "Undo: import many"), (session.redo, 11, "Redo: import many")):
        with qtbot.waitSignal(session.changed) as changed:
            move()
            assert [job.title for job in jobs.running] == [title]
            assert project.n_sentences != n_after or len(jobs.running) == 1
            move()  # the same key once more changes nothing
            assert len(jobs.running) == 1
        assert changed.args is not None
        assert changed.args[0].structure
        assert project.n_sentences == n_after
        qtbot.waitUntil(lambda: not jobs.running)
    assert losses == []


def test_a_short_step_is_taken_at_once(qtbot: QtBot, session: Session, jobs: Jobs, project: Project) -> None:
    session.apply(SetTags(1, "pos", 0, ("X",)))
    session.undo()
    assert not jobs.running
    assert project.sentence(1).layer_tags("pos")[0] == "N"
    with qtbot.waitSignal(session.changed):
        session.undo()
    qtbot.waitUntil(lambda: not jobs.running)
    session.undo()
    assert not jobs.running
    assert project.n_sentences == 0


def test_one_that_is_stopped_leaves_everything_as_it_was(
    qtbot: QtBot, session: Session, jobs: Jobs, project: Project
) -> None:
    session.undo()
    jobs.running[0].cancel()
    qtbot.waitUntil(lambda: not jobs.running)
    assert project.n_sentences in {2, 11}
    assert project.n_to_undo in {2, 9}
    assert project.n_sentences == (11 if project.n_to_undo == 9 else 2)


def test_what_cannot_be_taken_back_is_said(
    qtbot: QtBot, session: Session, jobs: Jobs, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(messages, "error", lambda _parent, error: said.append(str(error)))
    project.apply(SetTags(1, "pos", 0, ("X",)))
    project.undo()
    monkeypatch.setattr(project._sweeps, "take_all_back", lambda: 0)
    project._connection.run("INSERT INTO sweep (state) VALUES ('swapping')")
    session.undo()
    qtbot.waitUntil(lambda: not jobs.running)
    assert len(said) == 1
    assert "many sentences are being changed" in said[0]
    assert project.n_sentences == 11
    project._connection.run("DELETE FROM sweep")
