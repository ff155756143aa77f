"""One muted line with the sentence before or after the one being labelled."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.corpus import Sentence
from gui import theme
from gui.widgets.plain import elided
from gui.widgets.strip_direction import runs_right_to_left

_ENOUGH = 400
_MARGIN = 20


class ContextLine(QWidget):
    """Shows the end of the sentence before, or the beginning of the sentence after."""

    def __init__(self, *, is_before: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sentence-before" if is_before else "sentence-after")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._is_before = is_before
        self._text = ""
        self._is_mirrored = False
        theme.changes.changed.connect(self.update)

    def set_sentence(self, sentence: Sentence | None) -> None:
        """Show the words of a sentence; nothing for None."""
        if sentence is None:
            self._text = ""
        else:
            near = sentence.tokens[-_ENOUGH:] if self._is_before else sentence.tokens[:_ENOUGH]
            self._is_mirrored = runs_right_to_left(near)
            text = " ".join(near)
            self._text = text[-_ENOUGH:] if self._is_before else text[:_ENOUGH]
        self.setAccessibleName(self._text)
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for one line."""
        return QSize(200, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words, cut where they are furthest away."""
        painter = QPainter(self)
        painter.setFont(theme.font())
        painter.setPen(theme.current().muted)
        room = self.rect().adjusted(_MARGIN, 0, -_MARGIN, 0)
        # Elided by logical order, so the far end is the beginning for the sentence before, whatever its script.
        mode = Qt.TextElideMode.ElideLeft if self._is_before else Qt.TextElideMode.ElideRight
        words = elided(painter.fontMetrics(), self._text, room.width(), mode=mode)
        side = Qt.AlignmentFlag.AlignRight if self._is_mirrored else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, words)
        painter.end()
