"""The ways to make rectangles of sentences of different length, side by side on one corpus.

Each is a set of encoding options; what it costs is read off the plan and the batches that training
would be fed under them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import msgspec
import numpy as np
from numpy.typing import NDArray

from core.batches import FIRST_EPOCH, EncodedCorpus, Plan, Price, price_of
from core.config import Config, EncodingConfig, Order, Sampling
from core.encoding import Batch
from core.rows import Integers
from core.weights import Sizes

PADDING, ODD, EVEN = 0, 1, 2


class Strategy(StrEnum):
    """A way to bring sentences to one length."""

    ONE_LENGTH = "one length for all"
    SHUFFLED = "each batch its own length"
    BUCKETS = "buckets"
    SINGLE = "batch of one"
    WINDOWS = "windows"
    SUBSEQUENCES = "random subsequences"
    STRIPS = "stateful strips"


_OPTIONS: dict[Strategy, dict[str, object]] = {
    Strategy.ONE_LENGTH: {"sampling": Sampling.SENTENCES, "order": Order.SHUFFLED, "fixed_length": True},
    Strategy.SHUFFLED: {"sampling": Sampling.SENTENCES, "order": Order.SHUFFLED, "fixed_length": False},
    Strategy.BUCKETS: {"sampling": Sampling.SENTENCES, "order": Order.BUCKETED, "fixed_length": False},
    Strategy.SINGLE: {
        "sampling": Sampling.SENTENCES, "order": Order.SHUFFLED, "fixed_length": False, "batch_size": 1,
    },
    Strategy.WINDOWS: {"sampling": Sampling.WINDOWS, "order": Order.BUCKETED, "fixed_length": False},
    Strategy.SUBSEQUENCES: {"sampling": Sampling.SUBSEQUENCES, "order": Order.BUCKETED, "fixed_length": False},
    Strategy.STRIPS: {"sampling": Sampling.STATEFUL, "order": Order.AS_IS, "fixed_length": True},
}  # fmt: skip


def encoding_of(strategy: Strategy, encoding: EncodingConfig) -> EncodingConfig:
    """Return `encoding` with those options changed that make it the strategy.

    A batch size of 1 belongs to the batch of one alone: the others take the usual size in its place.
    """
    size = encoding.batch_size if encoding.batch_size > 1 else EncodingConfig().batch_size
    return msgspec.structs.replace(encoding, **{"batch_size": size, **_OPTIONS[strategy]})


def strategy_of(encoding: EncodingConfig) -> Strategy | None:
    """Return the strategy that these options are; None where they are a mixture of one's own."""
    return next((strategy for strategy in Strategy if encoding_of(strategy, encoding) == encoding), None)


@dataclass(frozen=True, slots=True)
class Reach:
    """What an epoch makes of the edges of the sentences.

    Attributes:
        n_rows: Rows that hold a token.
        mixed_rows: Rows with tokens of more than one sentence.
        carried_rows: Rows that start from the state that the row before has left.
        broken_sentences: Sentences that stand whole in no row.
        n_unread: Tokens that are in no row of the epoch.
        n_reread: Tokens that are in several.
    """

    n_rows: int
    mixed_rows: int
    carried_rows: int
    broken_sentences: int
    n_unread: int
    n_reread: int


@dataclass(frozen=True, slots=True, eq=False)
class Offer:
    """One strategy on one corpus.

    Attributes:
        strategy: None for options that are none of them.
        config: All options under it.
        price: What an epoch costs.
        reach: What it makes of sentences' edges.
        first: uint8[B, T], the first batch: `PADDING`, or a token of an `ODD` or an `EVEN` sentence of its row.
    """

    strategy: Strategy | None
    config: Config
    price: Price
    reach: Reach
    first: NDArray[np.uint8]


def offers(corpus: EncodedCorpus, config: Config, sizes: Sizes, *, epoch: int = FIRST_EPOCH) -> Iterator[Offer]:
    """Yield every strategy on a corpus, after the options themselves where they are none of them.

    Args:
        corpus: At least one sentence, looked up.
        config: What the strategies leave alone: batch size, longest row, window, network, seed.
        sizes: Of the tables.
        epoch: Whose batches, counted from 1.
    """
    if strategy_of(config.encoding) is None:
        yield _offer(None, corpus, config, sizes, epoch)
    for strategy in Strategy:
        changed = msgspec.structs.replace(config, encoding=encoding_of(strategy, config.encoding))
        yield _offer(strategy, corpus, changed, sizes, epoch)


def _offer(strategy: Strategy | None, corpus: EncodedCorpus, config: Config, sizes: Sizes, epoch: int) -> Offer:
    plan = corpus.plan(config.encoding, seed=config.training.seed, epoch=epoch)
    return Offer(
        strategy,
        config,
        price_of(plan, config, sizes),
        reach(plan, corpus.tokens.offsets),
        sentences_of(corpus.batch(plan, 0, config.encoding)),
    )


def reach(plan: Plan, offsets: Integers) -> Reach:
    """Return what a plan makes of the edges of sentences.

    Args:
        plan: The batches of an epoch.
        offsets: int64[sentences + 1], where in the corpus each sentence begins, and its end.
    """
    rows = plan.rows.take(np.flatnonzero(plan.rows.lengths))
    ends = rows.starts + rows.lengths
    first_sentence = np.searchsorted(offsets, rows.starts, side="right") - 1
    last_sentence = np.searchsorted(offsets, ends - 1, side="right") - 1
    times_read = _times_covered(rows.starts, ends, int(offsets[-1]))
    first_whole = np.searchsorted(offsets, rows.starts, side="left")
    end_of_whole = np.maximum(np.searchsorted(offsets, ends, side="right") - 1, first_whole)
    times_whole = _times_covered(first_whole, end_of_whole, len(offsets) - 1)
    return Reach(
        n_rows=len(rows),
        mixed_rows=int(np.count_nonzero(last_sentence > first_sentence)),
        carried_rows=int(np.count_nonzero(rows.carry)),
        broken_sentences=int(np.count_nonzero(times_whole == 0)),
        n_unread=int(np.count_nonzero(times_read == 0)),
        n_reread=int(np.count_nonzero(times_read > 1)),
    )


def _times_covered(starts: Integers, ends: Integers, size: int) -> Integers:
    """Return int64[size]: in how many of the ranges `[start, end)` each place lies."""
    changes = np.zeros(size + 1, np.int64)
    np.add.at(changes, starts, 1)
    np.add.at(changes, ends, -1)
    return np.cumsum(changes[:-1])


def sentences_of(batch: Batch) -> NDArray[np.uint8]:
    """Return uint8[B, T]: `PADDING`, else `ODD` for the first sentence of a row, `EVEN` for the next, and so on."""
    cells = np.full(batch.mask.shape, PADDING, np.uint8)
    for number, row in enumerate(batch.rows):
        begin = batch.timesteps(number).start
        for place, piece in enumerate(row.pieces):
            end = begin + piece.end - piece.start
            cells[number, begin:end] = EVEN if place % 2 else ODD
            begin = end
    return cells
