"""An empty project and a small one; what a project holds, as plain values to compare."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.corpus import Layer, Scheme, Sentence, Split
from core.edits import AddLayer, AddSentences
from core.project import Project
from core.store.layers import label_of

SENTENCES = (
    Sentence(
        ("Mara", "rows", "to", "Old", "Harbour", "."),
        {"pos": ("N", "V", "P", "A", "N", "."), "ner": ("B-PER", "O", "O", "B-LOC", "I-LOC", "O")},
        spaces=(True, True, True, True, False, False),
        document="tides",
    ),
    Sentence(("Low", "tide"), {"pos": ("A", None)}, document="tides", split=Split.DEV, source="1\tLow\n2\ttide"),
    Sentence(("Nobody", "labelled", "this"), document="ferry", split=Split.TEST),
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """An empty project."""
    with Project.create(tmp_path / "harbour 🌊.tagscope") as created:
        yield created


@pytest.fixture
def small(project: Project) -> Project:
    """A project of three sentences in two layers; their numbers are 1, 2 and 3."""
    project.apply(AddLayer("pos"))
    project.apply(AddLayer("ner", Scheme.IOB2))
    project.apply(AddSentences(SENTENCES))
    return project


@pytest.fixture
def dump() -> Callable[[Project], dict[str, object]]:
    """Return everything a project says about its corpus; fails where its totals are not those of its sentences."""
    return _dump


def _dump(project: Project) -> dict[str, object]:
    sentences = list(project.sentences())
    _check_totals(project, sentences)
    numbers = [sentence.id for sentence in sentences]
    assert list(project.ids()) == numbers
    return {
        "sentences": sentences,
        "layers": project.layers,
        "origins": {(n, layer.name): project.origins(n, layer.name) for n in numbers for layer in project.layers},
        "remarks": [project.remark(number) for number in numbers],
    }


def _check_totals(project: Project, sentences: list[Sentence]) -> None:
    for split in (None, *Split):
        chosen = [sentence for sentence in sentences if split in (None, sentence.split)]
        assert project.length_histogram(split) == dict(sorted(Counter(map(len, chosen)).items()))
        assert project.statistics.n_sentences(split) == len(chosen)
        assert project.statistics.n_tokens(split) == sum(map(len, chosen))
    for layer in project.layers:
        tags = Counter(tag for sentence in sentences for tag in sentence.layer_tags(layer.name) if tag is not None)
        assert project.statistics.tag_counts(layer.name) == dict(tags)
        labels = Counter[str]()
        for tag, n in tags.items():
            labels[label_of(tag, layer.scheme)] += n
        del labels[""]
        assert {label: n for label, n in project.label_counts(layer.name).items() if n} == dict(labels)
        n_unlabelled = sum(not sentence.is_labelled(layer.name) for sentence in sentences)
        assert project.statistics.n_unlabelled(layer.name) == n_unlabelled
    for index in range(len(sentences)):
        assert project.page(index, 1) == [sentences[index]]
        assert project.index_of(sentences[index].id) == index


@pytest.fixture
def layers() -> tuple[Layer, ...]:
    """The layers of the small corpus."""
    return (Layer("pos"), Layer("ner", Scheme.IOB2))
