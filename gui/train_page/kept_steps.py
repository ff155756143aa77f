"""Jobs that read what the project keeps of a run: its steps made ready to be drawn, or all of it as text."""

import math
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from core.atomic import atomic_write
from core.project import Project
from core.run_export import run_as_json, steps_as_csv
from core.sentence_losses import Moved, SentenceLosses, most_moved
from core.store.runs import RunStep
from gui.jobs import JobControl
from gui.train_page.history import History, kept_losses
from gui.train_page.run_charts import GRADIENT, LOSS, RATE, SPEED
from gui.widgets.curve_points import Points

# Steps between two looks at whether somebody has cancelled.
PORTION = 2000
MOST_MOVED = 60
LONGEST_TEXT = 200


class LoadingSteps:
    """Reads the steps of a run; the result is the `Points` of each measure."""

    def __init__(self, project: Project, run: int) -> None:
        self._project, self._run = project, run

    def __call__(self, control: JobControl) -> Generator[object, None, dict[str, Points]]:
        """Yield now and then; a number that was none is left out."""
        found = _no_points()
        for place, step in enumerate(self._project.runs.steps(self._run)):
            if place % PORTION == 0:
                yield None
            _add(step, found)
        return found


def points_of(steps: Iterable[RunStep]) -> dict[str, Points]:
    """Return steps ready to be drawn: the `Points` of each measure."""
    found = _no_points()
    for step in steps:
        _add(step, found)
    return found


def _no_points() -> dict[str, Points]:
    return {name: Points() for name in (LOSS, SPEED, GRADIENT, RATE)}


def _add(step: RunStep, found: Mapping[str, Points]) -> None:
    for name, points in found.items():
        value = getattr(step, name)
        if not math.isnan(value):
            points.append(step.step, value)


class ExportingRun:
    """Writes a run as the ending of the file's name says, `.csv` for its steps or JSON for everything."""

    def __init__(self, project: Project, run: int, path: Path) -> None:
        self._project, self._run, self._path = project, run, path

    def __call__(self, control: JobControl) -> Generator[object, None, str]:
        """Return the file's name."""
        yield None
        runs = self._project.runs
        steps = runs.steps(self._run)
        yield None
        if self._path.suffix.lower() == ".csv":
            text = steps_as_csv(steps)
        else:
            run = next(run for run in runs.all() if run.id == self._run)
            text = run_as_json(run, runs.epochs(self._run), steps)
        yield None
        with atomic_write(self._path) as file:
            file.write(text.encode())
        return self._path.name


@dataclass(frozen=True, slots=True)
class Movement:
    """What a stretch of training moved.

    Attributes:
        before: Epoch it begins with.
        after: Epoch it ends with; 0 where the run has kept no losses of sentences.
        n_watched: Sentences whose loss was measured at both.
        sentences: Those that moved farthest, each with its text.
    """

    before: int
    after: int
    n_watched: int
    sentences: tuple[tuple[Moved, str], ...]


class LookingForMoved:
    """Finds the sentences whose loss moved most between the two epochs around a batch."""

    def __init__(self, project: Project, run: History, step: float) -> None:
        self._project, self._run, self._step = project, run, step
        # Those of a run that goes on may not be written yet.
        self._losses: dict[int, SentenceLosses] = dict(run.losses)
        self._points = tuple(run.epochs)

    def __call__(self, control: JobControl) -> Generator[object, None, Movement]:
        """Return what moved; sentences that are gone are left out."""
        yield None
        losses = self._losses or kept_losses(self._project, self._run.number)
        measured = [point for point in self._points if point.epoch in losses]
        if len(measured) < 2:
            return Movement(0, 0, 0, ())
        later = next((i for i, point in enumerate(measured) if point.step >= self._step and i), len(measured) - 1)
        before, after = measured[later - 1].epoch, measured[later].epoch
        yield None
        sentences = []
        for moved in most_moved(losses[before], losses[after], MOST_MOVED):
            try:
                text = self._project.sentence(moved.sentence).text
            except KeyError:
                continue
            sentences.append((moved, text[:LONGEST_TEXT]))
        return Movement(before, after, len(losses[after].numbers), tuple(sentences))
