"""An empty project and a small one; what a project holds, as plain values to compare."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.corpus import Layer, Scheme, Sentence, Split
from core.edits import AddLayer, AddSentences
from core.project import Project
from tests import contents

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
    return contents.shown


@pytest.fixture
def layers() -> tuple[Layer, ...]:
    """The layers of the small corpus."""
    return (Layer("pos"), Layer("ner", Scheme.IOB2))
