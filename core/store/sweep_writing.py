"""What a change of many sentences makes of them, written with every total kept right."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from core.carrying import bounds_of
from core.store import beliefs, verdicts
from core.store.alphabet import NO_TAG, count_numbers
from core.store.connection import Connection
from core.store.counters import Counters
from core.store.layers import Layers
from core.store.texts import unpack_spaces, unpack_tokens


class NewText(NamedTuple):
    """What a sentence is to be, and what it was."""

    sentence: int
    tokens: str
    spaces: str | None
    tokens_before: str
    spaces_before: str | None


class NewTags(NamedTuple):
    """What the tags of a sentence are to be, and what they were; None for no row."""

    sentence: int
    layer: int
    codes: str | None
    origins: str | None
    changed_at: str | None
    codes_before: str | None


@dataclass(frozen=True, slots=True)
class _Follow:
    """Says which token an old one has become: the first that shares text with it."""

    sentence: int
    before: Sequence[tuple[int, int]]
    after: Sequence[tuple[int, int]]

    def __call__(self, token: int) -> tuple[int, int] | None:
        if token >= len(self.before):
            return None
        start, end = self.before[token]
        return next(
            ((self.sentence, index) for index, (first, last) in enumerate(self.after) if first < end and last > start),
            None,
        )


class Writer:
    """Writes the texts and tags of sentences; only inside a transaction."""

    def __init__(self, connection: Connection, layers: Layers, counters: Counters) -> None:
        self._connection = connection
        self._layers = layers
        self._counters = counters

    def write_texts(self, texts: Sequence[NewText]) -> None:
        """Let sentences have other tokens; what a model believed of them is forgotten, verdicts follow."""
        if not texts:
            return
        connection = self._connection
        connection.run_many(
            "UPDATE sentence SET tokens = ?, spaces = ? WHERE id = ?",
            [(text.tokens, text.spaces, text.sentence) for text in texts],
        )
        for text in texts:
            row = connection.row(_POSITION, (text.sentence,))
            if row is not None:
                place_, split, n_before = row
                n_tokens = text.tokens.count("\n") + 1
                connection.run("UPDATE position SET n_tokens = ? WHERE place = ?", (n_tokens, place_))
                self._counters.lengths[split, n_before] -= 1
                self._counters.lengths[split, n_tokens] += 1
        beliefs.forget(connection, [text.sentence for text in texts])
        self._move_verdicts(texts)

    def _move_verdicts(self, texts: Sequence[NewText]) -> None:
        judged = verdicts.sentences_with_any(self._connection, [text.sentence for text in texts])
        for text in texts:
            if text.sentence in judged:
                before = bounds_of(unpack_tokens(text.tokens_before), unpack_spaces(text.spaces_before))
                after = bounds_of(unpack_tokens(text.tokens), unpack_spaces(text.spaces))
                verdicts.move(self._connection, text.sentence, _Follow(text.sentence, before, after))

    def write_tags(self, rows: Sequence[NewTags]) -> None:
        """Let sentences have other tags."""
        connection = self._connection
        gone = [row for row in rows if row.codes is None]
        connection.run_many(
            "DELETE FROM tagging WHERE sentence = ? AND layer = ?", [(row.sentence, row.layer) for row in gone]
        )
        connection.run_many(
            "INSERT OR REPLACE INTO tagging VALUES (?, ?, ?, ?, ?)", [row[:5] for row in rows if row.codes is not None]
        )
        for layer in {row.layer for row in rows}:
            own = [row for row in rows if row.layer == layer]
            self._count(layer, own)
            if connection.row("SELECT 1 FROM belief WHERE layer = ? LIMIT 1", (layer,)):
                alphabet = self._layers.alphabet(layer)
                for row in own:
                    beliefs.recount(connection, layer, row.sentence, alphabet.written(row.codes or ""))

    def _count(self, layer: int, rows: Sequence[NewTags]) -> None:
        new = [row.codes for row in rows if row.codes is not None]
        old = [row.codes_before for row in rows if row.codes_before is not None]
        grown = count_numbers("".join(new))
        grown.subtract(count_numbers("".join(old)))
        for tag, n in grown.items():
            self._counters.tags[layer, tag] += n
        self._counters.labelled[layer] += sum(NO_TAG not in codes for codes in new)
        self._counters.labelled[layer] -= sum(NO_TAG not in codes for codes in old)


_POSITION = """
SELECT position.place, position.split, position.n_tokens FROM sentence
JOIN position ON position.place = sentence.place AND position.sentence = sentence.id WHERE sentence.id = ?
"""
