"""Something to see, or in its place the words that say why there is nothing and what to do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from gui import theme
from gui.widgets.plain import PlainLabel


class EmptyState(QStackedWidget):
    """Shows `content`, or words in the middle of its place."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = PlainLabel("", theme.LARGE, muted=True)
        self._words.setObjectName("empty-words")
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setContentsMargins(4 * theme.SPACING, 0, 4 * theme.SPACING, 0)
        self.addWidget(content)
        self.addWidget(self._words)

    @property
    def has_content(self) -> bool:
        """Whether the content is shown."""
        return self.currentIndex() == 0

    def say(self, words: str) -> None:
        """Show these words; the content where there are none."""
        self._words.setText(words)
        self.setCurrentIndex(1 if words else 0)
