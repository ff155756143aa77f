"""How much memory a run needs, how much there is, and when a run that goes on has to stop for want of it.

What is needed is counted from shapes, before anything is built: the weights with what stands beside each, and
the numbers that one step keeps from its way forward for its way back. It is what has to be there at the
least; TensorFlow's own room comes on top.
"""

import os
import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from core.batches import Plan
from core.config import Config, Optimiser, TokenInput
from core.errors import TrainingError
from core.memory_need import MemoryNeed
from core.weights import Sizes, n_parameters

FLOAT_BYTES = 4
MEGABYTE = 1_000_000
# Where no limit is set, a run stops before others that run on the machine are left with less.
RESERVE = 256 * MEGABYTE
CHECK_SECONDS = 0.1
# A cell and unit of an LSTM: what BlockLSTM keeps (i, cs, f, o, ci, co, h) and their gradients (4 gates, h).
_KEPT, _GRADIENTS = 7, 5
_SLOTS = {Optimiser.SGD: 1, Optimiser.ADAM: 2, Optimiser.ADAMW: 2, Optimiser.NADAM: 2}

_PROC = Path("/proc")
_GROUP = Path("/sys/fs/cgroup")


def needed_bytes(config: Config, sizes: Sizes, plan: Plan) -> int:
    """Return the memory that training needs at the least, beside the corpus and TensorFlow itself.

    Args:
        config: The options.
        sizes: Rows of the tables.
        plan: Batches; the largest counts.
    """
    network, training = config.network, config.training
    copies = 2 + _SLOTS[training.optimiser] + 2 * bool(training.average)
    n_cells = int((np.diff(plan.borders) * plan.widths).max(initial=0))
    if network.token_input is TokenInput.EMBEDDED:
        n_inputs = network.word_size + 2 * network.affix_length * network.affix_size + network.shape_size
        n_inputs += network.char_filters
    else:
        n_inputs = sizes.words if network.token_input is TokenInput.ONE_HOT else 1
    n_joined = network.units * network.directions.n_lstms
    a_cell = 2 * n_inputs + network.layers * n_joined * (_KEPT + _GRADIENTS) + 3 * sizes.labels
    return FLOAT_BYTES * (copies * n_parameters(network, sizes) + n_cells * a_cell)


def check_memory(config: Config, sizes: Sizes, plan: Plan, limit: int) -> MemoryNeed:
    """Return what a run needs and what there is.

    Args:
        config: The options.
        sizes: Rows of the tables.
        plan: Batches.
        limit: Bytes that the program may take; 0 for what the machine has left.

    Raises:
        TrainingError: It needs more than there is.
    """
    taken = taken_bytes()
    room = available_bytes()
    if limit and taken is not None:
        room = max(0, limit - taken) if room is None else max(0, min(room, limit - taken))
    need = MemoryNeed(needed_bytes(config, sizes, plan), room)
    if room is not None and need.needed > room:
        rest = (
            f"{room / MEGABYTE:,.0f} MB are left of the limit of {limit / MEGABYTE:,.0f} MB"
            if limit
            else (f"{room / MEGABYTE:,.0f} MB are free")
        )
        raise TrainingError(
            f"this run needs {need.needed / MEGABYTE:,.0f} MB of memory at the least, and {rest}.",
            remedy="Take smaller batches, shorter rows (windows, or a longest row) or fewer units.",
        )
    return need


@dataclass(slots=True)
class MemoryWatch:
    """Tells a run when to stop.

    Attributes:
        limit: Bytes that the program may take; 0 for what the machine has left.
    """

    limit: int = 0
    _looked_at: float = field(default=-CHECK_SECONDS)

    def is_short(self) -> bool:
        """Return whether to stop now; looked at ten times a second at the most."""
        now = time.monotonic()
        if now - self._looked_at < CHECK_SECONDS:
            return False
        self._looked_at = now
        if self.limit:
            taken = taken_bytes()
            return taken is not None and taken > self.limit
        available = available_bytes()
        return available is not None and available < RESERVE


def available_bytes() -> int | None:
    """Return the memory that could be taken without swapping, within what a container allows; None if unknown."""
    found = [size for size in (_of_machine(), _of_group()) if size is not None]
    return min(found) if found else None


def _of_machine() -> int | None:
    try:
        for line in (_PROC / "meminfo").read_text(encoding="ascii").split("\n"):
            name, _colon, rest = line.partition(":")
            if name == "MemAvailable":
                return int(rest.strip().removesuffix(" kB")) * 1024
    except (OSError, ValueError):
        pass
    try:
        return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):
        return None


def _of_group() -> int | None:
    try:
        most = (_GROUP / "memory.max").read_text(encoding="ascii").strip()
        current = (_GROUP / "memory.current").read_text(encoding="ascii").strip()
        return max(0, int(most) - int(current))
    except (OSError, ValueError):  # not in a group, or in one without a limit ("max")
        return None


def taken_bytes() -> int | None:
    """Return the memory this process takes; None if unknown."""
    try:
        pages = (_PROC / "self" / "statm").read_text(encoding="ascii").split(" ")[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, IndexError, OSError, ValueError):
        return None
