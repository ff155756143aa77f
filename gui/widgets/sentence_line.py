"""One row of a batch as a line of tokens, that of the cursor lit; a click or an arrow moves the cursor."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.visible import visible_token
from gui import theme
from gui.widgets.plain import elided

HEIGHT = 32
GAP = 4
PADDING = 7
WIDEST = 160
# The word under the cursor is kept this far from the edge.
MARGIN = 48


class SentenceLine(QWidget):
    """Shows tokens where a row has them; padding has no words.

    Signals:
        timestep_chosen: The timestep of the token that was clicked or moved to.
    """

    timestep_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tokens: tuple[str, ...] = ()
        self._places: list[tuple[int, int, int]] = []  # timestep, left, width
        self._timestep = -1
        self._scrolled = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("The tokens of the row"))

    def set_tokens(self, tokens: Sequence[str]) -> None:
        """Show another row; empty strings are padding."""
        self._tokens = tuple(tokens)
        metrics, left = self.fontMetrics(), GAP
        self._places = []
        for timestep, token in enumerate(tokens):
            if token:
                width = min(WIDEST, metrics.horizontalAdvance(visible_token(token[:60])) + 2 * PADDING)
                self._places.append((timestep, left, width))
                left += width + GAP
        self._scroll_to(self._scrolled)

    def set_timestep(self, timestep: int) -> None:
        """Light another token without telling anybody; none where `timestep` is padding."""
        self._timestep = timestep
        for place, left, width in self._places:
            if place == timestep:
                low, high = left - MARGIN, left + width + MARGIN - self.width()
                self._scroll_to(min(max(self._scrolled, high), max(low, 0)))
        self.update()

    def _scroll_to(self, pixels: int) -> None:
        end = self._places[-1][1] + self._places[-1][2] + GAP if self._places else 0
        self._scrolled = max(0, min(pixels, end - self.width()))
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for one line."""
        return QSize(320, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Make do with a few words."""
        return QSize(160, HEIGHT)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the token under the mouse."""
        x = event.position().x() + self._scrolled
        for timestep, left, width in self._places:
            if left <= x < left + width:
                self.timestep_chosen.emit(timestep)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Move along the row."""
        self._scroll_to(self._scrolled - event.angleDelta().y() - event.angleDelta().x())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the token before or after."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        timesteps = [timestep for timestep, _left, _width in self._places]
        if step is None or not timesteps:
            super().keyPressEvent(event)
            return
        at = timesteps.index(self._timestep) + step if self._timestep in timesteps else 0
        self.timestep_chosen.emit(timesteps[min(len(timesteps) - 1, max(0, at))])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tokens that can be seen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.current()
        painter.setPen(QPen(colours.accent if self.hasFocus() else colours.line, 1))
        painter.setBrush(colours.panel)
        painter.drawRoundedRect(QRect(0, 0, self.width() - 1, self.height() - 1), 5, 5)
        painter.setClipRect(self.rect().adjusted(2, 2, -2, -2))
        painter.setFont(theme.font())
        for timestep, left, width in self._places:
            rect = QRect(left - self._scrolled, 5, width, self.height() - 10)
            if rect.right() < 0 or rect.left() > self.width():
                continue
            if timestep == self._timestep:
                painter.setPen(QPen(colours.cursor, 1.5))
                painter.setBrush(colours.selection)
                painter.drawRoundedRect(rect, 4, 4)
            painter.setPen(colours.text)
            word = elided(painter.fontMetrics(), visible_token(self._tokens[timestep]), width)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, word)
