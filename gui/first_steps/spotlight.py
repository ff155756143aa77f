"""Frames around widgets of the window, drawn over them and letting every click through."""

from collections.abc import Sequence

import shiboken6
from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gui import theme

FOLLOW_MS = 100
MARGIN = 3


class Spotlight(QWidget):
    """Lies over the whole window; what it points at may move, scroll and vanish."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("spotlight")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._targets: tuple[QWidget, ...] = ()
        self._frames: tuple[QRect, ...] = ()
        self._timer = QTimer(self)
        self._timer.setInterval(FOLLOW_MS)
        self._timer.timeout.connect(self.follow)
        self.hide()

    @property
    def frames(self) -> tuple[QRect, ...]:
        """What is framed, in the window's coordinates."""
        return self._frames

    def point_at(self, targets: Sequence[QWidget]) -> None:
        """Frame these widgets until others are named; none hides the frames."""
        self._targets = tuple(targets)
        if targets:
            self.follow()
            self._timer.start()
            self.show()
        else:
            self._timer.stop()
            self.hide()

    @Slot()
    def follow(self) -> None:
        """Put the frames where their widgets are now."""
        if self._window.size() != self.size():
            self.setGeometry(self._window.rect())
        frames = tuple(
            frame for target in self._targets if shiboken6.isValid(target) and (frame := self._frame(target)).isValid()
        )
        if frames != self._frames:
            self._frames = frames
            self.raise_()
            self.update()

    def _frame(self, target: QWidget) -> QRect:
        """Return the part of a widget that can be seen, in the window's coordinates; not valid where none can."""
        if not target.isVisible():
            return QRect()
        seen = target.visibleRegion().boundingRect()
        return seen.translated(target.mapTo(self._window, QPoint(0, 0))) if not seen.isEmpty() else QRect()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a frame around each."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = theme.current().warn
        for frame in self._frames:
            around = QRectF(frame).adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)
            painter.setPen(QPen(colour, 3))
            painter.drawRoundedRect(around, 10, 10)
        painter.end()
