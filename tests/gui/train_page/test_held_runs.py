"""Runs that are held, on the page and in the status bar."""

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from core.runs import Event
from gui.jobs import Jobs
from gui.session import Session
from gui.status_bar import StatusBar

Script = Callable[[Any], Iterator[Event]]


def test_pause_holds_and_says_so_resume_goes_on_and_stop_ends(
    trainer: Any, play: Callable[[Script], None], endless: Script, n_batches: int
) -> None:
    trainer.put("epochs", 10_000)
    play(endless)
    trainer.press("start")
    trainer.until(lambda: trainer.done > n_batches)
    assert trainer.can == {"Queue", "Pause", "Stop"}
    trainer.press("pause")
    trainer.until(lambda: len(trainer.jobs._queue) == 0)
    trainer.ticks(2)
    held = trainer.page.running.step
    trainer.ticks(5)
    assert trainer.page.running.step == held
    assert trainer.words.endswith("· paused")
    assert trainer.can == {"Queue", "Resume", "Stop"}
    trainer.press("pause")
    assert not trainer.words.endswith("paused")
    trainer.until(lambda: trainer.page.running.step > held)
    assert trainer.can == {"Queue", "Pause", "Stop"}
    trainer.press("stop")
    trainer.wait()
    assert trainer.words == "stopped after 3.0 s; weights of epoch 1 kept"
    assert trainer.project.runs.all()[0].reason == "stopped"
    assert trainer.session.bundle is not None


def test_a_pause_in_the_status_bar_and_on_the_page_is_the_same(
    trainer: Any, session: Session, jobs: Jobs, play: Callable[[Script], None], qtbot: QtBot, endless: Script
) -> None:
    bar = StatusBar(session, jobs)
    qtbot.addWidget(bar)
    play(endless)
    trainer.press("start")
    trainer.until(trainer.runs)
    pause = bar.findChild(QToolButton, "job-pause")
    qtbot.mouseClick(pause, Qt.MouseButton.LeftButton)
    assert trainer.can == {"Queue", "Resume", "Stop"}
    assert trainer.words.endswith("· paused")
    trainer.press("pause")
    assert pause.accessibleName() == "Pause: Training"
    trainer.press("pause")
    assert pause.accessibleName() == "Resume: Training"
    trainer.press("stop")
    trainer.wait()


def test_a_paused_run_can_be_stopped(trainer: Any, play: Callable[[Script], None], endless: Script) -> None:
    play(endless)
    trainer.press("start")
    trainer.until(trainer.runs)
    trainer.press("pause")
    trainer.press("stop")
    trainer.wait()
    assert trainer.words.startswith("stopped after")
    assert trainer.can == {"Start"}
