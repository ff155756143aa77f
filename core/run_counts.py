"""Counts the steps, tokens and seconds of a run."""

from collections import deque
from dataclasses import dataclass, field

from core.schedules import StepSizes

# Seconds of steps that "tokens a second" looks back on.
PACE_SECONDS = 1.0


@dataclass(slots=True)
class RunCounts:
    """Counts steps, tokens and time.

    Attributes:
        sizes: How far each step goes.
        epoch: The epoch under way, counted from 1.
        batch: Batches of it that are learnt.
        step: The step under way, counted from 1 over the whole run.
        n_tokens: Labelled tokens learnt from in this epoch.
        loss_sum: Their losses, summed.
        seconds: Time the steps of this epoch have taken.
    """

    sizes: StepSizes
    epoch: int = 0
    batch: int = 0
    step: int = 0
    n_tokens: int = 0
    seconds: float = 0.0
    loss_sum: float = 0.0
    _recent: deque[tuple[int, float]] = field(default_factory=deque)
    _recent_tokens: int = 0
    _recent_seconds: float = 0.0

    def start_epoch(self) -> None:
        """Begin the next epoch."""
        self.epoch += 1
        self.batch, self.n_tokens, self.seconds, self.loss_sum = 0, 0, 0.0, 0.0

    def next_rate(self) -> float:
        """Start a step and return its step size."""
        self.step += 1
        return self.sizes.at(self.step)

    def add(self, loss: float, n_tokens: int, seconds: float) -> None:
        """Take in a batch: its mean loss, its labelled tokens, and the time its step has taken."""
        self.batch += 1
        self.n_tokens += n_tokens
        self.seconds += seconds
        self.loss_sum += loss * n_tokens
        self._recent.append((n_tokens, seconds))
        self._recent_tokens += n_tokens
        self._recent_seconds += seconds
        while len(self._recent) > 1 and self._recent_seconds - self._recent[0][1] >= PACE_SECONDS:
            old_tokens, old_seconds = self._recent.popleft()
            self._recent_tokens -= old_tokens
            self._recent_seconds -= old_seconds

    def per_second(self) -> float:
        """Return labelled tokens a second over the steps of the last second."""
        return self._recent_tokens / max(self._recent_seconds, 1e-9)

    def loss(self) -> float:
        """Return the epoch's loss, sum over tokens divided by their number."""
        return self.loss_sum / max(self.n_tokens, 1)
