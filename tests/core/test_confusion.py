"""Confusion against the scorer, against counting by hand, and against nervaluate's rules of overlap."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.confusion import NOTHING, Matching, confuse
from core.corpus import Layer, Scheme, Tags
from core.metrics import score
from core.schemes import spell, to_spans

NER, POS = Layer("ner", Scheme.IOB2), Layer("upos")
TAGS = ("O", *(tag for label in ("PER", "LOC") for tag in spell(label, Scheme.IOB2)))


@st.composite
def tagged(draw: st.DrawFn, tags: Sequence[str | None]) -> tuple[list[Tags], list[Tags]]:
    lengths = draw(st.lists(st.integers(0, 7), min_size=1, max_size=6))
    some = st.sampled_from(tags)
    rows = [[draw(st.tuples(some, some)) for _ in range(length)] for length in lengths]
    return [tuple(g for g, _ in row) for row in rows], [tuple(p for _, p in row) for row in rows]


@given(tagged((*TAGS, None)))
def test_with_exact_borders_labels_score_as_in_the_report(pair: tuple[list[Tags], list[Tags]]) -> None:
    gold, predicted = pair
    assert confuse(gold, predicted, NER, Matching.EXACT).labels == score(gold, predicted, NER).labels


@given(tagged(("N", "V", "A", None)))
def test_tags_are_counted_as_in_the_report(pair: tuple[list[Tags], list[Tags]]) -> None:
    gold, predicted = pair
    found, report = confuse(gold, predicted, POS, Matching.TAGS), score(gold, predicted, POS)
    assert found.labels == report.labels
    order = [found.names.index(name) for name in report.names]
    np.testing.assert_array_equal(found.counts[np.ix_(order, order)], report.confusion)


@given(tagged(TAGS))
def test_cells_name_the_sentences_they_were_counted_in(pair: tuple[list[Tags], list[Tags]]) -> None:
    gold, predicted = pair
    found = confuse(gold, predicted, NER, Matching.TAGS)
    for row, said in enumerate(found.names):
        for column, other in enumerate(found.names):
            due = [
                index
                for index, (left, right) in enumerate(zip(gold, predicted, strict=True))
                if (said, other) in set(zip(left, right, strict=True))
            ]
            assert found.sentences(row, column).tolist() == due


@given(tagged(TAGS))
def test_every_span_is_matched_once_and_overlap_only_joins(pair: tuple[list[Tags], list[Tags]]) -> None:
    gold, predicted = pair
    exact, overlap = (confuse(gold, predicted, NER, way) for way in (Matching.EXACT, Matching.OVERLAP))
    for found in (exact, overlap):
        for sums, sequences in ((found.counts.sum(axis=1), gold), (found.counts.sum(axis=0), predicted)):
            spans = Counter(span.label for tags in sequences for span in to_spans(tags, Scheme.IOB2))
            of = {name: n for name, n in zip(found.names, sums.tolist(), strict=True) if name != NOTHING and n}
            assert of == dict(spans)
    assert overlap.n_errors <= exact.n_errors
    assert overlap.counts.trace() >= exact.counts.trace()


def test_errors_come_first_and_nothing_last() -> None:
    gold: list[Tags] = [("B-PER", "I-PER", "O"), ("B-LOC", "O", "B-LOC"), ("O", "B-PER", "O")]
    predicted: list[Tags] = [("B-PER", "O", "O"), ("B-PER", "O", "B-LOC"), ("O", "B-PER", "B-LOC")]
    found = confuse(gold, predicted, NER, Matching.EXACT)
    assert found.names == ("PER", "LOC", NOTHING)
    assert found.counts.tolist() == [[1, 0, 1], [1, 1, 0], [1, 1, 0]]
    assert found.largest_errors(9) == ((0, 2), (1, 0), (2, 0), (2, 1))
    assert found.largest_errors(1) == ((0, 2),)
    assert found.shares[0].tolist() == [0.5, 0.0, 0.5]
    assert found.sentences_of("PER").tolist() == [0, 1]
    assert found.sentences_of("PER", wrongly_said=False).tolist() == [0]
    assert found.sentences_of("LOC", missed=False).tolist() == [2]
    lenient = confuse(gold, predicted, NER, Matching.OVERLAP)
    assert lenient.counts.tolist() == [[1, 1, 0], [0, 2, 0], [1, 0, 0]]
    assert lenient.names == ("LOC", "PER", NOTHING)


def test_the_longest_common_stretch_wins() -> None:
    gold: list[Tags] = [("B-PER", "I-PER", "I-PER", "B-LOC")]
    predicted: list[Tags] = [("B-LOC", "B-PER", "I-PER", "I-PER")]
    found = confuse(gold, predicted, NER, Matching.OVERLAP)
    pairs = {(found.names[row], found.names[column]) for row, column, _ in found.cells.tolist()}
    assert pairs == {("PER", "PER"), ("LOC", NOTHING), (NOTHING, "LOC")}


def test_spans_are_refused_where_there_are_none() -> None:
    with pytest.raises(ValueError, match="no spans"):
        confuse([("N",)], [("N",)], POS, Matching.EXACT)
