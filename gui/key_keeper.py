"""Keeps the keys of labelling in the settings: puts them in force at the start, and writes what is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from gui import key_map
from gui.key_map import KeyMap

if TYPE_CHECKING:
    from gui.preferences import Preferences


class KeyKeeper(QObject):
    """Stands between the preferences and the key map in force."""

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        key_map.use(KeyMap.of_texts(preferences.label_keys()))
        key_map.changes.changed.connect(self._on_changed)

    @Slot()
    def _on_changed(self) -> None:
        self._preferences.set_label_keys(key_map.current().as_texts())
