"""A backup, what is left of a file, or labels alone come back; what was there is kept."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from core import edits
from core.corpus import Sentence
from core.project import Project

Call = Callable[..., Result]


def add(file: Path, word: str) -> None:
    with Project.open(file) as project:
        project.apply(edits.AddSentences((Sentence((word,)),)))


def words_of(file: Path) -> list[str]:
    with Project.open(file) as project:
        return [sentence.tokens[0] for sentence in project.sentences()]


@pytest.fixture
def file(tmp_path: Path, call: Call) -> Path:
    """A project with a third sentence, and backups of one and of two."""
    path = tmp_path / "tides.tagscope"
    with Project.create(path) as project:
        project.apply(edits.AddLayer("pos"))
    for word in ("one", "two"):
        add(path, word)
        with Project.open(path) as project:
            project.apply(edits.SetTags(project.n_sentences, "pos", 0, ("N",)))
        assert call("backup", path).exit_code == 0
    add(path, "three")
    return path


def backups(call: Call, file: Path) -> list[Path]:
    return [Path(row["file"]) for row in json.loads(call("backup", file, "--list", "--json").stdout)["backups"]]


def aside(file: Path) -> list[Path]:
    return sorted(path for path in file.parent.iterdir() if path.name.startswith(f"{file.name}."))


def test_the_newest_comes_back(file: Path, call: Call) -> None:
    result = call("restore", file, "--yes")
    assert result.exit_code == 0
    (kept,) = aside(file)
    assert result.stdout == f"tides.tagscope: restored; what was there is now {kept.name}\n"
    assert ".before-restore-" in kept.name
    assert words_of(file) == ["one", "two"]
    assert words_of(kept) == ["one", "two", "three"]


def test_one_is_chosen_by_its_number_or_path(file: Path, call: Call) -> None:
    assert call("restore", file, "--backup", 2, "--yes").exit_code == 0
    assert words_of(file) == ["one"]
    assert call("restore", file, "--backup", backups(call, file)[0], "--yes").exit_code == 0
    assert words_of(file) == ["one", "two"]


def test_every_backup_can_be_restored(file: Path, call: Call) -> None:
    for number, expected in ((1, ["one", "two"]), (2, ["one"])):
        assert call("restore", file, "--backup", number, "--yes").exit_code == 0
        assert words_of(file) == expected


def test_asked_and_refused_nothing_happens(file: Path, call: Call) -> None:
    result = call("restore", file, input=b"n\n")
    assert result.exit_code == 1
    assert "2 sentences, 2 tags, 5 edits" in result.stderr
    assert aside(file) == []
    assert words_of(file) == ["one", "two", "three"]
    assert call("restore", file, input=b"y\n").exit_code == 0
    assert words_of(file) == ["one", "two"]


def test_a_damaged_file_says_so_in_its_name(file: Path, call: Call) -> None:
    file.write_bytes(b"nonsense" * 1000)
    assert call("restore", file, "--yes").exit_code == 0
    (kept,) = aside(file)
    assert ".damaged-" in kept.name
    assert words_of(file) == ["one", "two"]


def test_where_the_newest_is_spoilt_the_next_is_taken(file: Path, call: Call) -> None:
    newest = backups(call, file)[0]
    content = newest.read_bytes()
    newest.write_bytes(content[:4096] + bytes(4096) + content[8192:])
    assert call("restore", file, "--yes").exit_code == 0
    assert words_of(file) == ["one"]


def test_a_file_that_is_gone_comes_back(file: Path, call: Call) -> None:
    file.unlink()
    assert call("restore", file, "--yes").stdout == "tides.tagscope: restored\n"
    assert words_of(file) == ["one", "two"]


def test_what_is_left_is_salvaged(file: Path, call: Call) -> None:
    content = file.read_bytes()
    file.write_bytes(bytes(4096) + content[4096:])
    result = call("restore", file, "--salvage", "--yes")
    assert result.exit_code == 0
    assert "read: 3 sentences, 2 tags, 0 models" in result.stderr
    assert words_of(file) == ["one", "two", "three"]
    (kept,) = aside(file)
    assert kept.read_bytes() == bytes(4096) + content[4096:]
    assert sorted(path.name for path in file.parent.iterdir() if path.suffix == ".salvaged") == []


def test_labels_alone_come_back(file: Path, call: Call) -> None:
    labels = backups(call, file)[0].with_name("labels.jsonl")
    with Project.open(file) as project:
        project.apply(edits.SetTags(1, "pos", 0, (None,)))
    result = call("restore", file, "--labels", labels)
    assert result.stdout == "tides.tagscope: 1 tags put back, 1 were there\n"
    with Project.open(file) as project:
        assert project.sentence(1).tags["pos"] == ("N",)
        assert project.undo_title == "restore labels"
    assert words_of(file) == ["one", "two", "three"]


@pytest.mark.parametrize("number", ["0", "3"])
def test_a_number_that_is_none(file: Path, call: Call, number: str) -> None:
    result = call("restore", file, "--backup", number, "--yes")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"tides.tagscope: has no backup {number}.")


def test_no_backup_at_all(tmp_path: Path, call: Call) -> None:
    result = call("restore", tmp_path / "x.tagscope", "--yes")
    assert result.exit_code == 1
    assert result.stderr.startswith("x.tagscope: has no sound backup.")


def test_one_thing_at_a_time(file: Path, call: Call) -> None:
    assert call("restore", file, "--salvage", "--backup", 1).exit_code == 2


def test_an_open_project_is_let_alone(file: Path, call: Call) -> None:
    with Project.open(file) as project:
        for arguments in ([], ["--salvage"]):
            result = call("restore", file, "--yes", *arguments)
            assert result.exit_code == 1
            assert "is open in another window or program" in result.stderr
        project.apply(edits.AddLayer("more"))
    assert aside(file) == []
