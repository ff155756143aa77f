"""What is taken for what, and in which sentences: tags of tokens, or spans with "nothing" among their types.

Counted as `core.metrics` counts: with exact borders, a label's precision, recall and F1 are those of its report.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from core.corpus import Layer, Tags
from core.metrics import LabelScore, label_score
from core.tag_codes import NO_TAG, Codes, SpanCodes, paired

# The name of no span; no label is called so.
NOTHING = ""


class Matching(StrEnum):
    """What is compared with what.

    Tags: each token's tag. Exact: spans with the same first and last token. Overlap: exact ones first, then
    spans that share a token, the longest common stretch first; each span is matched once.
    """

    TAGS = "tags"
    EXACT = "exact"
    OVERLAP = "overlap"


@dataclass(frozen=True, slots=True, eq=False)
class Confusion:
    """Gold labels against predicted ones.

    Attributes:
        matching: What a count counts.
        names: The label of each row and column, those with most errors first and `NOTHING` last.
        counts: int64[names, names], row = gold, column = predicted.
        cells: int64[pairs, 3]: row, column and index of the sentence, one a pair that was counted.
    """

    matching: Matching
    names: tuple[str, ...]
    counts: NDArray[np.int64]
    cells: NDArray[np.int64]

    @property
    def shares(self) -> NDArray[np.float64]:
        """float64[names, names]: the share of its row that each cell has; 0 in a row without counts."""
        return np.asarray(self.counts / np.maximum(self.counts.sum(axis=1, keepdims=True), 1))

    @property
    def n_errors(self) -> int:
        """Pairs off the diagonal."""
        return int(self.counts.sum() - self.counts.trace())

    @property
    def labels(self) -> tuple[LabelScore, ...]:
        """Precision, recall and F1 of each label but `NOTHING`, the most frequent in gold first."""
        columns = self.counts.sum(axis=1), self.counts.sum(axis=0), self.counts.diagonal()
        rows: Iterator[tuple[str, int, int, int]] = zip(self.names, *(c.tolist() for c in columns), strict=True)
        scores = [label_score(name, *numbers) for name, *numbers in rows if name != NOTHING]
        return tuple(sorted(scores, key=lambda score: (-score.gold, score.label)))

    def sentences(self, row: int, column: int) -> NDArray[np.int64]:
        """Return int64[n]: which sentences a cell was counted in, each once, in order."""
        return np.unique(self.cells[(self.cells[:, 0] == row) & (self.cells[:, 1] == column), 2])

    def sentences_of(self, label: str, *, missed: bool = True, wrongly_said: bool = True) -> NDArray[np.int64]:
        """Return int64[n]: the sentences with errors of a label, each once, in order.

        Args:
            label: One of `names`.
            missed: Those where gold has it and the prediction does not.
            wrongly_said: Those where the prediction has it and gold does not.
        """
        place = self.names.index(label)
        row, column = self.cells[:, 0] == place, self.cells[:, 1] == place
        wanted = np.zeros(len(self.cells), np.bool_)
        if missed:
            wanted |= row & ~column
        if wrongly_said:
            wanted |= column & ~row
        return np.unique(self.cells[wanted, 2])

    def largest_errors(self, most: int) -> tuple[tuple[int, int], ...]:
        """Return row and column of the fullest cells off the diagonal, the fullest first."""
        counts = self.counts.copy()
        np.fill_diagonal(counts, 0)
        order = np.argsort(-counts, axis=None, kind="stable")[:most]
        rows, columns = np.unravel_index(order, counts.shape)
        return tuple((int(r), int(c)) for r, c in zip(rows, columns, strict=True) if counts[r, c])


def confuse(gold: Iterable[Tags], predicted: Iterable[Tags], layer: Layer, matching: Matching) -> Confusion:
    """Count what is taken for what.

    Args:
        gold: Tags of each sentence; a token whose tag is None never counts.
        predicted: Tags of the same sentences.
        layer: Says how tags spell spans.
        matching: Spans only where the layer has them.

    Raises:
        ValueError: The two are not of the same sentences, or spans are asked for where there are none.
    """
    if matching is not Matching.TAGS and not layer.has_spans:
        raise ValueError(f"layer {layer.name} has no spans")
    pair = paired(gold, predicted, layer.scheme)
    if matching is Matching.TAGS:
        names: Sequence[str] = pair.codes.names
        where = np.flatnonzero(pair.gold != NO_TAG)
        found = np.stack([pair.gold[where], pair.predicted[where], where])
    else:
        truth, guess = pair.codes.spans(pair.gold, pair.first), pair.codes.spans(pair.predicted, pair.first)
        names = (NOTHING, *pair.codes.labels)
        found = np.concatenate(list(_span_pairs(truth, guess, matching)), axis=1)
    return _ordered(matching, names, np.stack([found[0], found[1], pair.sentence[found[2]]], axis=1))


def _span_pairs(truth: SpanCodes, guess: SpanCodes, matching: Matching) -> Iterator[Codes]:
    """Yield int64[3, pairs]: gold label, predicted label (counted from 1, 0 for nothing) and first token."""
    is_gold, is_guess = truth.label >= 0, guess.label >= 0
    same = is_gold & is_guess & (truth.end == guess.end)
    yield _columns(truth.label[same] + 1, guess.label[same] + 1, np.flatnonzero(same))
    golds, guesses = np.flatnonzero(is_gold & ~same), np.flatnonzero(is_guess & ~same)
    if matching is Matching.OVERLAP:
        first, second = _overlapping(golds, truth, guesses, guess)
        yield _columns(truth.label[first] + 1, guess.label[second] + 1, first)
        golds, guesses = np.setdiff1d(golds, first), np.setdiff1d(guesses, second)
    yield _columns(truth.label[golds] + 1, np.zeros_like(golds), golds)
    yield _columns(np.zeros_like(guesses), guess.label[guesses] + 1, guesses)


def _columns(gold: Codes, predicted: Codes, place: Codes) -> Codes:
    return np.stack([gold, predicted, place]).astype(np.int64)


def _overlapping(golds: Codes, truth: SpanCodes, guesses: Codes, guess: SpanCodes) -> tuple[Codes, Codes]:
    """Return the first tokens of gold and predicted spans that belong together."""
    pairs: list[tuple[int, bool, int, int]] = []
    begin = 0
    for start in golds.tolist():
        end = int(truth.end[start])
        while begin < len(guesses) and guess.end[guesses[begin]] < start:
            begin += 1
        for other in guesses[begin:].tolist():
            if other > end:
                break
            common = min(end, int(guess.end[other])) - max(start, other) + 1
            pairs.append((-common, bool(truth.label[start] != guess.label[other]), start, other))
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, start, other in sorted(pairs):
        if start not in chosen and other not in taken:
            chosen[start] = other
            taken.add(other)
    return np.array(list(chosen), np.int64), np.array(list(chosen.values()), np.int64)


def _ordered(matching: Matching, names: Sequence[str], cells: NDArray[np.int64]) -> Confusion:
    """Return the confusion with the labels that have most errors first; those that never occur are left out."""
    n = len(names)
    counts = np.bincount(cells[:, 0] * n + cells[:, 1], minlength=n * n).reshape(n, n).astype(np.int64)
    errors = counts.sum(axis=0) + counts.sum(axis=1) - 2 * counts.diagonal()
    seen = [place for place in range(n) if counts[place].any() or counts[:, place].any()]
    seen.sort(key=lambda place: (names[place] == NOTHING, -errors[place], -counts[place].sum(), names[place]))
    to = np.full(n, -1, np.int64)
    to[seen] = np.arange(len(seen))
    moved = np.stack([to[cells[:, 0]], to[cells[:, 1]], cells[:, 2]], axis=1)
    return Confusion(matching, tuple(names[place] for place in seen), counts[np.ix_(seen, seen)], moved)
