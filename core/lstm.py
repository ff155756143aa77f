"""The recurrent layer: our own loop made for processors, and Keras' own to hold it against.

Both read time-major, right-padded sequences and know nothing of embeddings, labels or losses.
"""

from collections.abc import Callable
from typing import NamedTuple

import keras
import tensorflow as tf


class Gates(NamedTuple):
    """Weights of one LSTM, gates in Keras' order: input, forget, candidate, output.

    Attributes:
        kernel: float32[F, 4H].
        recurrent: float32[H, 4H].
        bias: float32[4H].
    """

    kernel: tf.Tensor
    recurrent: tf.Tensor
    bias: tf.Tensor


class State(NamedTuple):
    """What an LSTM remembers: `hidden` and `cell`, each float32[B, H]."""

    hidden: tf.Tensor
    cell: tf.Tensor


Reader = Callable[[tf.Tensor, tf.Tensor, Gates, State, bool], tuple[tf.Tensor, State]]


def read_loop(
    inputs: tf.Tensor, lengths: tf.Tensor, gates: Gates, start: State, backward: bool
) -> tuple[tf.Tensor, State]:
    """Read every row from one end of its real tokens to the other.

    The input projection is one product before the loop. The gradient is our own: the loop keeps
    its gates, and the weight gradients are formed as one product after the loop back. Two calls
    that do not depend on each other run side by side.

    Args:
        inputs: float32[T, B, F], real tokens first, padding after.
        lengths: int32[B], real tokens of each row.
        gates: The weights.
        start: State before the first token read.
        backward: Read from the last real token to the first; `start` must then be zero.

    Returns:
        Outputs float32[T, B, H], each at the token it was read at, zero on padding; and the state
        after the last token read (the start where a row is empty).
    """
    steps, rows = tf.shape(inputs)[0], tf.shape(inputs)[1]
    flat = tf.reshape(inputs, [-1, inputs.shape[-1]])  # [T * B, F]
    projected = tf.reshape(tf.matmul(flat, gates.kernel) + gates.bias, [steps, rows, gates.bias.shape[0]])  # [T, B, 4H]
    mask = tf.sequence_mask(lengths, steps, dtype=tf.float32)
    mask = tf.transpose(mask)[:, :, None]  # [T, B, 1]
    hidden, cell = _recurrence(backward)(projected, mask, gates.recurrent, start.hidden, start.cell)
    if backward:
        return hidden, State(hidden[0], cell[0])
    last = tf.stack([tf.maximum(lengths - 1, 0), tf.range(rows)], axis=1)
    is_read = (lengths > 0)[:, None]
    end = State(
        tf.where(is_read, tf.gather_nd(hidden, last), start.hidden),  # [B, H]
        tf.where(is_read, tf.gather_nd(cell, last), start.cell),  # [B, H]
    )
    return hidden, end


def _recurrence(backward: bool) -> Callable[..., tuple[tf.Tensor, tf.Tensor]]:
    """Return the differentiable loop `(projected, mask, recurrent, hidden, cell) -> (hiddens, cells)`."""

    def run(
        projected: tf.Tensor, mask: tf.Tensor, recurrent: tf.Tensor, hidden: tf.Tensor, cell: tf.Tensor
    ) -> tuple[tuple[tf.Tensor, tf.Tensor], Callable[..., tuple[tf.Tensor | None, ...]]]:
        kept = _loop_forth(projected, mask, recurrent, State(hidden, cell), backward)

        def gradient(d_hiddens: tf.Tensor, d_cells: tf.Tensor) -> tuple[tf.Tensor | None, ...]:
            earlier = State(_earlier(kept.hidden, hidden, backward), _earlier(kept.cell, cell, backward))
            d_projected, d_start = _loop_back(kept, mask, recurrent, earlier.cell, (d_hiddens, d_cells), backward)
            width = projected.shape[-1]
            d_recurrent = tf.matmul(
                tf.reshape(earlier.hidden, [-1, width // 4]), tf.reshape(d_projected, [-1, width]), transpose_a=True
            )  # [H, 4H]
            return d_projected, None, d_recurrent, d_start.hidden, d_start.cell

        return (kept.hidden, kept.cell), gradient

    wrapped: Callable[..., tuple[tf.Tensor, tf.Tensor]] = tf.custom_gradient(run)
    return wrapped


class _Kept(NamedTuple):
    """What the loop leaves for the way back, each [T, B, H] but `gates` [T, B, 4H]."""

    gates: tf.Tensor
    cell: tf.Tensor
    hidden: tf.Tensor


def _loop_forth(projected: tf.Tensor, mask: tf.Tensor, recurrent: tf.Tensor, start: State, backward: bool) -> _Kept:
    steps = tf.shape(projected)[0]
    columns = tf.TensorArray(tf.float32, steps).unstack(projected)
    masks = tf.TensorArray(tf.float32, steps).unstack(mask)

    def step(index: tf.Tensor, state: State, written: tuple[tf.TensorArray, ...]) -> tuple[object, ...]:
        at = steps - 1 - index if backward else index
        scores = columns.read(at) + tf.matmul(state.hidden, recurrent)  # [B, 4H]
        enter, keep, candidate, leave = tf.split(scores, 4, axis=1)  # each [B, H]
        enter, keep, leave = tf.sigmoid(enter), tf.sigmoid(keep), tf.sigmoid(leave)
        candidate = tf.tanh(candidate)
        # A cell held at zero makes padded outputs zero, and lets the backward loop start there.
        cell = (keep * state.cell + enter * candidate) * masks.read(at)
        hidden = leave * tf.tanh(cell)
        values = (tf.concat([enter, keep, candidate, leave], axis=1), cell, hidden)
        arrays = tuple(array.write(at, value) for array, value in zip(written, values, strict=True))
        return index + 1, State(hidden, cell), arrays

    empty = tuple(tf.TensorArray(tf.float32, steps) for _ in range(3))
    _, _, arrays = tf.while_loop(lambda index, *_: index < steps, step, (0, start, empty))
    rows, units = tf.shape(start.cell)[0], start.cell.shape[-1]
    shapes = ([steps, rows, 4 * units], [steps, rows, units], [steps, rows, units])
    return _Kept(*(tf.reshape(array.stack(), shape) for array, shape in zip(arrays, shapes, strict=True)))


def _earlier(states: tf.Tensor, start: tf.Tensor, backward: bool) -> tf.Tensor:
    """Return [T, B, H]: the state that each timestep was read with."""
    if backward:
        return tf.concat([states[1:], start[None]], axis=0)
    return tf.concat([start[None], states[:-1]], axis=0)


def _loop_back(
    kept: _Kept,
    mask: tf.Tensor,
    recurrent: tf.Tensor,
    earlier_cell: tf.Tensor,
    d_outputs: tuple[tf.Tensor, tf.Tensor],
    backward: bool,
) -> tuple[tf.Tensor, State]:
    """Return the gradients of the projected inputs [T, B, 4H] and of the start state.

    All that depends on the kept values alone is worked out for every timestep at once, so the
    loop is left with one product and a few sums.
    """
    steps = tf.shape(mask)[0]
    enter, keep, candidate, leave = tf.split(kept.gates, 4, axis=2)  # each [T, B, H]
    squashed = tf.tanh(kept.cell)
    through = leave * (1.0 - squashed * squashed)
    slopes = tf.concat(
        [
            candidate * enter * (1.0 - enter) * mask,
            earlier_cell * keep * (1.0 - keep) * mask,
            enter * (1.0 - candidate * candidate) * mask,
            squashed * leave * (1.0 - leave),
        ],
        axis=2,
    )  # [T, B, 4H]
    sources = [tf.TensorArray(tf.float32, steps).unstack(v) for v in (*d_outputs, through, slopes, keep * mask)]

    def step(index: tf.Tensor, late: State, written: tf.TensorArray) -> tuple[object, ...]:
        at = index if backward else steps - 1 - index
        d_hidden, d_cell, out, slope, stay = (source.read(at) for source in sources)
        d_hidden += late.hidden
        d_cell += late.cell + d_hidden * out
        d_scores = tf.concat([d_cell, d_cell, d_cell, d_hidden], axis=1) * slope  # [B, 4H]
        before = State(tf.matmul(d_scores, recurrent, transpose_b=True), d_cell * stay)
        return index + 1, before, written.write(at, d_scores)

    nothing = tf.zeros_like(kept.cell[0])
    start = (0, State(nothing, nothing), tf.TensorArray(tf.float32, steps))
    _, d_start, written = tf.while_loop(lambda index, *_: index < steps, step, start)
    return tf.reshape(written.stack(), tf.shape(kept.gates)), d_start


def keras_reader(features: int, units: int) -> Reader:
    """Return a function that does what `read_loop` does with Keras' own LSTM layer.

    It is the reference, and the way to a GPU. It must be made outside a `tf.function`; the weights
    it reads with are those it is handed, not its own.
    """
    layer = keras.layers.LSTM(units, return_sequences=True, return_state=True, dtype="float32")
    layer.build((None, None, features))
    fixed = [variable.numpy() for variable in layer.non_trainable_variables]

    def read(
        inputs: tf.Tensor, lengths: tf.Tensor, gates: Gates, start: State, backward: bool
    ) -> tuple[tf.Tensor, State]:
        mask = tf.sequence_mask(lengths, tf.shape(inputs)[0])  # [B, T]
        if backward:
            inputs = tf.reverse_sequence(inputs, lengths, seq_axis=0, batch_axis=1)
        inputs = tf.transpose(inputs, [1, 0, 2])  # [B, T, F]
        (outputs, *end), _ = layer.stateless_call(list(gates), fixed, inputs, mask=mask, initial_state=list(start))
        outputs = tf.transpose(outputs * tf.cast(mask, tf.float32)[:, :, None], [1, 0, 2])  # [T, B, H]
        if backward:
            outputs = tf.reverse_sequence(outputs, lengths, seq_axis=0, batch_axis=1)
        return outputs, State(*end)

    return read
