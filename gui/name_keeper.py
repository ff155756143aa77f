"""Keeps the user's name as an annotator in the settings: in force from the start, written when it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from gui.preferences import Preferences
    from gui.session import Session


class NameKeeper(QObject):
    """Stands between the preferences and the session."""

    def __init__(self, preferences: Preferences, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        session.set_annotator(preferences.annotator())
        session.annotator_changed.connect(self._on_changed)

    @Slot(str)
    def _on_changed(self, name: str) -> None:
        self._preferences.set_annotator(name)
