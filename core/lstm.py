"""The recurrent layer: our own loop made for processors, and Keras' own to hold it against.

Both read feature-major, right-padded sequences and know nothing of embeddings, labels or losses.
"""

from collections.abc import Callable
from typing import NamedTuple, Protocol

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
    """What an LSTM remembers: `hidden` and `cell`, each float32[H, B]."""

    hidden: tf.Tensor
    cell: tf.Tensor


class Reader(Protocol):
    """What reads sequences; see `read_loop`."""

    def __call__(
        self,
        inputs: tf.Tensor,
        lengths: tf.Tensor,
        gates: Gates,
        start: State,
        backward: bool,
        heard: tf.Tensor | None = None,
    ) -> tuple[tf.Tensor, State]:
        """Read every row."""


def read_loop(
    inputs: tf.Tensor, lengths: tf.Tensor, gates: Gates, start: State, backward: bool, heard: tf.Tensor | None = None
) -> tuple[tf.Tensor, State]:
    """Read every row from one end of its real tokens to the other.

    A timestep is a matrix with one column a row: the product with the weights is then nearly as
    fast as the processor allows, and its parts by gate lie apart without being copied. Inputs and
    hidden state go through one product together. The gradient is our own: the loop back forms what
    reaches inputs and state as one product, and the weight gradients are one product after it. Two
    calls that do not depend on each other run side by side.

    Args:
        inputs: float32[T, F, B], real tokens first, padding after.
        lengths: int32[B], real tokens of each row.
        gates: The weights.
        start: State before the first token read.
        backward: Read from the last real token to the first; `start` must then be zero.
        heard: float32[H, B], what the hidden state is multiplied by each time it goes back into the
            gates; None for 1. Dropout of the state, the same at every timestep.

    Returns:
        Outputs float32[T, H, B], each at the token it was read at, zero on padding; and the state
        after the last token read (the start where a row is empty).
    """
    steps, rows = tf.shape(inputs)[0], tf.shape(inputs)[2]
    inputs = tf.concat([inputs, tf.ones([steps, 1, rows])], axis=1)  # [T, F+1, B], the bias is a weight of 1
    weights = tf.concat([gates.kernel, gates.bias[None], gates.recurrent], axis=0)  # [F+1+H, 4H]
    mask = tf.transpose(tf.sequence_mask(lengths, steps, dtype=tf.float32))[:, None]  # [T, 1, B]
    hidden, cell = _recurrence(backward, heard)(inputs, mask, weights, start.hidden, start.cell)
    if backward:
        return hidden, State(hidden[0], cell[0])
    last = tf.stack([tf.maximum(lengths - 1, 0), tf.range(rows)], axis=1)
    end = (tf.transpose(tf.gather_nd(tf.transpose(states, [0, 2, 1]), last)) for states in (hidden, cell))  # [H, B]
    return hidden, State(*(tf.where(lengths > 0, read, before) for read, before in zip(end, start, strict=True)))


def _recurrence(backward: bool, heard: tf.Tensor | None) -> Callable[..., tuple[tf.Tensor, tf.Tensor]]:
    """Return the differentiable loop `(inputs, mask, weights, hidden, cell) -> (hiddens, cells)`."""

    def run(
        inputs: tf.Tensor, mask: tf.Tensor, weights: tf.Tensor, hidden: tf.Tensor, cell: tf.Tensor
    ) -> tuple[tuple[tf.Tensor, tf.Tensor], Callable[..., tuple[tf.Tensor | None, ...]]]:
        kept = _loop_forth(inputs, mask, weights, State(hidden, cell), heard, backward)
        hiddens, cells = kept.hidden.stack(), kept.cell.stack()

        def gradient(d_hiddens: tf.Tensor, d_cells: tf.Tensor) -> tuple[tf.Tensor | None, ...]:
            earlier = State(_earlier(hiddens, hidden, backward), _earlier(cells, cell, backward))
            d_outputs = (d_hiddens, d_cells)
            d_inputs, d_scores, d_start = _loop_back(kept, weights, earlier.cell, d_outputs, heard, backward)
            flat = _by_feature(d_scores)  # [4H, T * B]
            d_weights = [
                tf.matmul(flat, _by_feature(read), transpose_b=True)
                for read in (inputs, _dimmed(earlier.hidden, heard))
            ]
            return d_inputs, None, tf.transpose(tf.concat(d_weights, axis=1)), d_start.hidden, d_start.cell

        return (hiddens, cells), gradient

    wrapped: Callable[..., tuple[tf.Tensor, tf.Tensor]] = tf.custom_gradient(run)
    return wrapped


def _dimmed(values: tf.Tensor, heard: tf.Tensor | None) -> tf.Tensor:
    return values if heard is None else values * heard


def _by_feature(values: tf.Tensor) -> tf.Tensor:
    """Return [F, T * B] of [T, F, B]."""
    return tf.reshape(tf.transpose(values, [1, 0, 2]), [values.shape[1], -1])


class _Kept(NamedTuple):
    """What the loop leaves for the way back, each T matrices [H, B] but `openings` [2H, B].

    Attributes:
        openings: Input and forget gate, zero on padding.
        candidate: What could enter.
        leave: Output gate.
        cell: After the token; zero on padding.
        shown: tanh of `cell`.
        hidden: After the token; zero on padding.
    """

    openings: tf.TensorArray
    candidate: tf.TensorArray
    leave: tf.TensorArray
    cell: tf.TensorArray
    shown: tf.TensorArray
    hidden: tf.TensorArray


def _loop_forth(
    inputs: tf.Tensor, mask: tf.Tensor, weights: tf.Tensor, start: State, heard: tf.Tensor | None, backward: bool
) -> _Kept:
    steps, units = tf.shape(inputs)[0], weights.shape[1] // 4
    columns = tf.TensorArray(tf.float32, steps).unstack(inputs)
    masks = tf.TensorArray(tf.float32, steps).unstack(mask)
    turned = tf.transpose(weights)  # [4H, F+1+H]

    def step(index: tf.Tensor, state: State, kept: _Kept) -> tuple[object, ...]:
        at = steps - 1 - index if backward else index
        scores = tf.matmul(turned, tf.concat([columns.read(at), _dimmed(state.hidden, heard)], axis=0))  # [4H, B]
        openings, candidate, leave = tf.split(scores, [2 * units, units, units], axis=0)
        # Gates closed on padding keep the cell at zero, and let the backward loop start there.
        openings = tf.sigmoid(openings) * masks.read(at)
        candidate, leave = tf.tanh(candidate), tf.sigmoid(leave)
        enter, keep = tf.split(openings, 2, axis=0)
        cell = keep * state.cell + enter * candidate
        shown = tf.tanh(cell)
        hidden = leave * shown
        values = (openings, candidate, leave, cell, shown, hidden)
        arrays = _Kept(*(array.write(at, value) for array, value in zip(kept, values, strict=True)))
        return index + 1, State(hidden, cell), arrays

    sizes = (2 * units, units, units, units, units, units)
    empty = _Kept(*(tf.TensorArray(tf.float32, steps, element_shape=[size, None]) for size in sizes))
    _, _, kept = tf.while_loop(lambda index, *_: index < steps, step, (0, start, empty))
    written: _Kept = kept
    return written


def _earlier(states: tf.Tensor, start: tf.Tensor, backward: bool) -> tf.Tensor:
    """Return [T, H, B]: the state that each timestep was read with."""
    if backward:
        return tf.concat([states[1:], start[None]], axis=0)
    return tf.concat([start[None], states[:-1]], axis=0)


def _loop_back(
    kept: _Kept,
    weights: tf.Tensor,
    earlier_cell: tf.Tensor,
    d_outputs: tuple[tf.Tensor, tf.Tensor],
    heard: tf.Tensor | None,
    backward: bool,
) -> tuple[tf.Tensor, tf.Tensor, State]:
    """Return the gradients of the inputs [T, F+1, B], of the scores [T, 4H, B] and of the start state."""
    steps, units = tf.shape(earlier_cell)[0], weights.shape[1] // 4
    features = weights.shape[0] - units
    sources = [tf.TensorArray(tf.float32, steps).unstack(values) for values in (*d_outputs, earlier_cell)]

    def step(index: tf.Tensor, late: State, written: tuple[tf.TensorArray, tf.TensorArray]) -> tuple[object, ...]:
        at = index if backward else steps - 1 - index
        d_hidden, d_cell, earlier = (source.read(at) for source in sources)
        enter, keep = tf.split(kept.openings.read(at), 2, axis=0)
        candidate, leave, shown = kept.candidate.read(at), kept.leave.read(at), kept.shown.read(at)
        d_hidden += late.hidden
        d_cell = tf.add_n([d_cell, late.cell, tf.raw_ops.TanhGrad(y=shown, dy=d_hidden * leave)])
        d_scores = tf.concat(
            [
                tf.raw_ops.SigmoidGrad(y=enter, dy=d_cell * candidate),
                tf.raw_ops.SigmoidGrad(y=keep, dy=d_cell * earlier),
                tf.raw_ops.TanhGrad(y=candidate, dy=d_cell * enter),
                tf.raw_ops.SigmoidGrad(y=leave, dy=d_hidden * shown),
            ],
            axis=0,
        )  # [4H, B]
        d_input, d_before = tf.split(tf.matmul(weights, d_scores), [features, units], axis=0)
        arrays = tuple(array.write(at, value) for array, value in zip(written, (d_input, d_scores), strict=True))
        return index + 1, State(_dimmed(d_before, heard), d_cell * keep), arrays

    nothing = tf.zeros_like(earlier_cell[0])
    empty = tuple(tf.TensorArray(tf.float32, steps, element_shape=[size, None]) for size in (features, 4 * units))
    loop = tf.while_loop(lambda index, *_: index < steps, step, (0, State(nothing, nothing), empty))
    _, d_start, (d_inputs, d_scores) = loop
    return d_inputs.stack(), d_scores.stack(), d_start


def keras_reader(features: int, units: int) -> Reader:
    """Return a function that does what `read_loop` does with Keras' own LSTM layer.

    It is the reference, and the way to a GPU. It must be made outside a `tf.function`; the weights
    it reads with are those it is handed, not its own.
    """
    layer = keras.layers.LSTM(units, return_sequences=True, return_state=True, dtype="float32")
    layer.build((None, None, features))
    fixed = [variable.numpy() for variable in layer.non_trainable_variables]

    def read(
        inputs: tf.Tensor,
        lengths: tf.Tensor,
        gates: Gates,
        start: State,
        backward: bool,
        heard: tf.Tensor | None = None,
    ) -> tuple[tf.Tensor, State]:
        if heard is not None:
            raise ValueError("Keras' layer draws a dropout of its own and cannot be given one")
        mask = tf.sequence_mask(lengths, tf.shape(inputs)[0])  # [B, T]
        inputs = tf.transpose(inputs, [2, 0, 1])  # [B, T, F]
        if backward:
            inputs = tf.reverse_sequence(inputs, lengths, seq_axis=1)
        begin = [tf.transpose(part) for part in start]
        (outputs, *end), _ = layer.stateless_call(list(gates), fixed, inputs, mask=mask, initial_state=begin)
        outputs = outputs * tf.cast(mask, tf.float32)[:, :, None]  # [B, T, H]
        if backward:
            outputs = tf.reverse_sequence(outputs, lengths, seq_axis=1)
        return tf.transpose(outputs, [1, 2, 0]), State(*map(tf.transpose, end))  # [T, H, B]

    return read
