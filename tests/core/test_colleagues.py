"""A colleague's file: its tags reach just the sentences it has, in one step that can be taken back."""

from collections.abc import Generator, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.colleagues import Matched, match
from core.corpus import Layer, Scheme, Sentence, Tags
from core.edits import AddLayer, AddSentences, Origin
from core.project import Project

NER, UPOS = Layer("ner", Scheme.IOB2), Layer("upos")
CORPUS = tuple(
    Sentence(tuple(text.split(" ")), document=document)
    for text, document in (
        ("Mira left Porto", "a"),
        ("Yes .", "a"),
        ("Tom stayed", "a"),
        ("Yes .", "b"),
        ("They sailed", "b"),
        ("Yes .", "b"),
    )
)
R = TypeVar("R")


def _result(steps: Generator[object, None, R]) -> R:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: R = end.value
            return found


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "words.tagscope") as made:
        made.apply(AddLayer("ner", Scheme.IOB2, labels=("PER", "LOC")))
        made.apply(AddSentences(CORPUS))
        yield made


def _theirs(place: int, *tags: str | None, layer: str = "ner") -> Sentence:
    return Sentence(CORPUS[place].tokens, {layer: tags})


def _match(
    project: Project, *sentences: Sentence, layers: Mapping[Layer, str] | None = None, who: str = "Mara"
) -> Matched:
    return _result(match(project, sentences, layers or {NER: "ner"}, who))


def _tags(project: Project, layer: str = "ner · Mara") -> list[Tags]:
    return [sentence.layer_tags(layer) for sentence in project.sentences()]


def test_tags_go_into_the_colleagues_layer_and_come_out_again_in_one_step(project: Project) -> None:
    before = list(project.sentences())
    found = _match(project, _theirs(0, "B-PER", "O", "B-LOC"), _theirs(4, "O", "O"))
    assert found.edit is not None
    project.apply(found.edit)
    nothing = (None, None)
    assert _tags(project) == [("B-PER", "O", "B-LOC"), nothing, nothing, nothing, ("O", "O"), nothing]
    assert [(layer.name, layer.annotator, layer.of) for layer in project.layers] == [
        ("ner", "", ""),
        ("ner · Mara", "Mara", "ner"),
    ]
    first = next(iter(project.ids()))
    assert project.origins(first, "ner · Mara") == Origin.IMPORTED * 3
    assert project.undo_title == "labels of Mara"
    project.undo()
    assert list(project.sentences()) == before
    assert [layer.name for layer in project.layers] == ["ner"]


def test_what_is_missing_or_beside_is_counted_and_left_alone(project: Project) -> None:
    stranger = Sentence(("Who", "is", "that", "?"), {"ner": ("O", "O", "O", "O")})
    found = _match(project, _theirs(0, "B-PER", "O", "O"), stranger, _theirs(2, "B-PER", "O"))
    assert (found.n_sentences, found.n_matched, found.n_unmatched, found.n_untouched) == (3, 2, 1, 4)
    assert [(one.number, one.text) for one in found.unmatched] == [(2, "Who is that ?")]
    assert (found.n_tags, found.n_same, found.n_changed) == (5, 0, 0)


def test_of_sentences_alike_each_gets_the_tags_that_stand_between_the_same_neighbours(project: Project) -> None:
    alike = [_theirs(place, label, "O") for place, label in ((1, "B-PER"), (3, "B-LOC"), (5, "O"))]
    found = _match(project, alike[0], _theirs(2, "O", "O"), alike[1], _theirs(4, "O", "O"), alike[2])
    assert found.edit is not None
    project.apply(found.edit)
    assert [_tags(project)[place][0] for place in (1, 3, 5)] == ["B-PER", "B-LOC", "O"]


def test_a_sentence_that_stands_elsewhere_is_taken_only_where_it_cannot_be_mistaken(project: Project) -> None:
    found = _match(
        project, _theirs(4, "O", "O"), _theirs(0, "B-PER", "O", "O"), _theirs(1, "O", "O"), _theirs(2, "O", "O")
    )
    assert (found.n_matched, found.n_unmatched) == (4, 0)


def test_the_same_file_twice_changes_nothing_and_a_corrected_one_only_what_is_corrected(project: Project) -> None:
    first = _match(project, _theirs(0, "B-PER", "O", "B-LOC"), _theirs(2, "B-PER", "O"))
    assert first.edit is not None
    project.apply(first.edit)
    again = _match(project, _theirs(0, "B-PER", "O", "B-LOC"), _theirs(2, "B-PER", "O"))
    assert (again.edit, again.n_same, again.n_tags) == (None, 5, 0)
    mended = _match(project, _theirs(0, "B-PER", None, "O"), _theirs(2, "B-PER", "O"))
    assert mended.edit is not None
    assert (mended.n_tags, mended.n_changed, mended.n_same) == (1, 1, 3)
    project.apply(mended.edit)
    assert _tags(project)[0] == ("B-PER", "O", "O")


def test_tags_are_written_in_the_scheme_of_the_project(project: Project) -> None:
    theirs = Layer("entities", Scheme.BILOU)
    found = _match(project, _theirs(0, "U-PER", "O", "U-LOC", layer="entities"), layers={theirs: "ner"})
    assert found.edit is not None
    project.apply(found.edit)
    assert _tags(project)[0] == ("B-PER", "O", "B-LOC")


def test_several_layers_of_a_file_go_into_as_many_of_the_colleague(project: Project) -> None:
    project.apply(AddLayer("upos"))
    sentence = Sentence(CORPUS[0].tokens, {"ner": ("O", "O", "O"), "upos": ("PROPN", "VERB", "PROPN")})
    found = _match(project, sentence, layers={NER: "ner", UPOS: "upos"})
    assert found.layers == ["ner · Mara", "upos · Mara"]
    assert found.edit is not None
    project.apply(found.edit)
    assert _tags(project, "upos · Mara")[0] == ("PROPN", "VERB", "PROPN")
    assert _tags(project)[0] == ("O", "O", "O")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(
    places=st.lists(st.sampled_from(range(len(CORPUS))), unique=True).map(sorted),
    strangers=st.lists(st.integers(0, 6), max_size=4),
)
def test_every_sentence_in_order_is_found_whatever_is_missing_or_beside(
    project: Project, places: Sequence[int], strangers: Sequence[int]
) -> None:
    sentences = [_theirs(place, *("O",) * len(CORPUS[place])) for place in places]
    for number, where in enumerate(strangers):
        sentences.insert(min(where, len(sentences)), Sentence((f"stranger {number}",), {"ner": ("O",)}))
    found = _match(project, *sentences)
    assert (found.n_matched, found.n_unmatched) == (len(places), len(strangers))
    assert found.n_tags == sum(len(CORPUS[place]) for place in places)
