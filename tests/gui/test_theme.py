"""The theme: contrast of every pair of colours that meet, switching, fonts."""

import dataclasses

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui import theme
from gui.colour_math import contrast
from gui.theme import DARK, LIGHT, Colours, Mode


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_words_are_readable_wherever_they_stand(colours: Colours) -> None:
    for ground in (colours.window, colours.panel, colours.raised, colours.selection):
        assert contrast(colours.text, ground) >= 7
    for ground in (colours.window, colours.panel, colours.raised):
        assert contrast(colours.muted, ground) >= 4.5
    for sign in (colours.accent, colours.good, colours.warn, colours.bad):
        assert contrast(sign, colours.panel) >= 4.5
    assert contrast(colours.on_accent, colours.accent) >= 4.5


def test_switching_dresses_the_application_and_tells_everybody(qtbot: QtBot, qapp: QApplication) -> None:
    with qtbot.waitSignal(theme.changes.changed):
        theme.apply(qapp, Mode.DARK)
    assert theme.is_dark()
    assert theme.current() is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window) == DARK.window
    assert DARK.accent.name() in qapp.styleSheet()
    with qtbot.waitSignal(theme.changes.changed):
        theme.apply(qapp, Mode.LIGHT)
    assert theme.current() is LIGHT
    assert LIGHT.accent.name() in qapp.styleSheet()


def test_the_desktops_colours_are_followed_only_when_asked(qtbot: QtBot, qapp: QApplication) -> None:
    with qtbot.assertNotEmitted(theme.changes.changed):
        theme.changes.on_system_changed()
    theme.apply(qapp, Mode.SYSTEM)
    wanted = qapp.styleHints().colorScheme() is Qt.ColorScheme.Dark
    assert theme.is_dark() == wanted
    with qtbot.waitSignal(theme.changes.changed):
        theme.changes.on_system_changed()


def test_fonts_have_the_size_asked_for() -> None:
    assert [theme.font(size).pixelSize() for size in (11, 13, 16, 22)] == [11, 13, 16, 22]
    assert theme.font(bold=True).weight() == QFont.Weight.DemiBold
    assert theme.font(mono=True).styleHint() == QFont.StyleHint.Monospace


def test_label_colours_follow_the_theme(qapp: QApplication) -> None:
    light = theme.label_colours(3)
    theme.apply(qapp, Mode.DARK)
    assert theme.label_colours(3) != light
    assert theme.label_colours(3) is theme.label_colours(3)


def test_heatmap_colours_have_the_shape_of_the_values() -> None:
    values = np.linspace(-1, 1, 12, dtype=np.float32).reshape(3, 4)
    colours = theme.diverging(values)
    assert (colours.shape, colours.dtype) == ((3, 4, 4), np.uint8)


def test_every_colour_of_one_theme_differs_from_the_others() -> None:
    for field in dataclasses.fields(Colours):
        assert getattr(LIGHT, field.name) != getattr(DARK, field.name), field.name
