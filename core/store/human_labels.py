"""What people have labelled, read from a project in corpus order."""

from collections.abc import Iterator

import msgspec

from core.corpus import Scheme, Tags
from core.edits import Origin
from core.store.connection import Connection, Row
from core.store.faults import damaged
from core.store.layers import Layers
from core.store.texts import unpack_tokens

HUMAN = frozenset({Origin.HUMAN, Origin.ACCEPTED, Origin.CORRECTED})

_SLICE = 1000


class LabelLine(msgspec.Struct, frozen=True, kw_only=True):
    """What people said of one sentence in one layer.

    Attributes:
        document: Name of its document.
        sentence: Which sentence of the document, from 1.
        tokens: Its tokens.
        layer: Name of the layer.
        scheme: What the tags are spelled in.
        tags: One a token, None for those that nobody set.
        origins: One `Origin` letter a token.
        annotator: Whose layer it is; empty where that is not said.
        changed_at: UTC ISO time of the last change.
    """

    document: str
    sentence: int
    tokens: tuple[str, ...]
    layer: str
    scheme: Scheme
    tags: Tags
    origins: str
    annotator: str = ""
    changed_at: str = ""

    def __post_init__(self) -> None:
        if not len(self.tokens) == len(self.tags) == len(self.origins) or not self.tokens:
            raise ValueError("tokens, tags and origins are not one each")


def label_lines(connection: Connection) -> Iterator[LabelLine]:
    """Yield what people have labelled, in corpus order.

    Raises:
        ProjectError: The project cannot be read.
    """
    reader = _Reader(connection)
    while rows := reader.next_rows():
        yield from reader.lines(rows)


class _Reader:
    """Reads a project slice by slice, counting the sentences of each document."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._layers = Layers(connection)
        self._place = 0
        self._document = ""
        self._number = 0

    def next_rows(self) -> list[Row]:
        with self._connection.reading():
            return self._connection.rows(_ROWS, (self._place, _SLICE))

    def lines(self, rows: list[Row]) -> Iterator[LabelLine]:
        for place_, document, *tagging in rows:
            if document != self._document:
                self._document, self._number = document, 0
            if place_ != self._place:
                self._place = place_
                self._number += 1
            line = self._line(*tagging)
            if line is not None:
                yield line

    def _line(
        self, layer: int | None, codes: str, origins: str, changed_at: str | None, tokens: str
    ) -> LabelLine | None:
        """Return the line of a sentence in a layer; None where nobody has labelled it."""
        if layer is None or HUMAN.isdisjoint(origins):
            return None
        with self._connection.reading():
            stored = self._layers.stored.get(layer)
            if stored is None or not stored.is_shown:
                return None
            alphabet = self._layers.alphabet(layer)
        try:
            tags = [
                tag if origin in HUMAN else None for tag, origin in zip(alphabet.decode(codes), origins, strict=True)
            ]
            return LabelLine(
                document=self._document,
                sentence=self._number,
                tokens=unpack_tokens(tokens),
                layer=stored.layer.name,
                scheme=stored.layer.scheme,
                tags=tuple(tags),
                origins="".join([origin if origin in HUMAN else Origin.NOBODY for origin in origins]),
                annotator=stored.layer.annotator,
                changed_at=changed_at or "",
            )
        except ValueError as error:
            raise damaged(self._connection.path, f"a sentence of {self._document!r} contradicts itself") from error


_ROWS = """
SELECT position.place, document.name, tagging.layer, tagging.codes, tagging.origins,
    tagging.changed_at, CASE WHEN tagging.layer IS NOT NULL THEN sentence.tokens END
FROM (
    SELECT place, sentence FROM position
    WHERE place > ? AND place <= (SELECT last_place FROM project)
    ORDER BY place LIMIT ?
) AS position
JOIN sentence ON sentence.id = position.sentence
JOIN document ON document.id = sentence.document
LEFT JOIN tagging ON tagging.sentence = position.sentence AND tagging.origins IS NOT NULL
ORDER BY position.place, tagging.layer
"""
