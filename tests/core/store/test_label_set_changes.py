"""Layers and labels called and ordered another way; tags read as others without a sentence being touched."""

import pytest

from core import edits
from core.corpus import Layer, Scheme, Sentence
from core.edits import Edit
from core.errors import ProjectError
from core.label_edits import OrderLabels, RenameLayer, RespellTags, SetGuidelines
from core.project import Project
from core.store.beliefs import Belief


def names(project: Project) -> list[str]:
    return [label.name for label in project.labels("pos")]


def test_a_layer_is_called_another_name(small: Project) -> None:
    small.apply(edits.AddLayer("ner of Bo", Scheme.IOB2, of="ner"))
    small.apply(RenameLayer("ner", "names"))
    assert [(layer.name, layer.of) for layer in small.layers] == [("pos", ""), ("names", ""), ("ner of Bo", "names")]
    assert small.sentence(1).tags["names"][0] == "B-PER"
    small.undo()
    assert [layer.name for layer in small.layers] == ["pos", "ner", "ner of Bo"]


def test_labels_are_ordered(small: Project) -> None:
    looks = {label.name: label for label in small.labels("pos")}
    small.apply(OrderLabels("pos", ("P", "N", "V")))
    assert names(small) == ["P", "N", "V", "A", "."]
    assert {label.name: label for label in small.labels("pos")} == looks
    small.apply(OrderLabels("pos", (".", "P")))
    assert names(small) == [".", "N", "V", "A", "P"]
    small.apply(edits.SetTags(3, "pos", 0, ("X",)))
    assert names(small) == [".", "N", "V", "A", "P", "X"]
    for expected in ([".", "N", "V", "A", "P"], ["P", "N", "V", "A", "."], ["N", "V", "P", "A", "."]):
        small.undo()
        assert names(small) == [*expected, "X"]
    small.redo()
    assert names(small)[:3] == ["P", "N", "V"]


def test_guidelines_are_those_of_the_label_set(small: Project) -> None:
    small.apply(edits.AddLayer("ner of Bo", Scheme.IOB2, of="ner"))
    assert small.apply(SetGuidelines("ner of Bo", "Boats are no persons.")).layers
    assert small.guidelines("ner") == "Boats are no persons."
    small.apply(SetGuidelines("ner", ""))
    small.undo()
    assert small.guidelines("ner of Bo") == "Boats are no persons."
    small.undo()
    assert (small.guidelines("ner"), small.guidelines("pos")) == ("", "")


def test_tags_are_read_as_others(small: Project) -> None:
    small.beliefs.save("ner", [Belief(1, 1, ("O",) * 6, bytes(6), 0.0, 0.0, 0.0)])
    layer = 2
    numbers = {tag: number for number, tag in small._layers.tags_by_number(layer).items()}
    edit = RespellTags(layer, (numbers["B-LOC"], numbers["I-LOC"]), ("B-PER", "I-PER"), (True, True))
    changes = small.apply(edit)
    assert small.sentence(1).tags["ner"] == ("B-PER", "O", "O", "B-PER", "I-PER", "O")
    assert (small.label_counts("ner"), changes.labels) == ({"PER": 3, "LOC": 0}, {})
    assert small.beliefs.n_sentences("ner") == 0
    # What is written now is written by the tags that stay.
    small.apply(edits.SetTags(3, "ner", 0, ("B-PER", "I-PER", "O")))
    small.apply(edits.AddSentences((Sentence(("a",), {"ner": ("B-PER",)}),)))
    for _ in range(3):
        small.undo()
    assert small.sentence(1).tags["ner"] == ("B-PER", "O", "O", "B-LOC", "I-LOC", "O")
    for _ in range(3):
        small.redo()
    assert small.sentence(3).tags["ner"] == ("B-PER", "I-PER", "O")
    assert small.label_counts("ner") == {"PER": 6, "LOC": 0}


def test_beliefs_are_compared_with_what_tags_are_read_as(small: Project) -> None:
    numbers = {tag: number for number, tag in small._layers.tags_by_number(2).items()}
    small.apply(RespellTags(2, (numbers["B-LOC"],), ("B-PER",), (True,)))
    small.beliefs.save("ner", [Belief(1, 1, ("B-PER", "O", "O", "B-PER", "O", "O"), bytes(6), 0.0, 0.0, 0.0)])
    belief = small.beliefs.of("ner", 1)
    assert belief is not None
    assert belief.n_different == 1
    small.apply(edits.SetTags(1, "ner", 4, ("O",)))
    belief = small.beliefs.of("ner", 1)
    assert belief is not None
    assert belief.n_different == 0


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (RenameLayer("chunk", "x"), "has no layer 'chunk'"),
        (RenameLayer("ner", ""), "a layer needs a name"),
        (RenameLayer("ner", "pos"), "has a layer 'pos' already"),
        (RenameLayer("ner", "n" * 2000), "is too long"),
        (OrderLabels("pos", ("N", "Z")), "has no label 'Z'"),
        (OrderLabels("pos", ("N", "N")), "a label is named twice"),
        (SetGuidelines("chunk", "x"), "has no layer 'chunk'"),
    ],
)
def test_what_does_not_fit_is_refused(small: Project, edit: Edit, words: str) -> None:
    before = small.layers, small.labels("pos"), small.undo_title
    with pytest.raises(ProjectError, match=words):
        small.apply(edit)
    assert (small.layers, small.labels("pos"), small.undo_title) == before


def test_what_tags_mean_stays_while_an_import_brings_some(small: Project) -> None:
    running = small.begin_import("bay", "text", [Layer("ner", Scheme.IOB2)])
    for edit in (RenameLayer("ner", "names"), RespellTags(2, (1,), ("O",), (True,))):
        with pytest.raises(ProjectError, match="an import is running, so layer 'ner' must stay as it is"):
            small.apply(edit)
    running.cancel()
