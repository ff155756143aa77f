"""Sentences taken out of the corpus and brought back; those of an import also a slice at a time.

What is taken out is kept out of sight. An import on its way out or back is noted in the table of sweeps, its
number negative where a sweep notes how far it is; cut off there, it is as it was at the next opening.
"""

from collections.abc import Generator, Sequence

from core.edits import RemoveImport, RestoreImport
from core.store import beliefs
from core.store.connection import Connection, Row
from core.store.counters import Counters
from core.store.sentences import Sentences
from core.store.sweep_reading import Progress
from core.store.tagging import Tagging

ImportMove = RemoveImport | RestoreImport
# What a note calls the two; the first is taken back by removing, the second by restoring.
_RESTORING, _REMOVING = "making", "swapping"


class Removals:
    """Takes sentences out and brings them back."""

    def __init__(self, connection: Connection, sentences: Sentences, counters: Counters, tagging: Tagging) -> None:
        self._connection = connection
        self._sentences = sentences
        self._counters = counters
        self._tagging = tagging

    def take_out(self, rows: Sequence[Row], *, brought_by: int | None) -> None:
        """Take out sentences of these places, numbers, splits and lengths; only inside a transaction."""
        self._connection.run_many("DELETE FROM position WHERE place = ?", [(row[0],) for row in rows])
        self._count(rows, -1)
        self._connection.run_many("INSERT INTO removed VALUES (?, ?, ?, ?, ?)", [(*row, brought_by) for row in rows])
        beliefs.forget(self._connection, [number for _, number, _, _ in rows])
        self._sentences.forget()

    def bring_back(self, rows: Sequence[Row]) -> None:
        """Bring sentences back to their places; only inside a transaction."""
        self._connection.run_many("DELETE FROM removed WHERE place = ?", [(row[0],) for row in rows])
        self._count(rows, 1)
        self._connection.run_many("INSERT INTO position VALUES (?, ?, ?, ?)", rows)
        self._sentences.forget()

    def _count(self, rows: Sequence[Row], by: int) -> None:
        for place, _, split, n_tokens in rows:
            self._counters.add_sentence(place, split, n_tokens, by)
        self._tagging.count_sentences([number for _, number, _, _ in rows], by)

    # Whole imports.

    def n_sentences(self, number: int) -> int:
        """Return how many sentences an import has brought."""
        return self._connection.number("SELECT n_sentences FROM import WHERE id = ?", (number,))

    def move(self, edit: ImportMove) -> None:
        """Take out all that an import has brought, or bring it back; only inside a transaction."""
        for chunk in self._chunks(edit):
            self._move_chunk(edit, chunk)

    def _move_chunk(self, edit: ImportMove, chunk: Row) -> None:
        if isinstance(edit, RemoveImport):
            self.take_out(self._connection.rows(_IN_PLACE, chunk), brought_by=edit.number)
        else:
            self.bring_back(self._connection.rows(_REMOVED_BY_IMPORT, (*chunk, edit.number)))

    def _chunks(self, edit: ImportMove) -> Sequence[Row]:
        """Return the first and last place of what is moved together; taken out from the end, for others read on."""
        chunks = self._connection.rows(_CHUNKS, (edit.number,))
        return chunks[::-1] if isinstance(edit, RemoveImport) else chunks

    def begin(self, edit: ImportMove) -> None:
        """Note that an import is on its way; only inside a transaction."""
        state = _REMOVING if isinstance(edit, RemoveImport) else _RESTORING
        self._connection.run("INSERT INTO sweep (state, reached) VALUES (?, ?)", (state, -edit.number))

    def moving(self, edit: ImportMove) -> Generator[Progress, None, None]:
        """Do what `move` does, a slice a transaction.

        Raises:
            ProjectError: It could not be written; `take_back` takes back what was.
        """
        with self._connection.reading():
            chunks = self._chunks(edit)
        for done, chunk in enumerate(chunks, 1):
            with self._connection.transaction():
                self._move_chunk(edit, chunk)
                self._counters.flush()
            yield Progress(done, len(chunks))

    def settle(self, edit: ImportMove) -> None:
        """Note that an import is no longer on its way; only inside a transaction."""
        self._connection.run("DELETE FROM sweep WHERE reached = ?", (-edit.number,))

    def take_back(self, state: str, reached: int) -> None:
        """Leave an import as it was before it was on its way, by what its note says; in short transactions.

        Raises:
            ProjectError: It could not be written; the next opening does it.
        """
        number = -reached
        edit = RemoveImport(number, "") if state == _RESTORING else RestoreImport(number, "")
        for _ in self.moving(edit):
            pass
        with self._connection.transaction():
            self.settle(edit)


_CHUNKS = "SELECT first_place, last_place FROM import_chunk WHERE import = ? ORDER BY first_place"
_IN_PLACE = "SELECT place, sentence, split, n_tokens FROM position WHERE place BETWEEN ? AND ?"
_REMOVED_BY_IMPORT = "SELECT place, sentence, split, n_tokens FROM removed WHERE place BETWEEN ? AND ? AND import = ?"
