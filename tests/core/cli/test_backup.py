"""Backups are taken, listed and written elsewhere from the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from core import edits
from core.corpus import Sentence
from core.project import Project

Call = Callable[..., Result]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A closed project of one sentence with a tag set by hand."""
    path = tmp_path / "tides.tagscope"
    with Project.create(path) as project:
        project.apply(edits.AddLayer("pos"))
        project.apply(edits.AddSentences((Sentence(("Low", "tide"), document="d"),)))
        project.apply(edits.SetTags(1, "pos", 0, ("A", "N")))
    return path


def test_taken_and_listed(file: Path, call: Call) -> None:
    assert call("backup", file, "--list").stdout == "no backups\n"
    taken = json.loads(call("backup", file, "--json").stdout)
    assert (taken["number"], taken["reason"], taken["sentences"], taken["human_tags"]) == (1, "by hand", 1, 2)
    with Project.open(Path(taken["file"])) as copy:
        assert copy.n_sentences == 1
    assert json.loads(Path(taken["labels"]).read_bytes())["tags"] == ["A", "N"]
    with Project.open(file) as project:
        project.apply(edits.AddSentences((Sentence(("more",)),)))
    call("backup", file)
    listed = json.loads(call("backup", file, "--list", "--json").stdout)["backups"]
    assert [(row["number"], row["sentences"]) for row in listed] == [(1, 2), (2, 1)]
    lines = call("backup", file, "--list").stdout.strip().split("\n")
    assert len(lines) == 3
    assert lines[1].split() == ["1", *listed[0]["taken_at"][:19].split("T"), "by", "hand", *lines[1].split()[5:]]


def test_written_elsewhere(file: Path, tmp_path: Path, call: Call) -> None:
    out = tmp_path / "copy.tagscope"
    assert call("backup", file, "--out", out).stdout == "copy.tagscope: written and checked\n"
    with Project.open(out) as copy:
        assert copy.n_sentences == 1
    again = call("backup", file, "--out", out)
    assert again.exit_code == 1
    assert again.stderr.startswith("copy.tagscope: exists already.")
    assert call("backup", file, "--list").stdout == "no backups\n"


def test_an_open_project_is_not_backed_up_from_outside(file: Path, call: Call) -> None:
    with Project.open(file):
        result = call("backup", file)
    assert result.exit_code == 1
    assert "is open in another window or program" in result.stderr
