"""What `core.first_steps` says, in the user's language; a test holds the table to it."""

from PySide6.QtCore import QCoreApplication

from core.first_steps import FirstStep
from gui.core_words import explained
from gui.first_steps.table import WORDS

_OWN = frozenset(str(text) for text in WORDS)


def question(step: FirstStep) -> str:
    """Return what the step answers."""
    return QCoreApplication.translate("first_steps", step.question)


def answer(step: FirstStep) -> tuple[str, ...]:
    """Return the paragraphs of the answer with their numbers."""
    paragraphs = []
    for phrase in step.answer:
        if phrase.template in _OWN:
            text = QCoreApplication.translate("first_steps", phrase.template)
            paragraphs.append(text.format(**phrase.values))
        else:
            paragraphs.append(explained((phrase,)))
    return tuple(paragraphs)
