"""What a change of many sentences looks at, read a slice of the corpus at a time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from core.errors import ProjectError, place
from core.store.connection import Connection
from core.token_edits import Reach, Scope

# Sentences of one transaction: some ten milliseconds, so that nobody waits long for his turn.
SLICE = 300

Tagged = tuple[str, str | None]
"""Codes, and origins or None where all of them were imported."""


class Progress(NamedTuple):
    """How many sentences of how many have been gone through."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Content:
    """What a sweep looks at of one sentence.

    Attributes:
        sentence: The store's number.
        tokens: Packed; empty where only tags are looked at.
        spaces: Packed.
        layers: Tags by the number of the layer.
    """

    sentence: int
    tokens: str
    spaces: str | None
    layers: Mapping[int, Tagged]


@dataclass(frozen=True, slots=True)
class Look:
    """Which sentences are looked at, and what of them.

    Attributes:
        after: Place before the first.
        last: Place of the last.
        total: How many there are.
        layers: Numbers of the layers; None for all.
        has_text: Whether tokens and spaces are looked at as well.
    """

    after: int
    last: int
    total: int
    layers: tuple[int, ...] | None
    has_text: bool


def look(connection: Connection, scope: Scope, layers: tuple[int, ...] | None, *, has_text: bool) -> Look:
    """Return what is looked at of the sentences of a scope.

    Raises:
        ProjectError: The corpus does not have the sentence that the scope names.
    """
    if scope.reach is Reach.CORPUS:
        last = connection.number("SELECT last_place FROM project")
        return Look(0, last, connection.number("SELECT sum(n) FROM length"), layers, has_text)
    row = connection.row(_PLACE, (scope.sentence,))
    if row is None:
        raise ProjectError(f"there is no sentence {scope.sentence:,} any more.", place=place(connection.path))
    first = last = row[0]
    if scope.reach is Reach.DOCUMENT:
        first = connection.number(_FIRST_OF_DOCUMENT, (first, row[1]))
        last = connection.number(_LAST_OF_DOCUMENT, (last, row[1]))
    found = connection.row("SELECT count(*), max(place) FROM position WHERE place BETWEEN ? AND ?", (first, last))
    total, last = found or (0, first)
    return Look(first - 1, last, total, layers, has_text)


def slices(connection: Connection, looked: Look) -> Iterator[tuple[int, int]]:
    """Yield the places `(after, last]` of one slice after the other."""
    after = looked.after
    while after < looked.last:
        with connection.reading():
            row = connection.row(_END_OF_SLICE, (after, looked.last, SLICE - 1))
        last = row[0] if row else looked.last
        yield after, last
        after = last


def read(connection: Connection, looked: Look, after: int, last: int) -> list[Content]:
    """Return the sentences of a slice that there is something to look at of."""
    tagged: dict[int, dict[int, Tagged]] = {}
    for sentence, layer, codes, origins in connection.rows(_TAGS, (after, last)):
        if looked.layers is None or layer in looked.layers:
            tagged.setdefault(sentence, {})[layer] = (codes, origins)
    rows = connection.rows(_TEXTS if looked.has_text else _POSITIONS, (after, last))
    return [
        Content(sentence, tokens, spaces, tagged.get(sentence, {}))
        for sentence, tokens, spaces in rows
        if looked.has_text or sentence in tagged
    ]


_PLACE = """
SELECT position.place, sentence.document FROM sentence
JOIN position ON position.place = sentence.place AND position.sentence = sentence.id
WHERE sentence.id = ? AND position.place <= (SELECT last_place FROM project)
"""
_FIRST_OF_DOCUMENT = """
SELECT coalesce(
    (SELECT position.place + 1 FROM position JOIN sentence ON sentence.id = position.sentence
     WHERE position.place < ?1 AND document <> ?2 ORDER BY position.place DESC LIMIT 1), 0)
"""
_LAST_OF_DOCUMENT = """
SELECT coalesce(
    (SELECT position.place - 1 FROM position JOIN sentence ON sentence.id = position.sentence
     WHERE position.place > ?1 AND document <> ?2 ORDER BY position.place LIMIT 1), (SELECT last_place FROM project))
"""
_END_OF_SLICE = "SELECT place FROM position WHERE place > ? AND place <= ? ORDER BY place LIMIT 1 OFFSET ?"
_POSITIONS = "SELECT sentence, '', NULL FROM position WHERE place > ? AND place <= ? ORDER BY place"
_TEXTS = """
SELECT position.sentence, sentence.tokens, sentence.spaces
FROM position JOIN sentence ON sentence.id = position.sentence
WHERE position.place > ? AND position.place <= ? ORDER BY position.place
"""
_TAGS = """
SELECT tagging.sentence, tagging.layer, tagging.codes, tagging.origins
FROM position JOIN tagging ON tagging.sentence = position.sentence
WHERE position.place > ? AND position.place <= ?
"""
