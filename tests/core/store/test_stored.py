"""A sentence as the tables hold it, and what a label that was not carried had covered."""

import pytest

from core.corpus import Span
from core.edits import RemoveLayer, RemoveSentences, SetTags, Uncarried
from core.errors import ProjectDamagedError, ProjectError
from core.project import Project
from core.store.connection import Connection
from core.store.stored import read_stored


def test_all_layers_are_read_with_their_origins(small: Project) -> None:
    small.apply(SetTags(1, "ner", 0, ("B-ORG",)))
    small.apply(RemoveLayer("ner"))
    stored = read_stored(small._connection, 1)
    assert stored.tokens == ("Mara", "rows", "to", "Old", "Harbour", ".")
    assert stored.spaces == (True, True, True, True, False, False)
    assert {layer: origins for layer, (_, origins) in stored.layers.items()} == {1: "iiiiii", 2: "hiiiii"}
    assert read_stored(small._connection, 3).in_layer(1) == ("...", "...")
    assert read_stored(small._connection, 2).rows == "1\tLow\n2\ttide"


def test_what_a_label_covered(small: Project) -> None:
    named = read_stored(small._connection, 1).named("ner", Uncarried(Span(3, 6, "LOC"), None))
    assert named == Uncarried(Span(3, 6, "LOC"), None, 1, "ner", "Old Harbour.")


def test_a_sentence_that_is_not_there(small: Project) -> None:
    small.apply(RemoveSentences((2,)))
    for number in (2, 9):
        with pytest.raises(ProjectError, match=f"no sentence {number}"):
            read_stored(small._connection, number)


def test_a_sentence_that_contradicts_itself(small: Project) -> None:
    connection: Connection = small._connection
    connection.run("UPDATE tagging SET codes = '0' WHERE sentence = 1 AND layer = 1")
    with pytest.raises(ProjectDamagedError, match="sentence 1 contradicts itself"):
        read_stored(connection, 1)
