"""Where two differ: every differing token in exactly one place, and whatever is taken stands complete."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.agreement import differences
from core.corpus import Scheme, Span, Tags
from core.disagreements import agreed, decided, disagreements
from core.schemes import from_spans, spell, to_spans

SCHEMES = tuple(scheme for scheme in Scheme if scheme is not Scheme.PLAIN)


@st.composite
def well_formed(draw: st.DrawFn, scheme: Scheme, length: int) -> Tags:
    """Draw the tags of drawn spans: what a person's labels look like."""
    cuts = sorted(draw(st.sets(st.integers(0, length), max_size=6)) | {0, length})
    names = [draw(st.sampled_from(("", "PER", "LOC"))) for _ in cuts[1:]]
    spans = [Span(a, b, name) for a, b, name in zip(cuts, cuts[1:], names, strict=False) if name]
    return from_spans(spans, length, scheme)


@st.composite
def two(draw: st.DrawFn) -> tuple[Scheme, Tags, Tags]:
    scheme = draw(st.sampled_from(SCHEMES))
    length = draw(st.integers(1, 9))
    return scheme, draw(well_formed(scheme, length)), draw(well_formed(scheme, length))


@st.composite
def with_gaps(draw: st.DrawFn) -> tuple[Scheme, Tags, Tags]:
    scheme = draw(st.sampled_from(tuple(Scheme)))
    tags = (
        ("NOUN", "VERB", None) if scheme is Scheme.PLAIN else (None, "O", *spell("PER", scheme), *spell("LOC", scheme))
    )
    length = draw(st.integers(1, 8))
    column = st.lists(st.sampled_from(tags), min_size=length, max_size=length).map(tuple)
    return scheme, draw(column), draw(column)


@given(case=two() | with_gaps())
def test_every_token_they_differ_on_is_in_exactly_one_place(case: tuple[Scheme, Tags, Tags]) -> None:
    scheme, first, second = case
    places = disagreements(first, second, scheme)
    assert [token for place in places for token in place.tokens] == differences(first, second)
    assert all(place.tokens and place.start <= place.tokens[0] and place.tokens[-1] < place.end for place in places)
    assert all(one.end <= other.start for one, other in pairwise(places))


@given(case=two())
def test_no_span_of_either_is_cut_by_a_place(case: tuple[Scheme, Tags, Tags]) -> None:
    scheme, first, second = case
    for place in disagreements(first, second, scheme):
        for span in (*to_spans(first, scheme), *to_spans(second, scheme)):
            inside = place.start <= span.start and span.end <= place.end
            outside = span.end <= place.start or place.end <= span.start
            assert inside or outside


@given(case=two(), data=st.data())
def test_what_is_curated_holds_just_the_spans_that_were_taken(
    case: tuple[Scheme, Tags, Tags], data: st.DataObject
) -> None:
    scheme, first, second = case
    places = disagreements(first, second, scheme)
    choices = [data.draw(st.sampled_from((first, second))) for _ in places]
    curated: Tags = (None,) * len(first)
    for place, chosen in zip(places, choices, strict=True):
        assert not place.is_decided(curated)
        curated = agreed(first, second, scheme, decided(place, chosen, curated))
        assert place.is_decided(curated)
    curated = agreed(first, second, scheme, curated)
    assert None not in curated
    wanted = {span for span in to_spans(first, scheme) if not any(p.start <= span.start < p.end for p in places)}
    for place, chosen in zip(places, choices, strict=True):
        wanted |= {span for span in to_spans(chosen, scheme) if place.start <= span.start < place.end}
    assert set(to_spans(curated, scheme)) == wanted


@given(case=two() | with_gaps())
def test_what_is_curated_already_stays_when_the_rest_is_filled_in(case: tuple[Scheme, Tags, Tags]) -> None:
    scheme, first, second = case
    own = tuple("X" if index % 2 else None for index in range(len(first)))
    filled = agreed(first, second, scheme, own)
    assert all(new == old for old, new in zip(own, filled, strict=True) if old is not None)
    inside = {token for place in disagreements(first, second, scheme) for token in range(place.start, place.end)}
    assert all(filled[token] == own[token] for token in inside)


@given(case=with_gaps())
def test_what_one_has_not_labelled_takes_nothing_away(case: tuple[Scheme, Tags, Tags]) -> None:
    scheme, first, second = case
    curated = tuple("X" for _ in first)
    for place in disagreements(first, second, scheme):
        after = decided(place, first, curated)
        assert None not in after
        assert after[: place.start] + after[place.end :] == curated[: place.start] + curated[place.end :]


def test_in_a_plain_layer_neighbours_are_decided_one_by_one() -> None:
    places = disagreements(("DET", "NOUN", "VERB"), ("PRON", "VERB", "VERB"), Scheme.PLAIN)
    assert [(place.start, place.end) for place in places] == [(0, 1), (1, 2)]


def test_a_name_cut_short_is_one_place_over_the_longer_one() -> None:
    (place,) = disagreements(("O", "B-PER", "I-PER", "O"), ("O", "B-PER", "O", "O"), Scheme.IOB2)
    assert (place.start, place.end, place.tokens) == (1, 3, (2,))
