"""What each direction has read by the time it reaches a token, and what is left with one direction alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import msgspec
import numpy as np
from numpy.typing import NDArray

from core.blanking import AT_ONCE, ROUNDING, read_without
from core.bundle import Bundle
from core.config import Directions
from core.encoding import Batch
from core.trace import LayerTrace, reading_steps

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Lane:
    """One direction of one layer over one row, the padding left out.

    Attributes:
        order: int64[n], when each token is read, counted from 0.
        moved: float32[n, n]; row = the token read, column = another token: how far the state after
            reading the first moves (its Euclidean length) when the second is blank; 0 where it cannot
            have been read.
    """

    order: NDArray[np.int64]
    moved: Floats


Lanes = Mapping[tuple[int, str], Lane]


def lanes(
    bundle: Bundle, batch: Batch, layers: tuple[LayerTrace, ...], embedded: Floats, state: Floats | None = None
) -> Iterator[Lanes]:
    """Yield the lanes of a row by layer and direction, more and more of them worked out; the last are complete.

    Each token is blanked in turn and the row is read again, so a lane says what was really read: that
    of a second layer knows what the other direction of the first has told it.

    Args:
        bundle: The network.
        batch: One row.
        layers: Its trace.
        embedded: float32[1, T, E], what the first layer reads.
        state: The state that the row starts from, as in `core.trace.trace`.
    """
    steps, first = batch.timesteps(0), np.argmax(batch.mask, axis=1)
    count = steps.stop - steps.start
    found: dict[tuple[int, str], Lane] = {}
    for number, layer in enumerate(layers):
        for name in layer.directions:
            read = reading_steps(batch.lengths, first, backward=name == "backward")[:, 0]
            found[number, name] = Lane(np.argsort(read[read >= 0]), np.zeros((count, count), np.float32))
    for begin in range(0, count, AT_ONCE):
        part = np.arange(begin, min(begin + AT_ONCE, count))
        _, again = read_without(bundle, batch, embedded, steps.start + part, state)
        for (number, name), lane in found.items():
            kept = layers[number].directions[name].hidden[:, steps]  # [1, n, H]
            far = np.linalg.norm(again[number].directions[name].hidden[:, steps] - kept, axis=2)  # [N, n]
            lane.moved[:, part] = np.where(far > ROUNDING, far, 0.0).T
        yield found
    if not count:
        yield found


def one_way(bundle: Bundle, direction: str) -> Bundle:
    """Return the network that is left when only `forward` or `backward` reads; the same where nothing else did.

    What was learnt stays as it is: each weight that met the other direction's outputs is taken out.
    """
    network = bundle.config.network
    if network.directions is not Directions.BOTH:
        return bundle
    units = network.units
    kept = slice(0, units) if direction == "forward" else slice(units, 2 * units)
    weights: dict[str, Floats] = {}
    for name, weight in bundle.weights.items():
        stem, _, part = name.rpartition("/")
        if stem.startswith("lstm") and not stem.endswith(direction):
            continue
        meets_both = part == "kernel" and (
            stem == "scores" or (stem.startswith("lstm") and not stem.startswith("lstm0/"))
        )
        weights[name] = np.ascontiguousarray(weight[kept]) if meets_both else np.asarray(weight)
    network = msgspec.structs.replace(network, directions=Directions(direction))
    return replace(bundle, config=msgspec.structs.replace(bundle.config, network=network), weights=weights)
