"""What `core.doctor` says, in the user's language; a test holds the tables to it."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from core.shape_words import Phrase
from gui import option_words
from gui.doctor import error_words, padding_words, reading_words, shape_words, target_words

CASE_WORDS = (*shape_words.WORDS, *padding_words.WORDS, *target_words.WORDS, *reading_words.WORDS)
ERROR_WORDS = error_words.WORDS


def of_case(text: str) -> str:
    """Return the title of a case, what happens, why, or what to do."""
    return QCoreApplication.translate("doctor", text)


def of_error(phrase: Phrase) -> str:
    """Return what is said of a message or a part of it, with its values."""
    return QCoreApplication.translate("doctor_errors", phrase.template).format(**phrase.values)


def of_options(options: Mapping[str, str | int | bool]) -> str:
    """Return the options that a case advises as the forms call them: `Pad: after`."""
    parts = []
    for name, value in options.items():
        option = name.partition(".")[2]
        words = option_words.choice(option, value) if isinstance(value, str) else _on_off(value)
        parts.append(f"{option_words.title(option)}: {words}")
    return ", ".join(parts)


def _on_off(value: int) -> str:
    return QCoreApplication.translate("doctor", "on") if value else QCoreApplication.translate("doctor", "off")
