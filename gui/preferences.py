"""What the window remembers between sessions: colours, language, recent projects; kept in `core.settings`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import TagscopeError
from core.settings import Settings, SettingsError
from gui import messages
from gui.theme import Mode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Preferences:
    """The user's settings as the window needs them.

    A settings file that cannot be read is left alone: the window goes on with its own defaults, and
    what the user changes is forgotten at the end.

    Attributes:
        problem: Why the file could not be read; None where it could.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._settings: Settings | None = None
        self.problem: TagscopeError | None = None
        try:
            self._settings = Settings(path)
        except SettingsError as error:
            self.problem = error

    def mode(self) -> Mode:
        """Return which colours the user wants."""
        return Mode(self._settings.text("theme")) if self._settings else Mode.SYSTEM

    def set_mode(self, mode: Mode) -> None:
        """Remember the colours."""
        self._write(lambda settings: settings.set("theme", mode.value))

    def language(self) -> str:
        """Return which language the user wants: `system`, `en` or `zh_CN`."""
        return self._settings.text("language") if self._settings else "system"

    def set_language(self, language: str) -> bool:
        """Remember the language; return whether it is kept."""
        return self._write(lambda settings: settings.set("language", language))

    def label_keys(self) -> tuple[str, ...]:
        """Return the keys of labelling that the user has changed, as `KeyMap.of_texts` reads them."""
        keys = self._settings.get("label_keys") if self._settings else ()
        return keys if isinstance(keys, tuple) else ()

    def set_label_keys(self, keys: tuple[str, ...]) -> None:
        """Remember the keys of labelling."""
        self._write(lambda settings: settings.set("label_keys", keys))

    def annotator(self) -> str:
        """Return the user's name as an annotator; empty where none is given."""
        return self._settings.text("annotator") if self._settings else ""

    def set_annotator(self, name: str) -> None:
        """Remember the user's name."""
        self._write(lambda settings: settings.set("annotator", name))

    def first_step(self) -> int:
        """Return at which of the first steps the user stopped, from 0."""
        step = self._settings.get("first_step") if self._settings else 0
        return step if isinstance(step, int) else 0

    def set_first_step(self, number: int) -> None:
        """Remember at which of the first steps the user is."""
        self._write(lambda settings: settings.set("first_step", number))

    def recents(self) -> list[Path]:
        """Return the projects opened before that are still there, the latest first."""
        return [path for path in self._settings.recent_projects if path.exists()] if self._settings else []

    def add_recent(self, path: Path) -> None:
        """Remember a project as the latest."""
        self._write(lambda settings: settings.add_recent(path))

    def remove_recent(self, path: Path) -> None:
        """Forget a project."""
        self._write(lambda settings: settings.remove_recent(path))

    def _write(self, change: Callable[[Settings], None]) -> bool:
        if self._settings is None:
            return False
        try:
            change(self._settings)
        except TagscopeError as error:
            messages.error(None, error)
            return False
        return True
