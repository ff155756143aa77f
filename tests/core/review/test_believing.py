"""What is kept is what the model says; work that was ended goes on; what is not asked for is left alone."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.bundle import Bundle
from core.config import Config, EncodingConfig, Sampling, preset
from core.corpus import Scheme, Sentence, Split
from core.edits import AddLayer, AddSentences, RemoveSentences, SetSplits, SetTags
from core.errors import ProjectError
from core.project import Project
from core.review import believing
from core.review.believing import as_bytes, believe
from core.review.suggestions import Suggester

MakeBundle = Callable[..., Bundle]


@pytest.fixture
def project(tmp_path: Path, small_corpus: tuple[Sentence, ...], monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    monkeypatch.setattr(believing, "_SLICE", 5)
    with Project.create(tmp_path / "towns.tagscope") as created:
        created.apply(AddLayer("ner", Scheme.IOB2))
        created.apply(AddSentences(small_corpus))
        yield created


@pytest.fixture
def suggester(make_bundle: MakeBundle) -> Suggester:
    return Suggester(make_bundle(preset("tiny"), scale=1.0))


def test_beliefs_are_what_the_model_suggests(project: Project, suggester: Suggester) -> None:
    seen = list(believe(project, "ner", suggester, 4))
    assert [event.n_sentences for event in seen] == [5, 10, 15, 20, 25, 30, 35, 36, 36]
    assert {event.n_total for event in seen} == {36}
    for sentence in project.sentences():
        belief = project.beliefs.of("ner", sentence.id)
        said = suggester.suggest(sentence.tokens)
        assert belief is not None
        assert (belief.model, belief.tags) == (4, said.tags)
        assert belief.entropy == pytest.approx(said.uncertainty.entropy, abs=1e-6)
        assert belief.log_probability == pytest.approx(said.uncertainty.log_probability, abs=1e-5)
        assert belief.margin == pytest.approx(said.uncertainty.margin, abs=1e-5)
        for byte, sure in zip(belief.probabilities, said.probabilities, strict=True):
            assert byte == pytest.approx(255 * sure, abs=1.01)
        gold = sentence.layer_tags("ner")
        assert belief.n_different == sum(one != other for one, other in zip(gold, said.tags, strict=True))


def test_work_that_was_ended_goes_on(project: Project, suggester: Suggester, monkeypatch: pytest.MonkeyPatch) -> None:
    work = believe(project, "ner", suggester, 4)
    next(work)
    next(work)
    work.close()
    assert project.beliefs.n_sentences("ner") == 10
    asked = []
    original = suggester.suggest_all

    def noted(sentences: Iterator[Sentence]) -> Iterator[object]:
        for sentence, suggestion in zip(batch := list(sentences), original(batch), strict=True):
            asked.append(sentence.id)
            yield suggestion

    monkeypatch.setattr(suggester, "suggest_all", noted)
    assert [event.n_sentences for event in believe(project, "ner", suggester, 4)] == [15, 20, 25, 30, 35, 36, 36]
    assert asked == list(project.ids())[10:]


def test_another_model_is_asked_anew(project: Project, suggester: Suggester, make_bundle: MakeBundle) -> None:
    list(believe(project, "ner", suggester, 4))
    other = Suggester(make_bundle(preset("tiny"), scale=0.1))
    list(believe(project, "ner", other, 5))
    assert project.beliefs.n_sentences("ner") == 36
    for sentence in project.sentences():
        belief = project.beliefs.of("ner", sentence.id)
        assert belief is not None
        assert (belief.model, belief.tags) == (5, other.suggest(sentence.tokens).tags)


def test_dev_and_test_are_left_alone_unless_asked_for(project: Project, suggester: Suggester) -> None:
    numbers = list(project.ids())
    project.apply(SetSplits((numbers[0], numbers[7]), (Split.DEV, Split.TEST)))
    seen = list(believe(project, "ner", suggester, 4))
    assert seen[-1].n_sentences == 36
    assert project.beliefs.n_sentences("ner") == 34
    assert project.beliefs.of("ner", numbers[0]) is None
    list(believe(project, "ner", suggester, 4, splits=frozenset(Split)))
    assert project.beliefs.n_sentences("ner") == 36


def test_a_stateful_model_reads_on_from_what_is_known(project: Project, make_bundle: MakeBundle) -> None:
    encoding = EncodingConfig(sampling=Sampling.STATEFUL, batch_size=2, window=8, stride=8)
    suggester = Suggester(make_bundle(Config(network=preset("tiny").network, encoding=encoding)))
    list(believe(project, "ner", suggester, 4))
    whole = [project.beliefs.of("ner", number) for number in project.ids()]
    project.beliefs.clear("ner")
    work = believe(project, "ner", suggester, 4)
    next(work)
    work.close()
    list(believe(project, "ner", suggester, 4))
    assert [project.beliefs.of("ner", number) for number in project.ids()] == whole


def test_sentences_that_go_meanwhile_are_passed_over(project: Project, suggester: Suggester) -> None:
    work = believe(project, "ner", suggester, 4)
    next(work)
    gone = list(project.ids())[8]
    project.apply(RemoveSentences((gone,)))
    list(work)
    assert project.beliefs.n_sentences("ner") == 35


def test_labels_given_meanwhile_are_compared(project: Project, suggester: Suggester) -> None:
    number = list(project.ids())[30]
    work = believe(project, "ner", suggester, 4)
    next(work)
    said = suggester.suggest(project.sentence(number).tokens)
    project.apply(SetTags(number, "ner", 0, said.tags))
    list(work)
    belief = project.beliefs.of("ner", number)
    assert belief is not None
    assert belief.n_different == 0


def test_an_unknown_layer(project: Project, suggester: Suggester) -> None:
    with pytest.raises(ProjectError, match="no layer"):
        list(believe(project, "upos", suggester, 4))


@pytest.mark.parametrize(("sure", "byte"), [(0.0, 0), (0.5999, 152), (0.6, 153), (1.0, 255), (1.0000001, 255)])
def test_below_stays_below(sure: float, byte: int) -> None:
    assert as_bytes([sure]) == bytes([byte])
