"""What the tensor views show is what training is fed and what the network computes."""

from dataclasses import replace

import msgspec
import numpy as np
import pytest

from core.batches import batches
from core.config import PRESETS, Config, CutSide, PadSide, Sampling
from core.corpus import Layer, Sentence
from core.inspection import CellTexts, Material, inspect, only_row, prepare, row_values, surrounded, trace_row, unknown
from core.trace import trace

LAYER = Layer("pos")
TOKENS = (
    ("Mara", "rowed", "home"),
    ("Nobody", "saw", "the", "grey", "heron", "leave"),
    ("Why", "?"),
    ("The", "heron", "saw", "Mara", "."),
)
SENTENCES = tuple(
    Sentence(tokens, {"pos": tuple("PUNCT" if token in ".?" else "WORD" for token in tokens)}, document="one")
    for tokens in TOKENS
)


def small(name: str, pad: PadSide = PadSide.AFTER) -> Config:
    """Return a preset with few units and small batches, so that several batches and all shapes arise."""
    config = PRESETS[name]
    network = msgspec.structs.replace(config.network, units=5, word_size=6, one_hot_words=8)
    encoding = msgspec.structs.replace(config.encoding, batch_size=2, pad=pad, window=4, stride=4)
    return msgspec.structs.replace(config, network=network, encoding=encoding)


@pytest.fixture(scope="module")
def material() -> Material:
    return prepare(SENTENCES, LAYER, small("default"))


@pytest.mark.parametrize("name", PRESETS)
@pytest.mark.parametrize("pad", PadSide)
def test_every_batch_is_the_one_that_training_is_fed(name: str, pad: PadSide) -> None:
    config = small(name, pad)
    material = prepare(SENTENCES, LAYER, config)
    fed = list(batches(SENTENCES, "pos", material.network.vocab, config))
    for index, expected in enumerate(fed):
        inspection = inspect(material, config, index=index)
        for field in ("mask", "tags", "weights", "lengths", "carry"):
            np.testing.assert_array_equal(getattr(inspection.batch, field), getattr(expected, field))
        np.testing.assert_array_equal(inspection.batch.features.words, expected.features.words)
    assert inspect(material, config, index=len(fed)).index == 0
    assert inspection.price.n_batches == len(fed)


@pytest.mark.parametrize("name", PRESETS)
def test_each_card_has_the_shape_of_its_values(name: str) -> None:
    config = small(name)
    material = prepare(SENTENCES, LAYER, config)
    inspection = inspect(material, config)
    traced = trace_row(material, inspection, 0)
    for card in inspection.cards:
        values = row_values(traced, card.name)
        if len(card.axes) == 3:
            assert values is not None
            assert values.shape == (card.axes[1].size, card.axes[2].size)
        else:
            assert values is None


def test_one_row_is_computed_as_in_its_batch(material: Material) -> None:
    config = small("default")
    inspection = inspect(material, config)
    whole = trace(material.network, inspection.batch)
    for row in range(len(inspection.batch.lengths)):
        np.testing.assert_allclose(trace_row(material, inspection, row).scores[0], whole.scores[row], rtol=0, atol=1e-6)
        assert only_row(inspection.batch, row).n_tokens == inspection.batch.lengths[row]


@pytest.mark.parametrize("pad", PadSide)
def test_tokens_stand_where_the_mask_says(pad: PadSide) -> None:
    config = small("default", pad)
    inspection = inspect(prepare(SENTENCES, LAYER, config), config)
    seen = np.array([[bool(token) for token in row] for row in inspection.tokens])
    np.testing.assert_array_equal(seen, inspection.batch.mask)


def test_cells_say_tag_id_mask_and_loss(material: Material) -> None:
    inspection = inspect(material, small("default"))
    row = int(np.argmin(inspection.batch.lengths))
    last = inspection.batch.mask.shape[1] - 1
    texts = {name: CellTexts(material, inspection, name) for name in ("sentences", "ids", "mask", "loss")}
    assert texts["sentences"](row, 0) == "WORD"
    assert texts["ids"](row, 0) == str(inspection.batch.features.words[row, 0])
    assert [texts["mask"](row, 0), texts["mask"](row, last)] == ["1", "0"]
    assert [texts["sentences"](row, last), texts["loss"](row, last)] == ["", "0"]
    expected = trace(material.network, inspection.batch).loss[row, 0]
    assert texts["loss"](row, 0) == "…"
    texts["loss"].losses[row] = trace_row(material, inspection, row).loss[0]
    assert texts["loss"](row, 0) == f"{expected:.3f}"


def test_unknown_words_are_marked(material: Material) -> None:
    strange = (Sentence(("Mara", "qwxz"), {"pos": ("WORD", "WORD")}),)
    config = small("default")
    other = prepare(strange, LAYER, config, material.network)
    assert other.is_trained
    np.testing.assert_array_equal(unknown(inspect(other, config).batch), [[False, True]])


def test_subsequences_change_from_epoch_to_epoch() -> None:
    config = small("random-subsequences")
    assert config.encoding.sampling is Sampling.SUBSEQUENCES
    material = prepare(SENTENCES, LAYER, config)
    drawn = {inspect(material, config, epoch=epoch).tokens for epoch in range(8)}
    assert len(drawn) > 1


@pytest.mark.parametrize("pad", PadSide)
def test_a_cut_sentence_is_found_whole_again(pad: PadSide) -> None:
    config = small("default", pad)
    for cut in CutSide:
        config = msgspec.structs.replace(
            config, encoding=msgspec.structs.replace(config.encoding, max_length=4, cut=cut)
        )
        material = prepare(SENTENCES, LAYER, config)
        n_cut = 0
        for index in range(2):
            inspection = inspect(material, config, index=index)
            for row, source in enumerate(inspection.batch.rows):
                found = surrounded(material, inspection, row, most=9)
                whole = SENTENCES[source.pieces[0].sentence].tokens
                if found is None:
                    assert len(whole) <= 4
                    continue
                n_cut += 1
                assert found.tokens == whole
                assert found.before == (len(whole) - 4 if cut is CutSide.BEFORE else 0)
                seen = tuple(filter(None, inspection.tokens[row]))
                assert found.tokens[found.before : found.before + 4] == seen
                assert found.batch.n_tokens == len(whole)
        assert n_cut == 2


def test_a_window_is_found_in_its_document() -> None:
    config = small("random-subsequences")
    material = prepare(SENTENCES, LAYER, config)
    text = sum(TOKENS, ())
    for index in range(inspect(material, config).plan.n_batches):
        inspection = inspect(material, config, index=index)
        for row in range(len(inspection.tokens)):
            found = surrounded(material, inspection, row, most=3)
            assert found is not None
            seen = tuple(filter(None, inspection.tokens[row]))
            start = int(inspection.plan.rows.starts[inspection.plan.borders[index] + row])
            assert found.tokens == text[max(0, start - 3) : start + len(seen) + 3]
            assert found.tokens[found.before : found.before + len(seen)] == seen


def test_the_next_batch_of_the_same_plan_is_the_same() -> None:
    config = small("default")
    material = prepare(SENTENCES, LAYER, config)
    first = inspect(material, config)
    again, fresh = inspect(material, config, index=1, like=first), inspect(material, config, index=1)
    assert again.plan is first.plan
    assert again.tokens == fresh.tokens
    assert again.price == fresh.price


def test_other_weights_leave_the_arrays_as_they_are(material: Material) -> None:
    config = small("default")
    first = inspect(material, config, index=1, epoch=1)
    learnt = replace(material.network, weights={name: 2 * w for name, w in material.network.weights.items()})
    again = inspect(replace(material, network=learnt), config, index=1, like=first)
    assert again.batch is first.batch
    assert again.cards is first.cards
    assert again.states.is_of(learnt)
    assert first.states.is_of(material.network)
    assert inspect(material, config, index=2, like=first).batch is not first.batch
