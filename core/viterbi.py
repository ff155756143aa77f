"""The best sequence of labels among those that a tag scheme allows."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def best_paths(
    scores: NDArray[np.float32], lengths: NDArray[np.integer[Any]], legal: NDArray[np.bool_]
) -> NDArray[np.intp]:
    """Return for each row the allowed path with the highest sum of scores.

    Args:
        scores: float32[B, T, N], log-probabilities or any other score of each label; each row's
            tokens come first.
        lengths: Tokens of each row, integers [B].
        legal: bool[N+2, N+2], row = label before, column = label after; N is the start of a
            sentence and N+1 its end.

    Returns:
        Labels [B, T], 0 on padding. A row for which no path is allowed gets its best labels one by one.

    Source:
        Viterbi 1967.
    """
    n_rows, n_steps, count = scores.shape
    blocked = np.where(legal, 0.0, -np.inf)
    at_end = blocked[:count, count + 1]
    paths = np.zeros((n_rows, n_steps), np.intp)  # [B, T]
    if not n_steps:
        return paths
    back = np.zeros((n_steps, n_rows, count), np.intp)  # [T, B, N]
    totals = blocked[count, :count] + scores[:, 0]  # [B, N]
    last = np.zeros(n_rows, np.intp)
    best = np.zeros(n_rows)
    for step in range(n_steps):
        if step:
            joined = totals[:, :, None] + blocked[:count, :count]  # [B, N before, N after]
            back[step] = joined.argmax(axis=1)  # [B, N]
            totals = np.take_along_axis(joined, back[step][:, None], axis=1)[:, 0] + scores[:, step]  # [B, N]
        is_last = lengths == step + 1
        ended = totals[is_last] + at_end
        last[is_last], best[is_last] = ended.argmax(axis=1), ended.max(axis=1)
    label = last
    for step in range(n_steps - 1, -1, -1):
        inside = step < lengths
        paths[inside, step] = label[inside]
        before = np.take_along_axis(back[step], label[:, None], axis=1)[:, 0]  # [B]
        label = np.where(inside, before, label)
    impossible = np.isneginf(best)
    free = scores[impossible].argmax(axis=2)
    paths[impossible] = np.where(np.arange(n_steps) < lengths[impossible, None], free, 0)
    return paths
