"""Sums over label paths against adding up every path, and against another implementation's marginals."""

import locale
from itertools import pairwise, product

import numpy as np
import pytest
import sklearn_crfsuite
from hypothesis import given, settings
from hypothesis import strategies as st

from core.chain import cell_losses, marginals, path_sums

LONGEST = 4


def _totals(scores: np.ndarray, transitions: np.ndarray) -> dict[tuple[int, ...], float]:
    """Return the sum of scores and transitions of every path over scores [T, N]."""
    length, count = scores.shape
    return {
        path: sum(float(transitions[before, after]) for before, after in pairwise((count, *path, count + 1)))
        + sum(float(scores[step, label]) for step, label in enumerate(path))
        for path in product(range(count), repeat=length)
    }


def _drawn(seed: int, lengths: list[int], count: int) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    return random.normal(size=(len(lengths), LONGEST, count)), random.normal(size=(count + 2, count + 2))


LENGTHS = st.lists(st.integers(0, LONGEST), min_size=1, max_size=3)


@settings(max_examples=50, deadline=None)
@given(seed=st.integers(0, 10_000), lengths=LENGTHS, count=st.integers(1, 3))
def test_sums_and_marginals_are_those_of_all_paths(seed: int, lengths: list[int], count: int) -> None:
    scores, transitions = _drawn(seed, lengths, count)
    whole = path_sums(scores, np.asarray(lengths), transitions).whole
    shares = marginals(scores, np.asarray(lengths), transitions)
    for row, length in enumerate(lengths):
        assert not shares[row, length:].any()
        if not length:
            continue
        totals = _totals(scores[row, :length], transitions)
        weight = {path: np.exp(total) for path, total in totals.items()}
        assert whole[row] == pytest.approx(np.log(sum(weight.values())))
        for step, label in product(range(length), range(count)):
            share = sum(w for path, w in weight.items() if path[step] == label) / sum(weight.values())
            assert shares[row, step, label] == pytest.approx(share, abs=1e-6)


@settings(max_examples=50, deadline=None)
@given(seed=st.integers(0, 10_000), length=st.integers(1, LONGEST), data=st.data())
def test_each_tag_costs_what_it_takes_from_the_paths_left(seed: int, length: int, data: st.DataObject) -> None:
    """Tags may be missing anywhere; the cost of a tag is the log of the share of paths that agree with it."""
    scores, transitions = _drawn(seed, [length], 3)
    tags = data.draw(st.lists(st.integers(-1, 2), min_size=length, max_size=length))
    padded = np.asarray([tags + [-1] * (LONGEST - length)])
    cells = cell_losses(scores, padded, np.asarray([length]), transitions)[0]
    left = {path: np.exp(total) for path, total in _totals(scores[0, :length], transitions).items()}
    for step, tag in enumerate(tags):
        agreeing = {path: weight for path, weight in left.items() if tag in (-1, path[step])}
        assert cells[step] == pytest.approx(np.log(sum(left.values()) / sum(agreeing.values())), abs=1e-5)
        left = agreeing
    assert not cells[length:].any()


def test_marginals_are_those_of_crfsuite() -> None:
    """Another program's trained CRF, its weights taken over, gives the same probabilities."""
    # It reads its own numbers back from text, and only those with a point.
    before = locale.setlocale(locale.LC_NUMERIC)
    locale.setlocale(locale.LC_NUMERIC, "C")
    random = np.random.default_rng(3)
    words, names = "abcdef", ("X", "Y", "Z")
    sentences = [["".join(random.choice(list(words))) for _ in range(length)] for length in random.integers(1, 8, 60)]
    tags = [[names[(words.index(word) + step) % 3] for step, word in enumerate(sentence)] for sentence in sentences]
    features = [[{word: 1.0} for word in sentence] for sentence in sentences]
    crf = sklearn_crfsuite.CRF(algorithm="lbfgs", c1=0.0, c2=1.0, max_iterations=20, all_possible_transitions=True)
    crf.fit(features, tags)
    transitions = np.zeros((5, 5))
    for (first, then), weight in crf.transition_features_.items():
        transitions[names.index(first), names.index(then)] = weight
    locale.setlocale(locale.LC_NUMERIC, before)
    for sentence, expected in zip(sentences, crf.predict_marginals(features), strict=True):
        scores = np.asarray([[crf.state_features_.get((word, name), 0.0) for name in names] for word in sentence])
        found = marginals(scores[None], np.asarray([len(sentence)]), transitions)[0]
        wanted = [[token[name] for name in names] for token in expected]
        np.testing.assert_allclose(found, wanted, atol=1e-5)
