"""The six heatmaps are the tensors of the trace; the units listed are those that core finds."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from core.unit_search import search_units
from gui.jobs import Jobs
from gui.tensor_page.gates import NAMES, GatesView
from gui.tensor_page.subject import Subject
from gui.tensor_page.unit_list import UNIT_ROLE, UnitList
from gui.widgets.heatmap import Heatmap
from tests.gui.tensor_page.view_bench import ViewBench

Look = Callable[..., Subject]


class Bench(ViewBench[GatesView]):
    def heatmap(self, name: str) -> Heatmap:
        return self.find(Heatmap, f"gates-{name}")


@pytest.fixture
def bench(qtbot: QtBot, jobs: Jobs, look: Look) -> Bench:
    return Bench(qtbot, jobs, look(), GatesView)


@pytest.mark.parametrize("place", range(4))
def test_each_lstm_is_shown_as_it_was_traced(bench: Bench, place: int) -> None:
    box = bench.view.findChild(QComboBox, "gates-layer")
    assert box is not None
    assert box.count() == 4
    for _step in range(place):
        bench.qtbot.keyClick(box, Qt.Key.Key_Down)
    bench.subject.cursor.move(3, 1)
    traced = bench.subject.trace()
    assert traced is not None
    layer = traced.layers[place // 2].directions
    kept = layer[("forward", "backward")[place % 2]]
    for name in NAMES:
        values = getattr(kept, name)[0]
        np.testing.assert_array_equal(bench.view.arrays()[name], values)
        shown = bench.heatmap(name)
        np.testing.assert_array_equal(shown._cells.part(slice(0, 5), slice(0, len(values))), values.T)
        if name.endswith("gate"):
            assert shown.limit == 1.0
        else:
            assert shown.limit == max(float(np.abs(getattr(each, name)).max()) for each in layer.values())


def test_a_unit_and_a_timestep_are_marked_everywhere_with_their_arithmetic(bench: Bench) -> None:
    cell = bench.heatmap("cell")
    for x in range(40, 400, 7):
        if cell.cell_at(QPoint(x, 60)).x() == 2:
            bench.qtbot.mouseMove(cell.viewport(), QPoint(x, 60))
    assert bench.subject.cursor.timestep == 2
    unit = cell._cursor.y()
    assert {(bench.heatmap(name)._cursor.x(), bench.heatmap(name)._cursor.y()) for name in NAMES} == {(2, unit)}
    traced = bench.subject.trace()
    assert traced is not None
    kept = traced.layers[0].directions["forward"]
    assert f"unit {unit} at" in bench.words()
    assert f"cell {kept.cell[0, 2, unit]:+.3f} =" in bench.words()
    before = kept.forget_gate[0, 2, unit] * kept.cell[0, 1, unit]
    assert f"= {before:+.3f} kept" in bench.words()


def test_the_units_found_are_those_of_core(bench: Bench) -> None:
    inspection, material = bench.subject.inspection, bench.subject.material
    assert inspection is not None
    assert material is not None
    row, timestep = next(zip(*np.nonzero(inspection.batch.tags > 1), strict=True))
    bench.subject.cursor.move(int(row), int(timestep))
    label = int(inspection.batch.tags[row, timestep])
    button = bench.view.findChild(QPushButton, "gates-find")
    units = bench.view.findChild(UnitList, "gates-units")
    assert button is not None
    assert units is not None
    assert button.text() == f"Find units that follow {material.network.vocab.labels[label]}"
    bench.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    bench.qtbot.waitUntil(lambda: not bench.jobs.running, timeout=30_000)
    *_, expected = search_units(material, layer=0, direction="forward", label=label)
    assert tuple(units.item(place).data(UNIT_ROLE) for place in range(units.count())) == expected.units
    units.setFocus()
    bench.qtbot.keyClick(units, Qt.Key.Key_Down)
    bench.qtbot.keyClick(units, Qt.Key.Key_Down)
    assert bench.heatmap("hidden")._cursor.y() == expected.units[units.currentRow()].number
    assert units.currentRow() > 0


def test_padding_has_no_arithmetic_and_no_label(bench: Bench) -> None:
    inspection = bench.subject.inspection
    assert inspection is not None
    bench.subject.cursor.move(int(inspection.batch.lengths.argmin()), inspection.batch.mask.shape[1] - 1)
    assert bench.words().startswith("Padding")
    button = bench.view.findChild(QPushButton, "gates-find")
    assert button is not None
    assert not button.isEnabled()
