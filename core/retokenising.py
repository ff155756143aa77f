"""A sentence cut into tokens anew: the same running text, other borders. Pure; labels are `core.carrying`'s matter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.carrying import bounds_of
from core.tokenizers import TOKENIZERS

Bounds = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Recut:
    """A sentence with its text cut another way.

    Attributes:
        tokens: The new tokens.
        spaces: Whether a space follows each; None where that is not known and need not be.
        before: Where the old tokens stand in the text.
        after: Where the new ones do.
    """

    tokens: tuple[str, ...]
    spaces: tuple[bool, ...] | None
    before: Bounds
    after: Bounds


def retokenise(
    tokens: Sequence[str], spaces: Sequence[bool] | None, tokenizer: str, *, within_tokens: bool
) -> Recut | None:
    """Return a sentence cut anew; None where its tokens stay.

    No token goes: one in which the tokenizer sees nothing but blanks is kept as it is.

    Args:
        tokens: As they are.
        spaces: Whether a space follows each; None where nobody knows, which is taken as a space after each.
        tokenizer: A key of `TOKENIZERS`.
        within_tokens: Cut each token on its own, so that no two become one.
    """
    before = bounds_of(tokens, spaces)
    if within_tokens:
        after = [bounds for token, at in zip(tokens, before, strict=True) for bounds in _cut(token, tokenizer, at[0])]
    else:
        gaps = [" " * (spaces is None or spaces[index]) for index in range(len(tokens))]
        text = "".join(token + gap for token, gap in zip(tokens, gaps, strict=True))
        after = _cut(text, tokenizer, 0)
    after = _with_uncovered(before, after)
    if after == before:
        return None
    start = before[0][0]
    text = _text(tokens, before)
    new = tuple(text[first - start : last - start] for first, last in after)
    return Recut(new, _spaces(before, after, spaces), before, after)


def _cut(text: str, tokenizer: str, start: int) -> Bounds:
    return [(start + piece.start, start + piece.end) for piece in TOKENIZERS[tokenizer](text)]


def _text(tokens: Sequence[str], bounds: Bounds) -> str:
    parts = [tokens[0]]
    for token, ((_, end), (start, _)) in zip(tokens[1:], pairwise(bounds), strict=True):
        parts.append(" " * (start - end) + token)
    return "".join(parts)


def _with_uncovered(before: Iterable[tuple[int, int]], after: Bounds) -> Bounds:
    """Return the new tokens and those old ones of which they have nothing."""
    found: Bounds = []
    index = 0
    for start, end in before:
        while index < len(after) and after[index][1] <= start:
            found.append(after[index])
            index += 1
        if index == len(after) or after[index][0] >= end:
            found.append((start, end))
    return found + after[index:]


def _spaces(before: Bounds, after: Bounds, spaces: Sequence[bool] | None) -> tuple[bool, ...] | None:
    """Return whether a space follows each new token; still unknown where every border is an old one."""
    starts = {start for start, _ in before}
    if spaces is None and all(start in starts for start, _ in after):
        return None
    inner = [end < start for (_, end), (start, _) in pairwise(after)]
    return (*inner, True if spaces is None else spaces[-1])
