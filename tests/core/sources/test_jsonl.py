"""Records to sentences: spans stay where they are, side by side where they overlap, and nothing goes unsaid."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import sources
from core.carrying import bounds_of
from core.corpus import MAX_NAME, Corpus, Layer, Scheme, Sentence, Span
from core.line_report import LineReport
from core.schemes import to_spans
from core.sources import FormatName, OnProblem, ReadOptions, Unit
from core.sources.jsonl import MOST_LEVELS

NER = Layer("ner", Scheme.IOB2)
TEXT = "Mira rows to Old Harbour."


def write(folder: Path, *records: Any) -> Path:
    path = folder / "tides.jsonl"
    path.write_text("\n".join(one if isinstance(one, str) else json.dumps(one) for one in records))
    return path


def read(folder: Path, *records: Any, options: ReadOptions | None = None) -> tuple[Corpus, tuple[LineReport, ...]]:
    return sources.read_corpus(write(folder, *records), options=options)


def spans_in(corpus: Corpus, sentence: Sentence) -> list[Span]:
    """Return the spans of all layers in code points."""
    bounds = bounds_of(sentence.tokens, sentence.spaces)
    return sorted(
        Span(bounds[span.start][0], bounds[span.end - 1][1], span.label)
        for layer in corpus.layers
        for span in to_spans(sentence.layer_tags(layer.name), layer.scheme)
    )


def test_a_record_is_a_document(tmp_path: Path) -> None:
    records = [{"id": 7, "text": TEXT, "label": [[0, 4, "PER"]]}, {"text": "Low tide", "label": []}, {"text": "Ebb"}]
    corpus, reports = read(tmp_path, *records)
    assert corpus.layers == (NER,)
    first, second, third = corpus.sentences
    assert first.tokens == ("Mira", "rows", "to", "Old", "Harbour", ".")
    assert first.tags == {"ner": ("B-PER", "O", "O", "O", "O", "O")}
    assert first.spaces == (True, True, True, True, False, True)
    assert second.tags == {"ner": ("O", "O")}
    assert third.tags == {}
    assert [one.document for one in corpus.sentences] == ["tides.jsonl 7", "tides.jsonl 2", "tides.jsonl 3"]
    assert reports == ()


def test_overlapping_spans_are_placed_side_by_side_and_told(tmp_path: Path) -> None:
    labels = [[0, 4, "PER"], [0, 9, "EVENT"], [13, 24, "LOC"], [13, 16, "AGE"], [13, 24, "ORG"]]
    corpus, reports = read(tmp_path, {"text": TEXT, "label": labels})
    assert [layer.name for layer in corpus.layers] == ["ner", "ner 2", "ner 3"]
    assert {layer.scheme for layer in corpus.layers} == {Scheme.IOB2}
    assert spans_in(corpus, corpus.sentences[0]) == sorted(Span(*one) for one in labels)
    assert corpus.sentences[0].tags["ner"] == ("B-EVENT", "I-EVENT", "O", "B-LOC", "I-LOC", "O")
    assert reports == (LineReport(1, "3 spans across others.", "Placed in ner 2, ner 3."),)
    assert sources.preview(write(tmp_path, {"text": TEXT, "label": labels})).layers == corpus.layers


@given(
    text=st.text(st.sampled_from("ab .,é😀'-"), min_size=1, max_size=30).filter(lambda text: text.strip() != ""),
    data=st.data(),
)
def test_no_span_is_lost_or_moved(tmp_path_factory: pytest.TempPathFactory, text: str, data: st.DataObject) -> None:
    place = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text)), st.sampled_from(["A", "B"]))
    labels = data.draw(st.lists(place.filter(lambda one: one[0] < one[1]), max_size=8))
    corpus, _ = read(tmp_path_factory.mktemp("jsonl"), {"text": text, "label": labels})
    (sentence,) = corpus.sentences
    # The running text of a sentence has one blank where there were several, and none around it.
    at = {}
    for position, char in enumerate(text):
        if not char.isspace():
            at[position] = len(at)
    wanted = set()
    for start, end, label in labels:
        inside = [at[position] for position in range(start, end) if position in at]
        if inside:
            wanted.add((inside[0], inside[-1] + 1, label))
    shown = {
        position: index for index, position in enumerate(i for i, c in enumerate(sentence.text) if not c.isspace())
    }
    found = {(shown[span.start], shown[span.end - 1] + 1, span.label) for span in spans_in(corpus, sentence)}
    assert found == wanted


def test_tokens_are_parted_where_a_span_ends_inside(tmp_path: Path) -> None:
    corpus, reports = read(tmp_path, {"text": "Mira-led", "label": [[0, 4, "PER"]]}, options=ReadOptions(
        FormatName.JSONL, tokenizer="whitespace"))  # fmt: skip
    assert corpus.sentences[0].tokens == ("Mira", "-led")
    assert reports == (LineReport(1, "a span that begins or ends inside 'Mira-led'.", "The token was parted there."),)


def test_own_tokens_and_their_tags_are_kept(tmp_path: Path) -> None:
    record = {"text": "don't go", "tokens": ["don't", "go"], "upos": ["AUX", "VERB"], "spans": [[0, 2, "X"]]}
    corpus, _ = read(tmp_path, record)
    assert corpus.sentences[0].tokens == ("do", "n't", "go")
    assert corpus.sentences[0].tags == {"ner": ("B-X", "O", "O"), "upos": ("AUX", "AUX", "VERB")}


def test_tagged_tokens_without_a_text(tmp_path: Path) -> None:
    corpus, reports = read(tmp_path, {"tokens": ["Mira", "rows"], "ner_tags": ["B-PER", "O"]})
    assert (corpus.layers, reports) == ((NER,), ())
    assert corpus.sentences[0].tags == {"ner": ("B-PER", "O")}
    assert corpus.sentences[0].spaces is None


@pytest.mark.parametrize(
    ("unit", "tokens"),
    [
        (Unit.LINE, [("Old", "Harbour"), ("Low", "tide"), ("Ebb",)]),
        (Unit.PARAGRAPH, [("Old", "Harbour", "Low", "tide"), ("Ebb",)]),
        (Unit.FILE, [("Old", "Harbour", "Low", "tide", "Ebb")]),
    ],
)
def test_units(tmp_path: Path, unit: Unit, tokens: list[tuple[str, ...]]) -> None:
    record = {"text": "Old Harbour\r\nLow tide\n\nEbb", "label": [[0, 11, "LOC"], [13, 26, "T"]]}
    corpus, reports = read(tmp_path, record, options=ReadOptions(FormatName.JSONL, unit=unit))
    assert [sentence.tokens for sentence in corpus.sentences] == tokens
    spans = [spans_in(corpus, sentence) for sentence in corpus.sentences]
    assert sum(map(len, spans)) == (2 if unit is Unit.FILE else 3)
    assert [report.found for report in reports] == ([] if unit is Unit.FILE else ["'T' over the end of a line."])


def test_faults_leave_the_rest(tmp_path: Path) -> None:
    records = [
        "{broken",
        "[1]",
        '{"text": "\\ud800"}',
        "{" * 3000,
        {"text": "  "},
        {"text": "Ebb", "label": [[0, 9, "X"]]},
    ]
    corpus, reports = read(tmp_path, {"text": "Low"}, *records, options=ReadOptions(FormatName.JSONL))
    assert [one.tokens for one in corpus.sentences] == [("Low",), ("Ebb",)]
    assert [report.line for report in reports] == [2, 3, 4, 5, 7]
    skipping = ReadOptions(FormatName.JSONL, on_problem=OnProblem.SKIP)
    corpus, _ = read(tmp_path, {"text": "Low\ntide"}, {"text": "Ebb\nflood", "label": [[0, 99, "X"]]}, options=skipping)
    assert [one.tokens for one in corpus.sentences] == [("Low",), ("tide",)]


def test_what_was_rejected_is_left_out_and_told(tmp_path: Path) -> None:
    corpus, reports = read(tmp_path, {"text": "Low", "answer": "reject"}, {"text": "Ebb", "answer": "accept"})
    assert [one.tokens for one in corpus.sentences] == [("Ebb",)]
    assert reports == (LineReport(1, "the answer 'reject'.", "The record was left out."),)


def test_layers_that_turn_up_late_are_told(tmp_path: Path) -> None:
    options = ReadOptions(FormatName.JSONL, record_layers=(NER,))
    corpus, reports = read(tmp_path, {"tokens": ["Ebb"], "upos": ["NOUN"]}, options=options)
    assert corpus.sentences[0].tags == {}
    assert reports[0].found == "upos, of which there is nothing in the first records."


def test_no_text_can_ask_for_a_thousand_layers(tmp_path: Path) -> None:
    labels = [[0, 4, f"L{number}"] for number in range(1000)]
    corpus, reports = read(tmp_path, {"text": TEXT, "label": labels})
    assert len(corpus.layers) == MOST_LEVELS
    assert reports[-1].action == "984 of them were left out."


def test_what_is_no_jsonl(tmp_path: Path) -> None:
    path = write(tmp_path, "{", '  "text": "Mira"', "}")
    assert sources.preview(path).options.format is FormatName.TEXT


def test_a_label_longer_than_any_name_costs_no_more_than_itself(tmp_path: Path) -> None:
    long = "L" * (MAX_NAME + 1)
    spans = {"text": "Mira rows", "label": [[0, 4, long], [5, 9, "ACT"]]}
    corpus, reports = read(tmp_path, spans, {"tokens": ["Lagos"], "pos": [long]})
    assert [sentence.tags for sentence in corpus.sentences] == [{"ner": (None, "B-ACT")}, {"pos": (None,)}]
    assert reports == (
        LineReport(1, "a tag of 1,003 characters; 1,000 is the most.", "It was left out."),
        LineReport(2, "a tag of 1,001 characters; 1,000 is the most.", "It was left out."),
    )
