"""Undo and redo over reopening, what they are called, and a journal that cannot be read."""

from collections.abc import Callable

import pytest

from core import edits
from core.errors import ProjectError
from core.project import Project
from core.store.connection import Connection

Dump = Callable[[Project], dict[str, object]]


def test_undo_all_and_redo_all_over_reopening(small: Project, dump: Dump) -> None:
    states = [dump(small)]
    for edit in (
        edits.SetTags(1, "pos", 0, ("X", "Y")),
        edits.RemoveSentences((1, 3)),
        edits.AddLabels("ner", ("ORG",)),
        edits.RemoveLayer("pos"),
    ):
        small.apply(edit)
        states.append(dump(small))
    small.close()
    with Project.open(small.path) as project:
        for state in reversed(states[:-1]):
            project.undo()
            assert dump(project) == state
    with Project.open(small.path) as project:
        for state in states[1:]:
            project.redo()
            assert dump(project) == state
        assert project.redo() is None


def test_titles(small: Project) -> None:
    assert (small.undo_title, small.redo_title) == ("add 3 sentences", None)
    small.undo()
    assert (small.undo_title, small.redo_title) == ("add layer ner", "add 3 sentences")
    small.apply(edits.AddLayer("chunk"))
    assert (small.can_undo, small.can_redo) == (True, False)


def test_nothing_to_undo(project: Project) -> None:
    assert project.undo() is None
    assert project.redo() is None
    assert not project.can_undo


def test_a_journal_that_cannot_be_read_is_told(small: Project, dump: Dump) -> None:
    before = dump(small)
    connection: Connection = small._connection
    connection.run('UPDATE journal SET inverse = \'{"edit": "DropEverything"}\' WHERE id = 3')
    with pytest.raises(ProjectError, match="its journal cannot be read"):
        small.undo()
    assert dump(small) == before
