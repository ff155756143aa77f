"""What panels in place of the workbench have in common: a title, a way back, and their own keys."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui import key_map, theme
from gui.widgets.plain import Heading, PlainLabel


class EditPanel(QWidget):
    """A panel over the workbench; what it holds goes into `column`.

    Signals:
        left: The panel is to go away.
    """

    left = Signal()

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._about = PlainLabel(muted=True)
        self._about.setWordWrap(True)
        self._about.hide()
        back = QPushButton(self.tr("Back to the sentence"))
        back.setObjectName(f"{name}-close")
        back.clicked.connect(self.left)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACING)
        head.addWidget(Heading(title))
        head.addStretch()
        head.addWidget(back)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(3 * theme.SPACING, 2 * theme.SPACING, 3 * theme.SPACING, 2 * theme.SPACING)
        self.column.setSpacing(theme.SPACING)
        self.column.addLayout(head)
        self.column.addWidget(self._about)
        self.hide()

    def set_about(self, words: str) -> None:
        """Say below the title what the panel is about; nothing takes no room."""
        self._about.setText(words)
        self._about.setVisible(bool(words))

    def begin(self) -> None:
        """Show what is there now and take the keyboard."""

    def event(self, event: QEvent) -> bool:
        """Keep keys from becoming commands on the sentence, which nobody sees now."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_step = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
            if not is_step and (key_map.is_typing(event) or key_map.current().command_of(event) is not None):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc leave, and undo reach the page; every other key stays here."""
        if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
            event.ignore()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
