"""The rows a sentence was read from, cut and joined along with it, whatever their format.

A sentence keeps its rows when its tokens change: writing compares the two and keeps what still fits.
Rows that were cut here are joined again as they were, and rows that were joined are cut where they were.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

WORD_ID = re.compile(r"[0-9]{1,9}")
RANGE_ID = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")
EMPTY_ID = re.compile(r"[0-9]{1,9}\.[0-9]{1,9}")
CONLLU_WIDTH = 10
DOCUMENT_MARK = "-DOCSTART-"


def token_rows(rows: str, tokens: Sequence[str]) -> list[tuple[int, str]] | None:
    """Return line and token of each row that holds one, from 0.

    Args:
        rows: Of a file, LF between them.
        tokens: Of the sentence, perhaps cut another way by now.

    Returns:
        None where the rows do not hold the text of the tokens, a token a row.
    """
    lines = rows.split("\n")
    wanted = letters("".join(tokens))
    for found in _readings(lines):
        if letters("".join(token for _, token in found)) == wanted:
            return found
    return None


def is_conllu(lines: Sequence[str]) -> bool:
    """Whether lines are words, ranges and empty nodes of CoNLL-U, comments and blank lines among them."""
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")]
    known = (WORD_ID, RANGE_ID, EMPTY_ID)
    return bool(cells) and all(
        len(row) == CONLLU_WIDTH and any(pattern.fullmatch(row[0]) for pattern in known) for row in cells
    )


def cut(rows: str, tokens: Sequence[str], index: int) -> tuple[str, str]:
    """Return the rows of the tokens before `index`, and of those from it on.

    Where it cannot be told which rows belong to which tokens, the first part has them all.

    Args:
        rows: Lines with a token each, comments and others among them, or a text; may be empty.
        tokens: All of the sentence.
        index: First token of the second part; neither part is empty.
    """
    n_letters = len(letters("".join(tokens[:index])))
    found = token_rows(rows, tokens)
    if found is not None:
        return _cut_lines(rows.split("\n"), found, n_letters) or (rows, "")
    if rows and letters(rows) == letters("".join(tokens)):
        places = [place for place, char in enumerate(rows) if not char.isspace()]
        return rows[: places[n_letters]], rows[places[n_letters] :]
    return rows, ""


def join(first: str, second: str, tokens: tuple[Sequence[str], Sequence[str]], *, is_spaced: bool) -> str:
    """Return the rows of two sentences that become one.

    Args:
        first: Rows of the first.
        second: Rows of the second.
        tokens: Of both.
        is_spaced: Whether a space stands between them.
    """
    if not first or not second:
        return first or second
    found = token_rows(second, tokens[1])
    if found is None or token_rows(first, tokens[0]) is None:
        needs_space = is_spaced and not first[-1].isspace() and not second[0].isspace()
        return f"{first}{' ' if needs_space else ''}{second}"
    lines = second.split("\n")
    # What was cut off has no comments, and its words are not counted from 1.
    is_part = _first_word(lines) not in ("1", "") if is_conllu(lines) else found[0][0] == 0
    return f"{first}\n{second}" if is_part else f"{first}\n\n{second}"


def letters(text: str) -> str:
    """Return a text without its blanks."""
    return "".join([char for char in text if not char.isspace()])


def _first_word(lines: Sequence[str]) -> str:
    ids = (line.split("\t")[0] for line in lines if not line.startswith("#"))
    return next((id_ for id_ in ids if WORD_ID.fullmatch(id_)), "")


def _readings(lines: Sequence[str]) -> Iterator[list[tuple[int, str]]]:
    """Yield the tokens of lines in every way that these can be read."""
    body = [(number, line) for number, line in enumerate(lines) if line.strip(" \t")]
    body = [(number, line) for number, line in body if not line.startswith(DOCUMENT_MARK)]
    if is_conllu([line for _, line in body]):
        cells = [(number, line.split("\t")) for number, line in body if not line.startswith("#")]
        yield [(number, row[1]) for number, row in cells if WORD_ID.fullmatch(row[0])]
        return
    has_tabs = any("\t" in line for _, line in body)
    without_comments = list(_without_comments(lines, body))
    for kept in (without_comments, body) if len(without_comments) < len(body) else (body,):
        parted = [(number, _cells(line, has_tabs=has_tabs)) for number, line in kept]
        for column in range(min((len(cells) for _, cells in parted), default=0)):
            yield [(number, cells[column]) for number, cells in parted]


def _without_comments(lines: Sequence[str], body: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield the rows but for those with a `#` at the beginning of what stands between blank lines."""
    is_open = True
    before = -1
    for number, line in body:
        is_open = is_open or any(not lines[between].strip(" \t") for between in range(before + 1, number))
        is_open = is_open and line.startswith("#")
        if not is_open:
            yield number, line
        before = number


def _cells(line: str, *, has_tabs: bool) -> list[str]:
    return line.split("\t") if has_tabs else [cell for cell in line.split(" ") if cell]


def _cut_lines(lines: Sequence[str], found: Sequence[tuple[int, str]], n_letters: int) -> tuple[str, str] | None:
    """Return the lines on both sides of a token's row; None where the cut is inside of a token."""
    ends = list(accumulate(len(letters(token)) for _, token in found))
    if n_letters not in ends[:-1]:
        return None
    before, row = found[ends.index(n_letters)][0], found[ends.index(n_letters) + 1][0]
    blanks = [number for number in range(before + 1, row) if not lines[number].strip(" \t")]
    if blanks:
        return "\n".join(lines[: blanks[0]]), "\n".join(lines[blanks[-1] + 1 :])
    # Empty nodes belong to the word before, ranges to the word behind them.
    while row - 1 > before and not EMPTY_ID.fullmatch(lines[row - 1].split("\t")[0]):
        row -= 1
    return "\n".join(lines[:row]), "\n".join(lines[row:])
