"""The figures a walk measures."""

import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(slots=True)
class Figures:
    """What tour.json says beside its steps; times in milliseconds.

    Attributes:
        window_ms: From the start of the process to the first paint of the window.
        tensorflow_imported_at_start: Whether TensorFlow was loaded by then.
        training_lateness_p99_ms: Of a 10 ms timer in the window's thread while a run goes on.
        training_lateness_max_ms: The worst of the same.
        warmup_lateness_max_ms: The worst before, while TensorFlow was imported and the graph traced.
        tag_p95_ms: From a key in a 30-token sentence to its labels painted.
    """

    window_ms: float = 0.0
    tensorflow_imported_at_start: bool = False
    training_lateness_p99_ms: float = 0.0
    training_lateness_max_ms: float = 0.0
    warmup_lateness_max_ms: float = 0.0
    tag_p95_ms: float = 0.0

    def as_json(self) -> dict[str, Any]:
        """Return the figures with two decimals."""
        return {name: round(value, 2) if isinstance(value, float) else value for name, value in asdict(self).items()}


def process_start() -> float:
    """Return when this process began, in seconds since the epoch, to a hundredth of a second on Linux."""
    stat = Path("/proc/self/stat")
    if not stat.exists():
        return time.time() - time.process_time()
    ticks = int(stat.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split(" ")[20])
    uptime = float(Path("/proc/uptime").read_text(encoding="ascii").split(" ")[0])
    return time.time() - (uptime - ticks / os.sysconf("SC_CLK_TCK"))
