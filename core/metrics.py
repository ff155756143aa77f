"""How well predicted tags agree with gold tags: tokens, spans, per label, and what is taken for what.

Everything is counted on integer arrays over all sentences laid end to end; padding never comes here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from core.corpus import Layer, Scheme, Tags
from core.errors import SchemeError
from core.schemes import outside, split_tag

_Codes = NDArray[np.int64]
_Flags = NDArray[np.bool_]

# Whatever the scheme calls them: prefixes that begin a span though one of its label is open, and
# prefixes after which none is open.
_BEGINNING = frozenset("BSU")
_ENDING = frozenset("ELSU")


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


@dataclass(frozen=True, slots=True)
class _Spans:
    """Spans by the token they start at.

    Attributes:
        label: int64[N], the label of the span that starts here, -1 where none does.
        end: int64[N], the last token of the span that starts here, -1 where none does.
    """

    label: _Codes
    end: _Codes


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
    golds, predictions = list(gold), list(predicted)
    lengths = [len(tags) for tags in golds]
    if lengths != [len(tags) for tags in predictions]:
        raise ValueError("gold and predicted tags are not of the same sentences")
    tags = set(chain.from_iterable(golds)) | set(chain.from_iterable(predictions))
    names = ["", *sorted(tag for tag in tags if tag)]
    codes: dict[str | None, int] = {name: code for code, name in enumerate(names)} | {None: 0}
    gold_codes, predicted_codes = _encode(golds, codes), _encode(predictions, codes)
    is_labelled = gold_codes != 0
    predicted_codes[~is_labelled] = 0
    confusion = _confusion(gold_codes[is_labelled], predicted_codes[is_labelled], len(names))
    if layer.has_spans:
        first = _first_tokens(lengths)
        counts = _count_spans(gold_codes, predicted_codes, first, names, layer.scheme)
    else:
        counts = _count_tags(confusion, names)
    return _report(confusion, names, counts, layer)


def accuracy_with_padding(correct: int, n_tokens: int, n_cells: int) -> float:
    """Return the accuracy that counting padded cells as correct would claim; 0 without cells.

    Args:
        correct: Labelled tokens tagged right.
        n_tokens: Labelled tokens.
        n_cells: Cells of all batches, tokens and padding together.
    """
    return _ratio(correct + n_cells - n_tokens, n_cells)


def _encode(sequences: Sequence[Tags], codes: dict[str | None, int]) -> _Codes:
    return np.fromiter(map(codes.__getitem__, chain.from_iterable(sequences)), dtype=np.int64)


def _first_tokens(lengths: Sequence[int]) -> _Flags:
    """Return bool[N]: where a sentence starts."""
    first = np.zeros(sum(lengths), dtype=np.bool_)
    starts = np.cumsum([0, *lengths])[:-1]
    first[starts[np.asarray(lengths, dtype=np.int64) > 0]] = True
    return first


def _confusion(gold: _Codes, predicted: _Codes, n_names: int) -> NDArray[np.int64]:
    cells = np.bincount(gold * n_names + predicted, minlength=n_names * n_names)
    return cells.reshape(n_names, n_names).astype(np.int64)


def _count_spans(
    gold: _Codes, predicted: _Codes, first: _Flags, names: Sequence[str], scheme: Scheme
) -> list[LabelScore]:
    parts = [_parts(name, scheme) for name in names]
    labels = sorted({label for _, label in parts if label})
    code = {label: number for number, label in enumerate(labels)} | {"": -1}
    of_label = np.array([code[label] for _, label in parts], dtype=np.int64)
    begins = np.array([prefix in _BEGINNING for prefix, _ in parts], dtype=np.bool_)
    ends = np.array([prefix in _ENDING for prefix, _ in parts], dtype=np.bool_)
    truth, guess = (_spans(of_label[tags], begins[tags], ends[tags], first) for tags in (gold, predicted))
    right = (truth.label >= 0) & (truth.label == guess.label) & (truth.end == guess.end)
    counted = [_count(truth.label, labels), _count(guess.label, labels), _count(truth.label[right], labels)]
    return [_label_score(label, *map(int, column)) for label, *column in zip(labels, *counted, strict=True)]


def _parts(name: str, scheme: Scheme) -> tuple[str, str]:
    try:
        return split_tag(name, scheme)
    except SchemeError:
        return "", ""


def _spans(label: _Codes, begins: _Flags, ends: _Flags, first: _Flags) -> _Spans:
    inside = label >= 0
    opened = np.zeros_like(inside)
    opened[1:] = inside[:-1] & ~ends[:-1] & (label[:-1] == label[1:])
    starts = inside & (first | begins | ~opened)
    stops = np.ones_like(inside)
    stops[:-1] = starts[1:] | ~inside[1:] | first[1:]
    found = _Spans(np.where(starts, label, -1), np.full(len(label), -1, dtype=np.int64))
    found.end[starts] = np.flatnonzero(inside & stops)
    return found


def _count(codes: _Codes, labels: Sequence[str]) -> NDArray[np.int64]:
    return np.bincount(codes[codes >= 0], minlength=len(labels)).astype(np.int64)


def _count_tags(confusion: NDArray[np.int64], names: Sequence[str]) -> list[LabelScore]:
    columns = confusion.sum(axis=1), confusion.sum(axis=0), confusion.diagonal()
    rows: Iterator[tuple[str, int, int, int]] = zip(names, *columns, strict=True)
    return [_label_score(name, int(gold), int(guessed), int(right)) for name, gold, guessed, right in rows if name]


def _label_score(label: str, gold: int, predicted: int, correct: int) -> LabelScore:
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
