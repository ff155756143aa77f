"""An examination holds what the tagger says, and nothing of sentences without labels."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from core import examination
from core.bundle import Bundle
from core.config import preset
from core.confusion import Matching
from core.corpus import Sentence
from core.examination import Examination, examine
from core.tagging import Tagger, evaluate

MakeBundle = Callable[..., Bundle]


def ended(bundle: Bundle, sentences: list[Sentence]) -> tuple[list[int], Examination]:
    work, seen = examine(bundle, sentences), []
    while True:
        try:
            seen.append(next(work))
        except StopIteration as end:
            return seen, end.value


@pytest.fixture
def bundle(make_bundle: MakeBundle) -> Bundle:
    return make_bundle(preset("tiny"))


def test_it_holds_what_the_tagger_says(
    bundle: Bundle, small_corpus: tuple[Sentence, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examination, "_SLICE", 10)
    sentences = [replace(sentence, id=100 + number) for number, sentence in enumerate(small_corpus)]
    sentences[3] = replace(sentences[3], tags={"ner": (None,) * len(sentences[3])})
    seen, found = ended(bundle, sentences)
    assert seen == [10, 20, 30, 36]
    labelled = [*sentences[:3], *sentences[4:]]
    assert found.sentences.tolist() == [sentence.id for sentence in labelled]
    assert found.gold == tuple(sentence.tags["ner"] for sentence in labelled)
    tagged = Tagger(bundle).tag([sentence.tokens for sentence in labelled])
    assert found.predicted == tuple(one.tags for one in tagged)
    np.testing.assert_allclose(found.scores, np.concatenate([one.scores for one in tagged]), atol=1e-5)
    assert found.n_scored == len(labelled)
    assert found.confusions[Matching.EXACT].labels == evaluate(bundle, labelled).report.labels
    assert found.numbers(np.array([0, 3])) == (100, 104)


def test_scores_end_where_memory_does(
    bundle: Bundle, small_corpus: tuple[Sentence, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    n_labels = len(Tagger(bundle).labels)
    monkeypatch.setattr(examination, "MOST_SCORES", n_labels * (len(small_corpus[0]) + len(small_corpus[1])))
    _, found = ended(bundle, list(small_corpus))
    assert (found.n_scored, len(found.predicted)) == (2, len(small_corpus))
    assert len(found.scores) == len(small_corpus[0]) + len(small_corpus[1])


def test_nothing_labelled_is_nothing_examined(bundle: Bundle) -> None:
    _, found = ended(bundle, [Sentence(("rain",), id=1)])
    assert (len(found.sentences), len(found.scores), found.confusions[Matching.TAGS].names) == (0, 0, ())
