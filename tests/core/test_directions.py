"""Lanes say what has been read, by blanking tokens one by one; one direction alone is a network of its own."""

from collections.abc import Callable, Sequence

import msgspec
import numpy as np
import pytest

from core import model
from core.batches import batches
from core.bundle import Bundle
from core.config import Config, Directions, EncodingConfig, NetworkConfig, PadSide
from core.corpus import Sentence
from core.directions import Lanes, lanes, one_way
from core.encoding import Batch
from core.inspection import only_row
from core.trace import Trace, embed, read_layers, trace

MakeBundle = Callable[..., Bundle]
NETWORK = NetworkConfig(word_size=6, affix_length=1, affix_size=3, shape_size=2, char_filters=0, units=5)


def _row(
    make_bundle: MakeBundle, sentences: Sequence[Sentence], pad: PadSide = PadSide.AFTER, **network: object
) -> tuple[Bundle, Batch, Trace]:
    config = Config(
        network=msgspec.structs.replace(NETWORK, **network), encoding=EncodingConfig(pad=pad, batch_size=64)
    )
    bundle = make_bundle(config)
    batch = only_row(next(iter(batches(sentences, "ner", bundle.vocab, config, training=False))), 4)
    return bundle, batch, trace(bundle, batch)


def _lanes(bundle: Bundle, batch: Batch, traced: Trace) -> Lanes:
    *_, last = lanes(bundle, batch, traced.layers, traced.embedded)
    return last


@pytest.mark.parametrize("pad", PadSide, ids=str)
def test_a_lane_has_read_what_lies_behind_it(
    make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...], pad: PadSide
) -> None:
    bundle, batch, traced = _row(make_bundle, small_corpus[:6], pad)
    found = _lanes(bundle, batch, traced)
    assert list(found) == [(0, "forward"), (0, "backward")]
    count = batch.n_tokens
    assert count > 6
    assert found[0, "forward"].order.tolist() == list(range(count))
    assert found[0, "backward"].order.tolist() == list(range(count))[::-1]
    past = np.tril(np.ones((count, count), np.bool_))
    np.testing.assert_array_equal(found[0, "forward"].moved > 0, past)
    np.testing.assert_array_equal(found[0, "backward"].moved > 0, past.T)


def test_moved_is_how_far_the_state_moves(make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...]) -> None:
    bundle, batch, traced = _row(make_bundle, small_corpus[:6], layers=2)
    found = _lanes(bundle, batch, traced)
    for source in range(batch.n_tokens):
        blanked = embed(bundle, batch)
        blanked[0, source] = 0
        again = read_layers(bundle, batch, blanked)[0]
        for (layer, name), lane in found.items():
            before = traced.layers[layer].directions[name].hidden[0]
            far = np.linalg.norm(again[layer].directions[name].hidden[0] - before, axis=1)
            np.testing.assert_allclose(lane.moved[:, source], far[: batch.n_tokens], atol=3e-6)


def test_a_second_layer_knows_what_the_first_has_read_both_ways(
    make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...]
) -> None:
    bundle, batch, traced = _row(make_bundle, small_corpus[:6], layers=2)
    assert (_lanes(bundle, batch, traced)[1, "forward"].moved > 0).all()
    alone = one_way(bundle, "forward")
    found = _lanes(alone, batch, trace(alone, batch))
    assert not np.triu(found[1, "forward"].moved, 1).any()


@pytest.mark.parametrize("layers", [1, 2])
@pytest.mark.parametrize("direction", ["forward", "backward"])
def test_one_way_is_what_tensorflow_makes_of_the_weights_that_are_left(
    make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...], direction: str, layers: int
) -> None:
    bundle, batch, traced = _row(make_bundle, small_corpus[:6], layers=layers)
    alone = one_way(bundle, direction)
    assert alone.config.network.directions is Directions(direction)
    network = model.build(alone.config, alone.vocab.sizes, weights=alone.weights)  # checks every shape
    scores = network(batch.inputs(alone.config.network)).numpy()
    np.testing.assert_allclose(trace(alone, batch).scores, scores, atol=1e-4)
    # The outputs that are left are those that were there before, where no layer has heard of the other direction.
    kept = trace(alone, batch).layers[0].directions[direction].hidden
    np.testing.assert_array_equal(kept, traced.layers[0].directions[direction].hidden)
    assert one_way(alone, "forward") is alone


def test_a_long_row_is_read_part_by_part(make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...]) -> None:
    tokens = sum((sentence.tokens for sentence in small_corpus), ())[:70]
    bundle = make_bundle(Config(network=NETWORK))
    batch = next(iter(batches([Sentence(tokens)], "ner", bundle.vocab, bundle.config, training=False)))
    traced = trace(bundle, batch)
    seen = [
        np.count_nonzero(np.diagonal(found[0, "forward"].moved))
        for found in lanes(bundle, batch, traced.layers, traced.embedded)
    ]
    assert seen == [64, 70]
