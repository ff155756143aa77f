"""A run taken up again from what was kept of it ends with the very weights of an undisturbed one."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import numpy as np
import pytest

from core import run_state, training
from core.config import (
    ClassWeights,
    Config,
    EncodingConfig,
    NetworkConfig,
    Optimiser,
    Output,
    Sampling,
    Schedule,
    TrainingConfig,
)
from core.corpus import Layer, Scheme, Sentence
from core.errors import TrainingError
from core.run_loop import Reached
from core.run_state import RunState
from core.runs import EndReason, EpochEnd, Event, RunControl, RunEnd, RunKept, RunStarted, StepEnd
from core.vocab import Table, Vocab

SIZE = Layer("size", Scheme.IOB2)
WORDS = (
    "the",
    "fox",
    "ran",
    "over",
    "grey",
    "hills",
    "as",
    "rain",
    "fell",
    "on",
    "old",
    "stones",
    "near",
    "a",
    "brook",
)

EventType = TypeVar("EventType", bound=Event)


def _sentence(tokens: Sequence[str], document: str) -> Sentence:
    tags = tuple("B-LONG" if len(token) > 3 else "O" for token in tokens)
    return Sentence(tuple(tokens), {"size": tags}, document=document)


TRAIN = tuple(_sentence(WORDS[i : i + 3 + i % 5], f"text {i // 3}") for i in range(12))
DEV = (_sentence(WORDS[3:8], "dev"), _sentence(WORDS[9:13], "dev"))


def _config(network: dict[str, Any] | None = None, encoding: dict[str, Any] | None = None, **options: object) -> Config:
    small = {"word_size": 8, "affix_length": 1, "affix_size": 4, "shape_size": 2, "units": 8, "dropout": 0.3}
    return Config(
        network=NetworkConfig(**small | (network or {})),
        encoding=EncodingConfig(**{"batch_size": 3, "window": 4, "stride": 2} | (encoding or {})),
        training=msgspec.structs.replace(TrainingConfig(epochs=3, learning_rate=0.02), **options),
    )


class Whole:
    """A run that nothing disturbs, with where it stood after each step."""

    def __init__(self, config: Config, *, sentences: Sequence[Sentence] = TRAIN, dev: Sequence[Sentence] = DEV) -> None:
        self.config, self.sentences, self.dev = config, sentences, dev
        told = self._told(RunControl(kept_every=0.0), None)
        self.events = [event for event in told if not isinstance(event, RunKept)]
        self.states = {event.state.position.step: event.state for event in reversed(_of(told, RunKept))}
        self.judged = {event.state.position.step: event.state for event in _of(told, RunKept)}

    def _told(self, control: RunControl, start: RunState | None) -> list[Event]:
        # The options of a run that goes on are those it began with.
        config = self.config if start is None else _config(epochs=1)
        return list(training.train(self.sentences, self.dev, SIZE, config=config, control=control, start=start))

    def check(self, state: RunState) -> None:
        """Go on from a state; the rest must be as it was."""
        resumed = self._told(RunControl(kept_every=0.0), state)
        whole, end = self.events[-1], resumed[-1]
        assert isinstance(whole, RunEnd)
        assert isinstance(end, RunEnd)
        assert (whole.reason, whole.best_epoch, whole.epochs) == (end.reason, end.best_epoch, end.epochs)
        assert msgspec.structs.replace(whole.bundle.info, trained_at="") == msgspec.structs.replace(
            end.bundle.info, trained_at=""
        )
        assert (whole.bundle.config, whole.bundle.layer) == (end.bundle.config, end.bundle.layer)
        _assert_same(whole.bundle.weights, end.bundle.weights)
        at = state.position
        if kept := _of(resumed, RunKept):
            # The last weights, which need not be the best, and all that the optimiser remembers.
            _assert_same(kept[-1].state.weights, self.judged[max(self.judged)].weights)
            _assert_same(kept[-1].state.slots, self.judged[max(self.judged)].slots)
        else:
            assert at == self.judged[max(self.judged)].position
        assert _timeless(_of(resumed, StepEnd)) == _timeless(_of(self.events, StepEnd))[at.step :]
        assert _timeless(_of(resumed, EpochEnd)) == _timeless(_of(self.events, EpochEnd))[at.judged :]
        for again, before in zip(_of(resumed, EpochEnd), _of(self.events, EpochEnd)[at.judged :], strict=True):
            assert (again.losses is None) == (before.losses is None)
            if again.losses is not None and before.losses is not None:
                np.testing.assert_array_equal(again.losses.losses, before.losses.losses)


@pytest.fixture(scope="module")
def plain() -> Whole:
    return Whole(_config())


@pytest.fixture(scope="module")
def state(plain: Whole) -> RunState:
    return plain.states[5]


def _of(events: Sequence[Event], kind: type[EventType]) -> list[EventType]:
    return [event for event in events if isinstance(event, kind)]


def _timeless(events: Sequence[StepEnd] | Sequence[EpochEnd]) -> list[Event]:
    return [
        replace(event, tokens_per_second=0.0, **({"seconds": 0.0} if isinstance(event, EpochEnd) else {}))
        for event in events
    ]


def _assert_same(one: Any, other: Any) -> None:
    assert set(one) == set(other)
    for name, array in one.items():
        np.testing.assert_array_equal(array, other[name], err_msg=name)


OPTIONS: dict[str, dict[str, Any]] = {
    "adam, characters, layers": {
        "network": {"char_filters": 4, "char_size": 3, "layers": 2, "recurrent_dropout": 0.3, "word_dropout": 0.2},
        "warm_up": 5,
    },
    "adamw, windows, average": {
        "encoding": {"sampling": Sampling.WINDOWS},
        "optimiser": Optimiser.ADAMW,
        "weight_decay": 0.1,
        "class_weights": ClassWeights.ROOT,
        "average": 0.9,
    },
    "nadam, chain, subsequences": {
        "network": {"output": Output.CRF},
        "encoding": {"sampling": Sampling.SUBSEQUENCES},
        "optimiser": Optimiser.NADAM,
        "label_smoothing": 0.1,
    },
    "momentum, strips": {
        "encoding": {"sampling": Sampling.STATEFUL},
        "optimiser": Optimiser.SGD,
        "momentum": 0.9,
    },
    "plateau": {
        "optimiser": Optimiser.SGD,
        "momentum": 0.0,
        "schedule": Schedule.PLATEAU,
        "learning_rate": 1e-6,
    },
}


@pytest.mark.parametrize("name", OPTIONS)
def test_a_run_goes_on_in_the_midst_of_an_epoch(name: str, tmp_path: Path) -> None:
    whole = Whole(_config(**OPTIONS[name]))
    n_batches = _of(whole.events, RunStarted)[0].n_batches
    state = whole.states[n_batches + n_batches // 2]
    path = tmp_path / "kept"
    run_state.save(state, path)
    kept = run_state.load(path)
    assert kept.position == state.position
    assert kept.best == state.best
    _assert_same(kept.weights, state.weights)
    _assert_same(kept.slots, state.slots)
    assert (kept.carried is None) == ("strips" not in name)
    whole.check(kept)


@pytest.mark.slow
@pytest.mark.parametrize("name", OPTIONS)
def test_a_run_goes_on_after_each_of_its_steps(name: str) -> None:
    whole = Whole(_config(**OPTIONS[name]))
    for state in (*whole.states.values(), *whole.judged.values()):
        whole.check(state)


def test_a_run_goes_on_around_the_end_of_an_epoch() -> None:
    whole = Whole(_config(average=0.9))
    n_batches = _of(whole.events, RunStarted)[0].n_batches
    assert whole.states[n_batches].position.judged == 0
    whole.check(whole.states[n_batches])
    assert whole.judged[2 * n_batches].position.judged == 2
    whole.check(whole.judged[2 * n_batches])
    # Nothing is left to do.
    whole.check(whole.judged[3 * n_batches])


def test_the_order_in_which_weights_are_handed_changes_nothing(plain: Whole, state: RunState) -> None:
    turned = {name: state.weights[name] for name in reversed(list(state.weights))}
    best = replace(state.best, weights={name: state.best.weights[name] for name in turned})
    plain.check(replace(state, best=best, weights=turned))


def test_without_dev_and_with_word_vectors_that_are_gone(tmp_path: Path) -> None:
    vectors = tmp_path / "vectors.txt"
    vectors.write_text("".join(f"{word} {k / 9} 0.5 -0.25\n" for k, word in enumerate(WORDS)), encoding="utf-8")
    whole = Whole(_config({"word_size": 3}, vectors=str(vectors)), dev=())
    vectors.unlink()
    whole.check(whole.states[5])


def test_an_early_end_comes_as_early() -> None:
    whole = Whole(_config(epochs=30, patience=1, learning_rate=0.2))
    end = whole.events[-1]
    assert isinstance(end, RunEnd)
    assert end.reason is EndReason.EARLY
    whole.check(whole.judged[max(whole.states)])


def test_a_stopped_run_hands_over_where_it_stands(plain: Whole) -> None:
    control = RunControl(kept_every=1000.0)
    events = []
    for event in training.train(TRAIN, DEV, SIZE, config=plain.config, control=control):
        events.append(event)
        if isinstance(event, StepEnd) and event.step == 5:
            control.stop()
    assert len(_of(events, RunKept)) == 1
    kept, end = events[-2:]
    assert isinstance(kept, RunKept)
    assert isinstance(end, RunEnd)
    assert end.reason is EndReason.STOPPED
    plain.check(kept.state)


def test_nothing_is_kept_where_nobody_asks() -> None:
    control = RunControl()
    events = []
    for event in training.train(TRAIN, DEV, SIZE, config=_config(), control=control):
        events.append(event)
        if isinstance(event, StepEnd) and event.step == 5:
            control.stop()
    assert not _of(events, RunKept)


def _relabelled(sentence: Sentence, tag: str | None) -> Sentence:
    return sentence.with_tags("size", (tag, *sentence.tags["size"][1:]))


@pytest.mark.parametrize(
    ("sentences", "dev"),
    [
        ((*TRAIN[1:], TRAIN[0]), DEV),
        ((_relabelled(TRAIN[0], None), *TRAIN[1:]), DEV),
        ((replace(TRAIN[0], document="elsewhere"), *TRAIN[1:]), DEV),
        (TRAIN, DEV[:1]),
        (TRAIN, ()),
        (TRAIN, (_relabelled(DEV[0], "B-NEVER SEEN"), DEV[1])),
    ],
    ids=["order", "a label", "a document", "less of dev", "no dev", "a label of dev"],
)
def test_other_sentences_are_refused(sentences: Sequence[Sentence], dev: Sequence[Sentence], state: RunState) -> None:
    with pytest.raises(TrainingError, match="sentences or their labels have changed since this run was interrupted"):
        list(training.train(sentences, dev, SIZE, config=_config(), control=RunControl(), start=state))


def test_another_layer_is_refused(state: RunState) -> None:
    with pytest.raises(TrainingError, match="layer size: this run learnt the layer size, in the scheme IOB2"):
        list(training.train(TRAIN, DEV, Layer("size"), config=_config(), control=RunControl(), start=state))


def test_what_does_not_fit_its_own_options_is_refused(state: RunState) -> None:
    for other in (replace(state, slots={}), replace(state, weights={})):
        with pytest.raises(TrainingError, match="does not fit its"):
            list(training.train(TRAIN, DEV, SIZE, config=_config(), control=RunControl(), start=other))


@pytest.mark.parametrize(("grown", "is_kept"), [(90.0, True), (110.0, False), (float("nan"), False)])
def test_weights_that_have_run_away_are_not_kept(grown: float, is_kept: bool) -> None:
    class Grown:
        def get_weights(self) -> dict[str, np.ndarray]:
            return {"a": np.full(3, grown, np.float32)}

    reached = Reached(Config(), Layer("size"), Vocab(Table(), (), (), Table(), ("",)), {"a": np.ones(3, np.float32)})
    reached.take_unfinished(Grown())  # type: ignore[arg-type]
    assert (float(reached.best["a"][0]) == grown) is is_kept
