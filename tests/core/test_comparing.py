"""Changes counted by hand, and against two real taggers."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from core import comparing
from core.bundle import Bundle
from core.comparing import Comparing, Comparison, Example, LabelShift, Shift, compare
from core.config import preset
from core.corpus import Scheme, Sentence
from core.tagging import Tagger, evaluate

MakeBundle = Callable[..., Bundle]


def test_each_kind_of_change() -> None:
    found = Comparing(Scheme.IOB2)
    found.add(
        7,
        before=("B-PER", "O", "B-LOC", "O", "B-LOC"),
        after=("B-LOC", "B-PER", "O", "O", "B-PER"),
        given=("B-LOC", "O", "B-PER", "O", None),
    )
    result = found.result()
    assert (result.n_sentences, result.n_tokens, result.n_labelled, result.n_changed) == (1, 5, 4, 4)
    assert (result.right_before, result.right_after) == (2, 2)
    assert set(result.shifts.values()) == {1}
    assert result.examples == (
        Example(7, 0, "B-PER", "B-LOC", "B-LOC", Shift.TOWARDS),
        Example(7, 1, "O", "B-PER", "O", Shift.AWAY),
        Example(7, 2, "B-LOC", "O", "B-PER", Shift.OTHERWISE_WRONG),
        Example(7, 4, "B-LOC", "B-PER", None, Shift.UNLABELLED),
    )
    assert result.labels == (
        LabelShift("LOC", gained=1, lost=2, towards=1, away=0),
        LabelShift("", gained=1, lost=1, towards=0, away=1),
        LabelShift("PER", gained=2, lost=1, towards=0, away=0),
    )


def test_another_border_is_a_change_but_no_label_gained() -> None:
    found = Comparing(Scheme.IOB2)
    found.add(1, before=("B-PER", "B-PER"), after=("B-PER", "I-PER"), given=("B-PER", "I-PER"))
    assert found.result().labels == (LabelShift("PER", 0, 0, 1, 0),)


def test_examples_are_some_of_each_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "MOST_EXAMPLES", 2)
    found = Comparing(Scheme.PLAIN)
    for number in range(5):
        found.add(number, ("A", "B"), ("B", "A"), ("B", "B"))
    shifts = [example.shift for example in found.result().examples]
    assert shifts == [Shift.TOWARDS, Shift.AWAY] * 2
    assert found.result().shifts[Shift.AWAY] == 5


def test_nothing_changed() -> None:
    found = Comparing(Scheme.PLAIN)
    found.add(1, ("A",), ("A",), (None,))
    assert found.result() == Comparison(1, 1, 0, 0, 0, dict.fromkeys(Shift, 0), (), ())


def test_tags_of_other_tokens_are_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        Comparing(Scheme.PLAIN).add(1, ("A",), ("A", "B"), ("A",))


def test_two_models_over_a_corpus(
    make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "_SLICE", 10)
    one, other = (make_bundle(preset("tiny"), scale=scale) for scale in (0.3, 1.0))
    sentences = [replace(sentence, id=number) for number, sentence in enumerate(small_corpus)]
    work = compare(sentences, "ner", Tagger(one), Tagger(other))
    seen = []
    while True:
        try:
            seen.append(next(work))
        except StopIteration as end:
            result = end.value
            break
    assert seen == [10, 20, 30, 36]
    assert result.right_before == evaluate(one, sentences).report.correct
    assert result.right_after == evaluate(other, sentences).report.correct
    shifts = result.shifts
    assert shifts[Shift.TOWARDS] - shifts[Shift.AWAY] == result.right_after - result.right_before
    assert sum(row.gained for row in result.labels) == sum(row.lost for row in result.labels)
    for example in result.examples:
        assert sentences[example.sentence].layer_tags("ner")[example.token] == example.given
