"""Tags to spans and back, against tables, properties, a brute-force reading and nervaluate."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nervaluate.loaders import ListLoader

from core import schemes
from core.corpus import Scheme, Span, Tags
from core.errors import SchemeError

SPAN_SCHEMES = [scheme for scheme in Scheme if scheme is not Scheme.PLAIN]
MIRA_IN_PORT_OREN = (Span(0, 1, "PER"), Span(2, 5, "LOC"))
SPELLED = {
    Scheme.IO: "I-PER O I-LOC I-LOC I-LOC O",
    Scheme.IOB1: "I-PER O I-LOC I-LOC I-LOC O",
    Scheme.IOB2: "B-PER O B-LOC I-LOC I-LOC O",
    Scheme.IOE2: "E-PER O I-LOC I-LOC E-LOC O",
    Scheme.BIOES: "S-PER O B-LOC I-LOC E-LOC O",
    Scheme.BILOU: "U-PER O B-LOC I-LOC L-LOC O",
    Scheme.BMES: "S-PER O B-LOC M-LOC E-LOC O",
}

labels = st.sampled_from(["PER", "LOC", "creative-work", "人", "per.2_x:y"])


@st.composite
def span_lists(draw: st.DrawFn) -> tuple[list[Span], int]:
    spans: list[Span] = []
    end = 0
    for _ in range(draw(st.integers(0, 6))):
        start = end + draw(st.integers(0, 2))
        end = start + draw(st.integers(1, 3))
        spans.append(Span(start, end, draw(labels)))
    return spans, end + draw(st.integers(0, 2))


def odd_tags(scheme: Scheme) -> st.SearchStrategy[Tags]:
    own = [tag for label in ("PER", "LOC") for tag in schemes.spell(label, scheme)]
    return st.lists(st.sampled_from([*own, "O", None, "X-PER", "B-", "I"])).map(tuple)


@pytest.mark.parametrize(("scheme", "text"), SPELLED.items())
def test_each_scheme_spells_the_same_spans(scheme: Scheme, text: str) -> None:
    tags = tuple(text.split(" "))
    assert schemes.to_spans(tags, scheme, strict=True) == list(MIRA_IN_PORT_OREN)
    assert schemes.from_spans(MIRA_IN_PORT_OREN, 6, scheme) == tags
    assert schemes.problems(tags, scheme) == []


@pytest.mark.parametrize("scheme", SPAN_SCHEMES)
@given(drawn=span_lists())
def test_spans_survive_being_spelled(scheme: Scheme, drawn: tuple[list[Span], int]) -> None:
    spans, length = drawn
    tags = schemes.from_spans(spans, length, scheme)
    assert schemes.problems(tags, scheme) == []
    if scheme is Scheme.IO:
        merged = schemes.to_spans(tags, scheme)
        assert {(i, s.label) for s in merged for i in range(s.start, s.end)} == {
            (i, s.label) for s in spans for i in range(s.start, s.end)
        }
    else:
        assert schemes.to_spans(tags, scheme) == spans
        assert schemes.to_spans(tags, scheme, strict=True) == spans


@pytest.mark.parametrize("scheme", SPAN_SCHEMES)
@given(data=st.data())
def test_repair_mends_whatever_problems_finds(scheme: Scheme, data: st.DataObject) -> None:
    tags = data.draw(odd_tags(scheme))
    mended = schemes.repair(tags, scheme)
    assert schemes.problems(mended, scheme) == []
    assert (mended == tags) == (schemes.problems(tags, scheme) == [])
    assert schemes.to_spans(mended, scheme) == schemes.to_spans(tags, scheme)
    assert all(new is None for old, new in zip(tags, mended, strict=True) if old is None)


@pytest.mark.parametrize("scheme", SPAN_SCHEMES)
@given(data=st.data())
def test_strict_spans_are_those_of_the_lenient_reading_without_a_problem(scheme: Scheme, data: st.DataObject) -> None:
    tags = data.draw(odd_tags(scheme))
    faulty = {problem.index for problem in schemes.problems(tags, scheme)}
    lenient = schemes.to_spans(tags, scheme)
    sound = [span for span in lenient if not faulty & set(range(span.start, span.end))]
    assert schemes.to_spans(tags, scheme, strict=True) == sound


@pytest.mark.parametrize("scheme", SPAN_SCHEMES)
@given(data=st.data())
def test_a_sequence_is_sound_when_every_transition_is_legal(scheme: Scheme, data: st.DataObject) -> None:
    known = ["O", *schemes.spell("PER", scheme), *schemes.spell("LOC", scheme)]
    path = data.draw(st.lists(st.integers(0, len(known) - 1), min_size=1))
    legal = schemes.legal_transitions(known, scheme)
    steps = zip([len(known), *path], [*path, len(known) + 1], strict=True)
    sound = schemes.problems(tuple(known[index] for index in path), scheme) == []
    assert all(legal[before, after] for before, after in steps) == sound


def test_nothing_precedes_the_start_or_follows_the_end() -> None:
    for scheme in Scheme:
        legal = schemes.legal_transitions(["O", "B-PER"], scheme)
        assert legal.dtype == np.bool_
        assert legal.shape == (4, 4)
        assert not legal[:, 2].any()
        assert not legal[3].any()
    assert schemes.legal_transitions(["NOUN", "B-side"], Scheme.PLAIN)[:2, :2].all()


@given(st.lists(st.sampled_from(["O", "B-PER", "I-PER", "B-LOC", "I-LOC"])))
def test_lenient_spans_are_those_of_nervaluate(tags: list[str]) -> None:
    # Its loader loses a span that ends the sentence when another was closed before; an O at the end avoids that.
    padded = [*tags, "O"]
    theirs = [Span(entity.start, entity.end + 1, entity.label) for entity in ListLoader().load([padded])[0]]
    assert schemes.to_spans(tuple(padded), Scheme.IOB2) == theirs


def test_a_stray_inside_tag_begins_a_span_unless_strict() -> None:
    tags = ("O", "I-PER", "I-PER", "O", "B-LOC", "I-PER")
    assert schemes.to_spans(tags, Scheme.IOB2) == [Span(1, 3, "PER"), Span(4, 5, "LOC"), Span(5, 6, "PER")]
    assert schemes.to_spans(tags, Scheme.IOB2, strict=True) == [Span(4, 5, "LOC")]
    assert schemes.repair(tags, Scheme.IOB2) == ("O", "B-PER", "I-PER", "O", "B-LOC", "B-PER")


def test_iob1_marks_only_touching_spans() -> None:
    spans = [Span(0, 2, "PER"), Span(2, 3, "PER"), Span(3, 4, "LOC")]
    assert schemes.from_spans(spans, 4, Scheme.IOB1) == ("I-PER", "I-PER", "B-PER", "I-LOC")


@pytest.mark.parametrize(
    ("tag", "scheme", "parts"),
    [
        ("B-creative-work", Scheme.IOB2, ("B", "creative-work")),
        ("O", Scheme.BIOES, ("O", "")),
        ("U-人", Scheme.BILOU, ("U", "人")),
        ("-LRB-", Scheme.PLAIN, ("", "-LRB-")),
    ],
)
def test_tags_part_at_the_first_hyphen(tag: str, scheme: Scheme, parts: tuple[str, str]) -> None:
    assert schemes.split_tag(tag, scheme) == parts


@pytest.mark.parametrize("tag", ["", "B-", "B", "S-PER", "-PER", "b-PER"])
def test_foreign_tags_are_named(tag: str) -> None:
    with pytest.raises(SchemeError, match=r"is not a tag of IOB2\. Its tags are O or begin with B-, I-\."):
        schemes.split_tag(tag, Scheme.IOB2)


@pytest.mark.parametrize(
    ("spans", "words"),
    [
        ([Span(0, 2, "PER"), Span(1, 3, "LOC")], "two spans cover token 2"),
        ([Span(2, 5, "PER")], "tokens 3 to 5 in a sentence of 4"),
        ([Span(1, 1, "PER")], "tokens 2 to 1"),
    ],
)
def test_spans_that_cannot_be_spelled(spans: list[Span], words: str) -> None:
    with pytest.raises(SchemeError, match=words):
        schemes.from_spans(spans, 4, Scheme.IOB2)


def test_convert_keeps_unlabelled_tokens_and_outside_apart() -> None:
    tags = ("B-PER", None, "O", "I-LOC")
    assert schemes.convert(tags, Scheme.IOB2, Scheme.BIOES) == ("S-PER", None, "O", "S-LOC")
    assert schemes.convert(tags, Scheme.IOB2, Scheme.PLAIN) == ("PER", None, "O", "LOC")
    assert schemes.convert(("PER", None, "O", "LOC"), Scheme.PLAIN, Scheme.IOB2) == ("B-PER", None, "O", "B-LOC")


@pytest.mark.parametrize("source", [s for s in SPAN_SCHEMES if s is not Scheme.IO])
@pytest.mark.parametrize("target", [s for s in SPAN_SCHEMES if s is not Scheme.IO])
@given(drawn=span_lists())
def test_convert_there_and_back(source: Scheme, target: Scheme, drawn: tuple[list[Span], int]) -> None:
    tags = schemes.from_spans(*drawn, source)
    assert schemes.convert(schemes.convert(tags, source, target), target, source) == tags


@pytest.mark.parametrize("scheme", [s for s in SPELLED if s not in (Scheme.IO, Scheme.IOB1)])
def test_detect_names_the_scheme(scheme: Scheme) -> None:
    found = schemes.detect([tuple(SPELLED[scheme].split(" "))])
    assert (found.scheme, found.sure, found.alternatives) == (scheme, True, ())


@pytest.mark.parametrize(
    "tags",
    [
        ("NNP", "VBZ", "-LRB-", "PRP$", "O"),
        ("B-side", "A-side", "O"),
        ("NOUN", "VERB"),
        ("I-", "B-PER"),
        ("B", "I", "O"),
    ],
)
def test_detect_knows_plain_tags(tags: Tags) -> None:
    found = schemes.detect([tags])
    assert found.scheme is Scheme.PLAIN
    assert found.sure


def test_detect_is_unsure_where_several_schemes_fit() -> None:
    only_inside = schemes.detect([("I-PER", "O", "I-LOC", "I-LOC")])
    assert {only_inside.scheme, *only_inside.alternatives} == {Scheme.IO, Scheme.IOB1}
    only_outside = schemes.detect([("O", "O"), (None, None)])
    assert only_outside.scheme is Scheme.IOB2
    assert Scheme.PLAIN in only_outside.alternatives
    for tags in ((), (None,)):
        assert not schemes.detect([tags]).sure


def test_detect_tells_iob1_by_its_touching_spans() -> None:
    found = schemes.detect([("I-PER", "B-PER", "O", "I-LOC")])
    assert (found.scheme, found.sure) == (Scheme.IOB1, True)


def test_detect_forgives_a_slip_of_the_pen() -> None:
    found = schemes.detect([("B-PER", "I-PER", "O")] * 60 + [("PER", "O")])
    assert found.scheme is Scheme.IOB2
    assert "1 tags do not fit" in found.why


def test_labels_and_spellings() -> None:
    assert schemes.labels_of(("B-PER", "I-LOC", "O", None, "PER"), Scheme.IOB2) == {"PER", "LOC"}
    assert schemes.labels_of(("NOUN", None, "O"), Scheme.PLAIN) == {"NOUN", "O"}
    assert schemes.spell("PER", Scheme.BMES) == ("B-PER", "M-PER", "E-PER", "S-PER")
    assert schemes.spell("NOUN", Scheme.PLAIN) == ("NOUN",)
    assert schemes.outside(Scheme.PLAIN) is None
    assert schemes.outside(Scheme.IO) == "O"
