"""The search finds the units that a plain computation over all tokens finds."""

import numpy as np
import pytest

from core.config import Config, Directions, EncodingConfig, NetworkConfig, PadSide
from core.corpus import Layer, Sentence
from core.inspection import Material, prepare
from core.trace import trace_sentence
from core.unit_search import search_units

NETWORK = NetworkConfig(word_size=6, affix_length=1, affix_size=3, shape_size=2, char_filters=0, units=7, layers=2)


@pytest.fixture(scope="module")
def material(small_corpus: tuple[Sentence, ...]) -> Material:
    config = Config(network=NETWORK, encoding=EncodingConfig(pad=PadSide.BEFORE))
    unlabelled = small_corpus[0].with_tags("ner", (None,) * len(small_corpus[0]))
    return prepare((unlabelled, *small_corpus[1:]), Layer("ner"), config)


@pytest.mark.parametrize(("layer", "direction"), [(0, "backward"), (1, "forward")])
def test_units_are_those_of_a_plain_count(material: Material, layer: int, direction: str) -> None:
    label = material.network.vocab.label_row("B-LOC")
    *_, found = search_units(material, layer=layer, direction=direction, label=label, most_units=7)
    outputs, has_label, tokens = [], [], []
    for sentence in material.sentences:
        hidden = trace_sentence(material.network, sentence.tokens).layers[layer].directions[direction].hidden[0]
        for place, tag in enumerate(sentence.layer_tags("ner")):
            if tag is not None:
                outputs.append(hidden[place])
                has_label.append(tag == "B-LOC")
                tokens.append((sentence.tokens[place], tag))
    table = np.asarray(outputs, np.float64)
    assert (found.n_tokens, found.n_labelled, found.total) == (len(table), sum(has_label), len(table))
    for unit in found.units:
        expected = np.corrcoef(table[:, unit.number], has_label)[0, 1]
        assert unit.correlation == pytest.approx(expected, abs=1e-4)
        values = table[:, unit.number] * np.sign(expected)
        assert unit.drivers[0].value == pytest.approx(np.sign(expected) * values.max(), abs=1e-5)
        assert (unit.drivers[0].token, unit.drivers[0].tag) in [
            tokens[place] for place in np.flatnonzero(values > values.max() - 1e-5)
        ]
        falling = [driver.value * np.sign(expected) for driver in unit.drivers]
        assert falling == sorted(falling, reverse=True)
        assert len({driver.token for driver in unit.drivers}) == len(unit.drivers)
    magnitudes = [abs(unit.correlation) for unit in found.units]
    assert magnitudes == sorted(magnitudes, reverse=True)
    assert sorted(unit.number for unit in found.units) == list(range(7))


def test_it_ends_after_enough_tokens_and_says_how_far_it_is(material: Material) -> None:
    steps = list(search_units(material, layer=0, direction="forward", label=1, most_tokens=30))
    assert len(steps) == 1
    assert steps[0].n_tokens >= steps[0].total == 30
    whole = list(search_units(material, layer=0, direction="forward", label=1))
    assert len(whole) > 1
    assert [step.n_tokens for step in whole] == sorted(step.n_tokens for step in whole)


def test_a_label_that_nobody_has_is_followed_by_no_unit(small_corpus: tuple[Sentence, ...]) -> None:
    material = prepare(small_corpus, Layer("ner"), Config(network=NETWORK))
    *_, found = search_units(material, layer=0, direction="forward", label=99)
    assert found.n_labelled == 0
    assert {unit.correlation for unit in found.units} == {0.0}
    assert material.network.config.network.directions is Directions.BOTH
