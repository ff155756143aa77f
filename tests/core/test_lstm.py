"""Our recurrent loop against Keras' LSTM layer, outputs and gradients, and its own promises."""

from collections.abc import Callable

import numpy as np
import pytest
import tensorflow as tf

from core.lstm import Gates, Reader, State, keras_reader, read_loop

T, B, F, H = 9, 6, 5, 4
LENGTHS = [9, 1, 4, 9, 7, 0]


def _values(*shape: int, seed: int) -> tf.Tensor:
    return tf.constant(np.random.default_rng(seed).normal(size=shape), tf.float32)


def _gates() -> Gates:
    return Gates(_values(F, 4 * H, seed=1), _values(H, 4 * H, seed=2), _values(4 * H, seed=3))


def _start(backward: bool) -> State:
    if backward:
        return State(tf.zeros([H, B]), tf.zeros([H, B]))
    return State(_values(H, B, seed=4), _values(H, B, seed=5))


def _outputs_and_gradients(reader: Reader, backward: bool) -> dict[str, np.ndarray]:
    inputs, gates, start = _values(T, F, B, seed=6), _gates(), _start(backward)

    def compute() -> dict[str, tf.Tensor]:
        with tf.GradientTape() as tape:
            tape.watch([inputs, *gates, *start])
            outputs, end = reader(inputs, tf.constant(LENGTHS), gates, start, backward)
            wanted = tf.reduce_sum(outputs * _values(T, H, B, seed=7)) + tf.reduce_sum(end.hidden * end.cell)
        gradients = tape.gradient(wanted, {"inputs": inputs, **gates._asdict(), **start._asdict()})
        return {"outputs": outputs, "end hidden": end.hidden, "end cell": end.cell, **gradients}

    run: Callable[[], dict[str, tf.Tensor]] = tf.function(compute)
    return {name: value.numpy() for name, value in run().items()}


@pytest.mark.parametrize("backward", [False, True])
def test_equals_keras(backward: bool) -> None:
    ours = _outputs_and_gradients(read_loop, backward)
    keras = _outputs_and_gradients(keras_reader(F, H), backward)
    if backward:  # the backward loop is only promised for a start at zero, which nothing learns
        ours = {name: value for name, value in ours.items() if name not in State._fields}
    for name, value in ours.items():
        np.testing.assert_allclose(value, keras[name], atol=1e-4, err_msg=name)
        assert np.abs(value).max() > 1e-3, name


@pytest.mark.parametrize("backward", [False, True])
def test_padding_is_neither_read_nor_written(backward: bool) -> None:
    inputs = _values(T, F, B, seed=6).numpy()
    lengths = tf.constant(LENGTHS)
    clean, clean_end = read_loop(tf.constant(inputs), lengths, _gates(), _start(backward), backward)
    for row, length in enumerate(LENGTHS):
        inputs[length:, :, row] = 1e3
    dirty, dirty_end = read_loop(tf.constant(inputs), lengths, _gates(), _start(backward), backward)
    np.testing.assert_array_equal(clean, dirty)
    np.testing.assert_array_equal(tf.stack(clean_end), tf.stack(dirty_end))
    for row, length in enumerate(LENGTHS):
        assert not np.any(clean[length:, :, row])
        assert np.all(np.any(clean[:length, :, row], axis=1))


@pytest.mark.parametrize("backward", [False, True])
def test_a_dimmed_state_is_heard_dimmed_alone(backward: bool) -> None:
    """Dimming the state is the same as dimming the weights that hear it, where all rows are dimmed alike."""
    heard = tf.constant([2.0, 0.0, 1.0, 0.5])[:, None] * tf.ones([H, B])
    inputs, gates, start, lengths = _values(T, F, B, seed=6), _gates(), _start(backward), tf.constant(LENGTHS)
    dimmer = gates._replace(recurrent=gates.recurrent * heard[:, :1])
    found = []
    for weights, given in ((gates, heard), (dimmer, None)):
        with tf.GradientTape() as tape:
            tape.watch([inputs, *weights])
            outputs, _ = read_loop(inputs, lengths, weights, start, backward, given)
            wanted = tf.reduce_sum(outputs**2)
        slopes = tape.gradient(wanted, [inputs, weights.kernel, weights.recurrent])
        found.append([outputs, *slopes])
    found[1][3] *= heard[:, :1]  # by the chain rule
    for ours, theirs in zip(*found, strict=True):
        np.testing.assert_allclose(ours, theirs, atol=1e-4)


def test_state_goes_on_where_it_ended() -> None:
    inputs, lengths = _values(T, F, B, seed=6), tf.constant([T] * B)
    whole, end = read_loop(inputs, lengths, _gates(), _start(False), False)
    first, middle = read_loop(inputs[:4], tf.constant([4] * B), _gates(), _start(False), False)
    second, second_end = read_loop(inputs[4:], tf.constant([T - 4] * B), _gates(), middle, False)
    np.testing.assert_allclose(tf.concat([first, second], axis=0), whole, atol=1e-6)
    np.testing.assert_allclose(tf.stack(second_end), tf.stack(end), atol=1e-6)


def test_empty_row_keeps_its_state() -> None:
    start = _start(False)
    _, end = read_loop(_values(T, F, B, seed=6), tf.constant([0] * B), _gates(), start, False)
    np.testing.assert_array_equal(tf.stack(end), tf.stack(start))
