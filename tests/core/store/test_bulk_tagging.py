"""Many tags set as one step; that it is exact both ways and when cut off, `test_works` shows."""

import pytest

from core.corpus import Scheme, Sentence
from core.edits import AddLabels, AddLayer, AddSentences, Batch, SetTags
from core.errors import ProjectError
from core.project import Project
from core.store import bulk_tagging
from core.store.bulk_tagging import is_bulk

MINE = AddLayer("pos · Io", annotator="Io", of="pos")


@pytest.fixture(autouse=True)
def _small_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk_tagging, "SLICE", 2)
    monkeypatch.setattr(bulk_tagging, "MANY", 2)


def batch(*parts: SetTags | AddLayer) -> Batch:
    return Batch("much", parts)


def test_what_goes_a_slice_at_a_time() -> None:
    one, few = SetTags(1, "pos", 0, ("N",)), (SetTags(1, "pos", 0, ("N",)),) * 2
    assert not is_bulk(one)
    assert not is_bulk(batch(*few))
    assert is_bulk(batch(*few, one))
    assert is_bulk(batch(MINE, *few))
    assert not is_bulk(batch(AddLayer("chunk", Scheme.IOB2, ("NP",)), *few))
    assert not is_bulk(Batch("other", (*few, AddLabels("pos", ("X",)))))


def test_it_is_one_step_with_progress_origins_and_losses(small: Project) -> None:
    edit = batch(
        MINE,
        SetTags(3, "pos", 0, ("N",), "a"),
        SetTags(1, "pos", 0, ("X", None), "h."),
        SetTags(2, MINE.name, 0, ("A", "N"), "ii"),
    )
    assert list(small.applying(edit)) == [(2, 3), (3, 3)]
    assert (small.undo_title, small.n_to_undo) == ("much", 3)
    assert (small.origins(1, "pos"), small.origins(3, "pos"), small.origins(2, MINE.name)) == ("h.iiii", "a..", "ii")
    assert small.label_counts(MINE.name)["A"] == 1
    assert list(small.undoing()) == [(3, 3)]
    assert MINE.name not in [layer.name for layer in small.layers]
    small.redo()
    assert small.sentence(2).tags[MINE.name] == ("A", "N")


def test_labels_lost_and_won_are_told_once(small: Project) -> None:
    gone = tuple(SetTags(1, "pos", token, (None,)) for token in range(3))
    assert small.apply(batch(*gone)).labels == {"pos": -3}
    changes = small.apply(batch(MINE, *gone, SetTags(2, MINE.name, 0, ("A", "N"))))
    assert changes.labels == {MINE.name: 2}


def test_what_was_labelled_since_it_was_looked_at_stays(small: Project) -> None:
    seen = small.sentence(1).layer_tags("pos")
    late = batch(*(SetTags(1, "pos", token, ("X",), before=seen[token : token + 1]) for token in range(3)))
    small.apply(SetTags(1, "pos", 1, ("MINE",)))
    small.apply(late)
    assert small.sentence(1).layer_tags("pos")[:3] == ("X", "MINE", "X")


def test_nothing_to_do_leaves_no_sweep(small: Project) -> None:
    same = small.sentence(1).layer_tags("pos")
    changes = small.apply(batch(*(SetTags(1, "pos", 0, same[:1], "i") for _ in range(3))))
    assert changes.sentences == frozenset()
    assert small._connection.number("SELECT count(*) FROM sweep") == 0


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (SetTags(99, "pos", 0, ("N",)), "no sentence 99"),
        (SetTags(2, "pos", 1, ("N", "N")), "has no token 3"),
        (SetTags(2, "chunk", 0, ("N",)), "no layer 'chunk'"),
        (AddLayer("pos"), "a layer 'pos' already"),
        (MINE, "already"),
        (AddLayer("x", of="chunk"), "no layer 'chunk'"),
    ],
)
def test_one_that_does_not_fit_leaves_nothing(small: Project, bad: SetTags | AddLayer, words: str) -> None:
    before = [sentence.tags for sentence in small.sentences()]
    edit = batch(MINE, *(SetTags(1, "pos", token, ("V",)) for token in range(3)), bad)
    with pytest.raises(ProjectError, match=words):
        list(small.applying(edit))
    assert [sentence.tags for sentence in small.sentences()] == before
    assert len(small.layers) == 2
    assert small._connection.number("SELECT count(*) FROM layer") == 2
    small.apply(AddSentences((Sentence(("again",)),)))
