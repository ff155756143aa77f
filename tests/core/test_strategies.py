"""What the table says of a strategy is what its batches, made one by one, hold."""

from collections import Counter

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.batches import FIRST_EPOCH, EncodedCorpus
from core.config import PRESETS, Config, EncodingConfig, Order, PadSide, Sampling, TrainingConfig, checked
from core.corpus import Sentence
from core.strategies import EVEN, ODD, PADDING, Offer, Strategy, encoding_of, offers, strategy_of
from core.vocab import build_vocab

TEXTS = st.lists(
    st.tuples(st.integers(1, 9), st.sampled_from(["", "a", "b"])).map(
        lambda drawn: Sentence(("elm",) * drawn[0], {"kind": ("N",) * drawn[0]}, document=drawn[1])
    ),
    min_size=1,
    max_size=10,
)
ENCODINGS = st.builds(
    EncodingConfig,
    batch_size=st.integers(1, 4),
    order=st.sampled_from(Order),
    pad=st.sampled_from(PadSide),
    max_length=st.integers(0, 7),
    fixed_length=st.booleans(),
    sampling=st.sampled_from(Sampling),
    window=st.integers(3, 6),
    stride=st.integers(1, 3),
)


def corpus_of(sentences: list[Sentence], config: Config) -> tuple[EncodedCorpus, list[Offer]]:
    vocab = build_vocab(sentences, "kind", config)
    corpus = EncodedCorpus.build(sentences, "kind", vocab)
    return corpus, list(offers(corpus, config, vocab.sizes))


@given(TEXTS, ENCODINGS, st.integers(0, 3))
def test_every_number_is_that_of_the_batches(sentences: list[Sentence], encoding: EncodingConfig, seed: int) -> None:
    config = Config(encoding=encoding, training=TrainingConfig(seed=seed))
    corpus, found = corpus_of(sentences, config)
    for offer in found:
        made = list(corpus.batches(offer.config, seed=seed, epoch=FIRST_EPOCH))
        rows = [row for batch in made for row in batch.rows if row.pieces]
        read = Counter(
            (piece.sentence, place) for row in rows for piece in row.pieces for place in range(piece.start, piece.end)
        )
        whole = {
            piece.sentence
            for row in rows
            for piece in row.pieces
            if piece.end - piece.start == len(sentences[piece.sentence])
        }
        reach, n_tokens = offer.reach, sum(map(len, sentences))
        assert offer.price.padding_share == pytest.approx(np.mean(np.concatenate([~b.mask.ravel() for b in made])))
        assert offer.price.n_batches == len(made)
        assert offer.price.shapes == tuple(sorted({batch.mask.shape for batch in made}))
        assert offer.price.bytes == sum(batch.n_bytes(offer.config.network) for batch in made)
        assert reach.n_rows == len(rows)
        assert reach.mixed_rows == sum(len(row.pieces) > 1 for row in rows)
        assert reach.carried_rows == sum(int(batch.carry.sum()) for batch in made)
        assert reach.broken_sentences == len(sentences) - len(whole)
        assert reach.n_unread == n_tokens - len(read)
        assert reach.n_reread == sum(times > 1 for times in read.values())
        np.testing.assert_array_equal(offer.first != PADDING, made[0].mask)


@given(ENCODINGS)
def test_a_strategy_is_known_by_its_options(encoding: EncodingConfig) -> None:
    for strategy in Strategy:
        chosen = encoding_of(strategy, encoding)
        assert strategy_of(chosen) is strategy
        assert encoding_of(strategy, chosen) == chosen
        assert checked(Config(encoding=msgspec.structs.replace(chosen, stride=chosen.window)))


def test_one_sentence_a_batch_leaves_the_others_their_size() -> None:
    single = encoding_of(Strategy.SINGLE, EncodingConfig(batch_size=8))
    assert single.batch_size == 1
    assert encoding_of(Strategy.BUCKETS, single).batch_size == EncodingConfig().batch_size
    assert encoding_of(Strategy.BUCKETS, EncodingConfig(batch_size=8)).batch_size == 8


def test_a_mixture_of_ones_own_is_compared_first() -> None:
    sentences = [Sentence(("elm",) * size, {"kind": ("N",) * size}) for size in (2, 5, 3)]
    own = Config(encoding=EncodingConfig(order=Order.BY_LENGTH))
    assert [offer.strategy for offer in corpus_of(sentences, own)[1]] == [None, *Strategy]
    assert [offer.strategy for offer in corpus_of(sentences, Config())[1]] == [*Strategy]


def test_the_presets_are_strategies() -> None:
    known = {name: strategy_of(config.encoding) for name, config in PRESETS.items()}
    assert known == {
        "default": Strategy.BUCKETS,
        "question-2016": None,
        "one-hot": Strategy.BUCKETS,
        "stateful": Strategy.STRIPS,
        "random-subsequences": Strategy.SUBSEQUENCES,
        "tiny": Strategy.BUCKETS,
    }


def test_the_sentences_of_a_row_take_turns() -> None:
    sentences = [Sentence(("elm",) * size, {"kind": ("N",) * size}, document="one text") for size in (2, 1, 2)]
    config = Config(encoding=EncodingConfig(window=4, stride=4, pad=PadSide.BEFORE))
    windows = next(offer for offer in corpus_of(sentences, config)[1] if offer.strategy is Strategy.WINDOWS)
    rows = {tuple(row) for row in windows.first.tolist()}
    assert rows == {(ODD, ODD, EVEN, ODD), (PADDING, PADDING, PADDING, ODD)}
