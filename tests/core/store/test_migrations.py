"""Projects of every released version open as this version says they should, whatever happens on the way."""

import gzip
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import apsw
import pytest

from core.errors import ProjectDamagedError, ProjectError
from core.project import Project
from core.store import schema
from core.store.versions import STEPS, VERSION

PROJECT_ROOT = Path(__file__).parents[3]
DATA = PROJECT_ROOT / "tests" / "data"
OLD = gzip.decompress((DATA / "version-1.tagscope.gz").read_bytes())
GOLDEN = (DATA / "version-1.rows.txt").read_text(encoding="utf-8")
Dump = Callable[[Project], dict[str, object]]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A project as version 1 left it when it was killed in the middle of an import."""
    path = tmp_path / "project" / "tides 🌊.tagscope"
    path.parent.mkdir()
    path.write_bytes(OLD)
    return path


def rows_of(path: Path) -> str:
    """Return every row of a closed project file, one a line, but for when it was last checked."""
    connection = apsw.Connection(str(path))
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall()
    lines = [f"user_version {connection.pragma('user_version')}"]
    for (table,) in tables:
        if not table.startswith("sqlite_"):
            lines += [f"{table} {row!r}" for row in connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2")]
    connection.close()
    return "".join(f"{line}\n" for line in lines if not line.startswith("setting ('checked_at'"))


def version_of(path: Path) -> int:
    connection = apsw.Connection(f"{path.as_uri()}?immutable=1", apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI)
    version = connection.pragma("user_version")
    assert connection.pragma("quick_check") == "ok"
    connection.close()
    return int(version)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_an_old_file_is_brought_to_this_version(old: Path, dump: Dump) -> None:
    with Project.open(old) as project:
        assert project.migration
        assert (project.migration.version, project.migration.problem) == (1, "")
        assert project.n_imports_undone == 1
        held = dump(project)
        assert [layer.name for layer in project.layers] == ["pos", "ner", "sea"]
    assert rows_of(old) == GOLDEN
    with Project.open(old) as project:
        assert project.migration is None
        assert dump(project) == held
        project.redo()
        while project.undo():
            dump(project)
        assert project.n_sentences == 0
        while project.redo():
            dump(project)
        project.undo()
        assert dump(project) == held


def test_the_backup_is_the_file_as_it_was(old: Path, tmp_path: Path) -> None:
    before = rows_of(old)
    folder = tmp_path / "backups"
    folder.mkdir()
    with Project.open(old, backups=folder) as project:
        assert project.migration
        backup = project.migration.backup
    assert backup == folder / "tides 🌊.version-1.tagscope"
    assert names(folder) == [backup.name]
    assert rows_of(backup) == before
    assert "user_version 1\n" in before


def test_migrating_twice_changes_nothing(old: Path) -> None:
    Project.open(old).close()
    before = old.read_bytes(), names(old.parent)
    Project.open(old).close()
    assert (old.read_bytes(), names(old.parent)) == before


def test_a_backup_that_fails_does_not_block_but_is_told(old: Path, tmp_path: Path) -> None:
    with Project.open(old, backups=tmp_path / "none") as project:
        assert project.migration
        assert project.migration.backup is None
        assert "its folder does not exist" in project.migration.problem
    assert rows_of(old) == GOLDEN


def test_a_backup_of_another_day_is_not_overwritten(old: Path) -> None:
    earlier = old.with_name("tides 🌊.version-1.tagscope")
    earlier.write_bytes(b"another")
    with Project.open(old) as project:
        assert project.migration
        assert project.migration.backup == old.with_name("tides 🌊.version-1 2.tagscope")
    assert earlier.read_bytes() == b"another"


def test_a_failure_leaves_the_old_file_and_one_backup(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "STEPS", (STEPS[0], STEPS[1] + "CREATE TABLE extra (x);"))
    for _ in range(2):
        with pytest.raises(ProjectError, match="cannot be brought from version 1 to 2"):
            Project.open(old)
        assert old.read_bytes() == OLD
        assert names(old.parent) == ["tides 🌊.tagscope", "tides 🌊.version-1.tagscope"]
    monkeypatch.undo()
    Project.open(old).close()
    assert rows_of(old) == GOLDEN
    assert names(old.parent) == ["tides 🌊.tagscope", "tides 🌊.version-1.tagscope"]


def test_an_old_file_with_other_tables_is_refused(old: Path) -> None:
    connection = apsw.Connection(str(old))
    connection.execute("CREATE TRIGGER more AFTER INSERT ON sentence BEGIN DELETE FROM journal; END")
    connection.close()
    before = old.read_bytes()
    with pytest.raises(ProjectError, match="tables that Tagscope has not made"):
        Project.open(old)
    assert old.read_bytes() == before
    assert names(old.parent) == [old.name]


def test_a_new_file_that_says_it_is_old_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.tagscope"
    Project.create(path).close()
    connection = apsw.Connection(str(path))
    connection.execute("PRAGMA user_version=1")
    connection.close()
    with pytest.raises(ProjectError, match="tables that Tagscope has not made"):
        Project.open(path)


def test_a_damaged_old_file_is_neither_backed_up_nor_touched(old: Path) -> None:
    content = bytearray(OLD)
    for start in range(4096 * 3, len(content), 4096):
        content[start : start + 200] = b"\xff" * 200
    old.write_bytes(content)
    with pytest.raises(ProjectDamagedError):
        Project.open(old)
    assert old.read_bytes() == content
    assert names(old.parent) == [old.name]


class Disk(apsw.VFS):
    """A disk that calls back before everything that changes a file, and refuses writes beyond its room."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "")
        self.n_changes = 0
        self.room = sys.maxsize
        self.before: Callable[[int], None] = lambda _number: None

    def change(self, n_bytes: int = 0) -> None:
        self.before(self.n_changes)
        self.n_changes += 1
        if n_bytes > self.room:
            raise apsw.FullError("disk full")
        self.room -= n_bytes

    def xOpen(self, name: object, flags: list[int]) -> "DiskFile":  # noqa: N802
        return DiskFile(self, name, flags)

    def xDelete(self, name: str, sync: bool) -> None:  # noqa: N802
        self.change()
        super().xDelete(name, sync)


class DiskFile(apsw.VFSFile):
    """A file on that disk."""

    def __init__(self, disk: Disk, name: object, flags: list[int]) -> None:
        self._disk = disk
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        self._disk.change(len(data))
        super().xWrite(data, offset)

    def xSync(self, flags: int) -> bool:  # noqa: N802
        self._disk.change()
        return bool(super().xSync(flags))

    def xTruncate(self, size: int) -> None:  # noqa: N802
        self._disk.change()
        super().xTruncate(size)


@pytest.fixture
def disk() -> Iterator[Disk]:
    """A watched disk, registered as `watched`."""
    watched = Disk("watched")
    yield watched
    watched.unregister()


def check_opens(folder: Path, name: str, problem: str) -> None:
    """See that a folder left behind holds either version whole, that no backup in it is half, and that it opens."""
    path = folder / name
    for backup in folder.glob("tides*.version-1*.tagscope"):
        assert version_of(backup) == 1, problem
    assert path.exists(), problem
    with Project.open(path) as project:
        assert project.migration is None or (project.migration.backup and not project.migration.problem), problem
    assert rows_of(path) == GOLDEN, problem
    assert names(folder) == [name, "tides 🌊.version-1.tagscope"], problem


def kill_at(old: Path, disk: Disk, tmp_path: Path, chosen: Callable[[int], bool]) -> int:
    """Migrate once, keeping what a kill would leave at every chosen change, and open all of that; return how many."""
    left: list[tuple[Path, str]] = []

    def keep(number: int) -> None:
        if chosen(number):
            # Nothing is lost at a kill that has been handed to the system.
            left.append((tmp_path / f"killed {number}", f"killed before change {number}"))
            shutil.copytree(old.parent, left[-1][0])

    disk.before = keep
    Project.open(old, vfs="watched").close()
    disk.before = lambda _number: None
    for folder, problem in left:
        check_opens(folder, old.name, problem)
    return len(left)


def fill_at(old: Path, disk: Disk, budgets: list[int]) -> int:
    """Migrate on disks with room for so many bytes; return how often that was too little."""
    refusals: list[ProjectError] = []
    for room in budgets:
        for path in old.parent.iterdir():
            path.unlink()
        old.write_bytes(OLD)
        disk.room = room
        try:
            Project.open(old, vfs="watched").close()
        except ProjectError as error:
            refusals.append(error)
        disk.room = sys.maxsize
        # What was not written needs no second migration; what was, has told of the backup that had no room.
        Project.open(old).close()
        assert rows_of(old) == GOLDEN
        assert {path.name for path in old.parent.iterdir()} <= {old.name, "tides 🌊.version-1.tagscope"}
    assert all("the disk is full" in str(error) for error in refusals)
    return len(refusals)


def cost(old: Path, disk: Disk) -> tuple[int, int]:
    """Return how many changes and bytes a migration takes."""
    Project.open(old, vfs="watched").close()
    changes, n_bytes = disk.n_changes, sys.maxsize - disk.room
    for path in old.parent.iterdir():
        path.unlink()
    old.write_bytes(OLD)
    disk.n_changes, disk.room = 0, sys.maxsize
    return changes, n_bytes


def test_killed_on_the_way(old: Path, disk: Disk, tmp_path: Path) -> None:
    changes, _ = cost(old, disk)
    assert kill_at(old, disk, tmp_path, lambda number: number % (changes // 12) == 0) >= 12


def test_a_full_disk_on_the_way(old: Path, disk: Disk) -> None:
    _, n_bytes = cost(old, disk)
    assert fill_at(old, disk, [n_bytes * part // 10 for part in range(10)]) > 3


@pytest.mark.faults
@pytest.mark.timeout(900)
def test_killed_before_every_change(old: Path, disk: Disk, tmp_path: Path) -> None:
    changes, _ = cost(old, disk)
    assert kill_at(old, disk, tmp_path, lambda _number: True) >= changes


@pytest.mark.faults
@pytest.mark.timeout(900)
def test_every_budget_of_a_full_disk(old: Path, disk: Disk) -> None:
    _, n_bytes = cost(old, disk)
    assert fill_at(old, disk, list(range(0, n_bytes, 512))) > 100


OPENER = """
import os, sys
from pathlib import Path
import core.store.schema as schema
from core.project import Project
if sys.argv[2] == "hold":
    advance = schema.advance
    def hold(*values):
        advance(*values)
        print("inside", flush=True)
        sys.stdin.read()
    schema.advance = hold
Project.open(Path(sys.argv[1])).close()
"""


def test_a_process_killed_inside_the_transaction(old: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", OPENER, str(old), "hold"],
        cwd=PROJECT_ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "inside\n"
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert old.read_bytes() == OLD
    check_opens(old.parent, old.name, "killed inside the transaction")


def test_every_released_version_has_its_file() -> None:
    released = {int(path.name.split(".")[0].removeprefix("version-")) for path in DATA.glob("version-*.tagscope.gz")}
    assert released == set(range(1, VERSION))
