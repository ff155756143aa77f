"""A network that has learnt what decides a label is moved by exactly that token."""

import numpy as np
import pytest

from core.batches import EncodedCorpus
from core.config import Config, EncodingConfig, NetworkConfig, TrainingConfig
from core.generators import TASKS, take
from core.influence import Method, by_distance, influence, reach_of
from core.runs import EpochEnd, RunControl, RunEnd
from core.trace import trace
from core.training import train


@pytest.mark.slow
@pytest.mark.parametrize(("task", "offset"), [("after", 1), ("before", -1), ("token", 0)])
def test_the_deciding_token_lights(task: str, offset: int) -> None:
    learnt, fresh = take(task, 900, seed=1), take(task, 40, seed=2)
    config = Config(
        network=NetworkConfig(word_size=12, affix_length=0, shape_size=0, units=24, dropout=0.0, word_dropout=0.0),
        encoding=EncodingConfig(batch_size=16),
        training=TrainingConfig(epochs=6, learning_rate=0.01, patience=0),
    )
    bundle, accuracy = None, 0.0
    for event in train(learnt.sentences, fresh.sentences, TASKS[task].layer, config=config, control=RunControl()):
        if isinstance(event, EpochEnd) and event.dev is not None:
            accuracy = event.dev.accuracy
        if isinstance(event, RunEnd):
            bundle = event.bundle
    assert accuracy > 0.99
    assert bundle is not None
    corpus = EncodedCorpus.build(fresh.sentences, TASKS[task].layer.name, bundle.vocab)
    for method in Method:
        matrices = []
        for batch in corpus.batches(Config(encoding=EncodingConfig(batch_size=1)), training=False):
            matrices.append(influence(bundle, batch, trace(bundle, batch), method=method).values)
        found = by_distance(matrices, reach=reach_of([len(matrix) for matrix in matrices], 8))
        assert found.offsets[found.sizes.argmax()] == offset, (method, found.sizes)
        if method is Method.GRADIENT:
            # A slope is small where the network is sure; only what happens without the token tells which one it was.
            continue
        assert found.sizes.max() > 3 * np.sort(found.sizes)[-2]
        lit = [
            np.abs(matrix[row]).argmax() == row + offset
            for matrix in matrices
            for row in range(len(matrix))
            if 0 <= row + offset < len(matrix)
        ]
        assert np.mean(lit) > 0.99
