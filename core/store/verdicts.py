"""What a person said when a label was called suspicious."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.store.connection import Connection, now
from core.store.faults import damaged
from core.store.layers import Layers


class Verdict(StrEnum):
    """Who is right about a token that a model would label otherwise."""

    LABEL_WRONG = "label wrong"
    MODEL_WRONG = "model wrong"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Judged:
    """One token that was judged.

    Attributes:
        sentence: The store's number of the sentence.
        token: Its index in the sentence.
        at: UTC ISO time.
    """

    sentence: int
    token: int
    verdict: Verdict
    at: str


class Verdicts:
    """Verdicts on single tokens, one a layer and token; each is written at once, and undo does not touch it."""

    def __init__(self, connection: Connection, layers: Layers) -> None:
        self._connection = connection
        self._layers = layers

    def set(self, layer: str, sentence: int, token: int, verdict: Verdict | None) -> None:
        """Keep a verdict in place of the one before; None takes it back.

        Raises:
            ProjectError: There is no such layer, or it could not be written.
        """
        with self._connection.transaction():
            key = (self._layers.find(layer).id, sentence, token)
            if verdict is None:
                self._connection.run("DELETE FROM verdict WHERE layer = ? AND sentence = ? AND token = ?", key)
            else:
                self._connection.run(
                    "INSERT OR REPLACE INTO verdict VALUES (?, ?, ?, ?, ?)", (*key, verdict.value, now())
                )

    def of(self, layer: str, sentence: int) -> dict[int, Verdict]:
        """Return the verdicts on one sentence by token.

        Raises:
            ProjectError: There is no such layer.
        """
        with self._connection.reading():
            rows = self._connection.rows(
                "SELECT token, verdict FROM verdict WHERE layer = ? AND sentence = ? ORDER BY token",
                (self._layers.find(layer).id, sentence),
            )
            return {token: self._verdict(verdict) for token, verdict in rows}

    def all(self, layer: str) -> tuple[Judged, ...]:
        """Return every verdict on a layer, by sentence and token.

        Raises:
            ProjectError: There is no such layer.
        """
        with self._connection.reading():
            rows = self._connection.rows(
                "SELECT sentence, token, verdict, at FROM verdict WHERE layer = ? ORDER BY sentence, token",
                (self._layers.find(layer).id,),
            )
            return tuple(Judged(sentence, token, self._verdict(verdict), at) for sentence, token, verdict, at in rows)

    def _verdict(self, text: str) -> Verdict:
        try:
            return Verdict(text)
        except ValueError as error:
            raise damaged(self._connection.path, f"it holds the unknown verdict {text!r}") from error


def move(connection: Connection, sentence: int, target: Callable[[int], tuple[int, int] | None]) -> None:
    """Let verdicts follow tokens that are counted another way now; only inside a transaction.

    Args:
        connection: The project's.
        sentence: The sentence whose tokens they were on.
        target: Sentence and token that a token has become; None where it is gone. Of two verdicts that
            come to one token the first stays.
    """
    for (layer,) in connection.rows("SELECT id FROM layer"):
        key = (layer, sentence)
        rows = connection.rows("SELECT token, verdict, at FROM verdict WHERE layer = ? AND sentence = ?", key)
        if rows:
            connection.run("DELETE FROM verdict WHERE layer = ? AND sentence = ?", key)
            moved = [(layer, *found, *rest) for token, *rest in rows if (found := target(token))]
            connection.run_many("INSERT OR IGNORE INTO verdict VALUES (?, ?, ?, ?, ?)", moved)


def sentences_with_any(connection: Connection, sentences: Sequence[int]) -> set[int]:
    """Return those of these sentences that somebody has judged a token of."""
    found: set[int] = set()
    for (layer,) in connection.rows("SELECT id FROM layer"):
        if connection.row("SELECT 1 FROM verdict WHERE layer = ? LIMIT 1", (layer,)):
            rows = connection.rows(_JUDGED, (layer, min(sentences), max(sentences)))
            found.update(number for (number,) in rows)
    return found.intersection(sentences)


_JUDGED = "SELECT DISTINCT sentence FROM verdict WHERE layer = ? AND sentence BETWEEN ? AND ?"
