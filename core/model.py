"""The network in TensorFlow: token features in, one row of scores a token out.

Every array a batch delivers is taken as it is, whatever its padding side; inside, rows start with
their first token. Lengths are handed to each LSTM, padded scores are zero, and the loss is a sum
over weighted tokens: nothing here relies on a framework to pass a mask on.
"""

import contextlib
import os
from collections.abc import Callable, Mapping
from typing import NamedTuple

# Read when the library is loaded: its start-up notes are not for users.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from core.config import Config, NetworkConfig, Output, TokenInput
from core.crf import Chain, cell_losses
from core.lstm import Gates, Reader, State, keras_reader, read_loop
from core.weights import Sizes, Weights, direction_names, initial_weights, weight_specs

UNKNOWN = 1


class Reading(NamedTuple):
    """What the network makes of a batch.

    Attributes:
        scores: float32[B, T, L], or [B, T, 1] where the output is one number; zero on padding.
        state: float32[layers, 2, B, H], hidden and cell of the forward LSTMs after each row's last
            token; None where nothing reads forward.
    """

    scores: tf.Tensor
    state: tf.Tensor | None


def prepare(threads: int = 2) -> None:
    """Give TensorFlow its threads; to be called before anything is computed with it.

    The two directions run side by side, each in one thread: splitting one small product among
    threads costs more than it gains.

    Args:
        threads: Operations that may run at the same time.
    """
    with contextlib.suppress(RuntimeError):  # whoever used TensorFlow first in this process has decided
        tf.config.threading.set_intra_op_parallelism_threads(1)
        tf.config.threading.set_inter_op_parallelism_threads(threads)


class Network:
    """A tagger's weights and the computation on them.

    Attributes:
        config: What it is built from.
        sizes: Rows of its tables.
        variables: What is learnt: every weight under its name in `core.weights`, but that the
            affix tables are one, `affixes`, one below the other: a step then looks up, and moves
            the rows of, one table instead of eight.
    """

    def __init__(self, config: Config, sizes: Sizes, weights: Weights, *, use_keras: bool = False) -> None:
        self.config = config
        self.sizes = sizes
        # The order of the variables is that in which gradients are summed: it must not hang on who hands the weights.
        self._names = names = [spec.name for spec in weight_specs(config.network, sizes)]
        self._affixes = [name for name in names if name.startswith(("prefix", "suffix"))]
        self._affix_borders = np.cumsum([0, *(len(weights[name]) for name in self._affixes)], dtype=np.int32)
        self.variables = {name: tf.Variable(value, name=name) for name, value in self._joined(weights).items()}
        self._readers: dict[str, Reader] = {}
        for stem in {name.rsplit("/", 1)[0] for name in names if name.startswith("lstm")}:
            features = self.variables[f"{stem}/kernel"].shape[0]
            self._readers[stem] = keras_reader(features, config.network.units) if use_keras else read_loop

    def get_weights(self) -> dict[str, NDArray[np.float32]]:
        """Return a copy of every weight by name."""
        weights = {name: variable.numpy().copy() for name, variable in self.variables.items()}
        if self._affixes:
            tables = np.split(weights["affixes"], self._affix_borders[1:-1])
            weights |= dict(zip(self._affixes, tables, strict=True))
        return {name: weights[name] for name in self._names}

    def set_weights(self, weights: Weights) -> None:
        """Take over `weights`, one of the right shape for every name.

        Raises:
            KeyError: One is missing.
            ValueError: One has another shape.
        """
        for name, value in self._joined(weights).items():
            self.variables[name].assign(value)

    def _joined(self, weights: Weights) -> Weights:
        """Return the weights by the names of the variables."""
        plain = {name: weights[name] for name in self._names if name not in self._affixes}
        return plain | ({"affixes": np.concatenate([weights[name] for name in self._affixes])} if self._affixes else {})

    def __call__(self, inputs: Mapping[str, tf.Tensor], *, training: bool = False) -> tf.Tensor:
        """Return scores [B, T, L] for `Batch.inputs`; in training some inputs are hidden, always the same."""
        return self.read(inputs, seed=tf.constant([0, 0]) if training else None).scores

    def chain(self, mask: tf.Tensor) -> Chain | None:
        """Return what a CRF's loss needs for a batch with this mask, bool[B, T]; None without a CRF."""
        if self.config.network.output is not Output.CRF:
            return None
        return Chain(tf.convert_to_tensor(self.variables["crf/transitions"]), mask)

    def start_state(self, rows: int | tf.Tensor) -> tf.Tensor:
        """Return the state before anything was read, float32[layers, 2, B, H]."""
        return tf.zeros([self.config.network.layers, 2, rows, self.config.network.units])

    def read(
        self, inputs: Mapping[str, tf.Tensor], *, state: tf.Tensor | None = None, seed: tf.Tensor | None = None
    ) -> Reading:
        """Compute the scores of a batch.

        Args:
            inputs: As `Batch.inputs` delivers them: `words`, the feature ids that the network has,
                `mask` bool[B, T] and `lengths` int32[B]; the tokens of a row stand together.
            state: What the forward LSTMs start from, float32[layers, 2, B, H]; None for zeros.
            seed: int32[2]; given, dropout and word dropout hide inputs, chosen by this seed alone.
        """
        network = self.config.network
        lengths, steps = tf.cast(inputs["lengths"], tf.int32), tf.shape(inputs["mask"])[1]
        first = tf.argmax(tf.cast(inputs["mask"], tf.int32), axis=1, output_type=tf.int32)
        noise = None if seed is None else _Noise(seed, network)
        ids = {name: _rolled(array, first) for name, array in inputs.items() if name not in ("mask", "lengths")}
        sequence = tf.transpose(self._features(ids, noise), [0, 2, 1])  # [T, E, B]
        mask = tf.transpose(tf.sequence_mask(lengths, steps, dtype=tf.float32))  # [T, B]
        ends: list[tf.Tensor] = []
        for layer in range(network.layers):
            start = self.start_state(tf.shape(lengths)[0])[layer] if state is None else state[layer]
            sequence = sequence if noise is None else noise.hide_features(sequence)
            sequence, end = self._read_layer(layer, sequence, lengths, start, noise)  # [T, D*H, B]
            ends.append(end)
        sequence = sequence if noise is None else noise.hide_features(sequence)
        flat = tf.reshape(tf.transpose(sequence, [1, 0, 2]), [sequence.shape[1], -1])  # [D*H, T * B]
        scores = tf.matmul(self.variables["scores/kernel"], flat, transpose_a=True)
        scores = (scores + self.variables["scores/bias"][:, None]) * tf.reshape(mask, [-1])  # [L, T * B]
        scores = tf.transpose(tf.reshape(scores, [scores.shape[0], steps, -1]), [2, 1, 0])  # [B, T, L]
        scores = _rolled(scores, -first)
        return Reading(scores, None if "forward" not in direction_names(network.directions) else tf.stack(ends))

    def _features(self, ids: Mapping[str, tf.Tensor], noise: "_Noise | None") -> tf.Tensor:
        """Return what the first LSTM reads, float32[T, B, E]."""
        words = ids["words"] if noise is None else noise.hide_words(ids["words"])
        if self.config.network.token_input is not TokenInput.EMBEDDED:
            return tf.transpose(words, [1, 0, 2])  # [T, B, E]
        vectors = [tf.gather(self.variables["word/embedding"], tf.transpose(words))]  # [T, B, word_size]
        if self._affixes:
            rows = tf.concat([ids["prefixes"], ids["suffixes"]], axis=2) + self._affix_borders[:-1]  # [B, T, 2P]
            affixes = tf.gather(self.variables["affixes"], tf.transpose(rows, [1, 0, 2]))  # [T, B, 2P, affix_size]
            width = len(self._affixes) * self.config.network.affix_size
            vectors.append(tf.reshape(affixes, [*tf.unstack(tf.shape(affixes)[:2]), width]))  # [T, B, 2P*affix_size]
        if self.config.network.shape_size:
            vectors.append(tf.gather(self.variables["shape/embedding"], tf.transpose(ids["shapes"])))
        if self.config.network.char_filters:
            vectors.append(self._spelling(tf.transpose(ids["characters"], [1, 0, 2])))
        return tf.concat(vectors, axis=2)  # [T, B, E]

    def _spelling(self, ids: tf.Tensor) -> tf.Tensor:
        """Return what a convolution finds anywhere in each token, float32[T, B, char_filters].

        Args:
            ids: int32[T, B, C].

        Source:
            Ma and Hovy 2016; ReLU instead of tanh, so that padding, held at 0, never wins.
        """
        width, _, filters = self.variables["conv/kernel"].shape
        is_character = tf.cast(ids > 0, tf.float32)[..., None]  # [T, B, C, 1]
        vectors = tf.gather(self.variables["char/embedding"], ids) * is_character  # [T, B, C, char_size]
        n_characters = ids.shape[2]
        before = (width - 1) // 2
        padded = tf.pad(vectors, [[0, 0], [0, 0], [before, width - 1 - before], [0, 0]])
        windows = tf.concat([padded[:, :, k : k + n_characters] for k in range(width)], axis=3)
        flat = tf.reshape(windows, [-1, windows.shape[3]])  # [T * B * C, char_width * char_size]
        kernel = tf.reshape(self.variables["conv/kernel"], [-1, filters])
        found = tf.nn.relu(tf.matmul(flat, kernel) + self.variables["conv/bias"])
        found = tf.reshape(found, tf.concat([tf.shape(ids), [filters]], axis=0)) * is_character  # [T, B, C, filters]
        return tf.reduce_max(found, axis=2)

    def _read_layer(
        self, layer: int, sequence: tf.Tensor, lengths: tf.Tensor, start: tf.Tensor, noise: "_Noise | None"
    ) -> tuple[tf.Tensor, tf.Tensor]:
        """Return the joined outputs of a layer [T, D*H, B] and its forward state [2, B, H]."""
        network, outputs, forward_end = self.config.network, [], start
        for direction in direction_names(network.directions):
            backward = direction == "backward"
            stem = f"lstm{layer}/{direction}"
            gates = Gates(*(tf.convert_to_tensor(self.variables[f"{stem}/{part}"]) for part in Gates._fields))
            begin = tf.transpose(tf.zeros_like(start) if backward else start, [0, 2, 1])  # [2, H, B]
            heard = None if noise is None else noise.heard(begin[0])
            output, end = self._readers[stem](sequence, lengths, gates, State(begin[0], begin[1]), backward, heard)
            if not backward:
                forward_end = tf.transpose(tf.stack([end.hidden, end.cell]), [0, 2, 1])  # [2, B, H]
            elif not network.realign:
                output = tf.reverse_sequence(output, lengths, seq_axis=0, batch_axis=2)
            if not network.return_sequences and layer == network.layers - 1:
                mask = tf.sequence_mask(lengths, tf.shape(sequence)[0], dtype=tf.float32)  # [B, T]
                output = end.hidden * tf.transpose(mask)[:, None]  # [T, H, B]
            outputs.append(output)
        return tf.concat(outputs, axis=1), forward_end


def _rolled(array: tf.Tensor, shift: tf.Tensor) -> tf.Tensor:
    """Return [B, T, ...] with row b turned left by `shift[b]` timesteps."""
    steps = tf.shape(array)[1]
    return tf.gather(array, (tf.range(steps) + shift[:, None]) % steps, axis=1, batch_dims=1)


class _Noise:
    """What training hides, drawn from one seed a step so that a step can be repeated."""

    def __init__(self, seed: tf.Tensor, config: NetworkConfig) -> None:
        self._seed = seed
        self._config = config
        self._n_drawn = 0

    def _uniform(self, shape: tf.Tensor | list[object]) -> tf.Tensor:
        self._n_drawn += 1
        return tf.random.stateless_uniform(shape, tf.stack([self._seed[0], self._seed[1] * 64 + self._n_drawn]))

    def hide_words(self, words: tf.Tensor) -> tf.Tensor:
        """Return `words` with some shown as unknown; affixes and shape stay, as they do for new words.

        Source:
            Word dropout as in Kiperwasser and Goldberg 2016, at one rate for all words.
        """
        share = self._config.word_dropout
        if not share:
            return words
        hidden = self._uniform(tf.shape(words)[:2]) < share  # [B, T]
        if self._config.token_input is TokenInput.EMBEDDED:
            return tf.where(hidden & (words > UNKNOWN), UNKNOWN, words)
        if self._config.token_input is TokenInput.SCALAR:
            return tf.where(hidden[:, :, None], float(UNKNOWN), words)
        return tf.where(hidden[:, :, None], tf.one_hot(UNKNOWN, words.shape[-1]), words)

    def hide_features(self, sequence: tf.Tensor) -> tf.Tensor:
        """Return [T, F, B] with some features of each row set to zero at every timestep alike.

        Source:
            Gal and Ghahramani 2016: one mask over all timesteps.
        """
        share = self._config.dropout
        if not share:
            return sequence
        kept = self._uniform([sequence.shape[1], tf.shape(sequence)[2]]) >= share  # [F, B]
        return sequence * (tf.cast(kept, tf.float32) / (1.0 - share))

    def heard(self, hidden: tf.Tensor) -> tf.Tensor | None:
        """Return what an LSTM's state [H, B] is multiplied by whenever it reads it; None for 1.

        Source:
            Gal and Ghahramani 2016.
        """
        share = self._config.recurrent_dropout
        if not share:
            return None
        return tf.cast(self._uniform(tf.shape(hidden)) >= share, tf.float32) / (1.0 - share)


def build(config: Config, sizes: Sizes, *, weights: Weights | None = None, use_keras: bool = False) -> Network:
    """Return the network of `config`.

    Args:
        config: All options; the seed decides the first weights.
        sizes: Rows of the tables and number of labels.
        weights: First weights; None draws them.
        use_keras: Read with Keras' own LSTM layer rather than ours; the numbers are the same.

    Raises:
        ValueError: `weights` are not those of this network.
    """
    values = initial_weights(config.network, sizes, seed=config.training.seed) if weights is None else weights
    wanted = {spec.name: spec.shape for spec in weight_specs(config.network, sizes)}
    found = {name: value.shape for name, value in values.items()}
    if wanted != found:
        raise ValueError(f"the weights are not those of this network: {sorted(wanted.items() ^ found.items())}")
    return Network(config, sizes, values, use_keras=use_keras)


def loss(
    scores: tf.Tensor,
    tags: tf.Tensor,
    weights: tf.Tensor,
    output: Output,
    *,
    chain: Chain | None = None,
    smoothing: float = 0.0,
) -> tuple[tf.Tensor, tf.Tensor]:
    """Return the summed loss of the weighted tokens and the sum of their weights.

    Args:
        scores: float32[B, T, L], or [B, T, 1] where the output is one number.
        tags: int32[B, T], label numbers.
        weights: float32[B, T], 0 for padding and for tokens nobody labelled.
        output: See `token_losses`.
        chain: How labels follow each other, for a CRF.
        smoothing: See `token_losses`.
    """
    cells = token_losses(scores, tags, output, chain=chain, smoothing=smoothing)  # [B, T]
    return tf.reduce_sum(cells * weights), tf.reduce_sum(weights)


def token_losses(
    scores: tf.Tensor, tags: tf.Tensor, output: Output, *, chain: Chain | None = None, smoothing: float = 0.0
) -> tf.Tensor:
    """Return what each token costs, float32[B, T]; without meaning on padding.

    Args:
        scores: float32[B, T, L], or [B, T, 1] where the output is one number.
        tags: int32[B, T], label numbers.
        output: Softmax: cross-entropy. CRF: the token's part of the sentence's improbability. Sigmoid:
            binary cross-entropy, summed over the labels. Number: squared distance from the label's number.
        chain: How labels follow each other, for a CRF.
        smoothing: Softmax only: share of the certainty that is spread over all labels but padding.

    Source:
        Smoothing: Szegedy et al. 2016.
    """
    cells = _LOSSES[output](scores, tags) if chain is None else cell_losses(scores, tags, chain)  # [B, T]
    if smoothing and output is Output.SOFTMAX:
        spread = tf.reduce_logsumexp(scores, axis=2) - tf.reduce_mean(scores[:, :, 1:], axis=2)  # [B, T]
        cells = (1.0 - smoothing) * cells + smoothing * spread
    return cells


def _cross_entropy(scores: tf.Tensor, tags: tf.Tensor) -> tf.Tensor:
    return tf.nn.sparse_softmax_cross_entropy_with_logits(labels=tags, logits=scores)  # [B, T]


def _binary_cross_entropy(scores: tf.Tensor, tags: tf.Tensor) -> tf.Tensor:
    wanted = tf.one_hot(tags, scores.shape[-1])  # [B, T, L]
    return tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(labels=wanted, logits=scores), axis=2)  # [B, T]


def _squared_distance(scores: tf.Tensor, tags: tf.Tensor) -> tf.Tensor:
    return tf.square(scores[:, :, 0] - tf.cast(tags, tf.float32))  # [B, T]


_LOSSES: dict[Output, Callable[[tf.Tensor, tf.Tensor], tf.Tensor]] = {
    Output.SOFTMAX: _cross_entropy,
    Output.SIGMOID: _binary_cross_entropy,
    Output.NUMBER: _squared_distance,
}


def decode(scores: tf.Tensor, output: Output, n_labels: int) -> tf.Tensor:
    """Return the best label's number for each cell, int32[B, T]; never the padding label.

    One number is rounded to the nearest label's.
    """
    if output is Output.NUMBER:
        return tf.cast(tf.clip_by_value(tf.round(scores[:, :, 0]), 1.0, n_labels - 1.0), tf.int32)
    return 1 + tf.argmax(scores[:, :, 1:], axis=2, output_type=tf.int32)
