"""A project is copied while it is used, and a copy is looked at without a trace."""

import contextlib
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import apsw
import pytest

from core import edits
from core.corpus import Sentence
from core.errors import ProjectDamagedError, ProjectError
from core.project import Project
from core.store import copies
from core.store.copying import checked_totals, digest_of, identity_of, looking_at, save_copy
from core.store.totals import stored_totals

Dump = Callable[[Project], dict[str, object]]


def copied(project: Project, target: Path) -> Path:
    for _ in project.copy_to(target):
        pass
    return target


def test_a_copy_is_the_same_each_time(small: Project, tmp_path: Path) -> None:
    first, second = (copied(small, tmp_path / name) for name in ("a", "b"))
    assert digest_of(first) == digest_of(second)
    small.apply(edits.SetTags(1, "pos", 0, ("X",)))
    assert digest_of(copied(small, tmp_path / "c")) != digest_of(first)


@pytest.mark.parametrize("name", ["plain", "a b", "50%20 #1?mode=rw&x", "ü🌊"])
def test_looking_writes_nothing(small: Project, tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    path = copied(small, folder / name)
    before = path.read_bytes()
    with looking_at(path) as connection:
        assert checked_totals(connection, stored_totals(small._connection)).n_sentences == 3
        assert identity_of(connection) == small.identity
        with pytest.raises(ProjectError, match="may not be written"), connection.transaction():
            connection.run("DELETE FROM project")
    assert path.read_bytes() == before
    assert list(folder.iterdir()) == [path]


def test_nobody_waits_long(small: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An edit made from another thread is done before the copy has ended."""
    monkeypatch.setattr(copies, "_PAGES", 1)
    small.save_model("large", bytes(3_000_000))
    ended: list[float] = []

    def edit() -> None:
        small.apply(edits.AddSentences((Sentence(("meanwhile",)),)))
        ended.append(time.perf_counter())

    steps = small.copy_to(tmp_path / "copy")
    next(steps)
    other = threading.Thread(target=edit)
    other.start()
    n_left = 0
    while True:
        try:
            next(steps)
            n_left += bool(ended)
        except StopIteration as end:
            totals = end.value
            break
    other.join()
    assert n_left > 0
    assert totals.n_sentences == 4
    with looking_at(tmp_path / "copy") as connection:
        assert checked_totals(connection, totals) == totals


def test_a_copy_that_cannot_be_written(small: Project, tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match=r"^copy: cannot be opened"):
        copied(small, tmp_path / "absent" / "copy")


def test_a_project_closed_on_the_way(small: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "_PAGES", 1)
    steps = small.copy_to(tmp_path / "copy")
    next(steps)
    small.close()
    with pytest.raises(ProjectError, match=r"^copy: is closed"):
        next(steps)


def test_damage_is_seen(small: Project, tmp_path: Path) -> None:
    path = copied(small, tmp_path / "copy")
    with apsw.Connection(str(path)) as database:
        root = database.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'sentence'").get
        page = database.pragma("page_size")
    database.close()
    content = bytearray(path.read_bytes())
    content[(root - 1) * page + 1 : (root - 1) * page + 9] = b"\xff" * 8
    path.write_bytes(content)
    with looking_at(path, called=Path("tides")) as connection, pytest.raises(ProjectDamagedError, match=r"^tides: "):
        connection.check_pages()


def test_rows_that_are_missing_are_seen(small: Project, tmp_path: Path) -> None:
    small._connection.run("DELETE FROM tagging")
    expected = pytest.raises(ProjectDamagedError, match="13 tags are counted in it, but 0 are there")
    with looking_at(copied(small, tmp_path / "copy")) as connection, expected:
        checked_totals(connection)


def test_what_is_no_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"nonsense" * 1000)
    with looking_at(path) as connection, pytest.raises(ProjectDamagedError):
        identity_of(connection)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_saved_copy_is_a_project_of_its_own(small: Project, tmp_path: Path, dump: Dump) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    list(small.save_copy(folder / "ebb 🌊.tagscope"))
    assert names(folder) == ["ebb 🌊.tagscope"]
    with Project.open(folder / "ebb 🌊.tagscope") as copy:
        assert dump(copy) == dump(small)
        assert copy.undo_title == small.undo_title
        copy.apply(edits.AddLayer("chunk"))
    assert len(small.layers) == 2


def test_what_is_committed_meanwhile_is_in_the_saved_copy(
    small: Project, tmp_path: Path, dump: Dump, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "_PAGES", 4)
    target = tmp_path / "ebb.tagscope"
    n_told = 0
    for done, total in small.save_copy(target):
        assert 0 <= done <= total
        if done < total:
            n_told += 1
            small.apply(edits.SetTags(2, "pos", 0, (f"N{n_told}",)))
            small.idle()
    assert n_told > 5
    with Project.open(target) as copy:
        assert dump(copy) == dump(small)


def test_a_saved_copy_that_is_given_up_leaves_nothing(
    small: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "_PAGES", 1)
    before = names(tmp_path)
    steps = small.save_copy(tmp_path / "ebb.tagscope")
    next(steps)
    assert len(names(tmp_path)) > len(before)
    steps.close()
    assert names(tmp_path) == before


def test_a_damaged_project_gives_no_copy(small: Project, tmp_path: Path) -> None:
    small._connection.run("UPDATE length SET n = n + 1")
    before = names(tmp_path)
    with pytest.raises(ProjectDamagedError, match=f"^{small.path.name}: the project file is damaged"):
        list(small.save_copy(tmp_path / "ebb.tagscope"))
    assert names(tmp_path) == before


def test_damage_that_is_met_while_copying_is_the_projects(small: Project, tmp_path: Path) -> None:
    small.close()
    os.truncate(small.path, small.path.stat().st_size - 20_000)
    before = names(tmp_path)
    with (
        looking_at(small.path) as connection,
        pytest.raises(ProjectDamagedError, match=f"^{small.path.name}: the project file is damaged"),
    ):
        list(save_copy(connection, tmp_path / "ebb.tagscope"))
    assert names(tmp_path) == before


def test_a_copy_on_a_full_disk_names_the_copy(small: Project, tmp_path: Path) -> None:
    before = names(tmp_path)
    with limited(100_000) as vfs, pytest.raises(ProjectError, match=r"^ebb\.tagscope: the disk is full"):
        list(save_copy(small._connection, tmp_path / "ebb.tagscope", vfs=vfs))
    assert names(tmp_path) == before


class _Small(apsw.VFS):
    """A disk with room for files of so many bytes."""

    def __init__(self, size: int) -> None:
        super().__init__("small disk", "")
        self.size = size

    def xOpen(self, name: object, flags: list[int]) -> "_SmallFile":  # noqa: N802
        return _SmallFile(self, name, flags)


class _SmallFile(apsw.VFSFile):
    def __init__(self, disk: _Small, name: object, flags: list[int]) -> None:
        self._size = disk.size
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        if offset + len(data) > self._size:
            raise apsw.FullError("disk full")
        super().xWrite(data, offset)


@contextlib.contextmanager
def limited(size: int) -> Iterator[str]:
    disk = _Small(size)
    yield "small disk"
    disk.unregister()
