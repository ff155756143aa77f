"""Two sequences of the same things, some missing or extra in either, matched in order.

Things that occur once in both are matched first, as long as they stand in the same order; what lies between
two of those is matched the same way, and a rest without such things by its longest common subsequence where
that is cheap, else from left to right. Where only one side lacks something, all of that side is matched.

Source:
    The patience method of comparing texts (Bram Cohen); longest increasing subsequences by patience sorting.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence

# Cells of the table for a rest in which everything repeats.
_MOST_CELLS = 250_000

_Pair = tuple[int, int]


def aligned(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[_Pair]:
    """Return places `(in one, in other)` of equal things; both numbers grow from pair to pair."""
    pairs: list[_Pair] = []
    waiting = [(0, len(one), 0, len(other))]
    while waiting:
        start, end, other_start, other_end = waiting.pop()
        while start < end and other_start < other_end and one[start] == other[other_start]:
            pairs.append((start, other_start))
            start, other_start = start + 1, other_start + 1
        while start < end and other_start < other_end and one[end - 1] == other[other_end - 1]:
            end, other_end = end - 1, other_end - 1
            pairs.append((end, other_end))
        if start == end or other_start == other_end:
            continue
        anchors = _anchors(one[start:end], other[other_start:other_end])
        if not anchors:
            found = _repeating(one[start:end], other[other_start:other_end])
            pairs += [(start + left, other_start + right) for left, right in found]
            continue
        borders = [(start + left, other_start + right) for left, right in anchors]
        pairs += borders
        before = (start - 1, other_start - 1)
        for left, right in [*borders, (end, other_end)]:
            waiting.append((before[0] + 1, left, before[1] + 1, right))
            before = (left, right)
    return sorted(pairs)


def _anchors(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[_Pair]:
    """Return the most things in the same order that occur once in both."""
    counts, other_counts = Counter(one), Counter(other)
    places = {thing: place for place, thing in enumerate(other) if other_counts[thing] == 1}
    pairs = [(place, places[thing]) for place, thing in enumerate(one) if counts[thing] == 1 and thing in places]
    return _growing(pairs)


def _growing(pairs: Sequence[_Pair]) -> list[_Pair]:
    """Return the longest run of pairs whose second numbers grow as well."""
    tops: list[int] = []
    top_pairs: list[int] = []
    before: list[int] = []
    for number, (_, right) in enumerate(pairs):
        pile = bisect_left(tops, right)
        before.append(top_pairs[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [right]
        top_pairs[pile : pile + 1] = [number]
    found: list[_Pair] = []
    number = top_pairs[-1] if top_pairs else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]


def _repeating(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[_Pair]:
    best = list(_in_turn(one, other))
    if len(best) == min(len(one), len(other)):
        return best
    turned = [(left, right) for right, left in _in_turn(other, one)]
    if len(turned) == min(len(one), len(other)):
        return turned
    if len(one) * len(other) <= _MOST_CELLS:
        return _longest(one, other)
    return max(best, turned, key=len)


def _in_turn(one: Sequence[Hashable], other: Sequence[Hashable]) -> Iterator[_Pair]:
    """Yield for each thing of `one` the next equal thing of `other`, if there is any."""
    places: dict[Hashable, list[int]] = {}
    for place, thing in enumerate(other):
        places.setdefault(thing, []).append(place)
    following = 0
    for place, thing in enumerate(one):
        found = places.get(thing, [])
        index = bisect_left(found, following)
        if index < len(found):
            yield place, found[index]
            following = found[index] + 1


def _longest(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[_Pair]:
    """Return a longest common subsequence."""
    lengths = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for left in reversed(range(len(one))):
        row, below = lengths[left], lengths[left + 1]
        for right in reversed(range(len(other))):
            is_same = one[left] == other[right]
            row[right] = below[right + 1] + 1 if is_same else max(below[right], row[right + 1])
    found: list[_Pair] = []
    left = right = 0
    while left < len(one) and right < len(other):
        if one[left] == other[right]:
            found.append((left, right))
            left, right = left + 1, right + 1
        elif lengths[left + 1][right] >= lengths[left][right + 1]:
            left += 1
        else:
            right += 1
    return found
