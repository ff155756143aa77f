"""Which cells of a large table can be seen, what its columns are, and the brush that says "padding"."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QBrush, QPainter

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


def paint_corner(painter: QPainter, corner: QRect) -> None:
    """Write beside the heads of the columns what they count: timesteps."""
    words = QCoreApplication.translate("cells", "timestep →")
    if painter.fontMetrics().horizontalAdvance(words) > corner.width() - 8:
        words = QCoreApplication.translate("cells", "t →")
    side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(corner.adjusted(0, 0, -8, 0), side, words)


def hatch() -> QBrush:
    """Return the brush that says "padding"."""
    return QBrush(theme.current().pad_hatch, Qt.BrushStyle.BDiagPattern)
