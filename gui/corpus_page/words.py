"""What the Corpus page calls splits, formats, encodings and the other choices of an import."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from core.corpus import Scheme, Split
from core.sources import FormatName, OnProblem, Unit

_WORDS = {
    Split.TRAIN: QT_TRANSLATE_NOOP("corpus", "train"),
    Split.DEV: QT_TRANSLATE_NOOP("corpus", "dev"),
    Split.TEST: QT_TRANSLATE_NOOP("corpus", "test"),
    FormatName.CONLL_COLUMNS: QT_TRANSLATE_NOOP("corpus", "Columns (CoNLL, TSV)"),
    FormatName.CONLLU: QT_TRANSLATE_NOOP("corpus", "CoNLL-U"),
    FormatName.CSV: QT_TRANSLATE_NOOP("corpus", "Table with quotes (CSV)"),
    FormatName.JSONL: QT_TRANSLATE_NOOP("corpus", "JSON Lines (doccano, Prodigy)"),
    FormatName.TEXT: QT_TRANSLATE_NOOP("corpus", "Plain text"),
    Unit.LINE: QT_TRANSLATE_NOOP("corpus", "each line"),
    Unit.PARAGRAPH: QT_TRANSLATE_NOOP("corpus", "each paragraph"),
    Unit.FILE: QT_TRANSLATE_NOOP("corpus", "the whole file"),
    OnProblem.REPAIR: QT_TRANSLATE_NOOP("corpus", "repair the line"),
    OnProblem.SKIP: QT_TRANSLATE_NOOP("corpus", "skip the sentence"),
    OnProblem.STOP: QT_TRANSLATE_NOOP("corpus", "stop at the first"),
}
_TOKENIZERS = {
    "words": QT_TRANSLATE_NOOP("corpus", "words and punctuation"),
    "whitespace": QT_TRANSLATE_NOOP("corpus", "at blanks"),
    "whitespace-han": QT_TRANSLATE_NOOP("corpus", "at blanks, Han and Kana a character each"),
    "characters": QT_TRANSLATE_NOOP("corpus", "a character each"),
}
_SEPARATORS = {
    "\t": QT_TRANSLATE_NOOP("corpus", "TAB"),
    " ": QT_TRANSLATE_NOOP("corpus", "blanks"),
    ",": QT_TRANSLATE_NOOP("corpus", "comma"),
    ";": QT_TRANSLATE_NOOP("corpus", "semicolon"),
}


def word(choice: Split | FormatName | Unit | OnProblem) -> str:
    """Return what a choice is called in the user's language."""
    return _translated(_WORDS[choice])


def tokenizer_word(name: str) -> str:
    """Return what a tokenizer is called."""
    return _translated(_TOKENIZERS.get(name, name))


def separator_word(separator: str) -> str:
    """Return what parts the columns, in a word."""
    return _translated(_SEPARATORS.get(separator, separator))


def scheme_word(scheme: Scheme) -> str:
    """Return what a scheme is called."""
    if scheme is Scheme.PLAIN:
        return _translated(QT_TRANSLATE_NOOP("corpus", "plain, no spans"))
    return scheme.value


def encoding_word(encoding: str) -> str:
    """Return an encoding as people write it."""
    return encoding.removesuffix("-sig").upper().replace("_", "-")


def _translated(text: object) -> str:
    return QCoreApplication.translate("corpus", str(text))
