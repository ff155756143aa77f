"""The size of each step of a run: how it rises, falls, and is lowered when nothing gets better."""

import math
from dataclasses import dataclass

from core.config import Schedule, TrainingConfig

# What is left of the step size after an epoch no better than the best.
PLATEAU_SHARE = 0.5


@dataclass(slots=True)
class StepSizes:
    """Knows the size of every step; told the score of every epoch, it lowers later ones.

    Attributes:
        config: What is asked for.
        total_steps: Steps of the whole run if it is not ended early.
        best: The best score told so far.
        lowered: Share of the step size that plateaus have left.
    """

    config: TrainingConfig
    total_steps: int
    best: float | None = None
    lowered: float = 1.0

    def at(self, step: int) -> float:
        """Return the size of a step, counted from 1.

        Source:
            Half a cosine, as Loshchilov and Hutter 2017, without restarts; a warm-up along a straight
            line: Goyal et al. 2017.
        """
        warmth = min(1.0, step / self.config.warm_up) if self.config.warm_up else 1.0
        return self.config.learning_rate * warmth * self._share(step)

    def _share(self, step: int) -> float:
        if self.config.schedule is Schedule.CONSTANT:
            return 1.0
        if self.config.schedule is Schedule.PLATEAU:
            return max(self.lowered, self.config.decay)
        done = min(1.0, (step - 1) / self.total_steps)
        fall = (1.0 - self.config.decay) * 0.5 * (1.0 + math.cos(math.pi * done))
        return self.config.decay + fall

    def tell(self, score: float) -> None:
        """Take in what an epoch was worth, more being better."""
        if self.best is None or score > self.best:
            self.best = score
        else:
            self.lowered *= PLATEAU_SHARE
