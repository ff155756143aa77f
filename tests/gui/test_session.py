"""The session: one writer, undo beyond its own beginning, and everybody is told."""

from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from core.config import PRESETS
from core.corpus import Layer, Scheme
from core.edits import AddLayer, ChangeSet, SetTags
from core.errors import ProjectError
from gui.session import Session


def edit(number: int) -> SetTags:
    return SetTags(sentence=number, layer="upos", start=0, tags=("X",))


@pytest.fixture
def session(qtbot: QtBot, stand_in_project: Any) -> Session:
    made = Session()
    made.use(stand_in_project)
    return made


def test_opening_says_so_and_takes_the_first_layer(qtbot: QtBot, stand_in_project: Any) -> None:
    session = Session()
    with qtbot.waitSignals([session.opened, session.layer_changed], order="strict"):
        session.use(stand_in_project)
    assert session.project is stand_in_project
    assert session.layer is not None
    assert session.layer.name == "upos"
    assert session.saved_at.startswith("2026")


def test_another_project_closes_the_one_before(session: Session, stand_in_project: Any) -> None:
    session.use(type(stand_in_project)())
    assert stand_in_project.is_closed
    assert session.project is not stand_in_project


def test_closing_lets_go_of_everything(qtbot: QtBot, session: Session, stand_in_project: Any) -> None:
    session.apply(edit(1))
    with qtbot.waitSignal(session.closed):
        session.close()
    assert stand_in_project.is_closed
    assert session.project is None
    assert session.layer is None
    assert session.undo_stack.count() == 0
    assert not session.can_undo
    session.close()


def test_an_edit_is_told_and_saved(qtbot: QtBot, session: Session) -> None:
    with qtbot.waitSignals([session.changed, session.saved, session.history_changed], order="strict"):
        changes = session.apply(edit(1))
    assert changes == ChangeSet(frozenset({1}))
    assert session.undo_stack.undoText() == "tag 1 token"


def test_undo_and_redo_go_through_the_projects_journal(session: Session, stand_in_project: Any) -> None:
    for number in range(3):
        session.apply(edit(number))
    session.undo()
    session.undo()
    assert [step.sentence for step in stand_in_project.done] == [0]
    session.redo()
    assert [step.sentence for step in stand_in_project.done] == [0, 1]
    session.apply(edit(9))
    assert not session.can_redo
    session.redo()
    assert [step.sentence for step in stand_in_project.done] == [0, 1, 9]


def test_undo_goes_on_into_earlier_sessions_and_back(qtbot: QtBot, stand_in_project: Any) -> None:
    stand_in_project.done = [edit(1), edit(2)]
    session = Session()
    session.use(stand_in_project)
    session.apply(edit(3))
    for _step in range(3):
        session.undo()
    assert stand_in_project.done == []
    assert not session.can_undo
    session.undo()
    for _step in range(3):
        session.redo()
    assert [step.sentence for step in stand_in_project.done] == [1, 2, 3]
    session.redo()
    session.undo()
    assert [step.sentence for step in stand_in_project.done] == [1, 2]


def test_steps_undone_before_the_session_can_be_redone(stand_in_project: Any) -> None:
    stand_in_project.undone = [edit(2), edit(1)]
    session = Session()
    session.use(stand_in_project)
    assert session.can_redo
    session.redo()
    assert [step.sentence for step in stand_in_project.done] == [1]
    session.undo()
    session.redo()
    session.redo()
    assert [step.sentence for step in stand_in_project.done] == [1, 2]


@pytest.mark.parametrize("move", ["undo", "redo"])
def test_a_step_the_project_refuses_says_so_and_can_be_taken_later(
    session: Session, stand_in_project: Any, monkeypatch: pytest.MonkeyPatch, move: str
) -> None:
    def refuse() -> None:
        raise ProjectError("the disk is full.", place="ewt.tagscope")

    for number in range(3):
        session.apply(edit(number))
    session.undo()
    with monkeypatch.context() as full:
        full.setattr(stand_in_project, move, refuse)
        for _attempt in range(2):
            with pytest.raises(ProjectError, match=r"^ewt\.tagscope: the disk is full\.$"):
                getattr(session, move)()
    assert [step.sentence for step in stand_in_project.done] == [0, 1]
    session.redo()
    assert [step.sentence for step in stand_in_project.done] == [0, 1, 2]
    for _step in range(3):
        session.undo()
    assert stand_in_project.done == []
    for _step in range(3):
        session.redo()
    assert [step.sentence for step in stand_in_project.done] == [0, 1, 2]


def test_an_import_made_elsewhere_joins_the_history(session: Session, stand_in_project: Any) -> None:
    session.apply(edit(1))
    stand_in_project.done.append(edit(50))
    session.announce(ChangeSet(None, structure=True))
    session.undo()
    assert [step.sentence for step in stand_in_project.done] == [1]
    session.undo()
    assert stand_in_project.done == []


def test_a_layer_that_is_gone_is_not_kept(qtbot: QtBot, session: Session, stand_in_project: Any) -> None:
    session.set_layer("ner")
    stand_in_project.layers = stand_in_project.layers[:1]
    with qtbot.waitSignal(session.layer_changed) as changed:
        session.announce(ChangeSet(None, layers=True))
    assert changed.args == ["upos"]
    with pytest.raises(KeyError):
        session.set_layer("ner")


def test_nobody_hears_of_a_change_while_a_layer_is_chosen_that_is_gone(qtbot: QtBot, tmp_path: Path) -> None:
    session = Session()
    session.create(tmp_path / "mira.tagscope")
    chosen: list[Layer | None] = []
    session.changed.connect(lambda _changes: chosen.append(session.layer))
    session.apply(AddLayer("ner", Scheme.IOB2))
    session.undo()
    session.apply(AddLayer("ner", Scheme.PLAIN))
    assert chosen == [Layer("ner", Scheme.IOB2), None, Layer("ner")]
    session.close()


def test_options_are_told_once(qtbot: QtBot, session: Session) -> None:
    with qtbot.waitSignal(session.config_changed):
        session.set_config(PRESETS["tiny"])
    assert session.config == PRESETS["tiny"]
    with qtbot.assertNotEmitted(session.config_changed):
        session.set_config(PRESETS["tiny"])


def test_focus_brings_the_label_page_and_then_the_sentence(session: Session) -> None:
    asked: list[object] = []
    session.page_requested.connect(asked.append)
    session.sentence_focused.connect(asked.append)
    session.focus(77)
    assert asked == ["label", 77]


def test_without_a_project_nothing_can_be_written(qtbot: QtBot) -> None:
    with pytest.raises(RuntimeError):
        Session().apply(edit(1))
