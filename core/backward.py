"""The way back through the LSTMs of one row: what a change of each token does to the outputs.

Many gradients of the same row are worked out at once, one a target, so that a whole matrix of
token against token costs one pass.
"""

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from core.bundle import Bundle
from core.encoding import Batch
from core.trace import DirectionTrace, LayerTrace, reading_steps

Floats = NDArray[np.float32]


def input_gradients(bundle: Bundle, batch: Batch, layers: tuple[LayerTrace, ...], seeds: Floats) -> Floats:
    """Return how N sums over a row's outputs change with what the first LSTM reads, float32[N, T, E].

    The state that a row starts from is taken as given, as training does.

    Args:
        bundle: The network.
        batch: One row.
        layers: Its trace, up to the layer that is asked about.
        seeds: float32[N, T, D*H], the weight of each joined output of the last of `layers` in each sum.
    """
    kernels = _kernels(bundle, 0)
    found = projected_gradients(bundle, batch, layers, seeds)
    return np.asarray(sum(found[name] @ kernels[name].T for name in found), np.float32)


def projected_gradients(
    bundle: Bundle, batch: Batch, layers: tuple[LayerTrace, ...], seeds: Floats
) -> dict[str, Floats]:
    """Return the same with respect to the first layer's inputs times their kernels, by direction.

    Args:
        bundle: The network.
        batch: One row.
        layers: As in `input_gradients`.
        seeds: As in `input_gradients`.

    Returns:
        float32[N, T, 4H] for each direction; its product with the kernel is the gradient of the inputs.
    """
    for number in range(len(layers) - 1, 0, -1):
        found = dict(_layer_back(bundle, batch, number, layers[number], seeds))
        kernels = _kernels(bundle, number)
        seeds = np.asarray(sum(found[name] @ kernels[name].T for name in found), np.float32)  # [N, T, D*H]
    return dict(_layer_back(bundle, batch, 0, layers[0], seeds))


def _kernels(bundle: Bundle, number: int) -> Mapping[str, Floats]:
    stem = f"lstm{number}/"
    return {
        name.split("/")[1]: np.asarray(weight)
        for name, weight in bundle.weights.items()
        if name.startswith(stem) and name.endswith("/kernel")
    }


def _layer_back(
    bundle: Bundle, batch: Batch, number: int, layer: LayerTrace, seeds: Floats
) -> Iterator[tuple[str, Floats]]:
    """Yield each direction's name and its gradient [N, T, 4H], from that of the joined outputs."""
    network = bundle.config.network
    first = np.argmax(batch.mask, axis=1)
    parts = np.split(seeds, len(layer.directions), axis=2)  # each [N, T, H]
    for (name, kept), part in zip(layer.directions.items(), parts, strict=True):
        is_backward = name == "backward"
        order = reading_steps(batch.lengths, first, backward=is_backward)[:, 0]  # [tokens]
        seed = np.zeros_like(part)
        if not network.return_sequences and number == network.layers - 1:
            seed[:, order[-1]] = part[:, order].sum(axis=1)
        elif is_backward and not network.realign:
            seed[:, order] = part[:, order[::-1]]
        else:
            seed[:, order] = part[:, order]
        yield name, _lstm_back(kept, order, bundle.weights[f"lstm{number}/{name}/recurrent"], seed)


def _lstm_back(kept: DirectionTrace, order: NDArray[np.intp], recurrent: Floats, seed: Floats) -> Floats:
    """Return the gradient of the projected inputs, [N, T, 4H].

    Args:
        kept: What the LSTM did, one row.
        order: Timesteps in the order of reading.
        recurrent: [H, 4H].
        seed: [N, T, H], the gradient of each hidden state, at its own timestep.

    Source:
        Gers, Schmidhuber and Cummins 2000, without truncation.
    """
    gates = (kept.input_gate, kept.forget_gate, kept.candidate, kept.output_gate)
    enter, stay, candidate, leave = (gate[0] for gate in gates)  # [T, H]
    squashed = np.tanh(kept.cell[0])
    shown = leave * (1.0 - squashed * squashed)  # d hidden / d cell
    slopes = np.stack(
        [
            candidate * enter * (1.0 - enter),
            (kept.cell[0] - enter * candidate) * (1.0 - stay),  # what was kept of the cell before
            enter * (1.0 - candidate * candidate),
            squashed * leave * (1.0 - leave),
        ],
        axis=1,
    )  # [T, 4, H]
    count, _, units = seed.shape
    back = np.ascontiguousarray(recurrent.T)  # [4H, H]
    found = np.zeros((count, seed.shape[1], 4, units), np.float32)
    d_later = np.zeros((count, units), np.float32)
    d_cell = np.zeros((count, units), np.float32)
    for step in order[::-1]:
        d_hidden = seed[:, step] + d_later
        d_cell += d_hidden * shown[step]
        part = found[:, step]  # [N, 4, H]
        part[:, :3] = d_cell[:, None, :] * slopes[step, :3]
        part[:, 3] = d_hidden * slopes[step, 3]
        d_later = part.reshape(count, 4 * units) @ back
        d_cell *= stay[step]
    return found.reshape(count, seed.shape[1], 4 * units)
