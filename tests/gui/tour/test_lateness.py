"""Figures of the walk: percentiles, and lateness counted for the phase that goes on."""

import time

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from gui.tour.figures import Figures, process_start
from gui.tour.lateness import Lateness, percentile


@pytest.mark.parametrize(
    ("values", "share", "due"),
    [([], 0.99, 0.0), ([5.0], 0.5, 5.0), ([1.0, 2.0, 3.0, 4.0], 0.5, 2.0), (list(range(1, 101)), 0.95, 95)],
)
def test_percentile(values: list[float], share: float, due: float) -> None:
    assert percentile(values, share) == due


def test_lateness_is_counted_by_phase_and_not_while_the_walk_itself_is_busy(qtbot: QtBot) -> None:
    lateness = Lateness()
    timer = lateness.findChild(QTimer)
    lateness.begin("first")
    qtbot.waitUntil(lambda: len(lateness.by_phase.get("first", [])) > 2)
    lateness.begin("")
    for _tick in range(3):
        with qtbot.waitSignal(timer.timeout):
            pass
    n_first = len(lateness.by_phase["first"])
    lateness.begin("second")
    qtbot.waitUntil(lambda: "second" in lateness.by_phase)
    lateness.end()
    assert set(lateness.by_phase) == {"first", "second"}
    assert len(lateness.by_phase["first"]) == n_first
    assert all(value >= 0 for values in lateness.by_phase.values() for value in values)
    assert not timer.isActive()


def test_the_process_began_a_while_ago() -> None:
    assert 0 < time.time() - process_start() < 24 * 3600


def test_figures_are_rounded_for_people() -> None:
    assert Figures(window_ms=12.3456).as_json()["window_ms"] == 12.35
    assert Figures().as_json()["tensorflow_imported_at_start"] is False
