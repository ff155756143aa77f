"""What people have labelled is read: all of it, nothing else, always in the same order."""

import pytest

from core import edits
from core.corpus import Layer, Scheme, Sentence, Tags
from core.errors import ProjectDamagedError
from core.project import Project
from core.store import human_labels
from core.store.human_labels import LabelLine


@pytest.fixture
def labelled(small: Project) -> Project:
    """Five sentences, two tokens of the third labelled by hand."""
    more = (Sentence(("Low", "tide"), document="ferry"), Sentence(("a\\b\n", "ü🌊"), document="ferry"))
    small.apply(edits.AddSentences(more))
    small.apply(edits.SetTags(3, "ner", 0, ("B-LOC", "I-LOC")))
    return small


def found(project: Project) -> list[tuple[str, int, str]]:
    return [(line.document, line.sentence, line.layer) for line in project.human_labels()]


def test_human_tags_alone_are_read(labelled: Project) -> None:
    labelled.apply(edits.AddLayer("ann", Scheme.PLAIN, annotator="Ann"))
    labelled.apply(edits.SetTags(1, "ner", 1, ("O", "B-LOC"), "ac"))
    labelled.apply(edits.SetTags(2, "ner", 0, ("O",), "i"))
    labelled.apply(edits.SetTags(5, "ann", 1, ("X",)))
    lines = list(labelled.human_labels())
    assert [(line.sentence, line.tags, line.origins, line.annotator) for line in lines] == [
        (1, (None, "O", "B-LOC", None, None, None), ".ac...", ""),
        (1, ("B-LOC", "I-LOC", None), "hh.", ""),
        (3, (None, "X"), ".h", "Ann"),
    ]
    assert lines[0].tokens == ("Mara", "rows", "to", "Old", "Harbour", ".")
    assert (lines[0].document, lines[0].layer, lines[0].scheme) == ("tides", "ner", Scheme.IOB2)
    assert lines[0].changed_at.endswith("+00:00")


def test_the_order_is_that_of_the_corpus_whatever_was_labelled_first(labelled: Project) -> None:
    for sentence in (5, 4, 1, 3):
        labelled.apply(edits.SetTags(sentence, "pos", 1, ("N",)))
    assert found(labelled) == [
        ("tides", 1, "pos"),
        ("ferry", 1, "pos"),
        ("ferry", 1, "ner"),
        ("ferry", 2, "pos"),
        ("ferry", 3, "pos"),
    ]


@pytest.mark.parametrize("size", [1, 2, 3])
def test_slices_make_no_difference(labelled: Project, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    labelled.apply(edits.SetTags(5, "ner", 0, ("O",)))
    whole = list(labelled.human_labels())
    assert whole[-1].tokens == ("a\\b\n", "ü🌊")
    monkeypatch.setattr(human_labels, "_SLICE", size)
    assert list(labelled.human_labels()) == whole


def test_what_is_out_of_sight_is_not_read(labelled: Project) -> None:
    labelled.apply(edits.SetTags(1, "pos", 0, ("N",)))
    labelled.apply(edits.RemoveLayer("pos"))
    running = labelled.begin_import("more", "text", [Layer("ner", Scheme.IOB2)])
    running.add([Sentence(("on", "its", "way"), {"ner": ("O", "O", "O")})])
    labelled.apply(edits.RemoveSentences((3,)))
    assert found(labelled) == []
    labelled.undo()
    assert found(labelled) == [("ferry", 1, "ner")]


def test_nothing_labelled_is_nothing(small: Project) -> None:
    assert list(small.human_labels()) == []


def test_a_tag_that_is_missing_is_damage(labelled: Project) -> None:
    labelled._connection.run("DELETE FROM tag WHERE name = 'I-LOC'")
    with pytest.raises(ProjectDamagedError, match="tag 4 of a layer is missing"):
        list(labelled.human_labels())


@pytest.mark.parametrize(("tags", "origins"), [(("N",), "hh"), (("N", "N"), "h"), ((), "")])
def test_lines_whose_parts_do_not_fit_are_none(tags: Tags, origins: str) -> None:
    tokens = ("a", "b") if tags else ()
    with pytest.raises(ValueError, match="tokens, tags and origins"):
        LabelLine(document="", sentence=1, tokens=tokens, layer="pos", scheme=Scheme.PLAIN, tags=tags, origins=origins)
