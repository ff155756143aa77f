"""The user's settings: one table of what there is, one JSON file with what differs from it.

Keys the program does not know are kept as they are (another version may know them); a value of the wrong
type is an error that names the key and the file, and the file is left alone.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

from core.atomic import atomic_write
from core.errors import TagscopeError, place

MAX_RECENT = 12

Value = str | int | bool | tuple[str, ...]


class SettingsError(TagscopeError):
    """The settings file cannot be read, or a setting is given a value it cannot have."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting.

    Attributes:
        key: Its name in the file.
        default: Its value until the user changes it; tells the type as well.
        label: What the window calls it.
        help: What it does, in a sentence.
        choices: The values it can have; empty for any.
        bounds: Smallest and largest value of a number.
    """

    key: str
    default: Value
    label: str
    help: str
    choices: tuple[str, ...] = ()
    bounds: tuple[int, int] | None = None

    @property
    def type(self) -> type:
        """The type of its values."""
        return type(self.default)

    def problem(self, value: object) -> str:
        """Return what is wrong with a value; empty where nothing is."""
        if isinstance(self.default, tuple):
            if not isinstance(value, tuple) or not all(isinstance(item, str) for item in value):
                return "is no list of texts"
        elif type(value) is not self.type:
            return f"is no {_TYPE_WORDS[self.type]}"
        if self.choices and value not in self.choices:
            return f"is none of: {', '.join(self.choices)}"
        if self.bounds and isinstance(value, int) and not self.bounds[0] <= value <= self.bounds[1]:
            return f"is not between {self.bounds[0]:,} and {self.bounds[1]:,}"
        return ""


_TYPE_WORDS: Mapping[type, str] = {str: "text", int: "whole number", bool: "true or false"}

SETTINGS: tuple[Setting, ...] = (
    Setting("theme", "system", "Theme", "Light, dark, or what the system uses.", choices=("system", "light", "dark")),
    Setting(
        "language",
        "system",
        "Language",
        "Language of the window; a change shows at the next start.",
        choices=("system", "en", "zh_CN"),
    ),
    Setting("annotator", "", "Your name", "Whose labels are yours where several people label; empty for nobody's."),
    Setting("label_keys", (), "Keys of labelling", "Those that differ from the table, as command:key."),
    Setting("first_step", 0, "First steps", "Where you stopped in the eight steps for beginners.", bounds=(0, 7)),
    Setting("recent_projects", (), "Recent projects", "Project files opened before, the last one first."),
)
_BY_KEY = {setting.key: setting for setting in SETTINGS}


def default_path() -> Path:
    """Return where the settings of this user are kept."""
    return Path(platformdirs.user_config_dir("tagscope", appauthor=False)) / "settings.json"


class Settings:
    """The settings of one user, written at every change.

    Args:
        path: The file; the user's own by default. It need not exist.

    Raises:
        SettingsError: The file cannot be read, is not JSON, or holds a value of the wrong type.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or default_path()
        self._values = self._read()

    def get(self, key: str) -> Value:
        """Return a setting's value.

        Raises:
            KeyError: There is no such setting.
        """
        value = self._values.get(key, _BY_KEY[key].default)
        return value if isinstance(value, str | int | tuple) else _BY_KEY[key].default

    def text(self, key: str) -> str:
        """Return the value of a setting that is a text."""
        return str(self.get(key))

    def set(self, key: str, value: Value) -> None:
        """Change a setting and write the file; the default is not written.

        Raises:
            KeyError: There is no such setting.
            SettingsError: It cannot have this value.
            ExportError: The file cannot be written.
        """
        problem = _BY_KEY[key].problem(value)
        if problem:
            raise SettingsError(f"{value!r} {problem}.", place=key)
        values = {**self._values, key: value}
        if value == _BY_KEY[key].default:
            del values[key]
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with atomic_write(self.path) as file:
            file.write(json.dumps(values, indent=2).encode() + b"\n")
        self._values = values

    @property
    def recent_projects(self) -> tuple[Path, ...]:
        """Project files opened before, the last one first, whether they still exist or not."""
        paths = self.get("recent_projects")
        return tuple(map(Path, paths)) if isinstance(paths, tuple) else ()

    def add_recent(self, path: Path) -> None:
        """Put a project file at the head of the recent ones.

        Raises:
            ExportError: The file cannot be written.
        """
        others = [other for other in self.recent_projects if other != path.absolute()]
        self._set_recent([path.absolute(), *others][:MAX_RECENT])

    def remove_recent(self, path: Path) -> None:
        """Forget a project file.

        Raises:
            ExportError: The file cannot be written.
        """
        self._set_recent([other for other in self.recent_projects if other != path.absolute()])

    def _set_recent(self, paths: list[Path]) -> None:
        self.set("recent_projects", tuple(map(str, paths)))

    def _read(self) -> dict[str, Any]:
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise SettingsError(
                f"cannot be read: {error.strerror}.", place=place(self.path), remedy="Check who may read it."
            ) from error
        try:
            # The standard library's reader, because the window reads this file before its first paint
            # and msgspec alone would take a tenth of that time to load.
            values = json.loads(content)
        except (ValueError, RecursionError) as error:
            raise SettingsError(
                f"is no settings file: {error}.", place=place(self.path), remedy="Mend it, or delete it to begin anew."
            ) from error
        if not isinstance(values, dict):
            raise SettingsError(
                "is no settings file.", place=place(self.path), remedy="Mend it, or delete it to begin anew."
            )
        return {key: self._checked(key, value) for key, value in values.items()}

    def _checked(self, key: str, value: object) -> object:
        setting = _BY_KEY.get(key)
        if setting is None:
            return value
        value = tuple(value) if isinstance(value, list) else value
        problem = setting.problem(value)
        if problem:
            raise SettingsError(
                f"the value of {key!r} {problem}.", place=place(self.path), remedy="Mend it, or delete the line."
            )
        return value
