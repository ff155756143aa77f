"""What is not ours, not of a known version or cut off is told from its first bytes, and journals are seen."""

from pathlib import Path

import apsw
import pytest

from core.errors import ProjectDamagedError, ProjectError, ProjectForeignError, ProjectNewerError
from core.project import Project
from core.store.admission import Beside, beside, check_header, check_tables, check_version, guard
from core.store.versions import VERSION


@pytest.fixture
def file(small: Project) -> Path:
    """A closed project file."""
    small.close()
    return small.path


def changed(file: Path, at: int, data: bytes) -> Path:
    content = bytearray(file.read_bytes())
    content[at : at + len(data)] = data
    file.write_bytes(content)
    return file


@pytest.mark.parametrize(
    ("at", "data", "kind"),
    [
        (0, b"SQLite format 2", ProjectForeignError),
        (68, b"\0\0\0\7", ProjectForeignError),
        (60, b"\0\0\0\0", ProjectForeignError),
        (60, b"\0\0\0\x63", ProjectNewerError),
        (28, b"\0\1\0\0", ProjectDamagedError),
    ],
)
def test_first_bytes(file: Path, at: int, data: bytes, kind: type[ProjectError]) -> None:
    check_header(file, file, vfs=None, was_cut_off=False)
    changed(file, at, data)
    with pytest.raises(kind):
        check_header(file, file, vfs=None, was_cut_off=False)


@pytest.mark.parametrize(("at", "data"), [(0, b"\xff" * 100), (28, b"\0\1\0\0")])
def test_what_a_journal_may_make_good_is_let_through(file: Path, at: int, data: bytes) -> None:
    check_header(changed(file, at, data), file, vfs=None, was_cut_off=True)


def test_versions() -> None:
    for version in range(1, VERSION + 1):
        check_version(Path("a"), version)
    with pytest.raises(ProjectNewerError, match=f"project version {VERSION + 1}, this program knows {VERSION}"):
        check_version(Path("a"), VERSION + 1)


def test_journals_are_seen(file: Path) -> None:
    assert beside(file) == Beside(has_journal=False, was_cut_off=False)
    journal = Path(f"{file}-journal")
    journal.touch()
    assert beside(file) == Beside(has_journal=True, was_cut_off=False)
    journal.write_bytes(b"x")
    assert beside(file) == Beside(has_journal=True, was_cut_off=True)


def test_a_guarded_connection_runs_nothing_the_file_brings(tmp_path: Path) -> None:
    path = tmp_path / "a.tagscope"
    connection = apsw.Connection(str(path))
    connection.execute(
        "CREATE TABLE a (x); CREATE TABLE b (x); CREATE VIEW c AS SELECT 1;"
        "CREATE TRIGGER d AFTER INSERT ON a BEGIN INSERT INTO b VALUES (1); END"
    )
    connection.close()
    connection = apsw.Connection(str(path))
    guard(connection)
    connection.execute("INSERT INTO a VALUES (1)")
    assert connection.execute("SELECT count(*) FROM b").fetchall() == [(0,)]
    with pytest.raises(apsw.SQLError):
        connection.execute("SELECT * FROM c").fetchall()
    with pytest.raises(apsw.SQLError):
        connection.execute("ATTACH ':memory:' AS other")
    with pytest.raises(ProjectForeignError):
        check_tables(path, connection)
    connection.close()
