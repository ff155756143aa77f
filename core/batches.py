"""Which rows share a batch, in which order, and what that costs in cells, cuts and bytes.

A plan is made from lengths alone, so every choice can be priced before anything is encoded, and
the price is that of the very batches that training is fed.
"""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from core.config import Config, EncodingConfig, NetworkConfig, Order, TokenInput
from core.corpus import Sentence
from core.encoding import Batch, EncodedTokens, encode
from core.endless import EndlessSentences
from core.rows import ORDER_STREAM, Integers, Rows, plan_rows
from core.vocab import TOKEN_CHARACTERS, Vocab
from core.weights import Sizes

# Rows are sorted by length inside pools of this many batches: little padding, yet an order that
# depends on the seed. Widths are not rounded up: to multiples of 8 that would pad a fifth more.
POOL_BATCHES = 50

# Training counts its epochs from here, and each has batches of its own.
FIRST_EPOCH = 1

# Evaluation puts fewer rows into a batch of very long sentences, so that memory stays bounded.
EVALUATION_CELLS = 65_536


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """The batches of one epoch before there are arrays.

    Attributes:
        rows: In the order in which they are fed.
        borders: int64[batches + 1]; batch k holds rows `[borders[k], borders[k + 1])`.
        widths: int64[batches], T of each batch.
    """

    rows: Rows
    borders: Integers
    widths: Integers

    @property
    def n_batches(self) -> int:
        """How many batches the epoch has."""
        return len(self.widths)

    @property
    def shapes(self) -> tuple[tuple[int, int], ...]:
        """Distinct (B, T), in rising order."""
        return tuple(sorted(set(zip(np.diff(self.borders).tolist(), self.widths.tolist(), strict=True))))

    @property
    def n_cells(self) -> int:
        """Cells of all batches together, padding included."""
        return int((np.diff(self.borders) * self.widths).sum())

    def batch_rows(self, index: int) -> Rows:
        """Return the rows of one batch."""
        return self.rows.take(slice(int(self.borders[index]), int(self.borders[index + 1])))


@dataclass(frozen=True, slots=True)
class Price:
    """What one epoch of batches costs.

    Attributes:
        n_rows: Rows of all batches.
        n_batches: Batches.
        n_cells: B times T, summed.
        n_tokens: Cells that hold a token; more than the corpus has where windows overlap.
        padding_share: Cells that hold none, between 0 and 1.
        n_cut: Tokens lost because their sentence is too long.
        cut_sentences: Sentences that lose tokens.
        bytes: Inputs, tags and weights of all batches.
        largest: The same of the largest batch: what has to fit into memory at once.
        shapes: Distinct (B, T), in rising order.
    """

    n_rows: int
    n_batches: int
    n_cells: int
    n_tokens: int
    padding_share: float
    n_cut: int
    cut_sentences: int
    bytes: int
    largest: int
    shapes: tuple[tuple[int, int], ...]


def plan_batches(
    lengths: Sequence[int] | Integers,
    config: EncodingConfig,
    *,
    seed: int = 0,
    epoch: int = 0,
    training: bool = True,
    documents: Sequence[int] | Integers | None = None,
) -> Plan:
    """Return the batches of one epoch from the lengths of the sentences.

    Strips keep their own order: row i of a batch goes on in row i of the next. Without training,
    rows stand by length and batches are as wide as their longest row, whatever the options say.

    Args:
        lengths: Tokens of each sentence.
        config: How sentences become rows and rows batches.
        seed: Starts every random choice.
        epoch: Changes what is random.
        training: Off: every token exactly once, none cut, nothing random.
        documents: See `core.rows.plan_rows`.

    Source:
        Shuffled pools sorted by length: the bucketing of most sequence toolkits.
    """
    rows = plan_rows(lengths, config, seed=seed, epoch=epoch, training=training, documents=documents)
    if rows.lanes:
        borders = np.arange(0, len(rows) + 1, rows.lanes)
    elif training:
        rows, borders = _ordered(rows, config, np.random.default_rng((seed, epoch, ORDER_STREAM)))
    else:
        rows = rows.take(np.argsort(rows.lengths, kind="stable"))
        borders = _bounded(rows.lengths, config.batch_size)
    widths = np.maximum.reduceat(rows.lengths, borders[:-1]) if len(rows) else np.zeros(0, np.int64)
    if config.fixed_length and training and len(rows):
        widths = np.full_like(widths, config.max_length or widths.max())
    return Plan(rows, borders, widths)


def _ordered(rows: Rows, config: EncodingConfig, random: np.random.Generator) -> tuple[Rows, Integers]:
    """Return the rows in the asked-for order, and where batches begin."""
    n_rows, size = len(rows), config.batch_size
    borders = np.append(np.arange(0, n_rows, size), n_rows)
    if config.order is Order.AS_IS:
        return rows, borders
    if config.order is Order.BY_LENGTH:
        return rows.take(np.argsort(rows.lengths, kind="stable")), borders
    order = random.permutation(n_rows)
    if config.order is Order.SHUFFLED:
        return rows.take(order), borders
    pool = np.arange(n_rows) // (size * POOL_BATCHES)
    order = order[np.lexsort((rows.lengths[order], pool))]
    batches = random.permutation(len(borders) - 1)
    sizes = np.diff(borders)[batches]
    order = np.concatenate([order[:0], *(order[borders[batch] : borders[batch + 1]] for batch in batches)])
    return rows.take(order), np.concatenate([[0], np.cumsum(sizes)])


def _bounded(lengths: Integers, size: int) -> Integers:
    """Return where batches of rising lengths begin, so that none has too many cells."""
    borders = [0]
    for begin in range(0, len(lengths), size):
        end = min(begin + size, len(lengths))
        step = max(1, EVALUATION_CELLS // int(lengths[end - 1]))
        borders.extend(range(begin + step, end, step))
        borders.append(end)
    return np.asarray(borders)


def price(
    lengths: Sequence[int] | Integers,
    config: Config,
    sizes: Sizes,
    *,
    seed: int = 0,
    epoch: int = 0,
    documents: Sequence[int] | Integers | None = None,
) -> Price:
    """Return what an epoch of training costs, without encoding anything."""
    return price_of(plan_batches(lengths, config.encoding, seed=seed, epoch=epoch, documents=documents), config, sizes)


def price_of(plan: Plan, config: Config, sizes: Sizes) -> Price:
    """Return what the batches of a plan cost."""
    heights = np.diff(plan.borders)
    n_bytes = heights * plan.widths * _cell_bytes(config.network, sizes) + heights * np.dtype(np.int32).itemsize
    n_tokens = int(plan.rows.lengths.sum())
    return Price(
        n_rows=len(plan.rows),
        n_batches=plan.n_batches,
        n_cells=plan.n_cells,
        n_tokens=n_tokens,
        padding_share=1 - n_tokens / plan.n_cells if plan.n_cells else 0.0,
        n_cut=int(plan.rows.n_cut.sum()),
        cut_sentences=int(np.count_nonzero(plan.rows.n_cut)),
        bytes=int(n_bytes.sum()),
        largest=int(n_bytes.max(initial=0)),
        shapes=plan.shapes,
    )


def _cell_bytes(network: NetworkConfig, sizes: Sizes) -> int:
    """Return the bytes of one cell: its inputs and mask, its tag (4) and its weight (4)."""
    numbers = 1
    if network.token_input is TokenInput.ONE_HOT:
        numbers = sizes.words
    elif network.token_input is TokenInput.EMBEDDED:
        numbers += 2 * network.affix_length + bool(network.shape_size)
        numbers += TOKEN_CHARACTERS if network.char_filters else 0
    return 4 * numbers + 1 + 4 + 4


@dataclass(frozen=True, slots=True)
class EncodedCorpus:
    """A corpus looked up once, from which any number of epochs can be cut cheaply.

    Attributes:
        tokens: Of the sentences; where each epoch has sentences of its own, of those of the first.
        drawn: Gives the sentences of an epoch looked up; None where all epochs have the same.
    """

    tokens: EncodedTokens
    drawn: Callable[[int], EncodedTokens] | None = None

    @staticmethod
    def build(sentences: Iterable[Sentence], layer: str, vocab: Vocab) -> "EncodedCorpus":
        """Look up every token and every tag of `layer`."""
        if not isinstance(sentences, EndlessSentences):
            return EncodedCorpus(encode(sentences, layer, vocab))

        def drawn(epoch: int) -> EncodedTokens:
            return encode(sentences.of_epoch(epoch), layer, vocab)

        return EncodedCorpus(drawn(FIRST_EPOCH), drawn)

    def of_epoch(self, epoch: int) -> "EncodedCorpus":
        """Return what an epoch is cut from."""
        return self if self.drawn is None else EncodedCorpus(self.drawn(epoch))

    def plan(self, config: EncodingConfig, *, seed: int = 0, epoch: int = 0, training: bool = True) -> Plan:
        """Return the batches of one epoch before there are arrays."""
        return plan_batches(
            self.tokens.lengths, config, seed=seed, epoch=epoch, training=training, documents=self.tokens.documents
        )

    def batches(self, config: Config, *, seed: int = 0, epoch: int = 0, training: bool = True) -> Iterator[Batch]:
        """Yield the batches of one epoch; see `plan_batches` for what `training` changes."""
        corpus = self.of_epoch(epoch)
        plan = corpus.plan(config.encoding, seed=seed, epoch=epoch, training=training)
        for index in range(plan.n_batches):
            yield corpus.batch(plan, index, config.encoding)

    def batch(self, plan: Plan, index: int, config: EncodingConfig) -> Batch:
        """Return one batch of a plan, without making those before it."""
        return self.tokens.batch(plan.batch_rows(index), int(plan.widths[index]), config.pad)

    def prepared(self, plan: Plan, config: EncodingConfig, indices: Iterable[int]) -> Generator[Batch, None, None]:
        """Yield batches of a plan, each made in another thread while the one before it is used."""
        with ThreadPoolExecutor(1, thread_name_prefix="batches") as pool:
            upcoming: Future[Batch] | None = None
            for index in indices:
                made, upcoming = upcoming, pool.submit(self.batch, plan, index, config)
                if made is not None:
                    yield made.result()
            if upcoming is not None:
                yield upcoming.result()


def batches(
    sentences: Iterable[Sentence],
    layer: str,
    vocab: Vocab,
    config: Config,
    *,
    epoch: int = 0,
    training: bool = True,
) -> Iterator[Batch]:
    """Encode sentences and yield one epoch of batches, seeded by the training options' seed."""
    corpus = EncodedCorpus.build(sentences, layer, vocab)
    yield from corpus.batches(config, seed=config.training.seed, epoch=epoch, training=training)
