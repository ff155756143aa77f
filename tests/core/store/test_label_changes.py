"""Layers and label sets change as asked; keys are never set twice; what is in use is not taken away."""

import pytest

from core import edits
from core.corpus import Layer, Scheme
from core.edits import Edit
from core.errors import ProjectError
from core.project import Project
from core.store.layers import Label


def names(project: Project, layer: str) -> list[str]:
    return [label.name for label in project.labels(layer)]


def test_a_layer_begins_with_its_labels(small: Project) -> None:
    changes = small.apply(edits.AddLayer("chunk", Scheme.BIOES, ("NP", "VP")))
    assert changes.layers
    assert small.layers[-1] == Layer("chunk", Scheme.BIOES)
    assert small.labels("chunk") == (Label("NP", 0, "1"), Label("VP", 1, "2"))
    small.undo()
    assert [layer.name for layer in small.layers] == ["pos", "ner"]


def test_a_removed_layer_comes_back_with_its_tags(small: Project) -> None:
    before = small.sentence(1)
    small.apply(edits.RemoveLayer("ner"))
    assert small.sentence(1).tags == {"pos": before.tags["pos"]}
    small.apply(edits.AddLayer("ner"))
    assert small.labels("ner") == ()
    small.undo()
    small.undo()
    assert small.sentence(1) == before


def test_renaming_a_label(small: Project) -> None:
    small.apply(edits.RenameLabel("ner", "LOC", "PLACE"))
    assert small.sentence(1).tags["ner"] == ("B-PER", "O", "O", "B-PLACE", "I-PLACE", "O")
    assert small.label_counts("ner") == {"PER": 1, "PLACE": 2}
    small.apply(edits.SetTags(2, "ner", 0, ("B-PLACE", "I-PLACE")))
    assert names(small, "ner") == ["PER", "PLACE"]


def test_a_name_that_was_removed_can_be_used_again(small: Project) -> None:
    small.apply(edits.AddLabels("ner", ("ORG",)))
    small.apply(edits.RemoveLabels("ner", ("ORG",)))
    small.apply(edits.RenameLabel("ner", "LOC", "ORG"))
    assert names(small, "ner") == ["PER", "ORG"]
    small.undo()
    assert names(small, "ner") == ["PER", "LOC"]
    small.undo()
    assert names(small, "ner") == ["PER", "LOC", "ORG"]


def test_a_removed_label_comes_back_with_its_first_tag(small: Project) -> None:
    small.apply(edits.AddLabels("ner", ("ORG",)))
    small.apply(edits.SetTags(3, "ner", 0, ("B-ORG",)))
    small.undo()
    small.apply(edits.RemoveLabels("ner", ("ORG",)))
    assert names(small, "ner") == ["PER", "LOC"]
    assert small.apply(edits.SetTags(3, "ner", 0, ("B-ORG",))).layers
    assert names(small, "ner") == ["PER", "LOC", "ORG"]


def test_a_key_is_exchanged(small: Project) -> None:
    assert [label.key for label in small.labels("ner")] == ["1", "2"]
    small.apply(edits.SetLabelLook("ner", "LOC", 7, "1"))
    assert small.labels("ner") == (Label("PER", 0, "2"), Label("LOC", 7, "1"))
    small.undo()
    assert small.labels("ner") == (Label("PER", 0, "1"), Label("LOC", 1, "2"))


def test_undoing_never_sets_a_key_twice(small: Project) -> None:
    small.apply(edits.SetLabelLook("ner", "PER", 0, "x"))
    small.apply(edits.SetTags(3, "ner", 0, ("B-ORG",)))
    assert [label.key for label in small.labels("ner")] == ["x", "2", "1"]
    small.undo()
    small.undo()
    assert sorted(label.key for label in small.labels("ner")) == ["1", "2", "x"]


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (edits.AddLayer("pos"), "has a layer 'pos' already"),
        (edits.AddLayer(""), "a layer needs a name"),
        (edits.RemoveLayer("chunk"), r"has no layer 'chunk'\. Its layers: pos, ner"),
        (edits.RestoreLayer(99, "chunk"), "cannot be brought back"),
        (edits.AddLabels("ner", ("",)), "a label needs a name"),
        (edits.RemoveLabels("ner", ("LOC",)), "2 tokens carry the label 'LOC'"),
        (edits.RemoveLabels("ner", ("GPE",)), "has no label 'GPE'"),
        (edits.RenameLabel("ner", "LOC", "PER"), "has a label 'PER' already"),
        (edits.RenameLabel("ner", "GPE", "X"), "cannot be renamed"),
        (edits.SetLabelLook("ner", "GPE", 1, "g"), "has no label 'GPE'"),
    ],
)
def test_what_does_not_fit_is_refused(small: Project, edit: Edit, words: str) -> None:
    before = small.layers, small.labels("ner"), small.undo_title
    with pytest.raises(ProjectError, match=words):
        small.apply(edit)
    assert (small.layers, small.labels("ner"), small.undo_title) == before


@pytest.mark.parametrize("name", ["'; DROP TABLE label;--", "%", "_", '"', "é" * 2000, "\u202eabc", "B-B-"])
def test_odd_names_are_only_names(small: Project, name: str) -> None:
    small.apply(edits.AddLabels("ner", (name,)))
    small.apply(edits.SetTags(3, "ner", 0, (f"B-{name}",)))
    assert small.label_counts("ner")[name] == 1
    assert names(small, "ner")[-1] == name
