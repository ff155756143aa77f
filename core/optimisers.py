"""Rules by which a gradient moves the weights, with the rows of a table moved only where a batch touched them.

One kernel updates a dense weight; a table of thousands of rows would cost more than the rest of
the step if each row were moved for the few hundred words of a batch. A row that a batch does not
touch rests: its moments neither fade nor push, and it does not decay.
"""

from collections.abc import Callable, Mapping
from typing import Protocol, TypeAlias

import tensorflow as tf

from core.config import Optimiser, TrainingConfig

FIRST_DECAY = 0.9
SECOND_DECAY = 0.999
EPSILON = 1e-7
# How fast Nadam's momentum grows to its full size, as in Dozat's paper.
_NADAM_WARMTH = 0.96

Gradient: TypeAlias = tf.Tensor | tf.IndexedSlices
Slots = dict[str, tf.Variable]


class Rule(Protocol):
    """What every rule offers.

    Attributes:
        slots: Everything the rule remembers between steps, by names that stay the same from run to
            run: whoever stores and restores these continues as if never interrupted.
    """

    slots: Slots

    def apply(self, gradients: Mapping[str, Gradient], rate: tf.Tensor, step: tf.Tensor) -> None:
        """Move every variable against its gradient.

        Args:
            gradients: By the names of the variables; sparse ones with distinct indices.
            rate: float32, the step size.
            step: int32, counted from 1.
        """


def build_rule(variables: Mapping[str, tf.Variable], config: TrainingConfig) -> Rule:
    """Return the rule that the options name."""
    if config.optimiser is Optimiser.SGD:
        return Sgd(variables, momentum=config.momentum)
    if config.optimiser is Optimiser.NADAM:
        return Nadam(variables)
    return Adam(variables, weight_decay=config.weight_decay if config.optimiser is Optimiser.ADAMW else 0.0)


def _zeros(variables: Mapping[str, tf.Variable], kind: str) -> Slots:
    return {f"{kind}/{name}": tf.Variable(tf.zeros_like(variable)) for name, variable in variables.items()}


class Adam:
    """First and second moments of some variables, and the step that uses them.

    Source:
        Kingma and Ba 2015; rows a batch does not touch rest, as in TensorFlow Addons' LazyAdam;
        decay apart from the gradient: Loshchilov and Hutter 2019 (AdamW).
    """

    def __init__(self, variables: Mapping[str, tf.Variable], *, weight_decay: float = 0.0) -> None:
        """Start with moments of zero.

        Args:
            variables: What is moved.
            weight_decay: Share of itself, times the rate, that a weight loses each step. Biases and a
                CRF's transitions do not decay.
        """
        self._variables = variables
        self._weight_decay = weight_decay
        self.slots = _zeros(variables, "first") | _zeros(variables, "second")

    def apply(self, gradients: Mapping[str, Gradient], rate: tf.Tensor, step: tf.Tensor) -> None:
        """See `Rule.apply`."""
        count = tf.cast(step, tf.float32)
        first_power, second_power = FIRST_DECAY**count, SECOND_DECAY**count
        for name, gradient in gradients.items():
            if self._weight_decay and not name.endswith(("bias", "transitions")):
                _shrink(self._variables[name], gradient, rate * self._weight_decay)
            first, second = self.slots[f"first/{name}"], self.slots[f"second/{name}"]
            if isinstance(gradient, tf.IndexedSlices):
                size = rate * tf.sqrt(1.0 - second_power) / (1.0 - first_power)
                mean, square = _moments(first, second, gradient)
                _subtract(self._variables[name], gradient, size * mean / (tf.sqrt(square) + EPSILON))
            else:
                tf.raw_ops.ResourceApplyAdam(
                    var=self._variables[name].handle,
                    m=first.handle,
                    v=second.handle,
                    beta1_power=first_power,
                    beta2_power=second_power,
                    lr=rate,
                    beta1=FIRST_DECAY,
                    beta2=SECOND_DECAY,
                    epsilon=EPSILON,
                    grad=gradient,
                )


class Nadam:
    """Adam that looks ahead: each step goes where the momentum is about to be.

    Source:
        Dozat 2016; rows a batch does not touch rest.
    """

    def __init__(self, variables: Mapping[str, tf.Variable]) -> None:
        self._variables = variables
        self.slots = _zeros(variables, "first") | _zeros(variables, "second")
        self.slots["product"] = tf.Variable(1.0)

    def apply(self, gradients: Mapping[str, Gradient], rate: tf.Tensor, step: tf.Tensor) -> None:
        """See `Rule.apply`."""
        count = tf.cast(step, tf.float32)
        now = FIRST_DECAY * (1.0 - 0.5 * _NADAM_WARMTH**count)
        after = FIRST_DECAY * (1.0 - 0.5 * _NADAM_WARMTH ** (count + 1.0))
        product = self.slots["product"] * now
        self.slots["product"].assign(product)
        ahead, here = rate * after / (1.0 - product * after), rate * (1.0 - now) / (1.0 - product)
        scale = 1.0 / (1.0 - SECOND_DECAY**count)
        for name, gradient in gradients.items():
            mean, square = _moments(self.slots[f"first/{name}"], self.slots[f"second/{name}"], gradient)
            move = (ahead * mean + here * _values(gradient)) / (tf.sqrt(square * scale) + EPSILON)
            _subtract(self._variables[name], gradient, move)


class Sgd:
    """Gradient descent with a momentum that may be zero."""

    def __init__(self, variables: Mapping[str, tf.Variable], *, momentum: float) -> None:
        self._variables = variables
        self._momentum = momentum
        self.slots = _zeros(variables, "speed") if momentum else {}

    def apply(self, gradients: Mapping[str, Gradient], rate: tf.Tensor, step: tf.Tensor) -> None:
        """See `Rule.apply`; every step is alike, whatever its number."""
        del step
        for name, gradient in gradients.items():
            move = rate * _values(gradient)
            if self._momentum:
                move += self._momentum * _touched(self.slots[f"speed/{name}"], gradient)
                _store(self.slots[f"speed/{name}"], gradient, move)
            _subtract(self._variables[name], gradient, move)


def _values(gradient: Gradient) -> tf.Tensor:
    return gradient.values if isinstance(gradient, tf.IndexedSlices) else gradient


def _touched(variable: tf.Variable, gradient: Gradient) -> tf.Tensor:
    """Return the variable, of a table only the rows that the gradient touches."""
    if isinstance(gradient, tf.IndexedSlices):
        return tf.gather(variable, gradient.indices)
    return tf.convert_to_tensor(variable)


def _store(variable: tf.Variable, gradient: Gradient, values: tf.Tensor) -> None:
    if isinstance(gradient, tf.IndexedSlices):
        variable.scatter_update(tf.IndexedSlices(values, gradient.indices))
    else:
        variable.assign(values)


def _subtract(variable: tf.Variable, gradient: Gradient, values: tf.Tensor) -> None:
    if isinstance(gradient, tf.IndexedSlices):
        variable.scatter_sub(tf.IndexedSlices(values, gradient.indices))
    else:
        variable.assign_sub(values)


def _shrink(variable: tf.Variable, gradient: Gradient, share: tf.Tensor) -> None:
    _subtract(variable, gradient, share * _touched(variable, gradient))


def _moments(first: tf.Variable, second: tf.Variable, gradient: Gradient) -> tuple[tf.Tensor, tf.Tensor]:
    """Take the gradient into both running means and return them."""
    values = _values(gradient)
    mean = FIRST_DECAY * _touched(first, gradient) + (1.0 - FIRST_DECAY) * values
    square = SECOND_DECAY * _touched(second, gradient) + (1.0 - SECOND_DECAY) * tf.square(values)
    _store(first, gradient, mean)
    _store(second, gradient, square)
    return mean, square


def distinct(gradient: Gradient) -> Gradient:
    """Return a sparse gradient with the values of each row summed; a dense one as it is."""
    if not isinstance(gradient, tf.IndexedSlices):
        return gradient
    rows, place = tf.unique(gradient.indices)
    values = tf.math.unsorted_segment_sum(gradient.values, place, tf.shape(rows)[0])
    return tf.IndexedSlices(values, rows, gradient.dense_shape)


def clipped(gradients: Mapping[str, Gradient], longest: float) -> tuple[dict[str, Gradient], tf.Tensor]:
    """Return the gradients, all together no longer than `longest` (0: any length), and their norm before."""
    # Not add_n: it begins with whichever number's memory is free first, so its last bit differs from run to run.
    norm = tf.sqrt(tf.reduce_sum(tf.stack([2.0 * tf.nn.l2_loss(_values(gradient)) for gradient in gradients.values()])))
    if not longest:
        return dict(gradients), norm
    share = longest / tf.maximum(norm, longest)
    return {name: _scaled(gradient, share) for name, gradient in gradients.items()}, norm


def _scaled(gradient: Gradient, share: tf.Tensor) -> Gradient:
    if isinstance(gradient, tf.IndexedSlices):
        return tf.IndexedSlices(gradient.values * share, gradient.indices, gradient.dense_shape)
    return gradient * share


class Average:
    """A slow average of the weights that a run evaluates and keeps in place of the last ones.

    Updated every few steps at the rate that so many steps call for, because reading every weight
    each step would cost a tenth of it. It begins with equal parts of all weights so far and forgets
    the older ones once there are enough, so that the first, poor weights do not linger.

    Source:
        Polyak and Juditsky 1992; the growing memory as in TensorFlow's `ExponentialMovingAverage`.
    """

    EVERY = 8

    def __init__(self, variables: Mapping[str, tf.Variable], decay: float) -> None:
        """Begin with the weights as they are.

        Args:
            variables: What is averaged.
            decay: Share of the average that one step leaves, below 1; 0 makes it the last weights.
        """
        self._variables = variables
        self._decay = decay**self.EVERY
        self.slots: Slots = {f"average/{name}": tf.Variable(value) for name, value in variables.items()}
        self.slots["average_count"] = tf.Variable(0.0)
        self._update: Callable[[], None] = tf.function(self._fold_in, autograph=False)

    def add(self, step: int) -> None:
        """Take in the weights after a step, counted from 1."""
        if step % self.EVERY == 0:
            self._update()

    def _fold_in(self) -> None:
        count = self.slots["average_count"].assign_add(1.0)
        share = 1.0 - tf.minimum(self._decay, (count - 1.0) / (count + 1.0))
        for name, variable in self._variables.items():
            average = self.slots[f"average/{name}"]
            average.assign_add(share * (variable - average))

    def swap(self) -> None:
        """Let weights and averages change places; twice leaves all as it was.

        Before the first weights have been taken in there is no average, and nothing happens.
        """
        if not float(self.slots["average_count"]):
            return
        for name, variable in self._variables.items():
            weights = tf.identity(variable)
            variable.assign(self.slots[f"average/{name}"])
            self.slots[f"average/{name}"].assign(weights)
