"""What changes in a run from step to step: the best weights so far, and all that is kept to go on from."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import msgspec
import numpy as np
from numpy.typing import NDArray

from core.bundle import Bundle, BundleInfo
from core.config import Config
from core.corpus import Layer
from core.errors import TrainingError
from core.memory import MemoryWatch
from core.model import Network
from core.optimisers import Average, Slots
from core.run_counts import RunCounts
from core.run_state import Position, RunState
from core.steps import Learner
from core.vocab import Vocab
from core.weights import Weights

_REMEDY = "Start a new run."


# A weight so many times the largest that its table began with, or 1, has been learnt from no data.
RUN_AWAY = 100.0


@dataclass(slots=True)
class Reached:
    """What a run has reached: the best weights and where they come from."""

    config: Config
    layer: Layer
    vocab: Vocab
    best: Weights
    best_epoch: int = 0
    best_score: float | None = None
    n_epochs: int = 0

    def take_up(self, at: Position) -> None:
        """Take over what an interrupted run had reached beside its weights."""
        self.best_epoch, self.best_score, self.n_epochs = at.best_epoch, at.best_score, at.judged

    def offer(self, network: Network, dev_score: float | None) -> bool:
        """Keep the network's weights if they are the best so far; return whether they are."""
        if dev_score is not None and self.best_score is not None and dev_score <= self.best_score:
            return False
        self.best, self.best_epoch, self.best_score = network.get_weights(), self.n_epochs, dev_score
        return True

    def take_unfinished(self, network: Network) -> None:
        """Prefer what an unfinished first epoch has learnt to what it started from, unless it has run away."""
        weights = network.get_weights()
        if self.best_epoch == 0 and not any(_is_lost(weight, self.best[name]) for name, weight in weights.items()):
            self.best = weights

    def is_stale(self) -> bool:
        """Whether dev has not got better for as long as the options allow."""
        patience = self.config.training.patience
        return bool(patience) and self.best_score is not None and self.n_epochs - self.best_epoch >= patience

    def bundle(self) -> Bundle:
        """Return the best weights as a model that others may be given."""
        info = BundleInfo(
            trained_at=datetime.now(UTC).isoformat(timespec="seconds"),
            epochs=self.best_epoch,
            dev_score=self.best_score,
            seed=self.config.training.seed,
        )
        return Bundle(_without_places(self.config), self.layer, self.vocab, self.best, info)


def _is_lost(weight: NDArray[np.float32], start: NDArray[np.float32]) -> bool:
    """Whether a weight is no number any more, or far beyond anything that learning makes of it."""
    if not np.isfinite(weight).all():
        return True
    return float(np.abs(weight).max(initial=0.0)) > RUN_AWAY * max(1.0, float(np.abs(start).max(initial=0.0)))


def _without_places(config: Config) -> Config:
    """Return options for a file that others may be given: what lies where on this machine is not theirs to know."""
    training = msgspec.structs.replace(config.training, vectors=Path(config.training.vectors).name, event_folder="")
    return msgspec.structs.replace(config, training=training)


@dataclass(slots=True)
class Loop:
    """A run between two steps.

    Attributes:
        reached: The best so far.
        network: What learns.
        learner: Moves its weights.
        average: Their slow average; None where the options want none.
        counts: Counts steps, tokens and seconds.
        data: Digest of all that is learnt from and judged by.
        began: When the run began, on the clock of `perf_counter`.
        watch: Says when memory runs short.
    """

    reached: Reached
    network: Network
    learner: Learner
    average: Average | None
    counts: RunCounts
    data: str
    began: float
    watch: MemoryWatch = field(default_factory=MemoryWatch)

    @property
    def is_judged(self) -> bool:
        """Whether the epoch under way is over and done with."""
        return self.reached.n_epochs == self.counts.epoch

    @contextmanager
    def averaged(self) -> Iterator[None]:
        """Give the network its average weights for a while, where there are any."""
        if self.average:
            self.average.swap()
        try:
            yield
        finally:
            if self.average:
                self.average.swap()

    def look(self) -> Bundle:
        """Return the network as it stands."""
        return Bundle(self.reached.config, self.reached.layer, self.reached.vocab, self.network.get_weights())

    def state(self) -> RunState:
        """Return where the run stands, copied."""
        reached, counts = self.reached, self.counts
        position = Position(
            epoch=counts.epoch,
            batch=counts.batch,
            step=counts.step,
            judged=reached.n_epochs,
            best_epoch=reached.best_epoch,
            best_score=reached.best_score,
            n_tokens=counts.n_tokens,
            loss=counts.loss_sum,
            seconds=counts.seconds,
            elapsed=perf_counter() - self.began,
            size_best=counts.sizes.best,
            size_lowered=counts.sizes.lowered,
            data=self.data,
        )
        best = Bundle(reached.config, reached.layer, reached.vocab, reached.best)
        slots = {name: np.array(slot.numpy()) for name, slot in self._slots().items()}
        return RunState(position, best, self.network.get_weights(), slots, self.learner.carried)

    def restore(self, state: RunState) -> None:
        """Take up a run where it was interrupted.

        Raises:
            TrainingError: It does not fit the network or the optimiser.
        """
        at, counts = state.position, self.counts
        self._restore_arrays(state)
        counts.epoch, counts.batch, counts.step = at.epoch, at.batch, at.step
        counts.n_tokens, counts.loss_sum, counts.seconds = at.n_tokens, at.loss, at.seconds
        counts.sizes.best, counts.sizes.lowered = at.size_best, at.size_lowered

    def _restore_arrays(self, state: RunState) -> None:
        slots = self._slots()
        fits = {name: tuple(slot.shape) for name, slot in slots.items()}
        if fits != {name: slot.shape for name, slot in state.slots.items()}:
            raise TrainingError("what is kept of the run does not fit its options.", remedy=_REMEDY)
        try:
            self.network.set_weights(state.weights)
        except (KeyError, ValueError) as error:
            raise TrainingError("what is kept of the run does not fit its network.", remedy=_REMEDY) from error
        for name, slot in state.slots.items():
            slots[name].assign(slot)
        self.learner.carry(state.carried)

    def _slots(self) -> Slots:
        return {**self.learner.rule.slots, **(self.average.slots if self.average else {})}
