"""Tags as numbers, and the spans they spell, for whole corpora at once; one token, one place in an array.

Sentences are laid end to end: padding never comes here, and where a sentence begins is said beside.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from core.corpus import Scheme, Tags
from core.errors import SchemeError
from core.schemes import split_tag

Codes = NDArray[np.int64]
Flags = NDArray[np.bool_]

NO_TAG = 0

# Whatever the scheme calls them: prefixes that begin a span though one of its label is open, and
# prefixes after which none is open.
_BEGINNING = frozenset("BSU")
_ENDING = frozenset("ELSU")


@dataclass(frozen=True, slots=True)
class SpanCodes:
    """Spans by the token they start at.

    Attributes:
        label: int64[N], the label of the span that starts here, -1 where none does.
        end: int64[N], the last token of the span that starts here, -1 where none does.
    """

    label: Codes
    end: Codes


class _Numbers(dict[str | None, int]):
    """Tag -> number; a tag seen for the first time is given the next one."""

    def __init__(self, names: list[str]) -> None:
        super().__init__({None: NO_TAG, "": NO_TAG})
        self._names = names

    def __missing__(self, tag: str) -> int:
        self[tag] = len(self._names)
        self._names.append(tag)
        return self[tag]


@dataclass(frozen=True, slots=True)
class PairedCodes:
    """Gold and predicted tags of the same sentences, laid end to end.

    Attributes:
        codes: What the numbers stand for.
        gold: int64[N]; `NO_TAG` where nobody has labelled.
        predicted: int64[N]; `NO_TAG` there too, whatever was predicted.
        first: bool[N], where a sentence begins.
        sentence: int64[N], which sentence a token is of, counted from 0.
    """

    codes: "TagCodes"
    gold: Codes
    predicted: Codes
    first: Flags
    sentence: Codes


class TagCodes:
    """Numbers for the tags of one scheme, given in the order of first sight.

    Attributes:
        names: Tags by number; "" at `NO_TAG` stands for a token without one.
    """

    def __init__(self, scheme: Scheme) -> None:
        self.names: list[str] = [""]
        self._labels: list[str] = []
        self._scheme = scheme
        self._numbers = _Numbers(self.names)
        self._label_numbers: dict[str, int] = {"": -1}
        self._parts: list[tuple[int, bool, bool]] = []

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that the tags of `names` spell, by number."""
        self._all_parts()
        return tuple(self._labels)

    def encode(self, sequences: Iterable[Tags]) -> Codes:
        """Return int64[N]: the tags of all sequences, one after the other."""
        return np.fromiter(map(self._numbers.__getitem__, chain.from_iterable(sequences)), dtype=np.int64)

    def label_of_tag(self) -> Codes:
        """Return int64[names], the number of the label that each tag spells; -1 for the outside and foreign tags."""
        return np.array([label for label, _, _ in self._all_parts()], dtype=np.int64)

    def spans(self, codes: Codes, first: Flags) -> SpanCodes:
        """Return the spans that `codes` spell to a lenient reader; see `core.metrics.score`.

        Args:
            codes: int64[N], as `encode` gives them.
            first: bool[N], where a sentence begins.
        """
        parts = self._all_parts()
        label = np.array([part[0] for part in parts], dtype=np.int64)[codes]
        begins = np.array([part[1] for part in parts], dtype=np.bool_)[codes]
        ends = np.array([part[2] for part in parts], dtype=np.bool_)[codes]
        inside = label >= 0
        opened = np.zeros_like(inside)
        opened[1:] = inside[:-1] & ~ends[:-1] & (label[:-1] == label[1:])
        starts = inside & (first | begins | ~opened)
        stops = np.ones_like(inside)
        stops[:-1] = starts[1:] | ~inside[1:] | first[1:]
        end = np.full(len(label), -1, dtype=np.int64)
        end[starts] = np.flatnonzero(inside & stops)
        return SpanCodes(np.where(starts, label, -1), end)

    def _all_parts(self) -> list[tuple[int, bool, bool]]:
        for name in self.names[len(self._parts) :]:
            prefix, label = self._split(name)
            if label not in self._label_numbers:
                self._label_numbers[label] = len(self._labels)
                self._labels.append(label)
            self._parts.append((self._label_numbers[label], prefix in _BEGINNING, prefix in _ENDING))
        return self._parts

    def _split(self, name: str) -> tuple[str, str]:
        try:
            return split_tag(name, self._scheme)
        except SchemeError:
            return "", ""


def first_tokens(lengths: Sequence[int]) -> Flags:
    """Return bool[N]: where a sentence begins, for sentences of these lengths laid end to end."""
    first = np.zeros(sum(lengths), dtype=np.bool_)
    starts = np.cumsum([0, *lengths])[:-1]
    first[starts[np.asarray(lengths, dtype=np.int64) > 0]] = True
    return first


def paired(gold: Iterable[Tags], predicted: Iterable[Tags], scheme: Scheme) -> PairedCodes:
    """Return the tags of both as numbers; a token whose gold tag is None is read as outside of every span in both.

    Raises:
        ValueError: The two differ in the number of sentences or in the length of one.
    """
    golds, predictions = list(gold), list(predicted)
    lengths = [len(tags) for tags in golds]
    if lengths != [len(tags) for tags in predictions]:
        raise ValueError("gold and predicted tags are not of the same sentences")
    codes = TagCodes(scheme)
    gold_codes, predicted_codes = codes.encode(golds), codes.encode(predictions)
    predicted_codes[gold_codes == NO_TAG] = NO_TAG
    sentence = np.repeat(np.arange(len(lengths), dtype=np.int64), lengths)
    return PairedCodes(codes, gold_codes, predicted_codes, first_tokens(lengths), sentence)


def counted(codes: Codes, n: int) -> Codes:
    """Return int64[n]: how often each number from 0 on stands in `codes`; negative ones are left out."""
    return np.bincount(codes[codes >= 0], minlength=n).astype(np.int64)
