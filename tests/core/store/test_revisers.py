"""What becomes of one sentence, and that sentences nothing is to be done to are told at a glance."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.corpus import Scheme
from core.edits import AddLayer, SetTags
from core.project import Project
from core.schemes import repair, spell
from core.store.alphabet import code_of
from core.store.revisers import Mender, Retokeniser, Seams, Unlabeller, packed
from core.store.sweep_reading import Content, look, read
from core.token_edits import Reach, Scope


def content(project: Project, number: int, layer: int) -> Content:
    looked = look(project._connection, Scope(Reach.SENTENCE, number), (layer,), has_text=True)
    (found,) = read(project._connection, looked, looked.after, looked.last)
    return found


@pytest.fixture(scope="module")
def all_schemes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """A project with a layer for every scheme, its tags known."""
    with Project.create(tmp_path_factory.mktemp("project") / "schemes.tagscope") as project:
        for scheme in Scheme:
            project.apply(AddLayer(scheme.value, scheme))
            with project._connection.transaction():
                layer = project._layers.find(scheme.value).id
                project._layers.alphabet(layer).encode(("O", "X!", *spell("A", scheme), *spell("B", scheme)))
        yield project


@pytest.mark.parametrize("scheme", [scheme for scheme in Scheme if scheme is not Scheme.PLAIN])
@given(data=st.data())
def test_what_needs_no_repair_is_told_by_its_codes(all_schemes: Project, scheme: Scheme, data: st.DataObject) -> None:
    layer = all_schemes._layers.find(scheme.value).id
    alphabet = all_schemes._layers.alphabet(layer)
    known = [None, "O", *spell("A", scheme), *spell("B", scheme), *["X!"] * data.draw(st.booleans())]
    tags = tuple(data.draw(st.lists(st.sampled_from(known), min_size=1, max_size=6)))
    mender = Mender(all_schemes._layers, layer)
    mended = mender(Content(1, "", None, {layer: (alphabet.encode(tags), None)}))
    assert (mended is None) == (repair(tags, scheme) == tags)
    if mended is not None:
        found = mended.layers.get(layer)
        assert (alphabet.decode(found[0]) if found else (None,) * len(tags)) == repair(tags, scheme)
    assert mender.tally.n_sentences == (mended is not None)


def test_a_trial_counts_and_writes_nothing(small: Project) -> None:
    small.apply(SetTags(1, "ner", 0, ("I-PER",)))
    tags = small._layers.tags_by_number(2)
    mender = Mender(small._layers, 2)
    mender.is_trial = True
    assert mender(content(small, 1, 2)) is None
    assert (mender.tally.n_sentences, mender.tally.n_tags) == (1, 1)
    retokeniser = Retokeniser(small._layers, "characters", within_tokens=False)
    retokeniser.is_trial = True
    assert retokeniser(content(small, 1, 2)) is None
    assert (retokeniser.tally.n_sentences, retokeniser.tally.n_tokens) == (1, 15)
    assert small._layers.tags_by_number(2) == tags


def test_tokens_that_would_be_too_long_are_left(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.store.revisers.MAX_TOKEN", 3)
    retokeniser = Retokeniser(small._layers, "words", within_tokens=False)
    monkeypatch.setattr("core.store.revisers.MAX_TOKENS", 5)
    assert Retokeniser(small._layers, "characters", within_tokens=False)(content(small, 1, 2)) is None
    whitespace = Retokeniser(small._layers, "whitespace", within_tokens=False)
    assert whitespace(content(small, 1, 2)) is None
    assert (retokeniser.tally.n_left, whitespace.tally.n_left) == (0, 1)


def test_a_label_is_taken_away_with_its_origin(small: Project) -> None:
    small.apply(SetTags(2, "pos", 0, ("A", "N")))
    code = {tag: code_of(number) for number, tag in small._layers.tags_by_number(1).items()}
    unlabeller = Unlabeller({1: code["N"]})
    found = unlabeller(content(small, 2, 1))
    assert found is not None
    assert found.layers == {1: (code["A"] + ".", "h.")}
    assert Unlabeller({1: code["V"]})(content(small, 2, 1)) is None
    assert unlabeller.tally.n_tags == 1


def test_seams_are_few(small: Project) -> None:
    seams = Seams(small._layers, (2,), {"LOC": "PER", "PER": "PER"})
    assert seams.renamed("B-LOC") == "B-PER"
    assert seams(content(small, 1, 2)) is None
    small.apply(SetTags(1, "ner", 1, ("I-LOC",)))
    assert Seams(small._layers, (2,), {"LOC": "PER", "PER": "PER"})(content(small, 1, 2)) is not None


def test_packed() -> None:
    assert packed("..", "..") is None
    assert packed("..", "h.") == ("..", "h.")
    assert packed("0.", "i.") == ("0.", None)
