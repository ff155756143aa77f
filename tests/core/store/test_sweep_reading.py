"""Sentences of a scope, a slice at a time."""

import pytest

from core.corpus import Sentence
from core.edits import AddSentences, RemoveSentences
from core.errors import ProjectError
from core.project import Project
from core.store import sweep_reading
from core.store.sweep_reading import look, read, slices
from core.token_edits import Reach, Scope


def numbers(project: Project, scope: Scope) -> list[list[int]]:
    connection = project._connection
    looked = look(connection, scope, None, has_text=True)
    found = [
        [content.sentence for content in read(connection, looked, *places)] for places in slices(connection, looked)
    ]
    assert sum(map(len, found)) == looked.total
    return found


def test_scopes(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    small.apply(AddSentences((Sentence(("a",), document="tides"), Sentence(("b",), document="tides"))))
    assert numbers(small, Scope()) == [[1, 2, 3, 4, 5]]
    monkeypatch.setattr(sweep_reading, "SLICE", 2)
    assert numbers(small, Scope()) == [[1, 2], [3, 4], [5]]
    assert numbers(small, Scope(Reach.SENTENCE, 2)) == [[2]]
    assert numbers(small, Scope(Reach.DOCUMENT, 2)) == [[1, 2]]
    assert numbers(small, Scope(Reach.DOCUMENT, 3)) == [[3]]
    assert numbers(small, Scope(Reach.DOCUMENT, 5)) == [[4, 5]]
    small.apply(RemoveSentences((1,)))
    assert numbers(small, Scope(Reach.DOCUMENT, 2)) == [[2]]
    with pytest.raises(ProjectError, match="no sentence 1"):
        numbers(small, Scope(Reach.SENTENCE, 1))


def test_layers_and_texts_that_are_asked_for(small: Project) -> None:
    connection = small._connection
    looked = look(connection, Scope(), (2,), has_text=False)
    (only,) = read(connection, looked, looked.after, looked.last)
    assert (only.sentence, only.tokens, only.spaces, list(only.layers)) == (1, "", None, [2])
    looked = look(connection, Scope(), None, has_text=True)
    first, second, _ = read(connection, looked, looked.after, looked.last)
    assert (first.tokens, first.spaces, sorted(first.layers)) == ("Mara\nrows\nto\nOld\nHarbour\n.", "111100", [1, 2])
    assert (second.spaces, list(second.layers)) == (None, [1])
