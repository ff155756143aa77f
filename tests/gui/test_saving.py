"""A change that the disk refuses blocks all others until it is saved; real project files, really full."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.corpus import Sentence
from core.edits import AddSentences
from core.errors import ProjectError, ProjectFullError, ProjectReadOnlyError
from core.project import Project
from gui.session import Session


def fill_disk(project: Project, *, is_full: bool) -> None:
    """Let the file grow no further, or as far as it likes."""
    pages = project._connection.number("PRAGMA page_count") if is_full else 2**30
    project._connection.number(f"PRAGMA max_page_count={pages}")


def many(word: str) -> AddSentences:
    return AddSentences(tuple(Sentence(tuple(f"{word}{n}" for n in range(200))) for _ in range(50)))


@pytest.fixture
def project(session: Session, tmp_path: Path) -> Iterator[Project]:
    project = Project.create(tmp_path / "mine.tagscope")
    session.use(project)
    yield project
    session.close()


def test_what_the_disk_refuses_blocks_what_comes_after(qtbot: QtBot, session: Session, project: Project) -> None:
    fill_disk(project, is_full=True)
    with qtbot.waitSignal(session.saving_changed), pytest.raises(ProjectFullError, match="disk is full"):
        session.apply(many("a"))
    assert isinstance(session.unsaved, ProjectFullError)
    assert not session.can_save
    fill_disk(project, is_full=False)
    for blocked in (lambda: session.apply(many("b")), session.undo, session.redo):
        with pytest.raises(ProjectError, match="Retry"):
            blocked()
    assert project.n_sentences == 0


def test_retry_makes_the_refused_change_and_no_other(qtbot: QtBot, session: Session, project: Project) -> None:
    fill_disk(project, is_full=True)
    with pytest.raises(ProjectFullError):
        session.apply(many("a"))
    with pytest.raises(ProjectFullError):
        session.retry()
    assert not session.can_save
    with pytest.raises(ProjectError, match="Retry"):
        session.apply(many("b"))
    fill_disk(project, is_full=False)
    told: list[bool] = []
    session.changed.connect(lambda _changes: told.append(session.can_save))
    with qtbot.waitSignals([session.saving_changed, session.saved]):
        session.retry()
    assert told == [True]
    assert session.can_save
    assert [sentence.tokens[0] for sentence in project.page(0, 99)] == ["a0"] * 50
    session.retry()
    assert project.n_sentences == 50
    session.undo()
    assert project.n_sentences == 0


def test_an_undo_that_is_refused_is_tried_again(session: Session, project: Project) -> None:
    session.apply(many("a"))
    fill_disk(project, is_full=True)
    # The journal of what can be undone needs no room here, so the file layer has to refuse.
    project._connection._database.execute("PRAGMA query_only=1")
    with pytest.raises(ProjectError):
        session.undo()
    assert (session.can_save, project.n_sentences) == (False, 50)
    project._connection._database.execute("PRAGMA query_only=0")
    fill_disk(project, is_full=False)
    session.retry()
    assert (session.can_save, project.n_sentences) == (True, 0)


def test_what_does_not_fit_the_corpus_blocks_nothing(session: Session, project: Project) -> None:
    from core.edits import RemoveLayer

    with pytest.raises(ProjectError):
        session.apply(RemoveLayer("none"))
    assert session.unsaved is None
    session.apply(many("a"))
    assert project.n_sentences == 50


def test_closing_gives_the_refused_change_up(session: Session, project: Project, tmp_path: Path) -> None:
    fill_disk(project, is_full=True)
    with pytest.raises(ProjectFullError):
        session.apply(many("a"))
    session.use(Project.create(tmp_path / "other.tagscope"))
    assert session.can_save


def test_a_project_open_to_be_read_is_not_changed(session: Session, project: Project) -> None:
    session.apply(many("a"))
    copy = Project.open_copy(project.path)
    session.use(copy)
    with pytest.raises(ProjectReadOnlyError, match="reading only"):
        session.apply(many("b"))
    assert copy.n_sentences == 50
    assert not session.can_save
