"""Calibration against counting by hand, scipy's minimiser, and sums over every path of a chain."""

import itertools
import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar
from scipy.special import logsumexp
from scipy.stats import binomtest

from core import calibration
from core.bundle import Bundle
from core.calibration import Calibration, calibrate, claims_of, fit_temperature, reliability, wilson
from core.config import Config, Output, preset
from core.corpus import Sentence
from core.examination import Examination, examine
from core.tagging import Tagger

MakeBundle = Callable[..., Bundle]


def ended(work: Any) -> Any:
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value


def with_output(output: Output) -> Config:
    tiny = preset("tiny")
    return msgspec.structs.replace(tiny, network=msgspec.structs.replace(tiny.network, output=output))


@pytest.fixture(params=[Output.SOFTMAX, Output.CRF, Output.SIGMOID])
def found(request: pytest.FixtureRequest, make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...]) -> Examination:
    bundle = make_bundle(with_output(request.param), scale=1.0)
    sentences = [replace(sentence, id=number + 1) for number, sentence in enumerate(small_corpus)]
    tags = list(sentences[0].tags["ner"])
    tags[1] = None  # type: ignore[call-overload]
    sentences[0] = replace(sentences[0], tags={"ner": tuple(tags)})
    examined: Examination = ended(examine(bundle, sentences))
    return examined


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60), st.integers(1, 20))
def test_bins_are_what_counting_gives(pairs: list[tuple[float, bool]], n_bins: int) -> None:
    confidence, right = np.array([p for p, _ in pairs]), np.array([r for _, r in pairs])
    result = reliability(confidence, right, n_bins)
    error = 0.0
    for number, one in enumerate(result.bins):
        inside = [(p, r) for p, r in pairs if min(int(p * n_bins), n_bins - 1) == number]
        assert one.count == len(inside)
        if inside:
            assert one.confidence == pytest.approx(sum(p for p, _ in inside) / len(inside))
            assert one.accuracy == pytest.approx(sum(r for _, r in inside) / len(inside))
            assert one.accuracy_low <= one.accuracy <= one.accuracy_high
            error += len(inside) / len(pairs) * abs(one.accuracy - one.confidence)
    assert result.error == pytest.approx(error)
    assert result.error <= result.worst + 1e-12


@pytest.mark.parametrize("right", [False, True])
@given(st.integers(1, 5000))
def test_no_interval_leaves_its_share_out(right: bool, n: int) -> None:
    low, high = wilson(float(right), n)
    assert low <= float(right) <= high


@pytest.mark.parametrize(("right", "n"), [(0, 5), (3, 10), (10, 10), (480, 1000)])
def test_intervals_are_scipys(right: int, n: int) -> None:
    due = binomtest(right, n).proportion_ci(method="wilson")
    assert wilson(right / n, n) == pytest.approx((due.low, due.high))


@pytest.mark.parametrize("true", [0.3, 1.0, 2.5, 9.0])
def test_the_temperature_is_the_one_an_independent_search_finds(true: float) -> None:
    random = np.random.default_rng(4)
    scores = random.normal(0, 2, (4000, 5))
    shares = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    labels = np.array([random.choice(5, p=share) for share in shares])
    logits = scores * true

    def loss(temperature: float) -> float:
        scaled = logits / temperature
        return float(np.mean(logsumexp(scaled, axis=1) - scaled[np.arange(len(labels)), labels]))

    ours = ended(fit_temperature(loss))
    due = minimize_scalar(lambda t: loss(math.exp(t)), bounds=(math.log(0.05), math.log(20)), method="bounded")
    assert ours == pytest.approx(math.exp(due.x), rel=1e-2)
    assert loss(ours) <= due.fun + 1e-6
    assert ours == pytest.approx(true, rel=0.1)


def test_at_temperature_one_the_claims_are_the_taggers(found: Examination, small_corpus: tuple[Sentence, ...]) -> None:
    claims = claims_of(found)
    assert claims is not None
    said, losses = claims.at(1.0)
    due_said, due_losses = [], []
    for sentence, gold, tagged in zip(
        small_corpus, found.gold, Tagger(found.bundle).tag([s.tokens for s in small_corpus]), strict=True
    ):
        assert len(sentence) == len(gold)
        for tag, label, row in zip(tagged.tags, gold, tagged.probabilities, strict=True):
            if label is None:
                continue
            due_said.append(row[tagged.labels.index(tag)])
            place = tagged.labels.index(label)
            is_sigmoid = found.bundle.config.network.output is Output.SIGMOID
            others = -np.log1p(-np.delete(row, place)).sum() if is_sigmoid else 0.0
            due_losses.append(-np.log(row[place]) + others)
    np.testing.assert_allclose(said, due_said, atol=1e-4)
    np.testing.assert_allclose(losses, due_losses, rtol=1e-2, atol=1e-3)


def test_a_chain_is_scaled_as_a_whole(make_bundle: MakeBundle) -> None:
    """At a temperature, a tag's probability is its share of all paths, each weighed by its sum over the temperature."""
    bundle = make_bundle(with_output(Output.CRF), scale=1.0)
    short = Sentence(("Mira", "Holt", "met"), {"ner": ("B-PER", "I-PER", "O")})
    found = ended(examine(bundle, [short]))
    claims = claims_of(found)
    assert claims is not None
    table, n = bundle.weights["crf/transitions"].astype(float), len(bundle.vocab.labels) - 1
    temperature, shares = 2.5, np.zeros((3, n))
    for path in itertools.product(range(n), repeat=3):
        total = table[n, path[0]] + table[path[-1], n + 1]
        total += sum(found.scores[step, label + 1] for step, label in enumerate(path))
        total += sum(table[one, other] for one, other in itertools.pairwise(path))
        for step, label in enumerate(path):
            shares[step, label] += math.exp(total / temperature)
    shares /= shares.sum(axis=1, keepdims=True)
    columns = [bundle.vocab.labels.index(tag) - 1 for tag in found.predicted[0]]
    np.testing.assert_allclose(claims.at(temperature)[0], shares[np.arange(3), columns], rtol=1e-5)


def test_a_temperature_never_makes_the_fitted_loss_worse(found: Examination) -> None:
    result: Calibration = ended(calibrate(found))
    claims = claims_of(found)
    assert claims is not None
    fitted = float(claims.at(result.temperature)[1].mean())
    due = minimize_scalar(
        lambda t: claims.at(math.exp(t))[1].mean(), bounds=(math.log(0.05), math.log(20)), method="bounded"
    )
    assert fitted <= due.fun + 1e-4
    assert fitted <= result.loss_before + 1e-9
    assert result.before.n_tokens == sum(tag is not None for tags in found.gold for tag in tags)
    assert result.n_sentences == len(found.gold)
    assert (result.n_unknown, result.n_left_out) == (0, 0)


def test_labels_nobody_taught_are_wrong_and_not_fitted_to(found: Examination) -> None:
    gold = (("B-EVENT", *found.gold[0][1:]), *found.gold[1:])
    result: Calibration = ended(calibrate(replace(found, gold=gold)))
    assert result.n_unknown == 1
    assert math.isfinite(result.loss_after)


def test_a_long_dev_is_sampled_evenly(found: Examination, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calibration, "MOST_TOKENS", sum(map(len, found.gold)) // 2 + 1)
    result: Calibration = ended(calibrate(found))
    assert (result.n_sentences, result.n_left_out) == (18, 18)


def test_one_number_claims_nothing(make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...]) -> None:
    found = ended(examine(make_bundle(preset("question-2016")), small_corpus))
    assert claims_of(found) is None
    assert ended(calibrate(found)) is None


def test_one_sentence_is_fitted_without_halves(make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...]) -> None:
    found = ended(examine(make_bundle(preset("tiny")), small_corpus[:1]))
    assert isinstance(ended(calibrate(found)), Calibration)
