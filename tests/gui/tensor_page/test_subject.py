"""Rows that take their time are traced in a job; nobody is handed a row of something else."""

from collections.abc import Callable

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from core.config import Sampling
from core.inspection import inspect, row_cost, trace_row
from gui.jobs import Jobs
from gui.tensor_page import subject as looking
from gui.tensor_page.gates import NAMES, GatesView
from gui.tensor_page.subject import Subject
from gui.tensor_page.values import ValuesView
from gui.widgets.token_grid import TokenGrid
from tests.gui.tensor_page.view_bench import ViewBench

Look = Callable[..., Subject]
STRIPS = {"sampling": Sampling.STATEFUL, "window": 5, "stride": 5, "batch_size": 2}


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every row takes its time."""
    monkeypatch.setattr(looking, "AT_ONCE", 0)


def test_a_short_way_is_gone_at_once_and_a_long_one_is_not(qtbot: QtBot, look: Look, jobs: Jobs) -> None:
    subject = look(index=6, **STRIPS)
    material, inspection = subject.material, subject.inspection
    assert material is not None
    assert inspection is not None
    row = next(row for row in range(2) if inspection.states.n_behind(6, row) > 2)
    costly = row_cost(material, inspection, row)
    assert costly == (1 + inspection.states.n_behind(6, row)) * (
        row_cost(material, inspect(material, inspection.config), 0)
    )
    subject.cursor.move(row, 0)
    assert subject.trace() is not None
    assert not jobs.running
    assert row_cost(material, inspection, row) < costly, "what was read is known"


@pytest.mark.usefixtures("slow")
def test_a_trace_comes_when_it_is_there(qtbot: QtBot, look: Look, jobs: Jobs) -> None:
    subject = look(index=6, **STRIPS)
    subject.cursor.move(1, 0)
    with qtbot.waitSignal(subject.traced):
        assert subject.trace() is None
        assert subject.is_tracing
    traced = subject.trace()
    assert traced is not None
    material, inspection = subject.material, subject.inspection
    assert material is not None
    assert inspection is not None
    np.testing.assert_array_equal(traced.scores, trace_row(material, inspection, 1).scores)
    qtbot.waitUntil(lambda: not jobs.running)


@pytest.mark.usefixtures("slow")
def test_what_was_asked_for_before_does_not_come(qtbot: QtBot, look: Look, jobs: Jobs) -> None:
    subject = look(index=0)
    heard: list[int] = []
    subject.traced.connect(lambda: heard.append(subject.cursor.row))
    assert subject.trace() is None
    subject.cursor.move(3, 0)
    assert subject.trace() is None
    qtbot.waitUntil(lambda: bool(heard) and not jobs.running)
    assert heard == [3]
    material, inspection = subject.material, subject.inspection
    assert material is not None
    assert inspection is not None
    traced = subject.trace()
    assert traced is not None
    np.testing.assert_array_equal(traced.scores, trace_row(material, inspection, 3).scores)
    assert subject.trace() is traced
    subject.show(material, inspect(material, inspection.config, index=1, epoch=1, like=inspection))
    assert subject.trace() is None
    subject.forget()
    qtbot.waitUntil(lambda: not jobs.running)
    assert heard == [3]


@pytest.mark.usefixtures("slow")
def test_values_wait_and_are_then_those_of_the_row(qtbot: QtBot, jobs: Jobs, look: Look) -> None:
    subject = look()
    bench = ViewBench(qtbot, jobs, subject, ValuesView)
    bench.view.show_card("scores")
    said = bench.view._words
    assert said.text().startswith("Computing the row")
    assert bench.view.arrays() == {}
    qtbot.waitUntil(lambda: said.text().startswith("row 0, timestep 0"))
    traced = subject.trace()
    assert traced is not None
    np.testing.assert_array_equal(bench.view.arrays()["scores"], traced.scores[0])


@pytest.mark.usefixtures("slow")
def test_gates_wait_and_are_then_those_of_the_row(qtbot: QtBot, jobs: Jobs, look: Look) -> None:
    subject = look()
    bench = ViewBench(qtbot, jobs, subject, GatesView)
    subject.cursor.move(2, 1)
    assert bench.words().startswith("Computing the row")
    qtbot.waitUntil(lambda: bench.words().startswith("unit "))
    traced = subject.trace()
    assert traced is not None
    kept = traced.layers[0].directions["forward"]
    for name in NAMES:
        np.testing.assert_array_equal(bench.view.arrays()[name], getattr(kept, name)[0])


def test_the_cells_of_the_loss_fill_row_by_row(qtbot: QtBot, jobs: Jobs, look: Look) -> None:
    subject = look()
    subject.cursor.move(2, 1)
    bench = ViewBench(qtbot, jobs, subject, ValuesView)
    bench.view.show_card("loss")
    content = bench.find(TokenGrid, "token-grid")._content
    assert content is not None
    assert content.value(2, 1) == "…"
    bench.wait()
    material, inspection = subject.material, subject.inspection
    assert material is not None
    assert inspection is not None
    for row in range(len(inspection.tokens)):
        due = trace_row(material, inspection, row).loss[0]
        cells = [content.value(row, step) for step in range(len(due))]
        counts = inspection.batch.weights[row].tolist()
        assert cells == [f"{cost:.3f}" if weight else "0" for cost, weight in zip(due.tolist(), counts, strict=True)]
    assert bench.view._words.text().endswith(f"loss[2, 1] = {content.value(2, 1)}")
