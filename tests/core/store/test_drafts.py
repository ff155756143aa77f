"""A new project file has no name before it is complete, and takes nobody else's."""

from pathlib import Path

import pytest

from core.errors import ProjectError
from core.store.drafts import new_file


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_gets_its_name_at_the_end(tmp_path: Path) -> None:
    target = tmp_path / "ebb 🌊.tagscope"
    with new_file(target) as draft:
        draft.write_bytes(b"whole")
        draft.with_name(f"{draft.name}-wal").write_bytes(b"journal")
        assert not target.exists()
        assert draft.parent == tmp_path
    assert names(tmp_path) == [target.name]
    assert target.read_bytes() == b"whole"


def test_what_fails_leaves_nothing(tmp_path: Path) -> None:
    def fail() -> None:
        with new_file(tmp_path / "ebb.tagscope") as draft:
            draft.write_bytes(b"half")
            draft.with_name(f"{draft.name}-journal").write_bytes(b"journal")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert names(tmp_path) == []


@pytest.mark.parametrize("taken", ["ebb.tagscope", "ebb.tagscope-wal", "ebb.tagscope-journal"])
def test_nothing_is_overwritten_and_no_journal_adopted(tmp_path: Path, taken: str) -> None:
    (tmp_path / taken).write_bytes(b"somebody's")
    with (
        pytest.raises(ProjectError, match=r"^ebb\.tagscope: exists already"),
        new_file(tmp_path / "ebb.tagscope") as draft,
    ):
        draft.write_bytes(b"ours")
    assert names(tmp_path) == [taken]
    assert (tmp_path / taken).read_bytes() == b"somebody's"


def test_a_file_that_came_meanwhile_stays(tmp_path: Path) -> None:
    target = tmp_path / "ebb.tagscope"

    def meet() -> None:
        with new_file(target) as draft:
            draft.write_bytes(b"ours")
            target.write_bytes(b"somebody's")

    with pytest.raises(ProjectError, match="exists already"):
        meet()
    assert names(tmp_path) == [target.name]
    assert target.read_bytes() == b"somebody's"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with (
        pytest.raises(ProjectError, match="its folder does not exist"),
        new_file(tmp_path / "none" / "ebb.tagscope") as draft,
    ):
        draft.write_bytes(b"ours")


def test_what_was_killed_goes_with_the_next(tmp_path: Path) -> None:
    killed = tmp_path / ".ebb.tagscope.0123456789abcdef.part"
    others = [tmp_path / ".flood.tagscope.0123456789abcdef.part", tmp_path / ".ebb.tagscope.lock.json"]
    for left_over in (killed, killed.with_name(f"{killed.name}-journal"), *others):
        left_over.write_bytes(b"half")
    with new_file(tmp_path / "ebb.tagscope") as draft:
        draft.write_bytes(b"whole")
    assert names(tmp_path) == sorted(["ebb.tagscope", *(other.name for other in others)])
