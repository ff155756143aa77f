"""A search on the Train page: each training a run of the project, the best model kept and its options offered."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSpinBox, QTableWidget, QTabWidget

from core.runs import EndReason
from core.search_space import with_values
from core.trials import TrialEnd
from gui import study_jobs
from gui.train_page.search_view import SearchView
from gui.widgets.chart_view import ChartView
from gui.widgets.plain import PlainLabel

UNITS = (128, 7, 8, 9)


@pytest.fixture
def searched(monkeypatch: pytest.MonkeyPatch, script_run: Any) -> None:
    """Let four trainings be made at once: the second is the best, the third is given up."""

    def call(work: Any, control: Any) -> Iterator[object]:
        for number, units in enumerate(UNITS, start=1):
            config = with_values(work._request.config, {"units": units})
            run = script_run(work._request, control, config)
            events = [run.started(), *run.steps(1), run.epoch(1)]
            if number == 2:
                events += [*run.steps(2), run.epoch(2)]
            is_pruned = number == 3
            if not is_pruned:
                events.append(run.end(EndReason.FINISHED, 1))
            for event in events:
                yield SimpleNamespace(number=number, n_trials=4, config=config, event=event)
            score = 1.0 if number == 2 else 0.0
            yield TrialEnd(number, 4, config, {"units": units}, score, is_pruned, is_best=number <= 2)
        return True

    monkeypatch.setattr(study_jobs.Searching, "__call__", call)


@pytest.mark.usefixtures("searched")
def test_a_search_leaves_runs_groups_and_the_best_model(trainer: Any, qtbot: Any) -> None:
    view = trainer.page.findChild(SearchView)
    trainer.find(QTabWidget, "train-views").setCurrentWidget(view)
    assert "Which options" in trainer.find(PlainLabel, "search-summary").text()
    trainer.find(QSpinBox, "search-trials").setValue(4)
    qtbot.mouseClick(trainer.find(QPushButton, "search-start"), Qt.MouseButton.LeftButton)
    trainer.wait()
    said = trainer.find(PlainLabel, "search-summary").text()
    assert said == "Best so far 100.00 %: Units a direction 7. 4 trainings, 1 of them given up."
    assert [line[0] for line in trainer.runs()] == [f"run {n}, search {n}" for n in (4, 3, 2, 1)]
    assert [run.reason for run in trainer.project.runs.all()] == ["finished", "finished", "given up", "finished"]
    assert [len(trainer.project.runs.epochs(n)) for n in (1, 2, 3, 4)] == [1, 2, 1, 1]
    [model] = trainer.project.models()
    assert (model.run, model.name) == (2, "run 2, search 2")
    assert trainer.session.bundle.config.network.units == 7
    chart = trainer.find(ChartView, "search-chart").chart
    assert {item.name: item.x.tolist() for item in chart.items} == {
        "given up": [3.0], "each training": [1.0, 2.0, 4.0], "best so far": [1.0, 2.0, 2.0, 4.0]
    }  # fmt: skip
    assert chart.items[-1].y.tolist() == [0.0, 0.0, 1.0, 1.0]
    qtbot.mouseClick(trainer.find(QPushButton, "search-use"), Qt.MouseButton.LeftButton)
    assert trainer.session.config.network.units == 7
    assert not trainer.find(QPushButton, "search-use").isEnabled()
    trainer.find(QTabWidget, "train-views").setCurrentWidget(trainer.page._compare)
    table = trainer.find(QTableWidget, "compare-table")
    assert [table.item(row, 2).text() for row in range(table.rowCount())] == ["0.00 %", "0.00 %", "100.00 %", "0.00 %"]
    trainer.session.set_layer("upos")
    assert "Which options" in trainer.find(PlainLabel, "search-summary").text()
