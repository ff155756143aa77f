"""Overlapping spans are placed side by side: every one, without an overlap, in no more layers than it takes."""

from hypothesis import given
from hypothesis import strategies as st

from core.corpus import Layer, Scheme, Span
from core.parallel_layers import first_of, name_of, parallel_layers, tags_of, with_parallel
from core.schemes import to_spans

NER = Layer("ner", Scheme.IOB2)
SPANS = st.lists(
    st.tuples(st.integers(0, 12), st.integers(1, 6), st.sampled_from("AB")).map(
        lambda s: Span(s[0], s[0] + s[1], s[2])
    ),
    max_size=12,
    unique=True,
)


@given(spans=SPANS)
def test_every_span_is_placed_once_in_as_few_layers_as_can_be(spans: list[Span]) -> None:
    placed = parallel_layers(spans)
    assert sorted(span for layer in placed for span in layer) == sorted(spans)
    for layer in placed:
        covered = [token for span in layer for token in range(span.start, span.end)]
        assert len(covered) == len(set(covered))
    deepest = max((sum(span.start <= token < span.end for span in spans) for token in range(18)), default=0)
    assert len(placed) == deepest


@given(spans=SPANS)
def test_the_tags_spell_the_spans(spans: list[Span]) -> None:
    tags = tags_of(parallel_layers(spans), 18, NER)
    assert sorted(span for one in tags.values() for span in to_spans(one, Scheme.IOB2)) == sorted(spans)
    assert list(tags) == [name_of("ner", level) for level in range(len(tags))]


def test_the_outer_span_stands_first() -> None:
    spans = [Span(1, 2, "LOC"), Span(0, 3, "ORG"), Span(2, 4, "PER"), Span(4, 5, "LOC")]
    assert parallel_layers(spans) == [[Span(0, 3, "ORG"), Span(4, 5, "LOC")], [Span(1, 2, "LOC"), Span(2, 4, "PER")]]
    assert tags_of([], 2, NER) == {"ner": ("O", "O")}


def test_names() -> None:
    assert [name_of("ner", level) for level in range(3)] == ["ner", "ner 2", "ner 3"]
    assert [first_of(name) for name in ("ner", "ner 2", "ner 12", "ner 1", "my ner 3", "2")] == [
        "", "ner", "ner", "", "my ner", "",
    ]  # fmt: skip


def test_layers_that_were_met_stand_behind_their_first() -> None:
    pos = Layer("pos")
    met = with_parallel([NER, pos], ["pos", "ner 10", "ner 2", "ner", "chunk 2"])
    assert met == (NER, Layer("ner 2", Scheme.IOB2), Layer("ner 10", Scheme.IOB2), pos)
