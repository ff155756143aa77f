"""Layers of people: found again, begun under a free name, and grouped by what they are about."""

from pathlib import Path

from core.annotators import annotators, base_name, beginning, layer_of, side_by_side
from core.corpus import Layer, Scheme
from core.edits import AddLabels, AddLayer
from core.project import Project

NER, UPOS = Layer("ner", Scheme.IOB2), Layer("upos")
MARA = Layer("ner · Mara", Scheme.IOB2, "Mara", "ner")


def test_a_persons_layer_shares_the_label_set_of_the_base(tmp_path: Path) -> None:
    with Project.create(tmp_path / "p.tagscope") as project:
        project.apply(AddLayer("ner", Scheme.IOB2, labels=("PER", "LOC")))
        project.apply(beginning(project.layers, "ner", "Mara"))
        project.apply(AddLabels("ner", ("ORG",)))
        found = layer_of(project.layers, "ner", "Mara")
        assert found is not None
        assert found == MARA
        assert (found.annotator, found.of) == ("Mara", "ner")
        assert [label.name for label in project.labels(found.name)] == ["PER", "LOC", "ORG"]


def test_nobody_in_particular_labels_the_base_itself() -> None:
    assert layer_of((MARA, NER, UPOS), "ner", "") is NER
    assert layer_of((MARA, NER, UPOS), "ner", "Tom") is None
    assert layer_of((MARA, NER, UPOS), "upos", "Mara") is None


def test_a_layer_that_happens_to_be_called_so_is_left_alone() -> None:
    edit = beginning((NER, Layer("ner · Mara", Scheme.IOB2)), "ner", "Mara")
    assert (edit.name, edit.annotator, edit.of) == ("ner · Mara (2)", "Mara", "ner")


def test_only_what_two_have_labelled_stands_side_by_side() -> None:
    layers = (UPOS, NER, MARA)
    assert side_by_side(layers) == {"ner": (NER, MARA)}
    assert annotators((*layers, Layer("upos · Mara", annotator="Mara", of="upos"))) == ("Mara",)
    assert [base_name(layer) for layer in layers] == ["upos", "ner", "ner"]
