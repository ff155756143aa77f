"""A training run as a generator of events: one batch a step, dev tagged after each epoch.

The caller decides by asking for the next event how fast a run goes on, and ends it by no longer
asking, by `RunControl.stop` or by closing the generator. Nothing here knows who is listening.
"""

import math
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from time import perf_counter

import numpy as np

from core.batches import FIRST_EPOCH, EncodedCorpus, Plan
from core.bundle import Bundle
from core.class_weights import label_weights
from core.config import Config
from core.corpus import Layer, Sentence
from core.encoding import Batch
from core.errors import TrainingError, nothing_labelled
from core.first_weights import first_weights
from core.judging import Judge
from core.memory import MEGABYTE, MemoryWatch, check_memory
from core.memory_need import MemoryNeed
from core.model import build, prepare
from core.optimisers import Average
from core.run_counts import RunCounts
from core.run_loop import Loop, Reached
from core.run_state import RunState, digest_of
from core.runs import EndReason, EpochEnd, Event, Preparing, RunControl, RunEnd, RunKept, RunStarted, Snapshot, StepEnd
from core.schedules import StepSizes
from core.steps import Learner
from core.vocab import Vocab, build_vocab, unknown_labels
from core.weights import n_parameters

Ending = EndReason | None


def train(
    train: Sequence[Sentence],
    dev: Sequence[Sentence],
    layer: Layer,
    *,
    config: Config,
    control: RunControl,
    start: Bundle | RunState | None = None,
) -> Iterator[Event]:
    """Yield the events of one run, the last being `RunEnd` with the best weights.

    The best epoch is that of the highest score on dev: span F1 where the layer has spans, token
    accuracy where not. Without labelled dev sentences it is the last.

    Args:
        train: Sentences to learn from; tokens without a tag in `layer` are read but not scored. Of
            `core.endless.EndlessSentences` every epoch has its own.
        dev: Sentences to choose the best epoch by; may be empty.
        layer: What is to be learnt.
        config: All options; the seed among them decides every random choice.
        control: Asked between any two steps.
        start: A model to go on from instead of fresh weights; its tables are kept. Or where a run of the
            same sentences was interrupted: it goes on, with the options it had, to the very weights that
            it would have reached undisturbed.

    Raises:
        TrainingError: There is nothing to learn from, `start` does not fit, or there is too little memory.
    """
    began = perf_counter()
    yield Preparing("counting words and labels")
    dev = dev if _is_labelled(dev, layer) else ()
    watch = MemoryWatch(config.training.memory_limit * MEGABYTE)
    model, config = (start.best, start.best.config) if isinstance(start, RunState) else (start, config)
    vocab = _vocab(train, layer, config, model)
    weights = first_weights(config, vocab, layer, train) if model is None else model.weights
    reached = Reached(config, layer, vocab, weights)
    state = start if isinstance(start, RunState) else None
    if state:
        reached.take_up(state.position)
        began -= state.position.elapsed
    reason: EndReason = EndReason.STOPPED
    if control.checkpoint():
        yield Preparing("encoding sentences")
        data = EncodedCorpus.build(train, layer.name, vocab)
        judge = Judge(dev, layer, vocab, config) if dev else None
        if control.checkpoint():
            yield Preparing("building the network")
            digest = digest_of((data.tokens, judge.tokens), judge.gold) if judge else digest_of((data.tokens,))
            if state:
                _check_same(state, layer, digest)
            need = check_memory(config, vocab.sizes, _first_plan(config, data), watch.limit)
            loop = _begin(reached, data, digest, began)
            loop.watch = watch
            yield Preparing("tracing the graph")
            loop.learner.trace()
            yield _started(loop, data, judge, need)
            if state:
                loop.restore(state)
            reason = yield from _learn(loop, data, judge, control)
    yield RunEnd(reason, reached.best_epoch, reached.n_epochs, perf_counter() - began, reached.bundle())


def _is_labelled(sentences: Sequence[Sentence], layer: Layer) -> bool:
    return any(sentence.has_label(layer.name) for sentence in sentences)


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


def _check_same(state: RunState, layer: Layer, digest: str) -> None:
    if state.best.layer != layer:
        raise TrainingError(
            f"this run learnt the layer {state.best.layer.name}, in the scheme {state.best.layer.scheme.value}.",
            place=f"layer {layer.name}",
            remedy="Choose that layer, or start a new run.",
        )
    if state.position.data != digest:
        raise TrainingError(
            "the sentences or their labels have changed since this run was interrupted.",
            remedy="Undo the changes, or start a new run.",
        )


def _begin(reached: Reached, data: EncodedCorpus, digest: str, began: float) -> Loop:
    config = reached.config
    prepare()
    network = build(config, reached.vocab.sizes, weights=reached.best)
    n_labels = len(reached.vocab.labels)
    learner = Learner(network, label_weights(data.tokens.tags, n_labels, config.training.class_weights))
    average = Average(network.variables, config.training.average) if config.training.average else None
    n_batches = _first_plan(config, data).n_batches
    counts = RunCounts(StepSizes(config.training, total_steps=config.training.epochs * n_batches))
    return Loop(reached, network, learner, average, counts, digest, began)


def _first_plan(config: Config, data: EncodedCorpus) -> Plan:
    return data.plan(config.encoding, seed=config.training.seed, epoch=FIRST_EPOCH)


def _started(loop: Loop, data: EncodedCorpus, judge: Judge | None, need: MemoryNeed) -> RunStarted:
    config = loop.reached.config
    plan = _first_plan(config, data)
    return RunStarted(
        config,
        n_parameters=n_parameters(config.network, loop.reached.vocab.sizes),
        n_batches=plan.n_batches,
        n_tokens=int(np.count_nonzero(data.tokens.tags)),
        shapes=len(plan.shapes),
        unknown_labels=judge.unknown_labels if judge else (),
        memory=need,
    )


def _learn(
    loop: Loop, data: EncodedCorpus, judge: Judge | None, control: RunControl
) -> Generator[Event, None, EndReason]:
    """Yield everything between the first and the last event; return why it ended."""
    config, counts, reached = loop.reached.config, loop.counts, loop.reached
    while counts.epoch < config.training.epochs or not loop.is_judged:
        if loop.is_judged:
            if reached.is_stale():
                return EndReason.EARLY
            counts.start_epoch()
            loop.learner.start_epoch()
        drawn = data.of_epoch(counts.epoch)
        plan = drawn.plan(config.encoding, seed=config.training.seed, epoch=counts.epoch)
        batches = drawn.prepared(plan, config.encoding, range(counts.batch, plan.n_batches))
        ending = yield from _learn_epoch(loop, batches, control)
        if ending is None:
            with loop.averaged():
                ending = yield from _end_epoch(loop, judge, control)
        if _is_to_be_kept(ending, control):
            yield RunKept(loop.state())
        if ending is not None:
            with loop.averaged():
                reached.take_unfinished(loop.network)
            return ending
    return EndReason.EARLY if reached.is_stale() else EndReason.FINISHED


def _is_to_be_kept(ending: Ending, control: RunControl) -> bool:
    """Whether to hand over where the run stands at the end of an epoch or of the run."""
    if ending is None:
        return control.is_keep_due(at_end_of_epoch=True)
    return ending is EndReason.STOPPED and control.kept_every is not None


def _learn_epoch(
    loop: Loop, batches: Generator[Batch, None, None], control: RunControl
) -> Generator[Event, None, Ending]:
    counts = loop.counts
    with closing(batches):
        for batch in batches:
            if not control.checkpoint():
                return EndReason.STOPPED
            if loop.watch.is_short():
                return EndReason.MEMORY
            rate = counts.next_rate()
            began = perf_counter()
            try:
                learnt = loop.learner.learn(batch, rate=rate, step=counts.step)
            except MemoryError:
                return EndReason.MEMORY
            n_tokens = int(batch.weights.sum())
            is_good = math.isfinite(learnt.loss) and math.isfinite(learnt.gradient_norm)
            if is_good:
                if loop.average:
                    loop.average.add(counts.step)
                counts.add(learnt.loss, n_tokens, perf_counter() - began)
            yield StepEnd(
                counts.step, counts.epoch, learnt.loss, n_tokens, learnt.gradient_norm, rate, counts.per_second()
            )
            if not is_good:
                return EndReason.DIVERGED
            if control.is_look_due():
                yield Snapshot(counts.step, loop.look())
            if control.is_keep_due():
                yield RunKept(loop.state())
    return None


def _end_epoch(loop: Loop, judge: Judge | None, control: RunControl) -> Generator[Event, None, Ending]:
    reached, counts = loop.reached, loop.counts
    judgement = judge.judge(loop.network, control) if judge else None
    if judge and judgement is None:
        return EndReason.STOPPED
    reached.n_epochs = counts.epoch
    counts.sizes.tell(judgement.score if judgement else -counts.loss())
    yield EpochEnd(
        epoch=counts.epoch,
        train_loss=counts.loss(),
        dev_loss=judgement.loss if judgement else None,
        dev=judgement.report if judgement else None,
        accuracy_with_padding=judgement.accuracy_with_padding if judgement else None,
        seconds=counts.seconds,
        tokens_per_second=counts.n_tokens / max(counts.seconds, 1e-9),
        is_best=reached.offer(loop.network, judgement.score if judgement else None),
        losses=judgement.losses if judgement else None,
    )
    return None
