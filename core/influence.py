"""How much each token of a row moves the score at each other: measured, not drawn.

By gradient: the slope of the score along the token's own features, so that the numbers say what
would happen if the token faded a little. By occlusion: what does happen when it is blanked out.
Both are positive where the token speaks for the label.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from core.backward import projected_gradients
from core.blanking import AT_ONCE, ROUNDING, read_without
from core.bundle import Bundle
from core.config import Output
from core.encoding import Batch
from core.trace import Trace, score
from core.viterbi import best_paths

Floats = NDArray[np.float32]


class Method(StrEnum):
    """How influence is measured."""

    GRADIENT = "gradient"
    OCCLUSION = "occlusion"


@dataclass(frozen=True, slots=True, eq=False)
class Influence:
    """Token against token of one row, the padding left out.

    Attributes:
        values: float32[n, n]; row = the token whose score is asked about, column = the token that moves it.
        labels: int32[n], whose score it is, the winning label's or the chosen one's; column of the scores.
        scores: float32[n], that score.
    """

    values: Floats
    labels: NDArray[np.int32]
    scores: Floats


def winning_labels(bundle: Bundle, batch: Batch, traced: Trace) -> NDArray[np.int32]:
    """Return the label that each cell gets, int32[B, T]; 0 on padding and where the output is one number."""
    output = bundle.config.network.output
    labels = np.zeros(batch.mask.shape, np.int32)
    if output is Output.NUMBER:
        return labels
    if output is Output.CRF:
        turned = batch.first_tokens_first(traced.scores)[:, :, 1:]
        paths = best_paths(turned, batch.lengths, bundle.weights["crf/transitions"])
        labels[batch.mask] = 1 + paths[np.arange(paths.shape[1]) < batch.lengths[:, None]]
        return labels
    return np.where(batch.mask, 1 + traced.scores[:, :, 1:].argmax(axis=2), 0).astype(np.int32)


def influence(
    bundle: Bundle,
    batch: Batch,
    traced: Trace,
    *,
    method: Method = Method.GRADIENT,
    label: int | None = None,
    state: Floats | None = None,
) -> Influence:
    """Return the whole matrix of one row; see `influence_parts` for the arguments."""
    *_, last = influence_parts(bundle, batch, traced, method=method, label=label, state=state)
    return last


def influence_parts(
    bundle: Bundle,
    batch: Batch,
    traced: Trace,
    *,
    method: Method = Method.GRADIENT,
    label: int | None = None,
    state: Floats | None = None,
) -> Iterator[Influence]:
    """Yield the matrix of one row, more and more of it filled in; the last is complete.

    Args:
        bundle: The network.
        batch: One row.
        traced: Its trace.
        method: How to measure.
        label: Column of the scores to be explained; None for each token's winning label.
        state: The state that the row was read with, as in `core.trace.trace`.
    """
    steps = batch.timesteps(0)
    count = steps.stop - steps.start
    wanted = winning_labels(bundle, batch, traced)[0, steps] if label is None else np.full(count, label, np.int32)
    scores = traced.scores[0, steps][np.arange(count), wanted]
    found = Influence(np.zeros((count, count), np.float32), wanted, scores)
    for begin in range(0, count, AT_ONCE):
        part = slice(begin, min(begin + AT_ONCE, count))
        if method is Method.GRADIENT:
            found.values[part] = _slopes(bundle, batch, traced, wanted, part)
        else:
            found.values[:, part] = _drops(bundle, batch, traced, wanted, part, state)
        yield found
    if not count:
        yield found


def _slopes(bundle: Bundle, batch: Batch, traced: Trace, labels: NDArray[np.int32], part: slice) -> Floats:
    """Return the rows `part` of the matrix: gradient times features, summed over the features."""
    steps = batch.timesteps(0)
    targets = np.arange(part.start, part.stop)
    seeds = np.zeros((len(targets), *traced.joined.shape[1:]), np.float32)  # [N, T, D*H]
    kernel = bundle.weights["scores/kernel"]  # [D*H, L]
    seeds[np.arange(len(targets)), steps.start + targets] = kernel[:, labels[targets]].T
    gradients = projected_gradients(bundle, batch, traced.layers, seeds)
    values = np.zeros((len(targets), steps.stop - steps.start), np.float32)
    for name, gradient in gradients.items():  # [N, T, 4H]
        projected = traced.embedded[0, steps] @ bundle.weights[f"lstm0/{name}/kernel"]  # [n, 4H]
        values += np.einsum("ntg,tg->nt", gradient[:, steps], projected)
    return values


def _drops(
    bundle: Bundle, batch: Batch, traced: Trace, labels: NDArray[np.int32], part: slice, state: Floats | None
) -> Floats:
    """Return the columns `part` of the matrix: how far each score falls when that token is blank."""
    steps = batch.timesteps(0)
    blank = np.arange(steps.start + part.start, steps.start + part.stop)
    copies, layers = read_without(bundle, batch, traced.embedded, blank, state)
    scores = score(bundle, copies, layers[-1].joined)[:, steps]  # [N, n, L]
    at = np.arange(len(labels))
    before = traced.scores[0, steps][at, labels]  # [n]
    drops = before - scores[:, at, labels]  # [N, n]
    drops[np.abs(drops) <= ROUNDING * (1.0 + np.abs(before))] = 0.0
    return np.asarray(drops.T, np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Distances:
    """What distance does to influence, over many rows.

    Attributes:
        offsets: int64[2R + 1], the moving token's place less the target's: -1 is the token before.
        sizes: float64[2R + 1], the mean of the magnitudes; 0 where no pair is that far apart.
        pairs: int64[2R + 1], pairs of tokens at that distance.
    """

    offsets: NDArray[np.int64]
    sizes: NDArray[np.float64]
    pairs: NDArray[np.int64]


def by_distance(matrices: Iterable[Floats], *, reach: int) -> Distances:
    """Return the mean magnitude of influence for each distance up to `reach` tokens.

    Args:
        matrices: `Influence.values` of each row.
        reach: Tokens before and after.
    """
    offsets = np.arange(-reach, reach + 1)
    sums, pairs = np.zeros(len(offsets)), np.zeros(len(offsets), np.int64)
    for values in matrices:
        for place, offset in enumerate(offsets.tolist()):
            diagonal = np.diagonal(values, offset)
            sums[place] += float(np.abs(diagonal, dtype=np.float64).sum())
            pairs[place] += len(diagonal)
    return Distances(offsets, sums / np.maximum(pairs, 1), pairs)


def reach_of(lengths: Sequence[int], most: int) -> int:
    """Return how far two tokens of the longest row can be apart, at the most `most`."""
    return max(0, min(most, max(lengths, default=1) - 1))
