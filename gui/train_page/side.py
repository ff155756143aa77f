"""A column beside the plots that gives way in a small window."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

# How much narrower it may get.
GIVES_WAY = 64


class Side(QWidget):
    """A column beside the plots: as wide as asked for, somewhat narrower in a small window."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self._width = width
        self.setMinimumWidth(width - GIVES_WAY)
        self.setMaximumWidth(width)

    def sizeHint(self) -> QSize:
        """Ask for the whole width."""
        return QSize(self._width, super().sizeHint().height())
