"""Which cells of a large table can be seen, and the brush that says "padding"."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush

from gui import theme


@dataclass(frozen=True, slots=True)
class Visible:
    """Cells `[first, last)` that a stretch of pixels shows, and where the first one begins."""

    first: int
    last: int
    origin: int


def visible(count: int, cell: float, scrolled: int, length: int) -> Visible:
    """Return which of `count` cells of `cell` pixels show in `length` pixels after `scrolled` of them."""
    first = min(count, max(0, int(scrolled / cell)))
    last = min(count, int(np.ceil((scrolled + length) / cell)))
    return Visible(first, max(first, last), round(first * cell) - scrolled)


def hatch() -> QBrush:
    """Return the brush that says "padding"."""
    return QBrush(theme.current().pad_hatch, Qt.BrushStyle.BDiagPattern)
