"""Backups are taken whole or not at all, and only a checked one lets older ones go."""

import contextlib
import errno
import gzip
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from core import edits
from core.backups import archive as archives
from core.backups.archive import Archive, default_folder
from core.backups.record import Backup, Reason
from core.corpus import Sentence
from core.errors import BackupError, ProjectDamagedError
from core.project import Project
from core.store import copies, copying
from core.store.copying import checked_totals, looking_at
from core.store.totals import stored_totals

Take = Callable[..., Backup]

OLDEST = Path(__file__).parents[2] / "data" / "version-1.tagscope.gz"


def change(project: Project, text: str) -> None:
    project.apply(edits.AddSentences((Sentence((text,)),)))


def files_of(archive: Archive) -> dict[str, bytes]:
    return {
        str(path.relative_to(archive.folder)): path.read_bytes() for path in archive.folder.rglob("*") if path.is_file()
    }


def test_a_backup_holds_everything(project: Project, take: Take, archive: Archive, noon: datetime) -> None:
    backup = take(project, Reason.IMPORT, now=noon)
    record = backup.record
    assert (record.reason, record.taken_at, record.serial) == (Reason.IMPORT, noon, 1)
    assert record.totals == stored_totals(project._connection)
    assert (record.totals.n_sentences, record.totals.n_tags, record.totals.n_edits) == (5, 7, 2)
    assert (record.n_human_tags, record.totals.n_models) == (2, 1)
    assert archive.backups_of(project) == (backup,)
    expected = list(project.sentences())
    with Project.open(backup.file) as copy:
        assert list(copy.sentences()) == expected
        assert copy.identity == project.identity
        assert copy.undo_title == project.undo_title
        assert copy.models() == project.models()


def test_it_is_one_folder_with_three_files(project: Project, take: Take, archive: Archive, noon: datetime) -> None:
    take(project, now=noon)
    name = f"{project.identity}/000001 2026-03-02 12.00.00 work"
    assert set(files_of(archive)) == {f"{name}/{file}" for file in ("project.tagscope", "labels.jsonl", "backup.json")}


def test_what_changes_while_it_is_taken_is_in_it(
    project: Project, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "_PAGES", 1)
    project.save_model("large", bytes(100_000))
    steps = archive.take(project, Reason.WORK)
    progress = []
    while True:
        try:
            progress.append(next(steps))
            change(project, f"during {len(progress)}")
            assert project.undo()
            assert project.redo()
        except StopIteration as end:
            backup = end.value
            break
    assert len(progress) > 20
    assert progress[-1][0] > progress[0][0]
    # The last progress is told when it is done.
    assert backup.record.totals.n_sentences == 5 + len(progress) - 1
    with Project.open(backup.file) as copy:
        assert list(copy.sentences()) == list(project.sentences())[:-1]
    # Written while it was taken: perhaps too late for it.
    assert archive.is_due(project, now=datetime.now(UTC) + timedelta(hours=1))


def test_nothing_changed_makes_no_second_backup(project: Project, take: Take, archive: Archive) -> None:
    first = take(project)
    assert take(project) == first
    change(project, "more")
    assert take(project) != first
    assert len(archive.backups_of(project)) == 2


def test_opened_and_closed_it_has_not_changed(project: Project, take: Take, archive: Archive) -> None:
    # Closing lets SQLite write its statistics once.
    project.close()
    with Project.open(project.path) as again:
        first = take(again)
    with Project.open(project.path) as again:
        assert take(again) == first


def test_when_it_is_due(project: Project, take: Take, archive: Archive, noon: datetime) -> None:
    assert archive.is_due(project, now=noon)
    take(project, now=noon)
    later = noon + timedelta(hours=3)
    assert not archive.is_due(project, now=later)
    change(project, "more")
    assert archive.is_due(project, now=later)
    assert not archive.is_due(project, now=noon + timedelta(minutes=10))
    assert Archive(archive.folder).is_due(project, now=later)


def test_older_ones_go_only_when_the_new_one_is_complete(
    project: Project, take: Take, archive: Archive, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    for hour in range(4):
        change(project, str(hour))
        take(project, now=noon + timedelta(hours=hour))
    change(project, "after a month")
    seen: list[int] = []
    monkeypatch.setattr(archives, "_delete", lambda folder: seen.append(len(archive.backups_of(project))))
    take(project, now=noon + timedelta(days=30))
    assert seen == [5, 5, 5]
    monkeypatch.undo()
    change(project, "later")
    newest = take(project, now=noon + timedelta(days=30, hours=1))
    kept = [backup.record.taken_at - noon for backup in archive.backups_of(project)]
    assert kept == [timedelta(days=30, hours=1), timedelta(days=30), timedelta(hours=3)]
    assert archive.backups_of(project)[0] == newest
    assert len(list((archive.folder / project.identity).iterdir())) == 3


def test_each_backup_that_is_kept_can_be_opened(project: Project, take: Take, archive: Archive, noon: datetime) -> None:
    for number in range(24):
        change(project, f"sentence {number}")
        take(project, now=noon + timedelta(days=number // 4, hours=number % 4))
    backups = archive.backups_of(project)
    assert 8 < len(backups) < 24
    for backup in backups:
        with Project.open(backup.file) as copy:
            assert copy.n_sentences == backup.record.totals.n_sentences
            assert sum(1 for _ in copy.sentences()) == copy.n_sentences


def test_a_full_disk_keeps_all_old_ones(
    project: Project, take: Take, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(project)
    change(project, "more")
    before = files_of(archive)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=10**6))
    with pytest.raises(
        BackupError, match=r"there is no room for a backup: 1 MB are free, 1\d MB are needed\. Make room"
    ):
        take(project)
    assert files_of(archive) == before


@pytest.mark.parametrize("call", ["fsync", "replace", "rename"])
def test_a_failing_disk_keeps_all_old_ones(
    project: Project, take: Take, archive: Archive, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    take(project)
    change(project, "more")
    before = files_of(archive)
    monkeypatch.setattr(os, call, fail)
    with pytest.raises(BackupError, match=r"no backup could be taken: .*(?i:no space left on device)"):
        take(project)
    monkeypatch.undo()
    assert files_of(archive) == before
    assert len(list((archive.folder / project.identity).iterdir())) == 1
    take(project)
    assert len(archive.backups_of(project)) == 2


def test_stopped_on_the_way_it_leaves_nothing(
    project: Project, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "_PAGES", 1)
    steps = archive.take(project, Reason.WORK)
    next(steps)
    steps.close()
    assert files_of(archive) == {}
    change(project, "goes on")


def test_a_damaged_project_pushes_no_sound_backup_out(project: Project, take: Take, archive: Archive) -> None:
    take(project)
    before = files_of(archive)
    project._connection.run("UPDATE position SET n_tokens = n_tokens + 1")
    with pytest.raises(ProjectDamagedError, match="tokens are counted in it, but"):
        take(project)
    assert files_of(archive) == before


def test_a_project_that_has_shown_its_damage_is_not_backed_up(project: Project, take: Take, archive: Archive) -> None:
    take(project)
    before = files_of(archive)
    project._connection.run("UPDATE tagging SET codes = '~~' WHERE sentence = 2")
    with pytest.raises(ProjectDamagedError, match="tag 79 of a layer is missing"):
        project.sentence(2)
    with pytest.raises(ProjectDamagedError, match="no backup is taken of it"):
        take(project)
    assert files_of(archive) == before


def test_a_copy_whose_pages_are_wrong_is_no_backup(
    project: Project, take: Take, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoiled(path: Path) -> None:
        with path.open("rb+") as file:
            file.seek(4096 + 8)
            file.write(b"\xff" * 64)

    monkeypatch.setattr(copying, "sync_file", spoiled)
    with pytest.raises(ProjectDamagedError, match=r"^tides\.tagscope: "):
        take(project)
    assert files_of(archive) == {}


def test_a_backup_that_is_cut_off_does_not_count(project: Project, take: Take, archive: Archive) -> None:
    first = take(project)
    change(project, "more")
    second = take(project)
    os.truncate(second.file, second.record.n_bytes - 4096)
    assert archive.backups_of(project) == (first,)
    change(project, "still more")
    third = take(project)
    assert [backup.record.totals.n_sentences for backup in archive.backups_of(project)] == [7, 5]
    assert third.record.serial > first.record.serial


def test_backups_outlive_the_folder_of_the_project(project: Project, take: Take, archive: Archive) -> None:
    backup = take(project)
    project.close()
    path = project.path
    path.unlink()
    assert archive.backups_for(path) == (backup,)
    path.write_bytes(b"nonsense")
    assert archive.backups_for(path) == (backup,)
    assert archive.backups_for(path.with_name("other.tagscope")) == ()


def test_a_project_that_was_moved_keeps_its_backups(project: Project, take: Take, archive: Archive) -> None:
    first = take(project)
    project.close()
    moved = project.path.rename(project.path.with_name("moved.tagscope"))
    assert archive.backups_for(moved) == (first,)
    with Project.open(moved) as again:
        assert archive.backups_of(again) == (first,)
        second = take(again)
    assert second.record.path == str(moved)
    moved.write_bytes(b"nonsense")
    assert archive.backups_for(moved) == (second, first)


def test_a_copied_project_does_not_push_out_the_backups_of_the_first(
    project: Project, take: Take, archive: Archive, noon: datetime
) -> None:
    first = take(project, now=noon)
    project.idle()
    path = project.path.with_name("copy.tagscope")
    shutil.copyfile(first.file, path)
    with Project.open(path) as copy:
        change(copy, "in the copy")
        for day in range(40, 45):
            change(copy, str(day))
            take(copy, now=noon + timedelta(days=day))
        assert len(archive.backups_of(copy)) == 5
        assert archive.is_due(project, now=noon + timedelta(days=44))
    assert archive.backups_of(project) == (first,)


def test_the_copy_of_a_migration_is_taken_in(archive: Archive, tmp_path: Path, noon: datetime) -> None:
    path = tmp_path / "old.tagscope"
    path.write_bytes(gzip.decompress(OLDEST.read_bytes()))
    content = path.read_bytes()
    with Project.open(path, backups=tmp_path) as project:
        assert project.migration
        copy = project.migration.backup
        assert copy
        backup = archive.adopt(project, copy, Reason.MIGRATION, now=noon)
        assert not copy.exists()
        assert archive.backups_of(project) == (backup,)
        assert backup.record.totals.n_sentences == project.n_sentences > 0
        assert backup.record.n_human_tags
    assert backup.record.reason is Reason.MIGRATION
    assert backup.file.read_bytes()[100:] == content[100:]


def test_a_copy_that_is_gone_is_told(project: Project, archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="(?i)no backup could be taken: " + os.strerror(errno.ENOENT)):
        archive.adopt(project, tmp_path / "absent.tagscope", Reason.MIGRATION)


def test_the_best_is_the_newest_that_is_sound(project: Project, take: Take, archive: Archive) -> None:
    assert archive.best_for(project.path) is None
    backups = []
    for word in ("one", "two", "three"):
        change(project, word)
        backups.append(take(project))
    assert archive.best_for(project.path) == backups[2]
    # Of the same size, and of the same digest as it says of itself: neither is as it was.
    content = backups[2].file.read_bytes()
    backups[2].file.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    backups[1].file.unlink()
    assert archive.best_for(project.path) == backups[0]


def test_a_name_that_is_lost_is_told_by_the_identity(project: Project, take: Take, archive: Archive) -> None:
    backup = take(project)
    project.close()
    elsewhere = project.path.rename(project.path.with_name("renamed.tagscope"))
    assert archive.backups_for(elsewhere) == (backup,)


LIMITED = """
import resource, signal, sys
from pathlib import Path
from core.backups.archive import Archive
from core.backups.record import Reason
from core.errors import BackupError
from core.project import Project
archive = Archive(Path(sys.argv[2]))
with Project.open(Path(sys.argv[1])) as project:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    for size in map(int, sys.argv[3:]):
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
        try:
            for _ in archive.take(project, Reason.WORK):
                pass
        except BackupError as error:
            print(error)
        else:
            print("taken")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_wherever_the_disk_is_full_all_old_ones_stay(project: Project, take: Take, archive: Archive) -> None:
    first = take(project)
    change(project, "more")
    home = archive.folder / project.identity
    project.close()
    before = files_of(archive)
    sizes = [0, 512, 4096, 4097, 20_000, first.record.n_bytes - 1]
    command = [sys.executable, "-c", LIMITED, str(project.path), str(archive.folder), *map(str, sizes)]
    done = subprocess.run(command, cwd=Path(__file__).parents[3], capture_output=True, text=True, check=True)
    told = done.stdout.strip().split("\n")
    assert len(told) == len(sizes)
    assert all("no backup could be taken" in line and "All earlier backups are still there." in line for line in told)
    assert files_of(archive) == before
    assert len(list(home.iterdir())) == 1


KILLED = """
import sys
from pathlib import Path
from core.backups.archive import Archive
from core.backups.record import Reason
from core.corpus import Sentence
from core.edits import AddSentences
from core.project import Project
archive = Archive(Path(sys.argv[2]))
with Project.open(Path(sys.argv[1])) as project:
    print("open", flush=True)
    while True:
        project.apply(AddSentences((Sentence(("more",)),)))
        for _ in archive.take(project, Reason.WORK):
            pass
        print("taken", flush=True)
"""


@pytest.mark.faults
def test_killed_while_taking_backups_all_that_count_are_sound(project: Project, archive: Archive) -> None:
    project.close()
    chance = random.Random(1)
    n_taken = 0
    for _ in range(10):
        command = [sys.executable, "-c", KILLED, str(project.path), str(archive.folder)]
        with subprocess.Popen(command, cwd=Path(__file__).parents[3], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(chance.uniform(0.0, 0.5))
            process.kill()
            n_taken += process.stdout.read().count(b"taken")
    backups = archive.backups_for(project.path)
    assert n_taken <= len(backups) <= n_taken + 10
    assert [backup.record.serial for backup in backups] == sorted({b.record.serial for b in backups}, reverse=True)
    for backup in backups:
        with looking_at(backup.file) as connection:
            assert checked_totals(connection) == backup.record.totals


def test_an_identity_is_no_path(project: Project, take: Take, archive: Archive) -> None:
    project._connection.run("UPDATE project SET identity = '../../../elsewhere'")
    backup = take(project)
    assert backup.folder.parent.parent == archive.folder
    assert archive.backups_of(project) == (backup,)


def test_what_a_killed_program_left_goes_in_time(project: Project, take: Take, archive: Archive) -> None:
    take(project)
    home = archive.folder / project.identity
    for name, age in (("old", 200_000), ("new", 60)):
        left_over = home / f".{name}.part"
        left_over.mkdir()
        (left_over / "project.tagscope").write_bytes(b"half")
        os.utime(left_over, (left_over.stat().st_mtime - age,) * 2)
    change(project, "more")
    take(project)
    assert sorted(path.name for path in home.iterdir() if path.name.startswith(".")) == [".new.part"]
    assert len(archive.backups_of(project)) == 2


def test_the_folder_is_one_of_the_user() -> None:
    assert default_folder().parts[-2:] == ("tagscope", "backups")
