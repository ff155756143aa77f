"""What imports had to say about the lines of their files, kept with them and read a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.line_report import LineReport
from core.store.connection import Connection

# A file where every line is odd would fill the project with what there is to say about it.
MOST_LINES = 100_000
# Lines of one transaction: some 20 ms.
LINES_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class ImportReport:
    """One finished import.

    Attributes:
        id: The store's number of the import.
        name: What was imported, as a rule the file's name.
        format: What it was read as.
        finished_at: UTC ISO time.
        n_problems: Lines that broke the rules.
        n_lines: How many of them can be read; the first `MOST_LINES` are kept.
    """

    id: int
    name: str
    format: str
    finished_at: str
    n_sentences: int
    n_tokens: int
    n_problems: int
    n_lines: int


class ImportReports:
    """The reports of all imports, in the order they were made."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[ImportReport, ...]:
        """Return every finished import, the oldest first, without its lines."""
        with self._connection.reading():
            rows = self._connection.rows(_FINISHED, (MOST_LINES,))
        return tuple(ImportReport(*row) for row in rows)

    def page(self, number: int, offset: int, limit: int) -> tuple[LineReport, ...]:
        """Return what was said of the lines `[offset, offset + limit)` of an import's report."""
        with self._connection.reading():
            rows = self._connection.rows(
                "SELECT line, found, action FROM import_report WHERE import = ? AND number >= ? AND number < ?"
                " ORDER BY number",
                (number, offset, offset + limit),
            )
        return tuple(LineReport(*row) for row in rows)


def write_lines(connection: Connection, number: int, first: int, lines: Sequence[LineReport]) -> None:
    """Keep lines of a report, of which `first` are there already; only inside a transaction."""
    connection.run_many(
        "INSERT INTO import_report VALUES (?, ?, ?, ?, ?)",
        [(number, first + k, line.line, line.found, line.action) for k, line in enumerate(lines)],
    )


def delete_lines(connection: Connection, number: int) -> None:
    """Delete the report of an import that is taken back, the last lines first, in short transactions."""
    with connection.reading():
        n_lines = connection.number("SELECT 1 + max(number) FROM import_report WHERE import = ?", (number,))
    for end in range(n_lines, 0, -LINES_AT_ONCE):
        with connection.transaction():
            connection.run("DELETE FROM import_report WHERE import = ? AND number >= ?", (number, end - LINES_AT_ONCE))


_FINISHED = (
    "SELECT id, name, format, finished_at, n_sentences, n_tokens, n_problems, min(n_problems, ?) FROM import"
    " WHERE state = 'finished' ORDER BY id"
)
