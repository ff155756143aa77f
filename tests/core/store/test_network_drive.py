"""On a network drive a project steps down to what is safe there, and a drive that does not answer is given up."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import apsw
import pytest

from core import edits
from core.corpus import Sentence
from core.errors import ProjectBusyError, ProjectUnreadableError
from core.project import Project
from core.store import opening

Dump = Callable[[Project], dict[str, object]]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A closed project with one sentence."""
    path = tmp_path / "tides.tagscope"
    with Project.create(path) as project:
        project.apply(edits.AddLayer("pos"))
        project.apply(edits.AddSentences((Sentence(("ebb", "tide")),)))
    return path


def settings(project: Project) -> tuple[str, int]:
    connection = project._connection
    return str(connection.rows("PRAGMA journal_mode")[0][0]), connection.number("PRAGMA synchronous")


def test_a_project_steps_down_on_a_network_drive_and_up_again(
    file: Path, monkeypatch: pytest.MonkeyPatch, dump: Dump
) -> None:
    monkeypatch.setattr(opening, "is_on_network", lambda _target: True)
    with Project.open(file) as project:
        assert project.is_on_network
        assert settings(project) == ("delete", 3)
        with pytest.raises(ProjectBusyError):
            Project.open(file)
        project.apply(edits.SetTags(1, "pos", 0, ("N",)))
        with Project.open_copy(file) as copy:
            assert dump(copy) == dump(project)
        project.idle()
        held = dump(project)
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    monkeypatch.undo()
    with Project.open(file) as project:
        assert not project.is_on_network
        assert settings(project) == ("wal", 2)
        assert dump(project) == held


def test_a_project_steps_down_where_a_log_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # SQLite answers with the journal that it has chosen instead.
    monkeypatch.setattr(opening, "_DURABLE", "PRAGMA journal_mode=TRUNCATE")
    with Project.open(file) as project:
        assert not project.is_on_network
        assert settings(project) == ("delete", 3)


def test_a_project_is_created_on_a_network_drive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "is_on_network", lambda _target: True)
    with Project.create(tmp_path / "a.tagscope") as project:
        assert settings(project) == ("delete", 3)
        project.apply(edits.AddLayer("pos"))


def test_what_was_cut_off_on_a_network_drive_is_made_good(
    file: Path, monkeypatch: pytest.MonkeyPatch, dump: Dump
) -> None:
    monkeypatch.setattr(opening, "is_on_network", lambda _target: True)
    left: dict[str, bytes] = {}
    with Project.open(file) as project:
        held = dump(project)
        connection = project._connection
        with connection.transaction():
            connection.run("PRAGMA cache_spill=1")
            connection.run("PRAGMA cache_size=1")
            connection.run("UPDATE sentence SET tokens = 'half'")
            connection.run_many("INSERT INTO setting VALUES (?, ?)", [(f"{k}", "x" * 3000) for k in range(200)])
            left = {path.name: path.read_bytes() for path in file.parent.iterdir() if "lock" not in path.name}
            connection.run("PRAGMA cache_size=-32768")
    assert f"{file.name}-journal" in left
    assert left[file.name] != file.read_bytes()
    for name, data in left.items():
        (file.parent / name).write_bytes(data)
    with Project.open_copy(file) as copy:
        assert dump(copy) == held
    with Project.open(file) as project:
        assert dump(project) == held
        assert project.setting("1") is None


class Sulking(apsw.VFS):
    """A file layer that keeps whoever wants a lock waiting, or fails him."""

    def __init__(self) -> None:
        super().__init__("sulking", "")
        self.is_silent = threading.Event()
        self.goes_on = threading.Event()
        self.error: Exception | None = None

    def xOpen(self, name: object, flags: list[int]) -> "SulkingFile":  # noqa: N802
        return SulkingFile(self, name, flags)


class SulkingFile(apsw.VFSFile):
    """A file of that layer."""

    def __init__(self, layer: Sulking, name: object, flags: list[int]) -> None:
        self._layer = layer
        super().__init__("", name, flags)

    def xLock(self, level: int) -> None:  # noqa: N802
        if self._layer.error:
            raise self._layer.error
        if self._layer.is_silent.is_set():
            self._layer.goes_on.wait(60)
        super().xLock(level)


@pytest.fixture
def sulking() -> Iterator[Sulking]:
    """The layer, registered as `sulking`."""
    layer = Sulking()
    yield layer
    layer.goes_on.set()
    layer.unregister()


def test_a_drive_that_does_not_answer_is_given_up_and_its_lock_let_go(
    file: Path, sulking: Sulking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "PATIENCE", 0.2)
    sulking.is_silent.set()
    with pytest.raises(ProjectUnreadableError, match="cannot be opened: its drive does not answer"):
        Project.open(file, vfs="sulking")
    sulking.is_silent.clear()
    sulking.goes_on.set()
    waiting = next((thread for thread in threading.enumerate() if thread.name == "patience"), None)
    if waiting:
        waiting.join(30)
    with Project.open(file, vfs="sulking") as project:
        assert project.n_sentences == 1


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (apsw.IOError("no locks available"), ProjectUnreadableError),
        (apsw.NoLFSError("no locks here"), opening.ProjectError),
        (apsw.BusyError("taken"), ProjectBusyError),
    ],
)
def test_a_drive_that_gives_no_locks_is_told_and_not_taken_for_damaged(
    file: Path, sulking: Sulking, error: Exception, kind: type[Exception]
) -> None:
    before = file.read_bytes()
    sulking.error = error
    with pytest.raises(kind) as caught:
        Project.open(file, vfs="sulking")
    assert type(caught.value).__name__ != "ProjectDamagedError"
    sulking.error = None
    assert file.read_bytes() == before
    with Project.open(file, vfs="sulking") as project:
        assert project.n_sentences == 1
