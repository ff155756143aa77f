"""Adam against its formula, dense and by rows; clipping by the length of all gradients together."""

import numpy as np
import tensorflow as tf

from core.adam import Adam, clipped, distinct


def _by_formula(gradients: list[np.ndarray], rate: float) -> np.ndarray:
    value, first, second = (np.zeros_like(gradients[0]) for _ in range(3))
    for step, gradient in enumerate(gradients, start=1):
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        value = value - rate * np.sqrt(1 - 0.999**step) / (1 - 0.9**step) * first / (np.sqrt(second) + 1e-7)
    return value


def _slices(values: list[list[float]], rows: list[int], n_rows: int = 4) -> tf.IndexedSlices:
    return tf.IndexedSlices(tf.constant(values), tf.constant(rows), tf.constant([n_rows, len(values[0])]))


def test_dense_and_touched_rows_follow_the_formula() -> None:
    gradients = [np.random.default_rng(n).normal(size=(2, 3)).astype(np.float32) for n in range(5)]
    variables = {"dense": tf.Variable(tf.zeros([2, 3])), "table": tf.Variable(tf.zeros([4, 3]))}
    adam = Adam(variables)
    for step, gradient in enumerate(gradients, start=1):
        table = _slices(gradient.tolist(), [2, 0])
        adam.apply({"dense": tf.constant(gradient), "table": table}, tf.constant(0.1), tf.constant(step))
    wanted = _by_formula(gradients, 0.1)
    np.testing.assert_allclose(variables["dense"], wanted, atol=1e-5)
    np.testing.assert_allclose(variables["table"], [wanted[1], np.zeros(3), wanted[0], np.zeros(3)], atol=1e-5)


def test_rows_rest_between_their_batches() -> None:
    variables = {"table": tf.Variable(tf.ones([4, 1]))}
    adam = Adam(variables)
    adam.apply({"table": _slices([[1.0]], [1])}, tf.constant(0.1), tf.constant(1))
    moved = float(variables["table"][1, 0])
    adam.apply({"table": _slices([[1.0]], [3])}, tf.constant(0.1), tf.constant(2))
    assert moved < 1.0
    assert float(variables["table"][1, 0]) == moved
    assert float(variables["table"][3, 0]) < 1.0


def test_distinct_sums_what_belongs_to_one_row() -> None:
    summed = distinct(_slices([[1.0], [2.0], [4.0]], [3, 1, 3]))
    np.testing.assert_array_equal(tf.convert_to_tensor(summed), [[0.0], [2.0], [0.0], [5.0]])
    assert len(summed.indices) == 2
    dense = tf.constant([1.0])
    assert distinct(dense) is dense


def test_clipping_shortens_all_gradients_alike() -> None:
    gradients = {"dense": tf.constant([3.0]), "table": _slices([[4.0]], [2])}
    short, norm = clipped(gradients, 1.0)
    np.testing.assert_allclose(norm, 5.0)
    np.testing.assert_allclose(short["dense"], [0.6])
    np.testing.assert_allclose(short["table"].values, [[0.8]])
    assert short["table"].indices.numpy().tolist() == [2]


def test_short_gradients_and_no_limit_leave_gradients_alone() -> None:
    gradients = {"dense": tf.constant([3.0]), "table": _slices([[4.0]], [2])}
    for limit in (0.0, 50.0):
        kept, norm = clipped(gradients, limit)
        np.testing.assert_allclose(norm, 5.0)
        np.testing.assert_allclose(kept["dense"], [3.0])
        np.testing.assert_allclose(kept["table"].values, [[4.0]])
