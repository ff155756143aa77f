"""Layers and label sets change as asked; keys are never set twice; what is in use is not taken away."""

import pytest

from core import edits
from core.corpus import Layer, Scheme, Sentence
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


@pytest.mark.parametrize("name", ["'; DROP TABLE label;--", "%", "_", '"', "é" * 1000, "\u202eabc", "B-B-"])
def test_odd_names_are_only_names(small: Project, name: str) -> None:
    small.apply(edits.AddLabels("ner", (name,)))
    small.apply(edits.SetTags(3, "ner", 0, (f"B-{name}",)))
    assert small.label_counts("ner")[name] == 1
    assert names(small, "ner")[-1] == name


@pytest.fixture
def shared(small: Project) -> Project:
    """The small project with a layer of Mara's over the label set of `ner`."""
    small.apply(edits.AddLayer("ner · Mara", Scheme.IOB2, annotator="Mara", of="ner"))
    return small


def test_a_layer_knows_its_annotator_and_whose_labels_it_shares(shared: Project) -> None:
    shared.close()
    with Project.open(shared.path) as project:
        found = [(layer.name, layer.scheme, layer.annotator, layer.of) for layer in project.layers]
        assert found == [
            ("pos", Scheme.PLAIN, "", ""),
            ("ner", Scheme.IOB2, "", ""),
            ("ner · Mara", Scheme.IOB2, "Mara", "ner"),
        ]
        project.undo()
        project.redo()
        assert project.layers[-1].annotator == "Mara"
        assert project.layers[-1].of == "ner"


def test_a_label_set_is_shared_and_tags_are_not(shared: Project) -> None:
    assert shared.labels("ner · Mara") == shared.labels("ner")
    shared.apply(edits.SetTags(1, "ner · Mara", 0, ("B-ORG",)))
    assert names(shared, "ner") == names(shared, "ner · Mara") == ["PER", "LOC", "ORG"]
    assert shared.label_counts("ner") == {"PER": 1, "LOC": 2, "ORG": 0}
    assert shared.label_counts("ner · Mara") == {"PER": 0, "LOC": 0, "ORG": 1}
    assert shared.sentence(1).tags["ner"][0] == "B-PER"
    shared.apply(edits.SetLabelLook("ner · Mara", "ORG", 9, "x"))
    assert shared.labels("ner")[2] == Label("ORG", 9, "x")
    shared.apply(edits.AddLabels("ner · Mara", ("GPE",)))
    assert names(shared, "ner")[-1] == "GPE"


@pytest.mark.parametrize("layer", ["ner", "ner · Mara"])
def test_a_shared_label_is_renamed_for_everybody(shared: Project, layer: str) -> None:
    shared.apply(edits.SetTags(2, "ner · Mara", 0, ("B-LOC", "I-LOC")))
    shared.apply(edits.RenameLabel(layer, "LOC", "PLACE"))
    assert shared.sentence(2).tags["ner · Mara"] == ("B-PLACE", "I-PLACE")
    assert shared.sentence(1).tags["ner"][3:5] == ("B-PLACE", "I-PLACE")
    assert names(shared, "ner") == ["PER", "PLACE"]
    shared.undo()
    assert shared.sentence(2).tags["ner · Mara"] == ("B-LOC", "I-LOC")


@pytest.mark.parametrize("layer", ["ner", "ner · Mara"])
def test_a_shared_label_in_use_is_not_taken_away(shared: Project, layer: str) -> None:
    shared.apply(edits.SetTags(2, "ner · Mara", 0, ("B-ORG", "I-ORG")))
    with pytest.raises(ProjectError, match="2 tokens carry the label 'ORG'"):
        shared.apply(edits.RemoveLabels(layer, ("ORG",)))
    shared.undo()
    shared.apply(edits.RemoveLabels(layer, ("ORG",)))
    assert names(shared, "ner · Mara") == ["PER", "LOC"]


def test_a_layer_that_lends_its_labels_stays(shared: Project) -> None:
    with pytest.raises(ProjectError, match=r"lends its labels to 'ner · Mara'\. Remove those first"):
        shared.apply(edits.RemoveLayer("ner"))
    shared.apply(edits.RemoveLayer("ner · Mara"))
    shared.apply(edits.RemoveLayer("ner"))
    shared.undo()
    shared.undo()
    assert shared.layers[-1].of == "ner"


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (edits.AddLayer("a", Scheme.IOB2, of="chunk"), "has no layer 'chunk'"),
        (edits.AddLayer("a", Scheme.PLAIN, of="ner"), "layer 'ner' is written in scheme IOB2, not plain"),
        (edits.AddLayer("a", Scheme.IOB2, of="ner · Mara"), "shares that of 'ner'"),
        (edits.AddLayer("a", Scheme.IOB2, ("ORG",), of="ner"), "the labels of layer 'a' are those of 'ner'"),
    ],
)
def test_labels_that_cannot_be_shared(shared: Project, edit: Edit, words: str) -> None:
    before = shared.layers
    with pytest.raises(ProjectError, match=words):
        shared.apply(edit)
    assert shared.layers == before


def test_labels_of_a_layer_that_is_still_being_imported_are_not_shared(small: Project) -> None:
    running = small.begin_import("more", "text", [Layer("sea")])
    with pytest.raises(ProjectError, match="layer 'sea' is still being imported"):
        small.apply(edits.AddLayer("sea · Mara", of="sea"))
    running.finish()
    small.apply(edits.AddLayer("sea · Mara", of="sea"))


def test_an_import_may_bring_a_layer_and_one_that_shares_its_labels(small: Project) -> None:
    layers = [Layer("sea"), Layer("sea · Mara", annotator="Mara", of="sea")]
    running = small.begin_import("more", "text", layers)
    running.add([Sentence(("wave",), {"sea": ("W",), "sea · Mara": ("V",)})])
    running.cancel()
    assert [layer.name for layer in small.layers] == ["pos", "ner"]
    running = small.begin_import("more", "text", layers)
    running.add([Sentence(("wave",), {"sea": ("W",), "sea · Mara": ("V",)})])
    running.finish()
    assert names(small, "sea") == names(small, "sea · Mara") == ["W", "V"]


def test_a_label_somebody_uses_stays_when_the_import_that_brought_it_is_cancelled(shared: Project) -> None:
    running = shared.begin_import("more", "text", [Layer("ner", Scheme.IOB2)])
    running.add([Sentence(("wave", "tide"), {"ner": ("B-ORG", "B-GPE")})])
    shared.apply(edits.SetTags(2, "ner · Mara", 0, ("B-ORG",)))
    running.cancel()
    assert names(shared, "ner") == ["PER", "LOC", "ORG"]


def test_a_rename_is_taken_back_though_its_old_name_was_used_since(small: Project) -> None:
    before = small.labels("ner")
    small.apply(edits.RenameLabel("ner", "PER", "PERSON"))
    small.apply(edits.SetTags(3, "ner", 0, ("B-PER",)))
    after = small.labels("ner")
    small.undo()
    small.undo()
    assert small.labels("ner") == before
    assert small.sentence(1).tags["ner"][0] == "B-PER"
    small.redo()
    assert small.labels("ner") == after
    assert small.label_counts("ner") == {"PERSON": 1, "LOC": 2, "PER": 0}


def test_a_label_that_nothing_carries_makes_way(small: Project) -> None:
    small.apply(edits.AddLabels("ner", ("ORG",)))
    before = small.labels("ner")
    small.apply(edits.RenameLabel("ner", "LOC", "ORG"))
    assert small.label_counts("ner") == {"PER": 1, "ORG": 2}
    small.undo()
    assert small.labels("ner") == before
