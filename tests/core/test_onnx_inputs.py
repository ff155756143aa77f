"""What a graph is fed with."""

from collections.abc import Callable

import numpy as np

from core.batches import batches
from core.bundle import Bundle
from core.config import Config, EncodingConfig, NetworkConfig, Order, PadSide
from core.corpus import Sentence
from core.onnx_inputs import feeds

MakeBundle = Callable[..., Bundle]
SMALL = NetworkConfig(word_size=6, affix_length=2, affix_size=3, shape_size=2, char_filters=4, units=8)


def test_feeds_move_tokens_to_the_front(make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...]) -> None:
    fed = []
    for pad in PadSide:
        bundle = make_bundle(Config(network=SMALL, encoding=EncodingConfig(order=Order.AS_IS, pad=pad)))
        batch = next(batches(small_corpus, "ner", bundle.vocab, bundle.config))
        assert bool(batch.mask[:, 0].all()) == (pad is PadSide.AFTER)
        fed.append(feeds(batch, bundle))
    after, before = fed
    assert after.keys() == before.keys()
    for name in after:
        np.testing.assert_array_equal(after[name], before[name])
