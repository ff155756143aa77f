"""Colour tables: zero has an entry of its own, the two sides differ, nothing overflows."""

import numpy as np
import pytest

from gui import colour_scales


@pytest.mark.parametrize("is_dark", [False, True])
def test_zero_is_neutral_and_the_sides_are_blue_and_orange(is_dark: bool) -> None:
    table = colour_scales.diverging_table(is_dark=is_dark)
    below, zero, above = table[colour_scales.diverging_index(np.array([-1.0, 0.0, 1.0]))].astype(int)
    assert table.shape == (256, 4)
    assert np.ptp(zero[:3]) <= 12
    assert below[2] > below[0] + 60
    assert above[0] > above[2] + 60
    assert (table[:, 3] == 255).all()


def test_values_beyond_the_scale_are_clipped_and_nothing_becomes_something() -> None:
    values = np.array([-np.inf, -7.0, -1.0, np.nan, 1.0, 7.0, np.inf])
    assert colour_scales.diverging_index(values).tolist() == [1, 1, 1, 128, 255, 255, 255]
