"""The table of everything that can be done while labelling, with the keys it has until the user changes them.

Which keys are in force is the affair of `key_map`; which key sets which label is the layer's. The last
rows of the sheet, `FIXED`, are keys that follow from the labels and cannot be moved.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication


class Group(StrEnum):
    """What a command is about; the order is that of the key sheet."""

    LABEL = "label"
    SPAN = "span"
    MOVE = "move"
    SENTENCE = "sentence"
    TEXT = "text"
    MODEL = "model"
    PAGE = "page"


_GROUP_TITLES = {
    Group.LABEL: QT_TRANSLATE_NOOP("label", "Labels"),
    Group.SPAN: QT_TRANSLATE_NOOP("label", "Ends of a span"),
    Group.MOVE: QT_TRANSLATE_NOOP("label", "The cursor"),
    Group.SENTENCE: QT_TRANSLATE_NOOP("label", "Sentences"),
    Group.TEXT: QT_TRANSLATE_NOOP("label", "Tokens and borders of sentences"),
    Group.MODEL: QT_TRANSLATE_NOOP("label", "The model beside you"),
    Group.PAGE: QT_TRANSLATE_NOOP("label", "The page"),
}


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do.

    Attributes:
        name: Short and fixed, with hyphens.
        group: What it is about. Commands that move the cursor extend the selection together with Shift.
        text: What the palette and the key sheet call it.
        keys: As Qt writes them; the first is the one that is shown.
        icon: Name of a file in resources/icons; empty for none.
    """

    name: str
    group: Group
    text: object
    keys: tuple[str, ...]
    icon: str = ""

    @property
    def title(self) -> str:
        """The text in the user's language."""
        return QCoreApplication.translate("label", str(self.text))


def title_of(group: Group) -> str:
    """Return what the key sheet calls a group, in the user's language."""
    return QCoreApplication.translate("label", str(_GROUP_TITLES[group]))


_LABELS = (
    Command("clear", Group.LABEL, QT_TRANSLATE_NOOP("label", "Clear the label"), ("Backspace", "Del"), "delete"),
    Command(
        "forget",
        Group.LABEL,
        QT_TRANSLATE_NOOP("label", "Make unlabelled again"),
        ("Shift+Backspace", "Shift+Del"),
    ),
    Command(
        "repeat",
        Group.LABEL,
        QT_TRANSLATE_NOOP("label", "Repeat the last label and go to where the same words stand next"),
        (".",),
        "redo",
    ),
    Command(
        "label-identical",
        Group.LABEL,
        QT_TRANSLATE_NOOP("label", "Label the same tokens everywhere"),
        ("Ctrl+Shift+Return",),
        "copy",
    ),
    Command(
        "find-label",
        Group.LABEL,
        QT_TRANSLATE_NOOP("label", "Find or add a label by typing"),
        ("/", "F2"),
        "search",
    ),
    Command("mend", Group.LABEL, QT_TRANSLATE_NOOP("label", "Repair illegal tags of the sentence"), ("F7",), "warning"),
)
_SPANS = (
    Command(
        "grow-right",
        Group.SPAN,
        QT_TRANSLATE_NOOP("label", "Move the last token of the span on"),
        ("]", "Alt+Right"),
    ),
    Command(
        "shrink-right",
        Group.SPAN,
        QT_TRANSLATE_NOOP("label", "Move the last token of the span back"),
        ("[", "Alt+Left"),
    ),
    Command(
        "grow-left",
        Group.SPAN,
        QT_TRANSLATE_NOOP("label", "Move the first token of the span back"),
        ("{", "Alt+Shift+Left"),
    ),
    Command(
        "shrink-left",
        Group.SPAN,
        QT_TRANSLATE_NOOP("label", "Move the first token of the span on"),
        ("}", "Alt+Shift+Right"),
    ),
)
_MOVES = (
    Command(
        "next-name",
        Group.MOVE,
        QT_TRANSLATE_NOOP("label", "Select the next words that look like a name; the next unlabelled token"),
        ("Space",),
        "next",
    ),
    Command(
        "previous-name",
        Group.MOVE,
        QT_TRANSLATE_NOOP("label", "Select the words before that look like a name; the unlabelled token before"),
        ("Shift+Space",),
        "previous",
    ),
    Command("left", Group.MOVE, QT_TRANSLATE_NOOP("label", "One token to the left"), ("Left",)),
    Command("right", Group.MOVE, QT_TRANSLATE_NOOP("label", "One token to the right"), ("Right",)),
    Command("up", Group.MOVE, QT_TRANSLATE_NOOP("label", "One line up"), ("Up",)),
    Command("down", Group.MOVE, QT_TRANSLATE_NOOP("label", "One line down"), ("Down",)),
    Command(
        "border-left",
        Group.MOVE,
        QT_TRANSLATE_NOOP("label", "To the left, to where another label begins"),
        ("Ctrl+Left",),
    ),
    Command(
        "border-right",
        Group.MOVE,
        QT_TRANSLATE_NOOP("label", "To the right, to where another label begins"),
        ("Ctrl+Right",),
    ),
    Command("line-start", Group.MOVE, QT_TRANSLATE_NOOP("label", "To the first token of the line"), ("Home",)),
    Command("line-end", Group.MOVE, QT_TRANSLATE_NOOP("label", "To the last token of the line"), ("End",)),
    Command("page-up", Group.MOVE, QT_TRANSLATE_NOOP("label", "As many lines up as can be seen"), ("PgUp",)),
    Command("page-down", Group.MOVE, QT_TRANSLATE_NOOP("label", "As many lines down as can be seen"), ("PgDown",)),
    Command("sentence-start", Group.MOVE, QT_TRANSLATE_NOOP("label", "To the first token"), ("Ctrl+Home",)),
    Command("sentence-end", Group.MOVE, QT_TRANSLATE_NOOP("label", "To the last token"), ("Ctrl+End",)),
)
_SENTENCES = (
    Command(
        "finish",
        Group.SENTENCE,
        QT_TRANSLATE_NOOP("label", "Finish the sentence: the rest is outside; go to the next unlabelled"),
        ("Return",),
        "check",
    ),
    Command(
        "next-unlabelled",
        Group.SENTENCE,
        QT_TRANSLATE_NOOP("label", "Go to the next unlabelled token"),
        ("Ctrl+Return",),
        "next",
    ),
    Command("next-sentence", Group.SENTENCE, QT_TRANSLATE_NOOP("label", "Next sentence"), ("Ctrl+Down",), "down"),
    Command("previous-sentence", Group.SENTENCE, QT_TRANSLATE_NOOP("label", "Previous sentence"), ("Ctrl+Up",), "up"),
)
_REMARKS = (
    Command(
        "switch-flag", Group.SENTENCE, QT_TRANSLATE_NOOP("label", "Flag the sentence or unflag it"), ("F3",), "flag"
    ),
    Command("write-note", Group.SENTENCE, QT_TRANSLATE_NOOP("label", "Write a note on the sentence"), ("F4",), "file"),
)
_TEXT = (
    Command("split-token", Group.TEXT, QT_TRANSLATE_NOOP("label", "Split the token"), ("Ctrl+B",), "split"),
    Command(
        "merge-tokens",
        Group.TEXT,
        QT_TRANSLATE_NOOP("label", "Merge the selected tokens, or the token with the next"),
        ("Ctrl+J",),
        "merge",
    ),
    Command(
        "split-sentence",
        Group.TEXT,
        QT_TRANSLATE_NOOP("label", "Begin a new sentence at the token"),
        ("Ctrl+Shift+B",),
    ),
    Command(
        "merge-sentences", Group.TEXT, QT_TRANSLATE_NOOP("label", "Merge with the next sentence"), ("Ctrl+Shift+J",)
    ),
    Command("retokenise", Group.TEXT, QT_TRANSLATE_NOOP("label", "Cut sentences into tokens anew"), ("Ctrl+T",)),
)
_MODEL = (
    Command(
        "accept",
        Group.MODEL,
        QT_TRANSLATE_NOOP("label", "Accept what the model suggests here and move on"),
        ("Tab",),
        "check",
    ),
    Command(
        "accept-sentence",
        Group.MODEL,
        QT_TRANSLATE_NOOP("label", "Accept all that the model suggests for the sentence"),
        ("Shift+Tab",),
    ),
    Command(
        "accept-all",
        Group.MODEL,
        QT_TRANSLATE_NOOP("label", "Accept all that the model is sure of …"),
        (),
    ),
    Command(
        "label-wrong",
        Group.MODEL,
        QT_TRANSLATE_NOOP("label", "Suspicious label: I was wrong, take what the model sees"),
        ("=",),
    ),
    Command(
        "model-wrong",
        Group.MODEL,
        QT_TRANSLATE_NOOP("label", "Suspicious label: the model is wrong"),
        ("-",),
    ),
    Command(
        "verdict-unsure",
        Group.MODEL,
        QT_TRANSLATE_NOOP("label", "Suspicious label: I am unsure"),
        ("?",),
    ),
    Command(
        "switch-suggestions",
        Group.MODEL,
        QT_TRANSLATE_NOOP("label", "Show or hide what the model suggests"),
        ("F9",),
        "model",
    ),
    Command(
        "switch-exam",
        Group.MODEL,
        QT_TRANSLATE_NOOP("label", "Show suggestions on dev and test too, or no longer"),
        (),
    ),
)
_PAGE = (
    Command("mend-all", Group.PAGE, QT_TRANSLATE_NOOP("label", "Repair illegal tags of many sentences"), ("Shift+F7",)),
    Command(
        "edit-labels", Group.PAGE, QT_TRANSLATE_NOOP("label", "Change the labels of the layer"), ("Ctrl+L",), "label"
    ),
    Command(
        "switch-notes",
        Group.PAGE,
        QT_TRANSLATE_NOOP("label", "Show or hide notes and guidelines"),
        ("F8",),
        "info",
    ),
    Command(
        "switch-tape",
        Group.PAGE,
        QT_TRANSLATE_NOOP("label", "Tape: each key labels, and the cursor runs on by itself"),
        ("F6",),
        "play",
    ),
    Command(
        "show-keys", Group.PAGE, QT_TRANSLATE_NOOP("label", "Show, change and print the keys"), ("F1",), "keyboard"
    ),
    Command("to-list", Group.PAGE, QT_TRANSLATE_NOOP("label", "Give the keyboard to the list of sentences"), ("Esc",)),
)
COMMANDS = (*_LABELS, *_SPANS, *_MOVES, *_SENTENCES, *_REMARKS, *_TEXT, *_MODEL, *_PAGE)
BY_NAME = {command.name: command for command in COMMANDS}


@dataclass(frozen=True, slots=True)
class FixedKeys:
    """Keys that follow from the labels of the layer, as the sheet shows them."""

    group: Group
    text: object
    keys: object

    @property
    def title(self) -> str:
        """What they do, in the user's language."""
        return QCoreApplication.translate("label", str(self.text))

    @property
    def words(self) -> str:
        """The keys in words, in the user's language."""
        return QCoreApplication.translate("label", str(self.keys))


FIXED = (
    FixedKeys(
        Group.LABEL,
        QT_TRANSLATE_NOOP("label", "Set a label and move on"),
        QT_TRANSLATE_NOOP("label", "its digit or letter"),
    ),
    FixedKeys(
        Group.LABEL,
        QT_TRANSLATE_NOOP("label", "Set the last label of a sentence and finish it"),
        QT_TRANSLATE_NOOP("label", "Alt and its digit or letter"),
    ),
    FixedKeys(Group.LABEL, QT_TRANSLATE_NOOP("label", "Say that tokens are outside"), QT_TRANSLATE_NOOP("label", "O")),
    FixedKeys(
        Group.MOVE,
        QT_TRANSLATE_NOOP("label", "To the next word that begins with a letter"),
        QT_TRANSLATE_NOOP("label", "Shift and the letter"),
    ),
    FixedKeys(
        Group.MOVE,
        QT_TRANSLATE_NOOP("label", "Extend the selection"),
        QT_TRANSLATE_NOOP("label", "Shift and a key that moves"),
    ),
)


def in_groups() -> Iterator[tuple[Group, tuple[Command, ...], tuple[FixedKeys, ...]]]:
    """Yield every group with its commands and its fixed keys, in the order of the key sheet."""
    for group in Group:
        commands = tuple(command for command in COMMANDS if command.group is group)
        yield group, commands, tuple(fixed for fixed in FIXED if fixed.group is group)
