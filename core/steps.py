"""One batch learnt from, one batch tagged: the two graphs that training runs, each traced once.

Shapes are left open in their signatures, so no batch makes TensorFlow trace again.
"""

from typing import NamedTuple

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from core.config import Config, Output, Sampling, TokenInput
from core.encoding import Batch
from core.model import Network, decode, loss, token_losses
from core.optimisers import build_rule, clipped, distinct
from core.viterbi import best_paths
from core.vocab import TOKEN_CHARACTERS
from core.weights import direction_names

Feeds = dict[str, NDArray[np.generic] | tf.Tensor]


class Learnt(NamedTuple):
    """What one step found, before it changed the weights.

    Attributes:
        loss: Sum over the weighted tokens divided by the sum of their weights, smoothed and weighted by
            label as the options say; 0 without any.
        gradient_norm: Length of all gradients together, before clipping.
    """

    loss: float
    gradient_norm: float


class Guessed(NamedTuple):
    """A batch tagged.

    Attributes:
        labels: int32[B, T], label numbers; without meaning on padding.
        losses: float32[B, T], what each token costs; 0 where its weight is.
        loss: Summed over the weighted tokens.
        n_tokens: Weighted tokens.
    """

    labels: NDArray[np.int32]
    losses: NDArray[np.float32]
    loss: float
    n_tokens: float


class _Stream:
    """Batches as feeds, the state of the forward LSTMs carried from one to the next where rows go on."""

    def __init__(self, network: Network) -> None:
        self._network = network
        config = network.config
        carries = config.encoding.sampling is Sampling.STATEFUL
        self.carries = carries and "forward" in direction_names(config.network.directions)
        self.state: tf.Tensor | None = None

    def feeds(self, batch: Batch) -> Feeds:
        """Return everything a graph reads of a batch."""
        feeds: Feeds = {**batch.inputs(self._network.config.network), "tags": batch.tags, "weights": batch.weights}
        if self.carries:
            if self.state is None:
                self.state = self._network.start_state(len(batch.lengths))
            feeds |= {"carry": batch.carry, "state": self.state}
        return feeds

    def signature(self) -> dict[str, tf.TensorSpec]:
        """Return the type and open shape of every feed."""
        config, cells = self._network.config.network, [None, None]
        signature = {
            "words": _words_spec(config.token_input, self._network.sizes.words),
            "mask": tf.TensorSpec(cells, tf.bool),
            "lengths": tf.TensorSpec([None], tf.int32),
            "tags": tf.TensorSpec(cells, tf.int32),
            "weights": tf.TensorSpec(cells, tf.float32),
        }
        is_embedded = config.token_input is TokenInput.EMBEDDED
        if is_embedded and config.affix_length:
            affixes = tf.TensorSpec([None, None, config.affix_length], tf.int32)
            signature |= {"prefixes": affixes, "suffixes": affixes}
        if is_embedded and config.shape_size:
            signature["shapes"] = tf.TensorSpec(cells, tf.int32)
        if is_embedded and config.char_filters:
            signature["characters"] = tf.TensorSpec([None, None, TOKEN_CHARACTERS], tf.int32)
        if self.carries:
            signature["carry"] = tf.TensorSpec([None], tf.bool)
            signature["state"] = tf.TensorSpec([config.layers, 2, None, config.units], tf.float32)
        return signature


def _words_spec(token_input: TokenInput, n_words: int) -> tf.TensorSpec:
    if token_input is TokenInput.EMBEDDED:
        return tf.TensorSpec([None, None], tf.int32)
    return tf.TensorSpec([None, None, n_words if token_input is TokenInput.ONE_HOT else 1], tf.float32)


def _network_inputs(feeds: Feeds) -> dict[str, tf.Tensor]:
    return {name: value for name, value in feeds.items() if name not in ("tags", "weights", "carry", "state")}


def _carried(feeds: Feeds) -> tf.Tensor | None:
    """Return the state to start from: that of the batch before, zero for rows that do not go on."""
    if "state" not in feeds:
        return None
    return tf.where(feeds["carry"][:, None], feeds["state"], 0.0)  # [layers, 2, B, H]


def _loss(
    network: Network, scores: tf.Tensor, feeds: Feeds, label_weights: tf.Tensor | None = None, smoothing: float = 0.0
) -> tuple[tf.Tensor, tf.Tensor]:
    weights, output = feeds["weights"], network.config.network.output
    if label_weights is not None:
        weights *= tf.gather(label_weights, feeds["tags"])
    return loss(scores, feeds["tags"], weights, output, chain=network.chain(feeds["mask"]), smoothing=smoothing)


class Learner:
    """Learns from one batch at a time; what the optimiser remembers lives here.

    Attributes:
        rule: The optimiser; its `slots` are all that a stored run needs beside the weights.
    """

    def __init__(self, network: Network, label_weights: NDArray[np.float32] | None = None) -> None:
        """Start an optimiser.

        Args:
            network: What learns.
            label_weights: float32[L], what a token weighs in the loss by its label; None for 1.
        """
        self._network = network
        self._label_weights = None if label_weights is None else tf.constant(label_weights)
        self.rule = build_rule(network.variables, network.config.training)
        self._stream = _Stream(network)
        scalars = [tf.TensorSpec([], tf.float32), tf.TensorSpec([], tf.int32)]
        self._graph = tf.function(self._learn, input_signature=[self._stream.signature(), *scalars], autograph=False)

    @property
    def n_traces(self) -> int:
        """How often TensorFlow has traced the graph."""
        return int(self._graph.experimental_get_tracing_count())

    def trace(self) -> None:
        """Build the graph ahead of the first batch."""
        self._graph.get_concrete_function()

    @property
    def carried(self) -> NDArray[np.float32] | None:
        """The state that the next batch goes on from, float32[layers, 2, B, H]; None for none."""
        return None if self._stream.state is None else np.array(self._stream.state.numpy())

    def carry(self, state: NDArray[np.float32] | None) -> None:
        """Let the next batch go on from `state`."""
        self._stream.state = None if state is None else tf.constant(state)

    def start_epoch(self) -> None:
        """Forget the state carried from batch to batch."""
        self._stream.state = None

    def learn(self, batch: Batch, *, rate: float, step: int) -> Learnt:
        """Move the weights against the gradient of one batch; not where it is no finite number.

        Args:
            batch: At least one cell.
            rate: Step size.
            step: Counted from 1; with the options' seed it decides what dropout hides.

        Raises:
            MemoryError: TensorFlow could not get the memory for it; no weight has moved.
        """
        try:
            found, state = self._graph(self._stream.feeds(batch), rate, step)
        except tf.errors.ResourceExhaustedError as error:
            raise MemoryError(str(error)) from error
        self._stream.state = state if self._stream.carries else None
        return Learnt(*found.numpy().tolist())

    def _learn(self, feeds: Feeds, rate: tf.Tensor, step: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        config: Config = self._network.config
        variables = self._network.variables
        with tf.GradientTape() as tape:
            seed = tf.stack([config.training.seed, step])
            scores, state = self._network.read(_network_inputs(feeds), state=_carried(feeds), seed=seed)
            smoothing = config.training.label_smoothing
            total, count = _loss(self._network, scores, feeds, self._label_weights, smoothing)
            mean = total / tf.where(count > 0, count, 1.0)
        gradients = {name: distinct(g) for name, g in tape.gradient(mean, variables).items()}
        gradients, norm = clipped(gradients, config.training.clip_norm)
        is_usable = tf.math.is_finite(mean) & tf.math.is_finite(norm) & (count > 0)

        def apply() -> tf.Tensor:
            self.rule.apply(gradients, rate, step)
            return True

        tf.cond(is_usable, apply, lambda: False)
        return tf.stack([mean, norm]), state if self._stream.carries else tf.zeros([])


class Guesser:
    """Tags one batch at a time with the network as it stands."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._stream = _Stream(network)
        self._graph = tf.function(self._guess, input_signature=[self._stream.signature()], autograph=False)

    @property
    def n_traces(self) -> int:
        """How often TensorFlow has traced the graph."""
        return int(self._graph.experimental_get_tracing_count())

    def start(self) -> None:
        """Forget the state carried from batch to batch."""
        self._stream.state = None

    def guess(self, batch: Batch) -> Guessed:
        """Return the best labels of a batch and its loss, dropout off."""
        best, losses, found, state = self._graph(self._stream.feeds(batch))
        self._stream.state = state if self._stream.carries else None
        is_chain = self._network.config.network.output is Output.CRF
        labels = self._best_paths(best.numpy(), batch) if is_chain else best.numpy()
        return Guessed(labels, losses.numpy(), *found.numpy().tolist())

    def _best_paths(self, scores: NDArray[np.float32], batch: Batch) -> NDArray[np.int32]:
        """Return the best path of each row, where its tokens stand, int32[B, T]."""
        turned = batch.first_tokens_first(scores)
        paths = best_paths(turned[:, :, 1:], batch.lengths, self._network.variables["crf/transitions"].numpy())
        labels = np.zeros(batch.mask.shape, np.int32)
        labels[batch.mask] = 1 + paths[np.arange(paths.shape[1]) < batch.lengths[:, None]]
        return labels

    def _guess(self, feeds: Feeds) -> tuple[tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor]:
        output = self._network.config.network.output
        scores, state = self._network.read(_network_inputs(feeds), state=_carried(feeds))
        chain, weights = self._network.chain(feeds["mask"]), feeds["weights"]
        losses = tf.where(
            tf.greater(weights, 0.0), token_losses(scores, feeds["tags"], output, chain=chain) * weights, 0.0
        )
        found = tf.stack([tf.reduce_sum(losses), tf.reduce_sum(weights)])
        is_chain = output is Output.CRF
        best = scores if is_chain else decode(scores, output, self._network.sizes.labels)
        return best, losses, found, state if self._stream.carries else tf.zeros([])
