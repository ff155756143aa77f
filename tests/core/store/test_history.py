"""A project says what can be taken back and made again, and how long that takes."""

from core.edits import AddLabels
from core.label_edits import DeleteLabel
from core.project import Project
from core.token_edits import Retokenise, Scope


def test_what_can_be_taken_back_and_made_again(project: Project) -> None:
    assert (project.can_undo, project.can_redo, project.undo_title) == (False, False, None)
    assert (project.undo(), project.redo(), project.n_to_undo) == (None, None, 0)


def test_changes_at_once_or_in_slices(small: Project) -> None:
    assert small.apply(AddLabels("ner", ("ORG",))).layers
    assert (small.can_undo, small.undo_title, small.n_to_undo) == (True, "add 1 label", 0)
    assert list(small.applying(DeleteLabel("pos", "N"))) == [(3, 3)]
    assert (small.undo_title, small.n_to_undo) == ("delete label N", 1)
    assert list(small.undoing()) == [(1, 1)]
    assert (small.redo_title, small.n_to_redo) == ("delete label N", 1)
    assert list(small.redoing()) == [(1, 1)]
    assert list(small.foresee(Retokenise(Scope(), "words"))) == [(3, 3)]
