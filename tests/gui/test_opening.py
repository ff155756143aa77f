"""Projects opened and made in jobs, with the real project file."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.corpus import Split
from core.project import Project
from gui.jobs import Jobs
from gui.opening import Opening, data_folder, free_path
from gui.session import Session


@pytest.fixture
def session(qtbot: QtBot) -> Session:
    return Session()


@pytest.fixture
def opening(session: Session, jobs: Jobs) -> Opening:
    return Opening(session, jobs)


def test_the_sample_is_one_call_away_from_labelled_sentences(qtbot: QtBot, opening: Opening, session: Session) -> None:
    with qtbot.waitSignal(opening.ready, timeout=30_000) as ready:
        opening.create_sample()
    assert opening.is_busy is False
    project = session.project
    assert project is not None
    assert project.path == ready.args[0] == data_folder() / "Sample.tagscope"
    assert project.n_sentences_in(Split.TRAIN) >= 500
    assert project.n_sentences_in(Split.DEV) >= 50
    assert session.layer is not None
    assert next(iter(project.sentences())).is_labelled(session.layer.name)
    session.close()


def test_a_second_sample_does_not_touch_the_first(qtbot: QtBot, opening: Opening, session: Session) -> None:
    for name in ("Sample.tagscope", "Sample 2.tagscope"):
        with qtbot.waitSignal(opening.ready, timeout=30_000):
            opening.create_sample()
        assert session.project is not None
        assert session.project.path.name == name
    session.close()


def test_a_name_too_long_for_the_file_system_is_cut(qtbot: QtBot, opening: Opening, session: Session) -> None:
    for _time in range(2):
        with qtbot.waitSignal(opening.ready):
            opening.create("\U0001f600" * 250)
    session.close()


def test_a_data_folder_that_cannot_be_made_is_said(
    qtbot: QtBot, opening: Opening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
    for begin in (opening.create_sample, lambda: opening.create("Mine")):
        with qtbot.waitSignal(opening.lost) as lost:
            begin()
        assert isinstance(lost.args[1], OSError)
        assert not opening.is_busy


def test_an_empty_project_is_made_and_opened_again(qtbot: QtBot, opening: Opening, session: Session) -> None:
    with qtbot.waitSignal(opening.ready) as made:
        opening.create("Mine")
    session.close()
    with qtbot.waitSignal(opening.ready):
        opening.open(made.args[0])
    assert session.project is not None
    assert session.project.n_sentences == 0
    assert session.layer is None
    session.close()


def test_the_open_project_is_not_opened_twice(qtbot: QtBot, opening: Opening, session: Session) -> None:
    with qtbot.waitSignal(opening.ready) as made:
        opening.create("Mine")
    project = session.project
    with qtbot.waitSignal(opening.ready):
        opening.open(made.args[0])
    assert session.project is project
    session.close()


def test_what_cannot_be_opened_is_said_and_what_was_open_stays(
    qtbot: QtBot, opening: Opening, session: Session, tmp_path: Path
) -> None:
    with qtbot.waitSignal(opening.ready):
        opening.create("Mine")
    broken = tmp_path / "broken.tagscope"
    broken.write_bytes(b"not a project" * 100)
    with qtbot.waitSignal(opening.lost) as lost:
        opening.open(broken)
    assert lost.args[0] == broken
    assert str(lost.args[1]).startswith("broken.tagscope")
    assert session.project is not None
    assert session.project.path.name == "Mine.tagscope"
    assert broken.read_bytes() == b"not a project" * 100
    session.close()


def test_ending_while_the_sample_is_made_leaves_a_project_or_nothing(
    qtbot: QtBot, opening: Opening, session: Session, jobs: Jobs
) -> None:
    opening.create_sample()
    assert jobs.shutdown()
    path = data_folder() / "Sample.tagscope"
    session.close()
    if path.exists():
        Project.open(path).close()


def test_a_free_path_counts_on(tmp_path: Path) -> None:
    (tmp_path / "a.tagscope").touch()
    (tmp_path / "a 2.tagscope").touch()
    assert free_path(tmp_path, "a") == tmp_path / "a 3.tagscope"
    assert free_path(tmp_path, "b") == tmp_path / "b.tagscope"
