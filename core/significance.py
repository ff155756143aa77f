"""Whether one model is better than another or was lucky: paired tests over the sentences both have tagged.

Scores are 2 · right / (labelled + said): the F1 of spans where the layer has them, the accuracy of tokens
where not. Sums over sentences decide, as in `core.metrics`; a mean of sentences' scores would be another figure.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.corpus import Layer, Tags
from core.tag_codes import NO_TAG, paired

Counts = NDArray[np.float64]

N_ROUNDS = 10_000
N_RESAMPLES = 2000
# Bytes of draws made at once.
_AT_ONCE = 16_000_000
# Two scores that differ by rounding alone are the same.
_NOISE = 1e-12


@dataclass(frozen=True, slots=True)
class Difference:
    """The second model against the first.

    Attributes:
        first: Score of the first model.
        second: Score of the second.
        p_value: How often chance alone makes a difference at least as large.
        low: Where the difference lies with 95 % confidence, one end.
        high: The other.
        n_sentences: Sentences both have tagged.
        n_different: Those of them on which the two do not score the same.
        n_rounds: Exchanges tried: every one there is, or a sample of them.
    """

    first: float
    second: float
    p_value: float
    low: float
    high: float
    n_sentences: int
    n_different: int
    n_rounds: int

    @property
    def gain(self) -> float:
        """How much better the second is."""
        return self.second - self.first


def sentence_counts(gold: Iterable[Tags], predicted: Iterable[Tags], layer: Layer) -> Counts:
    """Return float64[S, 3]: right, labelled and said, in spans or tokens, of each sentence.

    Raises:
        ValueError: The two are not of the same sentences.
    """
    golds = list(gold)
    pair = paired(golds, predicted, layer.scheme)
    if layer.has_spans:
        truth, guess = pair.codes.spans(pair.gold, pair.first), pair.codes.spans(pair.predicted, pair.first)
        is_gold, is_said = truth.label >= 0, guess.label >= 0
        is_right = is_gold & (truth.label == guess.label) & (truth.end == guess.end)
    else:
        is_gold = is_said = pair.gold != NO_TAG
        is_right = is_gold & (pair.gold == pair.predicted)
    columns = (np.bincount(pair.sentence[some], minlength=len(golds)) for some in (is_right, is_gold, is_said))
    return np.stack(list(columns), axis=1).astype(np.float64)


def score_of(counts: Counts) -> NDArray[np.float64]:
    """Return the score of sums [..., 3]; 0 where nothing is labelled and nothing said."""
    below = counts[..., 1] + counts[..., 2]
    return np.asarray(2 * counts[..., 0] / np.where(below, below, 1.0))


def compare_models(
    first: Counts, second: Counts, *, seed: int = 1, n_rounds: int = N_ROUNDS, n_resamples: int = N_RESAMPLES
) -> Difference:
    """Return whether two models differ by more than chance.

    The p-value comes from exchanging the two models' answers sentence by sentence: every exchange where
    there are at most `n_rounds`, a sample where not. The interval comes from drawing sentences anew.

    Args:
        first: float64[S, 3], as `sentence_counts` gives them, or means of them over several seeds.
        second: The same sentences.
        seed: Decides the draws.
        n_rounds: Exchanges to try.
        n_resamples: Draws for the interval.

    Raises:
        ValueError: The two are not of the same sentences.

    Source:
        Approximate randomisation, Noreen 1989 and Yeh 2000; the percentile bootstrap, Efron 1979.
    """
    if first.shape != second.shape:
        raise ValueError("the two models have not tagged the same sentences")
    random = np.random.default_rng(seed)
    moves = second - first
    moves = moves[np.abs(moves).max(axis=1, initial=0.0) > _NOISE]
    totals = first.sum(axis=0), second.sum(axis=0)
    is_exact = 2 ** min(len(moves), 62) <= n_rounds
    scores = [float(score_of(total)) for total in totals]
    low, high = _interval(first, second, random, n_resamples)
    return Difference(
        first=scores[0],
        second=scores[1],
        p_value=_p_value(totals, moves, random, n_rounds, is_exact=is_exact),
        low=low,
        high=high,
        n_sentences=len(first),
        n_different=len(moves),
        n_rounds=2 ** len(moves) if is_exact else n_rounds,
    )


def _p_value(
    totals: tuple[Counts, Counts], moves: Counts, random: np.random.Generator, n_rounds: int, *, is_exact: bool
) -> float:
    first, second = totals
    seen = abs(float(score_of(second) - score_of(first)))
    n = len(moves)
    if is_exact:
        exchanged = (np.arange(2**n)[:, None] >> np.arange(n)) & 1  # [rounds, n]
        return float(np.mean(_gaps(first, second, exchanged @ moves if n else np.zeros((1, 3))) >= seen - _NOISE))
    count = 0
    for size in _portions(n_rounds, n):
        exchanged = random.integers(0, 2, (size, n), dtype=np.int8)
        count += int((_gaps(first, second, exchanged @ moves) >= seen - _NOISE).sum())
    return (count + 1) / (n_rounds + 1)


def _gaps(first: Counts, second: Counts, moved: Counts) -> NDArray[np.float64]:
    """Return how far apart the two are once `moved` [rounds, 3] has gone from the second to the first."""
    return np.abs(score_of(second - moved) - score_of(first + moved))


def _interval(first: Counts, second: Counts, random: np.random.Generator, n_resamples: int) -> tuple[float, float]:
    n = len(first)
    if not n:
        return 0.0, 0.0
    gains = []
    for size in _portions(n_resamples, n):
        weights = random.multinomial(n, np.full(n, 1 / n), size).astype(np.float64)  # [size, n]
        gains.append(score_of(weights @ second) - score_of(weights @ first))
    low, high = np.quantile(np.concatenate(gains), [0.025, 0.975])
    return float(low), float(high)


def _portions(total: int, width: int) -> Iterable[int]:
    size = max(1, _AT_ONCE // (8 * max(1, width)))
    return (min(size, total - begin) for begin in range(0, total, size))
