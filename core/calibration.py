"""How far a model's probabilities can be believed: reliability in bins, calibration error, temperature.

A temperature divides every score before it becomes a probability. It changes how sure the model is and never,
without a CRF, which label it finds best.
"""

import math
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from core.bundle import Bundle
from core.chain import path_sums
from core.config import Output
from core.examination import Examination

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

N_BINS = 15
# Tokens that a fit looks at, of sentences spread evenly over those there are: enough for a figure to two decimals.
MOST_TOKENS = 100_000
COOLEST, HOTTEST = 0.05, 20.0
_N_COARSE = 25
_N_FINE = 18
_SHORTER = (math.sqrt(5.0) - 1.0) / 2.0
# Sentences of like length whose paths are summed at once.
_ROWS = 64
_NO_LESS = 1e-38
# Half the width of a 95 % interval, in standard deviations.
_SURE = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Bin:
    """Tokens whose tag was given a probability in `[low, high)`; the last bin includes 1.

    Attributes:
        count: How many there are.
        confidence: Their mean probability; the bin's middle where there are none.
        accuracy: The share that is right; 0 where there are none.
        accuracy_low: Where the share may truly lie, with 95 % confidence.
        accuracy_high: The other end.
    """

    low: float
    high: float
    count: int
    confidence: float
    accuracy: float
    accuracy_low: float
    accuracy_high: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """Probabilities beside what came true.

    Attributes:
        bins: Of equal width from 0 to 1.
        n_tokens: All tokens.
        error: Expected calibration error: the gap between probability and share right, averaged over tokens.
        worst: The largest gap of a bin that is not empty.
        accuracy: The share right of all.
        confidence: The mean probability of all.
    """

    bins: tuple[Bin, ...]
    n_tokens: int
    error: float
    worst: float
    accuracy: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """What a temperature would change.

    Attributes:
        before: As the model is.
        after: With a temperature; each half of the sentences with the one fitted on the other half.
        temperature: Fitted on all of them; above 1 the model is too sure of itself.
        loss_before: Mean negative log-probability of the labels.
        loss_after: The same with the temperatures of `after`.
        n_unknown: Tokens with a label that the model does not know; wrong, and left out of the fit.
        n_sentences: Sentences looked at.
        n_left_out: Labelled sentences that were not, to keep the time short.
    """

    before: Reliability
    after: Reliability
    temperature: float
    loss_before: float
    loss_after: float
    n_unknown: int
    n_sentences: int
    n_left_out: int


def reliability(confidence: Floats, is_right: NDArray[np.bool_], n_bins: int = N_BINS) -> Reliability:
    """Return how probabilities and what came true go together.

    Args:
        confidence: float64[N], the probability of each token's tag.
        is_right: bool[N], whether the tag is the label.
        n_bins: At least 1.

    Source:
        Naeini et al. 2015; Guo et al. 2017. Wilson 1927 for the intervals.
    """
    place = np.minimum((confidence * n_bins).astype(np.int64), n_bins - 1)
    counts = np.bincount(place, minlength=n_bins)
    sums = np.bincount(place, weights=confidence, minlength=n_bins)
    rights = np.bincount(place, weights=is_right, minlength=n_bins)
    bins = tuple(_bin(i, n_bins, int(counts[i]), float(sums[i]), float(rights[i])) for i in range(n_bins))
    n, gaps = len(confidence), np.abs(sums - rights)
    return Reliability(
        bins=bins,
        n_tokens=n,
        error=float(gaps.sum() / n) if n else 0.0,
        worst=float((gaps / np.maximum(counts, 1)).max()),
        accuracy=float(is_right.mean()) if n else 0.0,
        confidence=float(confidence.mean()) if n else 0.0,
    )


def _bin(index: int, n_bins: int, count: int, total: float, right: float) -> Bin:
    low, high = index / n_bins, (index + 1) / n_bins
    if not count:
        return Bin(low, high, 0, (low + high) / 2, 0.0, 0.0, 1.0)
    share = right / count
    return Bin(low, high, count, total / count, share, *wilson(share, count))


def wilson(share: float, count: int) -> tuple[float, float]:
    """Return where the true share lies with 95 % confidence when `share` of `count` draws came true."""
    square = _SURE**2 / count
    middle = (share + square / 2) / (1 + square)
    half = _SURE / (1 + square) * math.sqrt(share * (1 - share) / count + square / (4 * count))
    # Rounded, an end may pass the share itself where none or all came true.
    return min(share, max(0.0, middle - half)), max(share, min(1.0, middle + half))


class Claims(Protocol):
    """What a model claims of labelled tokens at a temperature."""

    @property
    def sentence(self) -> Integers:
        """int64[N], which sentence a token is of."""

    @property
    def is_right(self) -> NDArray[np.bool_]:
        """bool[N], whether the tag the model says is the label."""

    @property
    def is_known(self) -> NDArray[np.bool_]:
        """bool[N], whether the model knows the label."""

    def at(self, temperature: float) -> tuple[Floats, Floats]:
        """Return the probability of each tag said, and minus the logarithm of each label's, both [N].

        The second has no meaning where the label is not known.
        """


@dataclass(frozen=True, slots=True, eq=False)
class TokenClaims:
    """Claims of a model that decides token by token.

    Attributes:
        scores: float64[N, L].
        said: int64[N], column of the tag.
        label: int64[N], column of the label; 0 where it is not known.
        is_yes_or_no: Whether each column is a question of its own (sigmoid).
    """

    scores: Floats
    said: Integers
    label: Integers
    is_yes_or_no: bool
    sentence: Integers
    is_right: NDArray[np.bool_]
    is_known: NDArray[np.bool_]

    def at(self, temperature: float) -> tuple[Floats, Floats]:
        """Return probabilities and losses; see `Claims`."""
        scaled, each = self.scores / temperature, np.arange(len(self.scores))
        if self.is_yes_or_no:
            yes = -np.logaddexp(0.0, -scaled)  # [N, L], log-probability of each yes
            no = -np.logaddexp(0.0, scaled)
            losses = -no.sum(axis=1) + no[each, self.label] - yes[each, self.label]
            return np.exp(yes[each, self.said]), losses
        logs = scaled - np.logaddexp.reduce(scaled, axis=1)[:, None]
        return np.exp(logs[each, self.said]), -logs[each, self.label]


@dataclass(frozen=True, slots=True, eq=False)
class ChainClaims:
    """Claims of a CRF: a tag's probability is its share of all paths through the sentence.

    Attributes:
        rows: Scores float32[T, N] of each sentence, the padding label's column left out.
        said: As rows: int64[T] columns of the tags, counted without padding.
        label: As rows: int64[T], -1 where nobody labelled or the label is not known.
        is_counted: As rows: bool[T], the tokens that somebody labelled.
        transitions: float64[N+2, N+2].
    """

    rows: tuple[NDArray[np.float32], ...]
    said: tuple[Integers, ...]
    label: tuple[Integers, ...]
    is_counted: tuple[NDArray[np.bool_], ...]
    transitions: Floats
    sentence: Integers
    is_right: NDArray[np.bool_]
    is_known: NDArray[np.bool_]

    def at(self, temperature: float) -> tuple[Floats, Floats]:
        """Return probabilities and losses; see `Claims`."""
        found: list[tuple[Floats, Floats]] = [(np.zeros(0), np.zeros(0))] * len(self.rows)
        order = sorted(range(len(self.rows)), key=lambda index: len(self.rows[index]))
        for begin in range(0, len(order), _ROWS):
            places = order[begin : begin + _ROWS]
            for place, shares in zip(places, self._shares(places, temperature), strict=True):
                counted, each = self.is_counted[place], np.arange(len(shares))
                of_label = shares[each, np.maximum(self.label[place], 0)]
                said = shares[each, self.said[place]][counted]
                found[place] = said, -np.log(np.maximum(of_label[counted], _NO_LESS))
        return np.concatenate([pair[0] for pair in found]), np.concatenate([pair[1] for pair in found])

    def _shares(self, places: list[int], temperature: float) -> Iterator[Floats]:
        lengths = np.array([len(self.rows[place]) for place in places])
        scores = np.zeros((len(places), int(lengths.max()), self.rows[0].shape[1]))
        for row, place in enumerate(places):
            scores[row, : lengths[row]] = self.rows[place]
        sums = path_sums(scores / temperature, lengths, self.transitions / temperature)
        shares = np.exp(np.minimum(sums.before + sums.after - sums.whole[:, None, None], 0.0))
        yield from (shares[row, : lengths[row]] for row in range(len(places)))


def claims_of(found: Examination) -> Claims | None:
    """Return what a model claims of the tokens people labelled; None where it claims no probability or saw none.

    About `MOST_TOKENS` tokens at the most, sentences spread evenly over those with scores.
    """
    if found.bundle.config.network.output is Output.NUMBER or not found.n_scored:
        return None
    lengths = [len(tags) for tags in found.gold[: found.n_scored]]
    ends = np.cumsum(lengths)
    step = max(1, math.ceil(int(ends[-1]) / MOST_TOKENS))
    chosen = range(0, found.n_scored, step)
    rows = [found.scores[ends[place] - lengths[place] : ends[place]] for place in chosen]
    columns = {label: column for column, label in enumerate(found.bundle.vocab.labels)}
    said = [np.array([columns[str(tag)] for tag in found.predicted[place]], np.int64) for place in chosen]
    label = [np.array([columns.get(tag or "", 0) for tag in found.gold[place]], np.int64) for place in chosen]
    counted = [np.array([bool(tag) for tag in found.gold[place]]) for place in chosen]
    sentence = np.concatenate([np.full(int(one.sum()), row) for row, one in enumerate(counted)])
    said_flat, label_flat, is_counted = (np.concatenate(each) for each in (said, label, counted))
    is_known = label_flat[is_counted] > 0
    is_right = said_flat[is_counted] == label_flat[is_counted]
    if found.bundle.config.network.output is Output.CRF:
        return ChainClaims(
            rows=tuple(row[:, 1:] for row in rows),
            said=tuple(one - 1 for one in said),
            label=tuple(one - 1 for one in label),
            is_counted=tuple(counted),
            transitions=_transitions(found.bundle),
            sentence=sentence,
            is_right=is_right,
            is_known=is_known,
        )
    return TokenClaims(
        scores=np.concatenate(rows).astype(np.float64)[is_counted],
        said=said_flat[is_counted],
        label=label_flat[is_counted],
        is_yes_or_no=found.bundle.config.network.output is Output.SIGMOID,
        sentence=sentence,
        is_right=is_right,
        is_known=is_known,
    )


def _transitions(bundle: Bundle) -> Floats:
    return np.asarray(bundle.weights["crf/transitions"], np.float64)


def fit_temperature(loss: Callable[[float], float]) -> Generator[float, None, float]:
    """Yield the share of the work done; return the temperature between `COOLEST` and `HOTTEST` of the lowest loss.

    A coarse look over the whole range, then a golden-section search around its best place.
    """
    ladder = np.geomspace(COOLEST, HOTTEST, _N_COARSE)
    total = _N_COARSE + _N_FINE
    losses = []
    for index, temperature in enumerate(ladder.tolist()):
        losses.append(loss(temperature))
        yield (index + 1) / total
    best = int(np.argmin(losses))
    low, high = (math.log(ladder[place]) for place in (max(0, best - 1), min(_N_COARSE - 1, best + 1)))
    left, right = high - _SHORTER * (high - low), low + _SHORTER * (high - low)
    at_left, at_right = loss(math.exp(left)), loss(math.exp(right))
    for index in range(_N_FINE):
        if at_left < at_right:
            high, right, at_right = right, left, at_left
            left = high - _SHORTER * (high - low)
            at_left = loss(math.exp(left))
        else:
            low, left, at_left = left, right, at_right
            right = low + _SHORTER * (high - low)
            at_right = loss(math.exp(right))
        yield (_N_COARSE + index + 1) / total
    return math.exp((low + high) / 2)


def calibrate(found: Examination) -> Generator[float, None, Calibration | None]:
    """Yield the share of the work done; return what a temperature would change, None where nothing is claimed.

    Source:
        Guo et al. 2017 for the temperature; fitted and judged on different halves, so that the
        figures of `after` are not flattered.
    """
    claims = claims_of(found)
    if claims is None or not len(claims.is_right):
        return None
    halves = [claims.is_known & (claims.sentence % 2 == half) for half in (0, 1)]
    fits = [claims.is_known, *(half for half in halves if half.any())]
    temperatures: list[float] = []
    on_ladder: dict[float, Floats] = {}
    for number, tokens in enumerate(fits):
        fit = fit_temperature(_loss_of(claims, tokens, on_ladder))
        while True:
            try:
                yield (number + next(fit)) / len(fits)
            except StopIteration as end:
                temperatures.append(end.value)
                break
    plain, scaled = claims.at(1.0), _crossed(claims, temperatures)
    known = claims.is_known
    return Calibration(
        before=reliability(plain[0], claims.is_right),
        after=reliability(scaled[0], claims.is_right),
        temperature=temperatures[0],
        loss_before=_mean(plain[1][known]),
        loss_after=_mean(scaled[1][known]),
        n_unknown=int((~known).sum()),
        n_sentences=len(np.unique(claims.sentence)),
        n_left_out=len(found.sentences) - len(np.unique(claims.sentence)),
    )


def _loss_of(claims: Claims, tokens: NDArray[np.bool_], on_ladder: dict[float, Floats]) -> Callable[[float], float]:
    """Return the mean loss of some tokens as a function of the temperature.

    The losses at the first `_N_COARSE` temperatures, which every fit asks for, are kept in `on_ladder`.
    """

    def loss(temperature: float) -> float:
        losses = on_ladder.get(temperature)
        if losses is None:
            losses = claims.at(temperature)[1]
            if len(on_ladder) < _N_COARSE:
                on_ladder[temperature] = losses
        return _mean(losses[tokens])

    return loss


def _crossed(claims: Claims, temperatures: list[float]) -> tuple[Floats, Floats]:
    """Return what is claimed with the temperature that was fitted on the other half; on all where there is none."""
    if len(temperatures) < 3:
        return claims.at(temperatures[0])
    first, second = claims.at(temperatures[2]), claims.at(temperatures[1])
    is_first = claims.sentence % 2 == 0
    return np.where(is_first, first[0], second[0]), np.where(is_first, first[1], second[1])


def _mean(values: Floats) -> float:
    return float(values.mean()) if len(values) else 0.0
