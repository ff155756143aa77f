"""Names that nobody can read are refused wherever one is given; odd ones are names like any other."""

from collections.abc import Callable

import pytest

from core import edits
from core.corpus import MAX_NAME, Layer, Scheme, Sentence
from core.errors import ProjectError
from core.project import Project
from core.query import Query

ODD = (
    "'; DROP TABLE label;--",
    '"; DELETE FROM journal; --',
    "%",
    "_",
    "a\0b",
    "\\",
    "!",
    "?1",
    ":name",
    "B-",
    "\u202egpj",
    "é",
    "e\u0301",
    "👩\u200d💻",
    "x" * MAX_NAME,
)


@pytest.mark.parametrize("name", ODD)
def test_odd_names_are_kept_found_and_given_back(project: Project, name: str) -> None:
    project.apply(edits.AddLayer(name, Scheme.IOB2, (name, "other")))
    sentence = Sentence((name, "token"), {name: (f"B-{name}", "O")}, document=name)
    project.apply(edits.AddSentences((sentence, Sentence(("nothing",), {name: ("O",)}))))
    project.apply(edits.SetRemark(1, name))
    if len(name) < MAX_NAME:
        project.apply(edits.RenameLabel(name, "other", f"{name}2"))
    path = project.path
    project.close()
    with Project.open(path) as again:
        assert again.layers == (Layer(name, Scheme.IOB2),)
        assert again.labels(name)[0].name == name
        assert again.label_counts(name)[name] == 1
        (first, _) = again.sentences()
        assert (first.tokens, first.tags, first.document) == (sentence.tokens, sentence.tags, name)
        assert again.remark(1).note == name
        # A blank parts what is typed into the search field.
        found = [] if " " in name else [1]
        assert list(again.ids(Query.parse(f"label:{name}"))) == found
        if '"' not in name:
            assert list(again.ids(Query.parse(f'"{name}"'))) == found


def test_half_a_surrogate_pair_is_refused(project: Project) -> None:
    project.apply(edits.AddLayer("pos"))
    for sentence in (Sentence(("\ud800",)), Sentence(("a",), {"pos": ("\udfff",)})):
        with pytest.raises(ProjectError, match="half a surrogate pair"):
            project.apply(edits.AddSentences((sentence,)))
    assert project.n_sentences == 0


HUGE = "x" * 1_000_000


@pytest.mark.parametrize(
    "give",
    [
        lambda p: p.apply(edits.AddLayer(HUGE)),
        lambda p: p.apply(edits.AddLabels("pos", (HUGE,))),
        lambda p: p.apply(edits.RenameLabel("pos", "N", HUGE)),
        lambda p: p.apply(edits.AddSentences((Sentence(("a",), {"pos": (HUGE,)}),))),
        lambda p: p.apply(edits.AddSentences((Sentence(("a",), document=HUGE),))),
        lambda p: p.apply(edits.SetTags(1, "pos", 0, (HUGE,))),
        lambda p: p.begin_import(HUGE, "text", ()),
        lambda p: p.save_model(HUGE, b""),
        lambda p: p.runs.start(HUGE, "pos", "{}"),
    ],
)
def test_a_name_of_a_megabyte_is_refused_and_changes_nothing(small: Project, give: Callable[[Project], object]) -> None:
    before = [small.layers, small.labels("pos"), list(small.sentences()), small.undo_title]
    with pytest.raises(
        ProjectError, match=r"a name of 1,000,000 characters, 'x+' …, is too long; 1,000 are the most\."
    ):
        give(small)
    assert [small.layers, small.labels("pos"), list(small.sentences()), small.undo_title] == before


def test_long_tokens_and_notes_are_no_names(small: Project) -> None:
    small.apply(edits.AddSentences((Sentence((HUGE, "b"), source=HUGE),)))
    small.apply(edits.SetRemark(1, HUGE))
    assert small.sentence(4).tokens == (HUGE, "b")
    assert small.remark(1).note == HUGE
    assert list(small.ids(Query.parse("/^x+ b$/"))) == [4]
