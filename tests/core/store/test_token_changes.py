"""Splitting and merging tokens: every layer follows, merging takes splitting back, undo takes back everything."""

import contextlib
from collections.abc import Callable, Iterator

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core.corpus import Scheme, Sentence, Span
from core.edits import AddLayer, AddSentences, Edit, RemoveLayer, SetTags, Uncarried
from core.errors import ProjectError
from core.project import Project
from core.schemes import problems, spell
from core.store.verdicts import Verdict
from core.token_edits import LayerTags, MergeTokens, ReplaceTokens, SplitToken

Dump = Callable[[Project], dict[str, object]]
TOKENS = st.text(st.sampled_from("abé😀 '"), min_size=1, max_size=5)


@pytest.fixture(scope="module")
def all_schemes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """A project with a layer for every scheme, one of them taken out."""
    with Project.create(tmp_path_factory.mktemp("project") / "schemes.tagscope") as project:
        for scheme in Scheme:
            project.apply(AddLayer(scheme.value, scheme))
        yield project


@st.composite
def sentences(draw: st.DrawFn) -> Sentence:
    tokens = tuple(draw(st.lists(TOKENS, min_size=1, max_size=6)))
    tags = {}
    for scheme in draw(st.sets(st.sampled_from(Scheme))):
        known = [None, "O", "X!", *spell("A", scheme), *spell("B", scheme)]
        tags[scheme.value] = tuple(draw(st.sampled_from(known)) for _ in tokens)
    spaces = draw(st.none() | st.lists(st.booleans(), min_size=len(tokens), max_size=len(tokens)).map(tuple))
    tags = {name: one for name, one in tags.items() if any(one)}
    return Sentence(tokens, tags, spaces, source=draw(st.sampled_from(["", "1\trow"])))


def number_of_last(project: Project) -> int:
    return project.page(project.n_sentences - 1, 1)[0].id


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
@given(data=st.data(), sentence=sentences())
def test_merging_takes_a_split_back(all_schemes: Project, dump: Dump, data: st.DataObject, sentence: Sentence) -> None:
    project = all_schemes
    parts = [index for index, token in enumerate(sentence.tokens) if len(token.replace(" ", "")) > 1]
    assume(parts)
    token = data.draw(st.sampled_from(parts))
    text = sentence.tokens[token]
    offset = data.draw(st.integers(1, len(text) - 1))
    assume(text[:offset] != " " and text[offset:] != " ")
    with borrowed(project):
        project.apply(AddSentences((sentence,)))
        number = number_of_last(project)
        before = dump(project)
        project.apply(SplitToken(number, token, offset))
        check_back_and_forth(project, dump, before)
        project.apply(MergeTokens(number, token, token + 2))
        assert dump(project) == before


@settings(max_examples=30, deadline=None)
@given(data=st.data(), sentence=sentences().filter(lambda sentence: len(sentence) > 1))
def test_merging_is_taken_back(all_schemes: Project, dump: Dump, data: st.DataObject, sentence: Sentence) -> None:
    project = all_schemes
    start = data.draw(st.integers(0, len(sentence) - 2))
    end = data.draw(st.integers(start + 2, len(sentence)))
    with borrowed(project):
        project.apply(AddSentences((sentence,)))
        number = number_of_last(project)
        before = dump(project)
        project.apply(MergeTokens(number, start, end))
        check_back_and_forth(project, dump, before)
        merged = project.sentence(number)
    if sentence.spaces is not None:
        assert merged.text == sentence.text
    for name, tags in sentence.tags.items():
        if not problems(tags, Scheme(name)):
            assert not problems(merged.layer_tags(name), Scheme(name))


def test_a_split_token_in_a_small_corpus(small: Project, dump: Dump) -> None:
    before = dump(small)
    changes = small.apply(SplitToken(1, 4, 3))
    sentence = small.sentence(1)
    assert sentence.tokens == ("Mara", "rows", "to", "Old", "Har", "bour", ".")
    assert sentence.tags["ner"] == ("B-PER", "O", "O", "B-LOC", "I-LOC", "I-LOC", "O")
    assert sentence.tags["pos"] == ("N", "V", "P", "A", "N", "N", ".")
    assert sentence.text == "Mara rows to Old Harbour."
    assert (changes.sentences, changes.tokens, changes.structure) == (frozenset({1}), True, False)
    assert (changes.labels, changes.n_labels_lost) == ({"pos": 1, "ner": 1}, 0)
    check_back_and_forth(small, dump, before)
    assert small.undo_title == "split a token"
    small.close()
    with Project.open(small.path) as again:
        again.undo()
        assert dump(again) == before


def test_what_merging_cannot_carry_is_named(small: Project) -> None:
    changes = small.apply(MergeTokens(1, 2, 4))
    assert small.sentence(1).tokens == ("Mara", "rows", "to Old", "Harbour", ".")
    assert small.sentence(1).tags["ner"] == ("B-PER", "O", "B-LOC", "I-LOC", "O")
    assert changes.uncarried == (
        Uncarried(Span(3, 4, "A"), None, 1, "pos", "Old"),
        Uncarried(Span(3, 5, "LOC"), Span(2, 4, "LOC"), 1, "ner", "Old Harbour"),
    )
    assert (changes.n_uncarried, changes.labels, changes.n_labels_lost) == (2, {"pos": -1}, 1)


def test_a_layer_out_of_sight_follows(small: Project, dump: Dump) -> None:
    before = dump(small)
    small.apply(RemoveLayer("ner"))
    assert small.apply(MergeTokens(1, 0, 2)).uncarried == (Uncarried(Span(1, 2, "V"), None, 1, "pos", "rows"),)
    small.apply(AddLayer("ner"))
    small.apply(SplitToken(1, 0, 2))
    for _ in range(4):
        small.undo()
    assert dump(small) == before


def test_labels_by_hand_stay_those_of_a_human(small: Project) -> None:
    small.apply(SetTags(2, "pos", 0, ("A", "N"), "hi"))
    small.apply(SplitToken(2, 0, 1))
    assert small.origins(2, "pos") == "hhi"
    small.apply(MergeTokens(2, 0, 3))
    assert (small.sentence(2).tags["pos"], small.origins(2, "pos")) == (("A",), "h")


def test_verdicts_follow_their_tokens(small: Project) -> None:
    small.verdicts.set("ner", 1, 3, Verdict.LABEL_WRONG)
    small.verdicts.set("ner", 1, 4, Verdict.UNSURE)
    small.apply(SplitToken(1, 0, 2))
    assert small.verdicts.of("ner", 1) == {4: Verdict.LABEL_WRONG, 5: Verdict.UNSURE}
    small.apply(MergeTokens(1, 4, 6))
    assert small.verdicts.of("ner", 1) == {4: Verdict.LABEL_WRONG}


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (SplitToken(1, 0, 0), "'Mara' cannot be split there"),
        (SplitToken(1, 0, 4), "'Mara' cannot be split there"),
        (SplitToken(1, 0, -1), "'Mara' cannot be split there"),
        (SplitToken(1, 6, 1), "has no token 7"),
        (SplitToken(9, 0, 1), "no sentence 9"),
        (MergeTokens(1, 2, 3), "no tokens to merge"),
        (MergeTokens(1, 4, 7), "no tokens to merge"),
        (MergeTokens(1, -1, 2), "no tokens to merge"),
        (ReplaceTokens(2, 0, 2, (), None, ()), "cannot have 0 tokens"),
    ],
)
def test_what_does_not_fit_is_refused(small: Project, dump: Dump, edit: Edit, words: str) -> None:
    before = dump(small)
    with pytest.raises(ProjectError, match=words):
        small.apply(edit)
    assert dump(small) == before


def test_a_token_has_an_end(small: Project) -> None:
    small.apply(AddSentences((Sentence(("a" * 6000, "b" * 6000)),)))
    with pytest.raises(ProjectError, match="12,000 characters is more than 10,000"):
        small.apply(MergeTokens(4, 0, 2))


def test_edits_by_hand_that_contradict_themselves(small: Project) -> None:
    with pytest.raises(ValueError, match="some tokens would tell"):
        small.apply(ReplaceTokens(1, 0, 1, ("Ma", "ra"), None, ()))
    with pytest.raises(ValueError, match="7 tags for 6 tokens"):
        small.apply(ReplaceTokens(1, 0, 1, ("Mara",), "1", (LayerTags(1, 0, 1, ("N", "V"), "hh"),)))
