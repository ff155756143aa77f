"""What people have labelled, as lines: all of it, nothing else, always in the same order."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from core import edits
from core.backups import labels
from core.backups.labels import LabelLine, label_lines, write_labels
from core.backups.record import Backup
from core.corpus import Layer, Scheme, Sentence, Tags
from core.errors import ProjectDamagedError
from core.project import Project


def lines_of(project: Project) -> list[LabelLine]:
    return list(label_lines(project._connection))


def test_human_tags_alone_are_written(project: Project, tmp_path: Path) -> None:
    project.apply(edits.SetTags(1, "ner", 1, ("O", "B-LOC"), "ac"))
    project.apply(edits.SetTags(2, "ner", 0, ("O",), "i"))
    target = tmp_path / "labels.jsonl"
    assert write_labels(project._connection, target) == 4
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


def test_the_order_is_that_of_the_corpus_whatever_was_labelled_first(project: Project) -> None:
    project.apply(edits.AddLayer("pos"))
    for sentence in (5, 4, 1, 3):
        project.apply(edits.SetTags(sentence, "pos", 1, ("N",)))
    found = [(line.document, line.sentence, line.layer) for line in lines_of(project)]
    assert found == [
        ("tides", 1, "pos"),
        ("tides", 3, "ner"),
        ("tides", 3, "pos"),
        ("ferry", 1, "pos"),
        ("ferry", 2, "pos"),
    ]


@pytest.mark.parametrize("size", [1, 2, 3])
def test_slices_make_no_difference(project: Project, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    project.apply(edits.SetTags(5, "ner", 0, ("O",)))
    whole = lines_of(project)
    assert whole[-1].tokens == ("a\\b\n", "ü🌊")
    monkeypatch.setattr(labels, "_SLICE", size)
    assert lines_of(project) == whole


def test_what_is_out_of_sight_is_not_written(project: Project) -> None:
    project.apply(edits.AddLayer("pos"))
    project.apply(edits.SetTags(1, "pos", 0, ("N",)))
    project.apply(edits.RemoveLayer("pos"))
    running = project.begin_import("more", "text", [Layer("ner", Scheme.IOB2)])
    running.add([Sentence(("on", "its", "way"), {"ner": ("O", "O", "O")})])
    project.apply(edits.RemoveSentences((3,)))
    assert lines_of(project) == []
    project.undo()
    assert [line.sentence for line in lines_of(project)] == [3]


def test_nothing_labelled_is_an_empty_file(tmp_path: Path) -> None:
    with Project.create(tmp_path / "empty.tagscope") as project:
        assert write_labels(project._connection, tmp_path / "labels.jsonl") == 0
    assert (tmp_path / "labels.jsonl").read_bytes() == b""


def test_two_backups_differ_in_what_was_labelled(project: Project, take: Callable[..., Backup]) -> None:
    before = take(project).labels.read_bytes().split(b"\n")
    project.apply(edits.SetTags(4, "ner", 0, ("O",)))
    after = take(project).labels.read_bytes().split(b"\n")
    assert set(before) < set(after)
    assert len(after) == len(before) + 1


def test_a_tag_that_is_missing_is_damage(project: Project) -> None:
    project._connection.run("DELETE FROM tag WHERE name = 'I-LOC'")
    with pytest.raises(ProjectDamagedError, match="a sentence of 'tides' contradicts itself"):
        lines_of(project)


@pytest.mark.parametrize(("tags", "origins"), [(("N",), "hh"), (("N", "N"), "h"), ((), "")])
def test_lines_whose_parts_do_not_fit_are_none(tags: Tags, origins: str) -> None:
    tokens = ("a", "b") if tags else ()
    with pytest.raises(ValueError, match="tokens, tags and origins"):
        LabelLine(document="", sentence=1, tokens=tokens, layer="pos", scheme=Scheme.PLAIN, tags=tags, origins=origins)
