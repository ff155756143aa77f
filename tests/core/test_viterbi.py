"""The best allowed path against trying every path."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.corpus import Scheme
from core.schemes import legal_transitions, problems
from core.viterbi import best_paths


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
    paths = best_paths(scores, np.asarray(lengths), legal)
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
    paths = best_paths(scores, lengths, legal_transitions(tags, scheme))
    for row, length in enumerate(lengths.tolist()):
        assert not problems(tuple(tags[label] for label in paths[row, :length]), scheme)


def test_nothing_to_do() -> None:
    assert best_paths(np.zeros((2, 0, 3), np.float32), np.zeros(2, np.int32), np.ones((5, 5), bool)).shape == (2, 0)
