"""What one JSON object says, in the spellings of several programs; what is faulty is named and costs nothing else."""

from typing import Any

import pytest

from core.corpus import Span
from core.sources.records import column_keys, located, record_of, span_key

TEXT = "Mira rows to Old Harbour."
PER, LOC = Span(0, 4, "PER"), Span(13, 24, "LOC")


def faults_of(values: dict[str, Any]) -> list[str]:
    faults: list[str] = []
    record_of(values, lambda found, _action: faults.append(found))
    return faults


@pytest.mark.parametrize(
    "values",
    [
        {"label": [[0, 4, "PER"], [13, 24, "LOC"]]},
        {"labels": [[0, 4, "PER"], [13, 24, "LOC"]]},
        {"entities": [
            {"id": 7, "label": "PER", "start_offset": 0, "end_offset": 4},
            {"id": 8, "label": "LOC", "start_offset": 13, "end_offset": 24}], "relations": []},
        {"annotations": [
            {"label_name": "PER", "start_char": 0, "end_char": 4},
            {"label_name": "LOC", "start_char": 13, "end_char": 24}]},
        {"spans": [
            {"start": 0, "end": 4, "token_start": 0, "token_end": 0, "label": "PER"},
            {"start": 13, "end": 24, "token_start": 3, "token_end": 4, "label": "LOC"}], "answer": "accept"},
        {"label": [{"start": 0, "end": 4, "labels": ["PER"]}, {"start": 13, "end": 24, "labels": ["LOC"]}]},
    ],
)  # fmt: skip
def test_spans_in_every_spelling(values: dict[str, Any]) -> None:
    assert faults_of({"text": TEXT, **values}) == []
    record = record_of({"text": TEXT, **values}, lambda *_: None)
    assert record is not None
    assert (record.text, record.spans) == (TEXT, (PER, LOC))


def test_tokens_and_a_tag_each() -> None:
    values = {
        "id": "3",
        "tokens": ["Mira", "rows"],
        "ner_tags": ["B-PER", "O"],
        "pos_tags": [5, 7],
        "upos": ["X", None],
    }
    record = record_of(values, lambda *_: None)
    assert record is not None
    assert (record.tokens, record.bounds, record.spans, record.name) == (("Mira", "rows"), None, None, "3")
    assert record.columns == {"ner": ("B-PER", "O"), "pos": ("5", "7"), "upos": ("X", None)}
    assert column_keys(values) == {"ner_tags": "ner", "pos_tags": "pos", "upos": "upos"}
    assert span_key({**values, "labels": ["B-PER", "O"]}) == ""


def test_tokens_with_their_places() -> None:
    tokens = [{"text": "Mira", "start": 0, "end": 4, "ws": True}, {"text": "rows", "start": 5, "end": 9, "ws": False}]
    record = record_of({"text": "Mira rows", "tokens": tokens}, lambda *_: None)
    assert record is not None
    assert (record.tokens, record.bounds) == (("Mira", "rows"), ((0, 4), (5, 9)))


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"note": "Mira"}, "an object with neither text nor tokens"),
        ({"text": "Mi\0ra"}, "NUL characters"),
        ({"text": TEXT, "label": ["glad"]}, "a label without a place"),
        ({"text": TEXT, "label": [[0, 4, None]]}, "characters 0 to 4 without a label"),
        ({"text": TEXT, "label": [[0, 4]]}, "characters 0 to 4 without a label"),
        ({"text": TEXT, "label": [[4, 4, "X"]]}, "characters 4 to 4 in a text of 25"),
        ({"text": TEXT, "label": [[-1, 4, "X"]]}, "characters -1 to 4"),
        ({"text": TEXT, "label": [[0, 26, "X"]]}, "characters 0 to 26"),
        ({"text": TEXT, "label": [[0.0, 4, "X"]]}, "a label without a place"),
        ({"text": TEXT, "label": [[True, 4, "X"]]}, "a label without a place"),
        ({"text": TEXT, "tokens": ["Mira", "sings"]}, "tokens that are not those of the text"),
        ({"text": TEXT, "tokens": ["Mira", 7]}, "a token that is no text"),
        ({"tokens": ["Mira", ""], "tags": ["N", "X"]}, "an empty token"),
        ({"tokens": ["Mira", "rows"], "tags": ["N"]}, "1 tags for 2 tokens"),
        ({"tokens": ["Mira"], "spans": [[0, 1, "X"]]}, "spans without a text"),
    ],
)  # fmt: skip
def test_faults_are_named(values: dict[str, Any], fault: str) -> None:
    assert fault in " ".join(faults_of(values))


def test_a_fault_costs_nothing_else() -> None:
    record = record_of({"text": TEXT, "label": [[0, 99, "X"], [0, 4, "PER"]]}, lambda *_: None)
    assert record is not None
    assert record.spans == (PER,)
    short = record_of({"tokens": ["Mira", "", "rows"], "tags": ["N", "X", "V"]}, lambda *_: None)
    assert short is not None
    assert (short.tokens, short.columns) == (("Mira", "rows"), {"tags": ("N", "V")})


def test_tokens_are_located_between_blanks_only() -> None:
    assert located(("a", "b"), " a\nb ") == ((1, 2), (3, 4))
    assert located(("a", "b"), "a-b") is None
    assert located(("a",), "a b") is None
