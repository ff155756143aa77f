"""JSON Lines: an object a line, with spans over its text or a tag a token; overlapping spans side by side.

A record is a document. Its text is cut into tokens where it brings none of its own, and a token is parted
where a span begins or ends inside it, so that no span has to be bent or left out.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Any

import msgspec

from core import schemes
from core.carrying import carry
from core.corpus import Layer, Scheme, Sentence, Span, Tags
from core.edits import Origin
from core.parallel_layers import name_of, parallel_layers, tags_of
from core.sources.lines import TextBlock
from core.sources.options import ReadOptions, Unit
from core.sources.records import Record, record_of
from core.sources.report import Reporter
from core.sources.sentences import DocumentNames, Draft, is_blank
from core.tokenizers import TOKENIZERS

# Spans over one token beyond these are an error of whatever wrote the file; each takes a layer.
MOST_LEVELS = 16
_PARTS = {
    Unit.LINE: re.compile(r"\r\n|\r|\n"),
    Unit.PARAGRAPH: re.compile(r"(?>\r\n|\r|\n)(?:[ \t]*(?>\r\n|\r|\n))+"),
}
_decoder = msgspec.json.Decoder(dict[str, Any])


def decoded(line: str) -> Mapping[str, Any] | None:
    """Return the object that a line holds; None where it holds none."""
    try:
        return _decoder.decode(line)
    except (msgspec.MsgspecError, RecursionError):
        return None


def layers_of(lines: Iterable[str]) -> tuple[Layer, ...]:
    """Return the layers that the records of these lines seem to have: that of the spans, then those of the tags."""
    has_spans = False
    columns: dict[str, list[Tags]] = {}
    for line in lines:
        values = None if is_blank(line) else decoded(line)
        record = record_of(values, lambda _found, _action: None) if values is not None else None
        if record is not None:
            has_spans = has_spans or record.spans is not None
            for name, tags in record.columns.items():
                columns.setdefault(name, []).append(tags)
    tagged = [Layer(name, schemes.detect(sequences).scheme) for name, sequences in columns.items()]
    # Texts without a span so far may have one further on.
    spans = [Layer("spans" if "ner" in columns else "ner", Scheme.IOB2)] if has_spans or not columns else []
    return (*spans, *tagged)


def read_sentences(blocks: Iterable[TextBlock], options: ReadOptions, reporter: Reporter) -> Iterator[Sentence]:
    """Yield the sentences of a file of records; blank lines are passed over."""
    documents = DocumentNames(reporter.path)
    for start, block in blocks:
        for number, line in enumerate(block.split("\n"), start):
            if is_blank(line):
                continue
            values = decoded(line)
            if values is None:
                reporter.problem(number, "a line that is no JSON object.", "It was left out.")
                reporter.keeps()
                continue
            record = record_of(values, partial(reporter.problem, number))
            if record is None or (not record.tokens and not record.text):
                reporter.keeps()
                continue
            if record.answer not in ("", "accept"):
                reporter.note(number, f"the answer {record.answer[:20]!r}.", "The record was left out.")
                continue
            documents.turn(f"{reporter.path.name} {record.name}" if record.name else "")
            drafts = list(_Reading(number, record, options, reporter).drafts())
            if not reporter.keeps():
                continue
            if len(drafts) == 1:
                drafts = [replace(drafts[0], source=line)]
            for draft in drafts:
                yield from draft.sentences(reporter, options.split, documents.name)


class _Reading:
    """One record on its way to sentences."""

    def __init__(self, number: int, record: Record, options: ReadOptions, reporter: Reporter) -> None:
        self._number, self._record = number, record
        self._options, self._reporter = options, reporter
        names = {layer.name for layer in options.layers}
        self._spans_layer = Layer("spans" if "spans" in names else "ner", Scheme.IOB2)
        self._columns = [layer for layer in options.layers if layer.name in record.columns]
        unknown = [name for name in record.columns if name not in names]
        if record.spans and self._spans_layer.name not in names:
            unknown.append("spans")
        if unknown:
            found = f"{', '.join(unknown)}, of which there is nothing in the first records."
            reporter.problem(number, found, "They were left out.")

    def drafts(self) -> Iterator[Draft]:
        """Yield the sentences, not yet checked against the limits."""
        record = self._record
        if record.text is None:
            tokens = record.tokens or ()
            yield Draft(
                [self._number] * len(tokens),
                tokens,
                {layer.name: record.columns[layer.name] for layer in self._columns},
            )
            return
        units = _units(record.text, self._options.unit)
        spans = self._spans(units)
        bounds = record.bounds or self._cut(record.text)
        parted = self._parted(bounds, spans)
        columns = {
            layer.name: carry(
                record.columns[layer.name], Origin.IMPORTED.value * len(bounds), layer.scheme, bounds, parted
            ).tags
            for layer in self._columns
        }
        for start, end in units:
            first, last = (bisect_left(parted, (at, at)) for at in (start, end))
            if first < last:
                yield self._draft(
                    parted, range(first, last), [one for one in spans if start <= one.start < end], columns
                )

    def _cut(self, text: str) -> Sequence[tuple[int, int]]:
        return [(piece.start, piece.end) for piece in TOKENIZERS[self._options.tokenizer](text)]

    def _spans(self, units: Sequence[tuple[int, int]]) -> list[Span]:
        """Return the spans without blanks at their ends, none of them over the end of a sentence, each once."""
        text = self._record.text or ""
        found: dict[Span, None] = {}
        starts = [start for start, _ in units]
        for span in self._record.spans or ():
            first = max(0, bisect_left(starts, span.start + 1) - 1)
            pieces = []
            for start, end in units[first : bisect_left(starts, span.end)]:
                piece = trimmed(text, max(start, span.start), min(end, span.end))
                if piece is not None:
                    pieces.append(Span(*piece, span.label))
            if not pieces:
                self._reporter.problem(self._number, f"{span.label!r} over nothing but blanks.", "It was left out.")
            if len(pieces) > 1:
                self._reporter.note(self._number, f"{span.label!r} over the end of a line.", "It was parted there.")
            found.update(dict.fromkeys(pieces))
        return sorted(found)

    def _parted(self, bounds: Sequence[tuple[int, int]], spans: Sequence[Span]) -> list[tuple[int, int]]:
        """Return the tokens, parted where a span begins or ends inside of one."""
        text = self._record.text or ""
        ends = sorted({at for span in spans for at in (span.start, span.end)})
        parted: list[tuple[int, int]] = []
        for start, end in bounds:
            inside = ends[bisect_left(ends, start + 1) : bisect_left(ends, end)]
            if inside:
                found = f"a span that begins or ends inside {text[start:end][:40]!r}."
                self._reporter.note(self._number, found, "The token was parted there.")
            pieces = (trimmed(text, *cut) for cut in pairwise((start, *inside, end)))
            parted += [piece for piece in pieces if piece]
        return parted

    def _draft(
        self, bounds: Sequence[tuple[int, int]], inside: range, spans: Sequence[Span], columns: Mapping[str, Tags]
    ) -> Draft:
        text = self._record.text or ""
        own = bounds[inside.start : inside.stop]
        tokens = tuple(text[start:end] for start, end in own)
        spaces = (*(end < start for (_, end), (start, _) in pairwise(own)), True)
        layers: dict[str, Tags] = {name: tags[inside.start : inside.stop] for name, tags in columns.items()}
        if self._record.spans is not None and self._spans_layer in self._options.layers:
            layers = {**self._side_by_side(own, spans), **layers}
        return Draft([self._number] * len(tokens), tokens, layers, spaces)

    def _side_by_side(self, own: Sequence[tuple[int, int]], spans: Sequence[Span]) -> Mapping[str, Tags]:
        starts, ends = [start for start, _ in own], [end for _, end in own]
        over_tokens = {
            Span(bisect_left(starts, span.start), bisect_left(ends, span.end) + 1, span.label) for span in spans
        }
        placed = parallel_layers(over_tokens)
        if len(placed) > 1:
            names = ", ".join(
                name_of(self._spans_layer.name, level) for level in range(1, min(len(placed), MOST_LEVELS))
            )
            n_beside = sum(map(len, placed[1:MOST_LEVELS]))
            found = f"{n_beside:,} span{'s' * (n_beside > 1)} across others."
            self._reporter.note(self._number, found, f"Placed in {names}.")
        if len(placed) > MOST_LEVELS:
            n_lost = sum(map(len, placed[MOST_LEVELS:]))
            found = f"more than {MOST_LEVELS} spans over one token."
            self._reporter.problem(self._number, found, f"{n_lost:,} of them were left out.")
        return tags_of(placed[:MOST_LEVELS], len(own), self._spans_layer)


def _units(text: str, unit: Unit) -> list[tuple[int, int]]:
    """Return where the sentences stand in a text."""
    pattern = _PARTS.get(unit)
    if pattern is None:
        return [(0, len(text))]
    marks = [match.span() for match in pattern.finditer(text)]
    return list(zip([0, *(end for _, end in marks)], [*(start for start, _ in marks), len(text)], strict=True))


def trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where text stands without the blanks around it; None where there is nothing else."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
