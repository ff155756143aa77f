"""Runs on a handful of sentences: events, every preset, every way to end, and what cannot be trained."""

import itertools
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

import msgspec
import numpy as np
import pytest

from core import training
from core.bundle import Bundle
from core.config import PRESETS, Config, EncodingConfig, NetworkConfig, Output, PadSide, TrainingConfig, preset
from core.corpus import Layer, Scheme, Sentence
from core.errors import TrainingError
from core.first_weights import FORBIDDEN
from core.runs import EndReason, EpochEnd, Event, Preparing, RunControl, RunEnd, RunStarted, Snapshot, StepEnd
from core.steps import Learner, Learnt
from core.weights import initial_weights

SIZE = Layer("size")
NETWORK = NetworkConfig(word_size=8, affix_length=1, affix_size=4, shape_size=2, units=8, dropout=0.1)
PROMPT_SECONDS = 1.0

EventType = TypeVar("EventType")


def _sentence(words: str, *, document: str = "") -> Sentence:
    tokens = tuple(words.split(" "))
    return Sentence(tokens, {"size": tuple("long" if len(t) > 3 else "short" for t in tokens)}, document=document)


TEXT = "the fox ran over grey hills as rain fell on old stones near a cold brook"
WORDS = TEXT.split(" ")
TRAIN = tuple(_sentence(" ".join(WORDS[i : i + 3 + i % 5]), document=f"text {i // 3}") for i in range(12))
DEV = (_sentence("old hills fell"), _sentence("a grey brook ran near the stones"))


def _config(**options: object) -> Config:
    return Config(
        network=NETWORK,
        encoding=EncodingConfig(batch_size=4),
        training=msgspec.structs.replace(TrainingConfig(epochs=3, learning_rate=0.02), **options),
    )


def _run(
    train: Sequence[Sentence] = TRAIN,
    dev: Sequence[Sentence] = DEV,
    layer: Layer = SIZE,
    *,
    config: Config | None = None,
    control: RunControl | None = None,
    start: Bundle | None = None,
) -> list[Event]:
    config, control = config or _config(), control or RunControl()
    return list(training.train(train, dev, layer, config=config, control=control, start=start))


def _of(events: Sequence[Event], kind: type[EventType]) -> list[EventType]:
    return [event for event in events if isinstance(event, kind)]


def _end(events: Sequence[Event]) -> RunEnd:
    end = events[-1]
    assert isinstance(end, RunEnd)
    return end


def test_events_tell_the_whole_run() -> None:
    events = _run()
    kinds = [kind for kind, _ in itertools.groupby(type(event) for event in events)]
    assert kinds == [Preparing, RunStarted, *[StepEnd, EpochEnd] * 3, RunEnd]
    (started,), steps, epochs = _of(events, RunStarted), _of(events, StepEnd), _of(events, EpochEnd)
    assert started.n_batches == 3
    assert started.n_tokens == sum(map(len, TRAIN))
    assert started.unknown_labels == ()
    assert [step.step for step in steps] == list(range(1, 10))
    assert [step.epoch for step in steps] == [1] * 3 + [2] * 3 + [3] * 3
    assert all(step.tokens_per_second > 0 and step.gradient_norm > 0 for step in steps)
    for epoch in epochs:
        own = [step for step in steps if step.epoch == epoch.epoch]
        mean = sum(step.loss * step.n_tokens for step in own) / started.n_tokens
        np.testing.assert_allclose(epoch.train_loss, mean, rtol=1e-6)
        assert epoch.seconds > 0
    end = _end(events)
    assert (end.reason, end.epochs, end.bundle.info.seed) == (EndReason.FINISHED, 3, 1)
    assert end.best_epoch == max(epoch.epoch for epoch in epochs if epoch.is_best)
    assert end.bundle.layer == SIZE


def test_the_step_size_falls_along_half_a_cosine() -> None:
    rates = [step.learning_rate for step in _of(_run(config=_config(decay=0.1)), StepEnd)]
    assert rates[0] == pytest.approx(0.02)
    assert rates == sorted(rates, reverse=True)
    assert rates[-1] == pytest.approx(0.02 * (0.1 + 0.9 * 0.5 * (1 + np.cos(np.pi * 8 / 9))))


SHRUNK = {"units": 8, "word_size": 8, "affix_size": 4, "one_hot_words": 20}


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_learns(name: str) -> None:
    config = preset(name)
    config = msgspec.structs.replace(
        config,
        network=msgspec.structs.replace(config.network, **SHRUNK),
        encoding=msgspec.structs.replace(config.encoding, batch_size=4, window=4, stride=4),
        training=msgspec.structs.replace(config.training, epochs=6, learning_rate=0.02, patience=0),
    )
    events = _run(config=config)
    losses = [epoch.train_loss for epoch in _of(events, EpochEnd)]
    assert len(losses) == 6
    assert losses[-1] < 0.9 * losses[0]
    assert _end(events).reason is EndReason.FINISHED


def test_the_best_weights_on_dev_are_kept() -> None:
    events = _run(config=_config(epochs=6, learning_rate=0.1, patience=0))
    epochs = _of(events, EpochEnd)
    best = max(epoch.dev.accuracy for epoch in epochs if epoch.dev)
    end = _end(events)
    assert end.bundle.info.dev_score == best
    again = _run(config=_config(epochs=1, learning_rate=1e-9), start=end.bundle)
    assert _of(again, EpochEnd)[0].dev.accuracy == best
    assert epochs[end.best_epoch - 1].dev.accuracy == best


def test_spans_are_judged_by_f1() -> None:
    tags = {"ner": ("O", "B-PER", "I-PER", "O")}
    sentences = [Sentence(("hello", "Ana", "Ruiz", "!"), tags)] * 4
    events = _run(sentences, sentences, Layer("ner", Scheme.IOB2), config=_config(epochs=25, patience=0))
    end = _end(events)
    assert end.bundle.info.dev_score == 1.0
    assert _of(events, EpochEnd)[end.best_epoch - 1].dev.f1 == 1.0


@pytest.mark.parametrize("pad", PadSide, ids=str)
def test_a_chain_learns_from_sentences_labelled_in_part(pad: PadSide) -> None:
    """Which of two words is tagged depends on the tag before: only the chain can tell, wherever padding is."""
    tags = {"ner": ("B-PER", "I-PER", None, "O")}
    sentences = [Sentence(("Ana", "Ruiz", "said", "so"), tags), Sentence(("Ana",), {"ner": ("B-PER",)})] * 3
    config = _config(epochs=30, patience=0)
    network = msgspec.structs.replace(config.network, output=Output.CRF)
    config = msgspec.structs.replace(
        config, network=network, encoding=msgspec.structs.replace(config.encoding, pad=pad)
    )
    events = _run(sentences, sentences, Layer("ner", Scheme.IOB2), config=config)
    losses = [epoch.train_loss for epoch in _of(events, EpochEnd)]
    assert losses[-1] < 0.2 * losses[0]
    end = _end(events)
    assert end.bundle.info.dev_score == 1.0
    assert end.bundle.weights["crf/transitions"].min() == FORBIDDEN
    again = _run(sentences, sentences, Layer("ner", Scheme.IOB2), config=config, start=end.bundle)
    assert _of(again, EpochEnd)[0].train_loss < losses[0]


def test_no_better_on_dev_ends_early() -> None:
    events = _run(config=_config(epochs=9, learning_rate=1e-9, patience=2))
    end = _end(events)
    assert (end.reason, end.best_epoch, end.epochs) == (EndReason.EARLY, 1, 3)


def test_without_dev_the_last_epoch_is_kept() -> None:
    events = _run(dev=())
    assert all(epoch.dev is None and epoch.dev_loss is None and epoch.is_best for epoch in _of(events, EpochEnd))
    assert (_end(events).best_epoch, _end(events).bundle.info.dev_score) == (3, None)


def test_the_seed_decides_a_run() -> None:
    def losses(seed: int) -> list[float]:
        return [step.loss for step in _of(_run(dev=(), config=_config(epochs=1, seed=seed)), StepEnd)]

    first = losses(1)
    assert first == losses(1)
    assert first != losses(2)


def test_padding_side_changes_nothing_but_the_places() -> None:
    runs = []
    for pad in PadSide:
        config = msgspec.structs.replace(_config(epochs=1), encoding=EncodingConfig(batch_size=4, pad=pad))
        runs.append([step.loss for step in _of(_run(dev=(), config=config), StepEnd)])
    np.testing.assert_allclose(*runs, rtol=1e-4)


def test_labels_only_dev_has_are_named_and_count_as_errors() -> None:
    dev = (*DEV, Sentence(("over", "there"), {"size": ("huge", "huge")}))
    events = _run(dev=dev, config=_config(epochs=8, patience=0))
    assert _of(events, RunStarted)[0].unknown_labels == ("huge",)
    last = _of(events, EpochEnd)[-1].dev
    assert last is not None
    assert last.n_tokens == sum(map(len, dev))
    assert last.accuracy <= 1 - 2 / last.n_tokens


@pytest.mark.parametrize("name", ["default", "stateful", "one-hot"])
@pytest.mark.parametrize("output", [Output.SOFTMAX, Output.CRF])
def test_the_losses_of_sentences_add_up_to_that_of_dev(name: str, output: Output) -> None:
    network = msgspec.structs.replace(preset(name).network, units=8, output=output)
    config = msgspec.structs.replace(preset(name), network=network, training=TrainingConfig(epochs=2))
    open_one = DEV[1].with_tags("size", (None, *DEV[1].layer_tags("size")[1:]))
    dev = tuple(
        replace(sentence, id=number) for number, sentence in enumerate((DEV[0], open_one, *TRAIN[:5]), start=70)
    )
    dev = (*dev, Sentence(("nothing", "known"), {}, id=99))
    for epoch in _of(_run(dev=dev, config=config), EpochEnd):
        assert epoch.losses is not None
        assert epoch.losses.numbers.tolist() == list(range(70, 77))
        counts = [sum(tag is not None for tag in sentence.layer_tags("size")) for sentence in dev[:-1]]
        np.testing.assert_allclose(np.average(epoch.losses.losses, weights=counts), epoch.dev_loss, rtol=1e-4)


def test_tokens_without_a_label_are_read_but_not_scored() -> None:
    half = tuple(s.with_tags("size", (None, *s.layer_tags("size")[1:])) for s in TRAIN)
    (started,) = _of(_run(half, config=_config(epochs=1)), RunStarted)
    assert started.n_tokens == sum(len(sentence) - 1 for sentence in TRAIN)


def test_one_sentence_with_one_label_can_be_learnt() -> None:
    events = _run((_sentence("a b c"),), (), config=_config(epochs=2))
    assert _end(events).reason is EndReason.FINISHED
    assert np.isfinite(_of(events, EpochEnd)[-1].train_loss)


def test_no_sentences() -> None:
    with pytest.raises(TrainingError, match="no sentences"):
        _run(())


def test_no_labels() -> None:
    with pytest.raises(TrainingError, match=r"^layer shape: no sentence"):
        _run(layer=Layer("shape"))


def test_stop_between_two_steps() -> None:
    control = RunControl()
    events = training.train(TRAIN, DEV, SIZE, config=_config(epochs=1000, patience=0), control=control)
    before = next(event for event in events if isinstance(event, StepEnd) and event.step == 5)
    control.stop()
    began = time.perf_counter()
    rest = list(events)
    assert time.perf_counter() - began < PROMPT_SECONDS
    assert [type(event) for event in rest] == [RunEnd]
    assert before.epoch == 2
    assert (_end(rest).reason, _end(rest).epochs, _end(rest).best_epoch) == (EndReason.STOPPED, 1, 1)


def test_stop_in_the_first_epoch_keeps_what_was_learnt() -> None:
    control = RunControl()
    events = training.train(TRAIN, DEV, SIZE, config=_config(seed=3), control=control)
    next(event for event in events if isinstance(event, StepEnd) and event.step == 2)
    control.stop()
    end = _end(list(events))
    assert (end.reason, end.best_epoch) == (EndReason.STOPPED, 0)
    fresh = initial_weights(NETWORK, end.bundle.vocab.sizes, seed=3)
    assert np.any(end.bundle.weights["scores/bias"] != fresh["scores/bias"])


def test_stop_before_anything_is_built() -> None:
    control = RunControl()
    control.stop()
    events = _run(control=control)
    assert not _of(events, RunStarted)
    end = _end(events)
    assert end.reason is EndReason.STOPPED
    assert all(np.isfinite(weight).all() for weight in end.bundle.weights.values())


def test_closing_the_generator_ends_the_run_at_once() -> None:
    events = training.train(TRAIN, DEV, SIZE, config=_config(epochs=1000), control=RunControl())
    next(event for event in events if isinstance(event, StepEnd))
    began = time.perf_counter()
    events.close()
    assert time.perf_counter() - began < PROMPT_SECONDS
    assert list(events) == []


def test_a_loss_that_is_no_number_ends_the_run_with_the_best_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    learn = Learner.learn

    def diverge(self: Learner, batch: object, *, rate: float, step: int) -> Learnt:
        found = learn(self, batch, rate=rate, step=step)
        return found if step < 5 else Learnt(float("nan"), found.gradient_norm)

    monkeypatch.setattr(Learner, "learn", diverge)
    events = _run(config=_config(epochs=5))
    end = _end(events)
    assert (end.reason, end.epochs, end.best_epoch) == (EndReason.DIVERGED, 1, 1)
    steps = _of(events, StepEnd)
    assert [np.isfinite(step.loss) for step in steps] == [True] * 4 + [False]
    assert (steps[-1].step, steps[-1].learning_rate > 0.0) == (5, True)


def test_a_first_epoch_that_diverges_leaves_what_was_learnt_before(monkeypatch: pytest.MonkeyPatch) -> None:
    learn = Learner.learn
    seen: list[dict[str, np.ndarray]] = []

    def diverge(self: Learner, batch: object, *, rate: float, step: int) -> Learnt:
        if step == 3:
            seen.append(self._network.get_weights())
            return Learnt(float("nan"), 1.0)
        return learn(self, batch, rate=rate, step=step)

    monkeypatch.setattr(Learner, "learn", diverge)
    config = _config(epochs=2)
    encoding = msgspec.structs.replace(config.encoding, batch_size=2)
    end = _end(_run(config=msgspec.structs.replace(config, encoding=encoding)))
    assert (end.reason, end.best_epoch) == (EndReason.DIVERGED, 0)
    assert all(np.array_equal(end.bundle.weights[name], weight) for name, weight in seen[0].items())


def test_overflow_is_found_and_leaves_usable_weights() -> None:
    start = _end(_run(dev=(), config=_config(epochs=1))).bundle
    huge = {**start.weights, "scores/kernel": np.full_like(start.weights["scores/kernel"], 3e38)}
    huge["scores/kernel"][:, ::2] *= -1
    bundle = Bundle(start.config, start.layer, start.vocab, huge)
    end = _end(_run(config=_config(clip_norm=0.0), start=bundle))
    assert end.reason is EndReason.DIVERGED
    assert all(np.isfinite(weight).all() for weight in end.bundle.weights.values())


def test_a_model_can_be_trained_further() -> None:
    first = _run(dev=(), config=_config(epochs=5))
    further = _run(dev=(), config=_config(epochs=1), start=_end(first).bundle)
    assert _of(further, StepEnd)[0].loss < 0.8 * _of(first, StepEnd)[0].loss
    assert _end(further).bundle.vocab == _end(first).bundle.vocab


def test_a_model_of_another_network_is_refused() -> None:
    bundle = _end(_run(dev=(), config=_config(epochs=1))).bundle
    other = msgspec.structs.replace(_config(), network=msgspec.structs.replace(NETWORK, units=9))
    with pytest.raises(TrainingError, match="another network"):
        _run(config=other, start=bundle)
    with pytest.raises(TrainingError, match="has no label 'huge'"):
        _run((Sentence(("sky",), {"size": ("huge",)}),), start=bundle)


def test_a_run_that_is_watched_tells_its_weights_and_learns_the_same() -> None:
    control = RunControl()
    control.watched_every = 0.0
    events, alone = _run(dev=(), control=control), _end(_run(dev=()))
    snapshots, steps = _of(events, Snapshot), _of(events, StepEnd)
    assert [snapshot.step for snapshot in snapshots] == [step.step for step in steps]
    last, found = snapshots[-1].bundle, _end(events).bundle
    for name, weight in found.weights.items():
        np.testing.assert_array_equal(weight, last.weights[name])
        np.testing.assert_array_equal(weight, alone.bundle.weights[name])
    assert {id(snapshot.bundle.vocab) for snapshot in snapshots} == {id(found.vocab)}
    assert not np.array_equal(snapshots[0].bundle.weights["scores/bias"], last.weights["scores/bias"])
