"""The best allowed path against trying every path."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.corpus import Scheme
from core.schemes import legal_transitions, problems
from core.viterbi import best_paths, forbidding, k_best_paths


def _by_trying_all(scores: np.ndarray, legal: np.ndarray) -> float | None:
    """Return the highest sum of any allowed path over scores [T, N]; None where none is allowed."""
    length, count = scores.shape
    totals = [
        sum(float(scores[step, label]) for step, label in enumerate(path))
        for path in product(range(count), repeat=length)
        if all(legal[before, after] for before, after in zip((count, *path), (*path, count + 1), strict=True))
    ]
    return max(totals, default=None)


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    lengths=st.lists(st.integers(0, 5), min_size=1, max_size=4),
    share=st.floats(0.2, 1.0),
)
def test_no_allowed_path_is_better(seed: int, lengths: list[int], share: float) -> None:
    random = np.random.default_rng(seed)
    scores = random.normal(size=(len(lengths), 5, 3)).astype(np.float32)
    legal = random.random((5, 5)) < share
    paths = best_paths(scores, np.asarray(lengths), forbidding(legal))
    for row, length in enumerate(lengths):
        path = paths[row, :length].tolist()
        assert not paths[row, length:].any()
        best = _by_trying_all(scores[row, :length], legal) if length else None
        if best is None:
            assert path == scores[row, :length].argmax(axis=1).tolist()
            continue
        assert all(legal[before, after] for before, after in zip((3, *path), (*path, 4), strict=True))
        assert sum(float(scores[row, step, label]) for step, label in enumerate(path)) == pytest.approx(best, abs=1e-5)


@pytest.mark.parametrize("scheme", [Scheme.IOB2, Scheme.BIOES, Scheme.IOE2], ids=str)
def test_random_scores_become_tags_without_problems(scheme: Scheme) -> None:
    prefixes = {Scheme.IOB2: "BI", Scheme.BIOES: "BIES", Scheme.IOE2: "IE"}[scheme]
    tags = ["O", *(f"{prefix}-{label}" for label in ("PER", "LOC") for prefix in prefixes)]
    scores = np.random.default_rng(1).normal(size=(20, 9, len(tags))).astype(np.float32)
    lengths = np.arange(20) % 9 + 1
    paths = best_paths(scores, lengths, forbidding(legal_transitions(tags, scheme)))
    for row, length in enumerate(lengths.tolist()):
        assert not problems(tuple(tags[label] for label in paths[row, :length]), scheme)


def test_nothing_to_do() -> None:
    assert best_paths(np.zeros((2, 0, 3), np.float32), np.zeros(2, np.int32), np.zeros((5, 5))).shape == (2, 0)
    assert k_best_paths(np.zeros((0, 3)), np.zeros((5, 5)), 2) == []


def _all_paths(scores: np.ndarray, transitions: np.ndarray) -> list[tuple[tuple[int, ...], float]]:
    length, count = scores.shape
    paths = []
    for path in product(range(count), repeat=length):
        moves = sum(float(transitions[before, after]) for before, after in pairwise((count, *path, count + 1)))
        paths.append((path, moves + sum(float(scores[step, label]) for step, label in enumerate(path))))
    return sorted(((path, total) for path, total in paths if total > -np.inf), key=lambda pair: -pair[1])


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), length=st.integers(1, 5), count=st.integers(1, 3), k=st.integers(1, 12))
def test_the_k_best_paths_are_the_first_of_all(seed: int, length: int, count: int, k: int) -> None:
    random = np.random.default_rng(seed)
    scores = random.normal(size=(length, count))
    transitions = np.where(
        random.random((count + 2, count + 2)) < 0.8, random.normal(size=(count + 2, count + 2)), -np.inf
    )
    expected = _all_paths(scores, transitions)[:k]
    found = k_best_paths(scores, transitions, k)
    assert [path for path, _ in found] == [path for path, _ in expected]
    assert [total for _, total in found] == pytest.approx([total for _, total in expected])
    if expected:
        best = best_paths(scores[None].astype(np.float32), np.asarray([length]), transitions)
        assert tuple(best[0].tolist()) == expected[0][0]
