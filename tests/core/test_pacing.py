"""A pace is that of steps that were really made, on batches of the first epoch."""

from collections.abc import Callable, Sequence

import msgspec
import pytest

from core import pacing
from core.batches import FIRST_EPOCH, EncodedCorpus
from core.bundle import Bundle
from core.config import Config, preset
from core.control import RunControl
from core.corpus import Layer, Sentence
from core.encoding import Batch
from core.errors import TrainingError
from core.first_weights import first_weights
from core.pace import Pace
from core.pacing import UNCOUNTED_STEPS, measure_pace
from core.steps import Learner
from core.strategies import Strategy, encoding_of
from core.vocab import build_vocab

LAYER = Layer("kind")
SENTENCES = [Sentence(("elm",) * size, {"kind": ("N",) * size}, document=f"text {size % 3}") for size in range(1, 13)]
TINY = preset("tiny")
Measured = Callable[..., tuple[Pace | None, list[float]]]


def network_of(sentences: Sequence[Sentence], config: Config) -> tuple[Bundle, EncodedCorpus]:
    vocab = build_vocab(sentences, LAYER.name, config)
    network = Bundle(config, LAYER, vocab, first_weights(config, vocab, LAYER, sentences))
    return network, EncodedCorpus.build(sentences, LAYER.name, vocab)


@pytest.fixture
def learnt(monkeypatch: pytest.MonkeyPatch) -> list[Batch]:
    """The batches that are learnt from."""
    seen: list[Batch] = []
    learn = Learner.learn

    def noted(learner: Learner, batch: Batch, *, rate: float, step: int) -> object:
        seen.append(batch)
        return learn(learner, batch, rate=rate, step=step)

    monkeypatch.setattr(Learner, "learn", noted)
    return seen


@pytest.fixture
def ticking(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock on which every step takes a quarter of a second."""
    now = [0.0]

    def clock() -> float:
        now[0] += 0.25
        return now[0]

    monkeypatch.setattr(pacing, "perf_counter", clock)


def measured(
    config: Config, control: RunControl, seconds: float, stop_at: float = 2.0
) -> tuple[Pace | None, list[float]]:
    network, corpus = network_of(SENTENCES, config)
    steps = measure_pace(network, corpus, config, control=control, seconds=seconds)
    shares: list[float] = []
    while True:
        try:
            shares.append(next(steps))
        except StopIteration as end:
            return end.value, shares
        if shares[-1] >= stop_at:
            control.stop()


@pytest.mark.usefixtures("ticking")
@pytest.mark.parametrize("strategy", [Strategy.BUCKETS, Strategy.SINGLE, Strategy.STRIPS])
def test_what_is_counted_was_learnt_from(learnt: list[Batch], strategy: Strategy) -> None:
    config = msgspec.structs.replace(TINY, encoding=encoding_of(strategy, TINY.encoding))
    pace, shares = measured(config, RunControl(), seconds=1.0)
    counted = learnt[UNCOUNTED_STEPS:]
    assert pace == Pace(4, sum(int(batch.weights.sum()) for batch in counted), 1.0)
    assert shares == [0.0] * UNCOUNTED_STEPS + [0.25, 0.5, 0.75, 1.0]
    _network, corpus = network_of(SENTENCES, config)
    fed = {batch.rows for batch in corpus.batches(config, seed=config.training.seed, epoch=FIRST_EPOCH)}
    assert {batch.rows for batch in learnt} <= fed


@pytest.mark.usefixtures("ticking")
def test_a_stop_leaves_what_was_measured(learnt: list[Batch]) -> None:
    pace, _ = measured(TINY, RunControl(), seconds=1.0, stop_at=0.5)
    assert pace is not None
    assert (pace.n_batches, len(learnt)) == (2, UNCOUNTED_STEPS + 2)
    assert measured(TINY, RunControl(), seconds=1.0, stop_at=0.0)[0] is None


def test_nothing_to_learn_from() -> None:
    network, corpus = network_of([Sentence(("rain",))], TINY)
    with pytest.raises(TrainingError, match="no sentence"):
        next(measure_pace(network, corpus, TINY, control=RunControl()))
