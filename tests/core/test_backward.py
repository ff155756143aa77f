"""The way back in NumPy against TensorFlow's gradient of the network that training uses."""

from collections.abc import Callable

import msgspec
import numpy as np
import pytest
import tensorflow as tf
from numpy.typing import NDArray

from core import model
from core.backward import input_gradients
from core.batches import batches
from core.bundle import Bundle
from core.config import Config, Directions, EncodingConfig, NetworkConfig, Output, PadSide, TokenInput
from core.corpus import Sentence
from core.encoding import Batch
from core.inspection import only_row
from core.trace import trace

MakeBundle = Callable[..., Bundle]
NETWORK = NetworkConfig(word_size=6, affix_length=1, affix_size=3, shape_size=2, char_filters=0, units=5)
NETWORKS = {
    "one layer": NETWORK,
    "two layers": msgspec.structs.replace(NETWORK, layers=2),
    "a CRF, two layers": msgspec.structs.replace(NETWORK, layers=2, output=Output.CRF),
    "forward": msgspec.structs.replace(NETWORK, layers=2, directions=Directions.FORWARD),
    "backward": msgspec.structs.replace(NETWORK, directions=Directions.BACKWARD, output=Output.CRF),
    "backward, two layers": msgspec.structs.replace(NETWORK, layers=2, directions=Directions.BACKWARD),
    "a bare number": msgspec.structs.replace(NETWORK, token_input=TokenInput.SCALAR, output=Output.NUMBER),
    "one-hot": msgspec.structs.replace(NETWORK, token_input=TokenInput.ONE_HOT, one_hot_words=9, layers=2),
    "last state only": msgspec.structs.replace(NETWORK, layers=2, return_sequences=False),
    "not realigned": msgspec.structs.replace(NETWORK, layers=2, realign=False),
}


def row_of(bundle: Bundle, sentences: tuple[Sentence, ...], row: int) -> Batch:
    """Return one padded row of a batch of sentences of different length."""
    whole = next(iter(batches(sentences, "ner", bundle.vocab, bundle.config, training=False)))
    return only_row(whole, row)


def tensorflow_gradients(
    bundle: Bundle, batch: Batch, label: int, state: NDArray[np.float32] | None
) -> NDArray[np.float32]:
    """Return d score[i, label] / d features[j] for all tokens of the row, [n, n, E], by automatic differentiation."""
    network = model.build(bundle.config, bundle.vocab.sizes, weights=bundle.weights)
    steps, features = batch.timesteps(0), trace(bundle, batch).embedded
    rolled = np.roll(features, -steps.start, axis=1)  # the network turns each row's first token to the front
    watched = tf.constant(np.transpose(rolled, (1, 0, 2)))  # [T, 1, E]
    network._features = lambda _ids, _noise: watched  # type: ignore[method-assign]
    found = []
    for step in range(steps.start, steps.stop):
        # A tape each: the loops' own gradient clears what it has read.
        with tf.GradientTape() as tape:
            tape.watch(watched)
            target = network.read(batch.inputs(bundle.config.network), state=state).scores[0, step, label]
        found.append(tape.gradient(target, watched).numpy()[: steps.stop - steps.start, 0])
    return np.stack(found)


@pytest.mark.parametrize("pad", PadSide, ids=str)
@pytest.mark.parametrize("network", NETWORKS.values(), ids=NETWORKS.keys())
def test_it_is_the_gradient_that_tensorflow_finds(
    make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...], network: NetworkConfig, pad: PadSide
) -> None:
    bundle = make_bundle(Config(network=network, encoding=EncodingConfig(pad=pad, batch_size=6)))
    batch = row_of(bundle, small_corpus[:6], 3)
    label = 0 if network.output is Output.NUMBER else 2
    rows = np.random.default_rng(3).normal(0, 0.5, (network.layers, 2, 1, network.units)).astype(np.float32)
    starts = (None,) if network.directions is Directions.BACKWARD else (None, rows)
    for state in starts:
        traced, steps = trace(bundle, batch, state=state), batch.timesteps(0)
        seeds = np.zeros((steps.stop - steps.start, *traced.joined.shape[1:]), np.float32)
        seeds[np.arange(len(seeds)), np.arange(steps.start, steps.stop)] = bundle.weights["scores/kernel"][:, label]
        found = input_gradients(bundle, batch, traced.layers, seeds)
        assert found.dtype == np.float32
        expected = tensorflow_gradients(bundle, batch, label, state)
        assert np.abs(expected).max() > 1e-3
        np.testing.assert_allclose(found[:, steps], expected, rtol=0, atol=1e-4)
        assert not found[:, ~batch.mask[0]].any()
