"""One connection to one project file: exclusive, written in transactions, shared by turns.

The settings are those that lose nothing acknowledged at a power cut: WAL with `synchronous=FULL`. The
connection belongs to whoever holds its turn, so a job may write while the window reads in between.
"""

import contextlib
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import apsw

from core.errors import ProjectDamagedError
from core.store import schema
from core.store.copies import Progress, check_pages, fill
from core.store.deadline import LONG_SECONDS, READING_SECONDS, Deadline
from core.store.faults import damaged, own_errors, read_only, unreadable
from core.store.turns import Turns

Row = tuple[Any, ...]
# SQLite's levels of waiting for the disk.
_NORMAL, _FULL = 1, 2
T = TypeVar("T")


def now() -> str:
    """Return the time in UTC as ISO text, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def let_go(database: apsw.Connection) -> None:
    """Close a database: SQLite lets go of its file whatever the disk says."""
    with contextlib.suppress(apsw.Error):
        database.close()


class Connection:
    """Reads and writes of one open project file.

    Statements are only run inside `reading()` or `transaction()`, which take the turn and turn SQLite's
    errors into our own.

    Attributes:
        path: The project file.
        is_read_only: Whether every transaction is refused.
        saved_at: UTC ISO time of the last commit; of the opening, before the first.
        n_commits: Transactions since the opening.
        is_damaged: Whether something was read that contradicts itself: a backup would push sound ones out, and
            the journal is kept at the end.
        was_changed: Asked when something contradicts itself, whether somebody else has written to a file that
            is read without a lock.
        on_rollback: Called after a transaction that failed, to forget what it left in memory.
        on_close: Called when the file has been let go.
    """

    def __init__(self, path: Path, database: apsw.Connection) -> None:
        self.path = path
        self.is_read_only = False
        self.saved_at = now()
        self.n_commits = 0
        self.is_damaged = False
        self.was_changed: Callable[[], bool] = lambda: False
        self.on_rollback: list[Callable[[], None]] = []
        self.on_close: list[Callable[[], None]] = []
        self._database = database
        self._is_open = True
        self._is_changing = False
        self._turns = Turns()
        self._deadline = Deadline(database)

    @contextlib.contextmanager
    def reading(self, *, seconds: float = READING_SECONDS) -> Iterator[None]:
        """Take the turn, so that what is read in the block belongs together.

        Args:
            seconds: What takes longer is broken off.

        Raises:
            ProjectError: The file cannot be read, or not in the time.
        """
        with self._turns, self._own_errors(), self._deadline.within(seconds):
            yield

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Make all writes of the block or none; on disk when the block has ended.

        A transaction inside another is part of it.

        Raises:
            ProjectError: Nothing was written; the connection can be used again.
        """
        with self._turns, self._own_errors(), self._deadline.within(LONG_SECONDS):
            if self.is_read_only:
                raise read_only(self.path)
            if self._is_changing:
                yield
                return
            if self.in_transaction:
                # For want of memory the last one could not even be rolled back.
                self._roll_back()
            self._database.execute("BEGIN IMMEDIATE")
            self._is_changing = True
            try:
                yield
                self._database.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise
            finally:
                self._is_changing = False
            self.saved_at = now()
            self.n_commits += 1

    @contextlib.contextmanager
    def provisional(self) -> Iterator[None]:
        """Make all writes of the block or none, on disk no later than those of the next `transaction`.

        For the many steps of what counts only once it is finished. A power cut may take the last of them, never
        one from the middle; and nobody waits for the disk in between, the window with its turn least of all.

        Raises:
            ProjectError: Nothing was written; the connection can be used again.
        """
        with self._turns:
            saved_at, level = self.saved_at, self._level()
            # Only a write-ahead log stays whole without waiting for the disk.
            is_quick = not self.in_transaction and level == _FULL and self._database.pragma("journal_mode") == "wal"
            self._set_level(_NORMAL if is_quick else level)
            try:
                with self.transaction():
                    yield
                self.saved_at = saved_at
            finally:
                self._set_level(level)

    def _level(self) -> int:
        with self._own_errors():
            return int(self._database.pragma("synchronous"))

    def _set_level(self, level: int) -> None:
        if not self.in_transaction and level != self._level():
            self._database.execute(f"PRAGMA synchronous={level}")

    @contextlib.contextmanager
    def _own_errors(self) -> Iterator[None]:
        try:
            with own_errors(self.path):
                yield
        except ProjectDamagedError as error:
            if self.was_changed():
                raise unreadable(self.path, "another program has changed it meanwhile") from error
            # What breaks a constraint was refused, and is not in the file.
            self.is_damaged |= not isinstance(error.__cause__, apsw.ConstraintError)
            raise

    def _roll_back(self) -> None:
        # SQLite has rolled back by itself after some errors, a full disk among them.
        if self.in_transaction:
            self._database.execute("ROLLBACK")
        for forget in self.on_rollback:
            forget()

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """Return all rows of a query."""
        return self._database.execute(sql, tuple(values)).fetchall()

    def row(self, sql: str, values: Sequence[object] = ()) -> Row | None:
        """Return the first row of a query, None where it has none."""
        return self._database.execute(sql, tuple(values)).fetchone()

    def number(self, sql: str, values: Sequence[object] = ()) -> int:
        """Return the single number that a query yields, 0 for NULL and for no row.

        Raises:
            ProjectDamagedError: It is no number.
        """
        row = self.row(sql, values)
        found = row[0] if row else 0
        if not isinstance(found, int | None):
            raise damaged(self.path, "text stands where a number belongs")
        return found or 0

    def run(self, sql: str, values: Sequence[object] = ()) -> int:
        """Run a statement; return how many rows it changed."""
        self._database.execute(sql, tuple(values))
        return self._database.changes()

    def run_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run a statement once for each row of values."""
        self._database.executemany(sql, rows)

    def insert(self, sql: str, values: Sequence[object] = ()) -> int:
        """Run an INSERT; return the number of the new row."""
        self._database.execute(sql, tuple(values))
        return self._database.last_insert_rowid()

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return self._database.in_transaction

    def copy_into(self, target: apsw.Connection, *, at_end: Callable[[], T]) -> Generator[Progress, None, T]:
        """Copy everything into an empty database, a turn of about two milliseconds at a time.

        What is written here meanwhile is written there as well.

        Args:
            target: Where to.
            at_end: Called in the last turn, when both databases hold the same.

        Yields:
            Pages done, and pages in all.

        Returns:
            What `at_end` has returned.

        Raises:
            ProjectDamagedError: This file is damaged.
            apsw.Error: The copy cannot be written.
        """
        return fill(target, self._database, self.path, turn=lambda: self._turns, at_end=at_end)

    def check_pages(self, *, is_full: bool = False) -> None:
        """Check the structure of every page.

        Args:
            is_full: Compare indexes with their tables as well.

        Raises:
            ProjectDamagedError: Says what was found.
        """
        with self.reading(seconds=LONG_SECONDS):
            check_pages(self.path, self._database, is_full=is_full)

    def advance(self, version: int) -> None:
        """Take the tables from an older version to this one; only inside a transaction."""
        schema.advance(self._database, version)

    def fingerprint(self) -> schema.Fingerprint:
        """Return every table, index, view and trigger of the file with its SQL."""
        return schema.fingerprint(self._database)

    def empty_journal(self) -> None:
        """Move everything from the `-wal` file into the project file, so that copying the one file is enough.

        Raises:
            ProjectError: It could not be moved; nothing is lost, the next opening reads both files.
        """
        if not (self.is_read_only or self.is_damaged):
            with self._turns, self._own_errors():
                self._database.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)

    def close(self) -> None:
        """Empty the journal and let go of the file. Closing twice does nothing."""
        with self._turns:
            if not self._is_open:
                return
            self._is_open = False
            try:
                self._tidy_up()
            except apsw.Error:
                # All commits stand in the `-wal` file, and the next opening reads them.
                self._keep_journal()
            let_go(self._database)
        for done in self.on_close:
            done()

    def _tidy_up(self) -> None:
        if self.is_damaged or self.is_read_only:
            # What is still sound in either file is for a recovery to find.
            self._keep_journal()
            return
        with self._deadline.within(READING_SECONDS):
            self._database.execute("PRAGMA optimize")
        self._database.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)

    def _keep_journal(self) -> None:
        self._database.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
