"""Which way a sentence runs, and in what order tokens of both directions stand on a line. Pure, no Qt.

Tokens are ordered as a text editor orders words: foreign runs inside a sentence keep their own direction.

Source:
    Unicode Standard Annex 9, rules P2, W2 to W7, N0 to N2, I1, I2 and L2, on whole tokens: the direction
    of a token is that of its first strong character, and one neutral stands between two tokens.
"""

import unicodedata
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

_STRONG = {"L": "L", "R": "R", "AL": "R"}
_DIGITS = frozenset({"EN", "AN"})
# No token needs more characters to tell its direction.
_ENOUGH = 64

_PAIRS = {"(": ")", "[": "]", "{": "}", "⟨": "⟩", "「": "」", "『": "』", "【": "】", "（": "）", "《": "》"}

LEFT, RIGHT, NUMBER, NEUTRAL = "L", "R", "N", ""


def direction(token: str) -> str:
    """Return `LEFT` or `RIGHT` by the first strong character, else `NUMBER` for digits, else `NEUTRAL`."""
    has_digits = False
    for character in token[:_ENOUGH]:
        kind = unicodedata.bidirectional(character)
        if kind in _STRONG:
            return _STRONG[kind]
        has_digits = has_digits or kind in _DIGITS
    return NUMBER if has_digits else NEUTRAL


def runs_right_to_left(tokens: Iterable[str]) -> bool:
    """Whether the first strong character of a sentence is one of a right-to-left script."""
    for token in tokens:
        found = direction(token)
        if found in {LEFT, RIGHT}:
            return found == RIGHT
    return False


def levels(tokens: Sequence[str], *, is_mirrored: bool) -> NDArray[np.int8] | None:
    """Return how deep every token, and the gap behind it, is nested in runs of the other direction.

    Args:
        tokens: Of one sentence.
        is_mirrored: Whether the sentence runs from right to left.

    Returns:
        int8[2T]: the level of token 0, of the gap behind it, of token 1 and so on; odd levels run from
        right to left. None where all tokens run the same way and nothing has to be turned round.
    """
    known = {token: direction(token) for token in set(tokens)}
    if (LEFT if is_mirrored else RIGHT) not in known.values():
        return None
    base = RIGHT if is_mirrored else LEFT
    resolved = _strong([known[token] for token in tokens], base)
    _resolve_pairs(resolved, _pairs(tokens), base)
    _resolve_neutrals(resolved, base)
    depth = {RIGHT: 1, LEFT: 2 if is_mirrored else 0, NUMBER: 2}
    result = np.empty(2 * len(tokens), np.int8)
    result[::2] = [depth[one] for one in resolved]
    sides = [*resolved, base]
    result[1::2] = [depth[_between(sides[index], sides[index + 1], base)] for index in range(len(tokens))]
    return result


def visual_order(nested: NDArray[np.int8]) -> list[int]:
    """Return the tokens of one line from left to right.

    Args:
        nested: int8[2T], levels of the line's tokens and of the gaps behind them; the last gap counts not.
    """
    line = nested[:-1].tolist()
    order = list(range(len(line)))
    for level in range(max(line), 0, -1):
        start = 0
        while start < len(order):
            if line[order[start]] < level:
                start += 1
                continue
            end = start
            while end < len(order) and line[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end
    return [place // 2 for place in order if place % 2 == 0]


def _strong(directions: Sequence[str], base: str) -> list[str]:
    """Return the directions with each number that follows left-to-right text made a part of it."""
    result = list(directions)
    strong = base
    for index, one in enumerate(result):
        if one in {LEFT, RIGHT}:
            strong = one
        elif one == NUMBER and strong == LEFT:
            result[index] = LEFT
    return result


def _pairs(tokens: Sequence[str]) -> list[tuple[int, int]]:
    """Return the tokens that are an opening bracket with those that close them, in the order they open."""
    found: list[tuple[int, int]] = []
    opened: list[tuple[int, str]] = []
    for index, token in enumerate(tokens):
        if token in _PAIRS:
            opened.append((index, _PAIRS[token]))
            continue
        place = next((place for place in range(len(opened) - 1, -1, -1) if opened[place][1] == token), None)
        if place is not None:
            found.append((opened[place][0], index))
            del opened[place:]
    return sorted(found)


def _resolve_pairs(directions: list[str], pairs: Iterable[tuple[int, int]], base: str) -> None:
    """Give both brackets of a pair one direction: that of the text in them, unless it is foreign where they stand."""
    for opening, closing in pairs:
        inside = {_side(one) for one in directions[opening + 1 : closing]} - {NEUTRAL}
        if not inside:
            continue
        before = next((_side(one) for one in reversed(directions[:opening]) if one != NEUTRAL), base)
        directions[opening] = directions[closing] = base if base in inside else before


def _resolve_neutrals(directions: list[str], base: str) -> None:
    """Give neutrals the direction of the text on both sides of them, or that of the sentence."""
    start = 0
    while start < len(directions):
        if directions[start] != NEUTRAL:
            start += 1
            continue
        end = start
        while end < len(directions) and directions[end] == NEUTRAL:
            end += 1
        before = directions[start - 1] if start else base
        after = directions[end] if end < len(directions) else base
        directions[start:end] = [_between(before, after, base)] * (end - start)
        start = end


def _side(one: str) -> str:
    return RIGHT if one == NUMBER else one


def _between(before: str, after: str, base: str) -> str:
    """Return the direction of a neutral between two others; numbers count as right-to-left here."""
    return _side(before) if _side(before) == _side(after) else base
