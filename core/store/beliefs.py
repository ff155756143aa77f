"""What a model believes of each sentence, ordered so that the doubtful ones come first without a search.

Beliefs are drawn from a model and can be drawn again: undo does not touch them. Their number of tokens
labelled otherwise follows every edit, and a sentence taken out of the corpus is believed nothing of.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from core.corpus import Split, Tags
from core.errors import ProjectError, place
from core.store.alphabet import NO_TAG, code_of
from core.store.connection import Connection, Row
from core.store.layers import Layers
from core.store.sentences import SPLITS
from core.store.texts import pack_tokens


@dataclass(frozen=True, slots=True)
class Belief:
    """What a model believes of one sentence.

    Attributes:
        sentence: The store's number of the sentence.
        model: The store's number of the model.
        tags: The most likely tags, one a token.
        probabilities: One byte a token: how sure its tag is, 255 for certain.
        entropy: How undecided the model is, 0 to 1; this figure and the next two are those of `core.uncertainty`.
        log_probability: Mean natural logarithm of the probability of each of `tags`, at most 0.
        margin: How far the best label is ahead of the next best, 0 to 1.
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


class Scanned(NamedTuple):
    """One entry of an order.

    Attributes:
        figure: What it is ordered by.
        sentence: The store's number of the sentence.
        split: What the sentence is for.
        is_labelled: Whether every token has a tag.
    """

    figure: float
    sentence: int
    split: Split
    is_labelled: bool


class Beliefs:
    """One belief a layer and sentence."""

    def __init__(self, connection: Connection, layers: Layers) -> None:
        self._connection = connection
        self._layers = layers

    def save(self, layer: str, beliefs: Sequence[Belief], *, read: Mapping[int, Sequence[str]] | None = None) -> int:
        """Keep beliefs in place of those there were of the same sentences, some hundreds at a time.

        Sentences that have left the corpus are passed over.

        Args:
            layer: Name of the layer.
            beliefs: What is believed.
            read: The tokens that the model has read, by sentence; sentences that are cut into others now are
                passed over as well.

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
            current = [belief for belief in beliefs if read is None or self._is_as_read(belief, read)]
            rows = [row for belief in current if (row := self._row(number, belief, codes))]
            self._connection.run_many("INSERT OR REPLACE INTO belief VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        return len(rows)

    def _is_as_read(self, belief: Belief, read: Mapping[int, Sequence[str]]) -> bool:
        row = self._connection.row("SELECT tokens FROM sentence WHERE id = ?", (belief.sentence,))
        return row is not None and row[0] == pack_tokens(read[belief.sentence])

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
        n_different = _count_different(believed, self._layers.alphabet(layer).written(found[1] or ""))
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

    def known(self, layer: str, model: int, sentences: Sequence[int]) -> set[int]:
        """Return which of these sentences this very model has been asked about.

        Raises:
            ProjectError: There is no such layer.
        """
        if not sentences:
            return set()
        with self._connection.reading():
            rows = self._connection.rows(
                "SELECT sentence FROM belief WHERE layer = ? AND sentence BETWEEN ? AND ? AND model = ?",
                (self._layers.find(layer).id, min(sentences), max(sentences), model),
            )
        return {number for (number,) in rows}.intersection(sentences)

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

    def scan(
        self, layer: str, order: Order, *, after: tuple[float, int] | None = None, back: bool = False
    ) -> list[Scanned]:
        """Return the next few hundred entries of an order, without what is believed; what comes before costs nothing.

        Args:
            layer: Name of the layer.
            order: What comes first; `DIFFERENT` leaves out sentences without a difference.
            after: Figure and sentence of the entry to begin behind, which need not be there any more; None
                for the beginning, or the end.
            back: Towards the beginning.

        Raises:
            ProjectError: There is no such layer.
        """
        rises = (order in _FALLING) == back
        reached = after or ((-math.inf, -1) if rises else (math.inf, 2**63 - 1))
        sql = _SCAN.format(
            column=order.value,
            sign=">" if rises else "<",
            condition="AND n_different > 0" if order is Order.DIFFERENT else "",
            direction="ASC" if rises else "DESC",
        )
        with self._connection.reading():
            number = self._layers.find(layer).id
            rows = self._connection.rows(sql, (NO_TAG, number, number, *reached, _SCANNED))
        return [Scanned(figure, sentence, SPLITS[split], bool(done)) for figure, sentence, split, done in rows]

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
        return Belief(sentence, model, self._layers.alphabet(layer).decode(codes), *figures)


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
_SCANNED = 500
_SCAN = (
    "SELECT {column}, sentence,"
    " (SELECT split FROM position WHERE place = (SELECT place FROM sentence WHERE id = belief.sentence)),"
    " EXISTS (SELECT 1 FROM tagging WHERE tagging.sentence = belief.sentence AND NOT instr(codes, ?) AND layer = ?)"
    " FROM belief WHERE layer = ? AND ({column}, sentence) {sign} (?, ?) {condition}"
    " ORDER BY {column} {direction}, sentence {direction} LIMIT ?"
)
