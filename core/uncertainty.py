"""How unsure a model is of a sentence it has tagged: three measures, from the distribution at each token.

Sentences are laid end to end, so that a corpus is measured in a few array operations a slice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

# Below what float32 softmax can say; keeps the logarithm finite.
_LEAST = np.float32(1e-30)


class Measure(StrEnum):
    """What sentences can be ranked by, the least certain first."""

    ENTROPY = "entropy"
    LOG_PROBABILITY = "log probability"
    MARGIN = "margin"


EXPLANATIONS: dict[Measure, str] = {
    Measure.ENTROPY: (
        "How undecided the model is at the token it finds hardest: 0 % where one label has all the probability, "
        "100 % where every label is as likely as any other."
    ),
    Measure.LOG_PROBABILITY: (
        "How likely the model finds its own labels, averaged over the tokens, so that a long sentence is not "
        "unsure for its length: 100 % where it has no doubt at all."
    ),
    Measure.MARGIN: (
        "How far the best label is ahead of the second best, at the token where the two are closest: 0 % where "
        "they are equally likely, 100 % where the second has no chance."
    ),
}


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """How unsure the model is of one sentence.

    Attributes:
        entropy: Highest entropy of a token, 0 to 1, as a share of the entropy of labels that are all
            equally likely; the larger, the less certain.
        mean_entropy: The mean over the tokens.
        log_probability: Mean natural logarithm of the probability of each token's tag, at most 0; the
            smaller, the less certain. `exp` of it is the geometric mean of the probabilities.
        margin: Smallest difference between the best and the second best label of a token, 0 to 1; the
            smaller, the less certain.

    Source:
        Token entropy and margin: Settles and Craven 2008. The mean logarithm of the path's
        probability: "maximum normalized log-probability", Shen et al. 2017.
    """

    entropy: float
    mean_entropy: float
    log_probability: float
    margin: float


def shares(probabilities: Floats) -> Floats:
    """Return float32[N, L-1]: each token's distribution over the labels, without the padding label.

    Args:
        probabilities: float32[N, L], the padding label first, as `core.tagging.Tagged` has them; rows
            of a sigmoid output, which need not add up to 1, do so afterwards.
    """
    labels = np.maximum(probabilities[:, 1:], _LEAST)
    return np.asarray(labels / labels.sum(axis=1, keepdims=True), np.float32)


def token_entropy(distribution: Floats) -> Floats:
    """Return float32[N], 0 to 1: the entropy of each row as a share of the highest it could have."""
    n_labels = distribution.shape[1]
    if n_labels < 2:
        return np.zeros(len(distribution), np.float32)
    entropy = -(distribution * np.log(np.maximum(distribution, _LEAST))).sum(axis=1) / np.log(n_labels)
    return np.asarray(np.clip(entropy, 0.0, 1.0), np.float32)


def token_margin(distribution: Floats) -> Floats:
    """Return float32[N], 0 to 1: how far the best label of each row is ahead of the second best."""
    if distribution.shape[1] < 2:
        return np.ones(len(distribution), np.float32)
    best_two = np.partition(distribution, -2, axis=1)[:, -2:]
    return np.asarray(best_two[:, 1] - best_two[:, 0], np.float32)


def uncertainties(distribution: Floats, chosen: Floats, lengths: Sequence[int]) -> list[Uncertainty]:
    """Return the uncertainty of each sentence.

    Args:
        distribution: float32[N, L-1], as `shares` gives it, all sentences one after the other.
        chosen: float32[N], the share of the tag that each token was given; the best path need not take
            the best label everywhere.
        lengths: Tokens of each sentence, all of them at least 1.
    """
    if not len(lengths):
        return []
    starts = np.cumsum([0, *lengths])[:-1]
    counts = np.asarray(lengths)
    entropy = token_entropy(distribution)
    columns = (
        np.maximum.reduceat(entropy, starts),
        np.add.reduceat(entropy.astype(np.float64), starts) / counts,
        np.add.reduceat(np.log(np.maximum(chosen, _LEAST)).astype(np.float64), starts) / counts,
        np.minimum.reduceat(token_margin(distribution), starts),
    )
    return [Uncertainty(*map(float, row)) for row in zip(*columns, strict=True)]
