"""A run as the page remembers it and as the project keeps it: one point an epoch."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import msgspec

from core.corpus import Layer
from core.project import Project
from core.runs import EpochEnd, RunStarted, StepEnd
from core.sentence_losses import SentenceLosses, packed, unpacked
from core.store.runs import RunEpoch, RunStep, StoredRun

# Where an epoch keeps the losses of single sentences.
WATCHED = "watched"
# A commit waits for the disk, in the window's thread: at most one a second.
WRITE_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class EpochPoint:
    """What an epoch has reached; None where there is no dev, or no spans.

    Attributes:
        epoch: From 1.
        step: Batches done by its end.
        dev_loss: Per token.
        padded: Accuracy if padded cells counted as right.
        accuracy: Over labelled tokens.
        without_o: Over those that are not O.
        f1: Of spans.
    """

    epoch: int
    step: int
    dev_loss: float | None = None
    padded: float | None = None
    accuracy: float | None = None
    without_o: float | None = None
    f1: float | None = None

    @property
    def main(self) -> float | None:
        """What epochs are compared by: span F1 where there are spans, else accuracy."""
        return self.accuracy if self.f1 is None else self.f1


def point_of(event: EpochEnd, step: int) -> EpochPoint:
    """Return the point of an epoch that ended after `step` batches."""
    dev = event.dev
    if dev is None:
        return EpochPoint(event.epoch, step)
    has_spans = dev.f1 is not None
    return EpochPoint(
        event.epoch,
        step,
        dev_loss=event.dev_loss,
        padded=event.accuracy_with_padding,
        accuracy=dev.accuracy,
        without_o=dev.accuracy_without_o if has_spans else None,
        f1=dev.f1,
    )


@dataclass(slots=True)
class History:
    """One run.

    Attributes:
        name: As in the list of runs.
        epochs: In order.
        number: The project's number of it; 0 before it is kept.
        layer: Name of the layer it learns.
        config: The options it was started with, as JSON.
        losses: Of single sentences of dev, by epoch; only of a run that was trained since the project was opened.
        started_at: When it began, as the project has it.
        is_unfinished: Whether it was cut off before it had come to an end.
    """

    name: str
    epochs: list[EpochPoint] = field(default_factory=list)
    number: int = 0
    layer: str = ""
    config: str = ""
    losses: dict[int, SentenceLosses] = field(default_factory=dict)
    started_at: str = ""
    is_unfinished: bool = False

    @property
    def best(self) -> float | None:
        """The best main score; None without dev."""
        return max((point.main for point in self.epochs if point.main is not None), default=None)


class Recorder:
    """Writes a run into the project while it goes on: its steps and scores once an epoch."""

    def __init__(self, project: Project, layer: Layer) -> None:
        self._runs = project.runs
        self._layer = layer.name
        self._steps: list[RunStep] = []
        self._epochs: list[RunEpoch] = []
        self._has_watched = False
        self._number = 0
        self._written_at = 0.0

    def start(self, name: str, event: RunStarted) -> int:
        """Begin a run; return its number."""
        config = msgspec.json.encode(event.config).decode()
        self._number = self._runs.start(name, self._layer, config)
        return self._number

    def go_on(self, run: int) -> None:
        """Go on with a run that was cut off; what it comes to again takes the place of what it had come to."""
        self._number = run

    def add_step(self, event: StepEnd) -> None:
        """Keep a batch until the epoch ends."""
        self._steps.append(
            RunStep(
                event.step, event.epoch, event.loss, event.gradient_norm, event.learning_rate, event.tokens_per_second
            )
        )

    def add_epoch(self, point: EpochPoint, losses: SentenceLosses | None) -> None:
        """Write the epoch and the steps that led to it; short epochs wait for each other for a second."""
        scores: dict[str, Any] = asdict(point)
        if losses is not None:
            text = packed(losses)
            # Which sentences are watched is the same all along.
            scores[WATCHED] = {"losses": text["losses"]} if self._has_watched else text
            self._has_watched = True
        self._epochs.append(RunEpoch(point.epoch, scores))
        if time.monotonic() - self._written_at >= WRITE_SECONDS:
            self.write()

    def write(self) -> None:
        """Write all that has come so far."""
        self._written_at = time.monotonic()
        if self._steps:
            self._runs.add_steps(self._number, self._steps)
            self._steps.clear()
        for epoch in self._epochs:
            self._runs.add_epoch(self._number, epoch)
        self._epochs.clear()

    def end(self, reason: str) -> None:
        """Write what is left, and why the run ended."""
        self.write()
        self._runs.end(self._number, str(reason))


def kept_runs(project: Project) -> Sequence[History]:
    """Return the project's runs, the newest first."""
    scores = project.runs.scores(without=WATCHED)
    return [_history(run, scores.get(run.id, ())) for run in reversed(project.runs.all())]


def _history(run: StoredRun, epochs: Sequence[RunEpoch]) -> History:
    return History(
        run.name,
        [_point(epoch.scores) for epoch in epochs],
        run.id,
        run.layer,
        run.config,
        started_at=run.started_at,
        is_unfinished=not run.ended_at,
    )


def kept_losses(project: Project, run: int) -> dict[int, SentenceLosses]:
    """Return the losses of single sentences of dev that a run has left, by epoch."""
    found: dict[int, SentenceLosses] = {}
    first: Mapping[str, Any] = {}
    for epoch in project.runs.epochs(run):
        text = epoch.scores.get(WATCHED)
        if isinstance(text, dict):
            first = first or text
            losses = unpacked({**first, **text})
            if losses is not None:
                found[epoch.epoch] = losses
    return found


def _point(scores: Mapping[str, Any]) -> EpochPoint:
    return msgspec.convert(dict(scores), EpochPoint)
