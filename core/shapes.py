"""Every tensor that a batch becomes, as a card: axes, bytes, parameters, plain words and Keras lines."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.config import Config, NetworkConfig, Output, PadSide, Sampling, TokenInput
from core.encoding import Batch
from core.keras_code import Steps, keras_code, keras_steps, tensor_name
from core.shape_words import Phrase, Values, phrase
from core.vocab import TOKEN_CHARACTERS, UNK
from core.weights import Sizes, direction_names, feature_count

__all__ = ["Axis", "ShapeCard", "cards", "keras_code"]


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis: what it counts, how many, and its letter in `core`'s shape comments."""

    name: str
    size: int
    letter: str


@dataclass(frozen=True, slots=True)
class ShapeCard:
    """One tensor of the pipeline.

    Attributes:
        name: `sentences`, `ids`, `mask`, `embedded`, `forward`, `backward`, `joined`, `scores`,
            `transitions` or `loss`; with several layers `lstm0/forward` and so on.
        title: What to write above it.
        axes: In order; none for a single number.
        dtype: As NumPy spells it; `list` for the sentences themselves.
        bytes: Of this one tensor; of the sentences, one reference a token.
        n_parameters: Trainable numbers that make it; None where nothing is trained.
        parameters: How that number comes about, such as `4 · 128 · (308 + 128 + 1)`; else empty.
        words: The tensor explained with these numbers, in English.
        phrases: The same in parts that can be translated.
        keras: The lines of `keras_code` that make it.
        layer: Which LSTM layer it belongs to, from 0; None for the others.
    """

    name: str
    title: str
    axes: tuple[Axis, ...]
    dtype: str
    bytes: int
    n_parameters: int | None
    parameters: str
    words: str
    phrases: tuple[Phrase, ...]
    keras: str
    layer: int | None = None


@dataclass(frozen=True, slots=True)
class _Draft:
    """What differs from card to card before words and Keras lines are filled in."""

    name: str
    title: str
    axes: tuple[Axis, ...]
    dtype: str
    phrases: tuple[Phrase, ...]
    parameters: str = ""
    layer: int | None = None


_ITEM_BYTES = {"list": 8, "bool": 1, "int32": 4, "float32": 4}


def cards(config: Config, sizes: Sizes, batch: Batch) -> tuple[ShapeCard, ...]:
    """Return a card for every tensor between the sentences and the loss, in the order data meets them."""
    steps = keras_steps(config, sizes, batch)
    facts = _facts(config, sizes, batch)
    drafts = [
        *_data_drafts(config, batch, facts),
        _embedded_draft(config.network, sizes, batch, facts),
        *(draft for layer in range(config.network.layers) for draft in _layer_drafts(config, sizes, layer, facts)),
        _scores_draft(config.network, sizes, facts),
        *_transitions_drafts(config.network, sizes),
        _loss_draft(config.network, facts),
    ]
    return tuple(_card(draft, steps, batch) for draft in drafts)


def _card(draft: _Draft, steps: Steps, batch: Batch) -> ShapeCard:
    items = batch.n_tokens if draft.dtype == "list" else 1
    for axis in draft.axes if draft.dtype != "list" else ():
        items *= axis.size
    return ShapeCard(
        name=draft.name,
        title=draft.title,
        axes=draft.axes,
        dtype=draft.dtype,
        bytes=items * _ITEM_BYTES[draft.dtype],
        n_parameters=_worked_out(draft.parameters) if draft.parameters else None,
        parameters=draft.parameters,
        words=" ".join(part.text for part in draft.phrases),
        phrases=draft.phrases,
        keras="\n".join(steps[draft.name]),
        layer=draft.layer,
    )


def _facts(config: Config, sizes: Sizes, batch: Batch) -> dict[str, int | float | str]:
    """Return the numbers that hold for the whole batch."""
    rows, width = batch.mask.shape
    network = config.network
    lengths = batch.lengths[batch.lengths > 0]
    return {
        "batch": rows,
        "time": width,
        "tokens": batch.n_tokens,
        "cells": batch.n_cells,
        "padding": batch.n_cells - batch.n_tokens,
        "share": 1 - batch.n_tokens / batch.n_cells,
        "shortest": int(lengths.min()),
        "longest": int(lengths.max()),
        "cut": batch.n_cut,
        "carried": int(batch.carry.sum()),
        "window": config.encoding.row_window,
        "stride": config.encoding.row_stride,
        "unknown": int((batch.mask & (batch.features.words == UNK)).sum()),
        "weighted": int(batch.weights.sum()),
        "words": sizes.words,
        "labels": sizes.labels,
        "last": sizes.labels - 1,
        "units": network.units,
        "word_size": network.word_size,
        "affix_size": network.affix_size,
        "affixes": network.affix_length,
        "shape_size": network.shape_size,
        "char_filters": network.char_filters,
        "char_width": network.char_width,
        "longest_token": TOKEN_CHARACTERS,
    }


def _axes(facts: Values, *last: tuple[str, int, str]) -> tuple[Axis, ...]:
    axes = (Axis("batch", int(facts["batch"]), "B"), Axis("time", int(facts["time"]), "T"))
    return (*axes, *(Axis(*axis) for axis in last))


_ROWS = {
    Sampling.SENTENCES: "rows are sentences",
    Sampling.WINDOWS: "rows are windows",
    Sampling.SUBSEQUENCES: "rows are subsequences",
    Sampling.STATEFUL: "rows are strips",
}


def _data_drafts(config: Config, batch: Batch, facts: Values) -> Iterator[_Draft]:
    rows = [phrase(_ROWS[config.encoding.sampling], facts)]
    if batch.n_cut:
        rows.append(phrase("tokens are cut", facts))
    yield _Draft("sentences", "sentences", _axes(facts)[:1], "list", tuple(rows))
    network, is_stateful = config.network, config.encoding.sampling is Sampling.STATEFUL
    more = 0
    if network.token_input is TokenInput.EMBEDDED:
        more = 2 * network.affix_length + bool(network.shape_size) + (TOKEN_CHARACTERS if network.char_filters else 0)
    ids = [
        phrase("ids stand for words", facts),
        phrase("padding comes before" if batch.pad is PadSide.BEFORE else "padding comes after", facts),
        *([phrase("more ids", {"more": more})] if more else []),
        phrase("input shape of strips" if is_stateful else "input shape of ids", facts),
    ]
    yield _Draft("ids", "ids", _axes(facts), "int32", tuple(ids))
    yield _Draft("mask", "mask", _axes(facts), "bool", (phrase("mask", facts),))


def _embedded_draft(network: NetworkConfig, sizes: Sizes, batch: Batch, facts: Values) -> _Draft:
    features = feature_count(network, sizes)
    facts = {**facts, "features": features, "bytes": 4 * features * batch.n_cells}
    title, parameters = str(network.token_input), ""
    if network.token_input is TokenInput.SCALAR:
        title = "bare number"
        highest = int(batch.features.words.max())
        words = [phrase("bare number", {"some": highest - 1, "next": highest})]
    elif network.token_input is TokenInput.ONE_HOT:
        words = [phrase("one-hot", facts)]
    else:
        words = [phrase("embedded", facts)]
        words += [phrase("embedded affixes", facts)] if network.affix_length else []
        words += [phrase("embedded shape", facts)] if network.shape_size else []
        words += [phrase("embedded characters", facts)] if network.char_filters else []
        parameters = _table_parameters(network, sizes)
    axes = _axes(facts, ("feature", features, "E"))
    return _Draft("embedded", title, axes, "float32", (*words, phrase("input_dim", facts)), parameters)


def _table_parameters(network: NetworkConfig, sizes: Sizes) -> str:
    parts = [f"{sizes.words:,} · {network.word_size:,}"]
    for tables in (sizes.prefixes, sizes.suffixes):
        if network.affix_length:
            rows = " + ".join(f"{rows:,}" for rows in tables)
            parts.append(f"({rows}) · {network.affix_size:,}")
    if network.shape_size:
        parts.append(f"{sizes.shapes:,} · {network.shape_size:,}")
    if network.char_filters:
        parts.append(f"{sizes.characters:,} · {network.char_size:,}")
        parts.append(f"({network.char_width:,} · {network.char_size:,} + 1) · {network.char_filters:,}")
    return " + ".join(parts)


def _layer_drafts(config: Config, sizes: Sizes, layer: int, facts: Values) -> Iterator[_Draft]:
    network = config.network
    units, directions = network.units, direction_names(network.directions)
    width = network.directions.n_lstms * units
    inputs = width if layer else feature_count(network, sizes)
    parameters = f"4 · {units:,} · ({inputs:,} + {units:,} + 1)"
    number = "" if network.layers == 1 else f" {layer + 1}"
    facts = {**facts, "inputs": inputs, "features": width, "parameters": parameters}
    facts["n_parameters"] = _worked_out(parameters)
    for direction in directions:
        name = tensor_name(network, layer, direction)
        words = tuple(phrase(key, facts) for key in _reading_words(network, layer, direction))
        axes = _axes(facts, ("feature", units, "H"))
        yield _Draft(name, f"{direction} LSTM{number}", axes, "float32", words, parameters, layer)
    words = (phrase("joined" if len(directions) > 1 else "one direction", facts),)
    letter = "D·H" if len(directions) > 1 else "H"
    axes = _axes(facts, ("feature", width, letter))
    yield _Draft(tensor_name(network, layer, "joined"), f"joined{number}", axes, "float32", words, layer=layer)


def _reading_words(network: NetworkConfig, layer: int, direction: str) -> Iterator[str]:
    alone = " alone" if direction == "backward" and network.directions.n_lstms == 1 else ""
    yield direction + alone
    if not network.return_sequences and layer == network.layers - 1:
        yield "last timestep"
    else:
        if direction == "backward":
            yield "realigned" if network.realign else "not realigned"
        yield "all timesteps"
    yield "lstm weights"


def _scores_draft(network: NetworkConfig, sizes: Sizes, facts: Values) -> _Draft:
    features = network.directions.n_lstms * network.units
    columns = 1 if network.output is Output.NUMBER else sizes.labels
    facts = {**facts, "features": features, "columns": columns}
    keys = ("number",) if network.output is Output.NUMBER else ("scores", str(network.output))
    axes = _axes(facts, ("label", columns, "L") if columns > 1 else ("number", columns, "1"))
    parameters = f"({features:,} + 1) · {columns:,}"
    return _Draft("scores", "scores", axes, "float32", tuple(phrase(key, facts) for key in keys), parameters)


def _transitions_drafts(network: NetworkConfig, sizes: Sizes) -> Iterator[_Draft]:
    if network.output is not Output.CRF:
        return
    size = sizes.labels + 1
    axes = (Axis("before", size, "L+1"), Axis("after", size, "L+1"))
    words = (phrase("transitions", {"labels": sizes.labels - 1, "size": size}),)
    parameters = f"({sizes.labels:,} + 1) · ({sizes.labels:,} + 1)"
    yield _Draft("transitions", "transitions", axes, "float32", words, parameters)


_LOSSES = {
    Output.SOFTMAX: "cross-entropy",
    Output.CRF: "crf loss",
    Output.SIGMOID: "binary cross-entropy",
    Output.NUMBER: "squared error",
}


def _loss_draft(network: NetworkConfig, facts: Values) -> _Draft:
    words = (phrase(_LOSSES[network.output], facts), phrase("average", facts))
    return _Draft("loss", "loss", (), "float32", words)


def _worked_out(parameters: str) -> int:
    """Return the value of sums of products such as `4 · 128 · (308 + 128 + 1)`: the shown working is the sum."""
    text = parameters.replace(",", "").replace(" ", "")
    total = 0
    for term in _split_outside(text, "+"):
        product = 1
        for factor in _split_outside(term, "·"):
            product *= _worked_out(factor[1:-1]) if factor.startswith("(") else int(factor)
        total += product
    return total


def _split_outside(text: str, sign: str) -> list[str]:
    """Split at `sign` where no bracket is open."""
    parts, depth = [""], 0
    for character in text:
        depth += (character == "(") - (character == ")")
        if character == sign and not depth:
            parts.append("")
        else:
            parts[-1] += character
    return parts
