"""Where a heatmap's numbers come from: an array, or a tensor of three axes seen as one tall table."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


class Cells(Protocol):
    """Numbers of which only a part is ever looked at."""

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""

    def part(self, rows: slice, columns: slice) -> Floats:
        """Return a part of them, float32[rows, columns]."""


class ArrayCells:
    """The numbers of a matrix, which is not copied."""

    def __init__(self, values: NDArray[np.floating]) -> None:
        if values.ndim != 2:
            raise ValueError(f"a heatmap has two axes, not those of {values.shape}")
        self._values = values

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self._values.shape[0], self._values.shape[1]

    def part(self, rows: slice, columns: slice) -> Floats:
        """Return a part of them."""
        return np.asarray(self._values[rows, columns], np.float32)


class StackedCells:
    """A tensor [B, T, F] as B blocks of F rows, one below the other, over T columns; not copied."""

    def __init__(self, tensor: NDArray[np.floating]) -> None:
        if tensor.ndim != 3:
            raise ValueError(f"a stack has three axes, not those of {tensor.shape}")
        self._tensor = tensor

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        n_rows, n_steps, n_features = self._tensor.shape
        return n_rows * n_features, n_steps

    def part(self, rows: slice, columns: slice) -> Floats:
        """Return a part of them."""
        n_features = self._tensor.shape[2]
        first, last = rows.start // n_features, -(-rows.stop // n_features)
        block = self._tensor[first:last, columns].transpose(0, 2, 1)  # [some B, F, columns]
        table = block.reshape(-1, block.shape[2])
        begin = rows.start - first * n_features
        return np.asarray(table[begin : begin + rows.stop - rows.start], np.float32)
