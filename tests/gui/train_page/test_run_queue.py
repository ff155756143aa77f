"""Runs that wait for their turn: their places, their order, how one follows the other, and what the project keeps."""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QPushButton, QTabWidget, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from core.config import Config
from core.errors import TrainingError
from core.runs import EndReason, Event, StepEnd
from core.waiting_runs import WaitingRun, Work
from gui import study_jobs
from gui.jobs import Jobs
from gui.messages import Message
from gui.session import Session
from gui.train_page.rate_view import RateView

Script = Callable[[Any], Iterator[Event]]


def with_seed(config: Config, seed: int) -> Config:
    return msgspec.structs.replace(config, training=msgspec.structs.replace(config.training, seed=seed))


def waiting(trainer: Any) -> list[str]:
    """What the list of waiting runs says; empty where it is not shown."""
    view = trainer.find(QListWidget, "waiting")
    return [view.item(row).text() for row in range(view.count())] if view.isVisible() else []


def click(trainer: Any, name: str, kind: type[QWidget] = QToolButton) -> None:
    trainer.qtbot.mouseClick(trainer.find(kind, f"waiting-{name}"), Qt.MouseButton.LeftButton)


def seeds_trained(trainer: Any) -> list[int]:
    return [msgspec.json.decode(run.config, type=Config).training.seed for run in trainer.project.runs.all()]


@pytest.fixture
def queued(trainer: Any, play: Callable[[Script], None], endless: Script) -> Any:
    """A page on which one run goes on, of seed 1, and those of seeds 2, 3 and 4 wait."""
    play(endless)
    trainer.session.set_config(with_seed(trainer.session.config, 1))
    trainer.press("start")
    trainer.until(trainer.runs)
    for seed in (2, 3, 4):
        trainer.put("seed", seed)
        trainer.press("start")
    return trainer


def test_what_is_begun_meanwhile_waits_and_begins_by_itself(
    queued: Any, play: Callable[[Script], None], two_epochs: Script
) -> None:
    """The run before ends by being stopped; each later one comes to its end by itself."""
    assert queued.can == {"Queue", "Pause", "Stop"}
    assert [line[:3] for line in waiting(queued)] == ["1. ", "2. ", "3. "]
    assert [line.rpartition("seed ")[2] for line in waiting(queued)] == ["2 · ner", "3 · ner", "4 · ner"]
    assert queued.words.endswith("then 3 more runs")
    play(two_epochs)
    queued.put("seed", 9)
    queued.press("stop")
    queued.until(lambda: len(queued.project.models()) == 4)
    queued.wait()
    assert seeds_trained(queued) == [1, 2, 3, 4]
    assert [run.reason for run in queued.project.runs.all()] == ["stopped", *["finished"] * 3]
    assert [model.run for model in queued.project.models()] == [run.id for run in queued.project.runs.all()]
    assert waiting(queued) == []
    assert queued.can == {"Start"}


def test_they_can_be_moved_and_left_out(queued: Any, play: Callable[[Script], None], two_epochs: Script) -> None:
    view = queued.find(QListWidget, "waiting")
    view.setCurrentRow(2)
    click(queued, "up")
    view.setFocus()
    queued.qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [line[-7] for line in waiting(queued)] == ["4", "2", "3"]
    assert view.currentRow() == 0
    click(queued, "down")
    assert [line[-7] for line in waiting(queued)] == ["2", "4", "3"]
    queued.qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert [line[-7] for line in waiting(queued)] == ["2", "3"]
    play(two_epochs)
    queued.press("stop")
    queued.until(lambda: len(queued.project.models()) == 3)
    queued.wait()
    assert seeds_trained(queued) == [1, 2, 3]


def test_a_run_that_diverges_is_followed(trainer: Any, play: Callable[[Script], None], two_epochs: Script) -> None:
    play(in_turn(diverging, two_epochs))
    config = trainer.session.config
    trainer.page.running.start_row([with_seed(config, seed) for seed in (4, 7)])
    trainer.until(lambda: len(trainer.project.models()) == 1)
    trainer.wait()
    assert [run.reason for run in trainer.project.runs.all()] == ["loss is not a number", "finished"]


def in_turn(*scripts: Script) -> Script:
    """Return a script that is another one each time it is played."""
    left = iter(scripts)

    def play_next(run: Any) -> Iterator[Event]:
        yield from next(left)(run)

    return play_next


def diverging(run: Any) -> Iterator[Event]:
    yield run.started()
    yield StepEnd(1, 1, float("nan"), 100, 1.0, 0.5, 1000.0)
    yield run.end(EndReason.DIVERGED, 0)


def test_a_run_that_fails_holds_the_others_until_they_are_let_go_on(
    trainer: Any, play: Callable[[Script], None], two_epochs: Script, posted: list[Message]
) -> None:
    def failing(run: Any) -> Iterator[Event]:
        yield run.started()
        raise TrainingError("there is no room.")

    play(in_turn(failing, two_epochs, two_epochs))
    config = trainer.session.config
    trainer.page.running.start_row([with_seed(config, seed) for seed in (4, 7, 8)])
    trainer.wait()
    assert len(posted) == 1
    assert [line[-7] for line in waiting(trainer)] == ["7", "8"]
    click(trainer, "go-on", QPushButton)
    trainer.until(lambda: len(trainer.project.models()) == 2)
    trainer.wait()
    assert seeds_trained(trainer) == [4, 7, 8]


def test_the_sentences_are_those_of_the_moment_it_begins_and_the_options_are_not(
    queued: Any, play: Callable[[Script], None], fill: Callable[..., None]
) -> None:
    seen: list[tuple[int, int]] = []

    def counting(run: Any) -> Iterator[Event]:
        seen.append((run.request.config.training.seed, len(run.train)))
        yield run.started()
        yield run.end(EndReason.STOPPED, 0)

    fill(queued.session, n_train=10, n_dev=0)
    queued.put("units", 9)
    play(counting)
    queued.press("stop")
    queued.until(lambda: len(seen) == 3)
    queued.wait()
    assert seen == [(2, 250), (3, 250), (4, 250)]


def test_what_waits_is_kept_and_goes_on_when_asked(
    queued: Any, session: Session, jobs: Jobs, play: Callable[[Script], None], two_epochs: Script
) -> None:
    lines, path = waiting(queued), queued.project.path
    assert jobs.n_waiting == 3
    assert jobs.end(jobs.on_project)
    assert seeds_trained(queued) == [1]
    session.close()
    assert waiting(queued) == []
    assert jobs.n_waiting == 0
    play(two_epochs)
    session.open(path)
    queued.wait()
    assert waiting(queued) == lines
    assert seeds_trained(queued) == [1]
    click(queued, "go-on", QPushButton)
    queued.until(lambda: len(queued.project.models()) == 4)
    queued.wait()
    assert seeds_trained(queued) == [1, 2, 3, 4]
    session.close()
    session.open(path)
    assert waiting(queued) == []


def test_a_measurement_waits_as_runs_do(
    queued: Any, monkeypatch: pytest.MonkeyPatch, play: Callable[[Script], None], two_epochs: Script, qtbot: QtBot
) -> None:
    layers = []

    def call(work: Any, _control: object) -> Iterator[object]:
        layers.append(work._request.layer.name)
        yield from ()
        return True

    monkeypatch.setattr(study_jobs.TryingRates, "__call__", call)
    queued.find(QTabWidget, "train-views").setCurrentWidget(queued.page.findChild(RateView))
    qtbot.mouseClick(queued.find(QPushButton, "rate-start"), Qt.MouseButton.LeftButton)
    assert waiting(queued)[-1].startswith("4. Trial of rates · ner")
    queued.session.set_layer("upos")
    play(two_epochs)
    queued.press("stop")
    queued.until(layers.copy)
    queued.wait()
    assert layers == ["ner"]
    assert seeds_trained(queued) == [1, 2, 3, 4]
    assert {run.layer for run in queued.project.runs.all()} == {"ner"}


def test_a_run_whose_layer_is_gone_is_left_out_and_the_next_one_begins(
    trainer: Any, play: Callable[[Script], None], two_epochs: Script, posted: list[Message]
) -> None:
    play(two_epochs)
    config = trainer.session.config
    trainer.page._queue.add([WaitingRun(Work.TRAIN, "gone", config), WaitingRun(Work.TRAIN, "upos", config)])
    trainer.until(trainer.project.models)
    trainer.wait()
    assert [message.text for message in posted] == ["There is no layer gone any more: a waiting run is left out."]
    assert [run.layer for run in trainer.project.runs.all()] == ["upos"]
