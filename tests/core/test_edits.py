"""Edits keep their value through the journal's text, have a title, and say together what they touched."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import edits
from core.corpus import Scheme, Sentence, Span, Split
from core.edits import MOST_UNCARRIED, ChangeSet, Uncarried

NAMES = st.text(min_size=1, max_size=8)
TAGS = st.lists(st.none() | NAMES, max_size=5).map(tuple)
NUMBERS = st.lists(st.integers(1, 2**53), max_size=4).map(tuple)
SENTENCES = st.lists(NAMES, min_size=1, max_size=4).flatmap(
    lambda tokens: st.builds(
        Sentence,
        tokens=st.just(tuple(tokens)),
        tags=st.dictionaries(NAMES, st.lists(st.none() | NAMES, min_size=len(tokens), max_size=len(tokens)).map(tuple)),
        spaces=st.none() | st.lists(st.booleans(), min_size=len(tokens), max_size=len(tokens)).map(tuple),
        split=st.sampled_from(Split),
        document=st.text(max_size=5),
        source=st.text(max_size=20),
    )
)
SIMPLE = st.one_of(
    st.builds(edits.SetTags, st.integers(1), NAMES, st.integers(0, 9), TAGS),
    st.builds(edits.SetSplits, NUMBERS, st.lists(st.sampled_from(Split), max_size=4).map(tuple)),
    st.builds(edits.AddSentences, st.lists(SENTENCES, max_size=2).map(tuple)),
    st.builds(edits.RemoveSentences, NUMBERS),
    st.builds(edits.RestoreSentences, NUMBERS),
    st.builds(edits.AddLayer, NAMES, st.sampled_from(Scheme), st.lists(NAMES, max_size=3).map(tuple)),
    st.builds(edits.RemoveLayer, NAMES),
    st.builds(edits.RestoreLayer, st.integers(1, 99), NAMES),
    st.builds(edits.AddLabels, NAMES, st.lists(NAMES, max_size=3).map(tuple)),
    st.builds(edits.RemoveLabels, NAMES, st.lists(NAMES, max_size=3).map(tuple)),
    st.builds(edits.RenameLabel, NAMES, NAMES, NAMES),
    st.builds(edits.SetLabelLook, NAMES, NAMES, st.integers(0, 30), st.text(max_size=1)),
    st.builds(edits.SetRemark, st.integers(1, 99), st.text(max_size=9), st.booleans()),
    st.builds(edits.RemoveImport, st.integers(1, 99), NAMES),
    st.builds(edits.RestoreImport, st.integers(1, 99), NAMES),
)
EDITS = st.recursive(SIMPLE, lambda inner: st.builds(edits.Batch, NAMES, st.lists(inner, max_size=3).map(tuple)))


@given(EDITS)
def test_an_edit_survives_the_journal(edit: edits.Edit) -> None:
    assert edits.from_json(edits.to_json(edit)) == edit


@pytest.mark.parametrize("text", ["", "{}", '{"edit": "DropTable"}', '{"edit": "RemoveLayer", "name": "ner", "x": 1}'])
def test_what_is_no_edit_is_refused(text: str) -> None:
    with pytest.raises(msgspec.MsgspecError):
        edits.from_json(text)


def test_changes_add_up() -> None:
    first = ChangeSet(frozenset({1, 2}))
    assert first | ChangeSet(frozenset({2, 3}), layers=True) == ChangeSet(frozenset({1, 2, 3}), layers=True)
    assert edits.union([first, ChangeSet(None, structure=True)]) == ChangeSet(None, structure=True)
    moved = ChangeSet(frozenset({9}), splits=True)
    assert edits.union([first, moved]) == first | moved == ChangeSet(frozenset({1, 2, 9}), splits=True)
    assert edits.union([]) == ChangeSet()


def test_labels_lost_add_up_by_layer() -> None:
    together = ChangeSet(labels={"ner": -3, "pos": 1}) | ChangeSet(labels={"ner": 1})
    assert (together.labels, together.n_labels_lost) == ({"ner": -2, "pos": 1}, 2)
    assert ChangeSet(labels={"ner": 5}).n_labels_lost == 0


def test_of_what_was_not_carried_the_first_are_kept() -> None:
    many = ChangeSet(uncarried=(Uncarried(Span(0, 1, "A"), None),) * 600, n_uncarried=600)
    both = many | many
    assert (len(both.uncarried), both.n_uncarried) == (MOST_UNCARRIED, 1200)
