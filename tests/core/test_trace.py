"""The NumPy network against a reading of one row, token by token, and against its own promises."""

from collections.abc import Callable, Iterable

import msgspec
import numpy as np
import pytest
from numpy.typing import NDArray

from core.batches import batches
from core.bundle import Bundle
from core.config import PRESETS, Config, Directions, EncodingConfig, NetworkConfig, Output, PadSide
from core.corpus import Sentence
from core.encoding import Batch
from core.trace import Trace, probabilities_of, trace, trace_sentence

MakeBundle = Callable[..., Bundle]
Floats = NDArray[np.float64]
NETWORK = NetworkConfig(word_size=6, affix_length=2, affix_size=3, shape_size=2, char_filters=0, units=5)


def _config(pad: PadSide = PadSide.AFTER, **network: object) -> Config:
    return Config(network=msgspec.structs.replace(NETWORK, **network), encoding=EncodingConfig(pad=pad, batch_size=64))


def _batch(bundle: Bundle, sentences: Iterable[Sentence]) -> Batch:
    return next(iter(batches(sentences, "ner", bundle.vocab, bundle.config, training=False)))


def _features(bundle: Bundle, tokens: tuple[str, ...]) -> Floats:
    """Return [T, E] from the token's strings, without any batch."""
    vocab, weights = bundle.vocab, bundle.weights
    lines = []
    for token in tokens:
        parts = [weights["word/embedding"][vocab.word_row(token)]]
        for length in (1, 2):
            parts.append(weights[f"prefix{length}/embedding"][vocab.prefixes[length - 1].index(token[:length])])
        for length in (1, 2):
            parts.append(weights[f"suffix{length}/embedding"][vocab.suffixes[length - 1].index(token[-length:])])
        parts.append(weights["shape/embedding"][vocab.token_rows(token)[1]])
        lines.append(np.concatenate(parts))
    return np.asarray(lines, np.float64)


def _read(bundle: Bundle, stem: str, lines: Floats) -> tuple[Floats, Floats]:
    """Read lines [n, F] from first to last; return outputs and cells [n, H]."""
    kernel, recurrent, bias = (bundle.weights[f"{stem}/{part}"] for part in ("kernel", "recurrent", "bias"))
    hidden, cell = np.zeros(len(recurrent)), np.zeros(len(recurrent))
    outputs, cells = [], []
    for line in lines:
        enter, keep, candidate, leave = np.split(line @ kernel + hidden @ recurrent + bias, 4)
        cell = cell / (1 + np.exp(-keep)) + np.tanh(candidate) / (1 + np.exp(-enter))
        hidden = np.tanh(cell) / (1 + np.exp(-leave))
        outputs.append(hidden)
        cells.append(cell)
    return np.asarray(outputs), np.asarray(cells)


@pytest.mark.parametrize("pad", PadSide, ids=str)
@pytest.mark.parametrize("realign", [True, False], ids=["realigned", "as read"])
def test_every_tensor_of_two_layers(
    make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...], pad: PadSide, realign: bool
) -> None:
    bundle = make_bundle(_config(pad, layers=2, realign=realign))
    batch = _batch(bundle, small_corpus)
    traced = trace(bundle, batch)
    for row, source in enumerate(batch.rows):
        at = (row, batch.timesteps(row))
        sequence = _features(bundle, small_corpus[source.pieces[0].sentence].tokens)
        np.testing.assert_allclose(traced.embedded[at], sequence, atol=1e-6)
        for number, layer in enumerate(traced.layers):
            forward, forward_cells = _read(bundle, f"lstm{number}/forward", sequence)
            backward, backward_cells = _read(bundle, f"lstm{number}/backward", sequence[::-1])
            kept = layer.directions["backward"]
            np.testing.assert_allclose(layer.directions["forward"].hidden[at], forward, atol=1e-5)
            np.testing.assert_allclose(layer.directions["forward"].cell[at], forward_cells, atol=1e-5)
            np.testing.assert_allclose(kept.hidden[at], backward[::-1], atol=1e-5)
            np.testing.assert_allclose(kept.cell[at], backward_cells[::-1], atol=1e-5)
            np.testing.assert_allclose(kept.raw[at], backward, atol=1e-5)
            sequence = np.concatenate([forward, backward[::-1] if realign else backward], axis=1)
            np.testing.assert_allclose(layer.joined[at], sequence, atol=1e-5)
        scores = sequence @ bundle.weights["scores/kernel"] + bundle.weights["scores/bias"]
        np.testing.assert_allclose(traced.scores[at], scores, atol=1e-5)


def test_only_the_last_state_is_returned(make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...]) -> None:
    bundle = make_bundle(_config(PadSide.BEFORE, layers=2, return_sequences=False))
    batch = _batch(bundle, small_corpus)
    first, last = trace(bundle, batch).layers
    for row in range(len(batch.rows)):
        steps = batch.timesteps(row)
        forward, backward = last.directions["forward"], last.directions["backward"]
        repeated = np.concatenate([forward.hidden[row, steps.stop - 1], backward.hidden[row, steps.start]])
        np.testing.assert_array_equal(last.joined[row, steps], np.tile(repeated, (steps.stop - steps.start, 1)))
        np.testing.assert_array_equal(first.joined[row, :, :5], first.directions["forward"].hidden[row])


def _tensors(traced: Trace) -> Iterable[NDArray[np.float32]]:
    yield from (traced.embedded, traced.joined, traced.scores)
    for layer in traced.layers:
        for kept in layer.directions.values():
            yield from (kept.input_gate, kept.forget_gate, kept.candidate, kept.output_gate, kept.cell)
            yield from (kept.hidden, kept.raw, kept.output)


@pytest.mark.parametrize("pad", PadSide, ids=str)
@pytest.mark.parametrize("name", PRESETS)
def test_padding_is_zero_and_changes_nothing(
    make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...], name: str, pad: PadSide
) -> None:
    config = PRESETS[name]
    encoding = EncodingConfig(pad=pad, lowercase=config.encoding.lowercase)
    bundle = make_bundle(Config(network=msgspec.structs.replace(config.network, units=6), encoding=encoding))
    batch = _batch(bundle, small_corpus[:6])
    together = trace(bundle, batch)
    for tensor in (*_tensors(together), together.loss[:, :, None]):
        assert tensor.dtype == np.float32
        assert not tensor[~batch.mask].any()
    for row, source in enumerate(batch.rows):
        alone = trace_sentence(bundle, small_corpus[source.pieces[0].sentence].tokens)
        for tensor, own in zip(_tensors(together), _tensors(alone), strict=True):
            np.testing.assert_allclose(tensor[row, batch.timesteps(row)], own[0], atol=1e-5)


def test_gates_are_shares(make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...]) -> None:
    traced = trace_sentence(make_bundle(_config(), scale=2.0), small_corpus[0].tokens)
    for kept in traced.layers[0].directions.values():
        for gate in (kept.input_gate, kept.forget_gate, kept.output_gate):
            assert 0 <= gate.min() < gate.max() <= 1
        np.testing.assert_allclose(kept.hidden, kept.output_gate * np.tanh(kept.cell), atol=1e-6)
        assert kept.candidate.min() < 0


@pytest.mark.parametrize("output", [Output.SOFTMAX, Output.SIGMOID, Output.NUMBER], ids=str)
def test_loss_is_that_of_each_counted_token(
    make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...], output: Output
) -> None:
    bundle = make_bundle(_config(PadSide.BEFORE, output=output))
    unlabelled = small_corpus[1].with_tags("ner", (None,))
    batch = _batch(bundle, [small_corpus[0], unlabelled])
    traced = trace(bundle, batch)
    for row, timestep in np.ndindex(*batch.mask.shape):
        scores, tag = traced.scores[row, timestep].astype(np.float64), batch.tags[row, timestep]
        wanted = np.arange(len(scores)) == tag
        likely = 1 / (1 + np.exp(-scores))
        loss = {
            Output.SOFTMAX: -np.log(np.exp(scores)[tag if len(scores) > 1 else 0] / np.exp(scores).sum()),
            Output.SIGMOID: -np.log(np.where(wanted, likely, 1 - likely)).sum(),
            Output.NUMBER: (scores[0] - tag) ** 2,
        }[output]
        counts = batch.token_at(row, timestep) is not None and tag > 0
        assert traced.loss[row, timestep] == pytest.approx(loss if counts else 0.0, abs=1e-4)
    assert np.count_nonzero(traced.loss) == len(small_corpus[0])


def test_probabilities() -> None:
    scores = np.asarray([[1000.0, -1000.0, 999.0], [0.0, 0.0, 0.0]], np.float32)
    softmax = probabilities_of(scores, Output.SOFTMAX)
    sigmoid = probabilities_of(scores, Output.SIGMOID)
    assert softmax is not None
    assert sigmoid is not None
    np.testing.assert_allclose(softmax, [[0.731059, 0, 0.268941], [1 / 3, 1 / 3, 1 / 3]], atol=1e-6)
    np.testing.assert_allclose(sigmoid, [[1, 0, 1], [0.5, 0.5, 0.5]])
    assert probabilities_of(scores[:, :1], Output.NUMBER) is None


def test_state_goes_on_where_it_was_left(make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...]) -> None:
    bundle = make_bundle(_config(directions=Directions.FORWARD, layers=2))
    tokens = small_corpus[5].tokens
    whole = trace_sentence(bundle, tokens)
    first = trace(bundle, _batch(bundle, [Sentence(tokens[:5])]))
    second = trace(bundle, _batch(bundle, [Sentence(tokens[5:])]), state=first.state)
    np.testing.assert_allclose(np.concatenate([first.scores, second.scores], axis=1), whole.scores, atol=1e-5)
    assert second.state is not None
    assert whole.state is not None
    assert second.state.shape == (2, 2, 1, 5)
    np.testing.assert_allclose(second.state, whole.state, atol=1e-5)


def test_nothing_reads_forward_so_nothing_is_carried(
    make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...]
) -> None:
    traced = trace_sentence(make_bundle(_config(directions=Directions.BACKWARD)), small_corpus[0].tokens)
    assert traced.state is None
    assert list(traced.layers[0].directions) == ["backward"]
