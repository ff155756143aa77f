"""Which key does what while labelling: the table's keys, with what the user has changed.

A `KeyMap` is a value; the one in force is `current()`, and `changes` says when it is another.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from gui.label_keys import BY_NAME, COMMANDS, Command, Group

_NOT_TEXT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_ALONE = frozenset(
    {
        *(Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta),
        *(Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_ScrollLock, Qt.Key.Key_unknown),
    }
)
_PARTED = ":"


class KeyMap:
    """The keys of every command.

    Args:
        changed: Keys of the commands whose keys are not those of the table; names nobody knows are left out.
    """

    def __init__(self, changed: Mapping[str, tuple[str, ...]] = MappingProxyType({})) -> None:
        self._changed = {name: keys for name, keys in changed.items() if name in BY_NAME and keys != BY_NAME[name].keys}
        # What the user chose wins where a new version of the program gives the same key to something else.
        chosen = {key: BY_NAME[name] for name, keys in self._changed.items() for key in keys}
        self._by_key = {key: command for command in COMMANDS for key in self.keys(command.name)} | chosen

    @classmethod
    def of_texts(cls, texts: Iterable[str]) -> "KeyMap":
        """Return the map that was written as `texts`; what cannot be read is left out."""
        changed: dict[str, tuple[str, ...]] = {}
        for text in texts:
            name, _, key = text.partition(_PARTED)
            changed[name] = (*changed.get(name, ()), *((key,) if key else ()))
        return cls({name: keys for name, keys in changed.items() if all(map(_is_key, keys))})

    def as_texts(self) -> tuple[str, ...]:
        """Return what is not as in the table, one text a key, for the settings."""
        return tuple(f"{name}{_PARTED}{key}" for name, keys in sorted(self._changed.items()) for key in (keys or ("",)))

    def keys(self, name: str) -> tuple[str, ...]:
        """Return the keys of a command, the one that is shown first; none where it has none."""
        return self._changed.get(name, BY_NAME[name].keys)

    def shown(self, name: str) -> str:
        """Return the key of a command as this desktop writes it; empty for none."""
        return native(next(iter(self.keys(name)), ""))

    def is_changed(self, name: str) -> bool:
        """Whether a command's keys are not those of the table."""
        return name in self._changed

    def owner(self, key: str) -> Command | None:
        """Return the command that has a key."""
        return self._by_key.get(key)

    def with_key(self, name: str, key: str) -> "KeyMap":
        """Return the map in which `key` is the only key of a command and of no other; none for an empty one."""
        changed = dict(self._changed)
        for command in COMMANDS:
            if key in self.keys(command.name):
                changed[command.name] = tuple(other for other in self.keys(command.name) if other != key)
        changed[name] = (key,) if key else ()
        return KeyMap(changed)

    def without_change(self, name: str) -> "KeyMap":
        """Return the map in which a command has the table's keys again, as far as no other has been given them."""
        kept = {other: keys for other, keys in self._changed.items() if other != name}
        taken = {key for keys in kept.values() for key in keys}
        return KeyMap(kept | {name: tuple(key for key in BY_NAME[name].keys if key not in taken)})

    def command_of(self, event: QKeyEvent) -> Command | None:
        """Return what a key asks for; None for label keys and keys of no meaning here."""
        return self._by_key.get(written(event))

    def move_of(self, event: QKeyEvent) -> tuple[Command, bool] | None:
        """Return the move that a key asks for, and whether it extends the selection."""
        command, extends = self.command_of(event), False
        if command is None and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            command, extends = self._by_key.get(written(event, without=Qt.KeyboardModifier.ShiftModifier)), True
        return (command, extends) if command is not None and command.group is Group.MOVE else None


class Changes(QObject):
    """Holds the map in force and says when it is another."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.map = KeyMap()


changes = Changes()


def current() -> KeyMap:
    """Return the map in force."""
    return changes.map


def use(key_map: KeyMap) -> None:
    """Put another map in force."""
    changes.map = key_map
    changes.changed.emit()


def native(key: str) -> str:
    """Return a key as this desktop writes it, and as it stands on keyboards."""
    text = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    return text.replace("Return", "Enter").replace("PgDown", "PgDn")


def character(event: QKeyEvent) -> str:
    """Return the character a key types, in lower case; empty for none."""
    text = event.text()
    is_text = len(text) == 1 and text.isprintable() and text != " " and not event.modifiers() & _NOT_TEXT
    return text.casefold() if is_text else ""


def letter_with_shift(event: QKeyEvent) -> str:
    """Return the letter typed together with Shift, in lower case; empty for any other key."""
    text = event.text()
    is_shifted = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.ShiftModifier
    return text.casefold() if is_shifted and len(text) == 1 and text.isupper() else ""


def character_with_alt(event: QKeyEvent) -> str:
    """Return the letter or digit pressed together with Alt, in lower case; empty for any other key."""
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != Qt.KeyboardModifier.AltModifier:
        return ""
    text = QKeySequence(event.key()).toString().casefold() if Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_Z else ""
    return text if len(text) == 1 and text.isalnum() else ""


def written(event: QKeyEvent, *, without: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> str:
    """Return a key as Qt writes it, by the character it types where it types one; empty for modifiers alone."""
    typed = character(event)
    if typed and not without:
        return typed.upper() if typed.isalpha() else typed
    if event.key() in _ALONE or event.key() == 0:
        return ""
    key = Qt.Key(event.key())
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier & ~without
    if key == Qt.Key.Key_Enter:
        key = Qt.Key.Key_Return
    if key == Qt.Key.Key_Backtab:
        key, modifiers = Qt.Key.Key_Tab, modifiers | Qt.KeyboardModifier.ShiftModifier
    return QKeySequence(QKeyCombination(modifiers, key)).toString()


def refusal(key: str) -> str:
    """Return why a key cannot be given to a command; empty where it can."""
    translate = QCoreApplication.translate
    if not _is_key(key):
        return translate("label", "This key cannot be used.")
    if len(key) == 1 and key.isalnum():
        return translate("label", "Digits and letters alone set labels.")
    plain = key.removeprefix("Alt+").removeprefix("Shift+")
    if len(plain) == 1 and plain.isalnum():
        return translate("label", "Shift and Alt with digits and letters set labels and find words.")
    return ""


def _is_key(key: str) -> bool:
    return bool(key) and QKeySequence(key).count() == 1 and QKeySequence(key).toString() == key


def is_typing(event: QEvent) -> bool:
    """Whether a field should keep this key for itself, although it is a command elsewhere on the page.

    Qt asks the widget with the keyboard, and then those around it, before it looks at shortcuts.
    """
    if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.ShortcutOverride:
        return False
    return not event.modifiers() & _NOT_TEXT
