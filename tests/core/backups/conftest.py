"""A labelled project, an archive, and how to take a backup at any time."""

from collections import deque
from collections.abc import Callable, Generator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest

from core.backups.archive import Archive
from core.backups.record import Backup, Reason
from core.corpus import Layer, Scheme, Sentence
from core.edits import SetTags
from core.project import Project

T = TypeVar("T")
Take = Callable[..., Backup]

SENTENCES = (
    Sentence(("Mara", "rows", "home"), {"ner": ("B-PER", "O", "O")}, document="tides"),
    Sentence(("Low", "tide"), {"ner": ("O", "O")}, document="tides"),
    Sentence(("Old", "Harbour", "sleeps"), document="tides"),
    Sentence(("Low", "tide"), document="ferry"),
    Sentence(("a\\b\n", "ü🌊"), document="ferry"),
)


def result_of(steps: Generator[object, None, T]) -> T:
    """Run a generator to its end and return what it returns."""
    result: list[T] = []

    def exhausted() -> Iterator[object]:
        result.append((yield from steps))

    deque(exhausted(), maxlen=0)
    return result[0]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive that is empty."""
    return Archive(tmp_path / "data" / "backups")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Five sentences brought by an import, two tags of them set by hand, and a model."""
    with Project.create(tmp_path / "tides.tagscope") as created:
        running = created.begin_import("tides.conll", "conll", [Layer("ner", Scheme.IOB2)])
        running.add(SENTENCES)
        running.finish()
        created.apply(SetTags(3, "ner", 0, ("B-LOC", "I-LOC")))
        created.save_model("default", b"weights")
        yield created


@pytest.fixture
def take(archive: Archive) -> Take:
    """Take a backup of a project and return it."""

    def run(project: Project, reason: Reason = Reason.WORK, *, now: datetime | None = None) -> Backup:
        return result_of(archive.take(project, reason, now=now))

    return run


@pytest.fixture
def noon() -> datetime:
    """A time to begin with."""
    return datetime(2026, 3, 2, 12, tzinfo=UTC)
