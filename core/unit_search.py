"""Which units of an LSTM follow a label over the corpus, and the tokens that drive them most."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.config import Config, EncodingConfig
from core.encoding import Batch
from core.inspection import Material
from core.trace import embed, read_layers

# Rows that are read at once.
BATCH = 32
# Places remembered at either end of each unit, so that enough different words are among them.
REMEMBERED = 48
# Labelled tokens after which a correlation hardly moves any more.
MOST_TOKENS = 20_000


@dataclass(frozen=True, slots=True)
class Driver:
    """A token at which a unit is far from zero: its word, its tag and the unit's output."""

    token: str
    tag: str
    value: float


@dataclass(frozen=True, slots=True)
class Unit:
    """One number of an LSTM's output.

    Attributes:
        number: Which one, from 0.
        correlation: Pearson's, between its output and whether the token has the label, -1 to 1.
        drivers: Different words, those first at which it is furthest in the direction that says "label".
    """

    number: int
    correlation: float
    drivers: tuple[Driver, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What the search has found so far: units in falling order of the magnitude of their correlation.

    Attributes:
        units: The best of them.
        n_tokens: Labelled tokens read.
        n_labelled: Those of them that have the label.
        total: Labelled tokens that there are to be read.
    """

    units: tuple[Unit, ...]
    n_tokens: int
    n_labelled: int
    total: int


def search_units(
    material: Material, *, layer: int, direction: str, label: int, most_tokens: int = MOST_TOKENS, most_units: int = 12
) -> Iterator[Found]:
    """Read the corpus sentence by sentence and yield what has been found, the last being the whole.

    Args:
        material: Corpus and network.
        layer: From 0.
        direction: `forward` or `backward`.
        label: Column of the scores; the tags of the corpus are compared with it.
        most_tokens: Labelled tokens to be read.
        most_units: Units named.
    """
    sums = _Sums(material, label)
    total = min(most_tokens, int(np.count_nonzero(material.encoded.tokens.tags)))
    config = Config(encoding=EncodingConfig(batch_size=BATCH))
    for batch in material.encoded.batches(config, training=False):
        layers, _ = read_layers(material.network, batch, embed(material.network, batch))
        sums.add(batch, layers[layer].directions[direction].hidden)
        yield sums.found(most_units, total)
        if sums.n_tokens >= most_tokens:
            return


@dataclass(slots=True, eq=False)
class _Extremes:
    """The places where each unit's `sign * output` is smallest, in rising order.

    Attributes:
        sign: 1 for the lowest outputs, -1 for the highest.
        values: float32[H, k], `sign * output`.
        places: int64[H, k, 2], sentence and position.
    """

    sign: int
    values: NDArray[np.float32]
    places: NDArray[np.int64]

    def add(self, outputs: NDArray[np.float32], places: NDArray[np.int64]) -> None:
        """Take outputs [n, H] at n places [n, 2] into account."""
        values = np.concatenate([self.values, self.sign * outputs.T], axis=1)
        everywhere = np.broadcast_to(places, (len(values), *places.shape))
        joined = np.concatenate([self.places, everywhere], axis=1)
        kept = np.argsort(values, axis=1, kind="stable")[:, :REMEMBERED]
        self.values = np.take_along_axis(values, kept, axis=1)
        self.places = np.take_along_axis(joined, kept[:, :, None], axis=1)


class _Sums:
    """Running sums of every unit, and the places where each is furthest from zero."""

    def __init__(self, material: Material, label: int) -> None:
        units = material.network.config.network.units
        self._material, self._label = material, label
        self.n_tokens = self._n_labelled = 0
        self._sum, self._squares, self._with_label = np.zeros((3, units))
        nothing = np.zeros((units, 0), np.float32), np.zeros((units, 0, 2), np.int64)
        self._lowest, self._highest = _Extremes(1, *nothing), _Extremes(-1, *nothing)

    def add(self, batch: Batch, hidden: NDArray[np.float32]) -> None:
        """Count the labelled tokens of a batch, with the outputs [B, T, H] at them."""
        is_counted = batch.tags > 0  # [B, T]
        outputs = hidden[is_counted]  # [n, H]
        has_label = batch.tags[is_counted] == self._label
        exact = outputs.astype(np.float64)
        self.n_tokens += len(outputs)
        self._n_labelled += int(has_label.sum())
        self._sum += exact.sum(axis=0)
        self._squares += np.square(exact).sum(axis=0)
        self._with_label += exact[has_label].sum(axis=0)
        row, timestep = np.nonzero(is_counted)
        sentences = np.array([source.pieces[0].sentence for source in batch.rows])
        starts = np.array([batch.timesteps(number).start for number in range(len(batch.rows))])
        places = np.stack([sentences[row], timestep - starts[row]], axis=1)  # [n, 2]
        for extremes in (self._lowest, self._highest):
            extremes.add(outputs, places)

    def found(self, most_units: int, total: int) -> Found:
        """Return the units that follow the label most so far."""
        correlations = self._correlations()
        best = np.argsort(-np.abs(correlations), kind="stable")[:most_units]
        units = tuple(Unit(int(unit), float(correlations[unit]), self._drivers(unit, correlations)) for unit in best)
        return Found(units, self.n_tokens, self._n_labelled, total)

    def _correlations(self) -> NDArray[np.float64]:
        """Return Pearson's correlation of each unit with the label, 0 where either never changes."""
        count, share = self.n_tokens, self._n_labelled / max(1, self.n_tokens)
        mean = self._sum / max(1, count)
        spread = np.sqrt(np.maximum(self._squares / max(1, count) - mean**2, 0.0) * share * (1 - share))
        together = self._with_label / max(1, count) - mean * share
        return np.divide(together, spread, out=np.zeros_like(together), where=spread > 1e-12)

    def _drivers(self, unit: np.intp, correlations: NDArray[np.float64]) -> tuple[Driver, ...]:
        extremes = self._highest if correlations[unit] >= 0 else self._lowest
        layer, drivers = self._material.network.layer.name, dict[str, Driver]()
        for value, (sentence, position) in zip(
            extremes.values[unit].tolist(), extremes.places[unit].tolist(), strict=True
        ):
            told = self._material.sentences[sentence]
            token = told.tokens[position]
            drivers.setdefault(token, Driver(token, told.layer_tags(layer)[position] or "", extremes.sign * value))
        return tuple(drivers.values())
