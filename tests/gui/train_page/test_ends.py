"""How runs end, and what is kept when something goes wrong."""

import itertools
import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from core.errors import ProjectError, TrainingError
from core.memory_need import MemoryNeed
from core.project import Project
from core.runs import EndReason, Event, Preparing, StepEnd
from gui.messages import Kind, Message

Script = Callable[[Any], Iterator[Event]]


def test_a_run_that_was_stopped_before_its_first_step_replaces_nothing(
    trainer: Any, play: Callable[[Script], None], two_epochs: Script
) -> None:
    play(two_epochs)
    trainer.train()
    model = trainer.session.bundle

    def never_begun(run: Any) -> Iterator[Event]:
        yield Preparing("counting words and labels")
        yield run.end(EndReason.STOPPED, 0)

    play(never_begun)
    trainer.train()
    assert trainer.words == "stopped after 3.0 s; nothing was learnt"
    assert trainer.session.bundle is model
    assert len(trainer.project.models()) == 1
    assert [run.reason for run in trainer.project.runs.all()] == ["finished"]
    assert len(trainer.runs()) == 1


def test_a_run_that_was_stopped_in_its_first_epoch_keeps_what_it_has_learnt(
    trainer: Any, play: Callable[[Script], None]
) -> None:
    def cut_short(run: Any) -> Iterator[Event]:
        yield run.started()
        yield from run.steps(1)
        yield run.end(EndReason.STOPPED, 0)

    play(cut_short)
    trainer.train()
    assert trainer.words == "stopped after 3.0 s; weights of the unfinished epoch kept"
    assert len(trainer.project.models()) == 1
    assert trainer.runs()[0][1:] == ["0", "–"]


def test_a_run_that_ends_without_a_word_says_that_it_has_stopped(trainer: Any, play: Callable[[Script], None]) -> None:
    def silent(run: Any) -> Iterator[Event]:
        yield Preparing("importing TensorFlow")

    play(silent)
    trainer.train()
    assert trainer.words == "stopped before anything was learnt"
    assert trainer.can == {"Start"}
    assert trainer.session.bundle is None


@pytest.mark.parametrize("n_good", [0, 3])
def test_a_loss_that_is_no_number_is_told_and_leaves_what_was_learnt_before(
    trainer: Any, play: Callable[[Script], None], n_good: int
) -> None:
    def diverged(run: Any) -> Iterator[Event]:
        yield run.started()
        yield from itertools.islice(run.steps(1), n_good)
        yield StepEnd(n_good + 1, 1, float("nan"), 100, 1.0, 0.5, 1000.0)
        yield run.end(EndReason.DIVERGED, 0)

    play(diverged)
    trainer.train()
    assert f"the loss of batch {n_good + 1} at learning rate 0.5 after 3.0 s; " in trainer.words
    assert "Try a smaller learning rate" in trainer.words
    assert ("nothing was learnt" in trainer.words) == (not n_good)
    trainer.wait()
    assert len(trainer.project.models()) == bool(n_good)
    [run] = trainer.project.runs.all()
    assert math.isnan(trainer.project.runs.steps(run.id)[-1].loss)


def test_what_went_wrong_is_told_and_the_next_run_can_start(
    trainer: Any, play: Callable[[Script], None], posted: list[Message], two_epochs: Script
) -> None:
    def failing(run: Any) -> Iterator[Event]:
        yield run.started()
        raise TrainingError("no sentence to learn from has a label in this layer.", place="layer ner")

    play(failing)
    trainer.train()
    assert [(message.kind, message.text) for message in posted] == [
        (Kind.ERROR, "layer ner: no sentence to learn from has a label in this layer.")
    ]
    assert trainer.words == "failed"
    play(two_epochs)
    trainer.train()
    assert trainer.words.startswith("finished")


def no_room(*_arguments: object, **_named: object) -> int:
    raise ProjectError("could not be written: the disk is full.", place="test.tagscope")


def test_a_model_that_cannot_be_saved_is_still_in_use(
    trainer: Any,
    play: Callable[[Script], None],
    posted: list[Message],
    monkeypatch: pytest.MonkeyPatch,
    two_epochs: Script,
) -> None:
    monkeypatch.setattr(Project, "save_model", no_room)
    play(two_epochs)
    trainer.train()
    assert [message.text for message in posted] == ["test.tagscope: could not be written: the disk is full."]
    assert trainer.session.bundle is not None
    assert trainer.session.model_id is None


@pytest.mark.parametrize("what", ["start", "add_epoch", "end"])
def test_a_run_that_cannot_be_written_goes_on_and_its_model_is_kept(
    trainer: Any,
    play: Callable[[Script], None],
    posted: list[Message],
    monkeypatch: pytest.MonkeyPatch,
    what: str,
    two_epochs: Script,
) -> None:
    monkeypatch.setattr(type(trainer.project.runs), what, no_room)
    play(two_epochs)
    trainer.train()
    assert [message.kind for message in posted] == [Kind.ERROR]
    assert trainer.words.startswith("finished")
    assert len(trainer.runs()) == 1
    assert len(trainer.project.models()) == 1
    assert trainer.session.bundle is not None


def test_a_run_that_runs_short_of_memory_says_what_to_do_and_holds_what_waits(
    trainer: Any, play: Callable[[Script], None], posted: list[Message]
) -> None:
    def short(run: Any) -> Iterator[Event]:
        yield replace(run.started(), memory=MemoryNeed(900_000_000, 1_000_000_000))
        yield from run.steps(1)
        yield run.epoch(1)
        yield run.end(EndReason.MEMORY, 1)

    play(short)
    trainer.page.running.start_row([trainer.session.config] * 2)
    trainer.wait()
    assert [message.text for message in posted] == [
        "This run needs 900 MB of memory at the least, of 1,000; it stops if they run short."
    ]
    assert trainer.words.startswith("stopped: memory ran short after 3.0 s; weights of epoch 1 kept")
    assert "smaller batches" in trainer.words
    assert len(trainer.project.models()) == 1
    assert trainer.jobs.n_waiting == 1
