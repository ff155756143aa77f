"""How far a run is and how long it will still take."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Position:
    """Where a run stands.

    Attributes:
        step: Batches done.
        steps: Batches of all epochs together.
    """

    step: int
    steps: int


def seconds_left(position: Position, elapsed: float) -> float | None:
    """Return the seconds a run will still take at its pace so far; None before it has one.

    Args:
        position: Where it stands.
        elapsed: Seconds since the first step, pauses left out, evaluation included.
    """
    if position.step <= 0 or elapsed <= 0.0:
        return None
    return elapsed / position.step * (position.steps - position.step)


class StopWatch:
    """Seconds of running time, pauses left out; the caller says what time it is."""

    def __init__(self) -> None:
        self._elapsed = 0.0
        self._since: float | None = None

    def start(self, now: float) -> None:
        """Begin or go on."""
        if self._since is None:
            self._since = now

    def pause(self, now: float) -> None:
        """Stop counting."""
        if self._since is not None:
            self._elapsed += now - self._since
            self._since = None

    def elapsed(self, now: float) -> float:
        """Return the seconds counted so far."""
        return self._elapsed + (now - self._since if self._since is not None else 0.0)
