"""Groups of real models: a model against itself is no better, and scores are those of the scorer."""

from collections.abc import Callable
from typing import Any

import pytest

from core.bundle import Bundle
from core.config import preset
from core.corpus import Sentence
from core.group_comparison import compare_groups
from core.significance import Difference
from core.tagging import evaluate

MakeBundle = Callable[..., Bundle]


def ended(work: Any) -> tuple[list[int], Difference]:
    seen: list[int] = []
    while True:
        try:
            seen.append(next(work))
        except StopIteration as end:
            return seen, end.value


def test_scores_are_those_of_the_scorer(make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...]) -> None:
    one, other = (make_bundle(preset("tiny"), scale=scale) for scale in (0.3, 1.0))
    seen, found = ended(compare_groups(small_corpus, [one], [other]))
    assert seen == [1, 2]
    assert found.first == pytest.approx(evaluate(one, small_corpus).report.f1)
    assert found.second == pytest.approx(evaluate(other, small_corpus).report.f1)
    assert 0.0 < found.p_value <= 1.0
    assert found.low <= found.gain <= found.high
    _, more = ended(compare_groups((*small_corpus, Sentence(("nobody", "labelled"))), [one], [other]))
    assert more == found
    assert found.n_sentences == len(small_corpus)


def test_a_group_against_itself_in_another_order(make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...]) -> None:
    some = [make_bundle(preset("tiny"), scale=scale) for scale in (0.3, 1.0)]
    _, found = ended(compare_groups(small_corpus, some, some[::-1]))
    assert found.gain == pytest.approx(0.0)
    assert (found.p_value, found.n_different) == (1.0, 0)
