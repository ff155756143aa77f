"""A run that was left goes on from the list of runs, to the model that it would have ended with."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from core import bundle as bundles
from core.bundle import Bundle
from core.config import preset
from core.edits import SetTags
from core.project import Project
from gui.messages import Message
from gui.train_page.run_work import kept_state
from tests.gui.train_page.conftest import Trainer

EPOCHS = 25


def _resume(trainer: Trainer) -> QPushButton:
    return trainer.find(QPushButton, "run-resume")


def _start(trainer: Trainer) -> None:
    tiny = preset("tiny")
    training = msgspec.structs.replace(tiny.training, epochs=EPOCHS, patience=0)
    trainer.session.set_config(msgspec.structs.replace(tiny, training=training))
    trainer.press("start")


def _model(project: Project, run: int) -> Bundle:
    newest = [model for model in project.models() if model.run == run][-1]
    return bundles.from_bytes(project.model(newest.id))


def _leave(trainer: Trainer) -> Path:
    """Close the project in the midst of a run, as the window does; return where that is kept."""
    before = trainer.page.history
    _start(trainer)
    trainer.until(lambda: (run := trainer.page.history) is not None and run is not before and len(run.epochs) >= 2)
    project, path = trainer.project, trainer.project.path
    kept = kept_state(project, trainer.page.history)
    assert trainer.jobs.end(trainer.jobs.on_project)
    trainer.session.close()
    assert kept.exists()
    trainer.session.open(path)
    return kept


def test_a_run_that_was_left_goes_on_to_the_same_model(trainer: Trainer, qtbot: QtBot) -> None:
    _start(trainer)
    trainer.until(lambda: len(trainer.project.models()) == 1 and not trainer.jobs.running)
    assert not _resume(trainer).isVisible()
    kept = _leave(trainer)
    assert trainer.runs()[0][2] == "unfinished"
    assert _resume(trainer).isVisible()
    assert not trainer.project.runs.all()[1].ended_at
    trainer.choose_run(1)
    assert not _resume(trainer).isVisible()
    trainer.choose_run(0)

    qtbot.mouseClick(_resume(trainer), Qt.MouseButton.LeftButton)
    trainer.until(lambda: trainer.page.running.is_running and trainer.page.running.step)
    assert not _resume(trainer).isVisible()
    assert trainer.runs()[0][2] != "unfinished"
    trainer.until(lambda: not trainer.jobs.running)
    project = trainer.project
    first, second = project.runs.all()
    assert (first.reason, second.reason) == ("finished", "finished")
    whole, resumed = _model(project, first.id), _model(project, second.id)
    assert whole.info.dev_score == resumed.info.dev_score
    assert whole.info.epochs == resumed.info.epochs
    for name, weight in whole.weights.items():
        np.testing.assert_array_equal(weight, resumed.weights[name], err_msg=name)
    # The curves are whole too, in the project and on the page.
    told = [
        [(step.step, step.epoch, step.loss, step.gradient_norm) for step in project.runs.steps(run.id)]
        for run in (first, second)
    ]
    assert told[0] == told[1]
    assert [row[1:] for row in trainer.runs()] == [[str(EPOCHS), trainer.runs()[1][2]]] * 2
    trainer.until(lambda: not kept.exists())


def test_a_run_that_was_stopped_is_over(trainer: Trainer) -> None:
    _start(trainer)
    trainer.until(lambda: trainer.page.history and trainer.page.history.epochs)
    kept = kept_state(trainer.project, trainer.page.history)
    trainer.press("stop")
    trainer.until(lambda: not trainer.jobs.running)
    trainer.until(lambda: not kept.exists())
    assert not _resume(trainer).isVisible()
    assert trainer.project.runs.all()[0].ended_at


def _damage(_trainer: Trainer, kept: Path) -> None:
    kept.write_bytes(kept.read_bytes()[:-1])


def _change_labels(trainer: Trainer, _kept: Path) -> None:
    number = next(iter(trainer.project.ids()))
    sentence = trainer.project.sentence(number)
    trainer.project.apply(SetTags(number, "ner", 0, ("O",) * len(sentence)))


@pytest.mark.parametrize(
    ("spoil", "found"),
    [(_damage, "is not as it was kept"), (_change_labels, "the sentences or their labels have changed")],
)
def test_what_cannot_go_on_is_explained_and_stays(
    spoil: Callable[[Trainer, Path], None], found: str, trainer: Trainer, qtbot: QtBot, posted: list[Message]
) -> None:
    kept = _leave(trainer)
    spoil(trainer, kept)
    qtbot.mouseClick(_resume(trainer), Qt.MouseButton.LeftButton)
    trainer.until(lambda: any(found in message.text for message in posted))
    trainer.until(lambda: not trainer.jobs.running)
    assert kept.exists()
    assert _resume(trainer).isVisible()
    assert trainer.runs()[0][2] == "unfinished"


def test_a_run_of_which_nothing_is_kept_is_shown_alone(trainer: Trainer) -> None:
    kept = _leave(trainer)
    path = trainer.project.path
    kept.unlink()
    trainer.session.close()
    trainer.session.open(path)
    assert trainer.runs()[0][2] == "unfinished"
    assert not _resume(trainer).isVisible()
