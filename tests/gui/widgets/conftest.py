"""What tests of widgets share: a look at what is painted when only a part of a widget is asked for."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QImage, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication, QWidget

Repainted = Callable[..., tuple[QImage, QImage, QImage, QRegion]]


class _Asked(QObject):
    """Remembers which parts of a widget were to be painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.region = QRegion()
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note a region and let it be painted."""
        if isinstance(event, QPaintEvent):
            self.region += event.region()
        return False


@pytest.fixture
def repainted() -> Repainted:
    """Return a function that acts on a widget which is seen, and returns four things.

    The picture before; that picture with what was asked for painted over it, as the screen shows it; the
    picture painted as a whole afterwards; what was asked for.
    """

    def look(widget: QWidget, act: Callable[[], object]) -> tuple[QImage, QImage, QImage, QRegion]:
        QApplication.processEvents()
        before = widget.grab().toImage()
        asked = _Asked(widget)
        act()
        QApplication.processEvents()
        widget.removeEventFilter(asked)
        seen = before.copy()
        widget.render(seen, asked.region.boundingRect().topLeft(), asked.region)
        whole = before.copy()
        widget.render(whole)
        return before, seen, whole, asked.region

    return look
