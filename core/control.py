"""How long work is paused, resumed and stopped from another thread.

On its own, because a window needs it before anything that knows arrays or networks is loaded.
"""

import threading
import time
from dataclasses import dataclass, field

# Half a minute of a run is what a crash costs, unless told otherwise.
KEEP_SECONDS = 30.0
# Ends of epochs are good places to go on from, but those of a few sentences come many times a second.
EPOCH_SECONDS = 10.0


@dataclass(slots=True)
class RunControl:
    """Pause, resume and stop a run from another thread; a run asks at `checkpoint`.

    Attributes:
        watched_every: Seconds from one look at what a run has reached to the next; None where nobody looks.
        kept_every: Seconds a crash may cost: a run hands over where it stands that often, 0 for every step, more
            often at ends of epochs, and when it is stopped; None where nobody keeps it.
    """

    watched_every: float | None = None
    kept_every: float | None = None
    _running: threading.Event = field(default_factory=threading.Event)
    _stopped: threading.Event = field(default_factory=threading.Event)
    _looked_at: float = 0.0
    _kept_at: float | None = None

    def __post_init__(self) -> None:
        self._running.set()

    def pause(self) -> None:
        """Hold the run at its next checkpoint."""
        self._running.clear()

    def resume(self) -> None:
        """Let a paused run go on."""
        self._running.set()

    def stop(self) -> None:
        """End the run at its next checkpoint, paused or not."""
        self._stopped.set()
        self._running.set()

    @property
    def is_paused(self) -> bool:
        """Whether the run is asked to hold."""
        return not self._running.is_set()

    @property
    def is_stopped(self) -> bool:
        """Whether the run is asked to end."""
        return self._stopped.is_set()

    def checkpoint(self) -> bool:
        """Wait while paused; return whether to go on."""
        self._running.wait()
        return not self._stopped.is_set()

    def is_look_due(self) -> bool:
        """Return whether somebody wants to see what the run has reached; asked by the run, once a step."""
        if self.watched_every is None:
            return False
        now = time.monotonic()
        if now - self._looked_at < self.watched_every:
            return False
        self._looked_at = now
        return True

    def is_keep_due(self, *, at_end_of_epoch: bool = False) -> bool:
        """Return whether where the run stands is to be kept; asked by the run, once a step and once an epoch."""
        if self.kept_every is None:
            return False
        now = time.monotonic()
        if self._kept_at is None:
            self._kept_at = now
        every = min(self.kept_every, EPOCH_SECONDS) if at_end_of_epoch else self.kept_every
        if now - self._kept_at < every:
            return False
        self._kept_at = now
        return True
