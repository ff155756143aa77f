"""A project as the window uses it: made, filled, changed, closed and opened again."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from core import edits
from core.corpus import Layer, Sentence, Split
from core.errors import ProjectError
from core.project import Project


def test_a_whole_life(tmp_path: Path) -> None:
    path = tmp_path / "a folder with blanks 🌊" / "tides.tagscope"
    path.parent.mkdir()
    with Project.create(path) as project:
        assert (project.path, project.layers, project.n_sentences) == (path, (), 0)
        running = project.begin_import("tides.conll", "conll", [Layer("pos")])
        running.add([Sentence(("Low", "tide"), {"pos": ("A", None)}, split=Split.DEV)])
        running.finish()
        project.apply(edits.SetTags(1, "pos", 1, ("N",)))
        number = project.save_model("default", b"weights")
    with Project.open(path) as project:
        assert project.sentence(1).tags == {"pos": ("A", "N")}
        assert project.model(number) == b"weights"
        assert project.undo_title == "tag 1 token"
        project.undo()
        project.undo()
        assert (project.n_sentences, project.layers) == (0, ())
        project.redo()
        project.redo()
        assert project.sentence(1).tags == {"pos": ("A", "N")}
    assert [other.name for other in path.parent.iterdir()] == [path.name]


def test_saved_at_is_the_last_commit(tmp_path: Path) -> None:
    with Project.create(tmp_path / "a.tagscope") as project:
        before = datetime.now(UTC).replace(microsecond=0)
        project.apply(edits.AddLayer("pos"))
        assert before <= datetime.fromisoformat(project.saved_at) <= datetime.now(UTC)
        saved_at = project.saved_at
        with pytest.raises(ProjectError):
            project.apply(edits.AddLayer("pos"))
        assert project.saved_at == saved_at


def test_what_cannot_be_opened_is_let_go(tmp_path: Path) -> None:
    path = tmp_path / "a.tagscope"
    with Project.create(path) as project:
        project._connection.run("INSERT INTO import (name, format, state, started_at) VALUES ('x', 'y', 'running', '')")
        project._connection.run("INSERT INTO label VALUES (7, 1, 'x', 0, '', 0, 1)")
    for _ in range(2):
        with pytest.raises(ProjectError, match=r"^a\.tagscope: the project file is damaged: layer 7 is missing"):
            Project.open(path)


def test_an_unknown_scheme_is_told(tmp_path: Path) -> None:
    with Project.create(tmp_path / "a.tagscope") as project:
        project._connection.run("INSERT INTO layer (name, scheme) VALUES ('x', 'no scheme')")
        with pytest.raises(ProjectError, match="layer 1 has the unknown scheme 'no scheme'"):
            _ = project.layers


def test_an_edit_is_seen_by_every_reader(tmp_path: Path) -> None:
    with Project.create(tmp_path / "a.tagscope") as project:
        project.apply(edits.AddSentences((Sentence(("a",)), Sentence(("b",)))))
        assert [s.tokens for s in project.page(0, 9)] == [("a",), ("b",)]
        project.apply(edits.RemoveSentences((1,)))
        assert [s.tokens for s in project.page(0, 9)] == [("b",)]
        assert project.index_of(2) == 0
        project.undo()
        assert project.index_of(2) == 1
