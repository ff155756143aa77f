"""CoNLL columns of any number, two-column token/tag files among them.

A row is parted at TABs, or else at runs of spaces and TABs; never at other blanks, which occur inside
tokens. Quotes mean nothing here. `-DOCSTART-` rows part documents and are no tokens.
"""

from collections.abc import Iterable, Iterator, Sequence

from core.corpus import Sentence
from core.source_rows import DOCUMENT_MARK
from core.sources.lines import TextBlock
from core.sources.options import ColumnMap, ReadOptions
from core.sources.report import Reporter
from core.sources.sentences import DocumentNames, Draft, groups, tags_of


def read_sentences(
    blocks: Iterable[TextBlock], columns: ColumnMap, options: ReadOptions, reporter: Reporter
) -> Iterator[Sentence]:
    """Yield the sentences of a file with a blank line after each; empty cells and `_` are no tags."""
    documents = DocumentNames(reporter.path)
    marks: list[str] = []
    for group in groups(blocks, reporter):
        lines = group.lines
        n_marks = 0
        while n_marks < len(lines) and lines[n_marks].startswith(DOCUMENT_MARK):
            # The mark stays in the source of the sentence after it, so that it is written again.
            marks = [lines[n_marks], ""]
            documents.turn()
            n_marks += 1
        if n_marks == len(lines):
            continue
        draft = _draft(marks, group.first + n_marks, lines[n_marks:], columns, reporter)
        marks = []
        yield from draft.sentences(reporter, options.split, documents.name)


def part(line: str, separator: str) -> list[str]:
    """Return the cells of a row."""
    if separator != " ":
        return line.split(separator)
    return [cell for cell in line.replace("\t", " ").split(" ") if cell]


def is_comment(line: str, cells: Sequence[str], columns: ColumnMap) -> bool:
    """Whether a row before the first token is a comment: it begins with `#` and has not the columns of a token."""
    return line.startswith("#") and len(cells) != (columns.width or max(columns.reach, 2))


def _draft(marks: list[str], first: int, lines: list[str], columns: ColumnMap, reporter: Reporter) -> Draft:
    numbers: list[int] = []
    table: list[list[str]] = []
    source = list(marks)
    for number, line in enumerate(lines, first):
        cells = part(line, columns.separator)
        if len(cells) == columns.width and cells[columns.token]:
            source.append(line)
        elif not table and is_comment(line, cells, columns):
            source.append(line)
            continue
        else:
            mended = _mended(number, line, columns, reporter)
            if mended is None:
                continue
            source.append(line if mended == cells else columns.separator.join(mended))
            cells = mended
        numbers.append(number)
        table.append(cells)
    tokens = tuple([cells[columns.token] for cells in table])
    layers = {layer.name: tags_of([cells[index] for cells in table]) for index, layer in columns.layers}
    return Draft(numbers, tokens, layers, None, "\n".join(source))


def _mended(number: int, line: str, columns: ColumnMap, reporter: Reporter) -> list[str] | None:
    """Return the cells of an odd row, all mapped ones among them; None where it has no token."""
    cells = part(line, columns.separator)
    # Parted once more only where it may help: a line of nothing but TABs is millions of cells.
    blanks = part(line, " ") if columns.separator == "\t" and len(cells) == 1 < columns.reach else []
    if blanks and len(blanks) == (columns.width or columns.reach):
        reporter.problem(number, "spaces where TABs part the columns.", "It was parted at the spaces.")
        return blanks
    if len(cells) <= columns.token or not cells[columns.token]:
        reporter.problem(number, "a row without a token.", "It was left out.")
        return None
    wanted = columns.width or max(columns.reach, len(cells))
    if len(cells) < wanted:
        found = f"{_columns(len(cells))} where {wanted} are expected."
        reporter.problem(number, found, "Missing tags were left empty.")
    elif len(cells) > wanted:
        found = f"{_columns(len(cells))} where {wanted} are expected."
        reporter.problem(number, found, "Those beyond were not read.")
    return cells + ["_"] * (wanted - len(cells))


def _columns(count: int) -> str:
    return "1 column" if count == 1 else f"{count} columns"
