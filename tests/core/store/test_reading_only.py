"""A file that may not be written is opened to be read, says so, refuses every change, and can be copied."""

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core import edits
from core.corpus import Layer, Sentence
from core.errors import ProjectDamagedError, ProjectReadOnlyError, ProjectUnreadableError
from core.project import Project
from core.store.beliefs import Belief
from core.store.runs import Checkpoint
from core.store.verdicts import Verdict

Dump = Callable[[Project], dict[str, object]]
OLD = Path(__file__).parents[2] / "data" / "version-1.tagscope.gz"

CHANGES: dict[str, Callable[[Project], object]] = {
    "edit": lambda project: project.apply(edits.SetTags(1, "pos", 0, ("N",))),
    "undo": lambda project: project.undo(),
    "redo": lambda project: project.redo(),
    "import": lambda project: project.begin_import("a", "text", [Layer("pos")]),
    "setting": lambda project: project.set_setting("a", "b"),
    "model": lambda project: project.save_model("a", b"b"),
    "run": lambda project: project.runs.start("a", "pos", "{}"),
    "checkpoint": lambda project: project.runs.save_checkpoint(1, Checkpoint(1, 1, b"")),
    "belief": lambda project: project.beliefs.save("pos", [Belief(1, 1, ("N", "N"), b"\0\0", 0.0, 0.0, 0.0)]),
    "verdict": lambda project: project.verdicts.set("pos", 1, 0, Verdict.UNSURE),
}


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def folder(plain_user: Path) -> Iterator[Path]:
    """A folder with a closed project; may be protected."""
    folder = plain_user / "project"
    folder.mkdir()
    with Project.create(folder / "tides 🌊.tagscope") as project:
        project.apply(edits.AddLayer("pos"))
        project.apply(edits.AddSentences((Sentence(("ebb", "tide"), {"pos": ("N", "N")}),)))
    return folder


def protect(folder: Path, what: str) -> Path:
    """Let nobody write to the file, or to its folder."""
    path = folder / "tides 🌊.tagscope"
    if what == "file":
        path.chmod(0o444)
    else:
        folder.chmod(0o555)
    return path


@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_protected_project_can_be_read_and_copied(plain_user: Path, folder: Path, what: str, dump: Dump) -> None:
    path = protect(folder, what)
    before = content(folder)
    copy = plain_user / "copy.tagscope"
    with Project.open(path) as project:
        assert project.is_read_only
        assert content(folder) == before
        held = dump(project)
        assert project.can_undo
        for change in CHANGES.values():
            with pytest.raises(ProjectReadOnlyError, match=f"^{path.name}: may not be written. Save a copy"):
                change(project)
        project.idle()
        assert dump(project) == held
        list(project.save_copy(copy))
    assert content(folder) == before
    with Project.open(copy) as project:
        assert not project.is_read_only
        assert dump(project) == held
        project.apply(edits.AddLayer("chunk"))


@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_stands_in_the_journal_is_read_too(folder: Path, what: str) -> None:
    path = folder / "tides 🌊.tagscope"
    with Project.open(path) as project:
        project.apply(edits.AddSentences((Sentence(("flood",)),)))
        running = project.begin_import("more", "text", [Layer("pos")])
        running.add([Sentence(("wave",))])
        left = content(folder)
    for name, data in left.items():
        (folder / name).write_bytes(data)
    assert f"{path.name}-wal" in left
    protect(folder, what)
    before = content(folder)
    with Project.open(path) as project:
        assert project.is_read_only
        assert project.n_sentences == 2
        assert [sentence.tokens for sentence in project.sentences()] == [("ebb", "tide"), ("flood",)]
        with pytest.raises(ProjectReadOnlyError):
            project.apply(edits.AddLayer("chunk"))
    assert content(folder) == before


def test_an_older_project_is_brought_to_this_version_in_a_copy(folder: Path) -> None:
    path = folder / "tides 🌊.tagscope"
    path.write_bytes(gzip.decompress(OLD.read_bytes()))
    protect(folder, "folder")
    before = content(folder)
    with Project.open(path) as project:
        assert project.is_read_only
        assert project.migration
        assert (project.migration.version, project.migration.backup, project.migration.problem) == (1, None, "")
        assert [layer.name for layer in project.layers] == ["pos", "ner", "sea"]
        assert project.import_reports()[0].name == "waves.conll"
    assert content(folder) == before


def test_a_file_that_is_open_to_be_read_may_be_read_again(folder: Path) -> None:
    path = protect(folder, "folder")
    with Project.open(path) as first, Project.open(path) as second, Project.open_copy(path) as third:
        assert first.n_sentences == second.n_sentences == third.n_sentences == 1


def test_a_file_that_changed_under_the_reader_is_no_damage(folder: Path) -> None:
    path = protect(folder, "file")
    with Project.open(path) as project:
        path.chmod(0o644)
        data = bytearray(path.read_bytes())
        data[4096:] = b"\xff" * len(data[4096:])
        path.write_bytes(data)
        project._connection.rows("PRAGMA shrink_memory")
        with pytest.raises(ProjectUnreadableError, match="another program has changed it meanwhile"):
            list(project.sentences())
    with pytest.raises(ProjectDamagedError):
        Project.open(path)
