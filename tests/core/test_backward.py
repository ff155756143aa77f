"""The way back in NumPy against TensorFlow's gradient of the network that training uses."""

from collections.abc import Callable, Sequence

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
    bundle: Bundle, batch: Batch, targets: Sequence[int], label: int, state: NDArray[np.float32] | None
) -> NDArray[np.float32]:
    """Return d score[target, label] / d features[j] for all n tokens j of the row, [targets, n, E], by TensorFlow."""
    network = model.build(bundle.config, bundle.vocab.sizes, weights=bundle.weights)
    steps, features = batch.timesteps(0), trace(bundle, batch).embedded
    rolled = np.roll(features, -steps.start, axis=1)  # the network turns each row's first token to the front
    watched = tf.constant(np.transpose(rolled, (1, 0, 2)))  # [T, 1, E]
    network._features = lambda _ids, _noise: watched  # type: ignore[method-assign]
    found = []
    for step in targets:
        # A tape each: the loops' own gradient clears what it has read.
        with tf.GradientTape() as tape:
            tape.watch(watched)
            target = network.read(batch.inputs(bundle.config.network), state=state).scores[0, step, label]
        found.append(tape.gradient(target, watched).numpy()[: steps.stop - steps.start, 0])
    return np.stack(found)


# By default each network meets one side of padding, and each side half of the networks.
CASES = [
    pytest.param(
        network, pad, id=f"{name}, padding {pad}", marks=() if side == place % len(PadSide) else pytest.mark.slow
    )
    for place, (name, network) in enumerate(NETWORKS.items())
    for side, pad in enumerate(PadSide)
]


@pytest.mark.parametrize(("network", "pad"), CASES)
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
        targets = (steps.start, (steps.start + steps.stop) // 2, steps.stop - 1)
        seeds = np.zeros((len(targets), *traced.joined.shape[1:]), np.float32)
        seeds[np.arange(len(targets)), targets] = bundle.weights["scores/kernel"][:, label]
        found = input_gradients(bundle, batch, traced.layers, seeds)
        assert found.dtype == np.float32
        expected = tensorflow_gradients(bundle, batch, targets, label, state)
        assert np.abs(expected).max() > 1e-3
        np.testing.assert_allclose(found[:, steps], expected, rtol=0, atol=1e-4)
        assert not found[:, ~batch.mask[0]].any()
