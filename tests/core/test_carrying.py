"""What happens to labels when tokens are cut another way: nothing unseen, and splitting is taken back by merging."""

from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.carrying import Bounds, Carried, bounds_of, carry
from core.corpus import Scheme, Span, Tags
from core.edits import Uncarried
from core.schemes import from_spans, problems, spell, to_spans

LABELS = ("A", "B")


def tags_of(scheme: Scheme) -> st.SearchStrategy[str | None]:
    """Return tags of the scheme, unlabelled and outside, and one that is foreign to every scheme for spans."""
    return st.sampled_from([None, "O", "X!", *(tag for label in LABELS for tag in spell(label, scheme))])


@st.composite
def texts(draw: st.DrawFn) -> tuple[int, list[int]]:
    """Return the length of a text and where it is cut into tokens, without spaces."""
    widths = draw(st.lists(st.integers(1, 4), min_size=1, max_size=8))
    return sum(widths), list(accumulate(widths))[:-1]


def bounds(length: int, cuts: list[int]) -> list[tuple[int, int]]:
    return list(pairwise([0, *cuts, length]))


@st.composite
def labelled(draw: st.DrawFn) -> tuple[Scheme, Tags, str, int, list[int]]:
    scheme = draw(st.sampled_from(Scheme))
    length, cuts = draw(texts())
    tags = tuple(draw(tags_of(scheme)) for _ in range(len(cuts) + 1))
    origins = "".join(draw(st.sampled_from("ihac." if tag else ".")) for tag in tags)
    return scheme, tags, origins, length, cuts


@given(data=st.data(), drawn=labelled())
def test_merging_takes_a_split_back(data: st.DataObject, drawn: tuple[Scheme, Tags, str, int, list[int]]) -> None:
    scheme, tags, origins, length, cuts = drawn
    new = data.draw(st.sets(st.integers(1, length).filter(lambda at: at < length and at not in cuts), max_size=4))
    whole, parted = bounds(length, cuts), bounds(length, sorted({*cuts, *new}))
    split = carry(tags, origins, scheme, whole, parted)
    assert split.uncarried == ()
    assert carry(split.tags, split.origins, scheme, parted, whole) == Carried(tags, origins)


@given(data=st.data(), drawn=labelled())
def test_spans_cover_what_they_reached_into(
    data: st.DataObject, drawn: tuple[Scheme, Tags, str, int, list[int]]
) -> None:
    scheme, tags, origins, length, cuts = drawn
    new_cuts = sorted(data.draw(st.sets(st.integers(1, max(1, length - 1)).filter(lambda at: at < length))))
    before, after = bounds(length, cuts), bounds(length, new_cuts)
    carried = carry(tags, origins, scheme, before, after)
    assert len(carried.tags) == len(carried.origins) == len(after)
    if scheme is Scheme.PLAIN:
        check_plain(tags, carried, before, after)
        return
    wanted = expected_spans(to_spans(tags, scheme), before, after)
    kept = [span for _, span in wanted if span is not None]
    if scheme is not Scheme.IO:  # it cannot keep touching spans of a label apart
        assert to_spans(carried.tags, scheme) == kept
    changed = {Uncarried(old, new) for old, new in wanted if new is None or text_of(before, old) != text_of(after, new)}
    assert {one for one in carried.uncarried if one.before.label != "X!"} == changed
    if not problems(tags, scheme):
        assert not problems(carried.tags, scheme)


def expected_spans(spans: list[Span], before: Bounds, after: Bounds) -> list[tuple[Span, Span | None]]:
    """Return each span with its new tokens, asked of every character of the text."""
    at = {char: index for index, (start, end) in enumerate(before) for char in range(start, end)}
    owner: dict[int, Span] = {}
    for index, (start, end) in enumerate(after):
        for char in range(start, end):
            found = next((span for span in spans if span.start <= at[char] < span.end), None)
            if found is not None:
                owner.setdefault(index, found)
    result: list[tuple[Span, Span | None]] = []
    for span in spans:
        own = [index for index, holder in owner.items() if holder == span]
        result.append((span, Span(own[0], own[-1] + 1, span.label) if own else None))
    return result


def check_plain(tags: Tags, carried: Carried, before: Bounds, after: Bounds) -> None:
    shared = [[index for index, (a, b) in enumerate(before) if a < end and b > start] for start, end in after]
    for old, tag in zip(shared, carried.tags, strict=True):
        labelled = [tags[index] for index in old if tags[index] is not None]
        assert tag == (labelled[0] if labelled else None)
    for index, tag in enumerate(tags):
        is_kept = any(index in old and new == tag for old, new in zip(shared, carried.tags, strict=True))
        assert (Uncarried(Span(index, index + 1, tag or ""), None) in carried.uncarried) == (
            tag is not None and not is_kept
        )


def text_of(bounds: Bounds, span: Span) -> tuple[int, int]:
    return bounds[span.start][0], bounds[span.end - 1][1]


def merge(tags: Tags, scheme: Scheme, start: int, end: int, origins: str = "") -> Carried:
    """Merge the tokens `[start, end)` of one-letter tokens."""
    length = len(tags)
    cuts = [at for at in range(1, length) if not start < at < end]
    before = [(at, at + 1) for at in range(length)]
    return carry(tags, origins or "h" * length, scheme, before, bounds(length, cuts))


@pytest.mark.parametrize(
    ("tags", "merged", "uncarried"),
    [
        (("B-A", "I-A", "O"), ("B-A", "O"), ()),
        (("B-A", "O", "O"), ("B-A", "O"), (Uncarried(Span(0, 1, "A"), Span(0, 1, "A")),)),
        (("O", None, "O"), (None, "O"), ()),
        (("B-A", "B-B", "I-B"), ("B-A", "B-B"), (
            Uncarried(Span(0, 1, "A"), Span(0, 1, "A")), Uncarried(Span(1, 3, "B"), Span(1, 2, "B")))),
        (("B-A", "B-A", "O"), ("B-A", "O"), (
            Uncarried(Span(0, 1, "A"), Span(0, 1, "A")), Uncarried(Span(1, 2, "A"), None))),
        (("O", "X!", "O"), (None, "O"), (Uncarried(Span(1, 2, "X!"), None),)),
    ],
)  # fmt: skip
def test_merging_the_first_two(tags: Tags, merged: Tags, uncarried: tuple[Uncarried, ...]) -> None:
    carried = merge(tags, Scheme.IOB2, 0, 2)
    assert (carried.tags, carried.uncarried) == (merged, uncarried)


def test_a_label_beats_none_and_the_first_beats_the_next() -> None:
    assert merge((None, "N", "V"), Scheme.PLAIN, 0, 3).tags == ("N",)
    assert merge((None, "N", "V"), Scheme.PLAIN, 0, 3).uncarried == (Uncarried(Span(2, 3, "V"), None),)


def test_a_plain_o_is_a_label_like_any_other() -> None:
    assert merge(("N", "O"), Scheme.PLAIN, 0, 2).uncarried == (Uncarried(Span(1, 2, "O"), None),)


def test_touching_spans_stay_well_formed_when_the_one_before_goes() -> None:
    carried = merge(("I-B", "I-A", "B-A", "I-A"), Scheme.IOB1, 0, 2)
    assert carried.tags == ("I-B", "I-A", "I-A")


def test_whose_word_weighs_more() -> None:
    assert merge(("N", "N", "V"), Scheme.PLAIN, 0, 3, origins="ich").origins == "c"
    assert merge(("B-A", "I-A", "O"), Scheme.IOB2, 0, 3, origins="iah").origins == "a"


@pytest.mark.parametrize("scheme", Scheme)
def test_a_split_span_is_one_span(scheme: Scheme) -> None:
    tags = from_spans([Span(0, 1, "A"), Span(1, 2, "B")], 3, scheme)
    split = carry(tags, "hhh", scheme, [(0, 2), (2, 4), (4, 6)], [(0, 1), (1, 2), (2, 3), (3, 4), (4, 6)])
    spans = [Span(0, 2, "A"), Span(2, 4, "B")]
    assert split.tags == from_spans(spans, 5, scheme)


def test_bounds() -> None:
    assert bounds_of(("do", "n't", "."), (False, False, True)) == [(0, 2), (2, 5), (5, 6)]
    assert bounds_of(("a", "bc"), None) == [(0, 1), (2, 4)]
