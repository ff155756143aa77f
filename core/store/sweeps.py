"""Changes of many sentences: made a slice at a time, kept so that they can be exchanged back, one step to undo.

What a sweep changes is kept in tables of its own, no larger than what it was. Taking it back, and making it
again, exchanges both. Every slice is a transaction in itself with all totals right, so others read on in
between; a sweep that is cut off, in making or in exchanging, is taken back at the next opening.
"""

from collections.abc import Generator, Iterator, Mapping, Sequence

from core.store import conversions
from core.store.connection import Connection, now
from core.store.counters import Counters
from core.store.layers import Layers
from core.store.removals import Removals
from core.store.sweep_reading import SLICE, Content, Progress
from core.store.sweep_writing import NewTags, NewText, Writer


class Sweeps:
    """Makes sweeps, exchanges them, and takes back those that were cut off."""

    def __init__(self, connection: Connection, layers: Layers, counters: Counters, removals: Removals) -> None:
        self._connection = connection
        self._layers = layers
        self._counters = counters
        self._removals = removals
        self._writer = Writer(connection, layers, counters)

    # Making one.

    def begin(self) -> int:
        """Note that a sweep is being made, and return its number; only inside a transaction."""
        return self._connection.insert("INSERT INTO sweep (state) VALUES ('making')")

    def put(self, sweep: int, changed: Sequence[tuple[Content, Content]]) -> None:
        """Write what sentences become and keep what they were; only inside a transaction."""
        connection = self._connection
        texts = [(old, new) for old, new in changed if (old.tokens, old.spaces) != (new.tokens, new.spaces)]
        connection.run_many(
            "INSERT INTO swept_text VALUES (?, ?, ?, ?)",
            [(sweep, old.sentence, old.tokens, old.spaces) for old, _ in texts],
        )
        self._writer.write_texts(
            [NewText(new.sentence, new.tokens, new.spaces, old.tokens, old.spaces) for old, new in texts]
        )
        rows = [row for old, new in changed for row in _differences(old, new, now())]
        connection.run_many(_KEEP, [(sweep, row.sentence, row.layer) for row in rows])
        self._writer.write_tags(rows)
        self._counters.flush()

    def forget(self, sweep: int) -> None:
        """Forget a sweep that has changed nothing; only inside a transaction."""
        self._connection.run("DELETE FROM sweep WHERE id = ?", (sweep,))

    def settle(self, sweep: int, entry: int) -> None:
        """Note that a sweep is as the journal has it, in this entry; only inside a transaction."""
        self._connection.run("UPDATE sweep SET state = 'kept', reached = 0, entry = ? WHERE id = ?", (entry, sweep))

    def leave_entries(self, last: int) -> None:
        """Note that the journal drops all entries behind this one; only inside a transaction."""
        self._connection.run("UPDATE sweep SET entry = NULL WHERE entry > ?", (last,))

    # Exchanging one.

    def n_sentences(self, sweep: int) -> int:
        """Return how many sentences a sweep has changed."""
        n_texts = self._connection.number("SELECT count(*) FROM swept_text WHERE sweep = ?", (sweep,))
        return n_texts or self._connection.number(
            "SELECT count(DISTINCT sentence) FROM swept_tagging WHERE sweep = ?", (sweep,)
        )

    def begin_swap(self, sweep: int) -> None:
        """Note that a sweep is being exchanged; only inside a transaction."""
        self._connection.run("UPDATE sweep SET state = 'swapping', reached = 0 WHERE id = ?", (sweep,))

    def swapping(self, sweep: int) -> Generator[Progress, None, None]:
        """Exchange a sweep, a slice a transaction.

        Raises:
            ProjectError: It could not be written; `take_back` takes back what was.
        """
        with self._connection.reading():
            total = self.n_sentences(sweep)
        done = 0
        while done < total:
            done += self._swap_slice(sweep)
            yield Progress(done, total)

    def _swap_slice(self, sweep: int) -> int:
        connection = self._connection
        with connection.transaction():
            reached = connection.number("SELECT reached FROM sweep WHERE id = ?", (sweep,))
            rows = connection.rows(self._ordered(sweep, _NEXT), (sweep, reached, SLICE))
            self._exchange(sweep, rows[0][0], rows[-1][0])
            connection.run("UPDATE sweep SET reached = ? WHERE id = ?", (rows[-1][0], sweep))
        return len(rows)

    def has_texts(self, sweep: int) -> bool:
        """Whether a sweep has cut sentences into other tokens."""
        return self._connection.row("SELECT 1 FROM swept_text WHERE sweep = ? LIMIT 1", (sweep,)) is not None

    def _ordered(self, sweep: int, sql: Mapping[bool, str]) -> str:
        """Return the statement for where a sweep has kept something of every sentence it has changed."""
        return sql[self.has_texts(sweep)]

    def _exchange(self, sweep: int, first: int, last: int) -> None:
        connection = self._connection
        values = (sweep, first, last)
        texts = connection.rows(_KEPT_TEXTS, values)
        self._keep_unknown(values, {row[0]: row[1].count("\n") + 1 for row in texts})
        tags = connection.rows(_KEPT_TAGS, values)
        connection.run_many(
            "UPDATE swept_text SET tokens = ?, spaces = ? WHERE sweep = ? AND sentence = ?",
            [(tokens, spaces, sweep, sentence) for sentence, _, _, tokens, spaces in texts],
        )
        connection.run_many(
            "UPDATE swept_tagging SET codes = ?, origins = ?, changed_at = ?"
            " WHERE sweep = ? AND sentence = ? AND layer = ?",
            [(*current, sweep, sentence, layer) for sentence, layer, _, _, _, *current in tags],
        )
        self._writer.write_texts([NewText(*row) for row in texts])
        self._writer.write_tags([NewTags(*row[:6]) for row in tags])
        self._counters.flush()

    def _keep_unknown(self, values: tuple[int, int, int], n_tokens: Mapping[int, int]) -> None:
        """Keep tags that fit no other tokens: of a layer that was begun behind the sweep, and is out of sight again.

        Args:
            values: Number of the sweep, first and last sentence.
            n_tokens: How many tokens each of these sentences is to have.
        """
        unknown = self._connection.rows(_UNKNOWN_TAGS, values) if n_tokens else []
        self._connection.run_many(
            "INSERT INTO swept_tagging (sweep, sentence, layer) VALUES (?, ?, ?)",
            [(values[0], sentence, layer) for sentence, layer, n in unknown if n != n_tokens[sentence]],
        )

    # Taking back one that was cut off.

    def take_all_back(self) -> int:
        """Take back all that were cut off in making or exchanging; return how many there were.

        Raises:
            ProjectError: It could not be written.
        """
        with self._connection.reading():
            running = self._connection.rows(
                "SELECT id, state, reached FROM sweep WHERE state <> 'kept' ORDER BY id DESC"
            )
        for sweep, state, reached in running:
            if reached < 0:
                self._removals.take_back(state, reached)
            else:
                self.take_back(sweep)
        return len(running)

    def take_back(self, sweep: int) -> None:
        """Leave the corpus as it was before a sweep was begun, or its exchange; in short transactions.

        Raises:
            ProjectError: It could not be written; the next opening does it.
        """
        while self._take_back_slice(sweep):
            pass
        if conversions.is_unfinished(self._connection, sweep):
            conversions.take_back(self._connection, self._layers, sweep)
        with self._connection.transaction():
            for sql in _AS_BEFORE:
                self._connection.run(sql, (sweep,))

    def _take_back_slice(self, sweep: int) -> bool:
        connection = self._connection
        with connection.transaction():
            row = connection.row("SELECT state, reached FROM sweep WHERE id = ?", (sweep,))
            if row is None or row[0] == "kept":
                return False
            is_making = row[0] == "making"
            reached = 2**62 if is_making else row[1]
            rows = connection.rows(self._ordered(sweep, _LAST), (sweep, reached, SLICE))
            if not rows:
                return False
            first = rows[-1][0]
            self._exchange(sweep, first, rows[0][0])
            connection.run("UPDATE sweep SET reached = ? WHERE id = ?", (first - 1, sweep))
            if is_making:
                self._delete(sweep, first, rows[0][0])
            return True

    def forget_unreachable(self) -> None:
        """Delete what sweeps have kept that the journal knows no more; in short transactions.

        Raises:
            ProjectError: It could not be written.
        """
        connection = self._connection
        with connection.reading():
            sweeps = connection.rows("SELECT id FROM sweep WHERE state = 'kept' AND entry IS NULL")
        for (sweep,) in sweeps:
            rows = [(0,)]
            while rows:
                with connection.transaction():
                    rows = connection.rows(self._ordered(sweep, _NEXT), (sweep, 0, SLICE))
                    if rows:
                        self._delete(sweep, rows[0][0], rows[-1][0])
                    else:
                        connection.run("DELETE FROM sweep WHERE id = ?", (sweep,))

    def _delete(self, sweep: int, first: int, last: int) -> None:
        for sql in _DELETE:
            self._connection.run(sql, (sweep, first, last))


def _differences(old: Content, new: Content, at: str) -> Iterator[NewTags]:
    """Yield what changes in the tags of a sentence."""
    for layer in {*old.layers, *new.layers}:
        before, after = old.layers.get(layer), new.layers.get(layer)
        if before != after:
            codes, origins = after or (None, None)
            yield NewTags(old.sentence, layer, codes, origins, at, before[0] if before else None)


_KEEP = """
INSERT INTO swept_tagging
SELECT ?1, ?2, ?3, tagging.codes, tagging.origins, tagging.changed_at
FROM (SELECT 1) LEFT JOIN tagging ON tagging.sentence = ?2 AND tagging.layer = ?3
"""
_NEXT = {
    True: "SELECT sentence FROM swept_text WHERE sweep = ? AND sentence > ? ORDER BY sentence LIMIT ?",
    False: "SELECT DISTINCT sentence FROM swept_tagging WHERE sweep = ? AND sentence > ? ORDER BY sentence LIMIT ?",
}
_LAST = {
    True: "SELECT sentence FROM swept_text WHERE sweep = ? AND sentence <= ? ORDER BY sentence DESC LIMIT ?",
    False: "SELECT DISTINCT sentence FROM swept_tagging WHERE sweep = ? AND sentence <= ?"
    " ORDER BY sentence DESC LIMIT ?",
}
_KEPT_TEXTS = """
SELECT kept.sentence, kept.tokens, kept.spaces, sentence.tokens, sentence.spaces
FROM swept_text AS kept JOIN sentence ON sentence.id = kept.sentence
WHERE kept.sweep = ? AND kept.sentence BETWEEN ? AND ?
"""
_KEPT_TAGS = """
SELECT kept.sentence, kept.layer, kept.codes, kept.origins, kept.changed_at,
    tagging.codes, tagging.origins, tagging.changed_at
FROM swept_tagging AS kept LEFT JOIN tagging ON tagging.sentence = kept.sentence AND tagging.layer = kept.layer
WHERE kept.sweep = ? AND kept.sentence BETWEEN ? AND ?
"""
_UNKNOWN_TAGS = """
SELECT tagging.sentence, tagging.layer, length(tagging.codes)
FROM swept_text AS text JOIN tagging ON tagging.sentence = text.sentence
WHERE text.sweep = ?1 AND text.sentence BETWEEN ?2 AND ?3 AND NOT EXISTS (
    SELECT 1 FROM swept_tagging AS kept
    WHERE kept.sweep = ?1 AND kept.sentence = tagging.sentence AND kept.layer = tagging.layer
)
"""
_AS_BEFORE = (
    "DELETE FROM sweep WHERE id = ? AND state = 'making'",
    "UPDATE sweep SET state = 'kept', reached = 0 WHERE id = ? AND state = 'swapping'",
)
_DELETE = (
    "DELETE FROM swept_text WHERE sweep = ? AND sentence BETWEEN ? AND ?",
    "DELETE FROM swept_tagging WHERE sweep = ? AND sentence BETWEEN ? AND ?",
)
