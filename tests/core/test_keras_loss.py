"""What Keras makes of a batch against the network that training uses, and against Keras' own losses."""

from collections.abc import Callable

import keras
import msgspec
import numpy as np
import pytest

from core import model
from core.batches import batches
from core.bundle import Bundle
from core.config import PRESETS, Config, Directions, NetworkConfig, Output, PadSide
from core.corpus import Sentence
from core.encoding import Batch
from core.keras_loss import keras_loss
from core.reductions import Deed, Rule
from core.steps import Learner
from core.trace import trace

MakeBundle = Callable[..., Bundle]
SMALL = NetworkConfig(word_size=5, affix_length=0, shape_size=2, char_filters=0, units=4, dropout=0.0, word_dropout=0.0)
PRESET_NETWORKS = {
    name: msgspec.structs.replace(
        config.network, units=4, affix_length=min(1, config.network.affix_length), dropout=0.0, word_dropout=0.0
    )
    for name, config in PRESETS.items()
    if name in ("default", "question-2016", "one-hot")
}
NETWORKS = {
    **PRESET_NETWORKS,
    "two layers": msgspec.structs.replace(SMALL, layers=2),
    "a CRF": msgspec.structs.replace(SMALL, output=Output.CRF),
    "characters": msgspec.structs.replace(SMALL, char_filters=3),
    "forward": msgspec.structs.replace(SMALL, directions=Directions.FORWARD),
    "backward": msgspec.structs.replace(SMALL, directions=Directions.BACKWARD),
    "last state only": msgspec.structs.replace(SMALL, return_sequences=False),
}


def _case(
    make_bundle: MakeBundle, sentences: tuple[Sentence, ...], network: NetworkConfig, pad: PadSide
) -> tuple[Bundle, Batch]:
    encoding = msgspec.structs.replace(PRESETS["default"].encoding, pad=pad, batch_size=6)
    bundle = make_bundle(Config(network=network, encoding=encoding))
    unlabelled = sentences[0].with_tags("ner", (None,) * len(sentences[0]))
    rows = (unlabelled, *sentences[1:5], sentences[6])  # the longest of these has nine tokens: quick to read
    return bundle, next(iter(batches(rows, "ner", bundle.vocab, bundle.config, training=False)))


def _each(*quick: str) -> pytest.MarkDecorator:
    """Return a mark for every network, of which these alone are tested by default."""
    return pytest.mark.parametrize(
        "name", [pytest.param(name, marks=() if name in quick else pytest.mark.slow) for name in NETWORKS]
    )


@_each("question-2016", "two layers", "a CRF", "characters", "forward", "backward", "last state only")
def test_keras_layers_say_what_the_network_says(
    make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...], name: str
) -> None:
    network = NETWORKS[name]
    # Every other network is padded in front: each way of building the layers meets both sides.
    pad = list(PadSide)[list(NETWORKS).index(name) % 2]
    bundle, batch = _case(make_bundle, small_corpus, network, pad)
    found, traced = keras_loss(bundle, batch), trace(bundle, batch)
    assert found.version == keras.__version__
    assert found.apart < 1e-4
    np.testing.assert_allclose(found.scores[batch.mask], traced.scores[batch.mask], atol=1e-4)
    np.testing.assert_allclose(found.cells * batch.weights, traced.loss, atol=1e-3, rtol=1e-4)
    by_rule = {reduced.rule: reduced for reduced in found.reduced}
    tokens = by_rule[Rule.TOKENS]
    assert tokens.divisor == pytest.approx(batch.weights.sum(), rel=1e-4)
    assert tokens.loss == pytest.approx(float(traced.loss.sum() / batch.weights.sum()), rel=1e-4)
    assert by_rule[Rule.MEAN].loss == pytest.approx(tokens.loss, rel=1e-5)
    assert by_rule[Rule.WEIGHTS].divisor == pytest.approx(batch.n_cells, rel=1e-4)
    assert by_rule[Rule.PLAIN].divisor == pytest.approx(batch.n_cells, rel=1e-4)
    share = batch.weights.sum() / batch.n_cells
    assert by_rule[Rule.WEIGHTS].gradient == pytest.approx(tokens.gradient * share, rel=1e-4)
    assert by_rule[Rule.WEIGHTS].angle == pytest.approx(0.0, abs=0.05)


@_each("a CRF", "question-2016")
def test_loss_and_gradient_are_those_of_a_step_of_training(
    make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...], name: str
) -> None:
    bundle, batch = _case(make_bundle, small_corpus, NETWORKS[name], PadSide.AFTER)
    tokens = next(reduced for reduced in keras_loss(bundle, batch).reduced if reduced.rule is Rule.TOKENS)
    learnt = Learner(model.build(bundle.config, bundle.vocab.sizes, weights=bundle.weights)).learn(
        batch, rate=0.0, step=1
    )
    assert tokens.loss == pytest.approx(learnt.loss, rel=1e-4)
    if not NETWORKS[name].char_filters:  # there Keras is handed what the convolution found
        assert tokens.gradient == pytest.approx(learnt.gradient_norm, rel=1e-3)


def test_the_reductions_are_those_of_keras_own_loss(
    make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...]
) -> None:
    bundle, batch = _case(make_bundle, small_corpus, SMALL, PadSide.AFTER)
    found = keras_loss(bundle, batch)
    by_rule = {reduced.rule: reduced for reduced in found.reduced}
    own = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    assert by_rule[Rule.PLAIN].loss == pytest.approx(float(own(batch.tags, found.scores)), rel=1e-5)
    weighted = own(batch.tags, found.scores, sample_weight=batch.weights)
    assert by_rule[Rule.WEIGHTS].loss == pytest.approx(float(weighted), rel=1e-5)
    only_tokens = own(batch.tags[batch.mask], found.scores[batch.mask])
    assert by_rule[Rule.MASK].loss == pytest.approx(float(only_tokens), rel=1e-5)
    assert by_rule[Rule.PLAIN].angle > 0.1, "padding and tokens without a label pull elsewhere"


def test_the_mask_is_followed_from_layer_to_layer(make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...]) -> None:
    network = msgspec.structs.replace(SMALL, layers=2, affix_length=1)
    bundle, batch = _case(make_bundle, small_corpus, network, PadSide.BEFORE)
    steps = keras_loss(bundle, batch).steps
    deeds = [(step.layer, step.deed) for step in steps]
    assert deeds[:4] == [(name, Deed.MAKES) for name in ("word", "prefix1", "suffix1", "shape")]
    # A Keras whose recurrent layers no longer hand masks on fails here, by name.
    assert deeds[4:] == [
        ("embedded", Deed.PASSES),
        ("bidirectional0", Deed.USES),
        ("bidirectional1", Deed.USES),
        ("scores", Deed.PASSES),
        ("loss", Deed.ENDS),
    ]
    for step in steps:
        assert step.mask is not None
        np.testing.assert_array_equal(step.mask, batch.mask)


def test_the_last_state_alone_drops_the_mask(make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...]) -> None:
    bundle, batch = _case(make_bundle, small_corpus, NETWORKS["last state only"], PadSide.AFTER)
    found = keras_loss(bundle, batch)
    deeds = {step.layer: (step.deed, step.mask is None) for step in found.steps}
    assert deeds["bidirectional0"] == (Deed.DROPS, True)
    assert deeds["loss"] == (Deed.LACKS, True)
    assert Rule.MASK not in {reduced.rule for reduced in found.reduced}


@pytest.mark.parametrize("pad", PadSide, ids=str)
def test_rows_start_from_the_state_that_is_carried(
    make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...], pad: PadSide
) -> None:
    start = np.random.default_rng(2).normal(0, 0.5, (1, 2, 6, 4)).astype(np.float32)
    bundle, batch = _case(make_bundle, small_corpus, SMALL, pad)
    found, traced = keras_loss(bundle, batch, start), trace(bundle, batch, state=start)
    np.testing.assert_allclose(found.scores[batch.mask], traced.scores[batch.mask], atol=1e-4)


def test_where_keras_comes_to_other_scores_it_is_said(
    make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...]
) -> None:
    # Keras leaves what was read backward turned round with its padding; the network of training turns tokens alone.
    network = msgspec.structs.replace(SMALL, realign=False)
    bundle, batch = _case(make_bundle, small_corpus, network, PadSide.AFTER)
    found, traced = keras_loss(bundle, batch), trace(bundle, batch)
    assert found.apart == pytest.approx(float(np.abs(found.scores - traced.scores)[batch.mask].max()))
    assert found.apart > 1e-3
