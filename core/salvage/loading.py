"""Rows of a damaged file put into an empty project, each where it belongs; of two versions the newer stays."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from core.edits import Origin
from core.salvage.cells import Value
from core.salvage.tables import FoundRow, Table
from core.store.connection import Connection

_ROWS_A_TRANSACTION = 2000
_KNOWN_ORIGINS = frozenset(Origin)
# Counted anew from what has been found.
_COUNTED = frozenset({"length", "block"})


class Loader:
    """Takes rows in and writes them, many at a time.

    Attributes:
        n_unreadable: By table, rows of which nothing could be made.
        n_expected: Sentences that the project says it had.
        project: Identity, time of making, journal and last place, as far as they were found.
        codes: By layer, every character that stands for a tag somewhere.
    """

    def __init__(self, connection: Connection) -> None:
        self.n_unreadable: Counter[str] = Counter()
        self.n_expected = 0
        self.project: tuple[Value, ...] | None = None
        self.codes: defaultdict[int, set[str]] = defaultdict(set)
        self._connection = connection
        self._waiting: defaultdict[str, list[tuple[Value, ...]]] = defaultdict(list)
        self._n_waiting = 0

    def take(self, row: FoundRow) -> None:
        """Take a row in.

        Raises:
            ProjectError: What has been taken in cannot be written.
        """
        if row.table is None:
            return
        values = row.values
        if values is None:
            self.n_unreadable[row.table.name] += 1
        elif row.table.name == "project":
            self.project = self.project or values
        elif row.table.name in _COUNTED:
            if row.table.name == "length" and row.is_in_place and isinstance(values[2], int):
                self.n_expected += values[2]
        else:
            self._keep(row.table, values)

    def _keep(self, table: Table, values: tuple[Value, ...]) -> None:
        if table.name == "tagging":
            values = self._with_known_origins(values)
        self._waiting[table.name].append(values)
        self._n_waiting += 1
        if self._n_waiting == _ROWS_A_TRANSACTION:
            self.write()

    def _with_known_origins(self, values: tuple[Value, ...]) -> tuple[Value, ...]:
        sentence, layer, codes, origins, *rest = values
        if isinstance(layer, int) and isinstance(codes, str):
            self.codes[layer].update(codes)
        if isinstance(origins, str) and not _KNOWN_ORIGINS.issuperset(origins):
            origins = "".join([letter if letter in _KNOWN_ORIGINS else Origin.IMPORTED for letter in origins])
        return (sentence, layer, codes, origins, *rest)

    def write(self) -> None:
        """Write what has been taken in.

        Raises:
            ProjectError: It cannot be written.
        """
        with self._connection.transaction():
            for name, rows in self._waiting.items():
                self._connection.run_many(_insertion(name, rows), rows)
        self._waiting.clear()
        self._n_waiting = 0


def _insertion(name: str, rows: Sequence[tuple[Value, ...]]) -> str:
    # The name is that of one of our own tables.
    return _INSERTIONS.get(name, _INSERTION).format(name, ", ".join("?" * len(rows[0])))


_INSERTION = "INSERT OR IGNORE INTO {} VALUES ({})"
_NEWER_TAGGING = """
INSERT INTO {} VALUES ({}) ON CONFLICT DO UPDATE
SET codes = excluded.codes, origins = excluded.origins, changed_at = excluded.changed_at
WHERE excluded.changed_at > ifnull(tagging.changed_at, '')
"""
_NEWER_EDIT = """
INSERT INTO {} VALUES ({}) ON CONFLICT DO UPDATE
SET at = excluded.at, title = excluded.title, edit = excluded.edit, inverse = excluded.inverse
WHERE excluded.at > journal.at
"""
_INSERTIONS = {"tagging": _NEWER_TAGGING, "journal": _NEWER_EDIT}
