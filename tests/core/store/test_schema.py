"""Every table is strict, and the fingerprint knows the file of each version from any other."""

from collections.abc import Iterator

import apsw
import pytest

from core.store import schema
from core.store.versions import VERSION


@pytest.fixture
def empty() -> Iterator[apsw.Connection]:
    """A database in memory with the tables of this version."""
    connection = apsw.Connection(":memory:")
    schema.advance(connection, 0)
    yield connection
    connection.close()


def test_every_table_is_strict() -> None:
    tables = [row for row in schema.known_fingerprint() if row[0] == "table"]
    assert len(tables) > 20
    assert all("STRICT" in (sql or "") for _, _, _, sql in tables)


def test_a_foreign_view_changes_the_fingerprint(empty: apsw.Connection) -> None:
    assert schema.fingerprint(empty) == schema.known_fingerprint()
    empty.execute("CREATE VIEW more AS SELECT 1")
    assert schema.fingerprint(empty) != schema.known_fingerprint()


def test_what_optimize_writes_does_not_matter(empty: apsw.Connection) -> None:
    empty.execute("INSERT INTO block VALUES (1, 1)")
    empty.execute("ANALYZE")
    assert schema.fingerprint(empty) == schema.known_fingerprint()


def test_each_version_says_its_number_and_differs_from_the_one_before(empty: apsw.Connection) -> None:
    assert empty.pragma("user_version") == VERSION
    assert len({schema.known_fingerprint(version) for version in range(1, VERSION + 1)}) == VERSION
