"""Contrast and mixing against values worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor

from gui.colour_math import contrast, mix, readable

colours = st.builds(QColor, st.integers(0, 255), st.integers(0, 255), st.integers(0, 255))


def test_contrast_runs_from_one_to_twenty_one() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#808080"), QColor("#808080")) == pytest.approx(1)
    assert contrast(QColor("#767676"), QColor("white")) == pytest.approx(4.54, abs=0.01)


def test_mixing_goes_from_the_first_to_the_second() -> None:
    assert mix(QColor("black"), QColor("white"), 0).name() == "#000000"
    assert mix(QColor("black"), QColor("white"), 1).name() == "#ffffff"
    assert mix(QColor("#000000"), QColor("#ff0000"), 0.2).name() == "#330000"


@given(colours, colours)
def test_readable_text_reaches_the_ratio_on_every_background(colour: QColor, background: QColor) -> None:
    assert contrast(readable(colour, background), background) >= 4.5


def test_readable_leaves_alone_what_is_readable() -> None:
    assert readable(QColor("#0072B2"), QColor("white")).name() == "#0072b2"
