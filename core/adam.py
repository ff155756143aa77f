"""Adam's update rule, with the rows of a table moved only where a batch has touched them.

One kernel updates a dense weight; a table of thousands of rows would cost more than the rest of
the step if each row were moved for the few hundred words of a batch.
"""

from collections.abc import Mapping

import tensorflow as tf

FIRST_DECAY = 0.9
SECOND_DECAY = 0.999
EPSILON = 1e-7


class Adam:
    """First and second moments of some variables, and the step that uses them.

    Source:
        Kingma and Ba 2015; rows a batch does not touch rest, as in TensorFlow Addons' LazyAdam.
    """

    def __init__(self, variables: Mapping[str, tf.Variable]) -> None:
        self._variables = variables
        self._first = {name: tf.Variable(tf.zeros_like(variable)) for name, variable in variables.items()}
        self._second = {name: tf.Variable(tf.zeros_like(variable)) for name, variable in variables.items()}

    def apply(self, gradients: Mapping[str, tf.Tensor | tf.IndexedSlices], rate: tf.Tensor, step: tf.Tensor) -> None:
        """Move every variable against its gradient.

        Args:
            gradients: By the names of the variables; sparse ones with distinct indices.
            rate: float32, the step size.
            step: int32, counted from 1.
        """
        count = tf.cast(step, tf.float32)
        first_power, second_power = FIRST_DECAY**count, SECOND_DECAY**count
        for name, gradient in gradients.items():
            if isinstance(gradient, tf.IndexedSlices):
                size = rate * tf.sqrt(1.0 - second_power) / (1.0 - first_power)
                self._apply_rows(name, gradient, size)
            else:
                tf.raw_ops.ResourceApplyAdam(
                    var=self._variables[name].handle,
                    m=self._first[name].handle,
                    v=self._second[name].handle,
                    beta1_power=first_power,
                    beta2_power=second_power,
                    lr=rate,
                    beta1=FIRST_DECAY,
                    beta2=SECOND_DECAY,
                    epsilon=EPSILON,
                    grad=gradient,
                )

    def _apply_rows(self, name: str, gradient: tf.IndexedSlices, size: tf.Tensor) -> None:
        rows, values = gradient.indices, gradient.values
        first, second = self._first[name], self._second[name]
        mean = FIRST_DECAY * tf.gather(first, rows) + (1.0 - FIRST_DECAY) * values
        square = SECOND_DECAY * tf.gather(second, rows) + (1.0 - SECOND_DECAY) * tf.square(values)
        first.scatter_update(tf.IndexedSlices(mean, rows))
        second.scatter_update(tf.IndexedSlices(square, rows))
        move = size * mean / (tf.sqrt(square) + EPSILON)
        self._variables[name].scatter_sub(tf.IndexedSlices(move, rows))


def distinct(gradient: tf.Tensor | tf.IndexedSlices) -> tf.Tensor | tf.IndexedSlices:
    """Return a sparse gradient with the values of each row summed; a dense one as it is."""
    if not isinstance(gradient, tf.IndexedSlices):
        return gradient
    rows, place = tf.unique(gradient.indices)
    values = tf.math.unsorted_segment_sum(gradient.values, place, tf.shape(rows)[0])
    return tf.IndexedSlices(values, rows, gradient.dense_shape)


def clipped(
    gradients: Mapping[str, tf.Tensor | tf.IndexedSlices], longest: float
) -> tuple[dict[str, tf.Tensor | tf.IndexedSlices], tf.Tensor]:
    """Return the gradients, all together no longer than `longest` (0: any length), and their norm before."""
    parts = {name: g.values if isinstance(g, tf.IndexedSlices) else g for name, g in gradients.items()}
    norm = tf.sqrt(tf.add_n([2.0 * tf.nn.l2_loss(part) for part in parts.values()]))
    if not longest:
        return dict(gradients), norm
    share = longest / tf.maximum(norm, longest)
    scaled = {
        name: tf.IndexedSlices(g.values * share, g.indices, g.dense_shape)
        if isinstance(g, tf.IndexedSlices)
        else g * share
        for name, g in gradients.items()
    }
    return scaled, norm
