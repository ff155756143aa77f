"""One batch at a glance: rows below each other, time to the right, padding hatched, every sentence in a shade."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme
from gui.colour_math import mix

# A cell never gets taller than this.
TALLEST = 6.0


class BatchPicture(QWidget):
    """Paints cells; several pictures with the same `widest` are in one scale.

    Args:
        cells: uint8[B, T], 0 where there is padding, else 1 or 2 by turns for the sentences of a row.
        widest: Timesteps that fill the whole width.
        size: How large it wants to be.
    """

    def __init__(self, cells: NDArray[np.uint8], widest: int, size: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells, self._widest, self._size = np.ascontiguousarray(cells), max(widest, 1), size
        self.setFixedSize(size)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        rows, columns = cells.shape
        self.setAccessibleName(
            self.tr("{rows} rows of {columns} timesteps, {share:.0%} of the cells padding").format(
                rows=rows, columns=columns, share=float(np.mean(cells == 0)) if cells.size else 0.0
            )
        )
        theme.changes.changed.connect(self.on_theme)

    @Slot()
    def on_theme(self) -> None:
        """Paint in the new colours."""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the hatched ground, the cells upon it, a frame around."""
        rows, columns = self._cells.shape
        painter = QPainter(self)
        height = min(self.height() - 2.0, TALLEST * rows)
        ground = QRectF(1, (self.height() - height) / 2, (self.width() - 2) * columns / self._widest, height)
        colours = theme.current()
        painter.fillRect(ground, colours.raised)
        painter.fillRect(ground, QBrush(colours.pad_hatch, Qt.BrushStyle.BDiagPattern))
        painter.drawImage(ground, self._image())
        painter.setPen(colours.line)
        painter.drawRect(ground)

    def _image(self) -> QImage:
        """Return the cells, one pixel each, those of padding seen through."""
        colours = theme.current()
        shades = (QColor(Qt.GlobalColor.transparent), colours.accent, mix(colours.accent, colours.panel, 0.5))
        rows, columns = self._cells.shape
        image = QImage(self._cells.data, columns, rows, columns, QImage.Format.Format_Indexed8)
        image.setColorTable([shade.rgba() for shade in shades])
        return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
