"""A copy of an open project is complete and checked under its name, or there is none."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import apsw
import pytest

from core import edits
from core.corpus import Sentence
from core.errors import ProjectDamagedError, ProjectError
from core.project import Project
from core.store import copies
from core.store.copies import write_copy

Dump = Callable[[Project], dict[str, object]]


@pytest.fixture
def waves(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project of three hundred sentences, copied five pages at a time."""
    monkeypatch.setattr(copies, "_PAGES", 5)
    project.apply(edits.AddLayer("pos"))
    project.apply(edits.AddSentences(tuple(Sentence(("wave", str(k))) for k in range(300))))
    return project


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_copy_holds_what_is_still_in_the_journal(waves: Project, tmp_path: Path, dump: Dump) -> None:
    target = tmp_path / "copy" / "ebb.tagscope"
    target.parent.mkdir()
    assert write_copy(waves._connection._database, waves.path, target)
    assert names(target.parent) == [target.name]
    with Project.open(target) as copy:
        assert dump(copy) == dump(waves)
        assert copy.undo_title == waves.undo_title


def test_what_is_committed_meanwhile_is_part_of_the_copy(waves: Project, tmp_path: Path, dump: Dump) -> None:
    target = tmp_path / "ebb.tagscope"
    told: list[tuple[int, int]] = []

    def work(done: int, total: int) -> bool:
        told.append((done, total))
        waves.apply(edits.SetTags(len(told), "pos", 0, (f"N{len(told)}",)))
        waves.idle()
        return True

    assert write_copy(waves._connection._database, waves.path, target, tell=work)
    assert len(told) > 5
    assert told[-1][0] == told[-1][1]
    with Project.open(target) as copy:
        # The last edit came when everything had been copied.
        waves.undo()
        assert dump(copy) == dump(waves)


def test_each_part_is_copied_in_a_turn_of_its_own(waves: Project, tmp_path: Path) -> None:
    turns: list[str] = []

    @contextlib.contextmanager
    def turn() -> Iterator[None]:
        turns.append("taken")
        yield
        turns.append("given")

    write_copy(waves._connection._database, waves.path, tmp_path / "ebb.tagscope", turn=turn)
    assert len(turns) > 10
    assert turns == ["taken", "given"] * (len(turns) // 2)


def test_a_stopped_copy_leaves_nothing(waves: Project, tmp_path: Path) -> None:
    before = names(tmp_path)
    assert not write_copy(
        waves._connection._database, waves.path, tmp_path / "ebb.tagscope", tell=lambda done, _total: done < 20
    )
    assert names(tmp_path) == before


@pytest.mark.parametrize("taken", ["ebb.tagscope", "ebb.tagscope-wal", "ebb.tagscope-journal"])
def test_nothing_is_overwritten_and_no_journal_adopted(waves: Project, tmp_path: Path, taken: str) -> None:
    (tmp_path / taken).write_bytes(b"somebody's")
    before = names(tmp_path)
    with pytest.raises(ProjectError, match=r"^ebb\.tagscope: exists already"):
        write_copy(waves._connection._database, waves.path, tmp_path / "ebb.tagscope")
    assert (tmp_path / taken).read_bytes() == b"somebody's"
    assert names(tmp_path) == before


def test_a_folder_that_is_not_there(waves: Project, tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="its folder does not exist"):
        write_copy(waves._connection._database, waves.path, tmp_path / "none" / "ebb.tagscope")


def test_what_a_killed_copy_left_goes_with_the_next(waves: Project, tmp_path: Path) -> None:
    killed = copies.draft_of(tmp_path / "ebb.tagscope")
    other = copies.draft_of(tmp_path / "flood.tagscope")
    for draft in (killed, killed.with_name(f"{killed.name}-journal"), other):
        draft.write_bytes(b"half")
    write_copy(waves._connection._database, waves.path, tmp_path / "ebb.tagscope")
    assert [name for name in names(tmp_path) if ".part" in name] == [other.name]


def test_a_damaged_project_gives_no_copy(waves: Project, tmp_path: Path) -> None:
    waves.close()
    content = bytearray(waves.path.read_bytes())
    content[5 * 4096 : 5 * 4096 + 200] = b"\xff" * 200
    waves.path.write_bytes(content)
    before = names(tmp_path)
    database = apsw.Connection(str(waves.path), apsw.SQLITE_OPEN_READONLY)
    with pytest.raises(ProjectDamagedError, match=f"^{waves.path.name}: the project file is damaged"):
        write_copy(database, waves.path, tmp_path / "ebb.tagscope")
    database.close()
    assert [name for name in names(tmp_path) if name.startswith((".", "ebb"))] == []
    assert set(before) <= set(names(tmp_path))


def test_a_copy_that_came_out_wrong_gets_no_name(
    waves: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = copies.check_copy

    def spoil(copy: Path, path: Path, *, vfs: str | None = None) -> None:
        content = bytearray(copy.read_bytes())
        content[5 * 4096 : 5 * 4096 + 200] = b"\xff" * 200
        copy.write_bytes(content)
        check(copy, path, vfs=vfs)

    monkeypatch.setattr(copies, "check_copy", spoil)
    before = names(tmp_path)
    with pytest.raises(ProjectDamagedError):
        write_copy(waves._connection._database, waves.path, tmp_path / "ebb.tagscope")
    assert names(tmp_path) == before
