"""From the rows of a table to sentences: blank lines, limits, names of documents."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from core.corpus import MAX_NAME, Sentence, Split, Tags
from core.sources.lines import TextBlock
from core.sources.options import MAX_LINE, MAX_ROWS, MAX_SENTENCE, MAX_TOKEN
from core.sources.report import Reporter

# What stands for "no tag" in columns; empty cells do too.
NO_TAG = "_"


@dataclass(slots=True)
class Rows:
    """Consecutive lines of a file, none of them blank, LF between them; `first` is the number of the first."""

    first: int
    text: str

    @property
    def lines(self) -> list[str]:
        """The lines, parted anew each time."""
        return self.text.split("\n") if self.text else []


@dataclass(slots=True)
class DocumentNames:
    """Names documents by the file and a running number where the file does not name them."""

    path: Path
    name: str = ""
    _count: int = 0

    def __post_init__(self) -> None:
        self.name = self.path.name

    def turn(self, name: str = "") -> None:
        """Begin a document."""
        self._count += 1
        # Its rows keep a longer name whole.
        self.name = name[:MAX_NAME] or f"{self.path.name} {self._count}"


def is_blank(line: str) -> bool:
    """Whether a line parts sentences: empty but for spaces and TABs."""
    return not line.strip(" \t")


def groups(blocks: Iterable[TextBlock], reporter: Reporter) -> Iterator[Rows]:
    """Yield the lines between blank ones; a run of blank lines parts only once."""
    for rows in paragraphs(blocks, reporter):
        yield from at_blanks(rows)


def paragraphs(blocks: Iterable[TextBlock], reporter: Reporter) -> Iterator[Rows]:
    """Yield the lines between empty ones; lines of nothing but blanks may still be among them.

    What goes on for more than `MAX_ROWS` lines, or for 16 MB, is cut and each part reported, so that memory
    stays small whatever the file.
    """
    # Whole texts are parted rather than line after line: one call of C a block, not one a line.
    first, held, is_cut = 0, "", False
    for start, block in blocks:
        first, text = (first, f"{held}\n{block}") if held else (start, block)
        is_cut = is_cut and text[:1] not in ("", "\n")
        *ended, held = text.split("\n\n")
        for piece in ended:
            if piece and piece[0] != "\n" and not is_cut:
                yield Rows(first, piece)
            else:
                yield from _paragraph(first, piece, reporter, is_cut=is_cut)
                is_cut = False
            first += piece.count("\n") + 2
        if held.endswith("\n"):
            yield from _paragraph(first, held, reporter, is_cut=is_cut)
            held, is_cut = "", False
        elif is_too_much(len(held), held.count("\n") if len(held) > MAX_ROWS else 0):
            is_cut = True
            yield from _paragraph(first, held, reporter, is_cut=is_cut)
            held = ""
    yield from _paragraph(first, held, reporter, is_cut=is_cut)


def at_blanks(rows: Rows) -> Iterator[Rows]:
    """Yield the rows parted at lines of nothing but spaces and TABs."""
    if not (rows.text[0] in " \t" or "\n " in rows.text or "\n\t" in rows.text):
        yield rows
        return
    for is_gap, numbered in groupby(enumerate(rows.lines, rows.first), lambda entry: is_blank(entry[1])):
        if not is_gap:
            lines = list(numbered)
            yield Rows(lines[0][0], "\n".join([line for _, line in lines]))


def is_too_much(n_characters: int, n_rows: int) -> bool:
    """Whether no more rows of one sentence may be held."""
    return n_characters > MAX_LINE or n_rows >= MAX_ROWS


def report_cut(line: int, reporter: Reporter) -> None:
    """Say that a part of what might have been one sentence begins at this line."""
    reporter.problem(line, "a part of a sentence that is too long to be held.", "It was cut into several.")


def _paragraph(first: int, piece: str, reporter: Reporter, *, is_cut: bool) -> Iterator[Rows]:
    """Yield what is left of a piece without the empty lines around it; nothing of nothing."""
    text = piece.strip("\n")
    if text:
        first += piece.index(text[0])
        if is_cut:
            report_cut(first, reporter)
        yield Rows(first, text)


def tag_or_none(cell: str) -> str | None:
    """Return the tag in a cell, None where the cell stands for none."""
    return None if cell in ("", NO_TAG) else cell


def tags_of(cells: Sequence[str]) -> Tags:
    """Return a column of cells as tags."""
    return tuple(map(tag_or_none, cells)) if NO_TAG in cells or "" in cells else tuple(cells)


@dataclass(slots=True)
class Draft:
    """A sentence on its way: columns of equal length, not yet checked against the limits.

    Attributes:
        lines: Line number of each token.
        tokens: As read.
        layers: Tags by layer name.
        spaces: Whether a space follows each token; None where the file does not tell.
        source: The rows.
    """

    lines: Sequence[int]
    tokens: tuple[str, ...]
    layers: Mapping[str, Tags]
    spaces: tuple[bool, ...] | None = None
    source: str = ""

    def sentences(self, reporter: Reporter, split: Split, document: str) -> Iterator[Sentence]:
        """Yield the draft as a sentence; as none where it breaks a limit, as several where it is too long."""
        index = self._overlong()
        if index is not None:
            found = f"a token of {len(self.tokens[index]):,} characters; {MAX_TOKEN:,} is the most."
            reporter.problem(self.lines[index], found, "Its sentence was left out.")
            reporter.keeps()
            return
        count = len(self.tokens)
        if count > MAX_SENTENCE:
            found = f"a sentence of {count:,} tokens; {MAX_SENTENCE:,} is the most."
            reporter.problem(self.lines[0], found, "It was cut into several.")
        layers = self._short_tags(reporter)
        if not reporter.keeps() or not count:
            return
        if count <= MAX_SENTENCE:
            yield Sentence(self.tokens, layers, self.spaces, split, document, self.source)
            return
        for start in range(0, count, MAX_SENTENCE):
            part = slice(start, start + MAX_SENTENCE)
            own = {name: tags[part] for name, tags in layers.items()}
            spaces = self.spaces[part] if self.spaces else None
            yield Sentence(self.tokens[part], own, spaces, split, document)

    def _short_tags(self, reporter: Reporter) -> Mapping[str, Tags]:
        """Return the tags without those that are longer than any name may be."""
        # No tag is longer than all rows together.
        if 0 < len(self.source) <= MAX_NAME:
            return self.layers
        layers = dict(self.layers)
        for name, tags in self.layers.items():
            long = [index for index, tag in enumerate(tags) if tag is not None and len(tag) > MAX_NAME]
            if long:
                found = f"a tag of {len(tags[long[0]] or ''):,} characters; {MAX_NAME:,} is the most."
                reporter.problem(self.lines[long[0]], found, "It was left out.")
                layers[name] = tuple(None if tag is not None and len(tag) > MAX_NAME else tag for tag in tags)
        return layers

    def _overlong(self) -> int | None:
        """Return the first token beyond the limit, None where there is none."""
        # No token is longer than all rows together; mostly that is all that must be asked.
        if 0 < len(self.source) <= MAX_TOKEN or max(map(len, self.tokens), default=0) <= MAX_TOKEN:
            return None
        return next(index for index, token in enumerate(self.tokens) if len(token) > MAX_TOKEN)
