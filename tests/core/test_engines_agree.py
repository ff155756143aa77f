"""TensorFlow trains, ONNX Runtime tags, NumPy shows: the three must say the same of every token."""

import dataclasses
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import numpy as np
import onnx
import onnxruntime
import pytest
from numpy.typing import NDArray

from core import model, onnx_graph
from core.batches import EncodedCorpus
from core.bundle import Bundle
from core.config import PRESETS, Config, Directions, NetworkConfig, Output, PadSide, Sampling
from core.corpus import Sentence
from core.encoding import Batch
from core.onnx_inputs import feeds
from core.rows import plan_rows
from core.trace import trace

MakeBundle = Callable[..., Bundle]
Scores = NDArray[np.float32]
TOLERANCE = 1e-4
SMALL = NetworkConfig(word_size=6, affix_length=2, affix_size=3, shape_size=2, char_filters=4, units=8)
DEFAULT = PRESETS["default"].network
QUESTION = msgspec.structs.replace(PRESETS["question-2016"].network, units=16)


def _named(network: NetworkConfig, **changes: object) -> NetworkConfig:
    return msgspec.structs.replace(network, **changes)


NETWORKS = {
    # Presets that differ in sampling alone share a network.
    **{name: config.network for name, config in PRESETS.items() if name == "default" or config.network != DEFAULT},
    "default, two layers": _named(DEFAULT, layers=2),
    "question-2016, last state only": _named(QUESTION, return_sequences=False),
    "question-2016, not realigned": _named(QUESTION, realign=False),
    "question-2016, both faults": _named(QUESTION, return_sequences=False, realign=False),
    "question-2016, two layers, both faults": _named(QUESTION, layers=2, return_sequences=False, realign=False),
    "one-hot, softmax": _named(PRESETS["one-hot"].network, output=DEFAULT.output),
    "forward only": _named(SMALL, directions=Directions.FORWARD, layers=2),
    "backward only": _named(SMALL, directions=Directions.BACKWARD, layers=2),
    "backward only, not realigned": _named(SMALL, directions=Directions.BACKWARD, layers=2, realign=False),
    "backward only, last state only": _named(SMALL, directions=Directions.BACKWARD, return_sequences=False),
    "no affixes": _named(SMALL, affix_length=0),
    "no shapes": _named(SMALL, shape_size=0),
    "no characters": _named(SMALL, char_filters=0),
    "two characters at once": _named(SMALL, char_filters=5, char_size=3, char_width=2),
    "a CRF": _named(SMALL, output=Output.CRF),
    "a CRF, two layers": _named(SMALL, output=Output.CRF, layers=2),
}


def _bundle(make_bundle: MakeBundle, network: NetworkConfig, **encoding: object) -> Bundle:
    plain = msgspec.structs.replace(PRESETS["default"].encoding, **encoding)
    return make_bundle(Config(network=network, encoding=plain), scale=0.1)


def _batch(bundle: Bundle, sentences: tuple[Sentence, ...], *, extra: int = 0) -> Batch:
    """Return all sentences as one batch, `extra` timesteps wider than its longest row."""
    encoded = EncodedCorpus.build(sentences, "ner", bundle.vocab).tokens
    rows = plan_rows(encoded.lengths, bundle.config.encoding, training=False)
    return encoded.batch(rows, int(rows.lengths.max()) + extra, bundle.config.encoding.pad)


def _session(graph: onnx.ModelProto) -> onnxruntime.InferenceSession:
    return onnxruntime.InferenceSession(graph.SerializeToString(), providers=["CPUExecutionProvider"])


def _numpy_tokens(bundle: Bundle, batch: Batch) -> list[Scores]:
    scores = trace(bundle, batch).scores
    return [scores[row, batch.timesteps(row)] for row in range(len(batch.rows))]


def _onnx_tokens(bundle: Bundle, batch: Batch, graph: onnx.ModelProto | None = None) -> list[Scores]:
    scores = _session(graph or onnx_graph.build(bundle)).run(["scores"], feeds(batch, bundle))[0]
    return [scores[row, :length] for row, length in enumerate(batch.lengths.tolist())]


def _tensorflow_tokens(bundle: Bundle, batch: Batch, *, use_keras: bool) -> list[Scores]:
    network = model.build(bundle.config, bundle.vocab.sizes, weights=bundle.weights, use_keras=use_keras)
    scores = network(batch.inputs(bundle.config.network)).numpy()
    assert not scores[~batch.mask].any()
    return [scores[row, batch.timesteps(row)] for row in range(len(batch.rows))]


def _largest_difference(left: list[Scores], right: list[Scores]) -> float:
    return max(float(np.abs(one - other).max()) for one, other in zip(left, right, strict=True))


def _layouts(make_bundle: MakeBundle, network: NetworkConfig, sentences: tuple[Sentence, ...]) -> Iterator[Any]:
    """Yield (bundle, batch): one row and thirty-two, padded on either side, tightly and with room."""
    for pad in PadSide:
        bundle = _bundle(make_bundle, network, pad=pad)
        yield bundle, _batch(bundle, sentences[5:6], extra=4)
        yield bundle, _batch(bundle, sentences[:32])
        yield bundle, _batch(bundle, sentences[:32], extra=9)


@pytest.mark.parametrize("network", NETWORKS.values(), ids=NETWORKS.keys())
def test_numpy_and_onnx_say_what_keras_says(
    make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...], network: NetworkConfig
) -> None:
    for bundle, batch in _layouts(make_bundle, network, small_corpus):
        keras = _tensorflow_tokens(bundle, batch, use_keras=True)
        assert _largest_difference(keras, _numpy_tokens(bundle, batch)) < TOLERANCE
        assert _largest_difference(keras, _onnx_tokens(bundle, batch)) < TOLERANCE


@pytest.mark.parametrize("network", NETWORKS.values(), ids=NETWORKS.keys())
def test_the_training_loop_says_it_too(
    make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...], network: NetworkConfig
) -> None:
    bundle = _bundle(make_bundle, network, pad=PadSide.BEFORE)
    batch = _batch(bundle, small_corpus[:32], extra=3)
    trained = _tensorflow_tokens(bundle, batch, use_keras=False)
    assert _largest_difference(trained, _numpy_tokens(bundle, batch)) < TOLERANCE


@pytest.mark.parametrize("layers", [1, 2])
def test_padding_changes_no_engine(make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...], layers: int) -> None:
    """A sentence alone, without padding, gets the scores it gets in any rectangle."""
    network = _named(SMALL, layers=layers)
    tight = _bundle(make_bundle, network)
    alone = [_numpy_tokens(tight, _batch(tight, (sentence,)))[0] for sentence in small_corpus[:32]]
    for bundle, batch in _layouts(make_bundle, network, small_corpus):
        expected = alone if len(batch.rows) > 1 else alone[5:6]
        assert _largest_difference(expected, _onnx_tokens(bundle, batch)) < TOLERANCE
        assert _largest_difference(expected, _tensorflow_tokens(bundle, batch, use_keras=False)) < TOLERANCE


def _without_lengths(batch: Batch) -> Batch:
    """Return the batch as one that takes its padding for tokens."""
    width = batch.mask.shape[1]
    return dataclasses.replace(
        batch, lengths=np.full_like(batch.lengths, width), mask=np.ones_like(batch.mask), pad=PadSide.AFTER
    )


@pytest.mark.parametrize("pad", PadSide, ids=str)
@pytest.mark.parametrize("layers", [1, 2])
def test_a_dropped_length_would_be_seen_in_every_engine(
    make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...], layers: int, pad: PadSide
) -> None:
    bundle = _bundle(make_bundle, _named(SMALL, layers=layers), pad=pad)
    batch = _batch(bundle, small_corpus[:6])
    dropped = _without_lengths(batch)
    right = _numpy_tokens(bundle, batch)
    short = [row for row in range(6) if batch.lengths[row] < batch.mask.shape[1]]

    def _row_differences(scores: Scores) -> list[float]:
        return [float(np.abs(scores[row, batch.timesteps(row)] - right[row]).max()) for row in short]

    keras = model.build(bundle.config, bundle.vocab.sizes, weights=bundle.weights, use_keras=True)
    session = _session(onnx_graph.build(bundle))
    engines = [
        trace(bundle, dropped).scores,
        keras(dropped.inputs(bundle.config.network)).numpy(),
        session.run(["scores"], feeds(dropped, bundle))[0],
    ]
    for scores in engines:
        assert min(_row_differences(scores)) > 100 * TOLERANCE


@pytest.mark.parametrize("layers", [1, 2])
def test_a_graph_whose_operators_forgot_the_lengths_would_be_seen(
    make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...], layers: int
) -> None:
    bundle = _bundle(make_bundle, _named(SMALL, layers=layers))
    batch = _batch(bundle, small_corpus[:6])
    for forgotten in range(layers):
        graph = onnx_graph.build(bundle)
        recurrent = [node for node in graph.graph.node if node.op_type == "LSTM"]
        assert recurrent[forgotten].input[4] == "lengths"
        recurrent[forgotten].input[4] = ""
        spoiled = _onnx_tokens(bundle, batch, graph)
        assert _largest_difference(spoiled, _numpy_tokens(bundle, batch)) > 100 * TOLERANCE


@pytest.mark.parametrize("layers", [1, 2])
@pytest.mark.parametrize("directions", [Directions.BOTH, Directions.FORWARD], ids=str)
def test_state_is_carried_alike(
    make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...], layers: int, directions: Directions
) -> None:
    network = _named(SMALL, layers=layers, directions=directions)
    bundle = _bundle(make_bundle, network, sampling=Sampling.STATEFUL, window=4, pad=PadSide.BEFORE)
    sentences = tuple(sentence for sentence in small_corpus if sentence.document == "day 1")
    encoded = EncodedCorpus.build(sentences, "ner", bundle.vocab).tokens
    rows = plan_rows(encoded.lengths, bundle.config.encoding, training=False, documents=encoded.documents)
    assert (rows.lanes, len(rows)) == (1, 10)
    keras = model.build(bundle.config, bundle.vocab.sizes, weights=bundle.weights, use_keras=True)
    session = _session(onnx_graph.build(bundle))
    state = np.zeros((layers, 2, 1, network.units), np.float32)
    for number in range(len(rows)):
        batch = encoded.batch(rows.take(slice(number, number + 1)), 4, PadSide.BEFORE)
        assert bool(batch.carry[0]) == (number > 0)
        traced = trace(bundle, batch, state=state)
        reading = keras.read(batch.inputs(network), state=state)
        start = {"initial_h": state[:, 0].copy(), "initial_c": state[:, 1].copy()}
        scores, hidden, cell = session.run(["scores", "final_h", "final_c"], feeds(batch, bundle) | start)
        assert traced.state is not None
        assert reading.state is not None
        at, length = batch.timesteps(0), int(batch.lengths[0])
        np.testing.assert_allclose(reading.scores.numpy()[0, at], traced.scores[0, at], atol=TOLERANCE)
        np.testing.assert_allclose(scores[0, :length], traced.scores[0, at], atol=TOLERANCE)
        np.testing.assert_allclose(reading.state.numpy(), traced.state, atol=TOLERANCE)
        np.testing.assert_allclose(np.stack([hidden, cell], axis=1), traced.state, atol=TOLERANCE)
        state = traced.state
