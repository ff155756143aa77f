"""What a model believes of each sentence, ordered so that the doubtful ones come first without a search.

Beliefs are drawn from a model and can be drawn again: undo does not touch them. Their number of tokens
labelled otherwise follows every edit, and a sentence taken out of the corpus is believed nothing of.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.corpus import Tags
from core.errors import ProjectError, place
from core.store.alphabet import NO_TAG, code_of
from core.store.connection import Connection, Row
from core.store.faults import damaged
from core.store.layers import Layers


@dataclass(frozen=True, slots=True)
class Belief:
    """What a model believes of one sentence.

    Attributes:
        sentence: The store's number of the sentence.
        model: The store's number of the model.
        tags: The most likely tags, one a token.
        probabilities: One byte a token: how sure its tag is, 255 for certain.
        entropy: Of the model's distribution, in nats; how it is put together over tokens is the model's matter.
        log_probability: Natural logarithm of the probability of `tags`.
        margin: How far `tags` are ahead of the next best.
        n_different: Tokens that carry another tag in the corpus; kept by the store, a token without
            a tag is none of them.
    """

    sentence: int
    model: int
    tags: Tags
    probabilities: bytes
    entropy: float
    log_probability: float
    margin: float
    n_different: int = 0


class Order(StrEnum):
    """What is read first: the highest entropy, the lowest log probability or margin, the most differences."""

    ENTROPY = "entropy"
    LOG_PROBABILITY = "log_probability"
    MARGIN = "margin"
    DIFFERENT = "n_different"


class Beliefs:
    """One belief a layer and sentence."""

    def __init__(self, connection: Connection, layers: Layers) -> None:
        self._connection = connection
        self._layers = layers

    def save(self, layer: str, beliefs: Sequence[Belief]) -> int:
        """Keep beliefs in place of those there were of the same sentences, some hundreds at a time.

        Sentences that have left the corpus are passed over.

        Returns:
            How many were kept.

        Raises:
            ProjectError: There is no such layer, a sentence has another length, or it could not be written.
        """
        with self._connection.transaction():
            number = self._layers.find(layer).id
            tags = {tag for belief in beliefs for tag in belief.tags if tag is not None}
            codes: dict[str | None, str] = {tag: code_of(self._layers.number_of(number, tag)) for tag in sorted(tags)}
            codes[None] = NO_TAG
            rows = [row for belief in beliefs if (row := self._row(number, belief, codes))]
            self._connection.run_many("INSERT OR REPLACE INTO belief VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        return len(rows)

    def _row(self, layer: int, belief: Belief, codes: dict[str | None, str]) -> Row | None:
        found = self._connection.row(_CORPUS, (belief.sentence, layer))
        if found is None:
            return None
        if not len(belief.tags) == len(belief.probabilities) == found[0]:
            raise ProjectError(
                f"sentence {belief.sentence:,} has {found[0]:,} tokens, the model speaks of {len(belief.tags):,}.",
                place=place(self._connection.path),
            )
        figures = (belief.entropy, belief.log_probability, belief.margin)
        if any(map(math.isnan, figures)):
            raise ValueError(f"sentence {belief.sentence}: {figures} are no numbers to order by")
        believed = "".join([codes[tag] for tag in belief.tags])
        n_different = _count_different(believed, found[1] or "")
        return (layer, belief.sentence, belief.model, believed, belief.probabilities, *figures, n_different)

    def of(self, layer: str, sentence: int) -> Belief | None:
        """Return what is believed of a sentence; None for nothing.

        Raises:
            ProjectError: There is no such layer.
        """
        with self._connection.reading():
            number = self._layers.find(layer).id
            row = self._connection.row(f"{_COLUMNS} WHERE layer = ? AND sentence = ?", (number, sentence))
            return self._belief(number, row) if row else None

    def page(self, layer: str, order: Order, limit: int, *, after: Belief | None = None) -> tuple[Belief, ...]:
        """Return the next beliefs in an order; what comes before costs nothing.

        Args:
            layer: Name of the layer.
            order: What comes first; `DIFFERENT` leaves out sentences without a difference.
            limit: Beliefs at the most.
            after: The last one of the page before; None for the first page.

        Raises:
            ProjectError: There is no such layer.
        """
        is_falling = order in _FALLING
        least = (math.inf, 2**63 - 1) if is_falling else (-math.inf, -1)
        reached = (getattr(after, order.value), after.sentence) if after else least
        with self._connection.reading():
            number = self._layers.find(layer).id
            rows = self._connection.rows(_PAGES[order], (number, *reached, limit))
            return tuple(self._belief(number, row) for row in rows)

    def n_sentences(self, layer: str) -> int:
        """Return how many sentences something is believed of.

        Raises:
            ProjectError: There is no such layer.
        """
        with self._connection.reading():
            return self._connection.number(
                "SELECT count(*) FROM belief WHERE layer = ?", (self._layers.find(layer).id,)
            )

    def n_different(self, layer: str) -> int:
        """Return how many sentences have a token that is labelled otherwise.

        Raises:
            ProjectError: There is no such layer.
        """
        with self._connection.reading():
            return self._connection.number(
                "SELECT count(*) FROM belief WHERE layer = ? AND n_different > 0", (self._layers.find(layer).id,)
            )

    def clear(self, layer: str) -> None:
        """Forget everything that is believed of a layer.

        Raises:
            ProjectError: There is no such layer, or it could not be written.
        """
        with self._connection.transaction():
            self._connection.run("DELETE FROM belief WHERE layer = ?", (self._layers.find(layer).id,))

    def _belief(self, layer: int, row: Row) -> Belief:
        sentence, model, codes, *figures = row
        try:
            return Belief(sentence, model, self._layers.alphabet(layer).decode(codes), *figures)
        except KeyError as error:
            raise damaged(self._connection.path, f"the belief of sentence {sentence:,} contradicts itself") from error


def recount(connection: Connection, layer: int, sentence: int, codes: str) -> None:
    """Let the belief of a sentence know that it is labelled otherwise now; only inside a transaction."""
    row = connection.row("SELECT codes FROM belief WHERE layer = ? AND sentence = ?", (layer, sentence))
    if row is not None:
        connection.run(
            "UPDATE belief SET n_different = ? WHERE layer = ? AND sentence = ?",
            (_count_different(row[0], codes), layer, sentence),
        )


def forget(connection: Connection, sentences: Sequence[int]) -> None:
    """Forget what is believed of sentences that leave the corpus; only inside a transaction."""
    for (layer,) in connection.rows("SELECT id FROM layer"):
        if connection.row("SELECT 1 FROM belief WHERE layer = ? LIMIT 1", (layer,)):
            connection.run_many(
                "DELETE FROM belief WHERE layer = ? AND sentence = ?", [(layer, number) for number in sentences]
            )


def _count_different(believed: str, given: str) -> int:
    pairs = zip(believed, given, strict=False)
    return sum(believed != given and NO_TAG not in (believed, given) for believed, given in pairs)


_CORPUS = (
    "SELECT position.n_tokens, tagging.codes FROM sentence"
    " JOIN position ON position.place = sentence.place AND position.place <= (SELECT last_place FROM project)"
    " LEFT JOIN tagging ON tagging.sentence = sentence.id AND tagging.layer = ?2 WHERE sentence.id = ?1"
)
_COLUMNS = "SELECT sentence, model, codes, probabilities, entropy, log_probability, margin, n_different FROM belief"
_FALLING = (Order.ENTROPY, Order.DIFFERENT)
_PAGE = (
    "{columns} WHERE layer = ? AND ({column}, sentence) {sign} (?, ?) {condition}"
    " ORDER BY {column} {direction}, sentence {direction} LIMIT ?"
)
_PAGES = {
    order: _PAGE.format(
        columns=_COLUMNS,
        column=order.value,
        sign="<" if order in _FALLING else ">",
        direction="DESC" if order in _FALLING else "ASC",
        condition="AND n_different > 0" if order is Order.DIFFERENT else "",
    )
    for order in Order
}
