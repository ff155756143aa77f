"""Matching two sequences, against the textbook's table and against what was left out on purpose."""

from collections.abc import Iterator
from itertools import count, islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import aligning
from core.aligning import aligned

FEW = st.lists(st.integers(0, 4), max_size=12)
MANY = st.lists(st.integers(0, 30), max_size=30)


def _longest(one: list[int], other: list[int]) -> int:
    row = [0] * (len(other) + 1)
    for thing in one:
        before = row[:]
        for place, there in enumerate(other):
            row[place + 1] = before[place] + 1 if thing == there else max(before[place + 1], row[place])
    return row[-1]


@given(one=FEW | MANY, other=FEW | MANY)
def test_pairs_are_equal_things_in_the_same_order(one: list[int], other: list[int]) -> None:
    pairs = aligned(one, other)
    assert all(one[left] == other[right] for left, right in pairs)
    for before, after in pairwise(pairs):
        assert before[0] < after[0]
        assert before[1] < after[1]
    assert len(pairs) <= _longest(one, other)


@given(whole=FEW | MANY, data=st.data())
def test_all_of_the_shorter_side_is_matched_where_things_are_only_missing(
    whole: list[int], data: st.DataObject
) -> None:
    kept = data.draw(st.lists(st.booleans(), min_size=len(whole), max_size=len(whole)))
    part = [thing for thing, is_kept in zip(whole, kept, strict=True) if is_kept]
    assert len(aligned(part, whole)) == len(part)
    assert len(aligned(whole, part)) == len(part)


@given(one=st.lists(st.integers(0, 2), max_size=14), other=st.lists(st.integers(0, 2), max_size=14))
def test_where_everything_repeats_as_much_as_possible_is_matched(one: list[int], other: list[int]) -> None:
    repeated, others = one * 2, other * 2
    assert len(aligned(repeated, others)) == _longest(repeated, others)


GAPS = st.lists(st.integers(0, 2), min_size=20, max_size=20)


@given(common=st.lists(st.integers(0, 99), unique=True, max_size=20), gaps=GAPS, other_gaps=GAPS)
def test_what_occurs_once_is_found_among_strangers_on_both_sides(
    common: list[int], gaps: list[int], other_gaps: list[int]
) -> None:
    def among(widths: list[int], strangers: Iterator[int]) -> list[int]:
        return [thing for one, n in zip(common, widths, strict=False) for thing in (*islice(strangers, n), one)]

    assert len(aligned(among(gaps, count(1000)), among(other_gaps, count(5000)))) == len(common)


def test_a_rest_too_large_for_the_table_is_matched_from_left_to_right(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aligning, "_MOST_CELLS", 0)
    pairs = aligned([1, 2, 2, 1, 1, 2], [2, 1, 2, 1, 2, 1])
    assert len(pairs) >= 4
    assert pairs == sorted(pairs)
    assert sorted(right for _, right in pairs) == [right for _, right in pairs]
