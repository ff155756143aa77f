"""A line of keys, drawn as on a keyboard, with what each does; those that do not fit are left out."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme

HEIGHT = 24
_CAP = 18
_GAP = 6
_BETWEEN = 18


class KeyHints(QWidget):
    """Shows keys and words; nothing in it can be pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("key-hints")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._hints: tuple[tuple[str, str], ...] = ()
        theme.changes.changed.connect(self.update)

    def set_hints(self, hints: Sequence[tuple[str, str]]) -> None:
        """Show these keys and what they do, the most important first; those without a key are left out."""
        self._hints = tuple((key, words) for key, words in hints if key)
        self.setAccessibleName(", ".join(f"{key}: {words}" for key, words in self._hints))
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for one line."""
        return QSize(200, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as many hints as fit."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = theme.font(theme.SMALL)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        left = 0.0
        for key, words in self._hints:
            room = cap_width(metrics, key) + _GAP + metrics.horizontalAdvance(words)
            if left + room > self.width():
                break
            cap = QRectF(left, (HEIGHT - _CAP) / 2, cap_width(metrics, key), _CAP)
            paint_cap(painter, cap, key)
            painter.setPen(theme.current().muted)
            place = QRectF(cap.right() + _GAP, 0, metrics.horizontalAdvance(words) + 1, HEIGHT)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
            left += room + _BETWEEN
        painter.end()


def cap_width(metrics: QFontMetrics, key: str) -> float:
    """Return how wide a key is drawn."""
    return max(float(_CAP), metrics.horizontalAdvance(key) + 10.0)


def paint_cap(painter: QPainter, area: QRectF, key: str) -> None:
    """Draw a key in the painter's font."""
    colours = theme.current()
    painter.setPen(QPen(colours.line, 1))
    painter.setBrush(colours.panel)
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setPen(colours.text)
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, key)
