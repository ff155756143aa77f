"""Which tokens stand in a row of a batch: whole sentences, windows, random subsequences, strips.

Works on lengths alone, so a whole corpus can be planned and priced in milliseconds. The corpus is
taken as one stream of tokens, sentence after sentence; every row is a range of that stream.
"""

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.config import CutSide, EncodingConfig, Order, Sampling

Integers = NDArray[np.int64]

# Every random choice has a stream of its own, so that a new order never changes the sampling.
SAMPLING_STREAM = 0
ORDER_STREAM = 1


@dataclass(frozen=True, slots=True)
class Piece:
    """Tokens `[start, end)` of one sentence, the sentence given by its position."""

    sentence: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """What stands in one row of a batch.

    Attributes:
        pieces: One where rows are sentences; several where a row runs over sentence borders; none
            where a strip has ended before its neighbours.
        counted: The tokens `[from, to)` of this row that count in the loss.
        n_cut: Tokens of the sentence that did not fit.
    """

    pieces: tuple[Piece, ...]
    counted: tuple[int, int]
    n_cut: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Many rows as arrays, each int64[rows] unless said otherwise.

    Attributes:
        starts: First token, counted over the whole corpus.
        lengths: Tokens.
        counted_from: First token of the row that counts in the loss.
        counted_to: End of the tokens that count.
        n_cut: Tokens lost because the row is a sentence that is too long.
        carry: bool; whether the row goes on where the same row of the batch before ended.
        lanes: 0: rows may go into batches in any order. Else each run of `lanes` rows is one batch.
    """

    starts: Integers
    lengths: Integers
    counted_from: Integers
    counted_to: Integers
    n_cut: Integers
    carry: NDArray[np.bool_]
    lanes: int = 0

    def __len__(self) -> int:
        return len(self.starts)

    def take(self, chosen: Integers | slice) -> "Rows":
        """Return the chosen rows, in the order in which they are named."""
        return Rows(
            self.starts[chosen],
            self.lengths[chosen],
            self.counted_from[chosen],
            self.counted_to[chosen],
            self.n_cut[chosen],
            self.carry[chosen],
            self.lanes,
        )


def plan_rows(
    lengths: Sequence[int] | Integers,
    config: EncodingConfig,
    *,
    seed: int = 0,
    epoch: int = 0,
    training: bool = True,
    documents: Sequence[int] | Integers | None = None,
) -> Rows:
    """Return the rows of one epoch, before they are ordered.

    Whole sentences are cut to `max_length`; every other sampling shortens its window to it
    instead. Windows, subsequences and strips run over sentence borders but never out of a
    document. Without training, strips stay strips and everything else is whole sentences.

    Args:
        lengths: Tokens of each sentence.
        config: The sampling and its options.
        seed: Starts what is random: subsequences, and the order of documents in strips.
        epoch: Changes it.
        training: Off: every token exactly once and none cut.
        documents: A number a sentence, neighbours of equal number being one document (see
            `document_numbers`); None takes every sentence as a document of its own.
    """
    lengths = np.asarray(lengths, np.int64)
    offsets = np.concatenate([[0], np.cumsum(lengths)])
    window = config.row_window
    random = np.random.default_rng((seed, epoch, SAMPLING_STREAM))
    if config.sampling is Sampling.STATEFUL:
        return _strips(_document_borders(offsets, documents), config, window, random if training else None)
    if not training or config.sampling is Sampling.SENTENCES:
        return _sentences(offsets, config.max_length if training else 0, config.cut)
    borders = _document_borders(offsets, documents)
    if config.sampling is Sampling.WINDOWS:
        return _windows(borders, window, config.row_stride)
    return _subsequences(borders, window, random)


def document_numbers(names: Iterable[str]) -> Integers:
    """Number the documents that consecutive sentences belong to.

    Sentences without a document's name ("") stand alone: nothing says that they follow each other.
    """
    numbers: list[int] = []
    number, before = -1, ""
    for name in names:
        number += not name or name != before
        before = name
        numbers.append(number)
    return np.asarray(numbers, np.int64)


def _document_borders(offsets: Integers, documents: Sequence[int] | Integers | None) -> Integers:
    """Return where in the stream documents begin, and its end, int64[documents + 1]."""
    if documents is None or len(offsets) == 1:
        return offsets
    numbers = np.asarray(documents)
    return np.concatenate([offsets[:1], offsets[1:-1][numbers[1:] != numbers[:-1]], offsets[-1:]])


def _rows(starts: Integers, lengths: Integers, n_cut: Integers | None = None) -> Rows:
    zeros = np.zeros_like(starts)
    return Rows(starts, lengths, zeros, lengths, zeros if n_cut is None else n_cut, zeros.astype(bool))


def _sentences(offsets: Integers, max_length: int, cut: CutSide) -> Rows:
    lengths = np.diff(offsets)
    kept = np.minimum(lengths, max_length) if max_length else lengths
    n_cut = lengths - kept
    return _rows(offsets[:-1] + (n_cut if cut is CutSide.BEFORE else 0), kept, n_cut)


def _windows(borders: Integers, window: int, stride: int) -> Rows:
    """Lay windows over each document; a token counts in the window whose middle is nearest."""
    ends, sizes = borders[1:], np.diff(borders)
    n_windows = 1 + np.maximum(0, -((window - sizes) // stride))
    document, number = _counted(n_windows)
    starts = borders[:-1][document] + number * stride
    lengths = np.minimum(window, ends[document] - starts)
    counted_from = np.where(number > 0, (window - stride) // 2, 0)
    is_last = number == n_windows[document] - 1
    counted_to = np.where(is_last, lengths, (window + stride) // 2)
    zeros = np.zeros_like(starts)
    return Rows(starts, lengths, counted_from, counted_to, zeros, zeros.astype(bool))


def _subsequences(borders: Integers, window: int, random: np.random.Generator) -> Rows:
    """Draw from each document as many windows as would cover it, each starting anywhere in it."""
    sizes = np.diff(borders)
    document, _ = _counted(-(-sizes // window))
    spare = np.maximum(sizes - window, 0)[document]
    starts = borders[:-1][document] + random.integers(0, spare + 1)
    return _rows(starts, np.minimum(sizes, window)[document])


def _strips(borders: Integers, config: EncodingConfig, window: int, random: np.random.Generator | None) -> Rows:
    """Lay documents end to end in lanes of about equal length and cut all lanes into windows.

    Without `random` (no training) a document is never split between lanes, and there are only as
    many lanes as the longest document can keep company.
    """
    starts, ends = borders[:-1], borders[1:]
    if random is not None:
        starts, ends = _parts(starts, ends, window, config.batch_size)
        if config.order in (Order.SHUFFLED, Order.BUCKETED):
            shuffled = random.permutation(len(starts))
            starts, ends = starts[shuffled], ends[shuffled]
    n_windows = -(-(ends - starts) // window)
    total, longest = int(n_windows.sum()), int(n_windows.max(initial=1))
    n_lanes = min(config.batch_size, max(1, len(starts) if random is not None else total // longest))
    lane, first_step = _lanes(n_windows, n_lanes)
    part, number = _counted(n_windows)
    steps = first_step[part] + number
    cells = np.full((int(steps.max(initial=-1)) + 1) * n_lanes, -1)
    cells[steps * n_lanes + lane[part]] = np.arange(total)
    is_used = cells >= 0
    window_starts = starts[part] + number * window
    lengths = np.where(is_used, np.minimum(window, ends[part] - window_starts)[cells], 0)
    zeros = np.zeros_like(lengths)
    carry = is_used & (number > 0)[cells]
    return Rows(np.where(is_used, window_starts[cells], 0), lengths, zeros, lengths, zeros, carry, n_lanes)


def _parts(starts: Integers, ends: Integers, window: int, batch_size: int) -> tuple[Integers, Integers]:
    """Split documents that would fill a lane and leave the others empty; later parts start afresh."""
    n_windows = -(-(ends - starts) // window)
    longest = max(1, -(-int(n_windows.sum()) // batch_size)) * window
    document, number = _counted(-(-(ends - starts) // longest))
    starts, ends = starts[document] + number * longest, ends[document]
    return starts, np.minimum(ends, starts + longest)


def _lanes(sizes: Integers, n_lanes: int) -> tuple[Integers, Integers]:
    """Return each part's lane and its first step in it: longest first to the emptiest lane, then in text order."""
    loads = [(0, lane) for lane in range(n_lanes)]
    lanes = np.zeros(len(sizes), np.int64)
    for part in np.argsort(-sizes, kind="stable").tolist():
        load, lane = loads[0]
        lanes[part] = lane
        heapq.heapreplace(loads, (load + int(sizes[part]), lane))
    first = np.zeros(len(sizes), np.int64)
    for lane in range(n_lanes):
        members = lanes == lane
        first[members] = np.cumsum(sizes[members]) - sizes[members]
    return lanes, first


def _counted(counts: Integers) -> tuple[Integers, Integers]:
    """Return for each of `counts[i]` things its owner i and its number among them."""
    owner = np.repeat(np.arange(len(counts)), counts)
    number = np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)
    return owner, number
