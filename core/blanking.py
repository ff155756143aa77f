"""Reading a row again with one token blank: the plain way to find out what depends on it."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from core.bundle import Bundle
from core.encoding import Batch
from core.trace import LayerTrace, read_layers

Floats = NDArray[np.float32]
# Tokens that are blanked at once, so that memory stays bounded.
AT_ONCE = 64
# The rounding of a state or score in float32, sums of some hundred products included: many rows at once are
# rounded otherwise than one, and what is no more than that is nothing.
ROUNDING = 2e-6


def read_without(
    bundle: Bundle, batch: Batch, embedded: Floats, blank: NDArray[np.int64], state: Floats | None = None
) -> tuple[Batch, tuple[LayerTrace, ...]]:
    """Return N copies of a row and what the LSTMs make of each, one token of each being all zeros.

    Args:
        bundle: The network.
        batch: One row.
        embedded: float32[1, T, E], what the first layer reads.
        blank: int64[N], timestep of the blank token of each copy.
        state: float32[layers, 2, 1, H], what the row starts from; None for zeros.
    """
    count = len(blank)
    copies = replace(batch, lengths=np.repeat(batch.lengths, count), mask=np.repeat(batch.mask, count, axis=0))
    blanked = np.repeat(embedded, count, axis=0)  # [N, T, E]
    blanked[np.arange(count), blank] = 0.0
    starts = None if state is None else np.repeat(state, count, axis=2)  # [layers, 2, N, H]
    return copies, read_layers(bundle, copies, blanked, starts)[0]
