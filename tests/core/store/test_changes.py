"""Every edit changes what it says, and its inverse brings back exactly what was there."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import edits
from core.corpus import Sentence, Split
from core.edits import ChangeSet, Edit
from core.errors import ProjectError
from core.project import Project

Dump = Callable[[Project], dict[str, object]]
NAMES = st.sampled_from(["PER", "LOC", "B-PER", "I-PER", "B-LOC", "O", "x", "B-"])
TAGS = st.lists(st.none() | NAMES, min_size=1, max_size=2).map(tuple)
NUMBERS = st.integers(1, 3)
SIMPLE = st.one_of(
    st.builds(edits.SetTags, NUMBERS, st.sampled_from(["pos", "ner"]), st.integers(0, 1), st.just((None,)) | TAGS),
    st.builds(
        edits.SetTags, NUMBERS, st.just("ner"), st.just(0), st.just(("B-PER",)), st.sampled_from(["a", "c", "h", "i"])
    ),
    st.lists(st.tuples(NUMBERS, st.sampled_from(Split)), max_size=4).map(
        lambda pairs: edits.SetSplits(tuple(n for n, _ in pairs), tuple(s for _, s in pairs))
    ),
    st.builds(
        edits.AddSentences,
        st.lists(
            st.builds(
                lambda tags, document: Sentence(("a", "b"), {"pos": (tags[0], None)}, document=document),
                TAGS,
                st.sampled_from(["ferry", "new"]),
            ),
            max_size=3,
        ).map(tuple),
    ),
    st.builds(edits.RemoveSentences, st.lists(NUMBERS, unique=True, max_size=3).map(tuple)),
    st.builds(edits.AddLayer, st.just("chunk"), labels=st.lists(NAMES, unique=True, max_size=2).map(tuple)),
    st.builds(edits.RemoveLayer, st.sampled_from(["pos", "ner"])),
    st.builds(edits.AddLabels, st.sampled_from(["pos", "ner"]), st.lists(NAMES, max_size=3).map(tuple)),
    st.builds(edits.RemoveLabels, st.just("ner"), st.just(("ORG",))),
    st.builds(
        edits.RenameLabel, st.just("ner"), st.sampled_from(["PER", "LOC", "ORG"]), st.sampled_from(["PLACE", "LOC"])
    ),
    st.builds(
        edits.SetLabelLook, st.just("ner"), st.sampled_from(["PER", "LOC"]), st.integers(0, 9), st.sampled_from("12x")
    ),
    st.builds(edits.SetRemark, NUMBERS, st.sampled_from(["", "look again"]), st.booleans()),
)
EDITS = SIMPLE | st.builds(edits.Batch, st.just("several"), st.lists(SIMPLE, max_size=5).map(tuple))


@pytest.fixture
def shared(small: Project) -> Project:
    """The small project with a label that nothing carries."""
    small.apply(edits.AddLabels("ner", ("ORG",)))
    return small


def everything(project: Project, dump: Dump) -> dict[str, object]:
    """Label sets survive undo: a label that no token carries may be there or not."""
    looks = {
        layer.name: [label for label in project.labels(layer.name) if project.label_counts(layer.name)[label.name]]
        for layer in project.layers
    }
    return {**dump(project), "labels": looks}


def test_an_edit_and_its_inverse_leave_everything_as_it_was(shared: Project, dump: Dump) -> None:
    before = everything(shared, dump)

    @given(EDITS)
    def check(edit: Edit) -> None:
        try:
            shared.apply(edit)
        except ProjectError:
            assert everything(shared, dump) == before
            return
        after = everything(shared, dump)
        shared.undo()
        assert everything(shared, dump) == before
        shared.redo()
        assert everything(shared, dump) == after
        shared.undo()
        assert everything(shared, dump) == before

    check()


def test_tags(small: Project) -> None:
    before = small.sentence(1)
    changes = small.apply(edits.SetTags(1, "ner", 3, ("B-ORG", "I-ORG")))
    assert changes == ChangeSet(frozenset({1}), layers=True)
    assert small.sentence(1) == before.with_tags("ner", ("B-PER", "O", "O", "B-ORG", "I-ORG", "O"))
    assert small.origins(1, "ner") == "iiihhi"
    assert small.apply(edits.SetTags(1, "ner", 3, ("B-LOC",), "c")) == ChangeSet(frozenset({1}))
    assert small.origins(1, "ner") == "iiichi"
    assert small.origins(3, "ner") == "..."


def test_tags_taken_away_leave_no_layer_behind(small: Project) -> None:
    small.apply(edits.SetTags(2, "pos", 0, (None,)))
    assert "pos" not in small.sentence(2).tags
    assert small.sentence(2).layer_tags("pos") == (None, None)


def test_splits_named_twice(small: Project, dump: Dump) -> None:
    before = dump(small)
    small.apply(edits.SetSplits((1, 2, 1), (Split.DEV, Split.TRAIN, Split.TEST)))
    assert [small.sentence(number).split for number in (1, 2, 3)] == [Split.TEST, Split.TRAIN, Split.TEST]
    small.undo()
    assert dump(small) == before


def test_added_sentences_stand_at_the_end_and_join_the_last_document(small: Project, dump: Dump) -> None:
    new = Sentence(("Fog", "\n", "\\"), {"pos": ("N", None, ".")}, document="ferry", source="rows", split=Split.DEV)
    changes = small.apply(edits.AddSentences((new,)))
    assert changes == ChangeSet(frozenset({4}), structure=True)
    assert list(small.sentences())[-1] == replace(new, id=4)
    small.undo()
    small.apply(edits.AddSentences((new,)))
    # Numbers are never given twice: the journal may still speak of 4.
    assert [sentence.id for sentence in small.sentences()] == [1, 2, 3, 5]
    dump(small)


def test_removed_sentences_come_back_to_their_place(small: Project) -> None:
    small.apply(edits.RemoveSentences((2,)))
    assert [sentence.id for sentence in small.sentences()] == [1, 3]
    with pytest.raises(KeyError):
        small.sentence(2)
    with pytest.raises(ProjectError, match="there is no sentence 2 any more"):
        small.apply(edits.SetTags(2, "pos", 0, ("N",)))
    small.undo()
    assert [sentence.id for sentence in small.sentences()] == [1, 2, 3]


def test_a_sentence_named_twice_is_removed_once(small: Project, dump: Dump) -> None:
    before = dump(small)
    small.apply(edits.RemoveSentences((1, 3, 1)))
    assert [sentence.id for sentence in small.sentences()] == [2]
    small.undo()
    assert dump(small) == before


def test_a_batch_is_one_step_and_all_or_nothing(small: Project, dump: Dump) -> None:
    before = dump(small)
    good = edits.SetTags(3, "pos", 0, ("N", "V", "P"))
    with pytest.raises(ProjectError):
        small.apply(edits.Batch("half", (good, edits.SetTags(9, "pos", 0, ("N",)))))
    assert dump(small) == before
    small.apply(edits.Batch("twice", (good, edits.SetTags(3, "pos", 0, ("A",)))))
    assert small.sentence(3).tags == {"pos": ("A", "V", "P")}
    assert small.undo_title == "twice"
    small.undo()
    assert dump(small) == before


@pytest.mark.parametrize(
    "edit",
    [
        edits.SetTags(1, "chunk", 0, ("B",)),
        edits.SetTags(1, "pos", 5, ("N", "N")),
        edits.SetTags(1, "pos", -1, ("N",)),
        edits.SetTags(7, "pos", 0, ("N",)),
        edits.SetSplits((7,), (Split.DEV,)),
        edits.AddSentences((Sentence(("a",), {"chunk": ("B",)}),)),
        edits.RemoveSentences((1, 7)),
        edits.RestoreSentences((1,)),
        edits.SetRemark(7, "who?"),
    ],
)
def test_what_does_not_fit_is_refused_and_changes_nothing(small: Project, dump: Dump, edit: Edit) -> None:
    before = dump(small), small.undo_title
    with pytest.raises(ProjectError, match=r"^harbour 🌊\.tagscope: "):
        small.apply(edit)
    assert (dump(small), small.undo_title) == before


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (edits.SetTags(1, "pos", 0, ("",)), "an empty string is no tag"),
        (edits.SetTags(1, "pos", 0, ("N",), "hh"), "does not say where 1 tags came from"),
        (edits.SetTags(1, "pos", 0, ("N",), "?"), "does not say where 1 tags came from"),
        (edits.SetSplits((1, 2), (Split.DEV,)), "1 splits for 2 sentences"),
    ],
)
def test_what_makes_no_sense_is_a_programmers_mistake(small: Project, dump: Dump, edit: Edit, words: str) -> None:
    before = dump(small)
    with pytest.raises(ValueError, match=words):
        small.apply(edit)
    assert dump(small) == before


def test_a_long_sentence(small: Project) -> None:
    small.apply(edits.AddSentences((Sentence(("wave",) * 50_000),)))
    small.apply(edits.SetTags(4, "pos", 49_999, ("N",)))
    assert small.sentence(4).tags["pos"][-2:] == (None, "N")
    small.undo()
    assert small.sentence(4).tags == {}
