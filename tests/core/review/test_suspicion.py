"""Suspects against counting by hand."""

import numpy as np
import pytest

from core.corpus import Layer, Scheme, Sentence, Span, Tags
from core.review.suggestions import SuggestedSpan, Suggestion
from core.review.suspicion import Ranking, Suspicion
from core.schemes import to_spans
from core.uncertainty import Uncertainty

NER = Layer("ner", Scheme.IOB2)
LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")
POS = Layer("upos")


def _sentence(tags: Tags, number: int = 1, layer: Layer = NER) -> Sentence:
    return Sentence(tuple(f"token{index}" for index in range(len(tags))), {layer.name: tags}, id=number)


def _suggestion(
    tags: tuple[str, ...], rows: list[dict[str, float]], labels: tuple[str, ...] = LABELS, layer: Layer = NER
) -> Suggestion:
    distribution = np.array([[row.get(label, 0.0) for label in labels] for row in rows], np.float32)
    sure = tuple(float(row[tag]) for row, tag in zip(rows, tags, strict=True))
    spans = tuple(SuggestedSpan(span, min(sure[span.start : span.end])) for span in to_spans(tags, layer.scheme))
    return Suggestion(tags, sure, spans, Uncertainty(0.0, 0.0, 0.0, 1.0), distribution, labels)


def test_a_span_the_model_does_not_see() -> None:
    suspicion = Suspicion(NER)
    rows = [{"O": 0.9, "B-PER": 0.1}, {"O": 0.75, "I-PER": 0.25}]
    suspicion.add(_sentence(("B-PER", "I-PER")), _suggestion(("O", "O"), rows))
    (suspect,) = suspicion.ranked()
    assert (suspect.sentence, suspect.given, suspect.believed) == (1, Span(0, 2, "PER"), None)
    assert suspect.confidence == pytest.approx(0.1)
    assert suspect.believed_probability == pytest.approx(0.75)
    assert suspect.by_label == pytest.approx(1.0)
    assert suspect.tokens == range(2)


def test_a_span_nobody_has_labelled() -> None:
    suspicion = Suspicion(NER)
    rows = [{"O": 1.0}, {"O": 0.3, "B-LOC": 0.7}, {"O": 0.2, "I-LOC": 0.8}]
    suspicion.add(_sentence(("O", "O", "O")), _suggestion(("O", "B-LOC", "I-LOC"), rows))
    (suspect,) = suspicion.ranked()
    assert (suspect.given, suspect.believed, suspect.tokens) == (None, Span(1, 3, "LOC"), range(1, 3))
    assert suspect.confidence == pytest.approx(0.2)
    # On average a token outside gets (1 + 0.3 + 0.2) / 3.
    assert suspect.by_label == pytest.approx(0.4)


def test_other_borders_and_another_label_name_the_nearest_span() -> None:
    suspicion = Suspicion(NER)
    rows = [{"B-PER": 0.8, "B-LOC": 0.2}, {"I-PER": 0.4, "B-LOC": 0.6}, {"I-PER": 0.3, "I-LOC": 0.7}]
    suspicion.add(_sentence(("B-PER", "I-PER", "I-PER")), _suggestion(("B-PER", "B-LOC", "I-LOC"), rows))
    (suspect,) = suspicion.ranked()
    assert (suspect.given, suspect.believed) == (Span(0, 3, "PER"), Span(1, 3, "LOC"))
    assert suspect.confidence == pytest.approx(0.3)


def test_what_the_model_sees_too_is_not_suspect_and_what_nobody_labelled_is_not_asked_for() -> None:
    suspicion = Suspicion(NER)
    rows = [{"B-PER": 0.9, "O": 0.1}, {"B-LOC": 0.9, "O": 0.1}]
    suspicion.add(_sentence(("B-PER", None)), _suggestion(("B-PER", "B-LOC"), rows))
    assert suspicion.ranked() == ()
    assert suspicion.n_judged == 1


def test_a_label_that_is_never_believed_is_less_suspect_for_it() -> None:
    tags = ("X", "X", "X", "NOUN", "NOUN", "NOUN")
    sure = [0.1, 0.12, 0.14, 0.9, 0.95, 0.2]
    rows = [{tag: p, "VERB": 1.0 - p} for tag, p in zip(tags, sure, strict=True)]
    said = tuple("VERB" if p < 0.5 else tag for tag, p in zip(tags, sure, strict=True))
    suspicion = Suspicion(POS)
    suspicion.add(_sentence(tags, layer=POS), _suggestion(said, rows, ("NOUN", "VERB", "X"), POS))
    assert [suspect.tokens.start for suspect in suspicion.ranked(Ranking.CONFIDENCE)] == [0, 1, 2, 5]
    assert [suspect.tokens.start for suspect in suspicion.ranked(Ranking.BY_LABEL)] == [5, 0, 1, 2]


def test_a_label_the_model_never_met_is_counted_but_not_accused() -> None:
    suspicion = Suspicion(POS)
    suspicion.add(_sentence(("FW",), layer=POS), _suggestion(("NOUN",), [{"NOUN": 1.0}], ("NOUN",), POS))
    assert (suspicion.ranked(), suspicion.n_unknown, suspicion.n_judged) == ((), 1, 0)


def test_models_may_know_different_labels() -> None:
    suspicion = Suspicion(POS)
    for labels in (("NOUN", "VERB"), ("VERB", "NOUN")):
        sentence = _sentence(("NOUN",), layer=POS)
        suspicion.add(sentence, _suggestion(("VERB",), [{"NOUN": 0.2, "VERB": 0.8}], labels, POS))
    assert [suspect.confidence for suspect in suspicion.ranked()] == pytest.approx([0.2, 0.2])
