"""A backup is known by its record; without one, by what its copy says."""

import json
import os
from collections.abc import Callable
from datetime import datetime

import pytest

from core.backups.record import RECORD_NAME, Backup, Reason, read_backup, serial_of
from core.errors import BackupError
from core.project import Project

Take = Callable[..., Backup]


@pytest.fixture
def backup(project: Project, take: Take, noon: datetime) -> Backup:
    """A backup of the small project."""
    return take(project, Reason.BULK_APPLY, now=noon)


def test_it_is_read_as_it_was_written(backup: Backup) -> None:
    assert read_backup(backup.folder) == backup


def test_a_copy_that_is_not_as_it_was_taken(backup: Backup) -> None:
    backup.check()
    content = backup.file.read_bytes()
    backup.file.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    with pytest.raises(BackupError, match=r"^000001 2026-03-02 12\.00\.00 bulk apply: is not as it was taken"):
        backup.check()
    backup.file.unlink()
    with pytest.raises(BackupError, match="cannot be read"):
        backup.check()


def test_the_record_can_be_read_by_people(backup: Backup) -> None:
    record = json.loads((backup.folder / RECORD_NAME).read_bytes())
    assert (record["taken_at"], record["reason"]) == ("2026-03-02T12:00:00Z", "bulk apply")
    assert record["totals"]["n_sentences"] == 5


@pytest.mark.parametrize("content", [None, b"", b"{}", b"nonsense", b'{"serial": -1}'])
def test_without_a_record_the_copy_is_examined(backup: Backup, noon: datetime, content: bytes | None) -> None:
    path = backup.folder / RECORD_NAME
    path.unlink() if content is None else path.write_bytes(content)
    found = read_backup(backup.folder)
    assert found is not None
    record = found.record
    assert (record.serial, record.taken_at, record.reason) == (1, noon, Reason.UNKNOWN)
    assert (record.identity, record.digest, record.totals, record.n_human_tags) == (
        backup.record.identity,
        backup.record.digest,
        backup.record.totals,
        None,
    )


def test_without_a_record_a_damaged_copy_is_no_backup(backup: Backup) -> None:
    (backup.folder / RECORD_NAME).unlink()
    content = backup.file.read_bytes()
    backup.file.write_bytes(content[:4096] + bytes(4096) + content[8192:])
    assert read_backup(backup.folder) is None


def test_without_a_name_the_folder_tells_the_time(backup: Backup) -> None:
    renamed = backup.folder.rename(backup.folder.with_name("saved by me"))
    (renamed / RECORD_NAME).unlink()
    os.utime(renamed, (1_000_000_000, 1_000_000_000))
    found = read_backup(renamed)
    assert found is not None
    assert found.record.taken_at.isoformat() == "2001-09-09T01:46:40+00:00"
    assert serial_of(renamed) == found.record.serial == 0


def test_a_reason_of_a_later_program(backup: Backup) -> None:
    path = backup.folder / RECORD_NAME
    path.write_bytes(path.read_bytes().replace(b'"bulk apply"', b'"bulk something"'))
    found = read_backup(backup.folder)
    assert found is not None
    assert found.record.reason is Reason.UNKNOWN
    assert found.record.digest == backup.record.digest


def test_other_folders_are_none(backup: Backup) -> None:
    assert read_backup(backup.folder.parent) is None
    assert read_backup(backup.folder / "absent") is None
