"""What a row is decides what is fed and learnt: windows, random subsequences and strips, each trained for real."""

from collections.abc import Iterator
from random import Random

import msgspec
import pytest

from core import training
from core.config import Config, Directions, EncodingConfig, NetworkConfig, Order, Sampling, TrainingConfig
from core.corpus import Layer, Sentence
from core.encoding import Batch
from core.runs import EpochEnd, Event, RunControl, StepEnd
from core.steps import Learner, Learnt

FIRST = Layer("first")
LONG = 40


def _text(number: int, n_sentences: int, length: int) -> Iterator[Sentence]:
    """Yield a document whose every label is the kind of its very first token: what a row has not seen it must carry."""
    random = Random(number)
    kind = ("red", "blue")[number % 2]
    for place in range(n_sentences):
        tokens = [random.choice(("stone", "leaf", "rain")) for _ in range(length)]
        if not place:
            tokens[0] = kind
        yield Sentence(tuple(tokens), {"first": (kind,) * length}, document=f"text {number}")


DOCUMENTS = tuple(sentence for number in range(16) for sentence in _text(number, 3, 4))
ONE_LONG = tuple(sentence for number in range(6) for sentence in _text(number, 1, LONG))


def _config(sampling: Sampling, *, window: int, stride: int = 0, epochs: int = 3, **training_options: object) -> Config:
    return Config(
        network=NetworkConfig(
            word_size=8, affix_length=0, shape_size=0, units=12, dropout=0.0, word_dropout=0.0,
            directions=Directions.FORWARD,
        ),
        encoding=EncodingConfig(
            batch_size=8, order=Order.AS_IS, sampling=sampling, window=window, stride=stride or window
        ),
        training=msgspec.structs.replace(
            TrainingConfig(epochs=epochs, learning_rate=0.05, patience=0), **training_options
        ),
    )  # fmt: skip


@pytest.fixture
def fed(monkeypatch: pytest.MonkeyPatch) -> list[Batch]:
    """The batches that networks have learnt from."""
    seen: list[Batch] = []
    learn = Learner.learn

    def noted(self: Learner, batch: Batch, *, rate: float, step: int) -> Learnt:
        seen.append(batch)
        return learn(self, batch, rate=rate, step=step)

    monkeypatch.setattr(Learner, "learn", noted)
    return seen


def _train(sentences: tuple[Sentence, ...], config: Config) -> tuple[list[EpochEnd], list[StepEnd]]:
    events: list[Event] = list(training.train(sentences, sentences, FIRST, config=config, control=RunControl()))
    return [e for e in events if isinstance(e, EpochEnd)], [e for e in events if isinstance(e, StepEnd)]


def _accuracy(epochs: list[EpochEnd]) -> float:
    assert epochs[-1].dev is not None
    return epochs[-1].dev.accuracy


def test_strips_carry_what_single_sentences_cannot_know(fed: list[Batch]) -> None:
    """Two of three sentences hold no trace of the label: only the state of the sentence before tells it."""
    epochs, _steps = _train(DOCUMENTS, _config(Sampling.STATEFUL, window=4, epochs=12))
    assert any(batch.carry.any() for batch in fed)
    assert _accuracy(epochs) > 0.95
    alone, _steps = _train(DOCUMENTS, _config(Sampling.SENTENCES, window=4, epochs=12))
    assert _accuracy(alone) < 0.75


def test_windows_learn_every_token_once_whatever_they_overlap(fed: list[Batch]) -> None:
    epochs, steps = _train(ONE_LONG, _config(Sampling.WINDOWS, window=10, stride=4))
    of_epoch = [step.n_tokens for step in steps if step.epoch == 1]
    assert sum(of_epoch) == LONG * len(ONE_LONG)
    assert {int(length) for batch in fed for length in batch.lengths} == {8, 10}
    assert sum(batch.n_tokens for batch in fed) > 3 * LONG * len(ONE_LONG)
    assert not any(batch.carry.any() for batch in fed)
    assert epochs[-1].train_loss < epochs[0].train_loss


def test_random_subsequences_are_others_every_epoch_and_the_same_for_a_seed(fed: list[Batch]) -> None:
    config = _config(Sampling.SUBSEQUENCES, window=10)
    epochs, steps = _train(ONE_LONG, config)
    n_batches = len(steps) // 3
    rows = [[row.pieces for batch in fed[begin : begin + n_batches] for row in batch.rows] for begin in (0, n_batches)]
    assert rows[0] != rows[1]
    assert all(piece.end - piece.start == 10 for one in rows for pieces in one for piece in pieces)
    assert len(rows[0]) == len(ONE_LONG) * LONG // 10
    assert epochs[-1].train_loss < epochs[0].train_loss
    again, _steps = _train(ONE_LONG, config)
    assert [epoch.train_loss for epoch in again] == [epoch.train_loss for epoch in epochs]
    other, _steps = _train(ONE_LONG, _config(Sampling.SUBSEQUENCES, window=10, seed=2))
    assert [epoch.train_loss for epoch in other] != [epoch.train_loss for epoch in epochs]
