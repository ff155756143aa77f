"""A file takes the place of another whole, journals leave with theirs, and at no step are both gone."""

import contextlib
import itertools
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import apsw
import pytest

from core import edits, restoring
from core.corpus import Sentence
from core.errors import BackupError, ProjectBusyError, ProjectDamagedError, ProjectError
from core.project import Project
from core.restoring import Aside, check_sound, interrupted, restore

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
PROJECT_ROOT = Path(__file__).parents[2]


def make(path: Path, *words: str) -> Path:
    with Project.create(path) as project:
        project.apply(edits.AddSentences(tuple(Sentence((word,)) for word in words)))
    return path


def words_of(path: Path) -> list[str]:
    with Project.open(path) as project:
        return [sentence.tokens[0] for sentence in project.sentences()]


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """A sound file of one sentence."""
    folder = tmp_path / "backups"
    folder.mkdir()
    return make(folder / "project.tagscope", "old")


@pytest.fixture
def cut_off(tmp_path: Path) -> Path:
    """A project whose newest sentences are in the journal beside it, as a kill leaves it."""
    made = make(tmp_path / "source.tagscope", "old")
    target = tmp_path / "work" / "tides.tagscope"
    target.parent.mkdir()
    with Project.open(made) as project:
        project.apply(edits.AddSentences(tuple(Sentence((f"new {k}", "x" * 500)) for k in range(200))))
        shutil.copyfile(made, target)
        shutil.copyfile(made.with_name(f"{made.name}-wal"), target.with_name(f"{target.name}-wal"))
    return target


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.endswith(".lock.json"))


def test_a_stale_journal_would_spoil_a_sound_file(cut_off: Path, backup: Path) -> None:
    """What restoring has to avoid: the very copy, without the journal being moved first."""
    shutil.copyfile(backup, cut_off)
    with contextlib.closing(apsw.Connection(str(cut_off))) as database:
        found = []
        with contextlib.suppress(apsw.Error):
            found = database.execute("SELECT tokens FROM sentence").fetchall()
        assert found != [("old",)]


def test_the_journal_leaves_with_its_file(cut_off: Path, backup: Path) -> None:
    moved = restore(backup, cut_off, Aside.BEFORE_RESTORE, now=NOW)
    assert words_of(cut_off) == ["old"]
    stem = "tides.tagscope.before-restore-20260302T120000Z"
    assert names(cut_off.parent) == ["tides.tagscope", stem, f"{stem}-wal"]
    assert moved == cut_off.with_name(stem)
    assert len(words_of(moved)) == 201
    assert words_of(backup) == ["old"]


def test_the_same_second_twice(cut_off: Path, backup: Path) -> None:
    moved = [restore(backup, cut_off, Aside.DAMAGED, now=NOW) for _ in range(3)]
    assert len(set(moved)) == 3
    assert all(path and path.exists() for path in moved)


def test_where_nothing_was(tmp_path: Path, backup: Path) -> None:
    target = tmp_path / "tides.tagscope"
    assert restore(backup, target, Aside.BEFORE_RESTORE) is None
    assert words_of(target) == ["old"]


def test_a_file_that_is_open_is_not_replaced(tmp_path: Path, backup: Path) -> None:
    target = make(tmp_path / "tides.tagscope", "mine")
    with Project.open(target) as project:
        with pytest.raises(ProjectBusyError, match="is open in another window or program"):
            restore(backup, target, Aside.BEFORE_RESTORE)
        project.apply(edits.AddLayer("pos"))
    assert words_of(target) == ["mine"]


def test_what_is_no_sound_project_takes_no_place(tmp_path: Path, backup: Path) -> None:
    target = make(tmp_path / "tides.tagscope", "mine")
    content = backup.read_bytes()
    for changed, error in (
        (content[:-4096], ProjectDamagedError),
        (content[: 2 * 4096] + b"\xff" * 4096 + content[3 * 4096 :], ProjectDamagedError),
        (b"nonsense" * 1000, ProjectError),
    ):
        backup.write_bytes(changed)
        with pytest.raises(error):
            restore(backup, target, Aside.BEFORE_RESTORE)
        assert words_of(target) == ["mine"]
    backup.write_bytes(content)
    backup.with_name(f"{backup.name}-wal").write_bytes(b"something")
    with pytest.raises(BackupError, match="has a journal beside it"):
        check_sound(backup)


def test_a_copy_that_went_wrong_takes_no_place(cut_off: Path, backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(restoring, "sync_file", lambda path: os.truncate(path, 4096))
    with pytest.raises(BackupError, match="was not copied as it is"):
        restore(backup, cut_off, Aside.DAMAGED)
    assert names(cut_off.parent) == ["tides.tagscope", "tides.tagscope-wal"]


class Killed(BaseException):
    """What no handler of an error stops."""


STEPS = (
    (shutil, "copyfile"),
    (restoring, "sync_file"),
    (restoring, "digest_of"),
    (os, "rename"),
    (restoring, "move_to_new"),
    (restoring, "sync_folder"),
)


def failing_at(monkeypatch: pytest.MonkeyPatch, number: int, error: BaseException, *, after: bool) -> None:
    """Raise at the n-th of the steps that touch the disk, before or after it is done."""
    counter = itertools.count()

    def wrapped(step: object) -> object:
        def run(*values: object) -> object:
            is_it = next(counter) == number
            if is_it and not after:
                raise error
            result = step(*values)  # type: ignore[operator]
            if is_it:
                raise error
            return result

        return run

    for owner, name in STEPS:
        monkeypatch.setattr(owner, name, wrapped(getattr(owner, name)))


def whole(target: Path) -> bool:
    """Whether the old sentences are all to be had, at the place or aside with their journal."""
    asides = [path for path in target.parent.iterdir() if ".damaged-" in path.name and not path.name.endswith("-wal")]
    return any(len(words_of(path)) == 201 for path in (target, *asides) if path.exists())


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("number", range(8))
def test_killed_at_any_step_it_can_be_begun_again(
    cut_off: Path, backup: Path, monkeypatch: pytest.MonkeyPatch, number: int, after: bool
) -> None:
    with monkeypatch.context() as patch:
        failing_at(patch, number, Killed(), after=after)
        with pytest.raises(Killed):
            restore(backup, cut_off, Aside.DAMAGED, now=NOW)
    assert cut_off.exists() or interrupted(cut_off) is not None
    restore(backup, cut_off, Aside.DAMAGED)
    assert words_of(cut_off) == ["old"]
    assert interrupted(cut_off) is None
    assert whole(cut_off)
    assert not [name for name in names(cut_off.parent) if name.endswith(".part")]
    assert not cut_off.with_name(f"{cut_off.name}-wal").exists()


@pytest.mark.parametrize("number", range(7))
def test_an_error_at_any_step_changes_nothing(
    cut_off: Path, backup: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    before = {path.name: path.read_bytes() for path in cut_off.parent.iterdir()}
    failing_at(monkeypatch, number, OSError(28, "No space left on device"), after=False)
    with pytest.raises(BackupError, match=r"^tides\.tagscope: cannot be put back: no space left on device"):
        restore(backup, cut_off, Aside.DAMAGED)
    assert {path.name: path.read_bytes() for path in cut_off.parent.iterdir()} == before


KILLED = """
import os, sys
from pathlib import Path
from core import restoring
number, seen = int(sys.argv[3]), [0]
for name in ("rename", "replace", "link", "unlink", "fsync", "open"):
    def wrapped(*values, _old=getattr(os, name), **named):
        seen[0] += 1
        if seen[0] == number:
            os._exit(9)
        return _old(*values, **named)
    setattr(os, name, wrapped)
restoring.restore(Path(sys.argv[1]), Path(sys.argv[2]), restoring.Aside.DAMAGED)
"""


def kills(file: Path, target: Path) -> Iterator[int]:
    """Kill the restoring of a file at one system call after the other until it comes to its end."""
    for number in itertools.count(1):
        command = [sys.executable, "-c", KILLED, str(file), str(target), str(number)]
        done = subprocess.run(command, cwd=PROJECT_ROOT, check=False, capture_output=True)
        assert done.returncode in (0, 9), done.stderr.decode()
        yield number
        if done.returncode == 0:
            return


@pytest.mark.faults
def test_killed_at_every_system_call(cut_off: Path, backup: Path) -> None:
    content = {path.name: path.read_bytes() for path in cut_off.parent.iterdir()}
    n_kills = 0
    for _ in kills(backup, cut_off):
        n_kills += 1
        restore(backup, cut_off, Aside.DAMAGED)
        assert words_of(cut_off) == ["old"]
        assert whole(cut_off)
        for path in cut_off.parent.iterdir():
            path.unlink()
        for name, data in content.items():
            (cut_off.parent / name).write_bytes(data)
    assert n_kills > 6
