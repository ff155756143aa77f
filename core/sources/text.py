"""Plain text: a sentence a line, a paragraph or a file, cut into tokens by a tokenizer of choice."""

from collections.abc import Iterable, Iterator

from core.corpus import Sentence
from core.sources.lines import LineBlock
from core.sources.options import ReadOptions, Unit
from core.sources.report import Reporter
from core.sources.sentences import DocumentNames, Draft, groups
from core.tokenizers import tokenize


def read_sentences(blocks: Iterable[LineBlock], options: ReadOptions, reporter: Reporter) -> Iterator[Sentence]:
    """Yield unlabelled sentences; `source` is the text as it stood, line ends as LF."""
    document = DocumentNames(reporter.path).name
    for first, text in _units(blocks, options.unit):
        tokens, spaces = tokenize(text, options.tokenizer)
        yield from Draft([first] * len(tokens), tokens, {}, spaces, text).sentences(reporter, options.split, document)


def _units(blocks: Iterable[LineBlock], unit: Unit) -> Iterator[tuple[int, str]]:
    """Yield each piece of text with the number of its first line."""
    if unit is Unit.PARAGRAPH:
        for rows in groups(blocks):
            yield rows.first, "\n".join(rows.lines)
    elif unit is Unit.FILE:
        yield 1, "\n".join(line for _, lines in blocks for line in lines)
    else:
        for start, lines in blocks:
            yield from enumerate(lines, start)
