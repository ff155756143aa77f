"""Human labels as lines of text: written as they come, read back as they were."""

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from core import edits
from core.backups import labels
from core.backups.labels import read_lines, write_lines
from core.backups.record import Backup
from core.errors import BackupError
from core.project import Project

Take = Callable[..., Backup]


def test_a_line_can_be_read_by_people(project: Project, tmp_path: Path) -> None:
    project.apply(edits.SetTags(1, "ner", 1, ("O", "B-LOC"), "ac"))
    target = tmp_path / "labels.jsonl"
    assert write_lines(project.human_labels(), target) == 4
    rows = [json.loads(line) for line in target.read_text(encoding="utf-8").split("\n")[:-1]]
    assert [(row["sentence"], row["tags"], row["origins"]) for row in rows] == [
        (1, [None, "O", "B-LOC"], ".ac"),
        (3, ["B-LOC", "I-LOC", None], "hh."),
    ]
    assert rows[0] | {"changed_at": ""} == {
        "document": "tides",
        "sentence": 1,
        "tokens": ["Mara", "rows", "home"],
        "layer": "ner",
        "scheme": "IOB2",
        "tags": [None, "O", "B-LOC"],
        "origins": ".ac",
        "annotator": "",
        "changed_at": "",
    }
    assert rows[0]["changed_at"].endswith("+00:00")


def test_they_are_read_as_they_were_written(project: Project, tmp_path: Path) -> None:
    project.apply(edits.SetTags(5, "ner", 0, ("O", "B-ORG")))
    lines = list(project.human_labels())
    assert write_lines(lines, tmp_path / "labels.jsonl") == 4
    assert list(read_lines(tmp_path / "labels.jsonl")) == lines


def test_nothing_labelled_is_an_empty_file(tmp_path: Path) -> None:
    assert write_lines([], tmp_path / "labels.jsonl") == 0
    assert (tmp_path / "labels.jsonl").read_bytes() == b""


def test_two_backups_differ_in_what_was_labelled(project: Project, take: Callable[..., Backup]) -> None:
    before = take(project).labels.read_bytes().split(b"\n")
    project.apply(edits.SetTags(4, "ner", 0, ("O",)))
    after = take(project).labels.read_bytes().split(b"\n")
    assert set(before) < set(after)
    assert len(after) == len(before) + 1


def test_damaged_lines_cost_no_other(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "labels.jsonl"
    write_lines(project.human_labels(), path)
    whole = path.read_bytes().strip()
    path.write_bytes(b"\n".join([whole[:-20], whole, b"", b"\xff\xfe", b'{"tokens": ["a"]}', whole[5:]]))
    (line,) = project.human_labels()
    assert list(read_lines(path)) == [None, line, None, None, None, None]
    monkeypatch.setattr(labels, "_LONGEST_LINE", len(whole) // 2)
    assert set(read_lines(path)) == {None}


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BackupError, match=r"^x\.jsonl: cannot be read: " + os.strerror(errno.ENOENT)):
        list(read_lines(tmp_path / "x.jsonl"))
