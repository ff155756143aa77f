"""How far annotators agree on the same sentences: by chance-corrected figures, by spans, by label.

A token that somebody has not labelled is missing for that annotator and never counts as outside. Sentences
are read once, some thousand at a time, so that a million of them need little memory.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations, islice

import numpy as np
from numpy.typing import NDArray

from core.corpus import Layer, Tags
from core.tag_codes import NO_TAG, Flags, SpanCodes, TagCodes, counted, first_tokens

_CHUNK = 10_000
# More numbers than any layer has tags: how many have labelled a token and its two tags share one integer.
_BASE = 1 << 20


@dataclass(frozen=True, slots=True)
class LabelAgreement:
    """One label's spans, or one tag's tokens where the layer has no spans.

    Attributes:
        first: How many the first annotator sees.
        second: How many the second one sees.
        both: How many are the very same.
        f1: Twice `both` over `first` and `second` together; it does not matter who is called first.
        kappa: Cohen's kappa of "token under this label or not"; None where chance alone explains all.
    """

    label: str
    first: int
    second: int
    both: int
    f1: float
    kappa: float | None


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """Two annotators compared; only tokens that both have labelled count.

    Attributes:
        n_tokens: Tokens both have labelled.
        same: Those of them with the same tag.
        observed: Their share; None without tokens, as the next.
        kappa: Cohen's kappa over tags, 1 for full agreement and 0 for what chance would give; None also
            where both use one and the same tag throughout, for then chance explains everything.
        span_f1: Twice the spans alike in first token, last token and label over all spans of both; None for
            plain layers and without spans. A span counts only if both have labelled all of its tokens
            and its neighbours, for otherwise nobody can say where it ends.
        labels: Every label that either uses, the most frequent first.
        confusion: int64[names, names], row = tag of the first, column = tag of the second.
        names: The tags of `confusion`, the most frequent first.
    """

    first: str
    second: str
    n_tokens: int
    same: int
    observed: float | None
    kappa: float | None
    span_f1: float | None
    labels: tuple[LabelAgreement, ...]
    confusion: NDArray[np.int64] = field(compare=False, repr=False)
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """All annotators compared.

    Attributes:
        annotators: Their names.
        n_sentences: Sentences read.
        n_tokens: Tokens that two or more have labelled.
        alpha: Krippendorff's alpha over tags, nominal, for any number of annotators; 1 for full agreement,
            0 for what chance would give. None where fewer than two tags are used on these tokens.
        pairs: Every two annotators, in the order of `annotators`.
    """

    annotators: tuple[str, ...]
    n_sentences: int
    n_tokens: int
    alpha: float | None
    pairs: tuple[PairAgreement, ...]


@dataclass(slots=True)
class _Pair:
    """What has been counted for two annotators; `spans` holds (who, label) with 2 for both."""

    cells: Counter[int] = field(default_factory=Counter)
    spans: Counter[tuple[int, int]] = field(default_factory=Counter)


class AgreementCount:
    """Counts agreement as sentences come; a job may add a slice at a time.

    Args:
        layer: Says how tags spell spans.
        annotators: A name for each, two at least.
    """

    def __init__(self, layer: Layer, annotators: Sequence[str]) -> None:
        if len(annotators) < 2:
            raise ValueError("agreement takes two annotators")
        self._layer = layer
        self._annotators = tuple(annotators)
        self._codes = TagCodes(layer.scheme)
        self._pairs = {pair: _Pair() for pair in combinations(range(len(annotators)), 2)}
        self._n_sentences = 0
        self._n_tokens = 0

    def add(self, rows: Iterable[Sequence[Tags]]) -> None:
        """Count sentences, each as its tags by every annotator in turn.

        Raises:
            ValueError: A sentence has another number of annotators, or of tokens for one of them.
        """
        remaining = iter(rows)
        while chunk := list(islice(remaining, _CHUNK)):
            self._add_chunk(chunk)

    def _add_chunk(self, rows: Sequence[Sequence[Tags]]) -> None:
        lengths = [len(row[0]) for row in rows]
        for row, length in zip(rows, lengths, strict=True):
            if len(row) != len(self._annotators) or any(len(tags) != length for tags in row):
                raise ValueError("the annotators have not labelled the same tokens")
        columns = [self._codes.encode(column) for column in zip(*rows, strict=True)]
        n_labelled = np.sum([column != NO_TAG for column in columns], axis=0)  # [N]
        self._n_sentences += len(rows)
        self._n_tokens += int((n_labelled > 1).sum())
        first = first_tokens(lengths)
        spans = [self._codes.spans(column, first) for column in columns] if self._layer.has_spans else []
        for (one, other), pair in self._pairs.items():
            shared = (columns[one] != NO_TAG) & (columns[other] != NO_TAG)
            keys = (n_labelled[shared] * _BASE + columns[one][shared]) * _BASE + columns[other][shared]
            pair.cells.update(dict(zip(*(column.tolist() for column in np.unique_counts(keys)), strict=True)))
            if spans:
                _count_spans(pair, _known(spans[one], shared, first), _known(spans[other], shared, first))

    def result(self) -> Agreement:
        """Return what all sentences so far come to."""
        return Agreement(
            annotators=self._annotators,
            n_sentences=self._n_sentences,
            n_tokens=self._n_tokens,
            alpha=_alpha(chain.from_iterable(_unpacked(pair.cells) for pair in self._pairs.values())),
            pairs=tuple(self._pair_result(*numbers) for numbers in self._pairs),
        )

    def _pair_result(self, one: int, other: int) -> PairAgreement:
        pair = self._pairs[one, other]
        confusion = np.zeros((len(self._codes.names),) * 2, np.int64)
        for _, row, column, n in _unpacked(pair.cells):
            confusion[row, column] += n
        labels = tuple(
            sorted(self._labels(pair, confusion), key=lambda found: (-found.first - found.second, found.label))
        )
        totals = confusion.sum(axis=0) + confusion.sum(axis=1)
        order = sorted(np.flatnonzero(totals).tolist(), key=lambda code: (-int(totals[code]), self._codes.names[code]))
        n_tokens, same = int(confusion.sum()), int(confusion.trace())
        n_spans = sum(found.first + found.second for found in labels)
        return PairAgreement(
            first=self._annotators[one],
            second=self._annotators[other],
            n_tokens=n_tokens,
            same=same,
            observed=same / n_tokens if n_tokens else None,
            kappa=_kappa(confusion),
            span_f1=2 * sum(x.both for x in labels) / n_spans if n_spans and self._layer.has_spans else None,
            labels=labels,
            confusion=confusion[np.ix_(order, order)],
            names=tuple(self._codes.names[code] for code in order),
        )

    def _labels(self, pair: _Pair, confusion: NDArray[np.int64]) -> Iterator[LabelAgreement]:
        of_tag = self._codes.label_of_tag()
        rows, columns = confusion.sum(axis=1), confusion.sum(axis=0)
        for number, label in enumerate(self._codes.labels):
            tags = np.flatnonzero(of_tag == number)
            in_first, in_second = int(rows[tags].sum()), int(columns[tags].sum())
            in_both = int(confusion[np.ix_(tags, tags)].sum())
            if self._layer.has_spans:
                first, second, both = (pair.spans[who, number] for who in range(3))
            else:
                first, second, both = in_first, in_second, in_both
            if first or second:
                neither = int(confusion.sum()) - in_first - in_second + in_both
                one_or_not = np.array([[in_both, in_first - in_both], [in_second - in_both, neither]])
                yield LabelAgreement(label, first, second, both, 2 * both / (first + second), _kappa(one_or_not))


def agreement(rows: Iterable[Sequence[Tags]], layer: Layer, annotators: Sequence[str]) -> Agreement:
    """Return how far annotators agree; see `AgreementCount`.

    Source:
        Cohen 1960; Krippendorff, Content Analysis (the coincidence matrix, for missing data). Spans are
        read as in `core.metrics.score`.
    """
    count = AgreementCount(layer, annotators)
    count.add(rows)
    return count.result()


def differences(first: Tags, second: Tags) -> list[int]:
    """Return the tokens that both have labelled, and labelled otherwise."""
    pairs = enumerate(zip(first, second, strict=True))
    return [index for index, (one, other) in pairs if one is not None and other is not None and one != other]


def _known(spans: SpanCodes, shared: Flags, first: Flags) -> SpanCodes:
    """Return the spans whose tokens and neighbours both annotators have labelled."""
    starts = np.flatnonzero(spans.label >= 0)
    ends = spans.end[starts]
    last = np.append(first[1:], True)
    missing = np.concatenate([[0], np.cumsum(~shared)])
    before, after = starts - ~first[starts], ends + ~last[ends]
    unknown = starts[missing[after + 1] > missing[before]]
    label, end = spans.label.copy(), spans.end.copy()
    label[unknown] = end[unknown] = -1
    return SpanCodes(label, end)


def _count_spans(pair: _Pair, one: SpanCodes, other: SpanCodes) -> None:
    both = (one.label >= 0) & (one.label == other.label) & (one.end == other.end)
    for who, labels in enumerate((one.label, other.label, one.label[both])):
        counts = counted(labels, 0)
        pair.spans.update({(who, int(number)): int(counts[number]) for number in np.flatnonzero(counts)})


def _unpacked(cells: Counter[int]) -> Iterator[tuple[int, int, int, int]]:
    """Yield how many have labelled a token, its two tags, and how many such tokens there are."""
    for key, n in cells.items():
        rest, column = divmod(key, _BASE)
        yield *divmod(rest, _BASE), column, n


def _kappa(confusion: NDArray[np.int64]) -> float | None:
    # In whole numbers: a million tokens squared is still exact in Python's integers.
    total, same = int(confusion.sum()), int(confusion.trace())
    by_chance = sum(map(int.__mul__, confusion.sum(axis=0).tolist(), confusion.sum(axis=1).tolist()))
    if total * total == by_chance:
        return None
    return (total * same - by_chance) / (total * total - by_chance)


def _alpha(cells: Iterable[tuple[int, int, int, int]]) -> float | None:
    same = 0.0
    weights: dict[int, float] = {}
    for n_labelled, row, column, n in cells:
        weight = n / (n_labelled - 1)
        same += 2 * weight * (row == column)
        for tag in (row, column):
            weights[tag] = weights.get(tag, 0.0) + weight
    if len(weights) < 2:
        return None
    n_values = sum(weights.values())
    expected = n_values * n_values - sum(weight * weight for weight in weights.values())
    return 1.0 - (n_values - 1.0) * (n_values - same) / expected
