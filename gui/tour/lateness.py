"""How late a 10 ms timer of the window's thread fires: what a hand would feel."""

import math
import time
from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, QTimer, Slot

INTERVAL_MS = 10


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that `share` of the values do not exceed; 0 where there are none."""
    if not values:
        return 0.0
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


class Lateness(QObject):
    """Collects lateness in milliseconds by the phase that is going on."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.by_phase: dict[str, list[float]] = {}
        self._phase = ""
        self._due = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self._on_tick)

    @property
    def phase(self) -> str:
        """What is counted for."""
        return self._phase

    def begin(self, phase: str) -> None:
        """Count for this phase from now on; "" counts for none, while the walk itself keeps the thread busy."""
        self._phase = phase
        self._due = time.perf_counter() + INTERVAL_MS / 1000
        if phase and not self._timer.isActive():
            self._timer.start()

    def end(self) -> None:
        """Count no more."""
        self._timer.stop()

    @Slot()
    def _on_tick(self) -> None:
        now = time.perf_counter()
        if self._phase:
            self.by_phase.setdefault(self._phase, []).append(max(0.0, (now - self._due) * 1000))
        self._due = now + INTERVAL_MS / 1000
