"""What is looked up stays small whatever the corpus is, and how much of it is missing is known."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.config import preset
from core.corpus import Layer, Scheme, Sentence
from core.edits import AddLayer, AddSentences
from core.project import Project
from gui.jobs import JobControl
from gui.tensor_page import preparation
from gui.tensor_page.preparation import Preparation, Prepared

LAYER = Layer("pos")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    sentences = [
        Sentence(("word",) * length, {"pos": ("A",) * length}, spaces=(True,) * length) for length in (3, 12, 7, 30, 5)
    ]
    with Project.create(tmp_path / "test.tagscope") as made:
        made.apply(AddLayer("pos", Scheme.PLAIN))
        made.apply(AddSentences(tuple(sentences)))
        yield made


def _result(work: Iterator[object]) -> object:
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value


def prepared(project: Project) -> Prepared:
    found = _result(Preparation(project, LAYER, preset("tiny"), None)(JobControl()))
    assert isinstance(found, Prepared)
    return found


def test_long_sentences_are_cut_and_counted(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparation, "LONGEST", 10)
    found = prepared(project)
    assert [len(one) for one in found.material.sentences] == [3, 10, 7, 10, 5]
    assert {len(one.tags["pos"]) - len(one.spaces or ()) for one in found.material.sentences} == {0}
    assert found.n_cut == 2


def test_no_more_is_read_than_can_be_looked_at(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparation, "MOST_TOKENS", 20)
    found = prepared(project)
    assert [len(one) for one in found.material.sentences] == [3, 12, 7]
    assert found.n_cut == 0
