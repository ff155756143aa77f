"""The mask of one row from layer to layer: where it is, what it hides, and where it is gone."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme
from gui.widgets.cell_geometry import hatch
from gui.widgets.plain import elided

LINE = 24
HEADER = 22
NAMES, DEEDS = 150, 152
MOST_LINES = 12


@dataclass(frozen=True, slots=True, eq=False)
class MaskLine:
    """One layer.

    Attributes:
        name: As shown.
        deed: What it does to the mask, in words.
        is_lost: Whether padding counts as words from here on.
        mask: bool[T] of the row on what it hands on; None where there is none.
    """

    name: str
    deed: str
    is_lost: bool
    mask: NDArray[np.bool_] | None


class MaskStrips(QWidget):
    """Paints lines under each other; a click chooses a timestep.

    Signals:
        timestep_chosen: The timestep under the mouse.
    """

    timestep_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[MaskLine, ...] = ()
        self._width, self._timestep = 0, -1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("The mask from layer to layer"))

    def set_lines(self, lines: tuple[MaskLine, ...], width: int) -> None:
        """Show other lines over `width` timesteps."""
        self._lines, self._width = lines[:MOST_LINES], width
        self.updateGeometry()
        self.update()

    def set_timestep(self, timestep: int) -> None:
        """Mark a timestep without telling anybody."""
        self._timestep = timestep
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for a line a layer."""
        return QSize(560, HEADER + LINE * max(3, len(self._lines)) + 4)

    def minimumSizeHint(self) -> QSize:
        """Make do with some timesteps."""
        return QSize(NAMES + DEEDS + 80, self.sizeHint().height())

    def _cell(self) -> float:
        room = self.width() - NAMES - DEEDS - 8
        return min(28.0, room / max(1, self._width))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the timestep under the mouse."""
        timestep = int((event.position().x() - NAMES - DEEDS) // self._cell())
        if event.position().x() >= NAMES + DEEDS and timestep < self._width:
            self.timestep_chosen.emit(timestep)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint every line: filled where a token counts, hatched where padding is hidden, red where it is not."""
        painter = QPainter(self)
        colours = theme.current()
        cell, top = self._cell(), HEADER
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(colours.muted)
        begin = NAMES + DEEDS
        middle = Qt.AlignmentFlag.AlignVCenter
        for left, room, words in (
            (0, NAMES, self.tr("Keras layer")),
            (NAMES, DEEDS, self.tr("what it does to the mask")),
        ):
            painter.drawText(QRect(left, 0, room - 8, HEADER), middle, elided(painter.fontMetrics(), words, room - 8))
        if 0 <= self._timestep < self._width:
            # The first timesteps are narrower than their words, which then begin where the cells do.
            words = f"t = {self._timestep}"
            room = painter.fontMetrics().horizontalAdvance(words)
            centre = begin + round((self._timestep + 0.5) * cell)
            painter.drawText(QRect(max(begin, centre - room // 2), 0, room + 2, HEADER), middle, words)
        for line in self._lines:
            painter.setFont(theme.font())
            painter.setPen(colours.text)
            name = elided(painter.fontMetrics(), line.name, NAMES - 8)
            painter.drawText(QRect(0, top, NAMES - 8, LINE), middle, name)
            painter.setPen(colours.bad if line.is_lost else colours.muted)
            deed = elided(painter.fontMetrics(), line.deed, DEEDS - 8)
            painter.drawText(QRect(NAMES, top, DEEDS - 8, LINE), middle, deed)
            for step in range(self._width):
                left, right = begin + round(step * cell), begin + round((step + 1) * cell)
                self._paint_cell(painter, line, step, QRect(left, top + 4, max(1, right - left - 1), LINE - 8))
            top += LINE
        if 0 <= self._timestep < self._width and self._lines:
            painter.setPen(QPen(colours.cursor, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            left = begin + round(self._timestep * cell)
            painter.drawRect(QRect(left - 1, HEADER, round(cell) + 1, len(self._lines) * LINE))

    def _paint_cell(self, painter: QPainter, line: MaskLine, step: int, rect: QRect) -> None:
        colours = theme.current()
        if line.mask is None:
            colour = QColor(colours.bad)
            colour.setAlpha(110)
            painter.fillRect(rect, colour)
        elif line.mask[step]:
            painter.fillRect(rect, colours.accent)
        else:
            painter.fillRect(rect, colours.raised)
            painter.fillRect(rect, hatch())
