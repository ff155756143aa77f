"""Curves keep every point, show the last value, and survive a change of theme."""

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from gui import theme
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
