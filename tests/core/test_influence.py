"""Influence: what it is made of, which tokens cannot have any, and what distance does to it."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import msgspec
import numpy as np
import pytest

from core.batches import batches
from core.blanking import AT_ONCE
from core.bundle import Bundle
from core.config import Config, Directions, EncodingConfig, NetworkConfig, Output, PadSide
from core.corpus import Sentence
from core.encoding import Batch
from core.influence import (
    Method,
    by_distance,
    influence,
    influence_parts,
    reach_of,
    winning_labels,
)
from core.inspection import only_row
from core.tagging import Tagger
from core.trace import embed, read_layers, score, trace

MakeBundle = Callable[..., Bundle]
NETWORK = NetworkConfig(word_size=6, affix_length=1, affix_size=3, shape_size=2, char_filters=0, units=5)


def _bundle(make_bundle: MakeBundle, pad: PadSide = PadSide.AFTER, **network: object) -> Bundle:
    config = Config(
        network=msgspec.structs.replace(NETWORK, **network), encoding=EncodingConfig(pad=pad, batch_size=64)
    )
    return make_bundle(config)


def _row(bundle: Bundle, sentences: Sequence[Sentence], row: int) -> Batch:
    return only_row(next(iter(batches(sentences, "ner", bundle.vocab, bundle.config, training=False))), row)


@pytest.mark.parametrize("pad", PadSide, ids=str)
@pytest.mark.parametrize("output", Output, ids=str)
@pytest.mark.parametrize("layers", [1, 2])
def test_blanking_a_token_takes_away_what_it_says(
    make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...], layers: int, output: Output, pad: PadSide
) -> None:
    bundle = _bundle(make_bundle, pad, layers=layers, output=output)
    batch = _row(bundle, small_corpus[:6], 3)
    traced, steps = trace(bundle, batch), batch.timesteps(0)
    found = influence(bundle, batch, traced, method=Method.OCCLUSION)
    labels = winning_labels(bundle, batch, traced)[0, steps]
    np.testing.assert_array_equal(found.labels, labels)
    for source in range(len(labels)):
        blanked = embed(bundle, batch)
        blanked[0, steps.start + source] = 0
        scores = score(bundle, batch, read_layers(bundle, batch, blanked)[0][-1].joined)
        falls = (traced.scores - scores)[0, steps][np.arange(len(labels)), labels]
        np.testing.assert_allclose(found.values[:, source], falls, atol=1e-5)


def test_gradient_is_the_slope_as_a_token_fades(make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...]) -> None:
    bundle = _bundle(make_bundle, layers=2)
    batch = _row(bundle, small_corpus[:6], 4)
    traced = trace(bundle, batch)
    label, share = 3, 0.01
    found = influence(bundle, batch, traced, label=label)
    assert set(found.labels.tolist()) == {label}
    for source in range(len(found.labels)):
        both = []
        for scale in (1 + share, 1 - share):
            faded = traced.embedded.copy()
            faded[0, source] *= scale
            both.append(score(bundle, batch, read_layers(bundle, batch, faded)[0][-1].joined)[0, :, label])
        slopes = (both[0] - both[1]) / (2 * share)
        np.testing.assert_allclose(found.values[:, source], slopes[: len(found.labels)], atol=2e-3)


@pytest.mark.parametrize("method", Method, ids=str)
def test_a_reader_of_one_direction_has_no_influence_from_the_other_side(
    make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...], method: Method
) -> None:
    values = {}
    for directions in Directions:
        bundle = _bundle(make_bundle, layers=2, directions=directions)
        batch = _row(bundle, small_corpus[:6], 5)
        values[directions] = influence(bundle, batch, trace(bundle, batch), method=method, label=1).values
    count = len(values[Directions.BOTH])
    assert count > 8
    future, past = np.triu(np.ones((count, count), np.bool_), 1), np.tril(np.ones((count, count), np.bool_), -1)
    assert not values[Directions.FORWARD][future].any()
    assert values[Directions.FORWARD][past].all()
    assert not values[Directions.BACKWARD][past].any()
    assert values[Directions.BACKWARD][future].all()
    assert values[Directions.BOTH].all()


@pytest.mark.parametrize("method", Method, ids=str)
def test_a_long_row_is_worked_out_part_by_part(
    make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...], method: Method
) -> None:
    bundle = _bundle(make_bundle)
    tokens = sum((sentence.tokens for sentence in small_corpus), ())[: AT_ONCE + 9]
    long = Sentence(tokens, {"ner": ("O",) * len(tokens)})
    batch = _row(bundle, [long], 0)
    traced = trace(bundle, batch)
    parts = [found.values.copy() for found in influence_parts(bundle, batch, traced, method=method, label=1)]
    assert len(parts) == 2
    near = np.abs(np.subtract.outer(np.arange(len(tokens)), np.arange(len(tokens)))) < 3
    assert parts[1][near].all()
    untouched = parts[0][AT_ONCE:] if method is Method.GRADIENT else parts[0][:, AT_ONCE:]
    assert not untouched.any()


def test_a_row_goes_on_from_its_state(make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...]) -> None:
    bundle = _bundle(make_bundle, directions=Directions.FORWARD, layers=2)
    tokens = small_corpus[5].tokens
    sentences = [Sentence(part, {"ner": ("O",) * len(part)}) for part in (tokens, tokens[:6], tokens[6:])]
    whole, first, second = (_row(bundle, [sentence], 0) for sentence in sentences)
    state = trace(bundle, first).state
    for method in Method:
        alone = influence(bundle, whole, trace(bundle, whole), method=method, label=2)
        traced = trace(bundle, second, state=state)
        carried = influence(bundle, second, traced, method=method, label=2, state=state)
        np.testing.assert_allclose(carried.values, alone.values[6:, 6:], atol=1e-5)


def test_the_winning_labels_are_those_of_the_tagger(
    make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...]
) -> None:
    for output in (Output.SOFTMAX, Output.CRF, Output.SIGMOID):
        bundle = _bundle(make_bundle, PadSide.BEFORE, output=output)
        batch = next(iter(batches(small_corpus[:6], "ner", bundle.vocab, bundle.config, training=False)))
        labels = winning_labels(bundle, batch, trace(bundle, batch))
        assert not labels[~batch.mask].any()
        tagged = Tagger(bundle).tag([small_corpus[source.pieces[0].sentence].tokens for source in batch.rows])
        for row, expected in enumerate(tagged):
            names = tuple(bundle.vocab.labels[label] for label in labels[row, batch.timesteps(row)].tolist())
            assert names == expected.tags


def test_a_row_without_tokens_has_no_influence(make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...]) -> None:
    bundle = _bundle(make_bundle)
    batch = _row(bundle, small_corpus[:6], 0)
    empty = replace(batch, lengths=np.zeros_like(batch.lengths), mask=np.zeros_like(batch.mask))
    for method in Method:
        found = influence(bundle, empty, trace(bundle, empty), method=method)
        assert found.values.shape == (0, 0)


def test_distances_are_averages_over_the_pairs_that_far_apart() -> None:
    first = np.array([[1, -2, 3], [4, 5, 6], [7, 8, -9]], np.float32)
    second = np.array([[10]], np.float32)
    found = by_distance([first, second], reach=2)
    assert found.offsets.tolist() == [-2, -1, 0, 1, 2]
    assert found.pairs.tolist() == [1, 2, 4, 2, 1]
    assert found.sizes.tolist() == [7.0, 6.0, 25 / 4, 4.0, 3.0]
    assert reach_of([3, 1], 10) == 2
    assert reach_of([300], 10) == 10
    assert reach_of([], 10) == 0
