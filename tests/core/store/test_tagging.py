"""Origins: written where they say more than "imported", given back with the tags they belong to."""

from collections.abc import Callable

import pytest

from core import edits
from core.errors import ProjectError
from core.label_edits import DeleteLabel
from core.project import Project
from core.store.connection import Connection
from core.token_edits import MergeTokens


def connection_of(project: Project) -> Connection:
    return project._connection


def test_an_import_writes_no_origins(small: Project) -> None:
    assert connection_of(small).rows("SELECT DISTINCT origins, changed_at FROM tagging") == [(None, None)]


def test_undo_brings_origins_back(small: Project) -> None:
    small.apply(edits.SetTags(1, "ner", 0, ("B-PER", "I-PER"), "ac"))
    small.apply(edits.SetTags(1, "ner", 1, (None,)))
    assert small.origins(1, "ner") == "a.iiii"
    small.undo()
    assert small.origins(1, "ner") == "aciiii"
    small.undo()
    assert small.origins(1, "ner") == "iiiiii"
    assert connection_of(small).rows("SELECT origins FROM tagging WHERE sentence = 1") == [(None,), (None,)]


def test_a_row_that_contradicts_its_sentence_is_told(small: Project) -> None:
    connection_of(small).run("UPDATE tagging SET codes = '00' WHERE sentence = 1")
    with pytest.raises(ProjectError, match="damaged"):
        small.sentence(1)
    with pytest.raises(ProjectError, match="damaged"):
        small.apply(edits.SetTags(1, "pos", 0, ("N",)))


def test_no_tags_are_no_change(small: Project) -> None:
    before = small.sentence(1)
    small.apply(edits.SetTags(1, "ner", 6, ()))
    assert small.sentence(1) == before


def test_what_was_labelled_since_it_was_looked_at_stays(small: Project) -> None:
    seen = small.sentence(1).layer_tags("pos")
    late = edits.Batch(
        "late", tuple(edits.SetTags(1, "pos", index, ("X",), before=seen[index : index + 1]) for index in (0, 1))
    )
    small.apply(edits.SetTags(1, "pos", 0, ("MINE",)))
    small.apply(late)
    assert small.sentence(1).layer_tags("pos")[:2] == ("MINE", "X")
    for _ in range(2):
        small.undo()
        assert small.sentence(1).layer_tags("pos")[:2] == ("MINE", seen[1])
        small.redo()
        assert small.sentence(1).layer_tags("pos")[:2] == ("MINE", "X")


def test_what_was_merged_is_told_apart_again_after_later_edits_are_undone(
    small: Project, dump: Callable[[Project], dict[str, object]]
) -> None:
    small.apply(edits.SetTags(1, "ner", 0, ("B-PER", "I-PER")))
    before = dump(small)
    small.apply(DeleteLabel("ner", "PER"))
    small.apply(edits.SetTags(1, "ner", 0, ("B-LOC", "I-LOC")))
    small.apply(MergeTokens(1, 0, 2))
    for _ in range(3):
        small.undo()
    assert dump(small) == before
    for _ in range(3):
        small.redo()
    for _ in range(3):
        small.undo()
    assert dump(small) == before
