"""One command's key as a button: press it, then the key that is wanted instead."""

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from gui import key_map
from gui.label_keys import Command
from gui.label_page.key_sheet import keys_in_words


class KeyButton(QPushButton):
    """Shows the keys of a command; takes the next key for it once it has been pressed.

    Signals:
        caught: The key that was pressed, as Qt writes it; empty where Delete was pressed: no key at all.
    """

    caught = Signal(str)

    def __init__(self, command: Command, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.command = command
        self.setObjectName(f"key-of-{command.name}")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.toggled.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the keys in force, or that one is waited for."""
        keys = keys_in_words(key_map.current().keys(self.command.name))
        self.setText(self.tr("press a key") if self.isChecked() else keys.replace("&", "&&"))
        self.setAccessibleName(f"{self.command.title}: {keys}")

    def event(self, event: QEvent) -> bool:
        """While a key is waited for, take every key, those that mean something elsewhere included."""
        if self.isChecked() and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if self.isChecked() and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            self._catch(event)
            return True
        return super().event(event)

    def _catch(self, event: QKeyEvent) -> None:
        key = key_map.written(event)
        if not key:
            return
        self.setChecked(False)
        if event.key() != Qt.Key.Key_Escape:
            self.caught.emit(key)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Wait no longer."""
        super().focusOutEvent(event)
        self.setChecked(False)
