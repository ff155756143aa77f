"""Which rows of an epoch a document went into, and how often each of its tokens is read: as the plan really has it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.config import Config, Sampling
from core.inspection import Material


@dataclass(frozen=True, slots=True)
class Draw:
    """One row that was cut out of the document.

    Attributes:
        batch: The batch it is in, from 0.
        row: Its row there.
        start: Its first token, counted from the beginning of the document.
        length: Its tokens.
        counted: Those `[from, to)` of them that count in the loss.
    """

    batch: int
    row: int
    start: int
    length: int
    counted: tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Coverage:
    """A document, or a sentence where rows are sentences, in one epoch.

    Attributes:
        first: Its first token, counted over the whole corpus.
        tokens: All of its tokens.
        draws: The rows cut out of it, by their place in it.
        times_read: int64[n], rows that each token is in.
        times_counted: int64[n], rows in which it counts.
    """

    first: int
    tokens: tuple[str, ...]
    draws: tuple[Draw, ...]
    times_read: NDArray[np.int64]
    times_counted: NDArray[np.int64]


def coverage(material: Material, config: Config, *, sentence: int, epoch: int) -> Coverage:
    """Return what an epoch makes of the document that a sentence belongs to.

    Args:
        material: The corpus.
        config: How it is sampled; the training options' seed with it.
        sentence: Position of the sentence.
        epoch: Counted from 1, as training does.
    """
    encoded = material.encoded.tokens
    first, last = sentence, sentence + 1
    if config.encoding.sampling is not Sampling.SENTENCES:
        number = encoded.documents[sentence]
        first, last = (int(np.searchsorted(encoded.documents, number, side=side)) for side in ("left", "right"))
    low, high = int(encoded.offsets[first]), int(encoded.offsets[last])
    plan = material.encoded.plan(config.encoding, seed=config.training.seed, epoch=epoch)
    rows = plan.rows
    places = np.flatnonzero((rows.starts >= low) & (rows.starts < high) & (rows.lengths > 0))
    places = places[np.argsort(rows.starts[places], kind="stable")]
    batches = np.searchsorted(plan.borders, places, side="right") - 1
    read, counted = np.zeros((2, high - low), np.int64)
    draws = []
    for place, batch in zip(places.tolist(), batches.tolist(), strict=True):
        start, length = int(rows.starts[place]) - low, int(rows.lengths[place])
        span = int(rows.counted_from[place]), int(rows.counted_to[place])
        draws.append(Draw(batch, place - int(plan.borders[batch]), start, length, span))
        read[start : start + length] += 1
        counted[start + span[0] : start + span[1]] += 1
    tokens = tuple(token for told in material.sentences[first:last] for token in told.tokens)
    return Coverage(low, tokens, tuple(draws), read, counted)
