"""Charts: axes that say what is there, points that can be read to the last digit, files that hold every number."""

import csv
import io
import json
import math
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui import messages, theme
from gui.widgets.chart import Axis, Band, Bars, Chart, Line, Whiskers, drawing, written
from gui.widgets.chart_export import COLUMNS, ExportButton, as_csv, as_json
from gui.widgets.chart_view import ChartView

X = np.array([1.0, 2.0, 4.0])
CHART = Chart(
    title="Scores <b>",
    x_title="sentences",
    y_title="F1",
    items=(
        Band("interval", X, np.array([0.1, 0.2, 0.3]), np.array([0.3, 0.4, 0.5]), 2),
        Line("one", X, np.array([0.123456789, 0.3, 0.4]), 0, has_dots=True),
        Line("two", X, np.array([0.5, math.nan, 0.7]), 1, is_dashed=True),
        Whiskers(X, X / 10, X / 8, 0),
        Bars("counts", X, X + 1, X / 9, 3),
    ),
)


@settings(deadline=None)
@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6), st.integers(60, 900))
def test_ticks_lie_inside_and_are_not_crowded(low: float, width: float, pixels: int) -> None:
    axis = Axis(low, low + width, 0.0, float(pixels), is_log=False)
    ticks = axis.ticks(50)
    assert len(ticks) <= max(2, pixels // 50) + 1
    assert all(low - width * 1e-6 <= tick <= low + width * (1 + 1e-6) for tick in ticks)
    steps = np.diff(ticks)
    assert np.allclose(steps, steps[:1].sum() if len(steps) else 0.0)


@settings(deadline=None)
@given(st.floats(1e-6, 1e3), st.floats(1.5, 1e6))
def test_logarithmic_ticks_are_round(low: float, factor: float) -> None:
    axis = Axis(low, low * factor, 0.0, 600.0, is_log=True)
    for tick in axis.ticks(60):
        lead = tick / 10.0 ** math.floor(math.log10(tick * (1 + 1e-9)))
        assert min(abs(lead - digit) for digit in (1, 2, 3, 5)) < 1e-6


def test_a_logarithmic_axis_has_no_place_for_zero() -> None:
    places = Axis(0.1, 10.0, 0.0, 100.0, is_log=True).place(np.array([0.0, 0.1, 1.0, 10.0]))
    assert math.isnan(places[0])
    assert places[1:].tolist() == pytest.approx([0, 50, 100])


@pytest.mark.parametrize(
    ("value", "due"), [(0.0, "0"), (0.25, "0.25"), (12_500.0, "12,500"), (1e-5, "1e-5"), (2.5e7, "2e7")]
)
def test_numbers_of_axes(value: float, due: str) -> None:
    assert written(value) == due
    assert written(0.985, is_share=True) == "98.5 %"


@pytest.fixture
def view(qtbot: QtBot) -> ChartView:
    made = ChartView("chart")
    qtbot.addWidget(made)
    made.resize(500, 340)
    with qtbot.waitExposed(made):
        made.show()
    made.set_chart(CHART)
    return made


def test_the_mouse_reads_the_nearest_point_and_a_click_chooses_it(view: ChartView, qtbot: QtBot) -> None:
    placed = drawing(CHART, view.rect().adjusted(4, 4, -4, -4))
    line = CHART.items[1]
    assert isinstance(line, Line)
    x, y = placed.points(line)[0].tolist()
    with qtbot.waitSignal(view.chosen) as chosen:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))
    assert chosen.args == [1, 0]
    assert view.accessibleDescription() == "one · sentences 1 · 0.123457"


def test_keys_walk_over_gaps_and_from_line_to_line(view: ChartView, qtbot: QtBot) -> None:
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.accessibleDescription().startswith("one · sentences 1")
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.accessibleDescription() == "two · sentences 4 · 0.7"
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.accessibleDescription() == "one · sentences 4 · 0.4"
    view.set_chart(None)
    qtbot.keyClick(view, Qt.Key.Key_Right)


def test_csv_and_json_hold_every_number() -> None:
    table = list(csv.reader(io.StringIO(as_csv([CHART]))))
    assert tuple(table[0]) == COLUMNS
    ones = [(float(x), float(y)) for _, name, x, y, *_ in table if name == "one"]
    assert ones == [(1.0, 0.123456789), (2.0, 0.3), (4.0, 0.4)]
    assert [row[4:] for row in table if row[1] == "interval"][:1] == [["0.1", "0.3"]]
    found = json.loads(as_json([CHART]))[0]
    assert found["title"] == "Scores <b>"
    assert [point["y"] for point in found["points"] if point["series"] == "two"] == [0.5, None, 0.7]


def test_files_are_written_where_the_user_says(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: object
) -> None:
    theme.apply(qapp, theme.Mode.DARK)

    def target(_parent: QWidget, _title: str, suggested: str, _kinds: str) -> Path:
        return tmp_path / suggested

    monkeypatch.setattr(messages, "choose_target", target)
    button = ExportButton("scores", lambda: [CHART])
    qtbot.addWidget(button)
    for action in button.menu().actions():
        action.trigger()
    assert {path.name for path in tmp_path.iterdir()} == {"scores.svg", "scores.csv", "scores.json"}
    assert (tmp_path / "scores.csv").read_text(encoding="utf-8") == as_csv([CHART])
    root = ET.parse(tmp_path / "scores.svg").getroot()
    texts = {"".join(element.itertext()).strip() for element in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {"Scores <b>", "one", "two", "counts", "sentences"} <= texts


def test_an_empty_chart_and_one_value_have_axes(view: ChartView) -> None:
    for items in ((), (Line("one", np.array([3.0]), np.array([2.0]), 0, has_dots=True),)):
        placed = drawing(Chart("", "x", "y", items), QRect(0, 0, 300, 200))
        assert placed.x.low < placed.x.high
        assert placed.y.low < placed.y.high
