"""The network against a plain NumPy reading, token by token, with every switch."""

from dataclasses import replace

import msgspec
import numpy as np
import pytest
import tensorflow as tf
from numpy.typing import NDArray

from core.batches import EncodedCorpus
from core.config import Config, Directions, EncodingConfig, NetworkConfig, Output, PadSide, TokenInput
from core.corpus import Sentence
from core.encoding import Batch
from core.model import Network, build, decode, loss
from core.vocab import Vocab, build_vocab
from core.weights import direction_names

Floats = NDArray[np.float64]

TEXTS = ("the cat sat on the mat", "a dog", "cats chase dogs past the old mill", "rain")
SENTENCES = tuple(Sentence(tuple(t.split(" ")), {"size": tuple(str(len(w)) for w in t.split(" "))}) for t in TEXTS)
SMALL = NetworkConfig(word_size=6, affix_length=2, affix_size=3, shape_size=2, char_filters=0, units=5)


def _config(network: NetworkConfig = SMALL, **encoding: object) -> Config:
    return Config(network=network, encoding=msgspec.structs.replace(EncodingConfig(), **encoding))


def _vocab(config: Config) -> Vocab:
    return build_vocab(SENTENCES, "size", config)


def _batch(config: Config, *, width: int | None = None) -> Batch:
    data = EncodedCorpus.build(SENTENCES, "size", _vocab(config))
    plan = data.plan(config.encoding, training=False)
    return data.tokens.batch(plan.batch_rows(0), width or int(plan.widths[0]), config.encoding.pad)


def _network(config: Config, *, use_keras: bool = False) -> Network:
    network = build(config, _vocab(config).sizes, use_keras=use_keras)
    random = np.random.default_rng(7)
    network.set_weights(
        {name: random.normal(size=w.shape).astype(np.float32) * 0.5 for name, w in network.get_weights().items()}
    )
    return network


def _sigmoid(values: Floats) -> Floats:
    return 1 / (1 + np.exp(-values))


def _read(weights: dict[str, Floats], stem: str, inputs: Floats, *, backward: bool, realign: bool) -> Floats:
    """Read one row [n, F] with one LSTM, the plain way; the last line read stands last unless turned round."""
    kernel, recurrent, bias = (weights[f"{stem}/{part}"] for part in ("kernel", "recurrent", "bias"))
    hidden, cell, outputs = np.zeros(len(recurrent)), np.zeros(len(recurrent)), []
    for line in inputs[::-1] if backward else inputs:
        enter, keep, candidate, leave = np.split(line @ kernel + hidden @ recurrent + bias, 4)
        cell = _sigmoid(keep) * cell + _sigmoid(enter) * np.tanh(candidate)
        hidden = _sigmoid(leave) * np.tanh(cell)
        outputs.append(hidden)
    return np.array(outputs[::-1] if backward and realign else outputs)


def _features(weights: dict[str, Floats], config: NetworkConfig, inputs: dict[str, NDArray[np.generic]]) -> Floats:
    if config.token_input is not TokenInput.EMBEDDED:
        return np.asarray(inputs["words"], np.float64)
    columns = [weights["word/embedding"][inputs["words"]]]
    for kind in ("prefix", "suffix"):
        for length in range(config.affix_length):
            columns.append(weights[f"{kind}{length + 1}/embedding"][inputs[f"{kind}es"][:, :, length]])
    if config.shape_size:
        columns.append(weights["shape/embedding"][inputs["shapes"]])
    return np.concatenate(columns, axis=2)


def _expected(network: Network, batch: Batch) -> Floats:
    config = network.config.network
    weights = {name: value.astype(np.float64) for name, value in network.get_weights().items()}
    features = _features(weights, config, batch.inputs(config))
    scores = np.zeros((*batch.mask.shape, weights["scores/bias"].shape[0]))
    for row in range(len(batch.rows)):
        sequence = features[row, batch.timesteps(row)]
        for layer in range(config.layers):
            joined = []
            for name in direction_names(config.directions):
                backward = name == "backward"
                raw = _read(weights, f"lstm{layer}/{name}", sequence, backward=backward, realign=False)
                outputs = raw[::-1] if backward and config.realign else raw
                is_last = layer == config.layers - 1
                joined.append(outputs if config.return_sequences or not is_last else np.repeat(raw[-1:], len(raw), 0))
            sequence = np.concatenate(joined, axis=1)
        scores[row, batch.timesteps(row)] = sequence @ weights["scores/kernel"] + weights["scores/bias"]
    return scores


NETWORKS = {
    "both ways": SMALL,
    "forward": msgspec.structs.replace(SMALL, directions=Directions.FORWARD),
    "backward": msgspec.structs.replace(SMALL, directions=Directions.BACKWARD),
    "two layers": msgspec.structs.replace(SMALL, layers=2),
    "not realigned": msgspec.structs.replace(SMALL, layers=2, realign=False),
    "last state": msgspec.structs.replace(SMALL, layers=2, return_sequences=False),
    "both faults": msgspec.structs.replace(SMALL, realign=False, return_sequences=False),
    "words alone": msgspec.structs.replace(SMALL, affix_length=0, shape_size=0),
    "one number": NetworkConfig(token_input=TokenInput.SCALAR, units=5, output=Output.NUMBER),
    "one-hot": NetworkConfig(token_input=TokenInput.ONE_HOT, one_hot_words=6, units=5, output=Output.SIGMOID),
}


@pytest.mark.parametrize("pad", list(PadSide))
@pytest.mark.parametrize("name", NETWORKS)
def test_scores(name: str, pad: PadSide) -> None:
    config = _config(NETWORKS[name], pad=pad)
    network, batch = _network(config), _batch(config, width=10)
    found = network(batch.inputs(config.network)).numpy()
    np.testing.assert_allclose(found, _expected(network, batch), atol=1e-5)
    assert not np.any(found[~batch.mask])
    assert np.all(np.any(found[batch.mask], axis=1))


@pytest.mark.parametrize("pad", list(PadSide))
@pytest.mark.parametrize("name", ["two layers", "not realigned", "last state"])
def test_kerass_layers_give_the_same(name: str, pad: PadSide) -> None:
    config = _config(NETWORKS[name], pad=pad)
    inputs = _batch(config).inputs(config.network)
    np.testing.assert_allclose(_network(config)(inputs), _network(config, use_keras=True)(inputs), atol=1e-5)


@pytest.mark.parametrize("pad", list(PadSide))
def test_what_padding_holds_does_not_matter(pad: PadSide) -> None:
    config = _config(msgspec.structs.replace(SMALL, layers=2), pad=pad)
    network, batch = _network(config), _batch(config, width=10)
    features = batch.features
    dirty = replace(features, words=np.where(batch.mask, features.words, 3), shapes=np.where(batch.mask, 2, 1))
    clean = replace(features, shapes=np.where(batch.mask, 2, 0))
    found = [network(replace(batch, features=f).inputs(config.network)).numpy() for f in (clean, dirty)]
    np.testing.assert_array_equal(*found)


def test_a_longer_length_changes_the_scores() -> None:
    """The backward LSTM would start in the padding: lengths are read, not guessed."""
    config = _config()
    network, batch = _network(config), _batch(config, width=10)
    inputs = batch.inputs(config.network)
    right = network(inputs).numpy()
    wrong = network({**inputs, "lengths": np.full_like(batch.lengths, 10)}).numpy()
    assert np.abs(right - wrong)[batch.mask].max() > 1e-2


def test_state_goes_on_over_batches() -> None:
    config = _config(msgspec.structs.replace(SMALL, directions=Directions.FORWARD, layers=2))
    network, batch = _network(config), _batch(config, width=8)
    whole = {name: array[-1:] for name, array in batch.inputs(config.network).items()}  # the longest, 7 tokens
    halves = [
        {name: array[:, part] for name, array in whole.items() if name != "lengths"} | {"lengths": np.array([length])}
        for part, length in ((slice(0, 4), 4), (slice(4, 8), 3))
    ]
    first = network.read(halves[0], state=network.start_state(1))
    second = network.read(halves[1], state=first.state)
    np.testing.assert_allclose(tf.concat([first.scores, second.scores], 1), network(whole), atol=1e-6)
    assert np.abs(second.scores - network(halves[1])).max() > 1e-3


def test_a_state_does_not_reach_the_backward_lstm() -> None:
    config = _config(msgspec.structs.replace(SMALL, directions=Directions.BACKWARD))
    network, inputs = _network(config), _batch(config).inputs(config.network)
    state = tf.ones_like(network.start_state(len(SENTENCES)))
    reading = network.read(inputs, state=state)
    np.testing.assert_array_equal(reading.scores, network(inputs))
    assert reading.state is None


def test_dropout_hides_whole_columns_and_is_repeatable() -> None:
    config = _config(msgspec.structs.replace(SMALL, dropout=0.5, word_dropout=0.5))
    network, inputs = _network(config), _batch(config).inputs(config.network)
    once, again = (network.read(inputs, seed=tf.constant([1, 5])).scores.numpy() for _ in range(2))
    np.testing.assert_array_equal(once, again)
    assert np.abs(once - network.read(inputs, seed=tf.constant([1, 6])).scores).max() > 1e-2
    assert np.abs(once - network(inputs)).max() > 1e-2


def test_nothing_is_hidden_without_dropout() -> None:
    config = _config(msgspec.structs.replace(SMALL, dropout=0.0, word_dropout=0.0))
    network, inputs = _network(config), _batch(config).inputs(config.network)
    np.testing.assert_array_equal(network(inputs, training=True), network(inputs))


@pytest.mark.parametrize("token_input", list(TokenInput))
def test_word_dropout_shows_the_unknown_word(token_input: TokenInput) -> None:
    """At nearly full rate every row must come close to reading unknown words alone."""
    output = Output.SOFTMAX
    config = _config(
        NetworkConfig(
            token_input=token_input, units=5, affix_length=0, shape_size=0, dropout=0.0, word_dropout=0.9, output=output
        )
    )
    network, batch = _network(config), _batch(config)
    features = replace(batch.features, words=np.where(batch.mask, 1, 0).astype(np.int32))
    unknown = network(replace(batch, features=features).inputs(config.network)).numpy()
    readings = [
        network.read(batch.inputs(config.network), seed=tf.constant([0, n])).scores.numpy()[0, 0] for n in range(60)
    ]
    hidden = np.mean([np.allclose(reading, unknown[0, 0], atol=1e-5) for reading in readings])  # "rain", alone
    assert 0.75 < hidden <= 1.0


def test_losses_by_hand() -> None:
    scores = np.array([[[0.0, 1.0, 2.0], [1.0, 0.0, -1.0]], [[3.0, 0.5, 0.0], [9.0, 9.0, 9.0]]], np.float32)
    tags, weights = np.array([[2, 1], [1, 0]]), np.array([[1, 1], [1, 0]], np.float32)
    cells = [(0, 0), (0, 1), (1, 0)]
    shares = np.exp(scores) / np.exp(scores).sum(axis=2, keepdims=True)
    wanted = -sum(np.log(shares[cell][tags[cell]]) for cell in cells)
    total, count = loss(scores, tags, weights, Output.SOFTMAX)
    np.testing.assert_allclose([total, count], [wanted, 3], rtol=1e-5)
    each = _sigmoid(scores.astype(np.float64))
    wanted = -sum(np.log(each[c][k] if k == tags[c] else 1 - each[c][k]) for c in cells for k in range(3))
    np.testing.assert_allclose(loss(scores, tags, weights, Output.SIGMOID)[0], wanted, rtol=1e-5)
    number = scores[:, :, :1]
    wanted = (0 - 2) ** 2 + (1 - 1) ** 2 + (3 - 1) ** 2
    np.testing.assert_allclose(loss(number, tags, weights, Output.NUMBER)[0], wanted, rtol=1e-5)


def test_decode_never_gives_padding() -> None:
    scores = tf.constant([[[9.0, 1.0, 2.0], [9.0, 5.0, 2.0]]])
    np.testing.assert_array_equal(decode(scores, Output.SOFTMAX, 3), [[2, 1]])
    numbers = tf.constant([[[-3.0], [0.4], [1.6], [7.0]]])
    np.testing.assert_array_equal(decode(numbers, Output.NUMBER, 3), [[1, 1, 2, 2]])


def test_weights_that_are_not_of_this_network_are_refused() -> None:
    config = _config()
    weights = _network(config).get_weights()
    with pytest.raises(ValueError, match="scores/bias"):
        build(config, _vocab(config).sizes, weights={k: v for k, v in weights.items() if k != "scores/bias"})


def test_first_weights_follow_the_seed() -> None:
    first, again, other = (
        build(
            Config(network=SMALL, training=msgspec.structs.replace(Config().training, seed=seed)), SIZES
        ).get_weights()
        for seed in (1, 1, 2)
    )
    np.testing.assert_array_equal(first["scores/kernel"], again["scores/kernel"])
    assert np.any(first["scores/kernel"] != other["scores/kernel"])


SIZES = _vocab(_config()).sizes
