"""Every sentence tagged by a model that has not learnt from it: k small models, each tagging what it did not see.

A generator as `core.training` is one; whoever listens ends it the same ways.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec
import numpy as np

from core.config import Config, NetworkConfig, TrainingConfig
from core.control import RunControl
from core.corpus import Layer, Sentence
from core.errors import TrainingError
from core.review.suggestions import Suggester, Suggestion
from core.runs import Event, RunEnd
from core.splits import folds
from core.training import train

# Good enough to doubt a label and quick enough to be trained five times.
QUICK = Config(
    network=NetworkConfig(word_size=50, affix_length=3, affix_size=16, shape_size=8, units=64),
    training=TrainingConfig(epochs=4, learning_rate=0.005, patience=0),
)


@dataclass(frozen=True, slots=True)
class FoldEvent:
    """What the training of one fold's model says.

    Attributes:
        fold: Counted from 1.
        n_folds: Models there will be.
        event: As `core.training` says it.
    """

    fold: int
    n_folds: int
    event: Event


@dataclass(frozen=True, slots=True, eq=False)
class HeldOut:
    """What is said of a sentence by a model that has not learnt from it.

    Attributes:
        index: Of the sentence among those given.
        suggestion: Not bound to the tags that the sentence has.
    """

    index: int
    suggestion: Suggestion


def out_of_fold(
    sentences: Sequence[Sentence],
    layer: Layer,
    *,
    control: RunControl,
    config: Config = QUICK,
    n_folds: int = 5,
) -> Iterator[FoldEvent | HeldOut]:
    """Yield what k trainings say, and each sentence's `HeldOut` once, fold by fold.

    Sentences of the same tokens share a fold, so that none is judged by a model that knows its double.

    Args:
        sentences: Tokens without a tag are read but not learnt.
        layer: What is to be learnt.
        control: Asked between any two steps; a stopped run yields nothing more.
        config: Of each model; its output must be one with probabilities.
        n_folds: Models to train; two at least.

    Raises:
        TrainingError: There are too few different sentences, or nothing to learn from.
    """
    of_fold = folds(sentences, n_folds, seed=config.training.seed)
    if len(set(of_fold.tolist())) < n_folds:
        raise TrainingError(
            f"there are fewer than {n_folds} different sentences.", remedy="Label more, or ask for fewer folds."
        )
    for fold in range(n_folds):
        held_out = np.flatnonzero(of_fold == fold).tolist()
        learnt = [sentences[index] for index in np.flatnonzero(of_fold != fold).tolist()]
        seeded = msgspec.structs.replace(config.training, seed=(config.training.seed + fold) % 2**31)
        one = msgspec.structs.replace(config, training=seeded)
        bundle = None
        for event in train(learnt, (), layer, config=one, control=control):
            yield FoldEvent(fold + 1, n_folds, event)
            bundle = event.bundle if isinstance(event, RunEnd) else None
        if bundle is None or control.is_stopped:
            return
        suggestions = Suggester(bundle).suggest_all(sentences[index] for index in held_out)
        for index, suggestion in zip(held_out, suggestions, strict=True):
            if not control.checkpoint():
                return
            yield HeldOut(index, suggestion)
