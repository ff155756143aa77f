"""Sentences that a query asks for, found in corpus order, a slice of the corpus at a time.

A search holds the file for a few milliseconds a slice and says when it has been at it long enough, so
that keys and scrolling go on while a rare word is looked for in a million sentences.
"""

import time
from collections import deque
from collections.abc import Callable

import regex

from core.query import (
    Believed,
    Flagged,
    Folded,
    HasLabel,
    InSplit,
    Length,
    ModelDiffers,
    Noted,
    Pattern,
    Phrase,
    Query,
    QueryError,
    Term,
    Unlabelled,
)
from core.store.alphabet import NO_TAG, code_of
from core.store.connection import Connection, Row
from core.store.faults import damaged
from core.store.layers import Layers, label_of
from core.store.sentences import SPLIT_NUMBERS
from core.store.texts import pack_tokens, unpack_tokens

_SLICE = 1000
# A pattern that takes longer on one sentence would take for ever on some other.
_PATTERN_SECONDS = 0.1
# Nor may it be slow on all of them: so long for a search, and so long besides for each sentence.
_SEARCH_SECONDS = 10.0
_SENTENCE_SECONDS = 0.002

# Of a row: number and tokens of the sentence, then what a layer's model believes of it, one column a layer.
_Test = Callable[[Row], bool]


class Search:
    """A search under way; each `more` goes on where the last one stopped.

    Attributes:
        ids: Numbers of the sentences found so far.
        is_complete: Whether the whole corpus has been looked at.
    """

    def __init__(
        self, query: Query, connection: Connection, layers: Layers, *, place: int | None = None, back: bool = False
    ) -> None:
        """Begin at the beginning, or behind a place.

        Args:
            query: What is looked for.
            connection: Where.
            layers: Of the corpus.
            place: Where it goes on; None for the beginning, or for the end where it goes back.
            back: Whether the sentences are looked at from the last to the first.
        """
        self.query = query
        self.ids: list[int] = []
        self.is_complete = False
        self._connection = connection
        self._layers = layers
        self._back = back
        self._is_last = False
        self._waiting: deque[Row] = deque()
        self._conditions: list[str] = []
        self._values: list[object] = []
        self._tests: list[_Test] = []
        self._blobs: list[int] = []
        with connection.reading():
            for term in query.terms:
                self._add(term)
            self._place = self._end() if place is None else place
        self._sql = "\n".join(
            [
                _SELECT.format("".join([_PROBABILITIES] * len(self._blobs))),
                *(f"AND {condition}" for condition in self._conditions),
                f"ORDER BY position.place {'DESC' if back else ''} LIMIT {_SLICE}",
            ]
        )

    def _end(self) -> int:
        return 1 + self._connection.number("SELECT last_place FROM project") if self._back else 0

    def more(self, limit: int = 200, *, seconds: float = 0.04) -> list[int]:
        """Return the next sentences found: about `limit`, or what was found in the time.

        Nothing is returned when the time is over or the corpus ends; `is_complete` tells which.

        Raises:
            QueryError: A pattern takes too long.
            ProjectError: The file cannot be read.
        """
        found: list[int] = []
        end = time.monotonic() + seconds
        while not self.is_complete and len(found) < limit:
            if not self._waiting:
                self._waiting.extend(self._next_slice())
            self._take(found, end)
            self.is_complete = self._is_last and not self._waiting
            if time.monotonic() >= end:
                break
        self.ids += found
        return found

    def _take(self, found: list[int], end: float) -> None:
        """Move what passes the tests to `found`; at least one sentence is tested, however late it is."""
        while self._waiting:
            row = self._waiting.popleft()
            if all(test(row) for test in self._tests):
                found.append(row[0])
            if self._tests and time.monotonic() >= end:
                return

    def _next_slice(self) -> list[Row]:
        with self._connection.reading():
            row = self._connection.row(_FIRST_OF_SLICE if self._back else _LAST_OF_SLICE, (self._place, _SLICE - 1))
            if row is None:
                self._is_last = True
                row = (0,) if self._back else self._connection.row("SELECT last_place FROM project")
            reached = row[0] if row else self._place
            moves_on = isinstance(reached, int) and (reached < self._place if self._back else reached > self._place)
            if not (moves_on or self._is_last):
                raise damaged(self._connection.path, "its sentences are out of order")
            borders = (reached - 1, self._place - 1) if self._back else (self._place, reached)
            rows = self._connection.rows(self._sql, (*self._blobs, *borders, *self._values))
        self._place = reached
        return rows

    def _add(self, term: Term) -> None:
        match term.condition:
            case Phrase(words) if all(word.isascii() for word in words):
                self._where(term, "sentence.tokens LIKE ? ESCAPE '!'", _like(pack_tokens(words)))
            case Phrase(words) | Folded(words):
                self._test(term, _contains(pack_tokens(words)))
            case Pattern(pattern):
                self._test(term, _Matches(pattern))
            case Length(comparison, n_tokens):
                self._where(term, f"position.n_tokens {comparison} ?", n_tokens)
            case InSplit(split):
                self._where(term, "position.split = ?", SPLIT_NUMBERS[split])
            case HasLabel(name):
                self._add_label(term, name)
            case Unlabelled():
                self._add_unlabelled(term)
            case Flagged() | Noted():
                self._add_remark(term, term.condition)
            case ModelDiffers() | Believed():
                self._add_of_model(term, term.condition)

    def _add_remark(self, term: Term, condition: Flagged | Noted) -> None:
        if isinstance(condition, Noted):
            self._where(term, _REMARKED.format("note <> '' AND note LIKE ? ESCAPE '!'"), _like(condition.letters))
        else:
            self._where(term, _REMARKED.format("is_flagged"))

    def _add_of_model(self, term: Term, condition: ModelDiffers | Believed) -> None:
        self._where_believed()
        if isinstance(condition, Believed):
            self._add_believed(term, condition.below)
        else:
            differing, layers = self._believed("n_different > 0")
            self._where(term, differing, *layers)

    def _where_believed(self) -> None:
        """Look only at sentences that a model has been asked about, whether or not the term is negated."""
        condition, layers = self._believed("1")
        self._conditions.append(condition)
        self._values += layers

    def _believed(self, condition: str) -> tuple[str, list[int]]:
        layers = self._layers_meant()
        return _BELIEVED.format(condition, " OR ".join(["layer = ?"] * len(layers)) or "0"), layers

    def _layers_meant(self) -> list[int]:
        """Return the numbers of the layers that a term about one layer speaks of."""
        return [
            stored.id
            for stored in self._layers.stored.values()
            if stored.is_shown and self.query.layer in ("", stored.layer.name)
        ]

    def _add_believed(self, term: Term, below: float) -> None:
        columns = range(2 + len(self._blobs), 2 + len(self._blobs) + len(self._layers_meant()))
        self._blobs += self._layers_meant()
        self._test(term, lambda row: any(row[column] and min(row[column]) < below * 255 for column in columns))

    def _add_label(self, term: Term, name: str) -> None:
        alternatives, values = [], []
        for stored in self._layers.stored.values():
            if not stored.is_shown:
                continue
            tags = self._connection.rows("SELECT number, name FROM tag WHERE layer = ?", (stored.id,))
            for number, tag in tags:
                if name in (tag, label_of(tag, stored.layer.scheme)):
                    alternatives.append("(tagging.layer = ? AND instr(tagging.codes, ?))")
                    values += [stored.id, code_of(number)]
        self._where(term, _EXISTS.format(" OR ".join(alternatives) or "0"), *values)

    def _add_unlabelled(self, term: Term) -> None:
        layers = self._layers_meant()
        whole = _EXISTS.format("tagging.layer = ? AND NOT instr(tagging.codes, ?)")
        values = [value for layer in layers for value in (layer, NO_TAG)]
        self._where(term, " OR ".join([f"NOT {whole}"] * len(layers)) or "1", *values)

    def _where(self, term: Term, condition: str, *values: object) -> None:
        self._conditions.append(f"NOT ({condition})" if term.is_negated else f"({condition})")
        self._values += values

    def _test(self, term: Term, test: _Test) -> None:
        self._tests.append((lambda row: not test(row)) if term.is_negated else test)


def _like(text: str) -> str:
    """Return what a text that contains this one is like."""
    return "%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%"


def _contains(text: str) -> _Test:
    wanted = text.casefold()
    return lambda row: wanted in str(row[1]).casefold()


class _Matches:
    """Whether a pattern matches a sentence; gives up where it would take for ever, on one sentence or on all."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._compiled = regex.compile(pattern)
        self._seconds_left = _SEARCH_SECONDS

    def __call__(self, row: Row) -> bool:
        text = " ".join(unpack_tokens(str(row[1])))
        begun = time.monotonic()
        try:
            found = self._compiled.search(text, timeout=_PATTERN_SECONDS) is not None
        except (TimeoutError, MemoryError, RecursionError) as error:
            raise self._too_long() from error
        self._seconds_left += _SENTENCE_SECONDS - (time.monotonic() - begun)
        if self._seconds_left < 0:
            raise self._too_long()
        return found

    def _too_long(self) -> QueryError:
        return QueryError(f"/{self._pattern}/ takes too long.", remedy="Ask for less repetition, or search for a word.")


_SELECT = """
SELECT position.sentence, sentence.tokens {}
FROM position JOIN sentence ON sentence.id = position.sentence
WHERE position.place > ? AND position.place <= ?
"""
_PROBABILITIES = ", (SELECT probabilities FROM belief WHERE layer = ? AND belief.sentence = position.sentence)"
_LAST_OF_SLICE = """
SELECT place FROM position WHERE place > ? AND place <= (SELECT last_place FROM project)
ORDER BY place LIMIT 1 OFFSET ?
"""
_FIRST_OF_SLICE = "SELECT place FROM position WHERE place < ? ORDER BY place DESC LIMIT 1 OFFSET ?"
_BELIEVED = "EXISTS (SELECT 1 FROM belief WHERE belief.sentence = position.sentence AND {} AND ({}))"
_REMARKED = "EXISTS (SELECT 1 FROM remark WHERE remark.sentence = position.sentence AND {})"
_EXISTS = "EXISTS (SELECT 1 FROM tagging WHERE tagging.sentence = position.sentence AND ({}))"
