"""A file is checked when that is due, before it is used or while it is, and nobody waits for a large one."""

import threading
from collections.abc import Callable, Generator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core import edits
from core.corpus import Sentence
from core.errors import ProjectDamagedError, ProjectError
from core.project import Project
from core.store import checks, copies
from core.store.checks import CheckResult
from core.store.connection import Connection


def ran(steps: Generator[object, None, CheckResult]) -> CheckResult:
    """Run a check to its end and return its result."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: CheckResult = end.value
            return result


@pytest.fixture
def kinds(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """What was checked, `True` for in full."""
    seen: list[bool] = []
    check_pages = Connection.check_pages

    def note(connection: Connection, *, is_full: bool = False) -> None:
        seen.append(is_full)
        check_pages(connection, is_full=is_full)

    monkeypatch.setattr(Connection, "check_pages", note)
    return seen


def checked_at(path: Path, at: str) -> None:
    with Project.open(path) as project:
        project.set_setting("checked_at", at)


def cut_off(project: Project) -> Path:
    """Return a copy of the project as a kill would leave it now."""
    copy = project.path.with_name("killed.tagscope")
    copy.write_bytes(project.path.read_bytes())
    Path(f"{copy}-wal").write_bytes(Path(f"{project.path}-wal").read_bytes())
    return copy


def test_a_file_that_was_closed_is_checked_quickly(small: Project, kinds: list[bool]) -> None:
    small.close()
    with Project.open(small.path) as project:
        assert kinds == [False]
        assert not project.needs_check
        assert project.setting("checked_at") is None


def test_a_file_that_was_cut_off_is_checked_in_full(small: Project, kinds: list[bool]) -> None:
    path = cut_off(small)
    with Project.open(path) as project:
        assert kinds == [True]
        assert not project.needs_check
        assert project.setting("checked_at")
        assert project.n_sentences == 3


@pytest.mark.parametrize(
    ("at", "is_full"),
    [
        (datetime.now(UTC) - timedelta(days=29), False),
        (datetime.now(UTC) - timedelta(days=31), True),
        (datetime.now(UTC) + timedelta(days=400), True),
        ("yesterday", True),
        ("2020-01-01T00:00:00", True),
    ],
)
def test_a_file_is_checked_in_full_once_a_month(
    small: Project, kinds: list[bool], at: datetime | str, is_full: bool
) -> None:
    small.close()
    checked_at(small.path, at if isinstance(at, str) else at.isoformat(timespec="seconds"))
    kinds.clear()
    for _ in range(2):
        Project.open(small.path).close()
    assert kinds == [is_full, False]


def test_a_large_file_is_opened_at_once_and_asks_to_be_checked(
    small: Project, kinds: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "CHECKED_BYTES", 50_000)
    with Project.open(cut_off(small)) as project:
        assert kinds == []
        assert project.needs_check
        result = ran(project.check())
        assert result.damage is None
        assert kinds == [True]
        assert not project.needs_check
        assert project.setting("checked_at") == result.at
    with Project.open(project.path) as again:
        assert not again.needs_check
    assert kinds == [True]


def test_a_check_finds_damage_and_leaves_the_files_as_they_are(small: Project) -> None:
    small.apply(edits.SetTags(2, "pos", 0, ("N",)))
    small._connection.run("UPDATE length SET n = n + 1")
    before = small.path.read_bytes()
    result = ran(small.check())
    assert isinstance(result.damage, ProjectDamagedError)
    assert str(result.damage).startswith(f"{small.path.name}: the project file is damaged")
    assert small.setting("checked_at") is None
    small.close()
    assert small.path.read_bytes() == before
    assert Path(f"{small.path}-wal").stat().st_size


def test_others_work_while_a_file_is_checked(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    looked, edited = threading.Event(), threading.Event()
    check_pages = Connection.check_pages

    def slow(connection: Connection, *, is_full: bool = False) -> None:
        looked.set()
        assert edited.wait(30)
        check_pages(connection, is_full=is_full)

    monkeypatch.setattr(Connection, "check_pages", slow)
    results: list[CheckResult] = []
    job = threading.Thread(target=lambda: results.append(ran(small.check())))
    job.start()
    assert looked.wait(30)
    small.apply(edits.AddSentences((Sentence(("meanwhile",)),)))
    edited.set()
    job.join(30)
    assert [result.damage for result in results] == [None]
    assert small.n_sentences == 4


def test_a_check_that_is_given_up_or_has_no_room_leaves_nothing(
    small: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "_PAGES", 1)
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    steps = small.check()
    next(steps)
    assert list(folder.iterdir())
    steps.close()
    assert list(folder.iterdir()) == []
    usage = checks.shutil.disk_usage(folder)
    monkeypatch.setattr(checks.shutil, "disk_usage", lambda _folder: usage._replace(free=1000))
    with pytest.raises(ProjectError, match="there is no room to check it"):
        list(small.check())
    assert list(folder.iterdir()) == []


def test_damage_that_only_a_full_check_sees(small: Project, spoil: Callable[[Project], None]) -> None:
    spoil(small)
    with Project.open(small.path) as project:
        assert isinstance(ran(project.check()).damage, ProjectDamagedError)
        project.set_setting("written", "behind the last checkpoint")
        path = cut_off(project)
    before = path.read_bytes(), Path(f"{path}-wal").read_bytes()
    with pytest.raises(ProjectDamagedError):
        Project.open(path)
    assert (path.read_bytes(), Path(f"{path}-wal").read_bytes()) == before
