"""Name, shape and first value of every weight, worked out from the configuration alone.

The one table that `model`, `bundle`, `onnx_graph` and `trace` share: a weight is spelled here and
nowhere else. Gates stand in Keras' order: input, forget, candidate, output.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.config import Directions, NetworkConfig, Output, TokenInput

Weights = Mapping[str, NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Sizes:
    """Rows of each table, the padding and unknown rows included.

    Attributes:
        words: Rows of the word table; columns of a one-hot input.
        prefixes: By length from 1 on, rows of each prefix table.
        suffixes: The same for suffixes.
        shapes: Rows of the word-shape table.
        labels: L, the padding label included.
        characters: Rows of the character table; 0 for none.
    """

    words: int
    prefixes: tuple[int, ...]
    suffixes: tuple[int, ...]
    shapes: int
    labels: int
    characters: int = 0


@dataclass(frozen=True, slots=True)
class WeightSpec:
    """One weight: its name in every file and graph, and its shape."""

    name: str
    shape: tuple[int, ...]


def weight_specs(config: NetworkConfig, sizes: Sizes) -> Iterator[WeightSpec]:
    """Yield every weight of the network in the order data meets them.

    Names: `word/embedding` [words, word_size]; `prefix1/embedding` ... and then `suffix1/embedding`
    ... [rows, affix_size]; `shape/embedding`; `char/embedding` [characters, char_size] with
    `conv/kernel` [char_width, char_size, char_filters] and `conv/bias`: a token's E features are
    its vectors joined in this order. For each layer from 0 and each direction
    `lstm0/forward/kernel` [E, 4H], `.../recurrent` [H, 4H], `.../bias` [4H]; `scores/kernel`
    [D*H, L] and `scores/bias` [L] (one column where the output is one number); with a CRF
    `crf/transitions` [L+1, L+1], see `core.crf`.
    """
    if config.token_input is TokenInput.EMBEDDED:
        yield from _tables(config, sizes)
    features = feature_count(config, sizes)
    for layer in range(config.layers):
        for direction in direction_names(config.directions):
            stem = f"lstm{layer}/{direction}"
            yield WeightSpec(f"{stem}/kernel", (features, 4 * config.units))
            yield WeightSpec(f"{stem}/recurrent", (config.units, 4 * config.units))
            yield WeightSpec(f"{stem}/bias", (4 * config.units,))
        features = config.directions.n_lstms * config.units
    columns = 1 if config.output is Output.NUMBER else sizes.labels
    yield WeightSpec("scores/kernel", (features, columns))
    yield WeightSpec("scores/bias", (columns,))
    if config.output is Output.CRF:
        yield WeightSpec("crf/transitions", (sizes.labels + 1, sizes.labels + 1))


def _tables(config: NetworkConfig, sizes: Sizes) -> Iterator[WeightSpec]:
    yield WeightSpec("word/embedding", (sizes.words, config.word_size))
    for kind, rows in (("prefix", sizes.prefixes), ("suffix", sizes.suffixes)):
        for length in range(1, config.affix_length + 1):
            yield WeightSpec(f"{kind}{length}/embedding", (rows[length - 1], config.affix_size))
    if config.shape_size:
        yield WeightSpec("shape/embedding", (sizes.shapes, config.shape_size))
    if config.char_filters:
        yield WeightSpec("char/embedding", (sizes.characters, config.char_size))
        yield WeightSpec("conv/kernel", (config.char_width, config.char_size, config.char_filters))
        yield WeightSpec("conv/bias", (config.char_filters,))


def direction_names(directions: Directions) -> tuple[str, ...]:
    """Return `forward` and `backward`, or the one that reads."""
    return ("forward", "backward") if directions is Directions.BOTH else (directions.value,)


def feature_count(config: NetworkConfig, sizes: Sizes) -> int:
    """Return E, the numbers that one timestep hands to the first LSTM."""
    if config.token_input is TokenInput.SCALAR:
        return 1
    if config.token_input is TokenInput.ONE_HOT:
        return sizes.words
    affixes = 2 * config.affix_length * config.affix_size
    return config.word_size + affixes + config.shape_size + config.char_filters


def n_parameters(config: NetworkConfig, sizes: Sizes) -> int:
    """Return how many trainable numbers the network has."""
    return sum(int(np.prod(spec.shape)) for spec in weight_specs(config, sizes))


def initial_weights(config: NetworkConfig, sizes: Sizes, *, seed: int) -> dict[str, NDArray[np.float32]]:
    """Return first values: what Keras' layers would draw, from a NumPy generator.

    Kernels are Glorot uniform, recurrent kernels orthogonal, biases 0 but the forget gates' 1,
    embeddings uniform within 0.05 with the padding row at 0, transitions 0. Both engines start from
    these, so the Tensors page shows the very numbers that training begins with.

    Source:
        Glorot and Bengio 2010; Saxe et al. 2014; the forget bias: Jozefowicz et al. 2015.
    """
    random = np.random.default_rng(seed)
    weights: dict[str, NDArray[np.float32]] = {}
    for spec in weight_specs(config, sizes):
        kind = spec.name.rsplit("/", 1)[1]
        if kind == "embedding":
            value = random.uniform(-0.05, 0.05, spec.shape)
            value[0] = 0.0
        elif kind == "recurrent":
            value = _orthogonal(random, spec.shape)
        elif kind == "kernel":
            field = int(np.prod(spec.shape[:-2]))  # the characters a convolution sees, 1 elsewhere
            limit = np.sqrt(6.0 / (field * sum(spec.shape[-2:])))
            value = random.uniform(-limit, limit, spec.shape)
        else:
            value = np.zeros(spec.shape)
            if spec.name.startswith("lstm"):
                value[config.units : 2 * config.units] = 1.0
        weights[spec.name] = value.astype(np.float32)
    return weights


def _orthogonal(random: np.random.Generator, shape: tuple[int, ...]) -> NDArray[np.float64]:
    rows, columns = shape
    q, r = np.linalg.qr(random.standard_normal((columns, rows)))
    return np.asarray((q * np.sign(np.diag(r))).T)
