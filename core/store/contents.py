"""What is in the corpus: its layers, sentences and totals, read in short turns."""

from collections.abc import Iterator

from core.corpus import Layer, Sentence, Split
from core.edits import SetRemark
from core.query import Query
from core.store.connection import Connection
from core.store.layers import Label, Layers
from core.store.search import Search
from core.store.sentences import Sentences
from core.store.statistics import Statistics

_READ_AT_ONCE = 200


class Contents:
    """The part of a project that is looked at. Any thread may call it.

    Attributes:
        statistics: Totals of the corpus.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._layers = Layers(connection)
        self._sentences = Sentences(connection, self._layers)
        self.statistics = Statistics(connection, self._layers)

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The layers, in the order they came."""
        with self._connection.reading():
            return self._layers.shown

    def labels(self, layer: str) -> tuple[Label, ...]:
        """Return the label set of a layer, in the order the labels came.

        Raises:
            ProjectError: There is no such layer.
        """
        with self._connection.reading():
            return self._layers.labels(self._layers.find(layer).id)

    def guidelines(self, layer: str) -> str:
        """Return how a layer is to be labelled, in plain text; empty where nobody has said.

        Raises:
            ProjectError: There is no such layer.
        """
        with self._connection.reading():
            row = self._connection.row("SELECT guidelines FROM layer WHERE id = ?", (self._layers.find(layer).labels,))
        return str(row[0]) if row else ""

    @property
    def n_sentences(self) -> int:
        """Sentences of all splits."""
        return self.statistics.n_sentences()

    @property
    def n_tokens(self) -> int:
        """Tokens of all splits."""
        return self.statistics.n_tokens()

    def n_sentences_in(self, split: Split) -> int:
        """Return the number of sentences of one split."""
        return self.statistics.n_sentences(split)

    def length_histogram(self, split: Split | None = None) -> dict[int, int]:
        """Return how many sentences there are of each length in tokens, shortest first."""
        return self.statistics.length_histogram(split)

    def label_counts(self, layer: str) -> dict[str, int]:
        """Return how many tokens each label of a layer covers, unused labels with 0.

        Raises:
            ProjectError: There is no such layer.
        """
        return self.statistics.label_counts(layer)

    def sentence(self, number: int) -> Sentence:
        """Return one sentence.

        Raises:
            KeyError: The corpus has no sentence of this number.
        """
        with self._connection.reading():
            return self._sentences.read(number)

    def sentences(self, split: Split | None = None) -> Iterator[Sentence]:
        """Yield the sentences of one split, or of all, in corpus order; others may work in between."""
        place = 0
        while True:
            with self._connection.reading():
                sentences, reached = self._sentences.after(place, _READ_AT_ONCE, split)
            if reached == place:
                return
            place = reached
            yield from sentences

    def packed_tokens(self, split: Split) -> Iterator[tuple[int, str]]:
        """Yield number and tokens of the sentences of one split, as `core.store.texts` packs them.

        For what compares whole corpora: a sixth of the time that the sentences would take.
        """
        place = 0
        while True:
            with self._connection.reading():
                found, reached = self._sentences.packed_after(place, _READ_AT_ONCE, split)
            if reached == place:
                return
            place = reached
            yield from found

    def page(self, offset: int, limit: int) -> list[Sentence]:
        """Return up to `limit` sentences from `offset` on."""
        with self._connection.reading():
            return self._sentences.page(offset, limit)

    def search(self, query: Query, *, after: int | None = None, back: bool = False) -> Search:
        """Begin to look for what a query asks for, from the beginning or behind the sentence of this number.

        Args:
            query: What is looked for.
            after: Number of a sentence; None begins at the beginning, or at the end where it goes back.
            back: From the last to the first.

        Raises:
            KeyError: There never was a sentence of this number.
        """
        with self._connection.reading():
            place = None if after is None else self._sentences.place_of(after)
        return Search(query, self._connection, self._layers, place=place, back=back)

    def ids(self, query: Query | None = None) -> Iterator[int]:
        """Yield the numbers of all sentences, or of those a query finds, in corpus order."""
        if query is None:
            yield from self._all_ids()
            return
        search = self.search(query)
        while not search.is_complete:
            yield from search.more()

    def _all_ids(self) -> Iterator[int]:
        place = 0
        while True:
            with self._connection.reading():
                numbers, place = self._sentences.ids_after(place, _READ_AT_ONCE)
            if not numbers:
                return
            yield from numbers

    def index_of(self, number: int) -> int:
        """Return how many sentences stand before this one.

        Raises:
            KeyError: The corpus has no sentence of this number.
        """
        with self._connection.reading():
            return self._sentences.index_of(number)

    def origins(self, number: int, layer: str) -> str:
        """Return where the tags of a sentence came from, one `Origin` letter a token.

        Raises:
            KeyError: The corpus has no sentence of this number.
            ProjectError: There is no such layer.
        """
        with self._connection.reading():
            return self._sentences.origins(number, self._layers.find(layer).id)

    def remark(self, number: int) -> SetRemark:
        """Return the note and flag of a sentence; an empty one where it has none."""
        with self._connection.reading():
            return self._sentences.remark(number)
