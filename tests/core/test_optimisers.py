"""Every rule against Keras' own, dense and by rows; clipping by the length of all gradients; averages."""

from collections.abc import Callable

import keras
import numpy as np
import pytest
import tensorflow as tf

from core.config import Optimiser, TrainingConfig
from core.optimisers import Adam, Average, build_rule, clipped, distinct

RULES: dict[Optimiser, Callable[[], keras.optimizers.Optimizer]] = {
    Optimiser.ADAM: lambda: keras.optimizers.Adam(0.05),
    Optimiser.ADAMW: lambda: keras.optimizers.AdamW(0.05, weight_decay=0.3),
    Optimiser.NADAM: lambda: keras.optimizers.Nadam(0.05),
    Optimiser.SGD: lambda: keras.optimizers.SGD(0.05, momentum=0.8),
}


@pytest.mark.parametrize("name", RULES)
def test_rules_give_the_numbers_of_keras(name: Optimiser) -> None:
    """Of the table all rows are touched each step, in another order each time: then it is a dense weight."""
    random = np.random.default_rng(3)
    begin = random.normal(size=(4, 3)).astype(np.float32)
    theirs, optimizer = keras.Variable(begin), RULES[name]()
    variables = {"dense/kernel": tf.Variable(begin), "word/embedding": tf.Variable(begin)}
    rule = build_rule(variables, TrainingConfig(optimiser=name, weight_decay=0.3, momentum=0.8))
    for step in range(1, 8):
        gradient = random.normal(size=(4, 3)).astype(np.float32)
        order = random.permutation(4)
        table = _slices(gradient[order].tolist(), order.tolist())
        rule.apply(
            {"dense/kernel": tf.constant(gradient), "word/embedding": table}, tf.constant(0.05), tf.constant(step)
        )
        optimizer.apply([tf.constant(gradient)], [theirs])
        for variable in variables.values():
            np.testing.assert_allclose(variable, theirs.numpy(), atol=2e-6)
    assert np.abs(theirs.numpy() - begin).max() > 0.1


def test_what_is_no_weight_of_a_product_does_not_decay() -> None:
    variables = {name: tf.Variable([2.0]) for name in ("scores/bias", "crf/transitions", "scores/kernel")}
    rule = Adam(variables, weight_decay=0.5)
    rule.apply({name: tf.constant([0.0]) for name in variables}, tf.constant(0.1), tf.constant(1))
    assert [float(variable[0]) for variable in variables.values()] == pytest.approx([2.0, 2.0, 1.9])


@pytest.mark.parametrize("name", RULES)
def test_slots_are_all_that_a_rule_remembers(name: Optimiser) -> None:
    config = TrainingConfig(optimiser=name)
    gradients = [tf.constant([float(value)]) for value in (1, -2, 3, 0.5)]

    def moved(rule_after: int) -> float:
        variables = {"scores/bias": tf.Variable([1.0])}
        rule = build_rule(variables, config)
        for step, gradient in enumerate(gradients, start=1):
            if step == rule_after:
                stored = {slot: value.numpy() for slot, value in rule.slots.items()}
                rule = build_rule(variables, config)
                for slot, value in stored.items():
                    rule.slots[slot].assign(value)
            rule.apply({"scores/bias": gradient}, tf.constant(0.1), tf.constant(step))
        return float(variables["scores/bias"][0])

    assert moved(3) == moved(0)


def test_an_average_looks_back_and_changes_places_with_the_weights() -> None:
    variable = tf.Variable([0.0])
    average = Average({"w": variable}, 0.99)
    average.swap()
    assert float(variable[0]) == 0.0
    seen, wanted = [], 0.0
    for step in range(1, 801):
        variable.assign([float(np.sin(step / 50) + step / 100)])
        average.add(step)
        if step % Average.EVERY == 0:
            seen.append(float(variable[0]))
            wanted += (seen[-1] - wanted) * (1 - min(0.99**Average.EVERY, (len(seen) - 1) / (len(seen) + 1)))
    last = float(variable[0])
    average.swap()
    assert float(variable[0]) == pytest.approx(wanted, rel=1e-4)
    assert abs(wanted - last) > 0.1
    average.swap()
    assert float(variable[0]) == last


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
