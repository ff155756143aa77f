"""One writer at a time: the second is told who has the file, may read a copy, and waits for no one who is gone."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core import edits
from core.corpus import Sentence
from core.errors import ProjectBusyError, ProjectReadOnlyError, ProjectUnreadableError
from core.project import Project
from core.store import aside, opening

PROJECT_ROOT = Path(__file__).parents[3]
Dump = Callable[[Project], dict[str, object]]

HOLDER = """
import sys
from pathlib import Path
from core.project import Project
with Project.open(Path(sys.argv[1])):
    print("open", flush=True)
    sys.stdin.read()
"""
# Each edit tags two sentences alike: a half one, or one that lost an earlier one, is seen.
WRITER = """
import sys, time
from pathlib import Path
from core import edits
from core.project import Project
with Project.open(Path(sys.argv[1])) as project:
    for step in range(10**9):
        tags = (f"t{step}",)
        project.apply(edits.Batch(f"{step}", (edits.SetTags(1, "pos", 0, tags), edits.SetTags(2, "pos", 0, tags))))
        if step % 7 == 6:
            project.idle()
        print(step, flush=True)
        time.sleep(0.002)
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A closed project of two sentences in one layer."""
    path = tmp_path / "tides 🌊.tagscope"
    with Project.create(path) as project:
        project.apply(edits.AddLayer("pos"))
        project.apply(edits.AddSentences((Sentence(("ebb", "tide")), Sentence(("flood", "tide")))))
    return path


@pytest.fixture
def start() -> Iterator[Callable[[str, Path], subprocess.Popen[str]]]:
    """Start a process that has a project open; it is ended afterwards."""
    started: list[subprocess.Popen[str]] = []

    def begin(code: str, path: Path) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", code, str(path)],
            cwd=PROJECT_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        assert process.stdout
        assert process.stdout.readline()
        return process

    yield begin
    for process in started:
        process.kill()
        process.communicate()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_another_process_is_named_and_its_file_let_alone(
    file: Path, start: Callable[[str, Path], subprocess.Popen[str]]
) -> None:
    process = start(HOLDER, file)
    for _ in range(2):
        with pytest.raises(ProjectBusyError, match="is open in another window or program: on ") as caught:
            Project.open(file)
        holder = caught.value.holder
        assert holder
        assert (holder.host, holder.process) == (socket.gethostname()[:200], process.pid)
        assert f"process {process.pid}, since {holder.since[:10]}" in str(caught.value)
    process.communicate("")
    assert names(file.parent) == [file.name]
    with Project.open(file) as project:
        assert project.n_sentences == 2


def test_a_process_that_was_killed_keeps_nobody_out(
    file: Path, start: Callable[[str, Path], subprocess.Popen[str]]
) -> None:
    process = start(HOLDER, file)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert f".{file.name}.lock.json" in names(file.parent)
    with Project.open(file):
        with pytest.raises(ProjectBusyError) as caught:
            Project.open(file)
        assert caught.value.holder
        assert caught.value.holder.process == os.getpid()
    assert names(file.parent) == [file.name]


def test_the_same_process_is_told_too_and_keeps_its_lock(
    file: Path, start: Callable[[str, Path], subprocess.Popen[str]]
) -> None:
    with Project.open(file) as project:
        for _ in range(2):
            with pytest.raises(ProjectBusyError):
                Project.open(file)
            Project.open_copy(file).close()
        opened = subprocess.run(
            [sys.executable, "-c", HOLDER, str(file)], cwd=PROJECT_ROOT, capture_output=True, text=True, check=False
        )
        assert f"ProjectBusyError: {file.name}: is open in another window or program: on" in opened.stderr
        project.apply(edits.AddSentences((Sentence(("ebb",)),)))
    with Project.open(file) as project:
        assert project.n_sentences == 3


def test_a_link_is_the_same_file(file: Path) -> None:
    symbolic, hard = file.with_name("symbolic.tagscope"), file.with_name("hard.tagscope")
    symbolic.symlink_to(file)
    hard.hardlink_to(file)
    with Project.open(symbolic) as project:
        assert project.path == symbolic
        for path in (file, symbolic, hard):
            with pytest.raises(ProjectBusyError, match="is open in another"):
                Project.open(path)


def test_a_journal_under_another_name_of_the_file_is_not_missed(file: Path) -> None:
    hard = file.with_name("hard.tagscope")
    hard.hardlink_to(file)
    with Project.open(file) as project:
        project.idle()
        project.apply(edits.AddSentences((Sentence(("ebb",)),)))
        killed = file.parent / "killed"
        killed.mkdir()
        (killed / file.name).write_bytes(file.read_bytes())
        (killed / f"{file.name}-wal").write_bytes(Path(f"{file}-wal").read_bytes())
    (killed / hard.name).hardlink_to(killed / file.name)
    with Project.open_copy(killed / hard.name) as project:
        assert project.n_sentences == 3
    with Project.open(killed / hard.name) as project:
        assert project.n_sentences == 3
    with Project.open(killed / file.name) as project:
        assert project.n_sentences == 3
    assert names(killed) == [hard.name, file.name]


def test_a_copy_of_a_file_in_use_can_be_read(
    file: Path, start: Callable[[str, Path], subprocess.Popen[str]], dump: Dump
) -> None:
    """The writer goes on meanwhile; every copy shows one moment of it, and a later one no earlier moment."""
    process = start(WRITER, file)
    last = -1
    for _ in range(12):
        with Project.open_copy(file) as copy:
            assert copy.is_read_only
            assert copy.path == file
            first, second = (copy.sentence(number).tags["pos"][0] for number in (1, 2))
            assert first == second
            assert first
            assert int(first[1:]) >= last
            assert copy.undo_title == first[1:]
            last = int(first[1:])
            dump(copy)
            with pytest.raises(ProjectReadOnlyError, match="may not be written"):
                copy.apply(edits.AddLayer("chunk"))
    assert process.poll() is None
    assert last > 0


def test_copies_do_not_stay(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dump: Dump) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    with Project.open(file) as project:
        with Project.open_copy(file) as copy:
            assert len(names(folder)) == 1
            assert dump(copy) == dump(project)
        assert names(folder) == []
        for damage in (opening.check_tables, opening.migrate):
            with monkeypatch.context() as patched:
                patched.setattr(opening, damage.__name__, lambda *_values, **_names: 1 // 0)
                with pytest.raises(ZeroDivisionError):
                    Project.open_copy(file)
            assert names(folder) == []


def test_a_file_that_is_written_without_a_pause(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    with Project.open(file) as project:
        chunks = aside._chunks

        def meanwhile(*values: object) -> Iterator[bytes]:
            project.apply(edits.SetTags(1, "pos", 0, (f"t{time.monotonic()}",)))
            project.idle()
            return chunks(*values)  # type: ignore[arg-type]

        monkeypatch.setattr(aside, "_chunks", meanwhile)
        with pytest.raises(ProjectUnreadableError, match="others are writing to it without a pause"):
            Project.open_copy(file)
        assert names(folder) == []
