"""What a labelling key does to the tags of one sentence, as pure functions. No storage, no window.

Every function returns the smallest `Change` it takes, looks only at the neighbourhood of the
selection, and leaves alone what was not asked for, so a key costs the same in a sentence of ten
tokens and in one of fifty thousand.
"""

import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from core.corpus import Scheme, Span, Tags
from core.schemes import OUTSIDE, from_spans, outside, problems, repair, to_spans

# Spans kept beside the one that changes: the nearest may be spelled anew, the next one stays as it is.
_MARGIN = 2
# In the order in which labels get them.
KEYS = "1234567890" + string.ascii_lowercase


@dataclass(frozen=True, slots=True)
class Selection:
    """The tokens a key acts on: those between `anchor` and `cursor`, both included."""

    cursor: int
    anchor: int

    @classmethod
    def at(cls, index: int) -> "Selection":
        """Return the selection of one token."""
        return cls(index, index)

    @property
    def start(self) -> int:
        """The first token."""
        return min(self.cursor, self.anchor)

    @property
    def end(self) -> int:
        """One past the last token."""
        return max(self.cursor, self.anchor) + 1

    @property
    def is_extended(self) -> bool:
        """Whether more than the token under the cursor is selected."""
        return self.cursor != self.anchor


@dataclass(frozen=True, slots=True)
class Change:
    """New tags for the tokens from `start` on."""

    start: int
    tags: Tags

    @property
    def end(self) -> int:
        """One past the last token that changes."""
        return self.start + len(self.tags)

    def applied_to(self, tags: Tags) -> Tags:
        """Return all tags of the sentence after the change."""
        return tags[: self.start] + self.tags + tags[self.end :]


def spans_between(tags: Tags, scheme: Scheme, start: int, end: int) -> list[Span]:
    """Return the spans that touch tokens `[start, end)`, whole even where they reach beyond.

    Args:
        tags: Of the whole sentence.
        scheme: How they are spelled.
        start: First token looked at.
        end: One past the last.
    """
    if scheme is Scheme.PLAIN:
        return [Span(index, index + 1, tag) for index in range(start, end) if (tag := tags[index]) is not None]
    first, last = _window(tags, scheme, start, end, n_spans=0)
    found = (Span(span.start + first, span.end + first, span.label) for span in to_spans(tags[first:last], scheme))
    return [span for span in found if span.start < end and span.end > start]


def span_at(tags: Tags, scheme: Scheme, index: int) -> Span | None:
    """Return the span that covers the token, or None."""
    return next(iter(spans_between(tags, scheme, index, index + 1)), None)


def target(tags: Tags, scheme: Scheme, selection: Selection) -> tuple[int, int]:
    """Return the tokens `[start, end)` that a label or clear key acts on.

    An extended selection is taken as it is. The bare cursor inside a span means the whole span.
    """
    span = None if selection.is_extended else span_at(tags, scheme, selection.cursor)
    return (selection.start, selection.end) if span is None else (span.start, span.end)


def label(tags: Tags, scheme: Scheme, selection: Selection, name: str) -> Change | None:
    """Give the selection a label; spans it cuts into keep what lies outside of it.

    Returns:
        None when the tokens carry exactly that label already.
    """
    return label_tokens(tags, scheme, *target(tags, scheme, selection), name)


def label_tokens(tags: Tags, scheme: Scheme, start: int, end: int, name: str | None) -> Change | None:
    """Put exactly the tokens `[start, end)` under a label; spans it cuts into keep what lies outside of it.

    Args:
        tags: Of the whole sentence.
        scheme: How they are spelled.
        start: First token.
        end: One past the last.
        name: The label; None for outside of every span, or unlabelled where tags are plain.

    Returns:
        None when the tokens carry exactly that label already.
    """
    if scheme is Scheme.PLAIN:
        return _difference(tags, start, (name,) * (end - start))
    return _respell(tags, scheme, (start, end), None if name is None else Span(start, end, name))


def clear(tags: Tags, scheme: Scheme, selection: Selection) -> Change | None:
    """Take the label away: tokens are outside of every span, or unlabelled where tags are plain."""
    return label_tokens(tags, scheme, *target(tags, scheme, selection), None)


def forget(tags: Tags, scheme: Scheme, selection: Selection) -> Change | None:
    """Make the tokens unlabelled: nobody has said whether they are in a span."""
    start, end = target(tags, scheme, selection)
    cleared = clear(tags, scheme, selection)
    after = cleared.applied_to(tags) if cleared else tags
    forgotten = Change(start, (None,) * (end - start)).applied_to(after)
    first = min(start, cleared.start) if cleared else start
    last = max(end, cleared.end) if cleared else end
    return _difference(tags, first, forgotten[first:last])


def finish(tags: Tags, scheme: Scheme) -> Change | None:
    """Say that every token without a tag is outside; None for plain tags, which have no outside."""
    if scheme is Scheme.PLAIN or None not in tags:
        return None
    return _difference(tags, 0, tuple(OUTSIDE if tag is None else tag for tag in tags))


def move_end(tags: Tags, scheme: Scheme, index: int, *, by: int, left: bool = False) -> Change | None:
    """Move one end of the span under a token; a neighbour that is in the way gives up its tokens.

    Args:
        tags: Of the whole sentence.
        scheme: How they are spelled.
        index: A token of the span.
        by: Tokens towards the end of the sentence; negative towards its beginning.
        left: Move the first token of the span rather than its last.

    Returns:
        None when there is no span, or the end cannot go there.
    """
    span = None if scheme is Scheme.PLAIN else span_at(tags, scheme, index)
    if span is None:
        return None
    start, end = (span.start + by, span.end) if left else (span.start, span.end + by)
    if not 0 <= start < end <= len(tags):
        return None
    return _respell(tags, scheme, (min(start, span.start), max(end, span.end)), Span(start, end, span.label))


def mend(tags: Tags, scheme: Scheme) -> Change | None:
    """Spell the spans a lenient reader sees as the scheme wants them; tags it does not know are dropped."""
    return _difference(tags, 0, repair(tags, scheme))


def problems_near(tags: Tags, scheme: Scheme, start: int, end: int) -> dict[int, str]:
    """Return index and reason of every tag that may not stand where it does, from `start - 1` to `end`.

    Looks no further than that, so that it can follow every key; those beyond cannot have changed.
    """
    if scheme is Scheme.PLAIN:
        return {}
    first, last = max(0, start - 2), min(len(tags), end + 2)
    return {
        first + problem.index: problem.reason
        for problem in problems(tags[first:last], scheme)
        if max(0, start - 1) <= first + problem.index <= end
    }


def next_unlabelled(tags: Tags, index: int) -> int | None:
    """Return the first token without a tag after `index`, then from the beginning; None when there is none."""
    for first in (index + 1, 0):
        if None in tags[first:]:
            return tags.index(None, first)
    return None


def previous_unlabelled(tags: Tags, index: int) -> int | None:
    """Return the last token without a tag before `index`; None when there is none."""
    return next((place for place in range(index - 1, -1, -1) if tags[place] is None), None)


def next_border(tags: Tags, scheme: Scheme, index: int, step: int) -> int:
    """Return the next token at which a span, or what is outside of spans, begins; the last one where none does.

    Args:
        tags: Of the whole sentence.
        scheme: How they are spelled; where they are plain, a run of the same tags counts as one.
        index: Where to begin.
        step: 1 towards the end of the sentence, -1 towards its beginning, where the first token is one.
    """
    last = len(tags) - 1 if step > 0 else 0
    while index != last:
        index += step
        if index == 0 or _is_border(tags, scheme, index):
            return index
    return last


def next_with_letter(tokens: Sequence[str], index: int, letter: str) -> int | None:
    """Return the next token, from the beginning again after the last, whose first letter or digit is `letter`.

    Args:
        tokens: Of the sentence.
        index: The token before the first that is looked at.
        letter: In lower case.
    """
    count = len(tokens)
    for place in chain(range(index + 1, count), range(index)):
        first: str = next(filter(str.isalnum, tokens[place]), "")
        if first.casefold().startswith(letter):
            return place
    return None


def next_identical(tokens: Sequence[str], start: int, end: int) -> tuple[int, int] | None:
    """Return where the tokens `[start, end)` stand again later in the sentence."""
    wanted = tuple(tokens[start:end])
    length = end - start
    for index in range(end, len(tokens) - length + 1):
        if tokens[index] == wanted[0] and tuple(tokens[index : index + length]) == wanted:
            return index, index + length
    return None


def assign_keys(labels: Iterable[str], scheme: Scheme, chosen: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the key of each label: digits first, then letters; labels beyond those have none.

    Args:
        labels: In the order they are shown.
        scheme: Where there is an outside, the letter O is kept for it.
        chosen: Keys that are settled already.
    """
    settled = {name: key for name, key in (chosen or {}).items() if key}
    taken = set(settled.values()) | ({"o"} if outside(scheme) else set())
    free = iter(key for key in KEYS if key not in taken)
    return {name: key for name in labels if (key := settled.get(name) or next(free, ""))}


def tape_keys(labels: Sequence[str], keys: Mapping[str, str]) -> dict[str, str]:
    """Return a letter for each label, out of its own name where one is left, so that tags can be typed like text.

    Args:
        labels: In the order they are shown.
        keys: Those the labels have beside the tape. A letter somebody chose stays; one that is only the
            next in the alphabet gives way to one that can be remembered.
    """
    order = dict(zip(labels, KEYS, strict=False))
    given = {name: key for name in labels if (key := keys.get(name, "")).isalpha() and key != order.get(name)}
    taken = set(given.values())
    for is_own in (True, False):
        for name in labels:
            letters = name.casefold() if is_own else string.ascii_lowercase
            free = next((letter for letter in letters if letter in string.ascii_lowercase and letter not in taken), "")
            if name not in given and free:
                given[name] = free
                taken.add(free)
    return given


def _window(tags: Tags, scheme: Scheme, start: int, end: int, *, n_spans: int) -> tuple[int, int]:
    """Return `[start, end)` widened to whole spans, and by up to `n_spans` more that touch it on either side."""
    first, last = _left_border(tags, scheme, start), _right_border(tags, scheme, end)
    for _ in range(n_spans):
        if first > 0 and _is_inside(tags[first - 1]):
            first = _left_border(tags, scheme, first - 1)
        if last < len(tags) and _is_inside(tags[last]):
            last = _right_border(tags, scheme, last + 1)
    return first, last


def _left_border(tags: Tags, scheme: Scheme, index: int) -> int:
    while 0 < index < len(tags) and _goes_on(tags, scheme, index):
        index -= 1
    return index


def _right_border(tags: Tags, scheme: Scheme, index: int) -> int:
    while 0 < index < len(tags) and _goes_on(tags, scheme, index):
        index += 1
    return index


def _is_inside(tag: str | None) -> bool:
    return tag is not None and tag != OUTSIDE


def _goes_on(tags: Tags, scheme: Scheme, index: int) -> bool:
    """Whether one span covers the token before `index` and the one at it."""
    pair = tags[index - 1 : index + 1]
    if not (_is_inside(pair[0]) and _is_inside(pair[1])):
        return False
    spans = to_spans(pair, scheme)
    return len(spans) == 1 and spans[0].end - spans[0].start == 2


def _is_border(tags: Tags, scheme: Scheme, index: int) -> bool:
    before, tag = tags[index - 1], tags[index]
    if scheme is Scheme.PLAIN or not (_is_inside(before) and _is_inside(tag)):
        return before != tag
    return not _goes_on(tags, scheme, index)


def _respell(tags: Tags, scheme: Scheme, hole: tuple[int, int], span: Span | None) -> Change | None:
    """Clear the tokens of `hole`, put `span` there, and spell anew what was cut or now follows it."""
    start, end = hole
    first, last = _window(tags, scheme, start, end, n_spans=_MARGIN)
    old = spans_between(tags, scheme, first, last)
    kept = [piece for one in old for piece in _without(one, start, end)]
    spans = sorted([*kept, *([span] if span else [])])
    shifted = (Span(one.start - first, one.end - first, one.label) for one in spans)
    spelled = from_spans(shifted, last - first, scheme)
    touched = [piece for piece in kept if piece not in old or piece.start == end]
    low = min([start, *(piece.start for piece in touched)])
    high = max([end, *(piece.end for piece in touched)])
    new = tuple(_kept(tags[index], spelled[index - first], is_asked=start <= index < end) for index in range(low, high))
    return _difference(tags, low, new)


def _kept(old: str | None, new: str | None, *, is_asked: bool) -> str | None:
    """Return the new tag, but leave unlabelled and foreign tags alone where nobody asked."""
    return old if not is_asked and new == OUTSIDE else new


def _without(span: Span, start: int, end: int) -> list[Span]:
    """Return what is left of a span when tokens `[start, end)` are taken out of it."""
    pieces = [Span(span.start, min(span.end, start), span.label), Span(max(span.start, end), span.end, span.label)]
    return [piece for piece in pieces if piece.start < piece.end]


def _difference(tags: Tags, start: int, new: Tags) -> Change | None:
    """Return the smallest change that puts `new` at `start`; None when it is there already."""
    first, last = 0, len(new)
    while first < last and tags[start + first] == new[first]:
        first += 1
    while last > first and tags[start + last - 1] == new[last - 1]:
        last -= 1
    return Change(start + first, new[first:last]) if first < last else None
