"""Figures about the corpus. All but the unknown words come from totals that are always up to date."""

from collections import Counter
from dataclasses import dataclass

from core.corpus import Split
from core.store.connection import Connection
from core.store.layers import Layers
from core.store.sentences import SPLIT_NUMBERS
from core.store.texts import unpack_tokens

_READ_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class UnknownWords:
    """Words of dev and test that train never shows.

    Attributes:
        n_tokens: Tokens of dev and test.
        n_unknown: Those among them that train does not have, upper and lower case told apart.
        words: The most frequent of them with their number, at most 200.
    """

    n_tokens: int
    n_unknown: int
    words: tuple[tuple[str, int], ...]


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

    def unknown_words(self) -> UnknownWords:
        """Return what dev and test hold that train does not; reads the whole corpus, so let a job do it."""
        train = set(self._words(train=True))
        others = self._words(train=False)
        unknown = Counter({word: n for word, n in others.items() if word not in train})
        return UnknownWords(others.total(), unknown.total(), tuple(unknown.most_common(200)))

    def _words(self, *, train: bool) -> Counter[str]:
        words: Counter[str] = Counter()
        last = 0
        while True:
            with self._connection.reading():
                rows = self._connection.rows(_TOKENS, (last, train, _READ_AT_ONCE))
            if not rows:
                return words
            last = rows[-1][0]
            for _, tokens in rows:
                words.update(unpack_tokens(tokens))


def _number(split: Split | None) -> int | None:
    return None if split is None else SPLIT_NUMBERS[split]


_TOKENS = """
SELECT position.place, sentence.tokens
FROM position JOIN sentence ON sentence.id = position.sentence
WHERE position.place > ? AND position.place <= (SELECT last_place FROM project) AND (position.split = 0) = ?
ORDER BY position.place LIMIT ?
"""
