"""The influence view shows what core measures, of the cursor's row and of the batch."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from core.config import Directions
from core.influence import Method, by_distance, influence, reach_of
from core.inspection import only_row, surrounded
from core.trace import trace
from gui.jobs import Jobs
from gui.tensor_page.influence import AROUND, REACH, InfluenceView
from gui.tensor_page.subject import Subject
from gui.widgets.heatmap import Heatmap
from tests.gui.tensor_page.view_bench import ViewBench

Look = Callable[..., Subject]


class Bench(ViewBench[InfluenceView]):
    def __init__(self, qtbot: QtBot, jobs: Jobs, subject: Subject) -> None:
        super().__init__(qtbot, jobs, subject, InfluenceView, (900, 500))

    @property
    def matrix(self) -> np.ndarray:
        return self.view.arrays()["influence"]

    def heatmap(self) -> Heatmap:
        return self.find(Heatmap, "influence-heatmap")

    def expected(self, row: int, method: Method = Method.OCCLUSION, label: int | None = None) -> np.ndarray:
        material, inspection = self.subject.material, self.subject.inspection
        assert material is not None
        assert inspection is not None
        batch = only_row(inspection.batch, row)
        return influence(material.network, batch, trace(material.network, batch), method=method, label=label).values


@pytest.fixture
def bench(qtbot: QtBot, jobs: Jobs, look: Look) -> Bench:
    return Bench(qtbot, jobs, look())


def test_the_matrix_is_that_of_the_cursors_row(bench: Bench) -> None:
    np.testing.assert_array_equal(bench.matrix, bench.expected(0))
    bench.subject.cursor.move(3, 0)
    bench.wait()
    np.testing.assert_array_equal(bench.matrix, bench.expected(3))
    bench.choose("influence-method", 1)
    np.testing.assert_array_equal(bench.matrix, bench.expected(3, Method.GRADIENT))
    bench.choose("influence-label", 2)
    np.testing.assert_array_equal(bench.matrix, bench.expected(3, Method.GRADIENT, label=2))
    bench.subject.cursor.move(3, 1)
    tokens = bench.subject.tokens()
    assert f"at “{tokens[1]}”" in bench.words()


def test_pointing_at_a_cell_moves_the_one_cursor_and_says_its_number(bench: Bench) -> None:
    heatmap, tokens = bench.heatmap(), bench.subject.tokens()
    said = set()
    for y in range(40, 460, 10):
        for x in range(120, 820, 20):
            cell = heatmap.cell_at(QPoint(x, y))
            if cell.x() < 0 or cell.y() < 0:
                continue
            bench.qtbot.mouseMove(heatmap.viewport(), QPoint(x, y))
            assert bench.subject.cursor.timestep == cell.y()
            assert f"“{tokens[cell.x()]}” moves it by {bench.matrix[cell.y(), cell.x()]:+z.3f}" in bench.words()
            said.add((cell.x(), cell.y()))
    assert len(said) == bench.matrix.size


def test_what_was_cut_off_stands_beside(qtbot: QtBot, jobs: Jobs, look: Look) -> None:
    bench = Bench(qtbot, jobs, look(max_length=4))
    material, inspection = bench.subject.material, bench.subject.inspection
    assert material is not None
    assert inspection is not None
    cut = [row for row, source in enumerate(inspection.batch.rows) if source.n_cut]
    bench.subject.cursor.move(cut[-1], 0)
    bench.wait()
    around = surrounded(material, inspection, cut[-1], most=AROUND)
    assert around is not None
    whole = influence(
        material.network, around.batch, trace(material.network, around.batch), method=Method.OCCLUSION
    ).values
    assert bench.matrix.shape == (4, len(around.tokens))
    np.testing.assert_array_equal(bench.matrix[:, :4], bench.expected(cut[-1]))
    np.testing.assert_array_equal(bench.matrix[:, 4:], whole[:4, 4:])
    assert "cut off: tokens that would have" in bench.words()


def test_the_average_is_over_the_rows_of_the_batch(bench: Bench) -> None:
    bench.choose("influence-what", 1)
    shown = bench.view.arrays()["influence-by-distance"]
    inspection = bench.subject.inspection
    assert inspection is not None
    lengths = inspection.batch.lengths.tolist()
    expected = by_distance(map(bench.expected, range(len(lengths))), reach=reach_of(lengths, REACH))
    np.testing.assert_allclose(shown, [expected.offsets, expected.sizes], rtol=1e-6)
    assert "tokens before" in bench.words()


def test_one_direction_says_that_nothing_comes_from_the_future(qtbot: QtBot, jobs: Jobs, look: Look) -> None:
    bench = Bench(qtbot, jobs, look(network={"directions": Directions.FORWARD}))
    assert not np.triu(bench.matrix, 1).any()
    bench.choose("influence-what", 1)
    assert bench.words().endswith("tokens after 0.0 %")


def test_padding_has_no_score(bench: Bench) -> None:
    inspection = bench.subject.inspection
    assert inspection is not None
    row = int(inspection.batch.lengths.argmin())
    bench.subject.cursor.move(row, inspection.batch.mask.shape[1] - 1)
    bench.wait()
    assert "Padding has no score" in bench.words()


def test_a_cursor_that_moves_while_nobody_looks_has_nothing_measured_again(bench: Bench) -> None:
    batch = bench.subject.inspection.batch if bench.subject.inspection else None
    assert batch is not None
    before, start = bench.matrix, batch.timesteps(0).start
    bench.view.hide()
    bench.subject.cursor.move(0, start + 1)
    bench.view.show()
    bench.wait()
    assert bench.matrix is before
    assert bench.heatmap()._cursor.y() == 1
    bench.view.hide()
    bench.subject.cursor.move(2, start)
    bench.view.show()
    bench.wait()
    assert bench.matrix is not before


def test_a_cursor_that_moves_does_not_begin_the_row_anew(
    qtbot: QtBot, jobs: Jobs, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = []
    monkeypatch.setattr(jobs, "start", lambda name, *_arguments, **_named: begun.append(name))
    subject = look()
    view = InfluenceView(subject, jobs)
    qtbot.addWidget(view)
    view.show()
    for timestep in (1, 2, 3):
        subject.cursor.move(0, timestep)
    assert begun == ["look"]
    subject.cursor.move(1, 0)
    assert begun == ["look"] * 2
