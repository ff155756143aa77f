"""CoNLL-U: ten TAB columns; ranges, empty nodes and comments are kept, but are no tokens.

A sentence's `source` holds its rows byte for byte, so that writing changes nothing but the tags.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from core.corpus import Sentence, Tags
from core.source_rows import CONLLU_WIDTH as WIDTH
from core.source_rows import EMPTY_ID, RANGE_ID, WORD_ID
from core.sources.lines import TextBlock
from core.sources.options import CONLLU_COLUMNS, MAX_LINE, MAX_SENTENCE, MAX_TOKEN, ColumnMap, ReadOptions
from core.sources.report import Reporter
from core.sources.sentences import NO_TAG, DocumentNames, Draft, Rows, at_blanks, paragraphs, tags_of

NO_SPACE = "SpaceAfter=No"

_NO_WORD = re.compile(r"\n?[0-9]+[-.]")
_NEW_DOCUMENT = re.compile(r"#[ ]*newdoc(?:[ ]+id[ ]*=[ ]*(.+))?[ ]*")


def read_sentences(blocks: Iterable[TextBlock], options: ReadOptions, reporter: Reporter) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file; `_` in a mapped column is no tag."""
    columns = options.columns or CONLLU_COLUMNS
    documents = DocumentNames(reporter.path)
    before = ""
    for rows in paragraphs(blocks, reporter):
        begin = _end_of_comments(rows.text)
        quick = _quick_columns(rows.text[begin:], columns)
        if quick is None:
            for group in at_blanks(rows):
                drafts, before = _slow_drafts(before, group, columns, reporter)
                for comments, draft in drafts:
                    _follow(comments, documents)
                    yield from draft.sentences(reporter, options.split, documents.name)
            continue
        source = before + rows.text
        if begin or before:
            _follow(source[: len(before) + begin], documents)
            before = ""
        if reporter.keeps():
            tokens, tags, spaces = quick
            yield Sentence(tokens, tags, spaces, options.split, documents.name, source)


def _slow_drafts(
    before: str, group: Rows, columns: ColumnMap, reporter: Reporter
) -> tuple[Iterable[tuple[str, Draft]], str]:
    """Return the sentences among rows, each behind its comments; and the comments that no row follows.

    Args:
        before: Comments before a blank line, each with its LF.
        group: The rows.
        columns: What the columns mean.
        reporter: Told what is odd, when the sentences are asked for.
    """
    if _end_of_comments(group.text) == len(group.text):
        comments = f"{before}{group.text}\n"
        if len(comments) <= MAX_LINE:
            return (), comments
        reporter.problem(group.first, f"comments of more than {MAX_LINE // 2**20} MB.", "They were left out.")
        reporter.keeps()
        return (), ""
    return _drafts(before, group, columns, reporter), ""


def _drafts(before: str, group: Rows, columns: ColumnMap, reporter: Reporter) -> Iterator[tuple[str, Draft]]:
    for part in _parted(group, reporter):
        own = _end_of_comments(part.text)
        comments = before + part.text[:own]
        rest = Rows(part.first + part.text.count("\n", 0, own), part.text[own:])
        yield comments, _slow_draft(comments, rest, columns, reporter)
        before = ""


def _end_of_comments(text: str) -> int:
    """Return where the first row stands that is no comment; the length of the text where none does."""
    at = 0
    while text.startswith("#", at):
        at = text.find("\n", at) + 1
        if not at:
            return len(text)
    return at


def _follow(comments: str, documents: DocumentNames) -> None:
    """Turn to the documents that the comments begin."""
    if "newdoc" in comments:
        for line in comments.split("\n"):
            if match := _NEW_DOCUMENT.fullmatch(line):
                documents.turn(match[1] or "")


_ids = ["1"]


def _expected_ids(count: int) -> list[str]:
    """Return what begins the rows of as many words, each with the LF before it."""
    while len(_ids) < count:
        _ids.append(f"\n{len(_ids) + 1}")
    return _ids[:count]


def _parted(rows: Rows, reporter: Reporter) -> Iterator[Rows]:
    """Part rows where a blank line is missing: a second word 1, or comments after words."""
    start = 0
    has_words = False
    lines = rows.lines
    for index, line in enumerate(lines):
        begins = line.startswith(("#", "1\t", "1-"))
        if has_words and begins:
            found = "a sentence begins with no blank line before it."
            reporter.problem(rows.first + index, found, "Read as if there were one.")
            yield Rows(rows.first + start, "\n".join(lines[start:index]))
            start, has_words = index, False
        if not begins or line.startswith("1\t"):
            has_words = True
    yield Rows(rows.first + start, "\n".join(lines[start:]))


_Columns = tuple[tuple[str, ...], dict[str, Tags], tuple[bool, ...]]


def _quick_columns(text: str, columns: ColumnMap) -> _Columns | None:
    """Return tokens, tags and spaces of rows that are words 1, 2, 3 ... and sound ranges; None for others.

    Nearly all sentences of nearly all files are read here, with one call of C a column: three times as fast
    as row by row. Splitting the cells is half of what is left.
    """
    cells = _cells_at_once(text)
    if cells is None:
        return None
    ranges: Sequence[Sequence[str]] | None = ()
    if cells[::WIDTH] != _expected_ids(len(cells) // WIDTH):
        ranges = _without_ranges(cells)
    tokens = tuple(cells[columns.token :: WIDTH])
    if ranges is None or not tokens or "" in tokens or _is_beyond_limits(text, tokens):
        return None
    layers = {layer.name: tags_of(cells[index::WIDTH]) for index, layer in columns.layers}
    # Most cells are "_", which is told at a glance; looking inside takes twice as long.
    spaces = [cell == NO_TAG or NO_SPACE not in cell for cell in cells[9::WIDTH]]
    for row in ranges:
        _close_up(spaces, row)
    return tokens, layers, tuple(spaces)


def _is_beyond_limits(text: str, tokens: Sequence[str]) -> bool:
    return len(tokens) > MAX_SENTENCE or (len(text) > MAX_TOKEN and max(map(len, tokens)) > MAX_TOKEN)


def _cells_at_once(text: str) -> list[str] | None:
    """Return all cells of rows that have ten each; None for other rows.

    The LF between two rows stays with the second one's first cell, so that a wrong number of cells in one
    row cannot be made up for by the next.
    """
    parted = text.replace("\n", "\t\n")
    cells = parted.split("\t")
    return cells if len(cells) == WIDTH * (len(parted) - len(text) + 1) else None


def _without_ranges(cells: list[str]) -> list[list[str]] | None:
    """Take the rows that are no words out of `cells` and return them; None where the words are not 1, 2, 3 ..."""
    ids = cells[::WIDTH]
    odd = [index for index, id_ in enumerate(ids) if "-" in id_ or "." in id_]
    rows = [cells[index * WIDTH : (index + 1) * WIDTH] for index in odd]
    for index in reversed(odd):
        del cells[index * WIDTH : (index + 1) * WIDTH]
    are_sound = all(_NO_WORD.match(ids[index]) for index in odd)
    return rows if are_sound and cells[::WIDTH] == _expected_ids(len(ids) - len(odd)) else None


def _slow_draft(comments: str, rows: Rows, columns: ColumnMap, reporter: Reporter) -> Draft:
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
    layers = {layer.name: tags_of([cells[index] for cells in words]) for index, layer in columns.layers}
    tokens = tuple([cells[columns.token] for cells in words])
    source = comments + "\n".join(["\t".join(cells) for _, cells in sound])
    return Draft(numbers, tokens, layers, _spaces([cells for _, cells in sound]), source)


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


def _spaces(rows: Sequence[Sequence[str]]) -> tuple[bool, ...]:
    """Return for each word among the rows whether a space follows it.

    Inside a range there are none, and after it only the range can tell.
    """
    spaces: list[bool] = []
    first, last, ends_in_space = 1, 0, True
    for cells in rows:
        if WORD_ID.fullmatch(cells[0]):
            number = int(cells[0])
            is_inside = first <= number <= last
            spaces.append(ends_in_space and number == last if is_inside else NO_SPACE not in cells[9])
        elif match := RANGE_ID.fullmatch(cells[0]):
            first, last, ends_in_space = int(match[1]), int(match[2]), NO_SPACE not in cells[9]
    return tuple(spaces)


def _close_up(spaces: list[bool], cells: Sequence[str]) -> None:
    """Do the same for one range of words that are numbered 1, 2, 3 ..."""
    if match := RANGE_ID.fullmatch(cells[0].removeprefix("\n")):
        first, last = int(match[1]), int(match[2])
        inside = [False] * len(spaces[max(0, first - 1) : last])
        if inside and last <= len(spaces):
            inside[-1] = NO_SPACE not in cells[9]
        spaces[max(0, first - 1) : last] = inside
