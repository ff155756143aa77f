"""Train on growing shares of the labelled sentences, several times each: the points of a learning curve.

A generator as `core.training` is one; whoever listens ends it the same ways.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import msgspec

from core.config import Config, Endless, suited
from core.control import RunControl
from core.corpus import Layer, Sentence
from core.errors import TrainingError
from core.learning_curve import FEWEST_SIZES, Measured, growing_sizes
from core.runs import EpochEnd, Event
from core.training import train


@dataclass(frozen=True, slots=True)
class GrowthEvent:
    """What one of the trainings says.

    Attributes:
        number: Counted from 1.
        n_trainings: How many there will be.
        n_sentences: Sentences it learns from.
        event: As `core.training` says it.
    """

    number: int
    n_trainings: int
    n_sentences: int
    event: Event


def grow(
    sentences: Sequence[Sentence],
    dev: Sequence[Sentence],
    layer: Layer,
    *,
    config: Config,
    control: RunControl,
    n_seeds: int,
) -> Iterator[GrowthEvent | Measured]:
    """Yield what the trainings say, and a `Measured` after each: the best score on dev.

    Each seed draws an order of the sentences of its own, and each of its sizes holds the one before. Small
    shares are read more often, as `core.config.suited` has it. A stopped training yields no `Measured`.

    Args:
        sentences: Those without a label in the layer are left out.
        dev: To score on; the same for all.
        layer: What is to be learnt.
        config: Of each training; its seed begins the row of seeds.
        control: Asked between any two steps.
        n_seeds: Trainings a size.

    Raises:
        TrainingError: There are too few labelled sentences for a curve, or no labelled dev.
    """
    labelled = [one for one in sentences if one.has_label(layer.name)]
    if not any(one.has_label(layer.name) for one in dev):
        raise TrainingError(
            "there is no labelled dev to score on.",
            place=f"layer {layer.name}",
            remedy="Move some labelled sentences to dev.",
        )
    sizes = growing_sizes(len(labelled))
    if len(sizes) < FEWEST_SIZES:
        raise TrainingError(
            f"{len(labelled):,} labelled sentences are too few for a curve.",
            place=f"layer {layer.name}",
            remedy="Label some fifty at least.",
        )
    number = 0
    for turn in range(n_seeds):
        seed = (config.training.seed + turn) % 2**31
        order = list(labelled)
        Random(seed).shuffle(order)  # noqa: S311 - a draw that a seed must give again, no secret
        for size in sizes:
            number += 1
            best: float | None = None
            options = _options(config, layer, size, seed)
            for event in train(order[:size], dev, layer, config=options, control=control):
                if isinstance(event, EpochEnd) and event.dev is not None:
                    reached = event.dev.accuracy if event.dev.f1 is None else event.dev.f1
                    best = reached if best is None else max(best, reached)
                yield GrowthEvent(number, n_seeds * len(sizes), size, event)
            if control.is_stopped or best is None:
                return
            yield Measured(size, seed, best)


def _options(config: Config, layer: Layer, n_sentences: int, seed: int) -> Config:
    """Return the options of a training: those of the user, read more often where sentences are few."""
    fitted = suited(config, has_spans=layer.has_spans, n_sentences=n_sentences)
    training = msgspec.structs.replace(
        config.training,
        seed=seed,
        epochs=fitted.training.epochs,
        patience=fitted.training.patience,
        endless=Endless.NONE,
    )
    return msgspec.structs.replace(config, training=training)
