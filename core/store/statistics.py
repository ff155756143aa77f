"""Figures about the corpus, from totals that are always up to date: nothing is recounted."""

from core.corpus import Split
from core.store.connection import Connection
from core.store.layers import Layers
from core.store.sentences import SPLIT_NUMBERS


class Statistics:
    """Totals of the corpus."""

    def __init__(self, connection: Connection, layers: Layers) -> None:
        self._connection = connection
        self._layers = layers

    def length_histogram(self, split: Split | None = None) -> dict[int, int]:
        """Return how many sentences there are of each length in tokens, shortest first."""
        with self._connection.reading():
            rows = self._connection.rows(
                "SELECT n_tokens, sum(n) FROM length WHERE ?1 IS NULL OR split = ?1 GROUP BY n_tokens HAVING sum(n) > 0"
                " ORDER BY n_tokens",
                (_number(split),),
            )
        return dict(rows)

    def n_sentences(self, split: Split | None = None) -> int:
        """Return the number of sentences of one split, or of all."""
        with self._connection.reading():
            return self._connection.number(
                "SELECT sum(n) FROM length WHERE ?1 IS NULL OR split = ?1", (_number(split),)
            )

    def n_tokens(self, split: Split | None = None) -> int:
        """Return the number of tokens of one split, or of all."""
        with self._connection.reading():
            return self._connection.number(
                "SELECT sum(n * n_tokens) FROM length WHERE ?1 IS NULL OR split = ?1", (_number(split),)
            )

    def label_counts(self, layer: str) -> dict[str, int]:
        """Return how many tokens each label of a layer covers, unused labels with 0.

        Raises:
            ProjectError: There is no such layer.
        """
        with self._connection.reading():
            return self._layers.label_counts(self._layers.find(layer).id)

    def tag_counts(self, layer: str) -> dict[str, int]:
        """Return how many tokens carry each tag of a layer, the outside included.

        Raises:
            ProjectError: There is no such layer.
        """
        with self._connection.reading():
            return self._layers.tag_counts(self._layers.find(layer).id)

    def n_unlabelled(self, layer: str) -> int:
        """Return how many sentences have a token without a tag in a layer.

        Raises:
            ProjectError: There is no such layer.
        """
        with self._connection.reading():
            number = self._layers.find(layer).id
            labelled = self._connection.number("SELECT n_labelled FROM layer WHERE id = ?", (number,))
            return self.n_sentences() - labelled


def _number(split: Split | None) -> int | None:
    return None if split is None else SPLIT_NUMBERS[split]
