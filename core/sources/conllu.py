"""CoNLL-U: ten TAB columns; ranges, empty nodes and comments are kept, but are no tokens.

A sentence's `source` holds its rows byte for byte, so that writing changes nothing but the tags.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from core.corpus import Sentence
from core.sources.lines import LineBlock
from core.sources.options import CONLLU_COLUMNS, ColumnMap, ReadOptions
from core.sources.report import Reporter
from core.sources.sentences import DocumentNames, Draft, Rows, groups, tags_of

WIDTH = 10
NO_SPACE = "SpaceAfter=No"

WORD_ID = re.compile(r"[0-9]{1,9}")
RANGE_ID = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")
EMPTY_ID = re.compile(r"[0-9]{1,9}\.[0-9]{1,9}")
NO_WORD = re.compile(r"[0-9]+[-.]")
_NEW_DOCUMENT = re.compile(r"#[ ]*newdoc(?:[ ]+id[ ]*=[ ]*(.+))?[ ]*")


def read_sentences(blocks: Iterable[LineBlock], options: ReadOptions, reporter: Reporter) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file; `_` in a mapped column is no tag."""
    columns = options.columns or CONLLU_COLUMNS
    documents = DocumentNames(reporter.path)
    comments: list[str] = []
    for group in groups(blocks):
        n_comments = _count_comments(group.lines, documents)
        comments += group.lines[:n_comments]
        if n_comments == len(group.lines):
            continue
        drafts = _drafts(comments, group.part(n_comments), columns, reporter)
        for draft, begins in drafts:
            _count_comments(begins, documents)
            yield from draft.sentences(reporter, options.split, documents.name)
        comments = []


def _drafts(
    comments: list[str], rows: Rows, columns: ColumnMap, reporter: Reporter
) -> Iterator[tuple[Draft, Sequence[str]]]:
    """Yield the sentences among rows without a blank line, each with its comments if not yet counted."""
    draft = _quick_draft(comments, rows, columns)
    if draft:
        yield draft, ()
        return
    before = comments
    for part in _parted(rows, reporter):
        count = next((index for index, line in enumerate(part.lines) if line[0] != "#"), len(part.lines))
        own = part.lines[:count]
        yield _slow_draft(before + own, part.part(count), columns, reporter), own
        before = []


def word_cells(rows: Sequence[str]) -> list[str] | None:
    """Return all cells of rows that are words 1, 2, 3 ... in ten columns; None for any other rows.

    The end of each row stays before the next one's number, so a wrong number of cells in one row
    cannot be made up for by the next.
    """
    cells = ("\n" + "\t\n".join(rows)).split("\t")
    count = len(rows)
    if len(cells) != WIDTH * count or cells[::WIDTH] != _expected_ids(count):
        return None
    return cells


_ids: list[str] = []


def _expected_ids(count: int) -> list[str]:
    while len(_ids) < count:
        _ids.append(f"\n{len(_ids) + 1}")
    return _ids[:count]


def _count_comments(lines: Sequence[str], documents: DocumentNames) -> int:
    """Return how many comments stand before the first row, and follow the documents they begin."""
    for index, line in enumerate(lines):
        if line[0] != "#":
            return index
        if "newdoc" in line and (match := _NEW_DOCUMENT.fullmatch(line)):
            documents.turn(match[1] or "")
    return len(lines)


def _parted(rows: Rows, reporter: Reporter) -> Iterator[Rows]:
    """Part rows where a blank line is missing: a second word 1, or comments after words."""
    start = 0
    has_words = False
    for index, line in enumerate(rows.lines):
        begins = line.startswith(("#", "1\t", "1-"))
        if has_words and begins:
            found = "a sentence begins with no blank line before it."
            reporter.problem(rows.first + index, found, "Read as if there were one.")
            yield rows.part(start, index)
            start, has_words = index, False
        if not begins or line.startswith("1\t"):
            has_words = True
    yield rows.part(start)


def _quick_draft(comments: list[str], rows: Rows, columns: ColumnMap) -> Draft | None:
    """Read all rows at once where they are words 1, 2, 3 ... and sound ranges; None for others."""
    cells = word_cells(rows.lines)
    numbers: Sequence[int] = range(rows.first, rows.first + len(rows.lines))
    ranges: list[str] = []
    if cells is None:
        ranges = [line for line in rows.lines if NO_WORD.match(line)]
        numbers = [number for number, line in zip(numbers, rows.lines, strict=True) if not NO_WORD.match(line)]
        cells = word_cells([line for line in rows.lines if not NO_WORD.match(line)])
    if cells is None or any(line.count("\t") != WIDTH - 1 for line in ranges):
        return None
    tokens = tuple(cells[columns.token :: WIDTH])
    if "" in tokens:
        return None
    layers = {layer.name: tags_of(cells[index::WIDTH]) for index, layer in columns.layers}
    spaces = [NO_SPACE not in cell for cell in cells[9::WIDTH]]
    for line in ranges:
        _close_up(spaces, range(1, len(tokens) + 1), line.split("\t"))
    return Draft(numbers, tokens, layers, tuple(spaces), "\n".join(comments + rows.lines))


def _slow_draft(comments: list[str], rows: Rows, columns: ColumnMap, reporter: Reporter) -> Draft:
    """Read rows one by one: there is a fault among them, or the words are not numbered 1, 2, 3 ..."""
    sound = [
        (number, cells)
        for number, line in enumerate(rows.lines, rows.first)
        if (cells := _cells(number, line, columns, reporter))
    ]
    words = [cells for _, cells in sound if WORD_ID.fullmatch(cells[0])]
    if not words:
        reporter.problem(rows.first, "a sentence without words.", "It was left out.")
    numbers = [number for number, cells in sound if WORD_ID.fullmatch(cells[0])]
    spaces = [NO_SPACE not in cells[9] for cells in words]
    for _, cells in sound:
        _close_up(spaces, [int(word[0]) for word in words], cells)
    layers = {layer.name: tags_of([cells[index] for cells in words]) for index, layer in columns.layers}
    tokens = tuple([cells[columns.token] for cells in words])
    source = "\n".join([*comments, *("\t".join(cells) for _, cells in sound)])
    return Draft(numbers, tokens, layers, tuple(spaces), source)


def _cells(number: int, line: str, columns: ColumnMap, reporter: Reporter) -> list[str] | None:
    """Return ten cells, filled up or cut off where need be; None for a row that cannot be a token."""
    cells = line.split("\t")
    known = any(pattern.fullmatch(cells[0]) for pattern in (WORD_ID, RANGE_ID, EMPTY_ID))
    if not known:
        reporter.problem(number, f"a row that begins with {cells[0][:40]!r}, not with a number.", "It was left out.")
        return None
    if len(cells) <= columns.token or not cells[columns.token]:
        reporter.problem(number, "a row without a token.", "It was left out.")
        return None
    if len(cells) != WIDTH:
        action = "Missing columns were left empty." if len(cells) < WIDTH else "Those beyond were left out."
        reporter.problem(number, f"{len(cells)} columns where CoNLL-U has {WIDTH}.", action)
    return (cells + ["_"] * WIDTH)[:WIDTH]


def _close_up(spaces: list[bool], words: Sequence[int], cells: Sequence[str]) -> None:
    """Take the spaces out of a range: inside it there are none, and after it only the range can tell."""
    if match := RANGE_ID.fullmatch(cells[0]):
        first, last = int(match[1]), int(match[2])
        for index, word in enumerate(words):
            if first <= word <= last:
                spaces[index] = word == last and NO_SPACE not in cells[9]
