"""Format, columns and schemes from the first lines of a file. Everything here is a proposal."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from core import schemes
from core.corpus import Layer, Scheme, Tags
from core.schemes import Detection
from core.source_rows import CONLLU_WIDTH as WIDTH
from core.source_rows import DOCUMENT_MARK, EMPTY_ID, RANGE_ID, WORD_ID
from core.sources import columns as column_files
from core.sources import jsonl, table
from core.sources.options import CONLLU_COLUMNS, ColumnMap, FormatName, ReadOptions
from core.sources.sentences import is_blank, tag_or_none

_SUFFIXES = {
    ".conllu": FormatName.CONLLU,
    ".conll": FormatName.CONLL_COLUMNS,
    ".conll2003": FormatName.CONLL_COLUMNS,
    ".bio": FormatName.CONLL_COLUMNS,
    ".iob": FormatName.CONLL_COLUMNS,
    ".iob2": FormatName.CONLL_COLUMNS,
    ".bmes": FormatName.CONLL_COLUMNS,
    ".pos": FormatName.CONLL_COLUMNS,
    ".ner": FormatName.CONLL_COLUMNS,
    ".tsv": FormatName.CONLL_COLUMNS,
    ".csv": FormatName.CSV,
    ".jsonl": FormatName.JSONL,
    ".ndjson": FormatName.JSONL,
    ".txt": FormatName.TEXT,
    ".md": FormatName.TEXT,
}
_TOKEN_HEADS = ("token", "tokens", "word", "words", "form")
_SENTENCE_HEADS = ("sentence_id", "sentence", "sentence #", "sent_id", "sentence_idx", "sentence id", "sent")
_TAG_HEADS = ("pos", "upos", "xpos", "tag", "tags", "ner", "ner_tag", "ner_tags", "label", "labels", "chunk", "entity")
_TAG = re.compile(r"O|_|[BILUESM]-\S+|-[A-Z]+-|[A-Z][A-Z0-9$_.:|+=-]{0,19}|[^\w\s]{1,4}")
_MOST_TAGS = 120
_RECORDS = 20
# Rows of more cells are sentences rather than tables; looking for labels in each column would take minutes.
MOST_COLUMNS = 100


def format_of(path: Path) -> FormatName:
    """Return the format that the ending of a file's name stands for; columns where it is not known."""
    return _SUFFIXES.get(path.suffix.lower(), FormatName.CONLL_COLUMNS)


def guess_options(path: Path, encoding: str, lines: Sequence[str]) -> ReadOptions:
    """Return how the file is most likely to be read, columns included."""
    rows = [line for line in lines if not is_blank(line)]
    hint = _SUFFIXES.get(path.suffix.lower())
    if _looks_like_records(rows):
        return ReadOptions(FormatName.JSONL, encoding, record_layers=jsonl.layers_of(lines))
    if _looks_like_conllu(rows):
        return ReadOptions(FormatName.CONLLU, encoding, CONLLU_COLUMNS)
    header = _with_header(rows)
    if header:
        return ReadOptions(FormatName.CSV, encoding, header)
    if hint is FormatName.CSV:
        return ReadOptions(FormatName.CSV, encoding, guess_columns(FormatName.CSV, lines))
    if hint is FormatName.CONLL_COLUMNS or _looks_like_columns(lines):
        return ReadOptions(FormatName.CONLL_COLUMNS, encoding, guess_columns(FormatName.CONLL_COLUMNS, lines))
    return ReadOptions(FormatName.TEXT, encoding)


def guess_columns(format: FormatName, lines: Sequence[str]) -> ColumnMap | None:
    """Return what the columns of a file of a given format mean; None for plain text and records."""
    if format in (FormatName.TEXT, FormatName.JSONL):
        return None
    if format is FormatName.CONLLU:
        return CONLLU_COLUMNS
    rows = [line for line in lines if not is_blank(line)]
    if format is FormatName.CSV:
        return _with_header(rows) or _without_header(lines, _separator_of_table(rows))
    return _without_header(lines, "\t" if any("\t" in line.strip(" \t") for line in rows) else " ")


def cells_of(lines: Sequence[str], separator: str, *, quotes: bool = False) -> list[list[str]]:
    """Return the cells of each line; of blank ones none."""
    parted = (table.part(line, separator)[0] if quotes else column_files.part(line, separator) for line in lines)
    return [[] if is_blank(line) else cells for line, cells in zip(lines, parted, strict=True)]


def detect_column(rows: Sequence[Sequence[str]], index: int) -> Detection:
    """Return the scheme of one column; rows without cells part the sentences."""
    sequences: list[Tags] = []
    current: list[str | None] = []
    for cells in [*rows, []]:
        if cells:
            current.append(tag_or_none(cells[index]) if index < len(cells) else None)
        elif current:
            sequences.append(tuple(current))
            current = []
    return schemes.detect(sequences)


def _looks_like_records(rows: Sequence[str]) -> bool:
    """Whether more of the first rows are JSON objects with something in them than are not."""
    first = rows[:_RECORDS]
    return sum(bool(jsonl.decoded(line)) for line in first if line.startswith("{")) > len(first) / 2


def _looks_like_conllu(rows: Sequence[str]) -> bool:
    tables = [line.split("\t") for line in rows if not line.startswith("#")]
    sound = sum(
        len(cells) == WIDTH and any(p.fullmatch(cells[0]) for p in (WORD_ID, RANGE_ID, EMPTY_ID)) for cells in tables
    )
    return sound > 0.5 * len(tables)


def _separator_of_table(rows: Sequence[str]) -> str:
    first = rows[0] if rows else ""
    return max(",;\t", key=first.count)


def _with_header(rows: Sequence[str]) -> ColumnMap | None:
    """Return the columns of a table whose first row names them."""
    if not rows:
        return None
    separator = _separator_of_table(rows)
    titles = [cell.strip(" ") for cell in table.part(rows[0], separator)[0]]
    names = [title.lower() for title in titles]
    token = next((index for index, name in enumerate(names) if name in _TOKEN_HEADS), None)
    known = sum(name in (*_TOKEN_HEADS, *_SENTENCE_HEADS, *_TAG_HEADS) for name in names)
    if token is None or known < 2:
        return None
    sentence = next((index for index, name in enumerate(names) if name in _SENTENCE_HEADS), None)
    cells = cells_of(rows[1:], separator, quotes=True)
    is_ours = names[:2] == ["sentence_id", "token"]
    layers: list[tuple[int, Layer]] = []
    for index, name in enumerate(names):
        named = is_ours or name in _TAG_HEADS
        if index not in (token, sentence) and _is_label_column(cells, index, named=named):
            title = _unused(titles[index] or f"column:{index + 1}", layers)
            layers.append((index, Layer(title, detect_column(cells, index).scheme)))
    return ColumnMap(token, tuple(layers), sentence, True, separator, len(names))


def _without_header(lines: Sequence[str], separator: str) -> ColumnMap:
    rows = cells_of(lines, separator, quotes=separator in ",;")
    counts = Counter(len(cells) for cells in rows if cells and cells[0] != DOCUMENT_MARK)
    width = counts.most_common(1)[0][0] if counts else 1
    kept = [cells if len(cells) == width and cells[0] != DOCUMENT_MARK else [] for cells in rows]
    token = _token_column(kept, width)
    found = [
        (index, detect_column(kept, index))
        for index in range(width if width <= MOST_COLUMNS else 0)
        if index != token and _is_label_column(kept, index, named=width == 2)
    ]
    return ColumnMap(token, _named(found), None, False, separator, width)


def _token_column(rows: Sequence[Sequence[str]], width: int) -> int:
    """Return 0, unless that column numbers the tokens or holds tags while another holds words."""
    if width == 1:
        return 0
    if all(cells[0].isdecimal() for cells in rows if cells) and width > 2:
        return 1
    return width - 1 if _tag_share(rows, 0) > 0.95 and _tag_share(rows, width - 1) < 0.6 else 0


def _tag_share(rows: Sequence[Sequence[str]], index: int) -> float:
    cells = [row[index] for row in rows if index < len(row)]
    return sum(_TAG.fullmatch(cell) is not None for cell in cells) / max(1, len(cells))


def _is_label_column(rows: Sequence[Sequence[str]], index: int, *, named: bool) -> bool:
    """Whether a column holds labels rather than lemmas, numbers or always the same filler."""
    values = {row[index] for row in rows if index < len(row)}
    n_rows = sum(bool(row) for row in rows)
    if named or not values:
        return named
    if detect_column(rows, index).scheme is not Scheme.PLAIN and values - {schemes.OUTSIDE}:
        return True
    few = len(values) <= min(_MOST_TAGS, max(10, n_rows // 2))
    filler = len(values) == 1 and values <= {"_", "-X-", "", "-"}
    return few and not filler and not all(value.isdecimal() for value in values) and _tag_share(rows, index) > 0.5


def _named(found: Sequence[tuple[int, Detection]]) -> tuple[tuple[int, Layer], ...]:
    """Name layers by what they hold: the last with spans is `ner`, one before it `chunk`, the first plain `pos`."""
    spans = [index for index, detection in found if detection.scheme is not Scheme.PLAIN]
    plain = [index for index, detection in found if detection.scheme is Scheme.PLAIN]
    names = {index: f"column:{index + 1}" for index, _ in found}
    names.update(dict(zip(plain[:1], ["pos"], strict=False)))
    names.update(dict(zip(spans[-1:], ["ner"], strict=False)))
    names.update(dict(zip(spans[-2:-1], ["chunk"], strict=False)))
    return tuple((index, Layer(names[index], detection.scheme)) for index, detection in found)


def _unused(name: str, layers: Sequence[tuple[int, Layer]]) -> str:
    return f"{name}:{len(layers) + 1}" if any(layer.name == name for _, layer in layers) else name


def _looks_like_columns(lines: Sequence[str]) -> bool:
    """Whether most rows have the same number of columns, and one of them holds tags."""
    rows = [line for line in lines if not is_blank(line)]
    for separator in ("\t", " "):
        found = _without_header(lines, separator)
        same = sum(len(column_files.part(line, separator)) == found.width for line in rows)
        tagged = any(_tag_share(cells_of(rows, separator), index) > 0.9 for index, _ in found.layers)
        if 2 <= found.width <= 30 and len(rows) > 1 and same >= 0.8 * len(rows) and tagged:
            return True
    return False


def with_layer(columns: ColumnMap, name: str, rows: Sequence[Sequence[str]]) -> ColumnMap | None:
    """Return `columns` with a layer called `name`; None where no column can be meant.

    `column:5` is the fifth column. `ner` is the only layer with spans, and `upos`, `xpos`, `pos` the
    only plain one, where the file does not name them so.
    """
    if any(layer.name == name for _, layer in columns.layers):
        return columns
    wanted = re.fullmatch(r"column:([1-9][0-9]{0,3})", name)
    if wanted:
        index = int(wanted[1]) - 1
        if index == columns.token or (columns.width and index >= columns.width):
            return None
        others = tuple(entry for entry in columns.layers if entry[0] != index)
        return replace(columns, layers=(*others, (index, Layer(name, detect_column(rows, index).scheme))))
    spans = name == "ner"
    alike = [index for index, layer in columns.layers if layer.has_spans == spans]
    if name not in ("ner", "upos", "xpos", "pos") or len(alike) != 1:
        return None
    renamed = tuple((i, Layer(name, layer.scheme) if i in alike else layer) for i, layer in columns.layers)
    return replace(columns, layers=renamed)
