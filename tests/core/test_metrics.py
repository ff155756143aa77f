"""Scores against nervaluate, against counting by hand, and against the clock."""

import time
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nervaluate.evaluator import Evaluator

from core.corpus import Layer, Scheme, Tags
from core.metrics import Report, accuracy_with_padding, score
from core.schemes import spell, to_spans

NER = Layer("ner", Scheme.IOB2)
POS = Layer("upos")
LABELS = ("PER", "LOC", "creative-work")
IOB2_TAGS = ("O", *(tag for label in LABELS for tag in spell(label, Scheme.IOB2)))
SPAN_SCHEMES = [scheme for scheme in Scheme if scheme is not Scheme.PLAIN]


@st.composite
def tagged(draw: st.DrawFn, tags: Sequence[str | None]) -> tuple[list[Tags], list[Tags]]:
    lengths = draw(st.lists(st.integers(1, 8), min_size=1, max_size=6))
    some = st.sampled_from(tags)
    rows = [[draw(st.tuples(some, some)) for _ in range(length)] for length in lengths]
    return [tuple(g for g, _ in row) for row in rows], [tuple(p for _, p in row) for row in rows]


def _agrees_with_nervaluate(gold: Sequence[Tags], predicted: Sequence[Tags], labels: Sequence[str]) -> Report:
    report = score(gold, predicted, NER)
    result = Evaluator(
        [list(tags) for tags in gold], [list(tags) for tags in predicted], tags=list(labels), loader="list"
    ).evaluate()
    overall = result["overall"]["strict"]
    assert (report.precision, report.recall) == pytest.approx((overall.precision, overall.recall))
    assert report.f1 == pytest.approx(overall.f1)
    of_label = {row.label: row for row in report.labels}
    assert set(of_label) == set(result["entities"])
    for label, by_strategy in result["entities"].items():
        theirs, ours = by_strategy["strict"], of_label[label]
        assert (ours.gold, ours.predicted, ours.correct) == (theirs.possible, theirs.actual, theirs.correct)
        assert ours.f1 == pytest.approx(theirs.f1)
    return report


@given(tagged(IOB2_TAGS))
def test_spans_agree_with_nervaluate_on_random_tags(pair: tuple[list[Tags], list[Tags]]) -> None:
    _agrees_with_nervaluate(*pair, LABELS)


def _read_two_columns(path: Path) -> list[tuple[list[str], Tags]]:
    blocks = path.read_text(encoding="utf-8").replace("\r\n", "\n").split("\n\n")
    rows = [[line.split("\t") for line in block.split("\n") if line.strip(" \t")] for block in blocks]
    return [([row[0] for row in block], tuple(row[1].strip(" ") for row in block)) for block in rows if block]


def test_spans_agree_with_nervaluate_on_predictions_for_real_text(wnut17: Path) -> None:
    """The predictions are those of a tagger that gives each word its commonest tag: many break the scheme."""
    seen: dict[str, Counter[str | None]] = {}
    for words, tags in _read_two_columns(wnut17 / "train.conll"):
        for word, tag in zip(words, tags, strict=True):
            seen.setdefault(word.lower(), Counter())[tag] += 1
    test = _read_two_columns(wnut17 / "test.conll")
    predicted = [
        tuple(seen[w.lower()].most_common(1)[0][0] if w.lower() in seen else "O" for w in ws) for ws, _ in test
    ]
    gold = [tags for _, tags in test]
    labels = sorted({tag[2:] for tags in gold + predicted for tag in tags if tag and tag != "O"})
    assert any(before == "O" and tag and tag[0] == "I" for tags in predicted for before, tag in pairwise(tags))
    report = _agrees_with_nervaluate(gold, predicted, labels)
    assert report.f1 is not None
    assert 0.0 < report.f1 < 0.5


@pytest.mark.parametrize("scheme", SPAN_SCHEMES)
@given(data=st.data())
def test_spans_are_those_of_the_lenient_reading(scheme: Scheme, data: st.DataObject) -> None:
    tags = ["O", None, "odd", *(tag for label in LABELS for tag in spell(label, scheme))]
    gold, predicted = data.draw(tagged(tags))
    report = score(gold, predicted, Layer("ner", scheme))
    expected: Counter[tuple[str, str]] = Counter()
    for truth, guess in zip(gold, predicted, strict=True):
        masked = tuple(p if g is not None else None for g, p in zip(truth, guess, strict=True))
        theirs, ours = set(to_spans(truth, scheme)), set(to_spans(masked, scheme))
        for kind, spans in (("gold", theirs), ("predicted", ours), ("correct", theirs & ours)):
            expected.update((kind, span.label) for span in spans)
    for row in report.labels:
        counted = tuple(expected[kind, row.label] for kind in ("gold", "predicted", "correct"))
        assert (row.gold, row.predicted, row.correct) == counted
    assert {row.label for row in report.labels} == {label for _, label in expected}


@pytest.mark.parametrize(
    ("gold", "predicted", "correct"),
    [
        (("B-PER", "I-PER"), ("B-PER", "I-PER"), 1),
        (("B-PER", "I-PER"), ("I-PER", "I-PER"), 1),
        (("B-PER", "I-PER"), ("B-PER", "O"), 0),
        (("B-PER", "I-PER"), ("B-LOC", "I-LOC"), 0),
        (("B-PER", "B-PER"), ("B-PER", "I-PER"), 0),
        (("B-PER", "B-LOC"), ("B-PER", "I-LOC"), 2),
        (("O", "B-PER"), ("B-PER", "I-PER"), 0),
    ],
)
def test_only_the_very_same_span_is_right(gold: Tags, predicted: Tags, correct: int) -> None:
    assert sum(row.correct for row in score([gold], [predicted], NER).labels) == correct


def test_a_span_ends_with_its_sentence() -> None:
    report = score([("B-PER",), ("B-PER", "I-PER")], [("B-PER",), ("I-PER", "I-PER")], NER)
    assert report.precision == report.recall == 1.0


@given(tagged([*IOB2_TAGS, None]))
def test_tokens_are_counted_one_by_one(pair: tuple[list[Tags], list[Tags]]) -> None:
    report = score(*pair, NER)
    cells = [
        (g, p) for gold, guess in zip(*pair, strict=True) for g, p in zip(gold, guess, strict=True) if g is not None
    ]
    inside = [(g, p) for g, p in cells if g != "O"]
    assert report.n_tokens == len(cells) == report.confusion.sum()
    assert report.correct == sum(g == p for g, p in cells) == report.confusion.trace()
    assert report.accuracy == pytest.approx(sum(g == p for g, p in cells) / len(cells) if cells else 0.0)
    if inside:
        assert report.accuracy_without_o == pytest.approx(sum(g == p for g, p in inside) / len(inside))
    else:
        assert report.accuracy_without_o is None
    counted = Counter((g, p or "") for g, p in cells)
    for row, truth in enumerate(report.names):
        for column, guess in enumerate(report.names):
            assert report.confusion[row, column] == counted[truth, guess]


def test_plain_layers_have_tags_in_place_of_spans() -> None:
    report = score([("NOUN", "VERB", "NOUN"), ("NOUN",)], [("NOUN", "NOUN", "VERB"), (None,)], POS)
    assert (report.precision, report.recall, report.f1, report.accuracy_without_o) == (None, None, None, None)
    assert report.names == ("NOUN", "VERB", "")
    assert report.confusion.tolist() == [[1, 1, 1], [1, 0, 0], [0, 0, 0]]
    noun, verb = report.labels
    assert (noun.label, noun.gold, noun.predicted, noun.correct) == ("NOUN", 3, 2, 1)
    assert (noun.precision, noun.recall, noun.f1) == (0.5, pytest.approx(1 / 3), pytest.approx(0.4))
    assert (verb.label, verb.f1) == ("VERB", 0.0)


def test_what_is_predicted_on_unlabelled_tokens_does_not_count() -> None:
    gold: list[Tags] = [(None, "B-PER", None)]
    quiet, loud = (score(gold, [tags], NER) for tags in (("O", "B-PER", "O"), ("B-LOC", "B-PER", "I-PER")))
    assert quiet == loud
    assert np.array_equal(quiet.confusion, loud.confusion)
    assert quiet.f1 == 1.0


def test_nothing_to_count() -> None:
    empty = score([], [], NER)
    assert (empty.n_tokens, empty.accuracy, empty.f1, empty.labels, empty.names) == (0, 0.0, 0.0, (), ())
    assert score([("O", "O")], [("O", "O")], NER).f1 == 0.0


def test_lengths_must_agree() -> None:
    with pytest.raises(ValueError, match="same sentences"):
        score([("O",)], [("O", "O")], NER)
    with pytest.raises(ValueError, match="same sentences"):
        score([("O",)], [], NER)


def test_padding_flatters() -> None:
    assert accuracy_with_padding(50, 100, 100) == 0.5
    assert accuracy_with_padding(50, 100, 200) == 0.75
    assert accuracy_with_padding(0, 0, 0) == 0.0


def test_scoring_a_test_set_takes_well_under_a_tenth_of_a_second() -> None:
    random = np.random.default_rng(1)
    tags = np.array(IOB2_TAGS)
    gold = [tuple(tags[random.integers(len(tags), size=12)].tolist()) for _ in range(2100)]
    predicted = [tuple(tags[random.integers(len(tags), size=12)].tolist()) for _ in range(2100)]
    seconds = []
    for _ in range(5):
        start = time.perf_counter()
        score(gold, predicted, NER)
        seconds.append(time.perf_counter() - start)
    assert min(seconds) < 0.1, seconds
