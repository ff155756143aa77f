"""Parts of a heatmap's numbers are parts of the array they stand for."""

import numpy as np
import pytest

from gui.widgets.cells import ArrayCells, StackedCells


def test_a_stack_is_the_tensor_sentence_below_sentence() -> None:
    tensor = np.random.default_rng(1).normal(size=(4, 5, 3)).astype(np.float32)
    table = tensor.transpose(0, 2, 1).reshape(12, 5)
    cells = StackedCells(tensor)
    assert cells.shape == (12, 5)
    for first in range(12):
        for last in range(first, 13):
            part = cells.part(slice(first, last), slice(1, 4))
            np.testing.assert_array_equal(part, table[first:last, 1:4])


def test_a_matrix_is_itself() -> None:
    values = np.arange(12, dtype=np.float64).reshape(3, 4)
    assert ArrayCells(values).shape == (3, 4)
    assert ArrayCells(values).part(slice(1, 3), slice(0, 2)).tolist() == [[4, 5], [8, 9]]


def test_other_axes_are_refused() -> None:
    with pytest.raises(ValueError, match="two axes"):
        ArrayCells(np.zeros(3))
    with pytest.raises(ValueError, match="three axes"):
        StackedCells(np.zeros((3, 3)))
