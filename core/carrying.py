"""Labels carried along when the tokens under them are cut another way, as pure functions.

One rule holds for splitting a token, for merging some and for a new tokenizer alike: a span covers every
token that it reached into before; where two would cover a token, the one that begins first has it; a
label beats none. A plain tag goes to every piece of its token. What did not come through as it was is
named, so that nobody loses a label unseen.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from core.corpus import Scheme, Span, Tags
from core.edits import Origin, Uncarried
from core.schemes import OUTSIDE, in_role, read_as, respell, role_of, spell_span, to_spans

Bounds = Sequence[tuple[int, int]]
"""Code points `[start, end)` of each token in the running text."""

# Whose word weighs more where tokens with one tag become one token.
_WEIGHTS = {
    Origin.NOBODY: 0,
    Origin.IMPORTED: 1,
    Origin.ACCEPTED: 2,
    Origin.CORRECTED: 3,
    Origin.HUMAN: 4,
}


@dataclass(frozen=True, slots=True)
class Carried:
    """The tags of one layer after a change of tokens.

    Attributes:
        tags: One a new token.
        origins: One `Origin` letter a new token.
        uncarried: The labels that did not come through as they were, in order.
    """

    tags: Tags
    origins: str
    uncarried: tuple[Uncarried, ...] = ()


def bounds_of(tokens: Sequence[str], spaces: Sequence[bool] | None) -> list[tuple[int, int]]:
    """Return where each token stands in the running text; unknown spaces count as one after each token."""
    bounds = []
    start = 0
    for index, token in enumerate(tokens):
        bounds.append((start, start + len(token)))
        start += len(token) + (1 if spaces is None else spaces[index])
    return bounds


def carry(tags: Tags, origins: str, scheme: Scheme, before: Bounds, after: Bounds) -> Carried:
    """Return the tags of the tokens at `after` for those that the tokens at `before` had.

    Spans that were well-formed stay so; others keep their spelling as far as they can.

    Args:
        tags: One for each of `before`.
        origins: The same.
        scheme: How the tags are spelled.
        before: The old tokens in the running text.
        after: The new ones in the same text; each shares a code point with an old one.
    """
    reached = _reached(before, after)
    if scheme is Scheme.PLAIN:
        return _plain(tags, origins, reached)
    return _Spans(tags, scheme, before, after, reached).carried(origins)


def _reached(before: Bounds, after: Bounds) -> list[range]:
    """Return for each new token the old ones that it shares text with."""
    found = []
    first = 0
    for start, end in after:
        while before[first][1] <= start:
            first += 1
        last = first
        while last < len(before) and before[last][0] < end:
            last += 1
        found.append(range(first, last))
    return found


def _strongest(origins: str, indices: Sequence[int]) -> str:
    return max((Origin(origins[index]) for index in indices), key=_WEIGHTS.__getitem__).value


def _plain(tags: Tags, origins: str, reached: Sequence[range]) -> Carried:
    new: list[str | None] = []
    letters: list[str] = []
    kept: set[int] = set()
    for old in reached:
        tag = next((tags[index] for index in old if tags[index] is not None), None)
        same = [index for index in old if tags[index] == tag]
        new.append(tag)
        letters.append(_strongest(origins, same))
        kept.update(same)
    lost = (Span(index, index + 1, tag) for index, tag in enumerate(tags) if tag is not None and index not in kept)
    return Carried(tuple(new), "".join(letters), tuple(Uncarried(span, None) for span in lost))


class _Spans:
    """Spans of one layer on their way from old tokens to new ones."""

    def __init__(self, tags: Tags, scheme: Scheme, before: Bounds, after: Bounds, reached: Sequence[range]) -> None:
        self._tags, self._scheme = tags, scheme
        self._before, self._after = before, after
        self._reached = reached
        self._spans = to_spans(tags, scheme)
        self._owners: list[int | None] = [None] * len(tags)
        for number, span in enumerate(self._spans):
            self._owners[span.start : span.end] = [number] * (span.end - span.start)
        self._moved = self._move()

    def _move(self) -> dict[int, Span]:
        """Return the new tokens of each span that has any: the first to reach into a token has it."""
        moved: dict[int, Span] = {}
        for index, old in enumerate(self._reached):
            number = self._owner(old)
            if number is not None:
                start = moved[number].start if number in moved else index
                moved[number] = Span(start, index + 1, self._spans[number].label)
        return moved

    def _owner(self, old: range) -> int | None:
        return next((number for index in old if (number := self._owners[index]) is not None), None)

    def carried(self, origins: str) -> Carried:
        """Return the tags of the new tokens."""
        new: list[str | None] = []
        letters: list[str] = []
        for index, old in enumerate(self._reached):
            number = self._owner(old)
            if number is None:
                # No more is said of the new token than of each of the old ones.
                tag = self._tags[old[0]] if len({self._tags[one] for one in old}) == 1 else None
                same: Sequence[int] = [one for one in old if self._tags[one] == tag] or old
            else:
                same = [one for one in old if self._owners[one] == number]
                tag = self._in_its_role(same, self._after[index])
            new.append(tag)
            letters.append(_strongest(origins, same))
        spelled = self._by_the_book(new)
        uncarried = sorted((*self._changed(), *self._lost(spelled)), key=lambda one: one.before)
        return Carried(spelled, "".join(letters), tuple(uncarried))

    def _in_its_role(self, same: Sequence[int], bounds: tuple[int, int]) -> str | None:
        """Return the tag of a part of a span that begins or ends it where the old tokens did."""
        first, last = same[0], same[-1]
        begins = role_of(self._tags[first], self._scheme) in ("B", "S") and bounds[0] <= self._before[first][0]
        ends = role_of(self._tags[last], self._scheme) in ("E", "S") and bounds[1] >= self._before[last][1]
        return in_role(self._tags[first], self._scheme, begins=begins, ends=ends)

    def _by_the_book(self, new: Sequence[str | None]) -> Tags:
        """Return the tags with well-formed spans well-formed again, and none that would be read as another."""
        spans = list(self._moved.values())
        sound = {self._moved[n] for n, span in enumerate(self._spans) if n in self._moved and self._is_sound(n, span)}
        return read_as(respell(new, spans, self._scheme, sound), spans, self._scheme)

    def _is_sound(self, number: int, span: Span) -> bool:
        before = self._spans[number - 1] if number else None
        touches = before is not None and before.end == span.start and before.label == span.label
        return self._tags[span.start : span.end] == tuple(spell_span(span, self._scheme, touches=touches))

    def _changed(self) -> list[Uncarried]:
        """Return the spans that are gone, or whose tokens are not the very text they had."""
        found = []
        for number, span in enumerate(self._spans):
            moved = self._moved.get(number)
            if moved is None or self._text(self._before, span) != self._text(self._after, moved):
                found.append(Uncarried(span, moved))
        return found

    def _lost(self, new: Sequence[str | None]) -> list[Uncarried]:
        """Return the tags foreign to the scheme that no new token has."""
        kept = {one for old, tag in zip(self._reached, new, strict=True) for one in old if self._tags[one] == tag}
        return [
            Uncarried(Span(index, index + 1, tag), None)
            for index, tag in enumerate(self._tags)
            if tag is not None and tag != OUTSIDE and self._owners[index] is None and index not in kept
        ]

    def _text(self, bounds: Bounds, span: Span) -> tuple[int, int]:
        return bounds[span.start][0], bounds[span.end - 1][1]
