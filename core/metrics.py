"""How well predicted tags agree with gold tags: tokens, spans, per label, and what is taken for what.

Everything is counted on integer arrays over all sentences laid end to end; padding never comes here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from core.corpus import Layer, Tags
from core.schemes import outside
from core.tag_codes import NO_TAG, Codes, SpanCodes, TagCodes, counted, paired


@dataclass(frozen=True, slots=True)
class LabelScore:
    """One label's spans, or one tag's tokens where the layer has no spans.

    Attributes:
        gold: How many there are.
        predicted: How many were predicted.
        correct: How many of those are right.
    """

    label: str
    precision: float
    recall: float
    f1: float
    gold: int
    predicted: int
    correct: int


@dataclass(frozen=True, slots=True)
class Report:
    """What `score` found.

    Attributes:
        n_tokens: Tokens with a gold tag; no other token counts anywhere.
        correct: Those of them whose predicted tag is the gold tag.
        accuracy: Their share; 0 where there are no tokens.
        accuracy_without_o: The same over tokens whose gold tag is not O; None for plain layers and
            where there is no such token.
        precision: Right spans over predicted spans; None for plain layers, as the next two.
        recall: Right spans over gold spans.
        f1: Harmonic mean of the two; 0 where nothing is right.
        labels: Every label of gold or prediction, the most frequent in gold first.
        confusion: int64[names, names], row = gold tag, column = predicted tag, in labelled tokens.
        names: The tags of `confusion`, the most frequent in gold first; "" is a missing prediction.
    """

    n_tokens: int
    correct: int
    accuracy: float
    accuracy_without_o: float | None
    precision: float | None
    recall: float | None
    f1: float | None
    labels: tuple[LabelScore, ...]
    confusion: NDArray[np.int64] = field(compare=False, repr=False)
    names: tuple[str, ...]


def score(gold: Iterable[Tags], predicted: Iterable[Tags], layer: Layer) -> Report:
    """Compare predicted with gold tags, sentence by sentence.

    Spans are counted by conlleval's rules. Strict is the comparison: a predicted span is right only
    when its first token, its last token and its label are all those of one gold span; nothing
    earns half a point. Lenient is the reading, of gold and prediction alike: every tag with a label
    belongs to a span, so `O I-PER` starts one, as does `B-LOC I-PER`, and a span no E closes ends
    where it stops. nervaluate's "strict" figures follow the same two rules.

    Args:
        gold: Tags of each sentence; a token whose tag is None never counts, and neither does
            what was predicted there: both are read as outside of every span.
        predicted: Tags of the same sentences. None is a wrong tag and outside of every span.
        layer: Says how tags spell spans; foreign tags are outside of every span.

    Raises:
        ValueError: The two differ in the number of sentences or in the length of one.

    Source:
        conlleval, the scorer of the CoNLL-2000 and CoNLL-2003 shared tasks.
    """
    pair = paired(gold, predicted, layer.scheme)
    codes, is_labelled = pair.codes, pair.gold != NO_TAG
    confusion = _confusion(pair.gold[is_labelled], pair.predicted[is_labelled], len(codes.names))
    if layer.has_spans:
        truth, guess = codes.spans(pair.gold, pair.first), codes.spans(pair.predicted, pair.first)
        counts = _count_spans(codes, truth, guess)
    else:
        counts = _count_tags(confusion, codes.names)
    return _report(confusion, codes.names, counts, layer)


def accuracy_with_padding(correct: int, n_tokens: int, n_cells: int) -> float:
    """Return the accuracy that counting padded cells as correct would claim; 0 without cells.

    Args:
        correct: Labelled tokens tagged right.
        n_tokens: Labelled tokens.
        n_cells: Cells of all batches, tokens and padding together.
    """
    return _ratio(correct + n_cells - n_tokens, n_cells)


def _confusion(gold: Codes, predicted: Codes, n_names: int) -> NDArray[np.int64]:
    cells = np.bincount(gold * n_names + predicted, minlength=n_names * n_names)
    return cells.reshape(n_names, n_names).astype(np.int64)


def _count_spans(codes: TagCodes, truth: SpanCodes, guess: SpanCodes) -> list[LabelScore]:
    right = (truth.label >= 0) & (truth.label == guess.label) & (truth.end == guess.end)
    n = len(codes.labels)
    columns = [counted(truth.label, n), counted(guess.label, n), counted(truth.label[right], n)]
    return [label_score(label, *map(int, column)) for label, *column in zip(codes.labels, *columns, strict=True)]


def _count_tags(confusion: NDArray[np.int64], names: Sequence[str]) -> list[LabelScore]:
    columns = confusion.sum(axis=1), confusion.sum(axis=0), confusion.diagonal()
    rows: Iterator[tuple[str, int, int, int]] = zip(names, *columns, strict=True)
    return [label_score(name, int(gold), int(guessed), int(right)) for name, gold, guessed, right in rows if name]


def label_score(label: str, gold: int, predicted: int, correct: int) -> LabelScore:
    """Return precision, recall and F1 of counts; 0 where there is nothing to divide by."""
    precision, recall = _ratio(correct, predicted), _ratio(correct, gold)
    return LabelScore(label, precision, recall, _f1(gold, predicted, correct), gold, predicted, correct)


def _report(confusion: NDArray[np.int64], names: Sequence[str], counts: list[LabelScore], layer: Layer) -> Report:
    seen = np.flatnonzero(confusion.sum(axis=0) + confusion.sum(axis=1))
    order = sorted(seen.tolist(), key=lambda code: (-int(confusion[code].sum()), names[code]))
    total, correct = int(confusion.sum()), int(confusion.trace())
    empty = outside(layer.scheme)
    is_inside = np.array([name != empty for name in names], dtype=np.bool_)
    n_inside = int(confusion[is_inside].sum())
    without_o = _ratio(int(confusion.diagonal()[is_inside].sum()), n_inside) if layer.has_spans and n_inside else None
    gold, guessed, right = (sum(getattr(row, name) for row in counts) for name in ("gold", "predicted", "correct"))
    return Report(
        n_tokens=total,
        correct=correct,
        accuracy=_ratio(correct, total),
        accuracy_without_o=without_o,
        precision=_ratio(right, guessed) if layer.has_spans else None,
        recall=_ratio(right, gold) if layer.has_spans else None,
        f1=_f1(gold, guessed, right) if layer.has_spans else None,
        labels=tuple(
            sorted((row for row in counts if row.gold or row.predicted), key=lambda row: (-row.gold, row.label))
        ),
        confusion=confusion[np.ix_(order, order)],
        names=tuple(names[code] for code in order),
    )


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _f1(gold: int, predicted: int, correct: int) -> float:
    return _ratio(2 * correct, gold + predicted)
