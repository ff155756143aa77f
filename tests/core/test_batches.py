"""Plans and prices say what the batches really are."""

import time
from collections import deque
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.batches import EVALUATION_CELLS, EncodedCorpus, batches, plan_batches, price
from core.config import PRESETS, Config, EncodingConfig, NetworkConfig, Order, Sampling, TokenInput, TrainingConfig
from core.corpus import Sentence
from core.encoding import Batch
from core.vocab import build_vocab
from core.weights import Sizes

SENTENCES = st.lists(
    st.tuples(st.integers(1, 12), st.sampled_from(["", "a", "b"])).map(
        lambda drawn: Sentence(tokens=("owl",) * drawn[0], tags={"kind": ("N",) * drawn[0]}, document=drawn[1])
    ),
    min_size=1,
    max_size=12,
)
CONFIGS = st.builds(
    Config,
    network=st.builds(
        NetworkConfig,
        token_input=st.sampled_from(TokenInput),
        affix_length=st.integers(0, 3),
        shape_size=st.integers(0, 1),
    ),
    encoding=st.builds(
        EncodingConfig,
        batch_size=st.integers(1, 4),
        order=st.sampled_from(Order),
        max_length=st.integers(0, 10),
        fixed_length=st.booleans(),
        sampling=st.sampled_from(Sampling),
        window=st.integers(3, 8),
        stride=st.integers(1, 3),
    ),
    training=st.builds(TrainingConfig, seed=st.integers(0, 3)),
)


def seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def lines(batch: Batch) -> list[tuple[object, ...]]:
    return [(row, batch.mask.shape) for row in batch.rows]


@given(SENTENCES, CONFIGS, st.integers(0, 2))
def test_the_price_is_that_of_the_batches(sentences: list[Sentence], config: Config, epoch: int) -> None:
    vocab = build_vocab(sentences, "kind", config)
    corpus = EncodedCorpus.build(sentences, "kind", vocab)
    seed = config.training.seed
    made = list(corpus.batches(config, seed=seed, epoch=epoch))
    asked = price(corpus.tokens.lengths, config, vocab.sizes, seed=seed, epoch=epoch, documents=corpus.tokens.documents)
    n_bytes = [batch.n_bytes(config.network) for batch in made]
    assert (asked.bytes, asked.largest) == (sum(n_bytes), max(n_bytes))
    assert asked.n_rows == sum(len(batch.rows) for batch in made)
    assert asked.n_batches == len(made)
    assert asked.n_cells == sum(batch.n_cells for batch in made)
    assert asked.n_tokens == sum(int(batch.mask.sum()) for batch in made)
    assert asked.padding_share == pytest.approx(1 - asked.n_tokens / asked.n_cells)
    assert asked.n_cut == sum(batch.n_cut for batch in made)
    assert asked.cut_sentences == sum(row.n_cut > 0 for batch in made for row in batch.rows)
    assert set(asked.shapes) == {batch.mask.shape for batch in made}


@given(SENTENCES, CONFIGS)
def test_an_epoch_can_be_repeated(sentences: list[Sentence], config: Config) -> None:
    vocab = build_vocab(sentences, "kind", config)
    once, again = ([lines(batch) for batch in batches(sentences, "kind", vocab, config, epoch=2)] for _ in range(2))
    assert once == again


@given(SENTENCES, CONFIGS)
def test_rows_of_strips_go_on_in_the_next_batch(sentences: list[Sentence], config: Config) -> None:
    encoding = EncodingConfig(sampling=Sampling.STATEFUL, window=3, batch_size=config.encoding.batch_size)
    vocab = build_vocab(sentences, "kind", config)
    corpus = EncodedCorpus.build(sentences, "kind", vocab)
    made = list(corpus.batches(Config(encoding=encoding)))
    assert not made[0].carry.any()
    offsets = corpus.tokens.offsets
    for before, batch in pairwise(made):
        assert len(before.rows) == len(batch.rows)
        for row in np.flatnonzero(batch.carry).tolist():
            end, begin = before.rows[row].pieces[-1], batch.rows[row].pieces[0]
            assert offsets[end.sentence] + end.end == offsets[begin.sentence] + begin.start
            assert sentences[end.sentence].document == sentences[begin.sentence].document


def test_orders() -> None:
    lengths = np.random.default_rng(0).integers(1, 50, 1000).tolist()
    plans = {order: plan_batches(lengths, EncodingConfig(order=order, batch_size=8)) for order in Order}
    assert plans[Order.AS_IS].rows.lengths.tolist() == lengths
    assert plans[Order.BY_LENGTH].rows.lengths.tolist() == sorted(lengths)
    shuffled = plans[Order.SHUFFLED].rows.lengths.tolist()
    assert shuffled != lengths
    assert sorted(shuffled) == sorted(lengths)
    bucketed = plans[Order.BUCKETED]
    assert sorted(bucketed.rows.starts.tolist()) == sorted(plans[Order.AS_IS].rows.starts.tolist())
    assert sum(lengths) <= bucketed.n_cells < 1.2 * sum(lengths) < plans[Order.SHUFFLED].n_cells
    assert not np.all(np.diff(bucketed.widths) >= 0)


@pytest.mark.parametrize("order", [Order.SHUFFLED, Order.BUCKETED])
def test_random_orders_change_with_epoch_and_seed(order: Order) -> None:
    config = EncodingConfig(order=order, batch_size=4)
    orders = {
        tuple(plan_batches(range(1, 100), config, seed=seed, epoch=epoch).rows.starts.tolist())
        for seed in range(3)
        for epoch in range(3)
    }
    assert len(orders) == 9


def test_fixed_length_is_the_longest_row_or_the_one_asked_for() -> None:
    for max_length, width in ((0, 9), (4, 4), (20, 20)):
        config = EncodingConfig(fixed_length=True, max_length=max_length, batch_size=2)
        assert set(plan_batches([3, 9, 1, 2, 2], config).widths.tolist()) == {width}
        assert plan_batches([3, 9, 1, 2, 2], config, training=False).widths.max() == 9


def test_evaluation_stands_by_length_and_bounds_its_cells() -> None:
    lengths = [EVALUATION_CELLS, 5, EVALUATION_CELLS // 3, EVALUATION_CELLS // 3, 2, EVALUATION_CELLS // 3, 9]
    plan = plan_batches(lengths, EncodingConfig(batch_size=4), training=False)
    assert plan.rows.lengths.tolist() == sorted(lengths)
    assert np.diff(plan.borders).tolist() == [3, 1, 1, 1, 1]
    assert (np.diff(plan.borders) * plan.widths).max() <= EVALUATION_CELLS


@pytest.mark.parametrize("order", Order)
def test_no_sentences_cost_nothing(order: Order) -> None:
    config = Config(encoding=EncodingConfig(order=order))
    asked = price([], config, Sizes(2, (), (), 2, 1))
    assert (asked.n_batches, asked.n_cells, asked.bytes, asked.padding_share, asked.shapes) == (0, 0, 0, 0.0, ())
    assert plan_batches([], config.encoding, training=False).n_batches == 0


@pytest.mark.parametrize("name", PRESETS)
def test_a_corpus_is_planned_and_priced_at_once(name: str) -> None:
    lengths = np.random.default_rng(0).integers(1, 35, 12_544)
    documents = np.arange(len(lengths)) // 23
    sizes = Sizes(2000, (9,) * 4, (9,) * 4, 9, 18)
    # The best of three: what else the machine does is not under test.
    assert min(seconds(lambda: price(lengths, PRESETS[name], sizes, documents=documents)) for _ in range(3)) < 0.05


def test_an_epoch_of_a_large_corpus_takes_less_than_a_second() -> None:
    random = np.random.default_rng(0)
    words = [f"word{number}" for number in range(20_000)]
    sentences = [
        Sentence(tokens=tokens, tags={"kind": tokens[:1] * len(tokens)})
        for tokens in (
            tuple(words[int(number)] for number in random.zipf(1.3, length) % 20_000)
            for length in random.integers(1, 33, 12_544)
        )
    ]
    vocab = build_vocab(sentences, "kind", Config())
    corpus = EncodedCorpus.build(sentences, "kind", vocab)
    assert corpus.tokens.lengths.sum() > 200_000
    assert min(seconds(lambda: deque(corpus.batches(Config()), maxlen=0)) for _ in range(3)) < 1.0
