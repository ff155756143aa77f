"""Previewing and reading a file of any format."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from core.corpus import Corpus, Layer, Sentence, Split
from core.errors import SourceError, place
from core.line_report import LineReport
from core.parallel_layers import with_parallel
from core.schemes import Detection
from core.sources import columns as column_files
from core.sources import conllu, guessing, jsonl, table, text
from core.sources.lines import TextBlock, encoding_of, text_blocks
from core.sources.options import FormatName, OnProblem, ReadOptions
from core.sources.report import Reporter
from core.tokenizers import TOKENIZERS

_GUESS_LINES = 2000
_SHOWN_SENTENCES = 20
# A preview of a text without line ends must not take as long as reading it, nor fill the memory.
_SHOWN_CHARACTERS = 200_000
_LOOKED_AT_CHARACTERS = 2**22
_NO_SENTENCE = "holds no sentence that can be read."


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file seems to be, before anything of it is stored.

    Attributes:
        path: The file.
        options: How it would be read; change them and ask for another preview.
        encoding: Found by its byte order mark, else as declared.
        rows: The first cells, 100 at most, of the first rows, header included; empty where a blank line
            stood, and for text.
        sentences: The first ones as they would be read.
        layers: The layers it would give.
        n_problems: Lines among the first that break the rules.
        problems: The same, each with its line.
        detections: By layer name, the scheme found and how sure that is.
    """

    path: Path
    options: ReadOptions
    encoding: str
    rows: tuple[tuple[str, ...], ...]
    sentences: tuple[Sentence, ...]
    layers: tuple[Layer, ...]
    n_problems: int
    problems: tuple[LineReport, ...]
    detections: Mapping[str, Detection]


def preview(path: Path, *, options: ReadOptions | None = None, n_lines: int = 200) -> Preview:
    """Return what the first lines of a file hold.

    Args:
        path: The file.
        options: How to read it; None finds out, and so do missing columns.
        n_lines: Lines shown and read; a few thousand are looked at to find the columns.

    Raises:
        SourceError: The file is missing, a folder, empty or no text.
        EncodingError: The bytes are not of the encoding; it names others.
    """
    lines = _head(path, options, _GUESS_LINES)
    options = _complete(path, options, lines)
    separator = options.columns.separator if options.columns else ""
    rows: list[list[str]] = []
    if separator:
        rows = guessing.cells_of(lines, separator, quotes=options.format is FormatName.CSV)
    shown = lines[:n_lines]
    if options.format is FormatName.TEXT:
        shown = [line[:_SHOWN_CHARACTERS] for line in shown]
    problems: list[LineReport] = []
    reporter = Reporter(path, OnProblem.REPAIR, problems.append)
    sentences = tuple(islice(_sentences([(1, "\n".join(shown))], options, reporter), _SHOWN_SENTENCES))
    layers = options.columns.layers if options.columns else ()
    names = {name for sentence in sentences for name in sentence.tags}
    detected = rows[1:] if options.columns and options.columns.has_header else rows
    return Preview(
        path=path,
        options=options,
        encoding=options.encoding,
        rows=tuple(tuple(cells[: guessing.MOST_COLUMNS]) for cells in rows[:n_lines]),
        sentences=sentences,
        layers=with_parallel(options.layers, names),
        n_problems=len(problems),
        problems=tuple(problems),
        detections={layer.name: guessing.detect_column(detected, index) for index, layer in layers},
    )


def read(
    path: Path,
    options: ReadOptions,
    *,
    report: Callable[[LineReport], None] | None = None,
    progress: Callable[[int], None] | None = None,
) -> Iterator[Sentence]:
    """Yield the sentences of a file, holding no more than one at a time.

    Args:
        path: The file.
        options: How to read it; missing columns are found out from the first lines.
        report: Told of every line that breaks the rules and what was done about it.
        progress: Told the bytes read so far.

    Raises:
        SourceError: The file cannot be read, no sentence of it can, or a line breaks the rules and
            `options` say to stop.
        EncodingError: The bytes are not of the encoding.
    """
    if options.columns is None and options.format is not FormatName.TEXT and not options.layers:
        options = _complete(path, options, _head(path, options, _GUESS_LINES))
    reporter = Reporter(path, options.on_problem, report)
    blocks = text_blocks(path, options.encoding, reporter, progress=progress)
    is_empty = True
    for sentence in _sentences(blocks, options, reporter):
        is_empty = False
        yield sentence
    if is_empty:
        raise _nothing_left(path, reporter.first)


def options_of(path: Path, *, options: ReadOptions | None = None, layer: str | None = None) -> ReadOptions:
    """Return how a file is to be read, everything found out that `options` leave open.

    Args:
        path: The file.
        options: What is known already; None finds out.
        layer: A layer that must be there: `upos`, `xpos`, `ner`, a name in the header, or `column:5`
            for whatever is in the fifth column.

    Raises:
        SourceError: The file cannot be read, or has no such layer.
    """
    lines = _head(path, options, _GUESS_LINES)
    options = _complete(path, options, lines)
    return options if layer is None else _with_layer(path, options, layer, lines)


def read_corpus(
    path: Path, *, options: ReadOptions | None = None, layer: str | None = None, split: Split = Split.TRAIN
) -> tuple[Corpus, tuple[LineReport, ...]]:
    """Return all sentences of a file and a report of the lines that break the rules.

    Args:
        path: The file.
        options: How to read it; None finds out.
        layer: A layer that must be there: `upos`, `xpos`, `ner`, a name in the header, or `column:5`
            for whatever is in the fifth column.
        split: What the sentences are for.

    Raises:
        SourceError: The file cannot be read, or has no such layer.
    """
    options = replace(options_of(path, options=options, layer=layer), split=split)
    reports: list[LineReport] = []
    sentences = tuple(read(path, options, report=reports.append))
    names = {name for sentence in sentences for name in sentence.tags}
    return Corpus(sentences, with_parallel(options.layers, names)), tuple(reports)


def _nothing_left(path: Path, first: LineReport | None) -> SourceError:
    """Return the error of a file without a sentence, with the reason where a line was to blame."""
    remedy = "Choose another file, or another format."
    if first is None:
        return SourceError(_NO_SENTENCE, place=place(path), remedy=remedy)
    found = f"{first.found} {first.action} There is no other sentence."
    return SourceError(found, place=place(path, first.line), remedy=remedy)


def _head(path: Path, options: ReadOptions | None, n_lines: int) -> list[str]:
    """Return the first lines, fewer where they are very long."""
    quiet = Reporter(path, OnProblem.REPAIR)
    encoding = options.encoding if options else "utf-8"
    lines: list[str] = []
    length = 0
    for _, block in text_blocks(path, encoding, quiet):
        lines += block[: _LOOKED_AT_CHARACTERS - length].split("\n")[: n_lines - len(lines)]
        length += len(block)
        if len(lines) >= n_lines or length >= _LOOKED_AT_CHARACTERS:
            break
    if not any(line.strip(" \t") for line in lines):
        raise SourceError(_NO_SENTENCE, place=place(path), remedy="Choose a file with at least one sentence.")
    return lines


def _complete(path: Path, options: ReadOptions | None, lines: list[str]) -> ReadOptions:
    encoding = encoding_of(path, declared=options.encoding if options else "utf-8")
    if options is None:
        return guessing.guess_options(path, encoding, lines)
    columns = options.columns or guessing.guess_columns(options.format, lines)
    records = jsonl.layers_of(lines) if options.format is FormatName.JSONL else ()
    return replace(options, encoding=encoding, columns=columns, record_layers=options.layers or records)


def _with_layer(path: Path, options: ReadOptions, name: str, lines: list[str]) -> ReadOptions:
    if any(known.name == name for known in options.layers):
        return options
    columns = options.columns
    found = None
    if columns:
        rows = guessing.cells_of(lines, columns.separator, quotes=options.format is FormatName.CSV)
        found = guessing.with_layer(columns, name, rows[1:] if columns.has_header else rows)
    if found is None:
        names = ", ".join(layer.name for layer in options.layers)
        others = "; or a column, such as column:2" if columns else ""
        remedy = f"Choose one of: {names}{others}." if names else "The file holds no labels."
        raise SourceError(f"has no layer {name!r}.", place=place(path), remedy=remedy)
    return replace(options, columns=found)


def _sentences(blocks: Iterable[TextBlock], options: ReadOptions, reporter: Reporter) -> Iterator[Sentence]:
    if options.format in (FormatName.TEXT, FormatName.JSONL) and options.tokenizer not in TOKENIZERS:
        raise SourceError(
            f"there is no tokenizer {options.tokenizer!r}.",
            place=place(reporter.path),
            remedy=f"Choose one of: {', '.join(TOKENIZERS)}.",
        )
    if options.format is FormatName.TEXT:
        return text.read_sentences(blocks, options, reporter)
    if options.format is FormatName.JSONL:
        return jsonl.read_sentences(blocks, options, reporter)
    if options.format is FormatName.CONLLU:
        return conllu.read_sentences(blocks, options, reporter)
    if options.columns is None:
        raise ValueError("columns must be known by now")
    if options.format is FormatName.CSV:
        return table.read_sentences(blocks, options.columns, options, reporter)
    return column_files.read_sentences(blocks, options.columns, options, reporter)
