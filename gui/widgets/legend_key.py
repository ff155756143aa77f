"""A stroke in a curve's colour, its name, and its last value or the one that is read."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui import theme
from gui.widgets.curve_points import Series
from gui.widgets.plain import PlainLabel

LONGEST_NAME = 24
VALUE_WIDTH = 40


class LegendKey(QWidget):
    """One curve in the legend."""

    def __init__(self, series: Series, parent: QWidget) -> None:
        super().__init__(parent)
        self._series = series
        self._value = PlainLabel("", theme.SMALL)
        # A place of fixed size: another number must not lay the whole page out anew while a run goes on.
        self._value.setFixedSize(VALUE_WIDTH, self._value.fontMetrics().height() + 2)
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(18, 0, 0, 0)
        layout.setSpacing(5)
        name = series.name if len(series.name) <= LONGEST_NAME else f"{series.name[:LONGEST_NAME]}…"
        layout.addWidget(PlainLabel(name, theme.SMALL, muted=True))
        layout.addWidget(self._value)

    def set_value(self, text: str) -> None:
        """Show a value."""
        needed = self._value.fontMetrics().horizontalAdvance(text) + 4
        if needed > self._value.width():
            self._value.setFixedWidth(needed)
        self._value.setText(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the stroke before the name."""
        painter = QPainter(self)
        pen = QPen(QColor(theme.label_colours(self._series.colour).line), 2)
        if self._series.is_dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        y = self.height() // 2
        painter.drawLine(0, y, 13, y)
