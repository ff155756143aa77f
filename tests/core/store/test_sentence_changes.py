"""Splitting and merging sentences: numbers, places, remarks and rows follow, and both take each other back."""

import contextlib
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.corpus import Layer, Scheme, Sentence, Span, Split
from core.edits import (
    AddLayer,
    AddSentences,
    Edit,
    RemoveImport,
    RemoveSentences,
    SetRemark,
    SetSplits,
    Uncarried,
)
from core.errors import ProjectError
from core.project import Project
from core.schemes import problems, spell, to_spans
from core.store.verdicts import Verdict
from core.token_edits import MergeSentences, SplitSentence

Dump = Callable[[Project], dict[str, object]]
WORDS = ("tide", "Ebb", "flood", "🌊")


@pytest.fixture(scope="module")
def all_schemes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """A project with a layer for every scheme."""
    with Project.create(tmp_path_factory.mktemp("project") / "schemes.tagscope") as project:
        for scheme in Scheme:
            project.apply(AddLayer(scheme.value, scheme))
        yield project


@st.composite
def sentences(draw: st.DrawFn) -> Sentence:
    tokens = tuple(draw(st.lists(st.sampled_from(WORDS), min_size=2, max_size=6)))
    tags = {}
    for scheme in draw(st.sets(st.sampled_from(Scheme))):
        known = [None, "O", "X!", *spell("A", scheme), *spell("B", scheme)]
        tags[scheme.value] = tuple(draw(st.sampled_from(known)) for _ in tokens)
    spaces = draw(st.none() | st.lists(st.booleans(), min_size=len(tokens), max_size=len(tokens)).map(tuple))
    rows = "\n".join(f"{token}\tX" for token in tokens)
    tags = {name: one for name, one in tags.items() if any(one)}
    return Sentence(tokens, tags, spaces, document="d", source=draw(st.sampled_from(["", rows, f"# tides\n{rows}"])))


@contextlib.contextmanager
def borrowed(project: Project) -> Iterator[None]:
    """Take back whatever is done to the project in the block."""
    connection = project._connection
    done = "SELECT journal_done FROM project"
    before = connection.number(done)
    try:
        yield
    finally:
        while connection.number(done) > before:
            project.undo()


def check_back_and_forth(project: Project, dump: Dump, before: dict[str, object]) -> None:
    """Take the last edit back and make it again, twice."""
    after = dump(project)
    for _ in range(2):
        project.undo()
        assert dump(project) == before
        project.redo()
        assert dump(project) == after


@settings(max_examples=30, deadline=None)
@given(data=st.data(), sentence=sentences(), note=st.sampled_from(["", "odd"]))
def test_merging_takes_a_split_back(
    all_schemes: Project, dump: Dump, data: st.DataObject, sentence: Sentence, note: str
) -> None:
    project = all_schemes
    with borrowed(project):
        project.apply(AddSentences((sentence, sentence)))
        number = project.page(project.n_sentences - 2, 1)[0].id
        project.apply(SetRemark(number, note, bool(note)))
        before = dump(project)
        project.apply(SplitSentence(number, data.draw(st.integers(1, len(sentence) - 1))))
        check_back_and_forth(project, dump, before)
        project.apply(MergeSentences(number))
        assert dump(project) == before


@settings(max_examples=30, deadline=None)
@given(first=sentences(), second=sentences())
def test_merging_keeps_the_text_and_the_spans(
    all_schemes: Project, dump: Dump, first: Sentence, second: Sentence
) -> None:
    project = all_schemes
    with borrowed(project):
        project.apply(AddSentences((first, second)))
        number = project.page(project.n_sentences - 2, 1)[0].id
        before = dump(project)
        project.apply(MergeSentences(number))
        check_back_and_forth(project, dump, before)
        merged = project.sentence(number)
    assert merged.tokens == first.tokens + second.tokens
    assert merged.text == first.text + " " * (first.spaces is None or first.spaces[-1]) + second.text
    for scheme in set(Scheme) - {Scheme.IO}:  # which cannot keep touching spans apart
        there = second.layer_tags(scheme.value)
        if not problems(first.layer_tags(scheme.value), scheme) and not problems(there, scheme):
            here = to_spans(first.layer_tags(scheme.value), scheme)
            moved = [Span(s.start + len(first), s.end + len(first), s.label) for s in to_spans(there, scheme)]
            assert to_spans(merged.layer_tags(scheme.value), scheme) == here + moved


def test_a_split_sentence(small: Project, dump: Dump) -> None:
    small.apply(SetRemark(1, "odd", is_flagged=True))
    small.verdicts.set("ner", 1, 0, Verdict.UNSURE)
    small.verdicts.set("ner", 1, 4, Verdict.LABEL_WRONG)
    before = dump(small)
    changes = small.apply(SplitSentence(1, 4))
    first, second = small.page(0, 2)
    assert (first.id, first.tokens) == (1, ("Mara", "rows", "to", "Old"))
    assert (second.id, second.tokens, second.document) == (4, ("Harbour", "."), "tides")
    assert (first.tags["ner"], second.tags["ner"]) == (("B-PER", "O", "O", "B-LOC"), ("I-LOC", "O"))
    assert (first.text, second.text) == ("Mara rows to Old", "Harbour.")
    assert small.remark(4) == SetRemark(4, "odd", is_flagged=True)
    assert (changes.sentences, changes.structure, changes.tokens) == (frozenset({1, 4}), True, True)
    assert changes.labels == {}
    assert changes.uncarried == (Uncarried(Span(3, 5, "LOC"), Span(3, 4, "LOC"), 1, "ner", "Old Harbour"),)
    assert small.verdicts.of("ner", 1) == {0: Verdict.UNSURE}
    assert small.verdicts.of("ner", 4) == {0: Verdict.LABEL_WRONG}
    check_back_and_forth(small, dump, before)
    assert small.undo_title == "split a sentence"
    small.close()
    with Project.open(small.path) as again:
        again.undo()
        assert dump(again) == before
        again.redo()
        assert [sentence.id for sentence in again.sentences()] == [1, 4, 2, 3]


def test_two_sentences_become_the_first(small: Project, dump: Dump) -> None:
    small.apply(SetSplits((2,), (Split.TRAIN,)))
    small.apply(SetRemark(1, "odd"))
    small.apply(SetRemark(2, "short", is_flagged=True))
    small.verdicts.set("pos", 2, 1, Verdict.UNSURE)
    before = dump(small)
    small.apply(MergeSentences(1))
    merged = small.sentence(1)
    assert merged.tokens == ("Mara", "rows", "to", "Old", "Harbour", ".", "Low", "tide")
    assert merged.tags["ner"] == ("B-PER", "O", "O", "B-LOC", "I-LOC", "O", None, None)
    assert merged.spaces == (True, True, True, True, False, False, True, True)
    assert merged.source == "1\tLow\n2\ttide"
    assert small.remark(1) == SetRemark(1, "odd\nshort", is_flagged=True)
    assert small.verdicts.of("pos", 1) == {7: Verdict.UNSURE}
    assert [sentence.id for sentence in small.sentences()] == [1, 3]
    check_back_and_forth(small, dump, before)


def test_rows_are_cut_and_joined_along(small: Project) -> None:
    small.apply(SplitSentence(2, 1))
    assert [sentence.source for sentence in small.page(1, 2)] == ["1\tLow", "2\ttide"]


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (SplitSentence(1, 0), "cannot be split there"),
        (SplitSentence(1, 6), "cannot be split there"),
        (MergeSentences(1), "the next sentence is in another split"),
        (MergeSentences(2), "there is no next sentence in this document"),
        (MergeSentences(3), "there is no next sentence in this document"),
        (MergeSentences(7), "there is no sentence 7"),
    ],
)
def test_what_does_not_fit_is_refused(small: Project, dump: Dump, edit: Edit, words: str) -> None:
    before = dump(small)
    with pytest.raises(ProjectError, match=words):
        small.apply(edit)
    assert dump(small) == before


def test_a_long_text_is_cut_into_sentences_one_after_the_other(small: Project, dump: Dump) -> None:
    """Gaps in the order run out and are made anew."""
    small.apply(AddSentences((Sentence(tuple(str(n) for n in range(60)), document="long"),)))
    small.apply(AddSentences((Sentence(("end",), document="long"),)))
    before, last = dump(small), 4
    for _ in range(59):
        small.apply(SplitSentence(last, 1))
        last = small.page(small.index_of(last) + 1, 1)[0].id
    assert [sentence.tokens[0] for sentence in small.page(3, 61)] == [*map(str, range(60)), "end"]
    after = dump(small)
    for _ in range(59):
        small.undo()
    assert dump(small) == before
    for _ in range(59):
        small.redo()
    assert dump(small) == after
    for _ in range(30):
        small.undo()
    first = small.page(3, 1)[0].id
    small.apply(RemoveSentences((first,)))
    dump(small)
    small.undo()
    dump(small)


def test_what_is_cut_off_an_imported_sentence_goes_with_the_import(small: Project, dump: Dump) -> None:
    before = dump(small)
    running = small.begin_import("bay", "text", [Layer("pos")])
    running.add([Sentence(("a", "b", "c"), document="bay"), Sentence(("d", "e"), document="bay")])
    running.finish()
    for _ in range(12):  # the gap behind the first one runs out
        small.apply(SplitSentence(4, 2))
        small.undo()
    small.apply(SplitSentence(5, 1))
    small.apply(SplitSentence(4, 1))
    small.apply(SplitSentence(small.page(4, 1)[0].id, 1))
    held = dump(small)
    small.apply(RemoveImport(1, "bay"))
    assert dump(small) == before
    small.undo()
    assert dump(small) == held


def test_sentences_are_cut_while_an_import_runs(small: Project, dump: Dump) -> None:
    running = small.begin_import("bay", "text", [])
    running.add([Sentence(("a", "b"))])
    for _ in range(3):
        small.apply(SplitSentence(3, 1))
        small.undo()
    small.apply(SplitSentence(3, 1))
    running.finish()
    assert [sentence.tokens for sentence in small.page(2, 3)] == [("Nobody",), ("labelled", "this"), ("a", "b")]
    dump(small)
