"""An empty project and a small one; what a project holds, as plain values to compare."""

import os
import struct
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.corpus import Layer, Scheme, Sentence, Split
from core.edits import AddLayer, AddSentences
from core.project import Project
from core.store.beliefs import Belief
from tests import contents

_NOBODY = 65534

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


@pytest.fixture(scope="session")
def dump() -> Callable[[Project], dict[str, object]]:
    """Return everything a project says about its corpus; fails where its totals are not those of its sentences."""
    return contents.shown


@pytest.fixture
def spoil() -> Callable[[Project], None]:
    """Close a project and damage its file in a way that only a full check sees."""
    return _spoil


def _spoil(project: Project) -> None:
    project.beliefs.save("pos", [Belief(2, 1, ("A", "N"), b"\xff\xff", 0.5, -0.5, 0.5)])
    root = project._connection.number("SELECT rootpage FROM sqlite_schema WHERE name = 'belief_by_margin'")
    project.close()
    content = bytearray(project.path.read_bytes())
    # The margin in the index becomes another, in a page that hangs together as before.
    at = content.rindex(struct.pack(">d", 0.5), (root - 1) * 4096, root * 4096)
    content[at : at + 8] = struct.pack(">d", 0.75)
    project.path.write_bytes(content)


@pytest.fixture
def plain_user() -> Iterator[Path]:
    """A folder of a user who is not allowed everything; the test is run as that user."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        is_root = os.geteuid() == 0
        if is_root:
            os.chown(folder, _NOBODY, _NOBODY)
            os.seteuid(_NOBODY)
        try:
            yield folder
        finally:
            if is_root:
                os.seteuid(0)
            for path in (folder, *folder.rglob("*")):
                path.chmod(0o700)


@pytest.fixture
def layers() -> tuple[Layer, ...]:
    """The layers of the small corpus."""
    return (Layer("pos"), Layer("ner", Scheme.IOB2))
