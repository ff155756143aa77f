"""A copy aside is whole where the file is at rest, and tried again where it is not."""

from pathlib import Path

import pytest

from core import edits
from core.errors import ProjectError, ProjectUnreadableError
from core.project import Project
from core.store import aside
from core.store.aside import copy_aside


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files go."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def test_a_file_and_its_journal_are_copied_as_they_are(
    small: Project, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aside, "_CHUNK", 1000)
    copy = copy_aside(small.path, small.path)
    assert copy.parent.parent == folder
    for suffix in ("", "-wal"):
        assert Path(f"{copy}{suffix}").read_bytes() == Path(f"{small.path}{suffix}").read_bytes()


def test_a_copy_that_was_disturbed_is_made_again(small: Project, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small.idle()
    copied: list[bool] = []
    once = aside._copy

    def disturbed(target: Path, copy: Path, vfs: str) -> bool:
        chunks = aside._chunks
        with monkeypatch.context() as patched:
            if not copied:

                def meanwhile(source: Path, vfs: str, size: int = 2**20) -> object:
                    if size == 2**20 and source == target:
                        small.apply(edits.AddLayer("chunk"))
                        small.idle()
                    return chunks(source, vfs, size)

                patched.setattr(aside, "_chunks", meanwhile)
            copied.append(once(target, copy, vfs))
        return copied[-1]

    monkeypatch.setattr(aside, "_copy", disturbed)
    copy = copy_aside(small.path, small.path)
    assert copied == [False, True]
    assert copy.read_bytes() == small.path.read_bytes()


def test_a_copy_without_room_leaves_nothing(small: Project, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_values: object) -> bool:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(aside, "_copy", full)
    with pytest.raises(ProjectError, match="cannot be copied to be read: No space left on device") as caught:
        copy_aside(small.path, small.path)
    assert str(folder) in caught.value.remedy
    assert list(folder.iterdir()) == []


def test_a_file_that_never_rests_is_given_up(small: Project, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside, "_copy", lambda *_values: False)
    with pytest.raises(ProjectUnreadableError, match="others are writing to it without a pause"):
        copy_aside(small.path, small.path)
    assert list(folder.iterdir()) == []
