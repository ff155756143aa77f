"""The card with the sentence being labelled between those before and after it, as in a running text.

The sentence always begins at the same height; what follows moves with its length.
"""

from PySide6.QtCore import QRect, Qt, Signal, Slot
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
        self._is_placing = False
        strip.laid_out.connect(self._on_laid_out)
        theme.changes.changed.connect(self.update)

    def set_row(self, row: int) -> None:
        """Say which sentence is being labelled."""
        self._number = grouped(row + 1)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room out anew."""
        super().resizeEvent(event)
        self._arrange()

    @Slot()
    def _on_laid_out(self) -> None:
        # While it is given its room, what it needs is asked for anyway.
        if not self._is_placing:
            self._arrange()

    def _arrange(self) -> None:
        n_lines = self.before.n_lines, self.after.n_lines
        inside = self.contentsRect().adjusted(1, _TOP, -1, -_TOP)
        before = ROW_HEIGHT * (1 if inside.height() < _LOW else 2)
        top = inside.top() + before + _TOP
        most = max(1, inside.bottom() + 1 - top - ROW_HEIGHT - _TOP)
        # The strip's first token begins where the lines around it do.
        indent = GUTTER - self.strip.inset
        self.before.setGeometry(inside.left(), inside.top(), inside.width(), before)
        self._place_strip(QRect(inside.left() + indent, top, inside.width() - indent, most))
        below = self.strip.geometry().bottom() + 1 + _TOP
        self.after.setGeometry(inside.left(), below, inside.width(), max(0, inside.bottom() + 1 - below))
        if n_lines != (self.before.n_lines, self.after.n_lines):
            self.room_changed.emit()
        self.update()

    def _place_strip(self, room: QRect) -> None:
        """Give the strip as much of its room as it needs: how much, it knows once it has wrapped its lines there."""
        self._is_placing = True
        self.strip.setGeometry(room)
        room.setHeight(self.strip.height_within(room.height()))
        self.strip.setGeometry(room)
        self._is_placing = False

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
