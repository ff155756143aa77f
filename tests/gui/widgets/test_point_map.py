"""Points stand where the plane puts them, in the colour of their kind, under the mouse and under the keys."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtSvg import QSvgGenerator
from pytestqt.qtbot import QtBot

from gui import theme
from gui.widgets.point_map import FOOT, PointMap, Points

PLACES = np.array([[0, 0], [1, 0], [0, 1], [-1, -1]], np.float32)


@pytest.fixture
def chart(qtbot: QtBot) -> PointMap:
    made = PointMap()
    qtbot.addWidget(made)
    made.resize(400, 300 + FOOT)
    made.set_points(
        Points(PLACES, ("nil", "right", "up", "low"), np.array([0, 1, -1, 0], np.int32), (3, 4), ("A", "B"), "axes")
    )
    made.show()
    return made


def place(chart: PointMap, number: int) -> QPoint:
    return QPointF(*chart.pixels()[number]).toPoint()


def colour_at(chart: PointMap, point: QPoint) -> QColor:
    return chart.grab().toImage().pixelColor(point)


def test_all_points_are_inside_and_the_second_axis_grows_upwards(chart: PointMap) -> None:
    pixels = chart.pixels()
    assert len(chart.seen(pixels)) == 4
    assert pixels[1, 0] > pixels[0, 0]
    assert pixels[2, 1] < pixels[0, 1]
    assert pixels[:, 1].max() < 300


def test_a_point_has_the_colour_of_its_kind(chart: PointMap) -> None:
    for number, colour in ((0, theme.label_colours(3).line), (1, theme.label_colours(4).line)):
        assert colour_at(chart, place(chart, number)) == colour
    assert colour_at(chart, place(chart, 2)) == theme.current().pad_hatch


def test_the_colours_are_those_of_the_theme_in_use(chart: PointMap, qapp: object) -> None:
    before = colour_at(chart, place(chart, 2))
    theme.apply(qapp, theme.Mode.DARK)  # type: ignore[arg-type]
    assert colour_at(chart, place(chart, 2)) != before


def test_a_click_chooses_and_a_double_click_opens(chart: PointMap, qtbot: QtBot) -> None:
    with qtbot.waitSignal(chart.chosen) as chosen:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=place(chart, 1) + QPoint(2, 1))
    assert chosen.args == [1]
    with qtbot.waitSignal(chart.opened) as opened:
        qtbot.mouseDClick(chart, Qt.MouseButton.LeftButton, pos=place(chart, 3))
    assert opened.args == [3]
    with qtbot.assertNotEmitted(chart.chosen):
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))


def test_a_drag_pans_and_chooses_nothing(chart: PointMap, qtbot: QtBot) -> None:
    before = chart.pixels()
    with qtbot.assertNotEmitted(chart.chosen):
        qtbot.mousePress(chart, Qt.MouseButton.LeftButton, pos=QPoint(200, 100))
        event_to(chart, QPoint(230, 120))
        qtbot.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=QPoint(230, 120))
    np.testing.assert_allclose(chart.pixels() - before, [[30, 20]] * 4, atol=1e-6)


def event_to(chart: PointMap, to: QPoint) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent

    left = Qt.MouseButton.LeftButton
    chart.mouseMoveEvent(
        QMouseEvent(QEvent.Type.MouseMove, QPointF(to), QPointF(to), left, left, Qt.KeyboardModifier.NoModifier)
    )


def test_zooming_keeps_what_is_under_the_mouse(chart: PointMap) -> None:
    at = QPointF(*chart.pixels()[1])
    chart.zoom(4.0, at)
    np.testing.assert_allclose(chart.pixels()[1], [at.x(), at.y()], atol=1e-6)
    assert 3 not in chart.seen(chart.pixels())
    chart.fit()
    assert len(chart.seen(chart.pixels())) == 4


def test_keys_move_and_zoom(chart: PointMap, qtbot: QtBot) -> None:
    before = chart.pixels()
    qtbot.keyClick(chart, Qt.Key.Key_Plus)
    assert np.ptp(chart.pixels()[:, 0]) > np.ptp(before[:, 0])
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert (chart.pixels()[:, 0] > before[:, 0]).all()
    chart.choose(2)
    with qtbot.waitSignal(chart.opened) as opened:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert opened.args == [2]


def test_an_svg_has_every_point_as_a_shape(chart: PointMap, tmp_path: Path) -> None:
    drawing = QSvgGenerator()
    drawing.setFileName(str(tmp_path / "map.svg"))
    drawing.setSize(chart.size())
    painter = QPainter(drawing)
    chart.render(painter, QPoint())
    painter.end()
    text = (tmp_path / "map.svg").read_text()
    assert "<image" not in text
    # Four points, and three in the legend.
    assert text.count("<circle") + text.count("<ellipse") >= 7 or text.count("<path") >= 7
    assert "nil" in text


def test_twenty_thousand_points_are_all_stamped(qtbot: QtBot) -> None:
    random = np.random.default_rng(0)
    places = random.normal(size=(20_000, 2)).astype(np.float32)
    chart = PointMap()
    qtbot.addWidget(chart)
    chart.resize(800, 600)
    kinds = random.integers(-1, 2, 20_000).astype(np.int32)
    chart.set_points(Points(places, tuple(f"w{n}" for n in range(20_000)), kinds, (1, 2), ("A", "B"), ""))
    image = chart.grab().toImage()
    for number in random.integers(0, 20_000, 50).tolist():
        x, y = np.rint(chart.pixels()[number]).astype(int)
        assert image.pixelColor(int(x), int(y)) != theme.current().panel
