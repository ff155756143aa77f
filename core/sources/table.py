"""CSV and TSV tables with a header, such as `sentence_id,word,pos,tag`: one token a row.

One line is one row. A TAB-parted table knows no quotes at all; in the others a quote that is not
closed on its line is a character like any other, so it cannot swallow the lines after it.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from core.corpus import Sentence
from core.sources.lines import TextBlock
from core.sources.options import ColumnMap, ReadOptions
from core.sources.report import Reporter
from core.sources.sentences import DocumentNames, Draft, is_blank, is_too_much, report_cut, tags_of


def read_sentences(
    blocks: Iterable[TextBlock], columns: ColumnMap, options: ReadOptions, reporter: Reporter
) -> Iterator[Sentence]:
    """Yield the sentences of a table.

    A sentence ends at a blank row, or where the sentence column holds another value than before; an
    empty cell there goes on with the sentence. An empty tag is none.
    """
    document = DocumentNames(reporter.path).name
    for first, lines in _groups(blocks, columns, reporter):
        yield from _draft(first, lines, columns, reporter).sentences(reporter, options.split, document)


def part(line: str, separator: str) -> tuple[list[str], bool]:
    """Return the cells of a row, and whether all of its quotes are closed."""
    if separator == "\t" or '"' not in line:
        return line.split(separator), True
    cells: list[str] = []
    closed = True
    at = 0
    while at <= len(line):
        quoted = _QUOTED.match(line, at) if line.startswith('"', at) else None
        if quoted and line[quoted.end() : quoted.end() + 1] in ("", separator):
            cells.append(quoted[1].replace('""', '"'))
            at = quoted.end() + 1
            continue
        closed = closed and not line.startswith('"', at)
        end = line.find(separator, at)
        end = len(line) if end < 0 else end
        cells.append(line[at:end])
        at = end + 1
    return cells, closed


# Possessive: a line of nothing but quotes would take a hundred times its size to try again in vain.
_QUOTED = re.compile(r'"((?:[^"]++|"")*+)"')


def joined(cells: Iterable[str], separator: str) -> str:
    """Return cells as one row, quoted where they have to be."""
    if separator == "\t":
        return separator.join(cells)
    return separator.join(
        '"' + cell.replace('"', '""') + '"' if separator in cell or '"' in cell else cell for cell in cells
    )


# What a spreadsheet calculates instead of showing it, where a cell begins so; wide forms are taken for narrow ones.
TRIGGERS = tuple("=+-@\t\r\n＝＋－＠")


def for_spreadsheet(cells: Iterable[str]) -> str:
    """Return cells as one row, all quoted, none of which a spreadsheet takes for a formula.

    Source:
        "CSV Injection" of the OWASP Foundation: an apostrophe before the character that begins a formula.
    """
    shown = (f"'{cell}" if cell.startswith(TRIGGERS) else cell for cell in cells)
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in shown)


def _groups(blocks: Iterable[TextBlock], columns: ColumnMap, reporter: Reporter) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of each sentence and the number of their first line."""
    numbered = ((number, line) for start, text in blocks for number, line in enumerate(text.split("\n"), start))
    first, size = 0, 0
    rows: list[str] = []
    current = ""
    for number, line in islice(numbered, int(columns.has_header), None):
        blank = is_blank(line.replace(columns.separator, ""))
        name = "" if blank else _sentence_name(line, columns)
        is_over = blank or (name and name != current)
        if rows and (is_over or is_too_much(size, len(rows))):
            if not is_over:
                report_cut(first, reporter)
            yield first, rows
            rows = []
        if name:
            current = name
        if not blank:
            first, size = (first, size + len(line)) if rows else (number, len(line))
            rows.append(line)
    if rows:
        yield first, rows


def _sentence_name(line: str, columns: ColumnMap) -> str:
    if columns.sentence is None:
        return ""
    cells, _ = part(line, columns.separator)
    return cells[columns.sentence].strip(" ") if columns.sentence < len(cells) else ""


def _draft(first: int, lines: list[str], columns: ColumnMap, reporter: Reporter) -> Draft:
    numbers: list[int] = []
    table: list[list[str]] = []
    for number, line in enumerate(lines, first):
        cells = _cells(number, line, columns, reporter)
        if cells is not None:
            numbers.append(number)
            table.append(cells)
    tokens = tuple([cells[columns.token] for cells in table])
    layers = {layer.name: tags_of([cells[index] for cells in table]) for index, layer in columns.layers}
    return Draft(numbers, tokens, layers)


def _cells(number: int, line: str, columns: ColumnMap, reporter: Reporter) -> list[str] | None:
    """Return the cells of a row, all mapped ones among them; None where it has no token."""
    cells, closed = part(line, columns.separator)
    if not closed:
        reporter.problem(number, "a quote that is not closed on its line.", "It was read as a character.")
    if len(cells) <= columns.token or not cells[columns.token]:
        reporter.problem(number, "a row without a token.", "It was left out.")
        return None
    wanted = columns.width or max(columns.reach, len(cells))
    if len(cells) != wanted:
        action = "Missing cells were left empty." if len(cells) < wanted else "Those beyond were not read."
        reporter.problem(number, f"{len(cells)} cells where {wanted} are expected.", action)
    return cells + [""] * (wanted - len(cells))
