"""The chain's loss in TensorFlow against the one in NumPy, and its gradient against finite differences."""

import numpy as np
import pytest
import tensorflow as tf
from numpy.typing import NDArray

from core import chain, crf
from core.crf import Chain

LENGTHS = np.asarray([4, 1, 6, 3])
ROWS, STEPS, LABELS = 4, 6, 5

# As training runs it: loops over TensorArrays are made for graphs.
cell_losses = tf.function(crf.cell_losses)


def _drawn() -> tuple[NDArray[np.float32], NDArray[np.int32], NDArray[np.float32]]:
    """Return scores [B, T, L], tags [B, T] with some missing, and transitions [L+1, L+1]."""
    random = np.random.default_rng(2)
    scores = random.normal(size=(ROWS, STEPS, LABELS)).astype(np.float32)
    transitions = random.normal(size=(LABELS + 1, LABELS + 1)).astype(np.float32)
    tags = random.integers(1, LABELS, (ROWS, STEPS)).astype(np.int32)
    tags[0, 1] = tags[2, 0] = tags[2, 5] = 0
    return scores, tags, transitions


def _laid_out(values: NDArray[np.generic], *, before: bool) -> NDArray[np.generic]:
    """Return values [B, T, ...] with each row's tokens at the end where padding comes before."""
    if not before:
        return values
    steps = (np.arange(STEPS) - (STEPS - LENGTHS[:, None])) % STEPS
    return values[np.arange(ROWS)[:, None], steps]


@pytest.mark.parametrize("before", [False, True], ids=["padding after", "padding before"])
def test_losses_are_those_in_numpy(before: bool) -> None:
    scores, tags, transitions = _drawn()
    mask = np.arange(STEPS) < LENGTHS[:, None]
    expected = chain.cell_losses(scores[:, :, 1:], tags - 1, LENGTHS, transitions)
    arrays = (_laid_out(array, before=before) for array in (scores, tags, mask))
    given_scores, given_tags, given_mask = map(tf.constant, arrays)
    found = cell_losses(given_scores, given_tags, Chain(tf.constant(transitions), given_mask)).numpy()
    np.testing.assert_allclose(found, _laid_out(expected, before=before), atol=1e-5)
    assert (found >= -1e-6).all()


def test_the_gradient_is_the_slope_of_the_loss() -> None:
    scores, tags, transitions = _drawn()
    mask = tf.constant(np.arange(STEPS) < LENGTHS[:, None])
    weights = np.random.default_rng(4).uniform(0.2, 2.0, (ROWS, STEPS)).astype(np.float32)
    given_scores, given_table = tf.constant(scores), tf.constant(transitions)
    with tf.GradientTape() as tape:
        tape.watch((given_scores, given_table))
        total = tf.reduce_sum(cell_losses(given_scores, tf.constant(tags), Chain(given_table, mask)) * weights)
    slopes = tape.gradient(total, (given_scores, given_table))

    def numpy_total(values: NDArray[np.float64], table: NDArray[np.float64]) -> float:
        sums = chain.path_sums(values[:, :, 1:], LENGTHS, table)
        cells = chain.cell_losses(values[:, :, 1:], tags - 1, LENGTHS, table).astype(np.float64)
        assert np.isfinite(sums.whole).all()
        return float((cells * weights).sum())

    small = 1e-2
    for place in ((0, 0, 1), (2, 3, 4), (3, 2, 2), (1, 0, 3)):
        higher, lower = scores.astype(np.float64), scores.astype(np.float64)
        higher[place] += small
        lower[place] -= small
        slope = (numpy_total(higher, transitions) - numpy_total(lower, transitions)) / (2 * small)
        assert slopes[0].numpy()[place] == pytest.approx(slope, abs=2e-3)
    for place in ((0, 1), (3, 3), (4, 2), (1, 5)):
        higher, lower = transitions.astype(np.float64), transitions.astype(np.float64)
        higher[place] += small
        lower[place] -= small
        slope = (numpy_total(scores, higher) - numpy_total(scores, lower)) / (2 * small)
        assert slopes[1].numpy()[place] == pytest.approx(slope, abs=2e-3)


def test_a_tag_sequence_that_is_forbidden_costs_much_but_not_without_end() -> None:
    scores, tags, transitions = _drawn()
    transitions[:4, :4] = -10_000.0
    mask = tf.constant(np.arange(STEPS) < LENGTHS[:, None])
    cells = cell_losses(tf.constant(scores), tf.constant(tags), Chain(tf.constant(transitions), mask)).numpy()
    assert np.isfinite(cells).all()
