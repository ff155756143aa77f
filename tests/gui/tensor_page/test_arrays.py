"""Every array on the page is the one that training is fed, or that Keras computes, whatever the options."""

from itertools import product

import msgspec
import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from core import model
from core.batches import FIRST_EPOCH, batches
from core.config import PRESETS, Config, CutSide, Order, PadSide, Sampling
from core.corpus import Sentence
from core.generators import take
from core.inspection import inspect, prepare
from gui.jobs import Jobs
from gui.tensor_page.subject import Subject
from gui.tensor_page.values import ValuesView

CORPUS = take("names", 14, seed=4)
LAYER = next(layer for layer in CORPUS.layers if layer.name == "ner")
SENTENCES: tuple[Sentence, ...] = CORPUS.sentences


def options(name: str, layers: int) -> Config:
    """Return a preset, small enough to be quick, with two batches or more and something to be cut."""
    config = PRESETS[name]
    network = msgspec.structs.replace(
        config.network,
        layers=layers,
        units=4,
        word_size=5,
        affix_length=min(1, config.network.affix_length),
        one_hot_words=20,
    )
    encoding = msgspec.structs.replace(config.encoding, batch_size=5, window=6, stride=4, max_length=7)
    return msgspec.structs.replace(config, network=network, encoding=encoding)


@pytest.mark.parametrize("layers", [1, 2])
@pytest.mark.parametrize("name", PRESETS)
def test_every_array_is_the_one_that_training_uses(qtbot: QtBot, jobs: Jobs, name: str, layers: int) -> None:
    config = options(name, layers)
    material = prepare(SENTENCES, LAYER, config)
    network = model.build(config, material.network.vocab.sizes, weights=material.network.weights, use_keras=True)
    subject = Subject(jobs)
    view = ValuesView(subject, jobs)
    qtbot.addWidget(view)
    view.show()
    for number, (pad, cut, order) in enumerate(product(PadSide, CutSide, Order)):
        encoding = msgspec.structs.replace(config.encoding, pad=pad, cut=cut, order=order)
        changed = msgspec.structs.replace(config, encoding=encoding)
        fed = list(batches(SENTENCES, LAYER.name, material.network.vocab, changed, epoch=FIRST_EPOCH))
        index = number % len(fed)
        batch = fed[index]
        subject.show(material, inspect(material, changed, index=index, epoch=FIRST_EPOCH))
        for card, expected in (("ids", batch.features.words), ("mask", batch.mask), ("sentences", batch.tags)):
            view.show_card(card)
            np.testing.assert_array_equal(view.arrays()[card], expected)
        inspection = subject.inspection
        assert inspection is not None
        np.testing.assert_array_equal(inspection.batch.weights, batch.weights)
        np.testing.assert_array_equal(inspection.batch.lengths, batch.lengths)
        if number % 5 or encoding.sampling is Sampling.STATEFUL:  # what strips start from: tests/core/test_strips.py
            continue
        scores = network(batch.inputs(config.network)).numpy()
        for row in (0, len(batch.rows) - 1):
            subject.cursor.move(row, 0)
            view.show_card("scores")
            np.testing.assert_allclose(view.arrays()["scores"], scores[row], atol=1e-4)
            view.show_card("embedded")
            assert view.arrays()["embedded"].shape[0] == batch.mask.shape[1]
            assert not view.arrays()["embedded"][~batch.mask[row]].any()
