"""A layer written in another scheme: a new layer is filled out of sight, then takes the place of the old one.

So nobody ever sees half of it, and taking it back takes no time however large the corpus is.
"""

from collections.abc import Sequence

from core.corpus import Scheme
from core.edits import Edit, Origin, RemoveLayer, RestoreLayer
from core.schemes import convert
from core.store.alphabet import NO_TAG, count_numbers, origins_of
from core.store.connection import Connection
from core.store.counters import Counters
from core.store.layers import Layers, StoredLayer
from core.store.revisers import packed
from core.store.sweep_reading import Content

_SENTENCES_AT_ONCE = 10_000
_Row = tuple[int, int, str, str | None, int]
"""Sentence, new layer, codes, origins, old layer."""


class Conversion:
    """One conversion of a layer, and of all that share its label set.

    Args:
        tables: The layers of the project.
        number: Of the sweep that stands for it; marks what it makes until it is finished.
        layers: Those to be converted, the one that owns the label set first.
        scheme: What they are to be written in.
    """

    def __init__(
        self,
        connection: Connection,
        tables: Layers,
        counters: Counters,
        *,
        number: int,
        layers: Sequence[StoredLayer],
        scheme: Scheme,
    ) -> None:
        self._connection = connection
        self._tables = tables
        self._counters = counters
        self._number = number
        self._layers = layers
        self._scheme = scheme
        self._new: dict[int, int] = {}

    def begin(self) -> None:
        """Make the new layers with the labels of the old ones; only inside a transaction."""
        connection = self._connection
        for stored in self._layers:
            base = None if stored.labels == stored.id else self._new[stored.labels]
            self._new[stored.id] = connection.insert(_ADD, (self._scheme.value, base, -self._number, stored.id))
            connection.run(_ADD_LABELS, (self._new[stored.id], stored.id))
        self._tables.forget()

    def put(self, contents: Sequence[Content]) -> None:
        """Write the tags of some sentences in the new scheme; only inside a transaction."""
        rows = []
        for stored in self._layers:
            number = self._new[stored.id]
            own = [self._converted(stored, content) for content in contents if stored.id in content.layers]
            rows += [row for row in own if row is not None]
            all_codes = [row[2] for row in own if row is not None]
            for tag, n in count_numbers("".join(all_codes)).items():
                self._counters.tags[number, tag] += n
            self._counters.labelled[number] += sum(NO_TAG not in codes for codes in all_codes)
        rows.sort(key=lambda row: row[:2])
        self._connection.run_many(_ADD_TAGS, rows)
        self._counters.flush()

    def _converted(self, stored: StoredLayer, content: Content) -> _Row | None:
        old, new = self._tables.alphabet(stored.id), self._tables.alphabet(self._new[stored.id])
        codes, origins = content.layers[stored.id]
        converted = new.encode(convert(old.decode(codes), stored.layer.scheme, self._scheme))
        known = origins if origins is not None else origins_of(codes, Origin.IMPORTED)
        kept = "".join(Origin.NOBODY if code == NO_TAG else one for code, one in zip(converted, known, strict=True))
        found = packed(converted, kept)
        return found and (content.sentence, self._new[stored.id], *found, stored.id)

    def finish(self) -> tuple[Edit, ...]:
        """Let the new layers be like any other; return what puts them in the place of the old; in a transaction."""
        for sql in _JOIN:
            self._connection.run(sql, (-self._number,))
        self._connection.run_many(_COPY_VERDICTS, [(new, old) for old, new in self._new.items()])
        self._connection.run("DELETE FROM sweep WHERE id = ?", (self._number,))
        self._tables.forget()
        # What the new layers hold is no gain: the old ones go.
        self._counters.taken()
        removals = [RemoveLayer(stored.layer.name) for stored in reversed(self._layers)]
        return (*removals, *(RestoreLayer(self._new[stored.id], stored.layer.name) for stored in self._layers))


def take_back(connection: Connection, tables: Layers, number: int) -> None:
    """Delete all that an unfinished conversion has made; in short transactions, the note of it last.

    Raises:
        ProjectError: It could not be written; the next opening does it.
    """
    with connection.reading():
        layers = [row[0] for row in connection.rows("SELECT id FROM layer WHERE import = ?", (-number,))]
        last = connection.number("SELECT max(id) FROM sentence")
    for layer in layers:
        for first in range(0, last + 1, _SENTENCES_AT_ONCE):
            with connection.transaction():
                connection.run(_DELETE_TAGS, (first, first + _SENTENCES_AT_ONCE - 1, layer))
    with connection.transaction():
        for sql in _DELETE:
            connection.run(sql, (-number,))
        connection.run("DELETE FROM sweep WHERE id = ?", (number,))
        tables.forget()


def is_unfinished(connection: Connection, number: int) -> bool:
    """Whether a sweep stands for a conversion that has not been finished."""
    with connection.reading():
        return connection.row("SELECT 1 FROM layer WHERE import = ?", (-number,)) is not None


_ADD = """
INSERT INTO layer (name, scheme, annotator, is_removed, base, import, place, guidelines)
SELECT name, ?, annotator, 1, ?, ?, coalesce(place, id), guidelines FROM layer WHERE id = ?
"""
_ADD_LABELS = """
INSERT INTO label SELECT ?, number, name, colour, key, is_removed, NULL FROM label WHERE layer = ?
"""
_ADD_TAGS = """
INSERT INTO tagging SELECT ?1, ?2, ?3, ?4, changed_at FROM tagging WHERE sentence = ?1 AND layer = ?5
"""
_COPY_VERDICTS = "INSERT INTO verdict SELECT ?, sentence, token, verdict, at FROM verdict WHERE layer = ?"
_JOIN = (
    "UPDATE layer SET import = NULL WHERE import = ?",
    "UPDATE tag SET import = NULL WHERE import = ?",
)
_DELETE_TAGS = "DELETE FROM tagging WHERE sentence BETWEEN ? AND ? AND layer = ?"
_DELETE = (
    "DELETE FROM label WHERE layer IN (SELECT id FROM layer WHERE import = ?)",
    "DELETE FROM tag WHERE layer IN (SELECT id FROM layer WHERE import = ?)",
    "DELETE FROM layer WHERE import = ?",
)
