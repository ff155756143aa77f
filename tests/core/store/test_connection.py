"""Transactions are all or nothing, nested ones are part of the outer, and closing leaves one file."""

import contextlib
from pathlib import Path

import pytest

from core import edits
from core.errors import ProjectDamagedError, ProjectError
from core.project import Project
from core.store.connection import Connection
from tests.faults.disk import watched_disk
from tests.faults.failures import NthOperation


@pytest.fixture
def connection(project: Project) -> Connection:
    return project._connection


def names(connection: Connection) -> list[str]:
    return [row[0] for row in connection.rows("SELECT name FROM document ORDER BY id")]


def add(connection: Connection, name: str) -> int:
    return connection.insert("INSERT INTO document (name) VALUES (?)", (name,))


def test_all_or_nothing(connection: Connection) -> None:
    forgotten: list[bool] = []
    connection.on_rollback.append(lambda: forgotten.append(True))
    with connection.transaction():
        add(connection, "first")
    connection.saved_at = "long ago"
    with contextlib.suppress(KeyError), connection.transaction():
        add(connection, "second")
        raise KeyError
    assert names(connection) == ["first"]
    assert forgotten == [True]
    assert connection.saved_at == "long ago"
    assert not connection.in_transaction


def test_a_nested_transaction_is_part_of_the_outer(connection: Connection) -> None:
    with contextlib.suppress(KeyError), connection.transaction():
        with connection.transaction():
            add(connection, "inner")
        assert connection.in_transaction
        raise KeyError
    assert names(connection) == []
    assert not connection.in_transaction


def test_what_is_provisional_waits_for_no_disk(connection: Connection) -> None:
    seen = []
    with connection.provisional():
        add(connection, "step")
        seen.append(connection.number("PRAGMA synchronous"))
    with contextlib.suppress(KeyError), connection.provisional():
        add(connection, "another")
        raise KeyError
    with connection.transaction(), connection.provisional():
        seen.append(connection.number("PRAGMA synchronous"))
    seen.append(connection.number("PRAGMA synchronous"))
    assert seen == [1, 2, 2]
    assert names(connection) == ["step"]


def test_what_is_provisional_is_not_said_to_be_saved(connection: Connection) -> None:
    connection.saved_at = "long ago"
    with connection.provisional():
        add(connection, "step")
    assert connection.saved_at == "long ago"


def test_reading_helpers(connection: Connection) -> None:
    with connection.transaction():
        assert add(connection, "first") == 1
        assert connection.run("UPDATE document SET name = 'x'") == 1
    assert connection.row("SELECT name FROM document") == ("x",)
    assert connection.row("SELECT name FROM document WHERE id = 9") is None
    assert connection.number("SELECT max(id) FROM document WHERE id = 9") == 0


def test_an_idle_project_is_one_file(project: Project, connection: Connection) -> None:
    journal = Path(f"{project.path}-wal")
    with connection.transaction():
        add(connection, "first")
    assert journal.stat().st_size > 0
    project.idle()
    assert journal.stat().st_size == 0
    project.close()
    project.close()
    assert not journal.exists()
    with pytest.raises(ProjectError, match="is closed"):
        project.idle()
    with pytest.raises(ProjectError, match="is closed"):
        _ = project.layers


def test_damage_that_was_seen_is_remembered(small: Project) -> None:
    connection = small._connection
    with pytest.raises(ProjectDamagedError), connection.transaction():
        connection.run("INSERT INTO document VALUES (1, 'again')")
    assert not connection.is_damaged
    connection.run("UPDATE tagging SET codes = '~~' WHERE sentence = 2")
    with pytest.raises(ProjectDamagedError):
        small.sentence(2)
    assert connection.is_damaged


def test_commits_are_counted(small: Project) -> None:
    n_commits = small.n_commits
    small.apply(edits.AddLayer("more"))
    with pytest.raises(ProjectError):
        small.apply(edits.AddLayer("more"))
    assert small.n_commits == n_commits + 1


def test_closing_lets_go_of_the_file_whatever_the_disk_says(project: Project) -> None:
    project.close()
    disk = NthOperation(0, is_lasting=False)
    with watched_disk(disk.watch) as vfs:
        unlucky = Project.open(project.path, vfs=vfs)
        unlucky.apply(edits.AddLayer("pos"))
        disk.fail_from_now_on()
        unlucky.close()
        disk.mend()
    with Project.open(project.path) as again:
        assert [layer.name for layer in again.layers] == ["pos"]


def test_a_rollback_that_failed_is_made_up_for(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise MemoryError

    def change() -> None:
        with connection.transaction():
            add(connection, "never")
            raise KeyError

    with connection.transaction():
        add(connection, "first")
    monkeypatch.setattr(connection, "_roll_back", fail)
    with pytest.raises(ProjectError, match="not enough memory"):
        change()
    assert connection.in_transaction
    monkeypatch.undo()
    with connection.transaction():
        add(connection, "second")
    assert not connection.in_transaction
    assert names(connection) == ["first", "second"]
