"""A trial on a handful of sentences: rates rise, the loss is the network's, and it can be stopped."""

import math

import msgspec
import pytest

from core.config import ClassWeights, preset
from core.control import RunControl
from core.corpus import Layer, Sentence
from core.errors import TrainingError
from core.rate_finder import try_rates
from core.rate_range import rate_at

LAYER = Layer("size")
WORDS = [
    "the",
    "fox",
    "ran",
    "over",
    "grey",
    "hills",
    "as",
    "rain",
    "fell",
    "on",
    "old",
    "stones",
    "near",
    "a",
    "cold",
    "brook",
]
SENTENCES = [
    Sentence(tuple(words), {"size": tuple("long" if len(word) > 3 else "short" for word in words)})
    for words in (WORDS[i : i + 4] for i in range(12))
]
TINY = msgspec.structs.replace(preset("tiny"), network=msgspec.structs.replace(preset("tiny").network, dropout=0.0))


def test_rates_rise_and_a_fresh_network_learns_on_the_way() -> None:
    points = list(try_rates(SENTENCES, LAYER, config=TINY, control=RunControl(), n_steps=60))
    assert [point.rate for point in points] == pytest.approx([rate_at(step, 60) for step in range(len(points))])
    assert points[0].loss == pytest.approx(math.log(3), abs=0.3)
    assert min(point.loss for point in points) < 0.5 * points[0].loss
    again = list(try_rates(SENTENCES, LAYER, config=TINY, control=RunControl(), n_steps=60))
    assert [point.loss for point in again] == pytest.approx([point.loss for point in points], rel=1e-4)


def test_a_stopped_trial_ends() -> None:
    control, seen = RunControl(), []
    for point in try_rates(SENTENCES, LAYER, config=TINY, control=control):
        seen.append(point)
        if len(seen) == 3:
            control.stop()
    assert len(seen) == 3


def test_nothing_to_learn_from() -> None:
    with pytest.raises(TrainingError, match="no sentence"):
        list(try_rates([Sentence(("rain",))], LAYER, config=TINY, control=RunControl()))


def test_labels_weigh_as_in_the_run_that_follows() -> None:
    training = msgspec.structs.replace(TINY.training, class_weights=ClassWeights.BALANCED)
    uneven = [Sentence(("a", "b", "c", "stones"), {"size": ("short", "short", "short", "long")})] * 4
    losses = [
        next(try_rates(uneven, LAYER, config=config, control=RunControl())).loss
        for config in (TINY, msgspec.structs.replace(TINY, training=training))
    ]
    assert losses[0] != pytest.approx(losses[1], rel=1e-4)
