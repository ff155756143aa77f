"""The card with the sentence being labelled between those before and after it, as in a running text.

The sentence always begins at the same height; what follows moves with its length.
"""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from gui import theme
from gui.label_page.surroundings import GUTTER, NUMBERS, ROW_HEIGHT, Surroundings
from gui.widgets.numbers import grouped
from gui.widgets.token_strip import TokenStrip

_TOP = 8
_LEAST_STRIP = 120
# Below this height one sentence before is enough.
_LOW = 380


class Passage(QFrame):
    """Places three widgets below each other.

    Signals:
        room_changed: There is room for more or fewer of the sentences around.
    """

    room_changed = Signal()

    def __init__(self, strip: TokenStrip, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("passage")
        self.setProperty("kind", "card")
        self.setMinimumHeight(_TOP + 2 * ROW_HEIGHT + _LEAST_STRIP)
        self._number = ""
        self.before = Surroundings(is_before=True, parent=self)
        self.strip = strip
        self.after = Surroundings(is_before=False, parent=self)
        strip.setParent(self)
        strip.laid_out.connect(self._arrange)
        theme.changes.changed.connect(self.update)

    def set_row(self, row: int) -> None:
        """Say which sentence is being labelled."""
        self._number = grouped(row + 1)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room out anew."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        n_lines = self.before.n_lines, self.after.n_lines
        inside = self.contentsRect().adjusted(1, _TOP, -1, -_TOP)
        before = ROW_HEIGHT * (1 if inside.height() < _LOW else 2)
        top = inside.top() + before + _TOP
        strip = self.strip.height_within(max(1, inside.bottom() + 1 - top - ROW_HEIGHT - _TOP))
        below = top + strip + _TOP
        # The strip's first token begins where the lines around it do.
        indent = GUTTER - self.strip.inset
        self.before.setGeometry(inside.left(), inside.top(), inside.width(), before)
        self.strip.setGeometry(inside.left() + indent, top, inside.width() - indent, strip)
        self.after.setGeometry(inside.left(), below, inside.width(), max(0, inside.bottom() + 1 - below))
        if n_lines != (self.before.n_lines, self.after.n_lines):
            self.room_changed.emit()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card, and beside the sentence being labelled its number."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setFont(theme.font(theme.SMALL, bold=True))
        painter.setPen(theme.current().accent)
        middle = self.strip.geometry().top() + self.strip.middle_of_first_line
        place = QRect(0, middle - 12, self.before.geometry().left() + GUTTER - NUMBERS, 24)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._number)
        painter.end()
