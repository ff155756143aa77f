"""What a token weighs in the loss by its label, so that rare labels are not drowned by frequent ones."""

import numpy as np
from numpy.typing import NDArray

from core.config import ClassWeights


def label_weights(tags: NDArray[np.int32], n_labels: int, kind: ClassWeights) -> NDArray[np.float32] | None:
    """Return float32[L], the weight of each label; None where all weigh 1.

    Balanced, all labels weigh the same in sum; by the root, the sum grows with the root of a label's
    count. Either way the tokens of the corpus weigh 1 on average, so that the step size need not
    change. A label that no token carries weighs 1.

    Args:
        tags: Label numbers of the tokens to learn from, 0 for none.
        n_labels: L, the padding label included.
        kind: How to weigh.
    """
    if kind is ClassWeights.EQUAL:
        return None
    counts = np.bincount(tags[tags > 0], minlength=n_labels).astype(np.float64)
    shown = counts > 0
    wanted = np.sqrt(counts) if kind is ClassWeights.ROOT else np.ones(n_labels)  # a label's weight in sum, unscaled
    weights = np.ones(n_labels)
    weights[shown] = wanted[shown] / counts[shown] * counts.sum() / wanted[shown].sum()
    return weights.astype(np.float32)
