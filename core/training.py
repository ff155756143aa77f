"""A training run as a generator of events: one batch a step, dev tagged after each epoch.

The caller decides by asking for the next event how fast a run goes on, and ends it by no longer
asking, by `RunControl.stop` or by closing the generator. Nothing here knows who is listening.
"""

import math
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import perf_counter

import msgspec
import numpy as np

from core.batches import FIRST_EPOCH, EncodedCorpus
from core.bundle import Bundle, BundleInfo
from core.class_weights import label_weights
from core.config import Config
from core.corpus import Layer, Sentence
from core.encoding import Batch
from core.errors import TrainingError, nothing_labelled
from core.first_weights import first_weights
from core.judging import Judge
from core.model import Network, build, prepare
from core.optimisers import Average
from core.runs import EndReason, EpochEnd, Event, Preparing, RunControl, RunEnd, RunStarted, Snapshot, StepEnd
from core.schedules import StepSizes
from core.steps import Learner, Learnt
from core.vocab import Vocab, build_vocab, unknown_labels
from core.weights import Weights, n_parameters

Ending = EndReason | None

# Seconds of steps that "tokens a second" looks back on.
PACE_SECONDS = 1.0


def train(
    train: Sequence[Sentence],
    dev: Sequence[Sentence],
    layer: Layer,
    *,
    config: Config,
    control: RunControl,
    start: Bundle | None = None,
) -> Iterator[Event]:
    """Yield the events of one run, the last being `RunEnd` with the best weights.

    The best epoch is that of the highest score on dev: span F1 where the layer has spans, token
    accuracy where not. Without labelled dev sentences it is the last.

    Args:
        train: Sentences to learn from; tokens without a tag in `layer` are read but not scored.
        dev: Sentences to choose the best epoch by; may be empty.
        layer: What is to be learnt.
        config: All options; the seed among them decides every random choice.
        control: Asked between any two steps.
        start: A model to go on from instead of fresh weights; its tables are kept.

    Raises:
        TrainingError: There is nothing to learn from, or `start` does not fit.
    """
    began = perf_counter()
    yield Preparing("counting words and labels")
    dev = dev if _is_labelled(dev, layer) else ()
    vocab = _vocab(train, layer, config, start)
    weights = first_weights(config, vocab, layer, train) if start is None else start.weights
    run = _Run(config, layer, vocab, weights)
    reason: EndReason = EndReason.STOPPED
    if control.checkpoint():
        yield Preparing("encoding sentences")
        data = EncodedCorpus.build(train, layer.name, vocab)
        judge = Judge(dev, layer, vocab, config) if dev else None
        if control.checkpoint():
            yield Preparing("building the network")
            reason = yield from _learn(run, data, judge, control)
    yield RunEnd(reason, run.best_epoch, run.n_epochs, perf_counter() - began, run.bundle())


def _is_labelled(sentences: Sequence[Sentence], layer: Layer) -> bool:
    return any(tag is not None for sentence in sentences for tag in sentence.layer_tags(layer.name))


def _vocab(sentences: Sequence[Sentence], layer: Layer, config: Config, start: Bundle | None) -> Vocab:
    if not sentences:
        raise TrainingError("there are no sentences to learn from.", remedy="Import or generate some first.")
    if not _is_labelled(sentences, layer):
        raise nothing_labelled(layer.name)
    if start is None:
        return build_vocab(sentences, layer.name, config)
    if start.config.network != config.network:
        raise TrainingError(
            "the model to go on from is another network than the options describe.",
            remedy="Take over its options, or start afresh.",
        )
    unknown = unknown_labels(sentences, layer.name, start.vocab)
    if unknown:
        raise TrainingError(
            f"the model to go on from has no label {', '.join(map(repr, unknown))}.",
            place=f"layer {layer.name}",
            remedy="Start afresh to learn new labels.",
        )
    return start.vocab


@dataclass(slots=True)
class _Run:
    """What a run has reached: the best weights and where they come from."""

    config: Config
    layer: Layer
    vocab: Vocab
    best: Weights
    best_epoch: int = 0
    best_score: float | None = None
    n_epochs: int = 0

    def offer(self, network: Network, dev_score: float | None) -> bool:
        """Keep the network's weights if they are the best so far; return whether they are."""
        if dev_score is not None and self.best_score is not None and dev_score <= self.best_score:
            return False
        self.best, self.best_epoch, self.best_score = network.get_weights(), self.n_epochs, dev_score
        return True

    def is_stale(self) -> bool:
        """Whether dev has not got better for as long as the options allow."""
        patience = self.config.training.patience
        return bool(patience) and self.best_score is not None and self.n_epochs - self.best_epoch >= patience

    def bundle(self) -> Bundle:
        info = BundleInfo(
            trained_at=datetime.now(UTC).isoformat(timespec="seconds"),
            epochs=self.best_epoch,
            dev_score=self.best_score,
            seed=self.config.training.seed,
        )
        return Bundle(_without_places(self.config), self.layer, self.vocab, self.best, info)


def _without_places(config: Config) -> Config:
    """Return options for a file that others may be given: what lies where on this machine is not theirs to know."""
    training = msgspec.structs.replace(config.training, vectors=Path(config.training.vectors).name)
    return msgspec.structs.replace(config, training=training)


def _learn(
    run: _Run, data: EncodedCorpus, judge: Judge | None, control: RunControl
) -> Generator[Event, None, EndReason]:
    """Yield everything between the first and the last event; return why it ended."""
    config = run.config
    prepare()
    network = build(config, run.vocab.sizes, weights=run.best)
    plan = data.plan(config.encoding, seed=config.training.seed, epoch=FIRST_EPOCH)
    yield Preparing("tracing the graph")
    learner = Learner(network, label_weights(data.tokens.tags, len(run.vocab.labels), config.training.class_weights))
    learner.trace()
    average = Average(network.variables, config.training.average) if config.training.average else None
    yield RunStarted(
        config,
        n_parameters=n_parameters(config.network, run.vocab.sizes),
        n_batches=plan.n_batches,
        n_tokens=int(np.count_nonzero(data.tokens.tags)),
        shapes=len(plan.shapes),
        unknown_labels=judge.unknown_labels if judge else (),
    )
    pace = _Pace(StepSizes(config.training, total_steps=config.training.epochs * plan.n_batches))
    while pace.epoch < config.training.epochs:
        pace.start_epoch()
        learner.start_epoch()
        plan = data.plan(config.encoding, seed=config.training.seed, epoch=pace.epoch)
        for_epoch = data.prepared(plan, config.encoding, range(plan.n_batches))
        look = partial(_snapshot, run, network, pace)
        ending = yield from _learn_epoch(learner, for_epoch, pace, average, control, look)
        with _averaged(average):
            if ending is None:
                ending = yield from _end_epoch(run, network, judge, pace, control)
            if ending is not None:
                _keep_unfinished(run, network)
                return ending
    return EndReason.FINISHED


@contextmanager
def _averaged(average: Average | None) -> Iterator[None]:
    """Give the network its average weights for a while, where there are any."""
    if average:
        average.swap()
    try:
        yield
    finally:
        if average:
            average.swap()


def _learn_epoch(
    learner: Learner,
    batches: Generator[Batch, None, None],
    pace: "_Pace",
    average: Average | None,
    control: RunControl,
    look: Callable[[], Snapshot],
) -> Generator[Event, None, Ending]:
    with closing(batches):
        for batch in batches:
            if not control.checkpoint():
                return EndReason.STOPPED
            rate = pace.next_rate()
            began = perf_counter()
            learnt = learner.learn(batch, rate=rate, step=pace.step)
            n_tokens = int(batch.weights.sum())
            is_good = math.isfinite(learnt.loss) and math.isfinite(learnt.gradient_norm)
            if is_good:
                if average:
                    average.add(pace.step)
                pace.add(learnt, n_tokens, perf_counter() - began)
            yield StepEnd(pace.step, pace.epoch, learnt.loss, n_tokens, learnt.gradient_norm, rate, pace.per_second())
            if not is_good:
                return EndReason.DIVERGED
            if control.is_look_due():
                yield look()
    return None


def _snapshot(run: _Run, network: Network, pace: "_Pace") -> Snapshot:
    return Snapshot(pace.step, Bundle(run.config, run.layer, run.vocab, network.get_weights()))


def _end_epoch(
    run: _Run, network: Network, judge: Judge | None, pace: "_Pace", control: RunControl
) -> Generator[Event, None, Ending]:
    judgement = judge.judge(network, control) if judge else None
    if judge and judgement is None:
        return EndReason.STOPPED
    run.n_epochs = pace.epoch
    pace.sizes.tell(judgement.score if judgement else -pace.loss())
    yield EpochEnd(
        epoch=pace.epoch,
        train_loss=pace.loss(),
        dev_loss=judgement.loss if judgement else None,
        dev=judgement.report if judgement else None,
        accuracy_with_padding=judgement.accuracy_with_padding if judgement else None,
        seconds=pace.seconds,
        tokens_per_second=pace.n_tokens / max(pace.seconds, 1e-9),
        is_best=run.offer(network, judgement.score if judgement else None),
        losses=judgement.losses if judgement else None,
    )
    return EndReason.EARLY if run.is_stale() else None


def _keep_unfinished(run: _Run, network: Network) -> None:
    """Prefer what an unfinished first epoch has learnt to what it started from."""
    weights = network.get_weights()
    if run.best_epoch == 0 and all(np.isfinite(weight).all() for weight in weights.values()):
        run.best = weights


@dataclass(slots=True)
class _Pace:
    """Counts steps, tokens and time.

    Attributes:
        sizes: How far each step goes.
        epoch: The epoch under way, counted from 1.
        step: The step under way, counted from 1 over the whole run.
        n_tokens: Labelled tokens learnt from in this epoch.
        seconds: Time the steps of this epoch have taken.
    """

    sizes: StepSizes
    epoch: int = 0
    step: int = 0
    n_tokens: int = 0
    seconds: float = 0.0
    _loss: float = 0.0
    _recent: deque[tuple[int, float]] = field(default_factory=deque)
    _recent_tokens: int = 0
    _recent_seconds: float = 0.0

    def start_epoch(self) -> None:
        self.epoch += 1
        self.n_tokens, self.seconds, self._loss = 0, 0.0, 0.0

    def next_rate(self) -> float:
        """Start a step and return its step size."""
        self.step += 1
        return self.sizes.at(self.step)

    def add(self, learnt: Learnt, n_tokens: int, seconds: float) -> None:
        self.n_tokens += n_tokens
        self.seconds += seconds
        self._loss += learnt.loss * n_tokens
        self._recent.append((n_tokens, seconds))
        self._recent_tokens += n_tokens
        self._recent_seconds += seconds
        while len(self._recent) > 1 and self._recent_seconds - self._recent[0][1] >= PACE_SECONDS:
            old_tokens, old_seconds = self._recent.popleft()
            self._recent_tokens -= old_tokens
            self._recent_seconds -= old_seconds

    def per_second(self) -> float:
        """Return labelled tokens a second over the steps of the last second."""
        return self._recent_tokens / max(self._recent_seconds, 1e-9)

    def loss(self) -> float:
        """Return the epoch's loss, sum over tokens divided by their number."""
        return self._loss / max(self.n_tokens, 1)
