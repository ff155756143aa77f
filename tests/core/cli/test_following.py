"""What a run says and leaves behind, event by event, without a network."""

import errno
import json
import os
import signal
import sys
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest

from core import bundle as bundles
from core import run_state
from core.bundle import Bundle
from core.cli.following import CLEAR_REST, Follower, Job, stopped_by_interrupts
from core.config import preset
from core.control import RunControl
from core.corpus import Layer, Scheme
from core.errors import ExportError, TrainingError
from core.run_state import Position, RunState
from core.runs import EndReason, EpochEnd, Preparing, RunEnd, RunKept, RunStarted, StepEnd

TINY = preset("tiny")
STARTED = RunStarted(TINY, n_parameters=1234, n_batches=5, n_tokens=60, shapes=2, unknown_labels=("B-DATE",))
STEP = StepEnd(7, 2, 0.5, 12, 1.0, 0.01, 4000.0)
EPOCH = EpochEnd(1, 0.75, None, None, None, 1.0, 3999.6, True)


@pytest.fixture
def follower(tmp_path: Path) -> Follower:
    job = Job((), (), Layer("ner", Scheme.IOB2), TINY, "train.conll", "dev.conll")
    return Follower(job, tmp_path / "m.safetensors")


@pytest.fixture
def end(make_bundle: Callable[..., Bundle]) -> RunEnd:
    return RunEnd(EndReason.FINISHED, 1, 1, 2.5, make_bundle(TINY))


def test_a_finished_run(follower: Follower, end: RunEnd, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    for event in (STARTED, STEP, EPOCH, end):
        follower.follow(event)
    follower.finish(as_json=True)
    out, err = capsysbinary.readouterr()
    assert json.loads(out) == {
        "out": "m.safetensors",
        "layer": "ner",
        "reason": "finished",
        "best_epoch": 1,
        "seconds": 2.5,
        "epochs": [
            {
                "epoch": 1,
                "train_loss": 0.75,
                "dev_loss": None,
                "accuracy": None,
                "accuracy_without_o": None,
                "f1": None,
                "tokens_per_second": 4000,
            }
        ],
    }
    assert err.decode().split("\n") == [
        "train.conll: layer ner, 60 labelled tokens, 5 batches an epoch, 1,234 weights",
        "dev.conll: labels that train.conll never shows count as errors: B-DATE",
        "epoch   1  loss 0.7500  4,000 tokens/s  best so far",
        "",
    ]
    assert bundles.load(follower.out) == end.bundle


def test_a_terminal_shows_what_is_going_on_and_keeps_only_results(
    follower: Follower, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    for event in (Preparing("tracing the graph"), STARTED, STEP, EPOCH):
        follower.follow(event)
    written = capsys.readouterr().err.replace(CLEAR_REST, "")
    assert "tracing the graph\r" in written
    assert "epoch   2  2 of 5 batches  4,000 tokens/s\r" in written
    kept = [line.rpartition("\r")[2].split()[0] for line in written.split("\n")[:-1]]
    assert kept == ["train.conll:", "dev.conll:", "epoch"]


def test_a_stopped_run_keeps_what_it_has(
    follower: Follower, end: RunEnd, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    follower.follow(STEP)
    follower.follow(replace(end, reason=EndReason.STOPPED, best_epoch=0))
    with pytest.raises(KeyboardInterrupt):
        follower.finish(as_json=False)
    assert capsysbinary.readouterr().out == b"m.safetensors: weights of an unfinished first epoch (stopped)\n"
    assert follower.out.exists()


def test_a_run_stopped_before_its_first_step_writes_nothing(
    follower: Follower, end: RunEnd, capsys: pytest.CaptureFixture[str]
) -> None:
    follower.follow(replace(end, reason=EndReason.STOPPED, best_epoch=0))
    with pytest.raises(KeyboardInterrupt):
        follower.finish(as_json=False)
    assert capsys.readouterr().err == "m.safetensors: nothing was learnt yet, so nothing was written.\n"
    assert not follower.out.exists()


def test_a_run_that_diverges_at_once_writes_nothing(follower: Follower, end: RunEnd) -> None:
    follower.follow(STEP)
    follower.follow(replace(end, reason=EndReason.DIVERGED, best_epoch=0))
    with pytest.raises(TrainingError, match=r"the loss is not a number any more at batch 7, learning rate 0\.01;"):
        follower.finish(as_json=False)
    assert not follower.out.exists()


def test_a_model_that_cannot_be_written(follower: Follower, end: RunEnd) -> None:
    follower.out.mkdir()
    follower.follow(end)
    with pytest.raises(ExportError, match=r"^m\.safetensors: cannot be written"):
        follower.finish(as_json=False)


def test_the_first_interrupt_stops_and_the_second_ends(capsys: pytest.CaptureFixture[str]) -> None:
    control = RunControl()
    before = signal.getsignal(signal.SIGINT)
    with stopped_by_interrupts(control):
        signal.raise_signal(signal.SIGINT)
        assert control.is_stopped
        assert capsys.readouterr().err.startswith("Stopping after this batch.")
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


def test_interrupts_that_are_ignored_stay_ignored() -> None:
    control = RunControl()
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with stopped_by_interrupts(control):
            signal.raise_signal(signal.SIGINT)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
    assert not control.is_stopped


POSITION = {
    "epoch": 2,
    "batch": 1,
    "step": 7,
    "judged": 1,
    "best_epoch": 1,
    "best_score": None,
    "n_tokens": 12,
    "loss": 6.0,
    "seconds": 1.0,
    "elapsed": 2.0,
    "size_best": None,
    "size_lowered": 1.0,
    "data": "",
}


@pytest.mark.parametrize("reason", EndReason)
def test_where_a_run_stands_is_kept_until_it_is_over(
    reason: EndReason, follower: Follower, end: RunEnd, make_bundle: Callable[..., Bundle]
) -> None:
    position = Position(**POSITION)
    kept = RunKept(RunState(position, make_bundle(TINY), {}, {}))
    for event in (STARTED, STEP, kept, replace(end, reason=reason)):
        follower.follow(event)
    with pytest.raises(KeyboardInterrupt) if reason is EndReason.STOPPED else nullcontext():
        follower.finish(as_json=False)
    assert follower.keeper.path.name == "m.safetensors.unfinished"
    can_go_on = reason in (EndReason.STOPPED, EndReason.MEMORY)
    assert follower.keeper.path.exists() == can_go_on
    if can_go_on:
        assert run_state.load(follower.keeper.path).position == position


def test_a_run_that_cannot_be_kept_goes_on(
    follower: Follower, end: RunEnd, make_bundle: Callable[..., Bundle], capsys: pytest.CaptureFixture[str]
) -> None:
    follower.keeper.path.mkdir()
    for _ in range(2):
        follower.follow(RunKept(RunState(Position(**POSITION), make_bundle(TINY), {}, {})))
    follower.keeper.close()
    follower.follow(end)
    follower.finish(as_json=False)
    said = capsys.readouterr().err
    assert said.count("m.safetensors.unfinished: cannot be written: ") == 1
    assert os.strerror(errno.EISDIR).casefold() in said.casefold()
    assert "The run goes on, but could not be resumed after a crash." in said
    assert bundles.load(follower.out) == end.bundle
