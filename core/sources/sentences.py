"""From the rows of a table to sentences: blank lines, limits, names of documents."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from sys import intern

from core.corpus import Sentence, Split, Tags
from core.sources.lines import LineBlock
from core.sources.options import MAX_SENTENCE, MAX_TOKEN
from core.sources.report import Reporter

# What stands for "no tag" in columns; empty cells do too.
NO_TAG = "_"


@dataclass(slots=True)
class Rows:
    """Consecutive lines of a file, none of them blank; `first` is the number of the first."""

    first: int
    lines: list[str]

    def part(self, start: int, end: int | None = None) -> "Rows":
        """Return the rows from `start` to `end`."""
        return Rows(self.first + start, self.lines[start:end])


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
        self.name = name or f"{self.path.name} {self._count}"


def is_blank(line: str) -> bool:
    """Whether a line parts sentences: empty but for spaces and TABs."""
    return not line.strip(" \t")


def groups(blocks: Iterable[LineBlock]) -> Iterator[Rows]:
    """Yield the lines between blank ones; a run of blank lines parts only once."""
    first = 0
    rows: list[str] = []
    for start, lines in blocks:
        for number, line in enumerate(lines, start):
            # Nearly no line begins with a blank, and looking at one character is cheap.
            if not line or (line[0] in " \t" and is_blank(line)):
                if rows:
                    yield Rows(first, rows)
                    rows = []
            elif rows:
                rows.append(line)
            else:
                first, rows = number, [line]
    if rows:
        yield Rows(first, rows)


def tag_or_none(cell: str) -> str | None:
    """Return the tag in a cell, None where the cell stands for none."""
    return None if cell in ("", NO_TAG) else intern(cell)


def tags_of(cells: Sequence[str]) -> Tags:
    """Return a column of cells as tags."""
    return tuple(map(tag_or_none, cells)) if NO_TAG in cells or "" in cells else tuple(map(intern, cells))


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
        longest = max(map(len, self.tokens), default=0)
        if longest > MAX_TOKEN:
            index = next(index for index, token in enumerate(self.tokens) if len(token) > MAX_TOKEN)
            found = f"a token of {len(self.tokens[index]):,} characters; {MAX_TOKEN:,} is the most."
            reporter.problem(self.lines[index], found, "Its sentence was left out.")
            reporter.keeps()
            return
        count = len(self.tokens)
        if count > MAX_SENTENCE:
            found = f"a sentence of {count:,} tokens; {MAX_SENTENCE:,} is the most."
            reporter.problem(self.lines[0], found, "It was cut into several.")
        if not reporter.keeps() or not count:
            return
        if count <= MAX_SENTENCE:
            yield Sentence(self.tokens, self.layers, self.spaces, split, document, self.source)
            return
        for start in range(0, count, MAX_SENTENCE):
            part = slice(start, start + MAX_SENTENCE)
            layers = {name: tags[part] for name, tags in self.layers.items()}
            spaces = self.spaces[part] if self.spaces else None
            yield Sentence(self.tokens[part], layers, spaces, split, document)
