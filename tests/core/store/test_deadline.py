"""A statement that would not end is broken off; others are left alone."""

import apsw
import pytest

from core.store.deadline import Deadline

ENDLESS = "WITH RECURSIVE more(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM more) SELECT count(*) FROM more"
LONG = "WITH RECURSIVE more(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM more LIMIT 300000) SELECT count(*) FROM more"


def test_only_inside_its_time() -> None:
    database = apsw.Connection(":memory:")
    deadline = Deadline(database)
    with pytest.raises(apsw.InterruptError), deadline.within(0.05):
        database.execute(ENDLESS).fetchall()
    assert database.execute(LONG).fetchall() == [(300000,)]
    with deadline.within(60):
        assert database.execute(LONG).fetchall() == [(300000,)]
    database.close()


def test_the_outer_time_counts() -> None:
    database = apsw.Connection(":memory:")
    deadline = Deadline(database)
    with pytest.raises(apsw.InterruptError), deadline.within(0.05), deadline.within(600):
        database.execute(ENDLESS).fetchall()
    database.close()
