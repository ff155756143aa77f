"""Light, dark, or as the desktop: the choice, applied at once and remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from gui import theme

if TYPE_CHECKING:
    from gui.preferences import Preferences


class Looks(QObject):
    """Changes the colours of the whole program."""

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences

    @Slot()
    def on_light(self) -> None:
        """Use light colours."""
        self.use(theme.Mode.LIGHT)

    @Slot()
    def on_dark(self) -> None:
        """Use dark colours."""
        self.use(theme.Mode.DARK)

    @Slot()
    def on_system(self) -> None:
        """Use the desktop's colours."""
        self.use(theme.Mode.SYSTEM)

    @Slot()
    def on_switch(self) -> None:
        """Use the other colours."""
        self.use(theme.Mode.LIGHT if theme.is_dark() else theme.Mode.DARK)

    def use(self, mode: theme.Mode) -> None:
        """Use these colours from now on."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, mode)
            self._preferences.set_mode(mode)
