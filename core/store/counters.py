"""Totals of the corpus, kept up to date by every change so that nothing ever has to be recounted.

Changes are gathered in memory and written at the end of their transaction: accepting 50,000 suggestions
touches each counter once.
"""

from collections import Counter
from collections.abc import Iterable

from core.store.connection import Connection
from core.store.schema import BLOCK_SHIFT


class Counters:
    """Differences to the stored totals: sentences by split and length, by block of places, tokens by tag.

    Attributes:
        lengths: (split, tokens) -> sentences.
        blocks: Block of places -> sentences.
        tags: (layer, tag number) -> tokens.
        labelled: Layer -> sentences in which every token has a tag.
        written: As `tags`, what has been written since it was last asked for.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.lengths: Counter[tuple[int, int]] = Counter()
        self.blocks: Counter[int] = Counter()
        self.tags: Counter[tuple[int, int]] = Counter()
        self.labelled: Counter[int] = Counter()
        self.written: Counter[tuple[int, int]] = Counter()

    def taken(self) -> Counter[tuple[int, int]]:
        """Return by how much each tag has grown since this was last asked, and begin anew."""
        taken, self.written = self.written, Counter()
        return taken

    def leave_out(self, layers: Iterable[int]) -> None:
        """Let `taken` say nothing of what these layers have gained so far."""
        left = set(layers)
        self.written = Counter({key: n for key, n in self.written.items() if key[0] not in left})

    def add_sentence(self, place: int, split: int, n_tokens: int, by: int = 1) -> None:
        """Count a sentence in, or out with `by=-1`."""
        self.lengths[split, n_tokens] += by
        self.blocks[place >> BLOCK_SHIFT] += by

    def copy(self) -> "Counters":
        """Return the same differences, to be flushed in their stead while these are kept."""
        copied = Counters(self._connection)
        copied.take_in(self)
        return copied

    def take_in(self, other: "Counters") -> None:
        """Gather what another has gathered."""
        self.lengths.update(other.lengths)
        self.blocks.update(other.blocks)
        self.tags.update(other.tags)
        self.labelled.update(other.labelled)

    def clear(self) -> None:
        """Forget what has been gathered; called when the transaction failed."""
        for gathered in (self.lengths, self.blocks, self.tags, self.labelled):
            gathered.clear()
        self.written.clear()

    def flush(self) -> None:
        """Write what has been gathered; only inside a transaction."""
        connection = self._connection
        connection.run_many(
            "INSERT INTO length VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET n = n + ?3",
            [(split, n_tokens, n) for (split, n_tokens), n in self.lengths.items() if n],
        )
        connection.run_many(
            "INSERT INTO block VALUES (?1, ?2) ON CONFLICT DO UPDATE SET n = n + ?2",
            [(block, n) for block, n in self.blocks.items() if n],
        )
        connection.run_many(
            "UPDATE tag SET n = n + ?3 WHERE layer = ?1 AND number = ?2",
            [(layer, number, n) for (layer, number), n in self.tags.items() if n],
        )
        connection.run_many(
            "UPDATE layer SET n_labelled = n_labelled + ?2 WHERE id = ?1",
            [(layer, n) for layer, n in self.labelled.items() if n],
        )
        self.written.update(self.tags)
        for gathered in (self.lengths, self.blocks, self.tags, self.labelled):
            gathered.clear()
