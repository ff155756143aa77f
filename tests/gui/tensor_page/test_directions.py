"""The lanes show what core finds read, for the cursor's token; the outputs stand where they are read and belong."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from core.config import Directions, PadSide
from gui.jobs import Jobs
from gui.tensor_page.directions import DirectionsView
from gui.tensor_page.subject import Subject
from gui.widgets.heatmap import Heatmap
from gui.widgets.heatmap_paint import HEADER
from gui.widgets.lanes import Lanes
from tests.gui.tensor_page.view_bench import ViewBench

Look = Callable[..., Subject]


class Bench(ViewBench[DirectionsView]):
    def lanes(self) -> Lanes:
        return self.find(Lanes, "lanes")


@pytest.fixture
def bench(qtbot: QtBot, jobs: Jobs, look: Look) -> Bench:
    return Bench(qtbot, jobs, look(network={"layers": 1}, pad=PadSide.BEFORE), DirectionsView)


def go_to(bench: Bench, place: int) -> int:
    inspection, cursor = bench.subject.inspection, bench.subject.cursor
    assert inspection is not None
    steps = inspection.batch.timesteps(cursor.row)
    cursor.move(cursor.row, steps.start + place)
    return steps.stop - steps.start


def test_each_lane_knows_its_side_of_the_cursor(bench: Bench) -> None:
    for place in (0, 2):
        count = go_to(bench, place)
        forward, backward, both = bench.lanes()._lanes
        places = np.arange(count)
        np.testing.assert_array_equal(forward.known > 0, places <= place)
        np.testing.assert_array_equal(backward.known > 0, places >= place)
        assert (both.known > 0).all()
        assert f"forward knows {place + 1} of {count} tokens, backward knows {count - place} of" in bench.words()
        assert "dark" not in bench.words()


def test_with_one_direction_the_future_goes_dark(bench: Bench) -> None:
    bench.choose("directions-way", 1)
    count = go_to(bench, 1)
    forward, both = bench.lanes()._lanes
    np.testing.assert_array_equal(both.known, forward.known)
    assert f"{count - 2} are in the dark" in bench.words()
    heatmap = bench.view.findChild(Heatmap, "backward-raw")
    assert heatmap is not None
    assert not heatmap.isVisible()
    bench.choose("directions-way", 1)
    assert "1 are in the dark" in bench.words()


def test_a_token_of_a_lane_is_chosen_by_mouse_and_keys(bench: Bench) -> None:
    count, lanes = go_to(bench, 0), bench.lanes()
    chosen = set()
    for x in range(120, 1080, 25):
        bench.qtbot.mouseClick(lanes.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, 60))
        chosen.add(bench.subject.cursor.timestep)
    assert len(chosen) == count
    go_to(bench, 0)
    bench.qtbot.keyClick(lanes, Qt.Key.Key_Right)
    inspection = bench.subject.inspection
    assert inspection is not None
    assert bench.subject.cursor.timestep == inspection.batch.timesteps(0).start + 1


def test_the_outputs_are_those_of_the_trace_in_both_orders(bench: Bench) -> None:
    traced = bench.subject.trace()
    assert traced is not None
    kept = traced.layers[0].directions["backward"]
    np.testing.assert_array_equal(bench.view.arrays()["as-read"], kept.raw[0])
    np.testing.assert_array_equal(bench.view.arrays()["in-order"], kept.hidden[0])
    count = go_to(bench, 0)
    raw, aligned = (bench.view.findChild(Heatmap, f"backward-{name}") for name in ("raw", "aligned"))
    assert raw is not None
    assert aligned is not None
    assert raw.limit == aligned.limit
    inspection = bench.subject.inspection
    assert inspection is not None
    last = inspection.batch.timesteps(0).stop - 1
    assert raw._cursor.x() == last, "the first token of the row is read last"
    # Pointing at the end of the reading moves the one cursor to the first token.
    for x in range(70, 500, 5):
        if raw.cell_at(QPoint(x, HEADER + 20)).x() == last - 1:
            bench.qtbot.mouseMove(raw.viewport(), QPoint(x, HEADER + 20))
    assert bench.subject.cursor.timestep == last - count + 2


def test_networks_of_one_direction_have_no_switch(qtbot: QtBot, jobs: Jobs, look: Look) -> None:
    bench = Bench(qtbot, jobs, look(network={"directions": Directions.BACKWARD}), DirectionsView)
    box = bench.view.findChild(QComboBox, "directions-way")
    assert box is not None
    assert not box.isEnabled()
    count = go_to(bench, 1)
    assert f"backward knows {count - 1} of {count} tokens" in bench.words()
    bench.choose("directions-layer", 1)
    assert f"backward knows {count - 1} of {count} tokens" in bench.words()


def test_padding_is_read_by_nobody(bench: Bench) -> None:
    inspection = bench.subject.inspection
    assert inspection is not None
    bench.subject.cursor.move(int(inspection.batch.lengths.argmin()), 0)
    bench.wait()
    assert "Nobody reads padding" in bench.words()
