"""Suggestions become edits that keep every label there is, and say where the new ones came from."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.bundle import Bundle
from core.config import preset
from core.corpus import Layer, Scheme, Sentence, Span, Split, Tags
from core.edit_titles import title
from core.edits import AddLayer, AddSentences, Batch, Origin, SetTags
from core.labelling import Change, label_tokens
from core.project import Project
from core.review.acceptance import Accepting, Labelled, accept_all, accept_at, accept_rest, origins_by_hand
from core.review.suggestions import SuggestedSpan, Suggester, Suggestion
from core.schemes import from_spans, to_spans
from core.uncertainty import Uncertainty

MakeBundle = Callable[..., Bundle]
NER = Layer("ner", Scheme.IOB2)
SPAN_SCHEMES = [scheme for scheme in Scheme if scheme is not Scheme.PLAIN]


def _suggestion(tags: Tags, scheme: Scheme = Scheme.IOB2, *, sure: float = 0.9) -> Suggestion:
    """Return a suggestion as sure of everything as `sure` says."""
    return Suggestion(
        tags=tuple(str(tag) for tag in tags),
        probabilities=(sure,) * len(tags),
        spans=tuple(SuggestedSpan(span, sure) for span in to_spans(tags, scheme)),
        uncertainty=Uncertainty(0.0, 0.0, 0.0, 1.0),
        distribution=np.zeros((len(tags), 1), np.float32),
        labels=("O",),
    )


def _labelled(tags: Tags, origins: str = "", layer: Layer = NER) -> Labelled:
    letters = origins or "".join("." if tag is None else "h" for tag in tags)
    return Labelled(7, layer, tags, letters)


def _after(labelled: Labelled, edit: SetTags) -> tuple[Tags, str]:
    end = edit.start + len(edit.tags)
    tags = Change(edit.start, edit.tags).applied_to(labelled.tags)
    return tags, labelled.origins[: edit.start] + edit.origins + labelled.origins[end:]


def test_a_span_is_taken_over_whole() -> None:
    before = _labelled((None,) * 4)
    edit = accept_at(before, _suggestion(("O", "B-PER", "I-PER", "O")), 2)
    assert edit == SetTags(7, "ner", 1, ("B-PER", "I-PER"), "aa", before=(None, None))


def test_a_token_outside_is_taken_over_alone() -> None:
    edit = accept_at(_labelled((None, None)), _suggestion(("O", "O")), 1)
    assert edit == SetTags(7, "ner", 1, ("O",), "a", before=(None,))


def test_by_hand_the_label_that_stands_there_gives_way() -> None:
    before = _labelled(("B-LOC", "I-LOC", "I-LOC", "O"))
    edit = accept_at(before, _suggestion(("O", "B-PER", "O", "O")), 1)
    assert edit is not None
    assert _after(before, edit) == (("B-LOC", "B-PER", "B-LOC", "O"), "hahh")


def test_what_is_there_already_needs_no_edit() -> None:
    same = ("B-PER", "O")
    assert accept_at(_labelled(same), _suggestion(same), 0) is None
    assert accept_rest(_labelled(same), _suggestion(("O", "O"))) is None


def test_the_rest_of_a_sentence_keeps_every_label() -> None:
    before = _labelled((None, "B-LOC", None, None, None), ".i...")
    edit = accept_rest(before, _suggestion(("B-PER", "I-PER", "O", "B-PER", "I-PER")))
    assert edit is not None
    # The first span touches a label that is there and is left out whole.
    assert _after(before, edit) == ((None, "B-LOC", "O", "B-PER", "I-PER"), ".iaaa")


def test_only_what_is_sure_enough() -> None:
    suggestion = _suggestion(("B-PER", "O", "B-LOC"), sure=0.7)
    surer = replace(suggestion, spans=(suggestion.spans[0], replace(suggestion.spans[1], probability=0.8)))
    assert accept_rest(_labelled((None,) * 3), surer, threshold=0.8) == SetTags(7, "ner", 2, ("B-LOC",), "a", (None,))
    assert accept_rest(_labelled((None,) * 3), surer, threshold=0.9) is None


def test_plain_tags_are_taken_over_one_by_one() -> None:
    before = _labelled((None, "VERB", None), layer=Layer("upos"))
    suggestion = _suggestion(("NOUN", "NOUN", "ADJ"), Scheme.PLAIN)
    assert accept_at(before, suggestion, 0) == SetTags(7, "upos", 0, ("NOUN",), "a", before.tags[:1])
    assert accept_rest(before, suggestion) == SetTags(7, "upos", 0, ("NOUN", "VERB", "ADJ"), "aha", before.tags)


@st.composite
def half_labelled(draw: st.DrawFn, scheme: Scheme) -> tuple[Tags, Tags]:
    """Tags somebody gave, whole spans and tokens left out, and a legal sequence somebody suggests."""
    length = draw(st.integers(1, 8))
    sides = []
    for _ in range(2):
        cuts = sorted(draw(st.sets(st.integers(0, length), max_size=6)))
        pairs = list(pairwise(cuts))
        labels = [draw(st.sampled_from(["PER", "LOC", ""])) for _ in pairs]
        spans = [Span(*pair, label) for pair, label in zip(pairs, labels, strict=True) if label]
        sides.append((spans, from_spans(spans, length, scheme)))
    spans, tags = sides[0]
    covered = {index for span in spans for index in range(span.start, span.end)}
    kept = tuple(tag if i in covered or draw(st.booleans()) else None for i, tag in enumerate(tags))
    return kept, sides[1][1]


@pytest.mark.parametrize("scheme", [scheme for scheme in SPAN_SCHEMES if scheme is not Scheme.IO])
@given(data=st.data())
def test_spans_that_are_there_stay_and_new_ones_are_those_suggested(scheme: Scheme, data: st.DataObject) -> None:
    tags, suggested = data.draw(half_labelled(scheme))
    before = _labelled(tags, layer=Layer("ner", scheme))
    edit = accept_rest(before, _suggestion(suggested, scheme))
    after, origins = _after(before, edit) if edit else (tags, before.origins)
    old, new = set(to_spans(tags, scheme)), set(to_spans(after, scheme))
    offered = {
        span for span in to_spans(suggested, scheme) if all(tags[i] is None for i in range(span.start, span.end))
    }
    assert new == old | offered
    for index, tag in enumerate(tags):
        assert (tag is None) == (origins[index] in ".a")
        assert (tag == "O") <= (after[index] == "O")
        assert (origins[index] == ".") == (after[index] is None)


def test_a_label_key_corrects_what_was_suggested_or_accepted() -> None:
    before = _labelled((None, None, "B-LOC", "O"), "..ah")
    suggestion = _suggestion(("B-PER", "O", "B-LOC", "O"))
    for index, name, letter in ((0, "LOC", "c"), (0, "PER", "h"), (2, "PER", "c"), (3, "PER", "c"), (1, "PER", "c")):
        change = label_tokens(before.tags, NER.scheme, index, index + 1, name)
        assert change is not None
        assert origins_by_hand(before, change, suggestion) == letter
    change = label_tokens(before.tags, NER.scheme, 3, 4, "PER")
    assert change is not None
    assert origins_by_hand(before, change, None) == "h"
    assert origins_by_hand(before, Change(2, (None, "O")), suggestion) == ".h"


@pytest.fixture
def suggester(make_bundle: MakeBundle) -> Suggester:
    return Suggester(make_bundle(preset("tiny"), scale=1.0))


def _exhausted(work: Generator[Accepting, None, Batch | None]) -> tuple[list[Accepting], Batch | None]:
    seen = []
    while True:
        try:
            seen.append(next(work))
        except StopIteration as end:
            return seen, end.value


def _project(path: Path, sentences: Sequence[Sentence]) -> Project:
    project = Project.create(path)
    project.apply(AddLayer("ner", Scheme.IOB2, ("PER", "LOC")))
    project.apply(AddSentences(tuple(sentences)))
    return project


def test_a_corpus_is_one_step_and_nobody_s_label_is_lost(
    suggester: Suggester, small_corpus: tuple[Sentence, ...], tmp_path: Path
) -> None:
    bare = [replace(sentence, tags={}) for sentence in small_corpus]
    bare[3] = small_corpus[3]
    bare[5] = replace(bare[5], split=Split.DEV)
    with _project(tmp_path / "corpus.tagscope", bare) as project:
        number = next(iter(project.ids()))
        project.apply(SetTags(number, "ner", 2, ("B-LOC",)))
        before = list(project.sentences())
        seen, batch = _exhausted(
            accept_all(before, NER, suggester, lambda sentence: project.origins(sentence, "ner"), threshold=0.3)
        )
        assert batch is not None
        assert seen[0] == Accepting(0, 0)
        project.apply(batch)
        after = list(project.sentences())
        n_new = 0
        for old, new in zip(before, after, strict=True):
            letters = project.origins(new.id, "ner")
            for index, (one, other) in enumerate(zip(old.layer_tags("ner"), new.layer_tags("ner"), strict=True)):
                assert one in (None, other)
                n_new += one is None and other is not None
                assert (letters[index] == Origin.ACCEPTED) == (one is None and other is not None)
        assert after[5] == before[5]
        assert n_new > 50
        assert title(batch) == project.undo_title == f"accept suggestions for {n_new:,} tokens"
        project.undo()
        assert list(project.sentences()) == before


def test_nothing_sure_enough_is_no_edit(suggester: Suggester, small_corpus: tuple[Sentence, ...]) -> None:
    bare = [replace(sentence, tags={}) for sentence in small_corpus]
    assert _exhausted(accept_all(bare, NER, suggester, lambda _: "", threshold=1.1))[1] is None


def test_progress_counts_what_is_passed_over(suggester: Suggester, small_corpus: tuple[Sentence, ...]) -> None:
    bare = [replace(sentence, tags={}) for sentence in small_corpus] * 12
    seen, _ = _exhausted(accept_all([*small_corpus, *bare], NER, suggester, lambda _: "", threshold=0.0))
    n = len(small_corpus)
    assert [event.n_sentences for event in seen] == [n, n + 200, n + 400]
    assert seen[1].n_tokens == sum(map(len, bare[:200]))
