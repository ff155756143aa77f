"""Projects with something in them, a backup of them, and what is damaged of them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from core.backups.archive import Archive, default_folder
from core.backups.record import Backup, Reason
from core.cli.output import exhausted
from core.corpus import Layer, Sentence
from core.edits import AddSentences, SetTags
from core.project import Project


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed project of 300 sentences, the first of which somebody has labelled."""
    path = tmp_path / "mine.tagscope"
    with Project.create(path) as project:
        bringing = project.begin_import("mine", "test", [Layer("ner")])
        bringing.add([Sentence(("Mira", "sleeps", f"{n}" * 20), {"ner": ("PER", None, None)}) for n in range(300)])
        bringing.finish()
        project.apply(SetTags(project.page(0, 1)[0].id, "ner", 1, ("VERB",)))
    return path


@pytest.fixture
def backed_up() -> Callable[[Path], Backup]:
    """Takes a backup of a closed project."""

    def take(path: Path) -> Backup:
        with Project.open(path) as project:
            return exhausted(Archive(default_folder()).take(project, Reason.WORK))

    return take


@pytest.fixture
def add_one() -> Callable[[Path], None]:
    """Adds a sentence to a closed project."""

    def add(path: Path) -> None:
        with Project.open(path) as project:
            project.apply(AddSentences((Sentence(("later",)),)))

    return add


@pytest.fixture
def damage() -> Callable[[Path], bytes]:
    """Overwrites the page of a file that holds its hundredth sentence; returns what the file is now."""

    def overwrite(path: Path) -> bytes:
        content = bytearray(path.read_bytes())
        start = content.index(b"100" * 20) // 4096 * 4096
        content[start : start + 4096] = bytes(4096)
        path.write_bytes(content)
        return bytes(content)

    return overwrite
