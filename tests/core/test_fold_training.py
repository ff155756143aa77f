"""Each sentence is tagged once, by a model that has learnt from none with its tokens; wrong labels stand out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import msgspec
import pytest

from core import fold_training
from core.config import preset
from core.control import RunControl
from core.corpus import Layer, Sentence
from core.errors import TrainingError
from core.fold_training import FoldEvent, HeldOut, out_of_fold
from core.generators import take
from core.review.suspicion import Suspicion
from core.runs import Event, RunEnd, StepEnd

QUICK = msgspec.structs.replace(
    preset("tiny"), training=msgspec.structs.replace(preset("tiny").training, epochs=6, patience=0)
)


def _corpus(n: int) -> tuple[Layer, list[Sentence]]:
    corpus = take("token", n, seed=3)
    return corpus.layers[0], list(corpus.sentences)


def test_every_sentence_is_judged_once_by_a_model_that_does_not_know_it(monkeypatch: pytest.MonkeyPatch) -> None:
    layer, sentences = _corpus(30)
    sentences += sentences[:10]
    learnt: list[set[tuple[str, ...]]] = []

    def noted(train: Sequence[Sentence], *rest: Any, **options: Any) -> Iterator[Event]:
        learnt.append({sentence.tokens for sentence in train})
        return original(train, *rest, **options)

    original = fold_training.train
    monkeypatch.setattr(fold_training, "train", noted)
    events = list(out_of_fold(sentences, layer, control=RunControl(), config=preset("tiny"), n_folds=3))
    judged = [event for event in events if isinstance(event, HeldOut)]
    assert sorted(event.index for event in judged) == list(range(40))
    assert [event.fold for event in events if isinstance(event, FoldEvent) and isinstance(event.event, RunEnd)] == [
        1,
        2,
        3,
    ]
    fold = -1
    for event in events:
        if isinstance(event, FoldEvent):
            fold = event.fold - 1
        else:
            assert sentences[event.index].tokens not in learnt[fold]
            assert len(event.suggestion.tags) == len(sentences[event.index])


def test_labels_made_wrong_are_the_first_suspects() -> None:
    layer, sentences = _corpus(120)
    labels = sorted({tag for sentence in sentences for tag in sentence.layer_tags(layer.name) if tag})
    wrong = set()
    for number in range(0, 120, 12):
        tags = list(sentences[number].layer_tags(layer.name))
        tags[0] = next(label for label in labels if label != tags[0])
        sentences[number] = sentences[number].with_tags(layer.name, tuple(tags))
        wrong.add(number)
    suspicion = Suspicion(layer)
    for event in out_of_fold(sentences, layer, control=RunControl(), config=QUICK, n_folds=2):
        if isinstance(event, HeldOut):
            suspicion.add(replace(sentences[event.index], id=event.index), event.suggestion)
    first = suspicion.ranked()[: len(wrong)]
    found = {suspect.sentence for suspect in first if suspect.tokens.start == 0}
    assert len(found & wrong) >= 8


def test_a_stopped_run_judges_nothing_more() -> None:
    layer, sentences = _corpus(30)
    control = RunControl()
    seen = []
    for event in out_of_fold(sentences, layer, control=control, config=preset("tiny"), n_folds=2):
        seen.append(event)
        if isinstance(event, FoldEvent) and isinstance(event.event, StepEnd):
            control.stop()
    assert not any(isinstance(event, HeldOut) for event in seen)


def test_too_few_sentences() -> None:
    layer, sentences = _corpus(2)
    with pytest.raises(TrainingError, match="fewer than 3"):
        list(out_of_fold(sentences, layer, control=RunControl(), n_folds=3))
