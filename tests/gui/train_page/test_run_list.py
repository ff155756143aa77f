"""The list of runs: laid over each other, chosen, shown again."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QTableView

from core.runs import Event
from gui.session import Session
from gui.widgets.plain import PlainLabel

Script = Callable[[Any], Iterator[Event]]


def test_runs_can_be_laid_over_each_other(trainer: Any, play: Callable[[Script], None], two_epochs: Script) -> None:
    play(two_epochs)
    trainer.train()
    trainer.train()
    assert [line[0][:6] for line in trainer.runs()] == ["run 2,", "run 1,"]
    older = trainer.runs()[1][0]
    trainer.tick(1)
    trainer.choose_run(0)
    trainer.wait()
    charts = trainer.page._charts
    assert charts.loss.points(f"overlay {older}")[1].tolist() == [0.4, 0.2]
    assert charts.scores.points(f"overlay {older}")[1].tolist() == [0.0, 1.0]
    assert charts.loss.points(f"overlay {older} train")[1].tolist() == [1.0 / step for step in range(1, 17)]
    trainer.tick(1)
    trainer.choose_run(0)
    with pytest.raises(KeyError):
        charts.loss.points(f"overlay {older}")
    trainer.tick(1)
    trainer.train()
    view = trainer.find(QTableView, "runs").model()
    assert [view._ticked, len(view.runs)] == [set(), 3]


def test_a_kept_run_is_drawn_when_it_is_chosen(
    trainer: Any, play: Callable[[Script], None], make_trainer: Callable[[], Any], two_epochs: Script, n_batches: int
) -> None:
    play(two_epochs)
    trainer.train()
    trainer.train()
    again = make_trainer()
    again.wait()
    again.choose_run(1)
    again.wait()
    charts = again.page._charts
    assert again.find(PlainLabel, "curves-run").text() == again.runs()[1][0]
    assert charts.loss.points("train")[1].tolist() == [1.0 / step for step in range(1, 17)]
    assert charts.loss.points("dev")[0].tolist() == [n_batches, 2 * n_batches]
    assert charts.scores.points("f1")[1].tolist() == [0.0, 1.0]
    for name, due in (("gradient_norm", 1.0), ("learning_rate", 0.01), ("tokens_per_second", 1000.0)):
        assert set(charts.details[name].points(name)[1].tolist()) == {due}


def test_kept_runs_are_shown_again_and_can_be_laid_over(
    session: Session,
    trainer: Any,
    play: Callable[[Script], None],
    make_trainer: Callable[[], Any],
    two_epochs: Script,
    n_batches: int,
) -> None:
    play(two_epochs)
    trainer.train()
    lines, path = trainer.runs(), trainer.project.path
    session.close()
    assert trainer.runs() == []
    assert trainer.scores() == []
    session.open(path)
    assert trainer.runs() == lines
    again = make_trainer()
    assert again.runs() == lines
    assert again.page._charts.loss.points("dev")[0].tolist() == [n_batches, 2 * n_batches]
    again.wait()
