"""Differences are gathered, written once, and forgotten when the transaction fails."""

from core.project import Project
from core.store.connection import Connection
from core.store.counters import Counters
from core.store.schema import BLOCK_SHIFT


def test_differences_are_written_together(project: Project) -> None:
    connection: Connection = project._connection
    counters = Counters(connection)
    with connection.transaction():
        for place in (5, 6, 7 << BLOCK_SHIFT):
            counters.add_sentence(place, 1, 12)
        counters.add_sentence(6, 1, 12, -1)
        kept = counters.copy()
        counters.flush()
        counters.flush()
    assert connection.rows("SELECT * FROM length") == [(1, 12, 2)]
    assert connection.rows("SELECT * FROM block ORDER BY block") == [(0, 1), (7, 1)]
    with connection.transaction():
        kept.flush()
    assert connection.rows("SELECT * FROM length") == [(1, 12, 4)]


def test_what_is_cleared_is_not_written(project: Project) -> None:
    connection: Connection = project._connection
    counters = Counters(connection)
    counters.add_sentence(5, 1, 12)
    counters.clear()
    with connection.transaction():
        counters.flush()
    assert connection.rows("SELECT * FROM length") == []
