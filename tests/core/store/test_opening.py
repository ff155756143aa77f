"""Only project files of this version open, by one opener at a time; what is refused stays as it is."""

import errno
import hashlib
import os
from pathlib import Path

import apsw
import pytest

from core.corpus import Sentence
from core.edits import AddSentences
from core.errors import (
    ProjectDamagedError,
    ProjectError,
    ProjectForeignError,
    ProjectNewerError,
    ProjectUnreadableError,
)
from core.project import Project
from core.store import opening, schema
from core.store.versions import VERSION


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A closed project file with some sentences in it."""
    path = tmp_path / "tides 🌊.tagscope"
    with Project.create(path) as project:
        project.apply(AddSentences(tuple(Sentence(("wave", str(number))) for number in range(300))))
    return path


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def change(path: Path, sql: str) -> None:
    connection = apsw.Connection(str(path))
    connection.execute(sql)
    connection.close()


def refused(path: Path, words: str, kind: type[ProjectError] = ProjectForeignError) -> None:
    before = digest(path)
    with pytest.raises(kind, match=words) as caught:
        Project.open(path)
    assert str(caught.value).startswith(f"{path.name}: ")
    assert digest(path) == before
    assert [other.name for other in path.parent.iterdir()] == [path.name]


def test_settings_of_the_connection(tmp_path: Path) -> None:
    connection = opening.create(tmp_path / "a.tagscope").connection
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "locking_mode": "exclusive",
        "trusted_schema": 0,
        "cell_size_check": 1,
        "mmap_size": 0,
        "application_id": schema.APPLICATION_ID,
        "user_version": VERSION,
    }
    found = {name: connection.rows(f"PRAGMA {name}")[0][0] for name in expected}
    assert found == expected
    connection.close()


def test_a_closed_project_is_one_file(file: Path) -> None:
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    with Project.open(file) as project:
        assert project.n_sentences == 300


def test_a_newer_file_is_refused_and_unchanged(file: Path) -> None:
    change(file, f"PRAGMA user_version={VERSION + 1}")
    refused(file, "newer Tagscope.*Update Tagscope", ProjectNewerError)


def test_a_newer_version_still_in_the_journal_is_refused_and_unchanged(file: Path, tmp_path: Path) -> None:
    connection = apsw.Connection(str(file))
    connection.execute(f"PRAGMA user_version={VERSION + 1}")
    copy = tmp_path / "copy" / file.name
    copy.parent.mkdir()
    journal = Path(f"{file}-wal")
    copy.write_bytes(file.read_bytes())
    Path(f"{copy}-wal").write_bytes(journal.read_bytes())
    connection.close()
    before = digest(copy), digest(Path(f"{copy}-wal"))
    with pytest.raises(ProjectNewerError, match="newer Tagscope"):
        Project.open(copy)
    assert (digest(copy), digest(Path(f"{copy}-wal"))) == before


def test_a_first_page_spoilt_by_a_power_cut_is_read_from_the_journal(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy" / file.name
    copy.parent.mkdir()
    with Project.open(file) as project:
        project.apply(AddSentences((Sentence(("ebb",) * 3000),)))
        copy.write_bytes(bytes(512) + file.read_bytes()[512:])
        refused(copy, "is not a Tagscope project")
        Path(f"{copy}-wal").write_bytes(Path(f"{file}-wal").read_bytes())
    with Project.open(copy) as project:
        assert project.n_sentences == 301


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE more (x)",
        "CREATE VIEW more AS SELECT * FROM sentence",
        "CREATE TRIGGER more AFTER INSERT ON sentence BEGIN DELETE FROM journal; END",
        "CREATE INDEX more ON sentence (tokens)",
        "ALTER TABLE sentence ADD COLUMN more TEXT AS (tokens)",
        "DROP TABLE journal",
    ],
)
def test_a_changed_schema_is_refused(file: Path, sql: str) -> None:
    change(file, sql)
    refused(file, "tables that Tagscope has not made")


def test_a_foreign_database_is_refused(file: Path) -> None:
    change(file, "PRAGMA user_version=0")
    refused(file, "is not a Tagscope project")
    change(file, f"PRAGMA user_version={VERSION}; PRAGMA application_id=7")
    refused(file, "is not a Tagscope project")


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0", b"PK\x03\x04" + bytes(200), b"Mara\tB-PER\n" * 50])
def test_other_files_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.tagscope"
    path.write_bytes(content)
    refused(path, "is not a Tagscope project")


@pytest.mark.parametrize("share", [0.2, 0.5, 0.95])
def test_a_truncated_file_is_refused(file: Path, share: float) -> None:
    os.truncate(file, int(file.stat().st_size * share))
    refused(file, "is damaged: it is cut off after", ProjectDamagedError)


def test_a_damaged_page_is_refused(file: Path) -> None:
    content = bytearray(file.read_bytes())
    for start in range(4096, len(content), 4096):
        content[start : start + 200] = b"\xff" * 200
    file.write_bytes(content)
    refused(file, "is damaged", ProjectDamagedError)


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match=r"^none\.tagscope: does not exist"):
        Project.open(tmp_path / "none.tagscope")
    with pytest.raises(ProjectError, match="is a folder"):
        Project.open(tmp_path)
    with pytest.raises(ProjectError, match="folder does not exist"):
        Project.create(tmp_path / "none" / "a.tagscope")


def test_nothing_is_overwritten(file: Path) -> None:
    before = digest(file)
    with pytest.raises(ProjectError, match="exists already"):
        Project.create(file)
    assert digest(file) == before


def test_what_is_no_file_and_what_may_not_be_read(plain_user: Path) -> None:
    pipe = plain_user / "pipe.tagscope"
    os.mkfifo(pipe)
    with pytest.raises(ProjectError, match="is a device or pipe"):
        Project.open(pipe)
    folder = plain_user / "closed"
    folder.mkdir()
    path = folder / "a.tagscope"
    Project.create(path).close()
    path.chmod(0)
    with pytest.raises(ProjectUnreadableError, match=r"^a\.tagscope: cannot be opened"):
        Project.open(path)
    path.chmod(0o600)
    folder.chmod(0)
    with pytest.raises(ProjectUnreadableError, match="(?i)cannot be opened: " + os.strerror(errno.EACCES)):
        Project.open(path)
    with pytest.raises(ProjectUnreadableError, match="(?i)cannot be opened: " + os.strerror(errno.EACCES)):
        Project.open_copy(path)
    with pytest.raises(ProjectError, match="(?i)cannot be written: " + os.strerror(errno.EACCES)):
        Project.create(path.with_name("b.tagscope"))
