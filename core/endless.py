"""Sentences that never come twice: a generator's task drawn afresh for every epoch, judged on a fixed set.

Seed and epoch decide what is drawn, so a run can be repeated and gone on with. What it is judged on depends
on the task alone: runs of any seed are judged alike.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import overload

import numpy as np

from core.config import Config, Endless
from core.corpus import Layer, Sentence
from core.generators import TASKS, take

N_DEV = 300
# Words and labels are counted in so many sentences at least, so that hardly any is unknown later.
FEWEST_COUNTED = 3000
# Streams of chance beside those of the epochs, which are counted from 1.
_COUNTED_STREAM = 0
_DEV_SEED = 2**31 - 1


@dataclass(frozen=True, slots=True, eq=False)
class EndlessSentences(Sequence[Sentence]):
    """A task's sentences: as a sequence those whose words and labels are counted; `of_epoch` gives what is learnt from.

    Attributes:
        task: Name of the task.
        size: Sentences an epoch.
        seed: Decides, with the epoch, what is drawn.
    """

    task: str
    size: int
    seed: int
    _counted: tuple[Sentence, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        counted = _draw(self.task, max(self.size, FEWEST_COUNTED), self.seed, _COUNTED_STREAM)
        object.__setattr__(self, "_counted", counted)

    @property
    def layer(self) -> Layer:
        """The layer to learn."""
        return TASKS[self.task].layer

    def of_epoch(self, epoch: int) -> tuple[Sentence, ...]:
        """Return the sentences of an epoch, counted from 1."""
        return _draw(self.task, self.size, self.seed, epoch)

    def dev(self) -> tuple[Sentence, ...]:
        """Return the sentences to judge on; the same for every seed and size."""
        return _draw(self.task, N_DEV, _DEV_SEED, _COUNTED_STREAM)

    @overload
    def __getitem__(self, place: int) -> Sentence: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Sentence]: ...

    def __getitem__(self, place: int | slice) -> Sentence | Sequence[Sentence]:
        """Return one or some of the counted sentences."""
        return self._counted[place]

    def __len__(self) -> int:
        return len(self._counted)

    def __iter__(self) -> Iterator[Sentence]:
        return iter(self._counted)


def endless_of(config: Config) -> EndlessSentences | None:
    """Return what options want to learn from; None where that is the corpus."""
    training = config.training
    if training.endless is Endless.NONE:
        return None
    return EndlessSentences(training.endless.value, training.endless_sentences, training.seed)


def _draw(task: str, size: int, seed: int, stream: int) -> tuple[Sentence, ...]:
    mixed = int(np.random.SeedSequence((seed, stream)).generate_state(1)[0])
    return take(task, size, seed=mixed).sentences
