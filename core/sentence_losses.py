"""The loss of each sentence of dev after each epoch, for a bounded sample: which sentences a stretch of training moved.

Measured while dev is tagged anyway, with the weights of that epoch and dropout off; nothing is computed again later.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

# Sentences whose loss is kept an epoch, spread evenly over dev: 3 kB in the project, read with every list of runs.
MOST_WATCHED = 500


@dataclass(frozen=True, slots=True, eq=False)
class SentenceLosses:
    """One epoch.

    Attributes:
        numbers: int64[n], the store's numbers of the sentences.
        losses: float32[n], the mean over each sentence's labelled tokens.
    """

    numbers: NDArray[np.int64]
    losses: NDArray[np.float32]


class Moved(NamedTuple):
    """A sentence and its loss before and after a stretch of training."""

    sentence: int
    before: float
    after: float

    @property
    def change(self) -> float:
        """How much the loss has grown; negative where it fell."""
        return self.after - self.before


def watched(n_sentences: int) -> NDArray[np.int64]:
    """Return which of so many sentences are watched: all, or `MOST_WATCHED` at even distances."""
    if n_sentences <= MOST_WATCHED:
        return np.arange(n_sentences, dtype=np.int64)
    return np.linspace(0, n_sentences - 1, MOST_WATCHED).astype(np.int64)


def most_moved(before: SentenceLosses, after: SentenceLosses, most: int) -> tuple[Moved, ...]:
    """Return the sentences whose loss changed most, either way, those that moved farthest first.

    Raises:
        ValueError: The two are not of the same sentences.
    """
    if not np.array_equal(before.numbers, after.numbers):
        raise ValueError("the two epochs have not watched the same sentences")
    change = np.abs(after.losses.astype(np.float64) - before.losses)
    change[~np.isfinite(change)] = -1.0
    order = np.argsort(-change, kind="stable")[:most]
    return tuple(
        Moved(int(after.numbers[place]), float(before.losses[place]), float(after.losses[place]))
        for place in order
        if change[place] > 0.0
    )


def packed(found: SentenceLosses) -> dict[str, str]:
    """Return the losses as text that JSON can hold."""
    return {
        "numbers": base64.b64encode(found.numbers.astype("<i8").tobytes()).decode("ascii"),
        "losses": base64.b64encode(found.losses.astype("<f4").tobytes()).decode("ascii"),
    }


def unpacked(text: Mapping[str, Any]) -> SentenceLosses | None:
    """Return what `packed` gave; None where somebody else wrote it."""
    try:
        numbers = np.frombuffer(base64.b64decode(text["numbers"], validate=True), "<i8").astype(np.int64)
        losses = np.frombuffer(base64.b64decode(text["losses"], validate=True), "<f4").astype(np.float32)
    except (KeyError, TypeError, ValueError):
        return None
    return SentenceLosses(numbers, losses) if len(numbers) == len(losses) else None
