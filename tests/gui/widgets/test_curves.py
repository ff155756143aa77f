"""Curves keep every point, show the last value, and survive a change of theme."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui import theme
from gui.widgets.curve_points import SMOOTHING
from gui.widgets.curves import Curves, LegendKey, Series
from gui.widgets.plain import PlainLabel


@pytest.fixture
def curves(qtbot: QtBot) -> Curves:
    widget = Curves("Loss", x_title="batches")
    qtbot.addWidget(widget)
    widget.resize(600, 240)
    return widget


def test_points_are_kept_and_drawn(curves: Curves) -> None:
    curves.add(Series("train", "train", 0))
    for step in range(1000):
        curves.append("train", step, step / 2)
    curves.refresh()
    x, y = curves.points("train")
    np.testing.assert_array_equal(x, np.arange(1000))
    np.testing.assert_array_equal(y, np.arange(1000) / 2)
    shown = [label.text() for label in curves.findChild(LegendKey).findChildren(PlainLabel)]
    assert shown == ["train", "499.500"]


def test_a_key_that_comes_again_starts_anew(curves: Curves) -> None:
    curves.add(Series("train", "train", 0))
    curves.append("train", 1, 1)
    curves.add(Series("train", "train", 1, is_dashed=True, has_dots=True))
    assert len(curves.points("train")[0]) == 0
    curves.remove("nobody")
    curves.clear()
    with pytest.raises(KeyError):
        curves.points("train")


def values(curves: Curves) -> list[str]:
    return [key.findChildren(PlainLabel)[-1].text() for key in curves.findChildren(LegendKey)]


def filled(curves: Curves) -> Curves:
    curves.add(Series("train", "train", 0, is_noisy=True))
    curves.add(Series("dev", "dev", 5, has_dots=True))
    for step in range(1, 101):
        curves.append("train", step, 1.0 + (step % 2))
    curves.append("dev", 50, 0.5)
    curves.append("dev", 100, 0.0)
    curves.refresh()
    return curves


def test_the_mouse_reads_exact_values_and_leaves_the_last_ones(curves: Curves, qtbot: QtBot) -> None:
    filled(curves)
    assert values(curves) == ["1.000", "0.000"]
    with qtbot.waitExposed(curves):
        curves.show()
    curves.read(51.0)
    assert values(curves) == ["2.000", "0.500"]
    curves.read(None)
    assert values(curves) == ["1.000", "0.000"]
    with qtbot.waitSignal(curves.chosen) as chosen:
        qtbot.mouseClick(curves._plot.viewport(), Qt.MouseButton.LeftButton, pos=curves._plot.rect().center())
    assert 1 <= chosen.args[0] <= 100
    assert chosen.args[0] == curves.reading


def test_keys_walk_along_the_longest_curve(curves: Curves, qtbot: QtBot) -> None:
    filled(curves)
    qtbot.keyClick(curves._plot, Qt.Key.Key_Left)
    assert curves.reading == 99
    assert values(curves) == ["2.000", "0.000"]
    with qtbot.waitSignal(curves.chosen) as chosen:
        qtbot.keyClick(curves._plot, Qt.Key.Key_Return)
    assert chosen.args == [99.0]


def test_smoothing_is_a_running_mean_with_the_values_behind(curves: Curves) -> None:
    filled(curves)
    curves.set_smooth(True)
    _, drawn = curves._items["train"].getOriginalDataset()
    weights = SMOOTHING ** np.arange(100)[::-1]
    y = curves.points("train")[1]
    assert drawn[-1] == pytest.approx(float(weights @ y / weights.sum()))
    np.testing.assert_array_equal(curves._raw["train"].getOriginalDataset()[1], y)
    assert "dev" not in curves._raw
    assert values(curves)[0] == "1.000"
    curves.set_smooth(False)
    np.testing.assert_array_equal(curves._items["train"].getOriginalDataset()[1], y)
    assert not curves._raw


def test_a_logarithmic_axis_leaves_out_what_has_no_place(curves: Curves) -> None:
    filled(curves)
    curves.set_log(True)
    _, drawn = curves._items["dev"].getOriginalDataset()
    assert drawn[0] == 0.5
    assert np.isnan(drawn[1])
    curves.grab()
    assert curves._plot.getAxis("left").logTickStrings([-1.0, np.log10(0.2), np.log10(0.3), 0.0], 1.0, None) == [
        "0.1", "", "0.3", "1",
    ]  # fmt: skip
    assert curves.chart().is_log_y
    curves.set_log(False)
    assert curves._items["dev"].getOriginalDataset()[1].tolist() == [0.5, 0.0]


def test_what_is_no_number_is_left_out(curves: Curves) -> None:
    curves.add(Series("train", "train", 0))
    curves.append("train", 1, float("nan"))
    curves.append("train", 2, 3.0)
    assert curves.points("train")[0].tolist() == [2.0]


def test_the_saved_chart_holds_what_is_drawn(curves: Curves) -> None:
    lines = filled(curves).chart().items
    assert [line.name for line in lines] == ["train", "dev"]
    np.testing.assert_array_equal(lines[0].y, curves.points("train")[1])


def test_names_are_plain_text(curves: Curves) -> None:
    curves.add(Series("x", "<b>run</b>", 0))
    assert any(label.text() == "<b>run</b>" for label in curves.findChildren(PlainLabel))


def test_theme_changes_the_background(curves: Curves, qapp: object) -> None:
    theme.apply(qapp, theme.Mode.DARK)
    dark = curves.grab().toImage().pixelColor(300, 120)
    theme.apply(qapp, theme.Mode.LIGHT)
    light = curves.grab().toImage().pixelColor(300, 120)
    assert dark.lightness() < 60
    assert light.lightness() > 200
