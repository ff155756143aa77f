"""The paired test against trying every exchange, and counts against the scorer."""

import itertools
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.corpus import Layer, Scheme, Tags
from core.metrics import score
from core.schemes import spell
from core.significance import compare_models, score_of, sentence_counts

NER, POS = Layer("ner", Scheme.IOB2), Layer("upos")
TAGS = ("O", *(tag for label in ("PER", "LOC") for tag in spell(label, Scheme.IOB2)))
COUNT = st.integers(0, 4)


@st.composite
def counts(draw: st.DrawFn, *, most: int = 7) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Two models over the same sentences: what is labelled is the same for both."""
    rows = draw(st.lists(st.tuples(COUNT, COUNT, COUNT, COUNT, COUNT), min_size=1, max_size=most))
    one = [(min(a, g, s), g, s) for a, _, g, s, _ in rows]
    other = [(min(b, g, t), g, t) for _, b, g, _, t in rows]
    return np.array(one, float), np.array(other, float)


@st.composite
def tagged(draw: st.DrawFn, tags: Sequence[str | None]) -> tuple[list[Tags], list[Tags]]:
    some = st.sampled_from(tags)
    rows = draw(st.lists(st.lists(st.tuples(some, some), max_size=6), min_size=1, max_size=5))
    return [tuple(g for g, _ in row) for row in rows], [tuple(p for _, p in row) for row in rows]


@given(tagged((*TAGS, None)))
def test_spans_add_up_to_the_report(pair: tuple[list[Tags], list[Tags]]) -> None:
    report = score(*pair, NER)
    assert float(score_of(sentence_counts(*pair, NER).sum(axis=0))) == pytest.approx(report.f1)


@given(tagged(("N", "V", None)))
def test_tokens_add_up_to_the_report(pair: tuple[list[Tags], list[Tags]]) -> None:
    report = score(*pair, POS)
    assert float(score_of(sentence_counts(*pair, POS).sum(axis=0))) == pytest.approx(report.accuracy)


@given(counts())
def test_the_exact_test_is_what_trying_everything_gives(pair: tuple[NDArray[np.float64], NDArray[np.float64]]) -> None:
    first, second = pair

    def f1(rows: list[NDArray[np.float64]]) -> float:
        right, labelled, said = np.sum(rows, axis=0)
        return 2 * right / (labelled + said) if labelled + said else 0.0

    seen = abs(f1(list(second)) - f1(list(first)))
    gaps = []
    for exchange in itertools.product((False, True), repeat=len(first)):
        one = [b if swap else a for a, b, swap in zip(first, second, exchange, strict=True)]
        other = [a if swap else b for a, b, swap in zip(first, second, exchange, strict=True)]
        gaps.append(abs(f1(other) - f1(one)))
    due = sum(gap >= seen - 1e-12 for gap in gaps) / len(gaps)
    found = compare_models(first, second)
    assert found.n_rounds == 2**found.n_different
    assert found.p_value == pytest.approx(due)
    assert found.gain == pytest.approx(f1(list(second)) - f1(list(first)))


@settings(max_examples=20, deadline=None)
@given(counts(most=9))
def test_the_sample_is_near_the_exact_test(pair: tuple[NDArray[np.float64], NDArray[np.float64]]) -> None:
    exact = compare_models(*pair)
    sampled = compare_models(*pair, n_rounds=1 if exact.n_different == 0 else 2**exact.n_different - 1, n_resamples=10)
    many = [
        compare_models(*pair, n_rounds=2**exact.n_different - 1, n_resamples=10, seed=seed).p_value
        for seed in range(30)
        if exact.n_different
    ]
    assert sampled.n_rounds == max(1, 2**exact.n_different - 1)
    if many and exact.n_different > 5:
        assert np.mean(many) == pytest.approx(exact.p_value, abs=0.12)


def test_a_sample_of_many_rounds_finds_the_exact_p() -> None:
    random = np.random.default_rng(3)
    first = np.stack([random.integers(0, 3, 14), np.full(14, 3), np.full(14, 3)], axis=1).astype(float)
    second = first.copy()
    second[:, 0] = np.minimum(3, first[:, 0] + random.integers(-1, 3, 14)).clip(0)
    exact = compare_models(first, second, n_rounds=2**14)
    sampled = compare_models(first, second, n_rounds=2**14 // 2 - 1)
    assert exact.n_rounds == 2**exact.n_different
    assert sampled.n_rounds == min(2**exact.n_different, 2**13 - 1)
    assert sampled.p_value == pytest.approx(exact.p_value, abs=0.015)


def test_a_model_against_itself_is_no_better() -> None:
    same = np.array([[1.0, 2.0, 2.0], [0.0, 1.0, 1.0]])
    found = compare_models(same, same)
    assert (found.p_value, found.gain, found.low, found.high, found.n_different) == (1.0, 0.0, 0.0, 0.0, 0)


def test_a_model_that_is_better_everywhere_is_better_by_more_than_chance() -> None:
    first = np.tile([1.0, 3.0, 3.0], (300, 1))
    second = np.tile([2.0, 3.0, 3.0], (300, 1))
    found = compare_models(first, second)
    assert found.p_value == pytest.approx(1 / 10_001)
    assert found.low == pytest.approx(found.high) == pytest.approx(1 / 3)


def test_intervals_cover_the_truth_about_as_often_as_they_say() -> None:
    random = np.random.default_rng(11)
    covered = 0
    for seed in range(120):
        right = random.random((200, 2)) < (0.7, 0.75)
        pair = [np.stack([right[:, k], np.ones(200), np.ones(200)], axis=1).astype(float) for k in (0, 1)]
        found = compare_models(*pair, n_rounds=10, n_resamples=400, seed=seed)
        covered += found.low <= 0.05 <= found.high
    assert 106 <= covered <= 120


def test_sentences_must_be_the_same() -> None:
    with pytest.raises(ValueError, match="same sentences"):
        compare_models(np.zeros((2, 3)), np.zeros((3, 3)))
