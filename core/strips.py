"""Stateful rows: where each begins, what it starts from, and how much it remembers.

Row i of a batch goes on where row i of the batch before ended, unless it is told to start afresh.
What the forward LSTMs remember at each border is computed window by window, as training does.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.batches import EncodedCorpus, Plan
from core.bundle import Bundle
from core.config import EncodingConfig
from core.encoding import Batch
from core.trace import embed, read_layers
from core.weights import direction_names

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """One row of a strip.

    Attributes:
        index: The batch it belongs to, from 0.
        batch: The row alone, no wider than its tokens.
        is_carried: Whether it goes on from the window before; else it starts from zeros.
        start: float64[layers, 2], the length of hidden and cell state that it starts from.
        end: float64[layers, 2], the same after its last token.
    """

    index: int
    batch: Batch
    is_carried: bool
    start: NDArray[np.float64]
    end: NDArray[np.float64]


class CarriedStates:
    """The states that the rows of a plan start from, worked out when asked for, and kept.

    Args:
        network: Whose states.
        corpus: The corpus that the plan was made of.
        plan: Its batches.
        config: The options it was made with.
    """

    def __init__(self, network: Bundle, corpus: EncodedCorpus, plan: Plan, config: EncodingConfig) -> None:
        self._network, self._corpus, self._plan, self._config = network, corpus, plan, config
        self._known: dict[tuple[int, int], Floats] = {}
        self._reads_forward = "forward" in direction_names(network.config.network.directions)

    def is_of(self, network: Bundle) -> bool:
        """Return whether these are the states of a network."""
        return self._network is network

    def before(self, index: int, row: int) -> Floats | None:
        """Return what a row of batch `index` starts from, float32[layers, 2, 1, H]; None for zeros."""
        if not self._reads_forward:
            return None
        first = index - self.n_behind(index, row)
        state = self._known.get((first, row)) if self.is_carried(first, row) else None
        for number in range(first, index):
            state = self._after(number, row, state)
        return state

    def n_behind(self, index: int, row: int) -> int:
        """Return how many windows have to be read before it is known what a row of batch `index` starts from."""
        first = index
        while self._reads_forward and self.is_carried(first, row) and (first, row) not in self._known:
            first -= 1
        return index - first

    def before_rows(self, index: int) -> Floats | None:
        """Return what all rows of batch `index` start from, float32[layers, 2, B, H]; None where all are zeros."""
        count = int(self._plan.borders[index + 1] - self._plan.borders[index])
        states = [self.before(index, row) for row in range(count)]
        if all(state is None for state in states):
            return None
        network = self._network.config.network
        zeros = np.zeros((network.layers, 2, 1, network.units), np.float32)
        return np.concatenate([zeros if state is None else state for state in states], axis=2)

    def is_carried(self, index: int, row: int) -> bool:
        """Return whether a row goes on from the same row of the batch before."""
        return bool(self._plan.rows.carry[self._plan.borders[index] + row])

    def row(self, index: int, row: int) -> Batch:
        """Return one row of a batch as a batch of its own, no wider than its tokens."""
        place = int(self._plan.borders[index]) + row
        rows = self._plan.rows.take(slice(place, place + 1))
        return self._corpus.tokens.batch(rows, int(rows.lengths[0]), self._config.pad)

    def windows(self, row: int, first: int, last: int) -> Iterator[Window]:
        """Yield row `row` of the batches `[first, last)`, those without tokens left out."""
        network = self._network.config.network
        for index in range(first, min(last, self._plan.n_batches)):
            batch = self.row(index, row)
            if not batch.n_tokens:
                continue
            start = self.before(index, row)
            end = self._after(index, row, start)
            zeros = np.zeros((network.layers, 2))
            yield Window(
                index,
                batch,
                self.is_carried(index, row),
                zeros if start is None else _norms(start),
                zeros if end is None else _norms(end),
            )

    def _after(self, index: int, row: int, state: Floats | None) -> Floats | None:
        """Return the state after a row that starts from `state`."""
        known = self._known.get((index + 1, row))
        if known is not None:
            return known
        batch = self.row(index, row)
        if not batch.n_tokens:
            return state
        end = read_layers(self._network, batch, embed(self._network, batch), state)[1]
        if end is not None:
            self._known[index + 1, row] = end
        return end


def _norms(state: Floats) -> NDArray[np.float64]:
    return np.asarray(np.linalg.norm(state[:, :, 0].astype(np.float64), axis=2))
