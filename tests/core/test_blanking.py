"""A blank token is one whose features are all zero; nothing else of its row changes."""

from collections.abc import Callable

import numpy as np

from core.batches import batches
from core.blanking import read_without
from core.bundle import Bundle
from core.config import Config, EncodingConfig, NetworkConfig, PadSide
from core.corpus import Sentence
from core.inspection import only_row
from core.trace import embed, read_layers

MakeBundle = Callable[..., Bundle]
NETWORK = NetworkConfig(word_size=6, affix_length=1, affix_size=3, shape_size=2, char_filters=0, units=5, layers=2)


def test_each_copy_is_read_with_its_own_token_blank(
    make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...]
) -> None:
    bundle = make_bundle(Config(network=NETWORK, encoding=EncodingConfig(pad=PadSide.BEFORE)))
    batch = only_row(next(iter(batches(small_corpus[:6], "ner", bundle.vocab, bundle.config, training=False))), 3)
    embedded = embed(bundle, batch)
    state = np.random.default_rng(1).normal(size=(2, 2, 1, 5)).astype(np.float32)
    blank = np.arange(batch.timesteps(0).start, batch.timesteps(0).stop)
    for start in (None, state):
        copies, layers = read_without(bundle, batch, embedded, blank, start)
        assert copies.mask.shape == (len(blank), batch.mask.shape[1])
        for row, timestep in enumerate(blank.tolist()):
            alone = embedded.copy()
            alone[0, timestep] = 0
            expected = read_layers(bundle, batch, alone, start)[0]
            np.testing.assert_allclose(layers[-1].joined[row], expected[-1].joined[0], atol=1e-6)
    assert embedded[0, blank[0]].any()
