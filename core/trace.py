"""The same network in NumPy, keeping every tensor on the way: features, gates, states, scores.

It is what the Tensors page shows, and what the two engines are held against. Nothing is optimised
here that would hide a step.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.bundle import Bundle
from core.chain import cell_losses, marginals
from core.config import Output, PadSide, TokenInput
from core.corpus import Sentence
from core.encoding import Batch, encode
from core.rows import plan_rows
from core.weights import Weights, direction_names

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class DirectionTrace:
    """One LSTM over a batch. All float32[B, T, H], zero on padding.

    Attributes:
        input_gate: How much of the candidate enters, 0 to 1; at the token it was computed for.
        forget_gate: How much of the cell stays, 0 to 1.
        candidate: What could enter, -1 to 1.
        output_gate: How much of the cell shows, 0 to 1.
        cell: The long memory after the token.
        hidden: The output after the token.
        raw: `hidden` in the order of reading: the k-th token read at the row's k-th token.
        output: What is handed on: `hidden`, or `raw` where realignment is off, or the last state
            at every token where only that is returned.
    """

    input_gate: Floats
    forget_gate: Floats
    candidate: Floats
    output_gate: Floats
    cell: Floats
    hidden: Floats
    raw: Floats
    output: Floats


@dataclass(frozen=True, slots=True, eq=False)
class LayerTrace:
    """One layer: `directions` by name, and `joined` float32[B, T, D*H], forward first."""

    directions: Mapping[str, DirectionTrace]
    joined: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """Every tensor between the ids of a batch and its loss; zero on padding.

    Attributes:
        embedded: float32[B, T, E], what the first LSTM reads.
        layers: From the one next to the input.
        joined: float32[B, T, D*H] of the last layer, what the scores are made of.
        scores: float32[B, T, L], or [B, T, 1] where the output is one number.
        probabilities: float32[B, T, L]: softmax or sigmoid of the scores, with a CRF the share of all
            label paths that pass here; None for one number.
        loss: float32[B, T], each cell's part of the summed loss, zero where it does not count.
        state: float32[layers, 2, B, H], hidden and cell of the forward LSTMs after each row's last
            token; None where nothing reads forward.
    """

    embedded: Floats
    layers: tuple[LayerTrace, ...]
    joined: Floats
    scores: Floats
    probabilities: Floats | None
    loss: Floats
    state: Floats | None


def trace(bundle: Bundle, batch: Batch, *, state: Floats | None = None) -> Trace:
    """Compute a batch, padded on either side, and keep everything.

    Args:
        bundle: The network.
        batch: Of the bundle's own vocab.
        state: float32[layers, 2, B, H], what the forward LSTMs start from; None for zeros.
    """
    network, weights = bundle.config.network, bundle.weights
    embedded = embed(bundle, batch)  # [B, T, E]
    layers, ends = read_layers(bundle, batch, embedded, state)
    scores = score(bundle, batch, layers[-1].joined)  # [B, T, L]
    probabilities = probabilities_of(scores, network.output)
    cells = _loss(scores, batch.tags, network.output)
    if network.output is Output.CRF:
        probabilities, cells = _chained(scores, batch, weights["crf/transitions"])
    return Trace(
        embedded=embedded,
        layers=layers,
        joined=layers[-1].joined,
        scores=scores,
        probabilities=None if probabilities is None else probabilities * batch.mask[:, :, None],
        loss=cells * batch.weights,
        state=ends,
    )


def read_layers(
    bundle: Bundle, batch: Batch, embedded: Floats, state: Floats | None = None
) -> tuple[tuple[LayerTrace, ...], Floats | None]:
    """Return what the LSTMs make of any features, and their state as in `Trace`.

    Args:
        bundle: The network.
        batch: Says where tokens stand; its ids are not looked at.
        embedded: float32[B, T, E], zero on padding.
        state: As in `trace`.
    """
    network, sequence = bundle.config.network, embedded
    layers: list[LayerTrace] = []
    ends: list[Floats] = []
    for number in range(network.layers):
        start = np.zeros((2, len(batch.lengths), network.units), np.float32) if state is None else state[number]
        layer, end = _read_layer(number, sequence, batch, bundle, start)
        layers.append(layer)
        ends.append(end)
        sequence = layer.joined  # [B, T, D*H]
    return tuple(layers), np.stack(ends) if "forward" in direction_names(network.directions) else None


def score(bundle: Bundle, batch: Batch, joined: Floats) -> Floats:
    """Return the scores [B, T, L] of the last layer's outputs [B, T, D*H]; zero on padding."""
    scores = joined @ bundle.weights["scores/kernel"] + bundle.weights["scores/bias"]
    return np.asarray(scores * batch.mask[:, :, None], np.float32)


def trace_sentence(bundle: Bundle, tokens: Sequence[str]) -> Trace:
    """Compute one sentence without padding: B is 1 and T the number of tokens, at least one."""
    encoded = encode([Sentence(tuple(tokens))], bundle.layer.name, bundle.vocab)
    rows = plan_rows(encoded.lengths, type(bundle.config.encoding)(), training=False)
    return trace(bundle, encoded.batch(rows, len(tokens), PadSide.AFTER))


def probabilities_of(scores: Floats, output: Output) -> Floats | None:
    """Return what the scores claim, the padding label included: None where they claim nothing.

    Softmax columns add up to 1; sigmoid columns are one yes-or-no each and need not; one number
    has no probabilities. A CRF's come from whole sentences: see `core.chain.marginals`.
    """
    if output is Output.NUMBER:
        return None
    if output is Output.SIGMOID:
        return _sigmoid(scores)
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), np.float32)


def embed(bundle: Bundle, batch: Batch) -> Floats:
    """Return what the first LSTM reads, float32[B, T, E]; zero on padding."""
    network, weights = bundle.config.network, bundle.weights
    inputs = batch.inputs(network)
    words = inputs["words"]
    if network.token_input is not TokenInput.EMBEDDED:
        return words.astype(np.float32)  # [B, T, E]
    columns = {"word": words}
    for kind in ("prefix", "suffix"):
        for length in range(1, network.affix_length + 1):
            columns[f"{kind}{length}"] = inputs[f"{kind}es"][:, :, length - 1]  # [B, T]
    if network.shape_size:
        columns["shape"] = inputs["shapes"]
    vectors = [weights[f"{name}/embedding"][rows] for name, rows in columns.items()]
    if network.char_filters:
        vectors.append(_spelling(batch.features.characters, weights))
    return np.concatenate(vectors, axis=2) * batch.mask[:, :, None]  # [B, T, E]


def _spelling(ids: NDArray[np.int32], weights: Weights) -> Floats:
    """Return what the convolution finds anywhere in each token, [B, T, char_filters], from ids [B, T, C]."""
    kernel = weights["conv/kernel"]  # [char_width, char_size, char_filters]
    width, count = len(kernel), ids.shape[2]
    is_character = (ids > 0)[..., None]  # [B, T, C, 1]
    vectors = weights["char/embedding"][ids] * is_character  # [B, T, C, char_size]
    before = (width - 1) // 2
    padded = np.pad(vectors, ((0, 0), (0, 0), (before, width - 1 - before), (0, 0)))
    found = sum(padded[:, :, place : place + count] @ kernel[place] for place in range(width))
    return np.asarray((np.maximum(found + weights["conv/bias"], 0.0) * is_character).max(axis=2), np.float32)


def _read_layer(
    number: int, sequence: Floats, batch: Batch, bundle: Bundle, start: Floats
) -> tuple[LayerTrace, Floats]:
    """Return the layer and its forward state [2, B, H] after each row's last token."""
    network = bundle.config.network
    is_last = number == network.layers - 1
    first = np.argmax(batch.mask, axis=1)  # [B]
    directions: dict[str, DirectionTrace] = {}
    forward_end = start
    for name in direction_names(network.directions):
        backward = name == "backward"
        steps = reading_steps(batch.lengths, first, backward=backward)  # [longest, B]
        begin = np.zeros_like(start) if backward else start
        kept, end = _read(sequence, steps, bundle.weights, f"lstm{number}/{name}", begin)
        hidden = kept["hidden"]
        raw = _reversed(hidden, batch.lengths, first) if backward else hidden
        output = hidden if network.realign else raw
        if is_last and not network.return_sequences:
            output = end[0][:, None, :] * batch.mask[:, :, None]  # [B, T, H]
        directions[name] = DirectionTrace(**kept, raw=raw, output=output)
        forward_end = forward_end if backward else end
    joined = np.concatenate([direction.output for direction in directions.values()], axis=2)  # [B, T, D*H]
    return LayerTrace(directions, joined), forward_end


def reading_steps(lengths: NDArray[np.int32], first: NDArray[np.intp], *, backward: bool) -> NDArray[np.intp]:
    """Return which timestep each row reads k-th, [longest, B]; -1 once the row has been read.

    Args:
        lengths: [B], tokens of each row.
        first: [B], timestep of each row's first token.
        backward: Whether the rows are read from their last token on.
    """
    order = np.arange(int(lengths.max(initial=0)))[:, None]  # [longest, 1]
    steps = first + (lengths - 1 - order if backward else order)  # [longest, B]
    return np.where(order < lengths, steps, -1)


def _read(
    sequence: Floats, steps: NDArray[np.intp], weights: Weights, stem: str, start: Floats
) -> tuple[dict[str, Floats], Floats]:
    """Read every row in the given order; rows that have been read keep their state."""
    recurrent = weights[f"{stem}/recurrent"]
    projected = sequence @ weights[f"{stem}/kernel"] + weights[f"{stem}/bias"]  # [B, T, 4H]
    names = ("input_gate", "forget_gate", "candidate", "output_gate", "cell", "hidden")
    kept = {name: np.zeros((*sequence.shape[:2], start.shape[2]), np.float32) for name in names}  # [B, T, H]
    hidden, cell = start[0].copy(), start[1].copy()  # [B, H]
    for step in steps:
        rows = np.flatnonzero(step >= 0)
        at = (rows, step[rows])
        enter, stay, candidate, leave = np.split(projected[at] + hidden[rows] @ recurrent, 4, axis=1)  # [rows, H]
        enter, stay, candidate, leave = _sigmoid(enter), _sigmoid(stay), np.tanh(candidate), _sigmoid(leave)
        cell[rows] = stay * cell[rows] + enter * candidate
        hidden[rows] = leave * np.tanh(cell[rows])
        for name, value in zip(names, (enter, stay, candidate, leave, cell[rows], hidden[rows]), strict=True):
            kept[name][at] = value
    return kept, np.stack([hidden, cell])  # [2, B, H]


def _reversed(values: Floats, lengths: NDArray[np.int32], first: NDArray[np.intp]) -> Floats:
    """Return [B, T, H] with the tokens of each row the other way round, padding where it was."""
    turned = np.zeros_like(values)
    for row, (begin, length) in enumerate(zip(first.tolist(), lengths.tolist(), strict=True)):
        turned[row, begin : begin + length] = values[row, begin : begin + length][::-1]
    return turned


def _loss(scores: Floats, tags: NDArray[np.int32], output: Output) -> Floats:
    """Return each cell's loss, [B, T]."""
    if output is Output.NUMBER:
        return np.asarray(np.square(scores[:, :, 0] - tags), np.float32)  # [B, T]
    if output is Output.SIGMOID:
        wanted = np.arange(scores.shape[2]) == tags[:, :, None]  # [B, T, L]
        cells = np.logaddexp(np.float32(0.0), scores) - scores * wanted
        return np.asarray(cells.sum(axis=2), np.float32)  # [B, T]
    total = np.logaddexp.reduce(scores, axis=2)  # [B, T]
    return np.asarray(total - np.take_along_axis(scores, tags[:, :, None], axis=2)[:, :, 0], np.float32)


def _chained(scores: Floats, batch: Batch, transitions: Floats) -> tuple[Floats, Floats]:
    """Return a CRF's probabilities [B, T, L] and losses [B, T], each where the tokens stand."""
    turned = batch.first_tokens_first(scores)[:, :, 1:]
    labels = batch.first_tokens_first(batch.tags) - 1
    is_token = np.arange(scores.shape[1]) < batch.lengths[:, None]
    probabilities, cells = np.zeros_like(scores), np.zeros(scores.shape[:2], np.float32)
    probabilities[batch.mask, 1:] = marginals(turned, batch.lengths, transitions)[is_token]
    cells[batch.mask] = cell_losses(turned, labels, batch.lengths, transitions)[is_token]
    return probabilities, cells


def _sigmoid(values: Floats) -> Floats:
    # tanh neither overflows nor warns, whatever the value.
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * values)), np.float32)
