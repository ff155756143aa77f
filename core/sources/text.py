"""Plain text: a sentence a line, a paragraph or a file, cut into tokens by a tokenizer of choice."""

from collections.abc import Iterable, Iterator
from itertools import chain, groupby, islice

from core.corpus import Sentence
from core.sources.lines import TextBlock
from core.sources.options import MAX_LINE, MAX_SENTENCE, ReadOptions, Unit
from core.sources.report import Reporter
from core.sources.sentences import DocumentNames, Draft, is_blank
from core.tokenizers import TOKENIZERS, tokenize

# A text up to this length cannot hold too many tokens, so it is looked at as a whole.
_SHORT = MAX_SENTENCE
_Line = tuple[int, str]


def read_sentences(blocks: Iterable[TextBlock], options: ReadOptions, reporter: Reporter) -> Iterator[Sentence]:
    """Yield unlabelled sentences; `source` is the text as it stood, line ends as LF.

    A unit of too many tokens is cut while it is being read, and its parts have no source: neither a line of
    16 MB nor a file without an end keeps anybody waiting or fills the memory.
    """
    document = DocumentNames(reporter.path).name
    for unit in _units(blocks, options.unit):
        texts = _texts(unit)
        first, text = next(texts)
        more = next(texts, None)
        if more is None and len(text) <= _SHORT:
            tokens, spaces = tokenize(text, options.tokenizer)
            draft = Draft([first] * len(tokens), tokens, {}, spaces, text)
            yield from draft.sentences(reporter, options.split, document)
        else:
            rest = (later for _, later in chain([more] if more else [], texts))
            for draft in _drafts(first, chain([text], rest), options.tokenizer, reporter):
                yield from draft.sentences(reporter, options.split, document)


def _units(blocks: Iterable[TextBlock], unit: Unit) -> Iterator[Iterator[_Line]]:
    """Yield the numbered lines of each piece of text that is to become one sentence."""
    lines = ((number, line) for start, text in blocks for number, line in enumerate(text.split("\n"), start))
    if unit is Unit.LINE:
        yield from (iter((line,)) for line in lines)
    elif unit is Unit.PARAGRAPH:
        yield from (rows for is_gap, rows in groupby(lines, lambda line: is_blank(line[1])) if not is_gap)
    else:
        yield lines


def _texts(lines: Iterator[_Line]) -> Iterator[_Line]:
    """Yield lines put together, as many as make a short text, with the number of the first."""
    held: list[str] = []
    first = length = 0
    for number, line in lines:
        if held and length + len(line) > _SHORT:
            yield first, "\n".join(held)
            held, length = [], 0
        first = first if held else number
        held.append(line)
        length += len(line) + 1
    yield first, "\n".join(held)


def _drafts(first: int, texts: Iterable[str], tokenizer: str, reporter: Reporter) -> Iterator[Draft]:
    """Yield the tokens of a long text, as many at a time as one sentence may have."""
    source: list[str] = []
    tokens = _tokens(_kept(texts, source), tokenizer)
    part = list(islice(tokens, MAX_SENTENCE + 1))
    is_cut = len(part) > MAX_SENTENCE
    if is_cut:
        reporter.problem(first, f"a sentence of more than {MAX_SENTENCE:,} tokens.", "It was cut into several.")
        if not reporter.keeps():
            return
    while part:
        words, blanks = zip(*part[:MAX_SENTENCE], strict=True)
        yield Draft([first] * len(words), words, {}, (*blanks[1:], False), "" if is_cut else "\n".join(source))
        part = [*part[MAX_SENTENCE:], *islice(tokens, MAX_SENTENCE)]


def _kept(texts: Iterable[str], kept: list[str]) -> Iterator[str]:
    """Hand the texts on and keep them too, or none of them where they are more than one line may hold."""
    length = 0
    for text in texts:
        length += len(text)
        kept[:] = [*kept, text] if length <= MAX_LINE else []
        yield text


def _tokens(texts: Iterable[str], tokenizer: str) -> Iterator[tuple[str, bool]]:
    """Yield each token and whether a blank stands before it."""
    for text in texts:
        end = -1
        for piece in TOKENIZERS[tokenizer](text):
            yield piece.text, piece.start > end
            end = piece.end
