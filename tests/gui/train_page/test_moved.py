"""A click on the loss lists the sentences that moved between the epochs around it; what is kept is what was told."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import msgspec
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QTableWidget, QToolButton
from pytestqt.qtbot import QtBot

from core.config import preset
from core.corpus import Split
from core.project import Project
from core.runs import EpochEnd, RunStarted, StepEnd
from core.sentence_losses import SentenceLosses
from core.store.runs import RunEpoch
from gui import messages
from gui.train_page.history import History, Recorder, kept_losses, kept_runs, point_of
from gui.train_page.kept_steps import LookingForMoved, Movement
from gui.widgets.plain import PlainLabel


def told(epoch: int, numbers: list[int], losses: list[float]) -> EpochEnd:
    found = SentenceLosses(np.array(numbers, np.int64), np.array(losses, np.float32))
    return EpochEnd(epoch, 0.5, 0.4, None, None, 1.0, 1000.0, is_best=True, losses=found)


def record(project: Project, epochs: list[EpochEnd]) -> int:
    recorder = Recorder(project, project.layers[0])
    number = recorder.start("a run", RunStarted(preset("tiny"), 1, 10, 100, 1))
    for epoch in epochs:
        for step in range(10):
            recorder.add_step(StepEnd((epoch.epoch - 1) * 10 + step + 1, epoch.epoch, 1.0, 10, 1.0, 0.01, 100.0))
        point = replace(point_of(epoch, epoch.epoch * 10), dev_loss=0.4)
        recorder.add_epoch(point, epoch.losses)
    recorder.write()
    return number


@pytest.fixture
def epochs(trainer: Any) -> list[EpochEnd]:
    a, b, c = [sentence.id for sentence in trainer.project.sentences(Split.DEV)][:3]
    return [
        told(1, [a, b, c], [1.0, 2.0, 3.0]),
        told(2, [a, b, c], [0.5, 2.25, 3.0]),
        told(3, [a, b, c], [0.5, 0.25, 4.0]),
    ]


def looked(project: Project, run: History, step: float) -> Movement:
    work = LookingForMoved(project, run, step)(None)  # type: ignore[arg-type]
    while True:
        try:
            next(work)
        except StopIteration as end:
            found: Movement = end.value
            return found


def test_losses_are_kept_once_and_come_back(trainer: Any, epochs: list[EpochEnd]) -> None:
    number = record(trainer.project, epochs)
    found = kept_losses(trainer.project, number)
    assert list(found) == [1, 2, 3]
    for epoch in epochs:
        assert epoch.losses is not None
        np.testing.assert_array_equal(found[epoch.epoch].losses, epoch.losses.losses)
        np.testing.assert_array_equal(found[epoch.epoch].numbers, epoch.losses.numbers)
    stored = trainer.project.runs.epochs(number)
    assert ["numbers" in epoch.scores["watched"] for epoch in stored] == [True, False, False]


@pytest.mark.parametrize(
    ("step", "due"), [(0.0, (1, 2)), (10.0, (1, 2)), (14.0, (1, 2)), (20.0, (1, 2)), (21.0, (2, 3)), (99.0, (2, 3))]
)
def test_the_epochs_around_a_batch(trainer: Any, epochs: list[EpochEnd], step: float, due: tuple[int, int]) -> None:
    record(trainer.project, epochs)
    [run] = kept_runs(trainer.project)
    found = looked(trainer.project, run, step)
    assert (found.before, found.after, found.n_watched) == (*due, 3)


def test_a_click_lists_them_and_leads_to_them(trainer: Any, epochs: list[EpochEnd], qtbot: QtBot) -> None:
    record(trainer.project, epochs)
    trainer.page.on_opened()
    trainer.wait()
    led: list[tuple[str, tuple[int, ...]]] = []
    trainer.session.sentences_chosen.connect(lambda title, numbers: led.append((title, numbers)))
    trainer.page._charts.loss.chosen.emit(25.0)
    trainer.wait()
    table = trainer.find(QTableWidget, "moved-table")
    assert table.isVisible()
    assert [table.item(row, 3).text() for row in range(table.rowCount())] == ["-2.000", "+1.000"]
    assert trainer.find(PlainLabel, "moved-title").text() == "Moved most from epoch 2 to 3"
    assert "3 watched" in trainer.find(PlainLabel, "moved-words").text()
    table.setCurrentCell(1, 0)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.mouseClick(trainer.find(QPushButton, "moved-all"), Qt.MouseButton.LeftButton)
    assert epochs[0].losses is not None
    _, b, c = epochs[0].losses.numbers.tolist()
    assert [numbers for _, numbers in led] == [(c, b), (b, c)]
    qtbot.mouseClick(trainer.find(QToolButton, "moved-close"), Qt.MouseButton.LeftButton)
    assert not table.isVisible()


def test_a_run_without_them_says_why(trainer: Any) -> None:
    number = trainer.project.runs.start("old", "ner", "{}")
    for epoch in (1, 2):
        trainer.project.runs.add_epoch(number, RunEpoch(epoch, {"epoch": epoch, "step": epoch * 5, "dev_loss": 0.5}))
    trainer.page.on_opened()
    trainer.wait()
    trainer.page._charts.loss.chosen.emit(3.0)
    trainer.wait()
    assert "No losses" in trainer.find(PlainLabel, "moved-title").text()
    assert not trainer.find(QPushButton, "moved-all").isEnabled()


@pytest.fixture
def target(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Any]]:
    def choose(name: str) -> Any:
        monkeypatch.setattr(messages, "choose_target", lambda *_: tmp_path / name)
        return tmp_path / name

    return choose  # type: ignore[return-value]


def test_the_whole_run_leaves_as_json_and_csv(trainer: Any, epochs: list[EpochEnd], target: Any) -> None:
    record(trainer.project, epochs)
    trainer.page.on_opened()
    trainer.wait()
    view = trainer.page._curves
    for name in ("run.json", "run.csv"):
        path = target(name)
        view._on_export_run()
        trainer.wait()
        text = path.read_text(encoding="utf-8")
        if name.endswith("json"):
            assert len(msgspec.json.decode(text)["steps"]) == 30
        else:
            assert text.count("\n") == 31
