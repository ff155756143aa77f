"""Files of labelled text to sentences and back: one table of formats, one module a family.

    lines        bytes to numbered lines: encodings, line ends, limits
    conllu, columns, table, text, jsonl      one module a format family
    records      what one JSON object of labelled text says
    guessing     format, columns and schemes from the first lines
    reading      preview and read any of them
    export       write any of them
    report       what was odd, line by line

Everything streams, and nothing is silently repaired: each odd line is reported with what was done.
"""

from dataclasses import dataclass

from core.line_report import LineReport
from core.sources.export import what_is_lost, write
from core.sources.guessing import format_of
from core.sources.lines import EncodingError
from core.sources.options import ENCODINGS, ColumnMap, FormatName, OnProblem, ReadOptions, Unit
from core.sources.reading import Preview, options_of, preview, read, read_corpus

__all__ = [
    "ENCODINGS",
    "FORMATS",
    "ColumnMap",
    "EncodingError",
    "Format",
    "FormatName",
    "LineReport",
    "OnProblem",
    "Preview",
    "ReadOptions",
    "Unit",
    "format_of",
    "options_of",
    "preview",
    "read",
    "read_corpus",
    "what_is_lost",
    "write",
]


@dataclass(frozen=True, slots=True)
class Format:
    """A format family as the user meets it.

    Attributes:
        name: Its key.
        title: Its name.
        suffixes: Endings of its files; the first is the one given to new files.
        has_columns: Whether columns are mapped to layers.
    """

    name: FormatName
    title: str
    suffixes: tuple[str, ...]
    has_columns: bool


FORMATS = (
    Format(FormatName.CONLLU, "CoNLL-U", (".conllu",), has_columns=True),
    Format(FormatName.CONLL_COLUMNS, "CoNLL columns", (".conll", ".tsv", ".bio", ".iob", ".txt"), has_columns=True),
    Format(FormatName.CSV, "CSV or TSV with a header", (".csv", ".tsv"), has_columns=True),
    Format(FormatName.JSONL, "JSON Lines (doccano, Prodigy, labelbuddy)", (".jsonl", ".ndjson"), has_columns=False),
    Format(FormatName.TEXT, "Plain text", (".txt",), has_columns=False),
)
