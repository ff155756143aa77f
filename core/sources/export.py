"""Writing sentences: from the rows they were read from where the format is the same, else built.

A token or tag that the format cannot hold is refused by name; nothing is escaped or dropped silently.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from core.atomic import atomic_write
from core.corpus import Layer, Sentence
from core.errors import ExportError, place
from core.parallel_layers import first_of
from core.source_rows import CONLLU_WIDTH as WIDTH
from core.source_rows import DOCUMENT_MARK, WORD_ID, is_conllu
from core.sources import columns as column_files
from core.sources import record_writing
from core.sources.conllu import NO_SPACE
from core.sources.options import CONLLU_COLUMNS, ColumnMap, FormatName
from core.sources.sentences import NO_TAG, is_blank, tag_or_none
from core.sources.table import for_spreadsheet, joined

_LINE_ENDS = ("\n", "\r")

Writer = Callable[[Sentence, Sentence | None], str]
"""Turns a sentence, and the one before it, into the text of a file."""


def write(
    sentences: Iterable[Sentence],
    path: Path | None,
    *,
    format: FormatName,
    layers: Sequence[Layer],
    columns: ColumnMap | None = None,
    for_spreadsheets: bool = False,
) -> int:
    """Write sentences as UTF-8 with LF line ends and return their number.

    Args:
        sentences: In order; read once.
        path: The file, which is complete or untouched afterwards; None for standard output.
        format: The format to write.
        layers: The layers to write, in this order where the format has columns for them.
        columns: Where the file the sentences came from was CoNLL columns or CoNLL-U, its columns:
            then its rows are written again with nothing but the tags changed. CoNLL-U knows its own.
        for_spreadsheets: CSV only: put an apostrophe before what a spreadsheet would calculate. The file
            is then safe to open there, but no longer exact.

    Raises:
        ExportError: The file cannot be written, or the format cannot hold a token, tag or layer.
    """
    name = place(path) if path else "standard output"
    writer = writer_of(format, layers, name, columns=columns, for_spreadsheets=for_spreadsheets)
    if path is None:
        return sum(1 for _ in written(sentences, sys.stdout.buffer, writer, name))
    with atomic_write(path) as file:
        return sum(1 for _ in written(sentences, file, writer, name))


def writer_of(
    format: FormatName,
    layers: Sequence[Layer],
    name: str,
    *,
    columns: ColumnMap | None = None,
    for_spreadsheets: bool = False,
) -> Writer:
    """Return what turns sentences into text; see `write`.

    Raises:
        ExportError: The format cannot hold a layer.
    """
    try:
        return _spreadsheet_writer(layers, format) if for_spreadsheets else _WRITERS[format](layers, columns)
    except ExportError as error:
        raise ExportError(error.found, place=name, remedy=error.remedy) from error


def what_is_lost(sentences: Iterable[Sentence], layers: Sequence[Layer], format: FormatName) -> tuple[str, ...]:
    """Return, in words for the user, what `format` cannot hold of `sentences`."""
    lost = dict.fromkeys(_lost_layers(layers, format))
    before = None
    for sentence in sentences:
        lost.update(dict.fromkeys(_lost_of(sentence, before, layers, format)))
        before = sentence
    return tuple(lost)


def _lost_layers(layers: Sequence[Layer], format: FormatName) -> Iterator[str]:
    if format is FormatName.TEXT and layers:
        yield "All tags are lost: plain text has none."
    if format is FormatName.CONLLU:
        for layer in _foreign_layers(layers):
            yield f"The layer {layer} is lost: CoNLL-U has columns for upos and xpos."
    with_spans = [layer.name for layer in layers if layer.has_spans and not first_of(layer.name)]
    if format is FormatName.JSONL and len(with_spans) > 1:
        yield f"Which of the layers {', '.join(with_spans)} a span belongs to is lost."


def _lost_of(sentence: Sentence, before: Sentence | None, layers: Sequence[Layer], format: FormatName) -> Iterator[str]:
    """Yield what is lost of one sentence, which follows the one `before`."""
    keeps_spaces = format in (FormatName.CONLLU, FormatName.TEXT, FormatName.JSONL)
    if sentence.spaces and not all(sentence.spaces[:-1]) and not keeps_spaces:
        yield "Where tokens stand without a space between them is lost."
    is_new_text = before is not None and sentence.document != before.document
    if is_new_text and format in (FormatName.CSV, FormatName.TEXT):
        yield "Where documents begin is lost."
    if before is not None and not is_new_text and format is FormatName.JSONL:
        yield "Which sentences make up one text is lost: each becomes a record."
    if format is FormatName.JSONL and any(_is_half_labelled(sentence, layer) for layer in layers):
        yield "Which tokens outside of spans nobody has labelled yet is lost."
    if is_conllu(sentence.source.split("\n")):
        if format is not FormatName.CONLLU:
            yield "Lemmas, features, syntax, comments, ranges and empty nodes of CoNLL-U are lost."
        elif _conllu_rows(sentence) is None:
            yield "Lemmas, features, syntax, comments, ranges and empty nodes are lost where tokens were changed."


def _is_half_labelled(sentence: Sentence, layer: Layer) -> bool:
    tags = sentence.layer_tags(layer.name)
    return layer.has_spans and None in tags and any(tag is not None for tag in tags)


def written(sentences: Iterable[Sentence], file: BinaryIO, writer: Writer, name: str) -> Iterator[Sentence]:
    """Yield each sentence when it has been written.

    Raises:
        ExportError: The format cannot hold it.
    """
    before = None
    for number, sentence in enumerate(sentences, 1):
        try:
            file.write(writer(sentence, before).encode("utf-8"))
        except ExportError as error:
            raise ExportError(
                f"sentence {number:,} cannot be written: {error.found}", place=name, remedy=error.remedy
            ) from error
        except UnicodeEncodeError as error:
            found = f"sentence {number:,} holds half a surrogate pair, which is no character."
            raise ExportError(found, place=name, remedy="Correct the token.") from error
        before = sentence
        yield sentence


def _conllu_writer(layers: Sequence[Layer], columns: ColumnMap | None) -> Writer:
    columns = columns or CONLLU_COLUMNS
    foreign = _foreign_layers(layers, columns)
    if foreign:
        remedy = "Leave it out, rename it to upos or xpos, or choose CoNLL columns."
        raise ExportError(f"there is no column for the layer {foreign[0]!r} in CoNLL-U.", remedy=remedy)
    wanted = {layer.name for layer in layers}
    kept = [(index, layer.name) for index, layer in columns.layers if layer.name in wanted]

    def write_one(sentence: Sentence, before: Sentence | None) -> str:
        rows = _conllu_rows(sentence)
        if rows is None:
            rows = list(_built_conllu(sentence, before))
        position = 0
        for number, row in enumerate(rows):
            cells = row.split("\t")
            if row.startswith("#") or not WORD_ID.fullmatch(cells[0]):
                continue
            for index, name in kept:
                tag = sentence.layer_tags(name)[position]
                cells[index] = _cell(tag) if _differs(cells[index], tag) else cells[index]
            rows[number] = "\t".join(cells)
            position += 1
        return "\n".join(rows) + "\n\n"

    return write_one


def _conllu_rows(sentence: Sentence) -> list[str] | None:
    """Return the rows a sentence was read from where they are CoNLL-U and still hold its tokens."""
    rows = sentence.source.split("\n")
    cells = [row.split("\t") for row in rows if not row.startswith("#")]
    if not cells or any(len(row) != WIDTH for row in cells):
        return None
    tokens = tuple(row[1] for row in cells if WORD_ID.fullmatch(row[0]))
    return rows if tokens == sentence.tokens else None


def _built_conllu(sentence: Sentence, before: Sentence | None) -> Iterator[str]:
    if sentence.document and (before is None or before.document != sentence.document):
        yield f"# newdoc id = {_one_line(sentence.document)}"
    if sentence.spaces is not None:
        yield f"# text = {_one_line(sentence.text)}"
    spaces = sentence.spaces or (True,) * len(sentence)
    for index, (token, space) in enumerate(zip(sentence.tokens, spaces, strict=True), 1):
        _check(token, "\t")
        yield "\t".join([str(index), token, *["_"] * 7, "_" if space else NO_SPACE])


def _columns_writer(layers: Sequence[Layer], columns: ColumnMap | None) -> Writer:
    columns = _usable(columns, layers) or _plain_columns(layers)
    names = [layer.name for layer in layers]

    def write_one(sentence: Sentence, before: Sentence | None) -> str:
        rows = _rewritten(sentence, columns, names) or list(_built_columns(sentence, columns, names))
        turns = before is not None and sentence.document not in ("", before.document)
        if turns and not rows[0].startswith(DOCUMENT_MARK):
            fillers = ["-X-"] * (columns.width - 2) + ["O"] * (columns.width > 1)
            rows = [columns.separator.join([DOCUMENT_MARK, *fillers]), "", *rows]
        return "\n".join(rows) + "\n\n"

    return write_one


def _usable(columns: ColumnMap | None, layers: Sequence[Layer]) -> ColumnMap | None:
    """Return the columns of the file read when they have a place for every layer to be written."""
    if columns is None or columns.has_header or columns.separator not in "\t ":
        return None
    known = {layer.name for _, layer in columns.layers}
    return replace(columns, width=columns.width or columns.reach) if known >= {layer.name for layer in layers} else None


def _plain_columns(layers: Sequence[Layer]) -> ColumnMap:
    """Return the columns of a file of our own: the token, then each layer."""
    return ColumnMap(0, tuple(enumerate(layers, 1)), width=len(layers) + 1)


def _rewritten(sentence: Sentence, columns: ColumnMap, names: Sequence[str]) -> list[str] | None:
    """Return the rows a sentence was read from with its tags; None where they are not its own any more."""
    rows = sentence.source.split("\n")
    begin = 2 if rows[0].startswith(DOCUMENT_MARK) else 0
    parted = [column_files.part(row, columns.separator) for row in rows]
    while begin < len(rows) and column_files.is_comment(rows[begin], parted[begin], columns):
        begin += 1
    cells = parted[begin:]
    if any(len(row) < columns.width for row in cells):
        return None
    if tuple(row[columns.token] for row in cells) != sentence.tokens:
        return None
    for index, layer in columns.layers:
        if layer.name in names:
            for number, row, tag in zip(range(begin, len(rows)), cells, sentence.layer_tags(layer.name), strict=True):
                if _differs(row[index], tag):
                    row[index] = _cell(tag, columns.separator)
                    rows[number] = columns.separator.join(row)
    return rows


def _built_columns(sentence: Sentence, columns: ColumnMap, names: Sequence[str]) -> Iterator[str]:
    places = [(index, sentence.layer_tags(layer.name)) for index, layer in columns.layers if layer.name in names]
    for position, token in enumerate(sentence.tokens):
        _check(token, "\t" if columns.separator == "\t" else "\t ")
        if token.startswith(DOCUMENT_MARK):
            raise ExportError(f"the token {token!r} would begin a document.", remedy="Choose CSV or CoNLL-U.")
        if columns.width == 1 and (is_blank(token) or token.startswith("#")):
            raise ExportError(f"the token {token!r} alone on a line is no token.", remedy="Write a layer with it.")
        cells = [NO_TAG] * columns.width
        cells[columns.token] = token
        for index, tags in places:
            cells[index] = _cell(tags[position], columns.separator)
        yield columns.separator.join(cells)


def _csv_writer(layers: Sequence[Layer], _columns: ColumnMap | None) -> Writer:
    return _table_writer(layers, lambda cells: joined(cells, ","))


def _spreadsheet_writer(layers: Sequence[Layer], format: FormatName) -> Writer:
    if format is not FormatName.CSV:
        raise ExportError("only CSV can be written for spreadsheets.", remedy="Choose a name that ends in .csv.")
    return _table_writer(layers, for_spreadsheet)


def _table_writer(layers: Sequence[Layer], row: Callable[[Iterable[str]], str]) -> Writer:
    names = [layer.name for layer in layers]
    header = row(["sentence_id", "token", *(_check(name, "") for name in names)]) + "\n"
    count = 0

    def write_one(sentence: Sentence, before: Sentence | None) -> str:
        nonlocal count
        count += 1
        columns = [sentence.layer_tags(name) for name in names]
        rows = [
            row([str(count), _check(token, ""), *(_csv_cell(tags[index]) for tags in columns)])
            for index, token in enumerate(sentence.tokens)
        ]
        return ("" if before else header) + "\n".join(rows) + "\n"

    return write_one


def _jsonl_writer(layers: Sequence[Layer], _columns: ColumnMap | None) -> Writer:
    return record_writing.writer_of(layers)


def _text_writer(_layers: Sequence[Layer], _columns: ColumnMap | None) -> Writer:
    def write_one(sentence: Sentence, _before: Sentence | None) -> str:
        source = sentence.source
        is_text = source and "\n" not in source and _without_blanks("".join(sentence.tokens)) == _without_blanks(source)
        return (source if is_text else _check(sentence.text, "")) + "\n"

    return write_one


_WRITERS: dict[FormatName, Callable[[Sequence[Layer], ColumnMap | None], Writer]] = {
    FormatName.CONLLU: _conllu_writer,
    FormatName.CONLL_COLUMNS: _columns_writer,
    FormatName.CSV: _csv_writer,
    FormatName.JSONL: _jsonl_writer,
    FormatName.TEXT: _text_writer,
}


def _foreign_layers(layers: Sequence[Layer], columns: ColumnMap = CONLLU_COLUMNS) -> list[str]:
    known = {layer.name for _, layer in columns.layers}
    return [layer.name for layer in layers if layer.name not in known]


def _check(cell: str, separator: str) -> str:
    """Return `cell` when it fits into one cell of one line."""
    for mark in chain(_LINE_ENDS, separator, "\0"):
        if mark in cell:
            raise ExportError(f"{cell[:40]!r} holds {_NAMES[mark]}.", remedy="Correct it, or choose another format.")
    return cell


_NAMES = {"\n": "a line end", "\r": "a line end", "\t": "a TAB", " ": "a space", "\0": "a NUL"}


def _differs(cell: str, tag: str | None) -> bool:
    return tag_or_none(cell) != tag


def _cell(tag: str | None, separator: str = "\t") -> str:
    if tag is None:
        return NO_TAG
    if tag in (NO_TAG, ""):
        raise ExportError(f"the tag {tag!r} means no tag in this format.", remedy="Rename the label.")
    if separator == " ":
        _check(tag, " ")
    return _check(tag, "\t")


def _csv_cell(tag: str | None) -> str:
    return "" if tag is None else _cell(tag, ",")


def _one_line(text: str) -> str:
    return text.replace("\r", " ").replace("\n", " ")


def _without_blanks(text: str) -> str:
    return "".join(char for char in text if not char.isspace())
