"""A database is copied part by part, each in a turn of its own, and looked at and checked without a trace."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import apsw
import pytest

from core import edits
from core.corpus import Sentence
from core.errors import ProjectDamagedError
from core.project import Project
from core.store import copies
from core.store.copies import check_pages, fill, look_at


@pytest.fixture
def waves(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project of three hundred sentences, copied five pages at a time."""
    monkeypatch.setattr(copies, "_PAGES", 5)
    project.apply(edits.AddLayer("pos"))
    project.apply(edits.AddSentences(tuple(Sentence(("wave", str(k))) for k in range(300))))
    return project


def test_each_part_is_copied_in_a_turn_of_its_own(waves: Project, tmp_path: Path) -> None:
    events: list[str] = []

    @contextlib.contextmanager
    def turn() -> Iterator[None]:
        events.append("taken")
        yield
        events.append("given")

    copy = apsw.Connection(str(tmp_path / "copy"))
    progress = list(fill(copy, waves._connection._database, waves.path, turn=turn, at_end=lambda: events.append("end")))
    copy.close()
    assert len(progress) > 5
    assert progress == sorted(progress)
    assert progress[-1][0] == progress[-1][1]
    assert events.count("end") == 1
    # The end is inside the turn of the last part.
    assert events[events.index("end") - 1] == "taken"
    assert [event for event in events if event != "end"] == ["taken", "given"] * ((len(events) - 1) // 2)


def test_what_is_committed_meanwhile_is_copied_too(waves: Project, tmp_path: Path) -> None:
    copy = apsw.Connection(str(tmp_path / "copy"))
    n_told = 0
    for done, total in fill(copy, waves._connection._database, waves.path, at_end=lambda: None):
        if done < total:
            n_told += 1
            waves.apply(edits.AddSentences((Sentence(("meanwhile",)),)))
            waves.idle()
    assert copy.execute("SELECT count(*) FROM sentence").fetchall() == [(300 + n_told,)]
    copy.close()


@pytest.mark.parametrize("name", ["plain", "50%20 #1?mode=rw&x", "ü🌊"])
def test_looking_leaves_no_trace(waves: Project, tmp_path: Path, name: str) -> None:
    waves.close()
    path = tmp_path / "folder" / name
    path.parent.mkdir()
    path.write_bytes(waves.path.read_bytes())
    with contextlib.closing(look_at(path)) as database:
        check_pages(path, database, is_full=True)
        with pytest.raises(apsw.ReadOnlyError):
            database.execute("DELETE FROM project")
    assert list(path.parent.iterdir()) == [path]


def test_a_full_check_sees_an_index_that_left_its_table(small: Project, spoil: Callable[[Project], None]) -> None:
    spoil(small)
    with contextlib.closing(look_at(small.path)) as database:
        check_pages(small.path, database)
        with pytest.raises(ProjectDamagedError, match="belief"):
            check_pages(small.path, database, is_full=True)


def test_a_first_table_without_its_row_is_damage(small: Project) -> None:
    small._connection.run("DELETE FROM project")
    with pytest.raises(ProjectDamagedError, match="its first table is empty or wrong"):
        check_pages(small.path, small._connection._database)
