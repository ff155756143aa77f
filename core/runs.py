"""What a training run says while it goes on; `core.control` is how it is told to pause or stop.

Events are frozen values: they cross threads, and nobody may change one on the way.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from core.bundle import Bundle
from core.config import Config
from core.control import RunControl
from core.memory_need import MemoryNeed
from core.metrics import Report
from core.run_state import RunState
from core.sentence_losses import SentenceLosses

__all__ = [
    "EndReason",
    "EpochEnd",
    "Event",
    "Preparing",
    "RunControl",
    "RunEnd",
    "RunKept",
    "RunStarted",
    "Snapshot",
    "StepEnd",
]


class EndReason(StrEnum):
    """Why a run ended."""

    FINISHED = "finished"
    EARLY = "no better on dev"
    STOPPED = "stopped"
    DIVERGED = "loss is not a number"
    MEMORY = "memory ran short"


@dataclass(frozen=True, slots=True)
class Preparing:
    """What is being done before the first step, in a few words."""

    doing: str


@dataclass(frozen=True, slots=True)
class RunStarted:
    """The network is built and the first batch is about to be fed.

    Attributes:
        n_parameters: Trainable numbers.
        n_batches: Batches an epoch.
        n_tokens: Labelled tokens an epoch.
        shapes: Distinct (B, T) shapes an epoch feeds.
        unknown_labels: Labels of dev that train never shows; they count as errors.
        memory: What it needs and what there is.
    """

    config: Config
    n_parameters: int
    n_batches: int
    n_tokens: int
    shapes: int
    unknown_labels: tuple[str, ...] = ()
    memory: MemoryNeed | None = None


@dataclass(frozen=True, slots=True)
class StepEnd:
    """One batch has been learnt from; the last of a run that diverged has moved no weight.

    Attributes:
        step: Counted from 1 over the whole run.
        epoch: Counted from 1.
        loss: Sum over the batch's labelled tokens divided by their number.
        n_tokens: Labelled tokens of the batch.
        gradient_norm: Global norm before clipping; it or the loss is not finite where the run diverged.
        learning_rate: As used in this step.
        tokens_per_second: Over the steps of the last second or so, evaluation left out.
    """

    step: int
    epoch: int
    loss: float
    n_tokens: int
    gradient_norm: float
    learning_rate: float
    tokens_per_second: float


@dataclass(frozen=True, slots=True)
class EpochEnd:
    """One pass over the training data is done and dev has been tagged.

    Attributes:
        train_loss: Token sum over token count of the epoch, dropout on.
        dev_loss: The same over dev, dropout off; None without dev.
        dev: Scores over dev; None without dev.
        accuracy_with_padding: What counting padded cells as correct would claim.
        seconds: Training time of the epoch, without evaluation.
        is_best: Whether these weights are the best on dev so far.
        losses: Of the single sentences of dev, of a sample where it is large; None without dev.
    """

    epoch: int
    train_loss: float
    dev_loss: float | None
    dev: Report | None
    accuracy_with_padding: float | None
    seconds: float
    tokens_per_second: float
    is_best: bool
    losses: SentenceLosses | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """What the run has reached between two steps; said only while somebody watches (`RunControl.watched_every`).

    Attributes:
        step: The last step done, counted from 1.
        bundle: The network as it stands; its vocab is the same object all through a run.
    """

    step: int
    bundle: Bundle


@dataclass(frozen=True, slots=True)
class RunKept:
    """Where the run stands between two steps; said only while somebody keeps it (`RunControl.kept_every`)."""

    state: RunState


@dataclass(frozen=True, slots=True)
class RunEnd:
    """The run is over; `bundle` holds the best weights seen, whatever the reason."""

    reason: EndReason
    best_epoch: int
    epochs: int
    seconds: float
    bundle: Bundle


Event = Preparing | RunStarted | StepEnd | Snapshot | EpochEnd | RunKept | RunEnd
