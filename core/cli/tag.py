"""`tagscope tag`: a file, or lines from standard input as they arrive, to tokens and tags."""

import io
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from core.cli import output, reading
from core.corpus import Sentence
from core.errors import ExportError

if TYPE_CHECKING:
    from core.tagging import Tagger

_STANDARD_INPUT = "-"


@click.command(name="tag", short_help="Tag a file, or lines from standard input.")
@click.argument("model", type=reading.INPUT_FILE)
@click.argument("file", default=_STANDARD_INPUT)
def command(model: Path, file: str) -> None:
    """Tag FILE with MODEL, and print a line "token TAB tag" for each token, a blank line after each sentence.

    FILE may be plain text, CoNLL-U, CoNLL columns or CSV; its own labels are not looked at. Without
    FILE, or where it is "-", each line of standard input is a sentence, and is answered at once.
    """
    from core import bundle as bundles
    from core.tagging import Tagger

    tagger = Tagger(bundles.load(model))
    if file == _STANDARD_INPUT:
        _tag_lines(tagger)
    else:
        _tag_file(tagger, Path(file))


def _tag_file(tagger: "Tagger", path: Path) -> None:
    """Tag a file of any size; a stateful model reads on from sentence to sentence of a document."""
    from core import sources

    repairs = reading.Repairs(str(path))
    waiting: deque[Sentence] = deque()
    sentences = sources.read(path, sources.options_of(path), report=repairs)
    for number, tags in enumerate(tagger.tag_sentences(_remembered(sentences, waiting)), 1):
        _write(waiting.popleft().tokens, tags, number)
    repairs.sum_up()


def _remembered(sentences: Iterable[Sentence], waiting: deque[Sentence]) -> Iterator[Sentence]:
    """Yield `sentences`, keeping those whose tags have not come back yet."""
    for sentence in sentences:
        waiting.append(sentence)
        yield sentence


def _tag_lines(tagger: "Tagger") -> None:
    """Tag all lines that have arrived, write the tags, and wait for more."""
    from core.cli import standard_input
    from core.sources.options import FormatName, OnProblem, ReadOptions
    from core.sources.report import Reporter
    from core.sources.text import read_sentences

    repairs = reading.Repairs(standard_input.NAME)
    reporter = Reporter(Path(standard_input.NAME), OnProblem.REPAIR, repairs)
    number = 0
    for block in standard_input.text_blocks(cast(io.BufferedReader, sys.stdin.buffer).read1):
        sentences = [s.tokens for s in read_sentences([block], ReadOptions(FormatName.TEXT), reporter)]
        for tagged in tagger.tag(sentences):
            number += 1
            _write(tagged.tokens, tagged.tags, number)
        output.flush()
    repairs.sum_up()


def _write(tokens: Sequence[str], tags: Sequence[str | None], number: int) -> None:
    rows = []
    for token, tag in zip(tokens, tags, strict=True):
        if "\t" in token:
            raise ExportError(
                f"sentence {number:,} cannot be written: its token {token[:40]!r} holds a TAB.",
                place="standard output",
                remedy="Correct the token.",
            )
        rows.append(f"{token}\t{tag}\n")
    output.write("".join(rows) + "\n")
