"""Shares grow inside each other, every training is scored, and too little is refused in plain words."""

from itertools import pairwise
from typing import Any

import msgspec
import pytest

from core import growing
from core.config import preset
from core.control import RunControl
from core.corpus import Layer, Sentence
from core.errors import TrainingError
from core.growing import GrowthEvent, grow
from core.learning_curve import Measured, growing_sizes
from core.runs import EndReason, EpochEnd, RunEnd

LAYER = Layer("size")
CONFIG = msgspec.structs.replace(
    preset("tiny"), training=msgspec.structs.replace(preset("tiny").training, epochs=1, patience=0, seed=5)
)


def sentences(n: int) -> list[Sentence]:
    return [
        Sentence((f"word{i % 7}", "rain"), {"size": ("long" if i % 7 > 3 else "short", "short")}, id=i)
        for i in range(n)
    ]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[int], Any]]:
    """Let training be a script; what each was asked to learn from, and its options."""
    seen: list[tuple[list[int], Any]] = []

    class Scored:
        f1 = None

        def __init__(self, accuracy: float) -> None:
            self.accuracy = accuracy

    def train(train: Any, dev: Any, layer: Any, *, config: Any, control: RunControl) -> Any:
        seen.append(([one.id for one in train], config))
        for epoch, accuracy in ((1, 0.5 + len(train) / 1000), (2, 0.4)):
            yield EpochEnd(epoch, 1.0, 1.0, Scored(accuracy), None, 1.0, 1.0, is_best=True)  # type: ignore[arg-type]
        yield RunEnd(EndReason.FINISHED, 1, 2, 1.0, None)  # type: ignore[arg-type]

    monkeypatch.setattr(growing, "train", train)
    return seen


def test_each_size_holds_the_one_before_and_the_best_score_counts(asked: list[tuple[list[int], Any]]) -> None:
    events = list(grow(sentences(200), sentences(5), LAYER, config=CONFIG, control=RunControl(), n_seeds=2))
    sizes = growing_sizes(200)
    measured = [event for event in events if isinstance(event, Measured)]
    assert [(one.n_sentences, one.seed) for one in measured] == [(size, seed) for seed in (5, 6) for size in sizes]
    assert [one.score for one in measured[: len(sizes)]] == pytest.approx([0.5 + size / 1000 for size in sizes])
    for seed in range(2):
        rows = [ids for ids, _ in asked[seed * len(sizes) : (seed + 1) * len(sizes)]]
        for smaller, larger in pairwise(rows):
            assert larger[: len(smaller)] == smaller
    assert asked[0][0] != asked[len(sizes)][0]
    assert [config.training.seed for _, config in asked] == [5] * len(sizes) + [6] * len(sizes)
    epochs = [config.training.epochs for _, config in asked[: len(sizes)]]
    assert epochs == sorted(epochs, reverse=True)
    numbers = [event.number for event in events if isinstance(event, GrowthEvent)]
    assert (numbers[0], numbers[-1]) == (1, 2 * len(sizes))


@pytest.mark.usefixtures("asked")
def test_a_stopped_curve_measures_no_more() -> None:
    control, measured = RunControl(), 0
    for event in grow(sentences(200), sentences(5), LAYER, config=CONFIG, control=control, n_seeds=2):
        measured += isinstance(event, Measured)
        if measured == 2:
            control.stop()
    assert measured == 2


def test_it_trains_for_real() -> None:
    events = list(grow(sentences(60), sentences(20), LAYER, config=CONFIG, control=RunControl(), n_seeds=1))
    scores = [event.score for event in events if isinstance(event, Measured)]
    assert len(scores) == len(growing_sizes(60))
    assert scores[-1] > 0.9


def test_what_is_missing_is_said() -> None:
    with pytest.raises(TrainingError, match="no labelled dev"):
        list(grow(sentences(200), [], LAYER, config=CONFIG, control=RunControl(), n_seeds=1))
    with pytest.raises(TrainingError, match="too few"):
        list(grow(sentences(20), sentences(5), LAYER, config=CONFIG, control=RunControl(), n_seeds=1))
