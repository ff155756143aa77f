"""Statements that are broken off when they take too long: damaged pages can be read round and round for ever."""

import contextlib
import time
from collections.abc import Iterator

import apsw

# What is read in one turn takes milliseconds.
READING_SECONDS = 20.0
# For what reads or writes the whole corpus.
LONG_SECONDS = 900.0
# Steps of SQLite's machine between two looks at the clock: about a millisecond.
_STEPS = 50_000


class Deadline:
    """The time until which statements of one database may run; there is none outside of `within`."""

    def __init__(self, database: apsw.Connection) -> None:
        self._latest = 0.0
        database.set_progress_handler(self._is_over, _STEPS)

    def _is_over(self) -> bool:
        return 0.0 < self._latest < time.monotonic()

    @contextlib.contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Break off what is still running when the time is over; a block inside another has the other's time.

        Raises:
            apsw.InterruptError: By the statement that was broken off.
        """
        if self._latest:
            yield
            return
        self._latest = time.monotonic() + seconds
        try:
            yield
        finally:
            self._latest = 0.0
