"""A column beside the plots that gives way in a small window."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget


class Side(QWidget):
    """A column beside the plots: as wide as asked for, somewhat narrower in a small window.

    Args:
        width: Asked for.
        gives_way: How much narrower it may get.
    """

    def __init__(self, width: int, *, gives_way: int) -> None:
        super().__init__()
        self._width = width
        self.setMinimumWidth(width - gives_way)
        self.setMaximumWidth(width)

    def sizeHint(self) -> QSize:
        """Ask for the whole width."""
        return QSize(self._width, super().sizeHint().height())
