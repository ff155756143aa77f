"""The only labels of the program: they show text as it is, never as HTML, and all of it.

Text from files and users may hold markup; a rich-text label would load the files it names. It may hold
characters that cannot be seen or turn their neighbours round; they are shown as symbols.
"""

import html

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from core.visible import visible
from gui import theme

# No line is wide enough for more characters.
LONGEST = 400


def safe(text: str) -> str:
    """Return `text` escaped for the places Qt insists on reading as rich text: tool tips, plot titles."""
    return html.escape(visible(text))


def one_line(text: str) -> str:
    """Return the beginning of `text` for a list, a table or a box, with nothing in it that cannot be seen."""
    return visible(text[:LONGEST]) + "…" * (len(text) > LONGEST)


def elided(
    metrics: QFontMetrics, text: str, width: int, *, mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight
) -> str:
    """Return as much of `text` as fits into `width`, on one line and with nothing in it that cannot be seen."""
    half = LONGEST // 2
    if len(text) > LONGEST:
        near = {
            Qt.TextElideMode.ElideRight: one_line(text),
            Qt.TextElideMode.ElideLeft: f"…{text[-LONGEST:]}",
            Qt.TextElideMode.ElideMiddle: f"{text[:half]}…{text[-half:]}",
        }
        text = near[mode]
    return metrics.elidedText(visible(text), mode, width)


class PlainLabel(QLabel):
    """Words in one of the four type sizes; muted words follow the theme."""

    def __init__(
        self,
        text: str = "",
        size: int = theme.NORMAL,
        *,
        muted: bool = False,
        bold: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(size, bold=bold))
        self.setText(text)
        self._is_muted = False
        self.set_muted(muted)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Show other words; a line end begins a new line."""
        super().setText(visible(text, keep="\n"))

    def set_muted(self, muted: bool) -> None:
        """Show the words in the second-rank colour, or in the first."""
        if muted != self._is_muted:
            self._is_muted = muted
            self.setForegroundRole(QPalette.ColorRole.PlaceholderText if muted else QPalette.ColorRole.NoRole)


class Heading(PlainLabel):
    """The title of a page or a panel."""

    def __init__(self, text: str = "", size: int = theme.LARGE, *, parent: QWidget | None = None) -> None:
        super().__init__(text, size, bold=True, parent=parent)


class NumberLabel(PlainLabel):
    """A number: right-aligned, in digits of one width, in a place that does not jump."""

    def __init__(self, text: str = "", *, widest: str = "", muted: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, muted=muted, parent=parent)
        self._widest = widest
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._hold()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the place wide enough when the font changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "_widest"):
            self._hold()

    def _hold(self) -> None:
        if self._widest:
            # A label asks for a little more than its words advance.
            self.setMinimumWidth(self.fontMetrics().horizontalAdvance(self._widest) + 2)
