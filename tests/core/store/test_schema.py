"""Every table is strict, and the fingerprint knows the file from any other."""

import apsw

from core.store import schema


def test_every_table_is_strict() -> None:
    tables = [row for row in schema.own_fingerprint() if row[0] == "table"]
    assert len(tables) == schema.SCHEMA.count("CREATE TABLE")
    assert all("STRICT" in (sql or "") for _, _, _, sql in tables)


def test_a_foreign_view_changes_the_fingerprint() -> None:
    connection = apsw.Connection(":memory:")
    connection.execute(schema.SCHEMA)
    assert schema.fingerprint(connection) == schema.own_fingerprint()
    connection.execute("CREATE VIEW more AS SELECT 1")
    assert schema.fingerprint(connection) != schema.own_fingerprint()
    connection.close()


def test_what_optimize_writes_does_not_matter() -> None:
    connection = apsw.Connection(":memory:")
    connection.execute(schema.SCHEMA)
    connection.execute("INSERT INTO block VALUES (1, 1)")
    connection.execute("ANALYZE")
    assert schema.fingerprint(connection) == schema.own_fingerprint()
    connection.close()
