"""Cards say what the arrays, the weights and the options are."""

import json
from dataclasses import asdict
from typing import Any

import msgspec
import numpy as np
import pytest

from core.batches import batches
from core.config import PRESETS, Config, Directions, Output, Sampling, TokenInput
from core.corpus import Sentence
from core.encoding import Batch
from core.shapes import ShapeCard, cards
from core.vocab import Vocab, build_vocab
from core.weights import n_parameters, weight_specs

SENTENCES = [
    Sentence(tokens=("Foxes", "hunt", "at", "night", "."), tags={"kind": ("N", "V", "P", "N", ".")}, document="a"),
    Sentence(tokens=("Owls", "too", "."), tags={"kind": ("N", "A", None)}, document="a"),
    Sentence(tokens=("Why", "?"), tags={"kind": ("A", ".")}, document="b"),
]


def changed(config: Config, **options: dict[str, Any]) -> Config:
    built = msgspec.to_builtins(config)
    for part, values in options.items():
        built[part] |= values
    return msgspec.convert(built, Config)


CONFIGS = {
    f"{name}, {layers} layers, {directions}": changed(config, network={"layers": layers, "directions": directions})
    for name, config in PRESETS.items()
    for layers in (1, 2)
    for directions in Directions
}


def made(config: Config) -> tuple[Vocab, Batch, dict[str, ShapeCard]]:
    vocab = build_vocab(SENTENCES, "kind", config)
    batch = next(iter(batches(SENTENCES, "kind", vocab, config, epoch=1)))
    return vocab, batch, {card.name: card for card in cards(config, vocab.sizes, batch)}


def shape(card: ShapeCard) -> tuple[int, ...]:
    return tuple(axis.size for axis in card.axes)


@pytest.mark.parametrize("name", CONFIGS)
def test_parameters_are_those_of_the_weights(name: str) -> None:
    config = CONFIGS[name]
    vocab, _, shown = made(config)
    assert sum(card.n_parameters or 0 for card in shown.values()) == n_parameters(config.network, vocab.sizes)
    for card in shown.values():
        working = card.parameters.replace(",", "").replace("·", "*")
        assert card.n_parameters == (eval(working) if working else None)
    specs = {spec.name: int(np.prod(spec.shape)) for spec in weight_specs(config.network, vocab.sizes)}
    for stem, card in shown.items():
        if stem.startswith("lstm") and card.n_parameters:
            assert card.n_parameters == sum(size for key, size in specs.items() if key.startswith(f"{stem}/"))


@pytest.mark.parametrize("name", CONFIGS)
def test_axes_and_bytes_follow_the_batch(name: str) -> None:
    config = CONFIGS[name]
    _, batch, shown = made(config)
    assert (shape(shown["ids"]), shown["ids"].bytes) == (batch.features.words.shape, batch.features.words.nbytes)
    assert (shape(shown["mask"]), shown["mask"].bytes) == (batch.mask.shape, batch.mask.nbytes)
    words = batch.inputs(config.network)["words"]
    if words.ndim == 3:
        assert (shape(shown["embedded"]), shown["embedded"].bytes) == (words.shape, words.nbytes)
    for card in list(shown.values())[3:]:
        assert card.dtype == "float32"
        assert card.bytes == 4 * int(np.prod(shape(card)))
        assert [axis.name for axis in card.axes[:2]] == ["batch", "time"][: len(card.axes)]
    assert shape(shown["loss"]) == ()


@pytest.mark.parametrize("name", CONFIGS)
def test_cards_stand_in_the_order_of_the_data(name: str) -> None:
    network = CONFIGS[name].network
    directions = ["forward", "backward"] if network.directions is Directions.BOTH else [network.directions.value]
    stems = [""] if network.layers == 1 else ["lstm0/", "lstm1/"]
    layers = [f"{stem}{part}" for stem in stems for part in (*directions, "joined")]
    _, _, shown = made(CONFIGS[name])
    assert list(shown) == ["sentences", "ids", "mask", "embedded", *layers, "scores", "loss"]
    assert [card.layer for card in shown.values() if card.layer is not None] == [
        layer for layer in range(network.layers) for _ in (*directions, "joined")
    ]


def test_the_second_layer_reads_the_joined_first() -> None:
    _, _, shown = made(changed(PRESETS["tiny"], network={"layers": 2}))
    assert shown["lstm1/forward"].parameters == "4 · 16 · (32 + 16 + 1)"
    assert shown["lstm0/forward"].parameters == "4 · 16 · (36 + 16 + 1)"
    assert shown["lstm1/joined"].title == "joined 2"


@pytest.mark.parametrize("name", CONFIGS)
def test_words_are_whole_and_say_the_numbers(name: str) -> None:
    config = CONFIGS[name]
    vocab, batch, shown = made(config)
    for card in shown.values():
        assert card.words == " ".join(phrase.template.format(**phrase.values) for phrase in card.phrases)
        assert "{" not in card.words
    rows, width = batch.mask.shape
    features = shape(shown["embedded"])[2]
    assert f"({rows}, {width}, {features})" in shown["embedded"].words
    assert f"in {int(batch.mask.sum())} of {batch.mask.size} cells" in shown["mask"].words
    assert f"divided by {int(batch.weights.sum())}" in shown["loss"].words
    assert f"{len(vocab.words):,} rows" in shown["ids"].words


def test_words_follow_the_options() -> None:
    base = PRESETS["tiny"]
    windows = made(changed(base, encoding={"sampling": Sampling.WINDOWS, "stride": 4}))[2]
    assert "begins 4 tokens later" in windows["sentences"].words
    cut = made(changed(base, encoding={"max_length": 2}))[2]
    assert "4 tokens did not fit into 2 timesteps" in cut["sentences"].words
    before = made(changed(base, encoding={"pad": "before"}))[2]
    assert "before their first token" in before["ids"].words
    crooked = made(changed(base, network={"realign": False}))[2]
    assert "wrong tokens" in crooked["backward"].words
    last = made(changed(base, network={"return_sequences": False}))[2]
    assert "return_sequences is off" in last["forward"].words
    strips = made(changed(base, encoding={"sampling": Sampling.STATEFUL}))[2]
    assert "shape (2, None)" in strips["ids"].words
    numbers = made(changed(base, network={"token_input": TokenInput.SCALAR, "output": Output.NUMBER}))[2]
    assert shape(numbers["scores"])[2] == shape(numbers["embedded"])[2] == 1
    assert "squared distance" in numbers["loss"].words


def test_cards_can_be_written_as_json() -> None:
    _, _, shown = made(PRESETS["default"])
    assert json.loads(json.dumps([asdict(card) for card in shown.values()]))[0]["name"] == "sentences"
