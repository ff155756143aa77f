"""One label as a button: its key on a key cap, its name on its colour."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from gui import theme
from gui.colour_math import mix
from gui.widgets.plain import elided, safe

HEIGHT = 28
CAP = 18
PADDING = 8
WIDEST_NAME = 200


class LabelButton(QAbstractButton):
    """Sets its label when pressed; a click leaves the keyboard where it is."""

    def __init__(self, label: str, key: str, colour_index: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = label
        self.key = key
        self._colour_index = colour_index
        self.setObjectName(f"label-{label}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        words = self.tr("{label}, key {key}").format(label=label, key=key.upper()) if key else label
        self.setAccessibleName(words)
        self.setToolTip(f"<p>{safe(words)}</p>")

    def sizeHint(self) -> QSize:
        """Return room for key and name."""
        metrics = QFontMetrics(theme.font())
        name = metrics.horizontalAdvance(elided(metrics, self.label, WIDEST_NAME))
        return QSize(name + 2 * PADDING + (CAP + 6 if self.key else 0), HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the colour, the key cap and the name."""
        colours, look = theme.current(), theme.label_colours(self._colour_index)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        pressed = self.isDown() or self.underMouse()
        fill = mix(look.fill, look.line, 0.18) if pressed else look.fill
        painter.setPen(QPen(colours.accent, 2) if self.hasFocus() else QPen(look.line, 1))
        painter.setBrush(fill)
        painter.drawRoundedRect(area, 6, 6)
        if look.pattern is not Qt.BrushStyle.SolidPattern:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QBrush(mix(fill, look.line, 0.35), look.pattern))
            painter.drawRoundedRect(area, 6, 6)
        left = float(PADDING)
        if self.key:
            self._paint_key(painter, QRectF(6, (HEIGHT - CAP) / 2, CAP, CAP))
            left = 6.0 + CAP + 6
        painter.setPen(look.text)
        painter.setFont(theme.font())
        room = QRectF(left, 0, self.width() - left - 4, HEIGHT)
        name = elided(painter.fontMetrics(), self.label, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        painter.end()

    def _paint_key(self, painter: QPainter, area: QRectF) -> None:
        colours = theme.current()
        painter.setPen(QPen(colours.line, 1))
        painter.setBrush(colours.panel)
        painter.drawRoundedRect(area, 4, 4)
        painter.setPen(colours.text)
        painter.setFont(theme.font(theme.SMALL, bold=True))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self.key.upper())
