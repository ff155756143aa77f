"""Label colours: readable in both themes, told apart, another pattern after the last hue."""

import pytest
from PySide6.QtCore import Qt

from gui.colour_math import contrast
from gui.label_colours import HUES, label_colours
from gui.theme import DARK, LIGHT, Colours


@pytest.mark.parametrize("colours", [LIGHT, DARK])
@pytest.mark.parametrize("index", range(len(HUES)))
def test_text_and_lines_are_readable(colours: Colours, index: int) -> None:
    label = label_colours(index, colours.panel, is_dark=colours.is_dark)
    assert contrast(label.text, label.fill) >= 4.5
    assert contrast(label.line, colours.panel) >= (5 if colours.is_dark else 3)


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_no_two_labels_look_alike(colours: Colours) -> None:
    looks = {
        (label.fill.name(), label.pattern)
        for label in (label_colours(index, colours.panel, is_dark=colours.is_dark) for index in range(48))
    }
    assert len(HUES) >= 12
    assert len(looks) == 48


def test_the_first_round_is_solid_and_the_second_is_not() -> None:
    assert label_colours(11, LIGHT.panel, is_dark=False).pattern is Qt.BrushStyle.SolidPattern
    assert label_colours(12, LIGHT.panel, is_dark=False).pattern is not Qt.BrushStyle.SolidPattern
