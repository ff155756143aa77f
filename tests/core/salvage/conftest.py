"""A project with something in every table, and what it says of itself."""

from collections import deque
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from core import edits
from core.corpus import Layer, Scheme, Sentence, Split
from core.project import Project
from core.salvage.rescue import Salvaged, salvage
from core.store.runs import RunEpoch, RunStep

T = TypeVar("T")
Salvage = Callable[[Path], tuple[Salvaged, Path]]
Fill = Callable[[Project], None]

N_SENTENCES = 300


def sentence(number: int) -> Sentence:
    n_tokens = 1 + number * 7 % 23
    return Sentence(
        tuple(f"word{number}x{k}" for k in range(n_tokens)),
        {"pos": tuple("NVAPD"[k * number % 5] for k in range(n_tokens)), "ner": ("O",) * n_tokens},
        spaces=(True,) * n_tokens,
        document=f"document {number // 50}",
        split=tuple(Split)[number % 3],
        source="\n".join(f"{k}\tword" for k in range(n_tokens)),
    )


def filled(project: Project) -> None:
    """Put something into every table."""
    running = project.begin_import("tides.conll", "conll", [Layer("pos"), Layer("ner", Scheme.IOB2)])
    running.add([sentence(number) for number in range(N_SENTENCES)])
    running.finish()
    project.apply(edits.AddLayer("pos of Ann", annotator="Ann", of="pos"))
    for number in range(1, 60):
        project.apply(edits.SetTags(number, "ner", 0, (f"B-X{number % 4}",)))
    project.apply(edits.SetTags(3, "pos of Ann", 0, ("N",)))
    project.apply(edits.SetRemark(3, "look again", is_flagged=True))
    project.apply(edits.RemoveSentences((10, 20)))
    project.apply(edits.AddSentences((Sentence(tuple(f"long{k}" for k in range(3000)), document="long"),)))
    project.apply(edits.SetTags(5, "ner", 0, ("B-UNDONE",)))
    project.undo()
    run = project.runs.start("run", "pos", "{}")
    project.runs.add_steps(run, [RunStep(k, 1, 0.5 * k, 2.0, 1.0, 1000.0) for k in range(50)])
    project.runs.add_epoch(run, RunEpoch(1, {"f1": 0.5}))
    project.save_model("default", bytes(range(256)) * 80, {"epochs": 3}, layer="pos", run=run)
    project.set_setting("name", "value")


@pytest.fixture
def fill() -> Fill:
    """Put something into every table of an empty project."""
    return filled


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a closed project with something in every table."""
    path = tmp_path_factory.mktemp("sound") / "tides.tagscope"
    with Project.create(path) as project:
        filled(project)
    return path.read_bytes()


@pytest.fixture
def file(tmp_path: Path, sound: bytes) -> Path:
    """A closed project with something in every table."""
    path = tmp_path / "tides.tagscope"
    path.write_bytes(sound)
    return path


def content_of(path: Path) -> dict[str, object]:
    """Return everything a project says."""
    with Project.open(path) as project:
        numbers = list(project.ids())
        names = [layer.name for layer in project.layers]
        return {
            "identity": project.identity,
            "sentences": list(project.sentences()),
            "layers": [(layer, layer.annotator, layer.of) for layer in project.layers],
            "labels": {name: project.labels(name) for name in names},
            "counts": {name: project.label_counts(name) for name in names},
            "origins": {(number, name): project.origins(number, name) for number in numbers for name in names},
            "remarks": [project.remark(number) for number in numbers],
            "titles": (project.undo_title, project.redo_title),
            "models": [(model, project.model(model.id)) for model in project.models()],
            # As text, where "not a number" equals itself.
            "runs": repr(
                [(run, project.runs.steps(run.id), project.runs.epochs(run.id)) for run in project.runs.all()]
            ),
            "setting": project.setting("name"),
        }


@pytest.fixture
def contents() -> Callable[[Path], dict[str, object]]:
    """Return everything that a closed project says, by what it is."""
    return content_of


def result_of(steps: Generator[object, None, T]) -> T:
    result: list[T] = []

    def exhausted() -> Iterator[object]:
        result.append((yield from steps))

    deque(exhausted(), maxlen=0)
    return result[0]


@pytest.fixture
def run_salvage(tmp_path: Path) -> Salvage:
    """Salvage a file into a new one, which is deleted before the next."""
    target = tmp_path / "salvaged.tagscope"

    def run(path: Path) -> tuple[Salvaged, Path]:
        target.unlink(missing_ok=True)
        return result_of(salvage(path, target)), target

    return run
