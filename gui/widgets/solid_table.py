"""Views that paint their whole ground, so that scrolling moves what is there and paints only what comes into view."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QTableView, QWidget

from gui import theme


def make_solid(view: QAbstractScrollArea) -> None:
    """Promise that the view paints every pixel of its viewport.

    Qt moves the pixels of a scrolled widget only if it knows that nothing shines through it, which a style
    sheet hides from it: without this, each step of the wheel paints every row anew.
    """
    view.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)


class SolidTable(QTableView):
    """A table on the ground of a panel, painted by its delegate."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        make_solid(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, then the rows."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.current().panel)
        painter.end()
        super().paintEvent(event)
