"""The linear-chain CRF in NumPy: what each label is worth when neighbours have a say.

The table of transitions is `core.crf`'s: labels counted without padding, row N the start of a
sentence, column N+1 its end. Rows begin with their first token, padding after.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
Integers = NDArray[np.integer[Any]]


class Sums(NamedTuple):
    """Log-sums over label paths.

    Attributes:
        before: float64[B, T, N], over all paths that end with this label at this token.
        after: float64[B, T, N], over all ways to go on from there to the end of the sentence.
        whole: float64[B], over all paths; 0 for a row without tokens.
    """

    before: NDArray[np.float64]
    after: NDArray[np.float64]
    whole: NDArray[np.float64]


def path_sums(scores: Floats, lengths: Integers, transitions: Floats) -> Sums:
    """Return the log-sums of the forward and the backward algorithm.

    Args:
        scores: [B, T, N], of each label but padding; minus infinity forbids one.
        lengths: [B], tokens of each row.
        transitions: [N+2, N+2].

    Source:
        Rabiner 1989, in logarithms.
    """
    n_rows, n_steps, count = scores.shape
    scores, transitions = scores.astype(np.float64), transitions.astype(np.float64)
    moves, start, end = transitions[:count, :count], transitions[count, :count], transitions[:count, count + 1]
    before, after = np.zeros((2, n_rows, n_steps, count))
    whole = np.zeros(n_rows)
    for step in range(n_steps):
        arrived = start if step == 0 else _log_sum(before[:, step - 1, :, None] + moves, axis=1)  # [B, N]
        before[:, step] = arrived + scores[:, step]
        ends = lengths == step + 1
        whole[ends] = _log_sum(before[ends, step] + end, axis=1)
    for step in range(n_steps - 1, -1, -1):
        after[:, step] = end
        if step + 1 < n_steps:
            onwards = moves + (scores[:, step + 1] + after[:, step + 1])[:, None]  # [B, N before, N after]
            after[:, step] = np.where((lengths > step + 1)[:, None], _log_sum(onwards, axis=2), end)
    return Sums(before, after, whole)


def marginals(scores: Floats, lengths: Integers, transitions: Floats) -> NDArray[np.float32]:
    """Return the probability of each label at each token over all paths, [B, T, N]; zero on padding."""
    sums = path_sums(scores, lengths, transitions)
    shares = np.exp(sums.before + sums.after - sums.whole[:, None, None])
    mask = np.arange(scores.shape[1]) < lengths[:, None]  # [B, T]
    return np.asarray(np.where(mask[:, :, None], shares, 0.0), np.float32)


def cell_losses(scores: Floats, tags: Integers, lengths: Integers, transitions: Floats) -> NDArray[np.float32]:
    """Return what each token's tag costs, given those before it, [B, T]; see `core.crf.cell_losses`.

    Args:
        scores: [B, T, N].
        tags: [B, T], counted from 0; negative for no tag.
        lengths: [B].
        transitions: [N+2, N+2].
    """
    n_steps, count = scores.shape[1:]
    is_open = (tags < 0)[:, :, None] | (tags[:, :, None] == np.arange(count))  # [B, T, N]
    free = path_sums(scores, lengths, transitions)
    heeded = path_sums(np.where(is_open, scores.astype(np.float64), -np.inf), lengths, transitions)
    allowed = _log_sum(heeded.before + free.after, axis=2)  # [B, T]
    earlier = np.concatenate([free.whole[:, None], allowed[:, :-1]], axis=1)
    mask = np.arange(n_steps) < lengths[:, None]
    return np.asarray(np.where(mask, earlier - allowed, 0.0), np.float32)


def _log_sum(values: NDArray[np.float64], *, axis: int) -> NDArray[np.float64]:
    """Return log(sum(exp(values))); minus infinity where all of them are."""
    return np.asarray(np.logaddexp.reduce(values, axis=axis))
