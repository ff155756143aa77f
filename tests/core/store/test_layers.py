"""Label sets grow in the order of first sight and give out colours and keys once."""

import pytest

from core import edits
from core.corpus import Scheme, Sentence
from core.errors import ProjectError
from core.project import Project
from core.store import layers
from core.store.layers import KEYS, Label, label_of


def test_labels_come_in_the_order_of_first_sight(small: Project) -> None:
    assert small.labels("pos") == tuple(
        Label(name, index, KEYS[index]) for index, name in enumerate(["N", "V", "P", "A", "."])
    )
    assert small.labels("ner") == (Label("PER", 0, "1"), Label("LOC", 1, "2"))


def test_labels_survive_undo_and_reopening(small: Project) -> None:
    small.apply(edits.SetTags(3, "ner", 0, ("B-ORG",)))
    small.undo()
    assert [label.name for label in small.labels("ner")] == ["PER", "LOC", "ORG"]
    assert small.label_counts("ner") == {"PER": 1, "LOC": 2, "ORG": 0}
    small.close()
    with Project.open(small.path) as again:
        assert [label.name for label in again.labels("ner")] == ["PER", "LOC", "ORG"]


def test_keys_run_out_quietly(project: Project) -> None:
    project.apply(edits.AddLayer("pos", labels=tuple(f"label{number}" for number in range(40))))
    keys = [label.key for label in project.labels("pos")]
    assert keys == [*KEYS, "", "", "", ""]


def test_too_many_tags_are_refused(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layers, "MAX_TAGS", 3)
    project.apply(edits.AddLayer("pos"))
    sentence = Sentence(("a", "b", "c", "d"), {"pos": ("1", "2", "3", "4")})
    with pytest.raises(ProjectError, match="more than 3 tags"):
        project.apply(edits.AddSentences((sentence,)))
    assert project.labels("pos") == ()
    assert project.n_sentences == 0


def test_labels_of_tags() -> None:
    assert label_of("B-creative-work", Scheme.IOB2) == "creative-work"
    assert label_of("O", Scheme.IOB2) == ""
    assert label_of("Q-x", Scheme.IOB2) == ""
    assert label_of("B-x", Scheme.PLAIN) == "B-x"
