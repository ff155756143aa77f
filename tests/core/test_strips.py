"""Strips: every row starts from what TensorFlow would carry to it."""

import itertools
from collections.abc import Callable

import msgspec
import numpy as np
import pytest

from core import model
from core.config import Config, Directions, EncodingConfig, NetworkConfig, Order, PadSide, Sampling
from core.corpus import Layer, Sentence
from core.inspection import inspect, prepare, trace_row
from core.strips import CarriedStates

NETWORK = NetworkConfig(word_size=5, affix_length=1, affix_size=2, shape_size=2, char_filters=0, units=4)
ENCODING = EncodingConfig(sampling=Sampling.STATEFUL, window=5, stride=5, batch_size=3, order=Order.AS_IS)
LAYER = Layer("ner")


@pytest.mark.parametrize("pad", PadSide, ids=str)
@pytest.mark.parametrize("directions", [Directions.BOTH, Directions.FORWARD], ids=str)
@pytest.mark.parametrize("layers", [1, 2])
def test_rows_start_from_what_training_carries(
    small_corpus: tuple[Sentence, ...], layers: int, directions: Directions, pad: PadSide
) -> None:
    network = msgspec.structs.replace(NETWORK, layers=layers, directions=directions)
    config = Config(network=network, encoding=msgspec.structs.replace(ENCODING, pad=pad))
    material = prepare(small_corpus, LAYER, config)
    built = model.build(config, material.network.vocab.sizes, weights=material.network.weights)
    first = inspect(material, config)
    count = first.plan.n_batches
    state, due = built.start_state(3).numpy(), []
    carried = 0
    for index in range(count):
        batch = inspect(material, config, index=index, like=first).batch
        state = np.where(batch.carry[:, None], state, 0.0)
        carried += int(batch.carry.sum())
        reading = built.read(batch.inputs(network), state=state)
        due.append((state, reading.scores.numpy()))
        state = reading.state.numpy()
    assert carried > 3
    # From the end, so that nothing is known yet; then once more, from what is known by now.
    for index in [*range(count - 1, -1, -1), *range(count)]:
        inspection = inspect(material, config, index=index, like=first)
        starts = inspection.states.before_rows(index)
        np.testing.assert_allclose(0.0 if starts is None else starts, due[index][0], atol=1e-5)
        for row in range(3):
            start = inspection.states.before(index, row)
            expected, scores = due[index][0][:, :, row], due[index][1][row]
            np.testing.assert_allclose(0.0 if start is None else start[:, :, 0], expected, atol=1e-5)
            np.testing.assert_allclose(trace_row(material, inspection, row).scores[0], scores, atol=1e-5)


def test_windows_of_a_strip_meet_at_their_borders(small_corpus: tuple[Sentence, ...]) -> None:
    config = Config(network=NETWORK, encoding=ENCODING)
    material = prepare(small_corpus, LAYER, config)
    inspection = inspect(material, config)
    for row in range(3):
        windows = list(inspection.states.windows(row, 0, inspection.plan.n_batches))
        assert {window.is_carried for window in windows} == {True, False}
        for before, after in itertools.pairwise(windows):
            expected = before.end if after.is_carried else np.zeros((1, 2))
            np.testing.assert_array_equal(after.start, expected)
            assert after.end.min() > 0
        assert sum(window.batch.n_tokens for window in windows) == int(inspection.plan.rows.lengths[row::3].sum())


def test_nothing_is_carried_backward(small_corpus: tuple[Sentence, ...]) -> None:
    network = msgspec.structs.replace(NETWORK, directions=Directions.BACKWARD)
    config = Config(network=network, encoding=ENCODING)
    material = prepare(small_corpus, LAYER, config)
    plan = inspect(material, config).plan
    states: Callable[[int, int], object] = CarriedStates(material.network, material.encoded, plan, ENCODING).before
    assert {states(index, 0) for index in range(plan.n_batches)} == {None}
