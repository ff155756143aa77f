"""Agreement against scikit-learn, krippendorff and nervaluate, and against reading spans one by one."""

from collections.abc import Sequence
from itertools import chain

import krippendorff
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from nervaluate.evaluator import Evaluator
from sklearn.metrics import cohen_kappa_score

from core.agreement import Agreement, AgreementCount, agreement, differences
from core.corpus import Layer, Scheme, Tags
from core.schemes import spell, split_tag, to_spans

NER = Layer("ner", Scheme.IOB2)
POS = Layer("upos")
POS_TAGS = ("NOUN", "VERB", "ADJ")
LABELS = ("PER", "LOC", "creative-work")
IOB2_TAGS = ("O", *(tag for label in LABELS for tag in spell(label, Scheme.IOB2)))
Rows = list[tuple[Tags, ...]]


@st.composite
def labelled(draw: st.DrawFn, tags: Sequence[str | None], n_annotators: int = 2) -> Rows:
    lengths = draw(st.lists(st.integers(1, 7), min_size=1, max_size=5))
    return [
        tuple(tuple(draw(st.sampled_from(tags)) for _ in range(length)) for _ in range(n_annotators))
        for length in lengths
    ]


def _shared(rows: Rows, first: int = 0, second: int = 1) -> tuple[list[str], list[str]]:
    """Return the tags of two annotators on the tokens both have labelled."""
    tokens = chain.from_iterable(zip(row[first], row[second], strict=True) for row in rows)
    pairs = [(one, other) for one, other in tokens if one is not None and other is not None]
    return [one for one, _ in pairs], [other for _, other in pairs]


def _names(n: int) -> list[str]:
    return [f"annotator {number}" for number in range(n)]


@given(labelled([*POS_TAGS, None]))
def test_kappa_is_that_of_scikit_learn(rows: Rows) -> None:
    one, other = _shared(rows)
    assume(one and len({*one, *other}) > 1)
    (pair,) = agreement(rows, POS, _names(2)).pairs
    assert pair.kappa == pytest.approx(cohen_kappa_score(one, other))
    assert pair.n_tokens == len(one)
    assert pair.observed == pytest.approx(np.mean([a == b for a, b in zip(one, other, strict=True)]))


@given(labelled([*IOB2_TAGS, None]))
def test_kappa_of_a_label_is_that_of_token_under_it_or_not(rows: Rows) -> None:
    one, other = _shared(rows)
    (pair,) = agreement(rows, NER, _names(2)).pairs
    for found in pair.labels:
        sides = [[split_tag(tag, NER.scheme)[1] == found.label for tag in side] for side in (one, other)]
        if len({*sides[0], *sides[1]}) > 1:
            assert found.kappa == pytest.approx(cohen_kappa_score(*sides))
        else:
            assert found.kappa is None


def _as_numbers(rows: Rows, n_annotators: int) -> list[list[float]]:
    codes = {tag: float(code) for code, tag in enumerate([*POS_TAGS])}
    return [
        [codes[tag] if tag is not None else np.nan for row in rows for tag in row[who]] for who in range(n_annotators)
    ]


@given(data=st.data(), n_annotators=st.integers(2, 5))
def test_alpha_is_that_of_krippendorff(data: st.DataObject, n_annotators: int) -> None:
    rows = data.draw(labelled([*POS_TAGS, None, None], n_annotators))
    found = agreement(rows, POS, _names(n_annotators))
    values = np.array(_as_numbers(rows, n_annotators))
    pairable = (~np.isnan(values)).sum(axis=0) > 1
    used = set(values[:, pairable][~np.isnan(values[:, pairable])])
    assert found.n_tokens == pairable.sum()
    if len(used) < 2:
        assert found.alpha is None
    else:
        theirs = krippendorff.alpha(reliability_data=values[:, pairable], level_of_measurement="nominal")
        assert found.alpha == pytest.approx(theirs)


def test_alpha_of_the_published_example() -> None:
    """The four observers and twelve units of Krippendorff's "Computing Krippendorff's Alpha-Reliability"."""
    published = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
    rows: Rows = [tuple((None if codes[unit] == "." else codes[unit],) for codes in published) for unit in range(12)]
    assert agreement(rows, Layer("codes"), _names(4)).alpha == pytest.approx(0.743, abs=0.0005)


@given(labelled(IOB2_TAGS))
def test_spans_agree_with_nervaluate_where_everything_is_labelled(rows: Rows) -> None:
    (pair,) = agreement(rows, NER, _names(2)).pairs
    one, other = ([list(row[who]) for row in rows] for who in range(2))
    result = Evaluator(one, other, tags=list(LABELS), loader="list").evaluate()
    if pair.labels:
        assert pair.span_f1 == pytest.approx(result["overall"]["strict"].f1)
    for found in pair.labels:
        theirs = result["entities"][found.label]["strict"]
        assert (found.first, found.second, found.both) == (theirs.possible, theirs.actual, theirs.correct)
        assert found.f1 == pytest.approx(theirs.f1)


@given(data=st.data(), scheme=st.sampled_from([scheme for scheme in Scheme if scheme is not Scheme.PLAIN]))
def test_spans_beside_a_token_that_somebody_left_out_do_not_count(data: st.DataObject, scheme: Scheme) -> None:
    tags = ["O", None, "odd", *(tag for label in LABELS for tag in spell(label, scheme))]
    rows = data.draw(labelled(tags))
    expected = [0, 0, 0]
    for row in rows:
        missing = {index for tags in row for index, tag in enumerate(tags) if tag is None}
        sides = [
            {span for span in to_spans(tags, scheme) if not missing & set(range(span.start - 1, span.end + 1))}
            for tags in row
        ]
        for who, spans in enumerate([*sides, sides[0] & sides[1]]):
            expected[who] += len(spans)
    (pair,) = agreement(rows, Layer("ner", scheme), _names(2)).pairs
    assert [sum(getattr(found, side) for found in pair.labels) for side in ("first", "second", "both")] == expected
    n_spans = expected[0] + expected[1]
    assert pair.span_f1 == (pytest.approx(2 * expected[2] / n_spans) if n_spans else None)


@given(labelled([*POS_TAGS, None], 3))
def test_neither_order_nor_slices_matter(rows: Rows) -> None:
    whole = agreement(rows, POS, _names(3))
    count = AgreementCount(POS, _names(3))
    for row in reversed(rows):
        count.add([row])
    slices = count.result()
    assert slices.pairs == whole.pairs
    assert slices.alpha == (None if whole.alpha is None else pytest.approx(whole.alpha))
    turned = agreement([row[::-1] for row in rows], POS, _names(3)[::-1])
    assert turned.alpha == (None if whole.alpha is None else pytest.approx(whole.alpha))


def _both(*rows: tuple[Tags, ...], layer: Layer = POS) -> Agreement:
    return agreement(rows, layer, ["Mira", "Oskar"])


def test_unlabelled_tokens_are_missing_rather_than_outside() -> None:
    (pair,) = _both((("O", "B-PER", "O", None), ("O", None, "O", "O")), layer=NER).pairs
    assert (pair.n_tokens, pair.same, pair.observed) == (2, 2, 1.0)
    # Both say O throughout: chance explains everything. And nobody can compare the span of one of them.
    assert (pair.kappa, pair.span_f1, pair.labels) == (None, None, ())


def test_what_is_taken_for_what() -> None:
    found = _both((("NOUN", "VERB", "NOUN"), ("NOUN", "NOUN", "ADJ")))
    (pair,) = found.pairs
    assert (pair.first, pair.second) == ("Mira", "Oskar")
    assert pair.names == ("NOUN", "ADJ", "VERB")
    assert pair.confusion.tolist() == [[1, 1, 0], [0, 0, 0], [1, 0, 0]]
    noun = pair.labels[0]
    assert (noun.label, noun.first, noun.second, noun.both, noun.f1) == ("NOUN", 2, 2, 1, 0.5)
    assert pair.span_f1 is None


def test_nothing_to_compare() -> None:
    found = _both()
    (pair,) = found.pairs
    assert (found.n_sentences, found.n_tokens, found.alpha) == (0, 0, None)
    assert (pair.observed, pair.kappa, pair.span_f1, pair.labels, pair.names) == (None, None, None, (), ())


def test_annotators_must_have_read_the_same() -> None:
    with pytest.raises(ValueError, match="same tokens"):
        _both((("NOUN",), ("NOUN", "VERB")))
    with pytest.raises(ValueError, match="same tokens"):
        _both((("NOUN",), ("NOUN",), ("NOUN",)))
    with pytest.raises(ValueError, match="two annotators"):
        AgreementCount(POS, ["Mira"])


def test_differences() -> None:
    assert differences(("A", None, "B", "C"), ("B", "A", None, "C")) == [0]
