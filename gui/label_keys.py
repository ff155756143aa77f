"""The keys of labelling as one table, and what those that edit do to tags; shared by Label and Tag.

Moving the cursor is the strip's affair, and which key sets which label is the layer's.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QEvent, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from core import labelling
from core.corpus import Scheme, Tags
from core.labelling import Change, Selection

Edit = Callable[[Tags, Scheme, Selection], Change | None]


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do.

    Attributes:
        name: Short and fixed, with hyphens.
        text: What the palette calls it.
        keys: As Qt writes them; the first is the one that is shown.
        icon: Name of a file in resources/icons; empty for none.
    """

    name: str
    text: object
    keys: tuple[str, ...]
    icon: str = ""

    @property
    def title(self) -> str:
        """The text in the user's language."""
        return QCoreApplication.translate("label", str(self.text))


COMMANDS = (
    Command(
        "finish",
        QT_TRANSLATE_NOOP("label", "Finish the sentence: the rest is outside; go to the next unlabelled"),
        ("Return",),
        "check",
    ),
    Command("next-unlabelled", QT_TRANSLATE_NOOP("label", "Go to the next unlabelled token"), ("Ctrl+Return",), "next"),
    Command("next-sentence", QT_TRANSLATE_NOOP("label", "Next sentence"), ("Ctrl+Down", "Ctrl+Right"), "down"),
    Command("previous-sentence", QT_TRANSLATE_NOOP("label", "Previous sentence"), ("Ctrl+Up", "Ctrl+Left"), "up"),
    Command("clear", QT_TRANSLATE_NOOP("label", "Clear the label"), ("Backspace", "Del"), "delete"),
    Command("forget", QT_TRANSLATE_NOOP("label", "Make unlabelled again"), ("Shift+Backspace", "Shift+Del")),
    Command("repeat", QT_TRANSLATE_NOOP("label", "Repeat the last label"), (".",)),
    Command("grow-right", QT_TRANSLATE_NOOP("label", "Move the last token of the span on"), ("]", "Alt+Right")),
    Command("shrink-right", QT_TRANSLATE_NOOP("label", "Move the last token of the span back"), ("[", "Alt+Left")),
    Command("grow-left", QT_TRANSLATE_NOOP("label", "Move the first token of the span back"), ("{", "Alt+Shift+Left")),
    Command("shrink-left", QT_TRANSLATE_NOOP("label", "Move the first token of the span on"), ("}", "Alt+Shift+Right")),
    Command("mend", QT_TRANSLATE_NOOP("label", "Repair illegal tags of the sentence"), ("F7",), "warning"),
    Command("find-label", QT_TRANSLATE_NOOP("label", "Find or add a label by typing"), ("/", "F2"), "search"),
)


def _end(*, by: int, left: bool) -> Edit:
    def edit(tags: Tags, scheme: Scheme, selection: Selection) -> Change | None:
        return labelling.move_end(tags, scheme, selection.cursor, by=by, left=left)

    return edit


def _mend(tags: Tags, scheme: Scheme, _selection: Selection) -> Change | None:
    return labelling.mend(tags, scheme)


# The commands that change tags, by name; the others move or ask.
EDITS: dict[str, Edit] = {
    "clear": labelling.clear,
    "forget": labelling.forget,
    "grow-right": _end(by=1, left=False),
    "shrink-right": _end(by=-1, left=False),
    "grow-left": _end(by=-1, left=True),
    "shrink-left": _end(by=1, left=True),
    "mend": _mend,
}
_BY_KEY = {key: command for command in COMMANDS for key in command.keys}
_NOT_TEXT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def character(event: QKeyEvent) -> str:
    """Return the character a key types, in lower case; empty for none."""
    text = event.text()
    is_text = len(text) == 1 and text.isprintable() and text != " " and not event.modifiers() & _NOT_TEXT
    return text.casefold() if is_text else ""


def command_of(event: QKeyEvent) -> Command | None:
    """Return what a key asks for; None for label keys and keys of no meaning here."""
    typed = character(event)
    if typed:
        return _BY_KEY.get(typed)
    key = Qt.Key.Key_Return if event.key() == Qt.Key.Key_Enter else Qt.Key(event.key())
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return _BY_KEY.get(QKeySequence(QKeyCombination(modifiers, key)).toString())


def is_typing(event: QEvent) -> bool:
    """Whether a field should keep this key for itself, although it is a command elsewhere on the page.

    Qt asks the widget with the keyboard, and then those around it, before it looks at shortcuts.
    """
    if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.ShortcutOverride:
        return False
    return not event.modifiers() & _NOT_TEXT
