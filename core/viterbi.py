"""The best sequence of labels among those that a tag scheme allows."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def best_paths(
    scores: NDArray[np.float32], lengths: NDArray[np.integer[Any]], transitions: NDArray[np.floating[Any]]
) -> NDArray[np.intp]:
    """Return for each row the path with the highest sum of scores and transitions.

    Args:
        scores: float32[B, T, N], log-probabilities or any other score of each label; each row's
            tokens come first.
        lengths: Tokens of each row, integers [B].
        transitions: [N+2, N+2], row = label before, column = label after; N is the start of a
            sentence and N+1 its end. Minus infinity forbids.

    Returns:
        Labels [B, T], 0 on padding. A row for which no path is allowed gets its best labels one by one.

    Source:
        Viterbi 1967.
    """
    n_rows, n_steps, count = scores.shape
    transitions = transitions.astype(np.float64)
    at_end = transitions[:count, count + 1]
    paths = np.zeros((n_rows, n_steps), np.intp)  # [B, T]
    if not n_steps:
        return paths
    back = np.zeros((n_steps, n_rows, count), np.intp)  # [T, B, N]
    totals = transitions[count, :count] + scores[:, 0]  # [B, N]
    last = np.zeros(n_rows, np.intp)
    best = np.zeros(n_rows)
    for step in range(n_steps):
        if step:
            joined = totals[:, :, None] + transitions[:count, :count]  # [B, N before, N after]
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


def forbidding(legal: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return transitions that forbid what is not legal and prefer nothing."""
    return np.where(legal, 0.0, -np.inf)


def k_best_paths(
    scores: NDArray[np.floating[Any]], transitions: NDArray[np.floating[Any]], k: int
) -> list[tuple[tuple[int, ...], float]]:
    """Return up to `k` different paths of one sentence with their sums, the best first; forbidden ones never.

    Args:
        scores: [T, N].
        transitions: [N+2, N+2], as in `best_paths`.
        k: At least 1.

    Source:
        List Viterbi, Seshadri and Sundberg 1994: every label keeps its k best ways to be reached.
    """
    n_steps, count = scores.shape
    if not n_steps:
        return []
    scores, transitions = scores.astype(np.float64), transitions.astype(np.float64)
    sums = (transitions[count, :count] + scores[0])[:, None]  # [N, kept]
    origins: list[tuple[NDArray[np.intp], int]] = []
    for step in range(1, n_steps):
        joined = sums[:, :, None] + transitions[:count, None, :count]  # [N before, kept, N after]
        kept = sums.shape[1]
        sums, origin = _highest(joined.reshape(-1, count), k)  # [N, kept]
        sums = sums + scores[step][:, None]
        origins.append((origin, kept))
    ended, last = _highest((sums + transitions[:count, count + 1, None]).reshape(-1, 1), k)  # [1, kept]
    paths = []
    for total, place in zip(ended[0].tolist(), last[0].tolist(), strict=True):
        if np.isneginf(total):
            break
        paths.append((_walked_back(place, sums.shape[1], origins), total))
    return paths


def _highest(values: NDArray[np.float64], k: int) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """Return the k highest of each column, falling, and their rows; each [columns, k]."""
    order = np.argsort(-values, axis=0, kind="stable")[:k]
    return np.take_along_axis(values, order, axis=0).T, order.T


def _walked_back(place: int, kept: int, origins: list[tuple[NDArray[np.intp], int]]) -> tuple[int, ...]:
    """Return the labels that lead to a place, counted label * kept + rank."""
    label, rank = divmod(place, kept)
    path = [label]
    for origin, kept_before in reversed(origins):
        label, rank = divmod(int(origin[label, rank]), kept_before)
        path.append(label)
    return tuple(reversed(path))
