"""What changed between two models: tokens tagged otherwise, towards the labels that people gave or away from them."""

from collections import Counter
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, tee

from core.corpus import Scheme, Sentence, Tags
from core.errors import SchemeError
from core.schemes import split_tag
from core.tagging import Tagger

# Examples kept of each kind: as many as anybody would look at.
MOST_EXAMPLES = 100
_SLICE = 200


class Shift(StrEnum):
    """What a changed tag means beside the label that somebody gave."""

    TOWARDS = "towards"
    AWAY = "away"
    OTHERWISE_WRONG = "otherwise wrong"
    UNLABELLED = "unlabelled"


@dataclass(frozen=True, slots=True)
class Example:
    """One token that is tagged otherwise now; `given` is the tag it has in the corpus."""

    sentence: int
    token: int
    before: str | None
    after: str | None
    given: str | None
    shift: Shift


@dataclass(frozen=True, slots=True)
class LabelShift:
    """One label in the change, in tokens.

    Attributes:
        label: A label of the layer; "" for outside.
        gained: Tokens that have it now and had not.
        lost: Tokens that had it and have not now.
        towards: Tokens that people gave it, right now and wrong before.
        away: The other way round.
    """

    label: str
    gained: int
    lost: int
    towards: int
    away: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two models side by side.

    Attributes:
        n_sentences: Sentences both have tagged.
        n_tokens: Their tokens.
        n_labelled: Those with a label in the corpus.
        right_before: Labelled tokens that the first model tags as they are labelled.
        right_after: The same of the second.
        shifts: How many tokens changed in which way.
        labels: Every label with a change, the most changed first.
        examples: Some of each kind.
    """

    n_sentences: int
    n_tokens: int
    n_labelled: int
    right_before: int
    right_after: int
    shifts: dict[Shift, int]
    labels: tuple[LabelShift, ...]
    examples: tuple[Example, ...]

    @property
    def n_changed(self) -> int:
        """Tokens tagged otherwise now."""
        return sum(self.shifts.values())


class Comparing:
    """Counts changes as sentences come.

    Args:
        scheme: How tags spell labels.
    """

    def __init__(self, scheme: Scheme) -> None:
        self._scheme = scheme
        self._n_sentences = self._n_tokens = self._n_labelled = 0
        self._right = [0, 0]
        self._shifts: Counter[Shift] = Counter()
        self._labels: Counter[tuple[str, str]] = Counter()
        self._examples: list[Example] = []

    def add(self, sentence: int, before: Tags, after: Tags, given: Tags) -> None:
        """Compare the tags of one sentence.

        Args:
            sentence: The store's number of it.
            before: By the first model.
            after: By the second.
            given: By people; tokens with None count as changed, but neither towards nor away.

        Raises:
            ValueError: They are not of the same tokens.
        """
        self._n_sentences += 1
        self._n_tokens += len(given)
        for index, (old, new, human) in enumerate(zip(before, after, given, strict=True)):
            if human is not None:
                self._n_labelled += 1
                self._right[0] += old == human
                self._right[1] += new == human
            if old != new:
                self._change(Example(sentence, index, old, new, human, _shift(old, new, human)))

    def _change(self, example: Example) -> None:
        shift = example.shift
        if self._shifts[shift] < MOST_EXAMPLES:
            self._examples.append(example)
        self._shifts[shift] += 1
        old, new = self._label(example.before), self._label(example.after)
        if old != new:
            self._labels[new, "gained"] += 1
            self._labels[old, "lost"] += 1
        if shift in (Shift.TOWARDS, Shift.AWAY):
            self._labels[self._label(example.given), shift.value] += 1

    def _label(self, tag: str | None) -> str:
        try:
            return "" if tag is None else split_tag(tag, self._scheme)[1]
        except SchemeError:
            return ""

    def result(self) -> Comparison:
        """Return what all sentences so far come to."""
        totals: Counter[str] = Counter()
        for (label, _), n in self._labels.items():
            totals[label] += n
        order = sorted(totals, key=lambda label: (-totals[label], label))
        kinds = ("gained", "lost", "towards", "away")
        return Comparison(
            n_sentences=self._n_sentences,
            n_tokens=self._n_tokens,
            n_labelled=self._n_labelled,
            right_before=self._right[0],
            right_after=self._right[1],
            shifts={shift: self._shifts[shift] for shift in Shift},
            labels=tuple(LabelShift(label, *(self._labels[label, kind] for kind in kinds)) for label in order),
            examples=tuple(self._examples),
        )


def _shift(before: str | None, after: str | None, given: str | None) -> Shift:
    if given is None:
        return Shift.UNLABELLED
    if after == given:
        return Shift.TOWARDS
    return Shift.AWAY if before == given else Shift.OTHERWISE_WRONG


def compare(
    sentences: Iterable[Sentence], layer: str, before: Tagger, after: Tagger
) -> Generator[int, None, Comparison]:
    """Yield how many sentences are done, some hundred at a time; return what changed between two models.

    Args:
        sentences: Read once, some thousand ahead: a corpus, or a sample of it.
        layer: Name of the layer with the labels that people gave.
        before: The first model.
        after: The second, whose tags are spelled in the same scheme.
    """
    comparing = Comparing(after.bundle.layer.scheme)
    first, second, own = tee(sentences, 3)
    rows = zip(own, before.tag_sentences(first), after.tag_sentences(second), strict=True)
    done = 0
    while some := list(islice(rows, _SLICE)):
        for sentence, old, new in some:
            comparing.add(sentence.id, old, new, sentence.layer_tags(layer))
        done += len(some)
        yield done
    return comparing.result()
