"""How many tokens a second training learns from on this machine, measured by training for a few seconds.

A generator as `core.training` is one, over the same batches, the same graph and the same optimiser.
Nothing that is learnt is kept.
"""

from collections.abc import Generator
from contextlib import closing
from itertools import cycle
from time import perf_counter

import numpy as np

from core.batches import FIRST_EPOCH, EncodedCorpus
from core.bundle import Bundle
from core.class_weights import label_weights
from core.config import Config
from core.control import RunControl
from core.errors import nothing_labelled
from core.model import build, prepare
from core.optimisers import Average
from core.pace import SECONDS, Pace
from core.steps import Learner

# Steps that are made before the clock runs: the first ones find memory and plan their products.
UNCOUNTED_STEPS = 3


def measure_pace(
    network: Bundle, corpus: EncodedCorpus, config: Config, *, control: RunControl, seconds: float = SECONDS
) -> Generator[float, None, Pace | None]:
    """Train on batches drawn at random from the first epoch; yield the share of the time that has passed.

    What counts is the time in which the next batch is waited for and learnt from, as in a run, where
    each batch is made while the one before is learnt from.

    Args:
        network: The weights to begin with.
        corpus: Looked up with the network's vocabulary.
        config: All options of the run, its network that of `network`.
        control: Asked between any two steps.
        seconds: How long, at least one step.

    Returns:
        What was measured; None where it was stopped before a step counted.

    Raises:
        TrainingError: There is nothing to learn from.
    """
    if not corpus.tokens.tags.any():
        raise nothing_labelled(network.layer.name)
    prepare()
    built = build(config, network.vocab.sizes, weights=network.weights)
    weights = label_weights(corpus.tokens.tags, len(network.vocab.labels), config.training.class_weights)
    learner = Learner(built, weights)
    learner.trace()
    average = Average(built.variables, config.training.average) if config.training.average else None
    plan = corpus.plan(config.encoding, seed=config.training.seed, epoch=FIRST_EPOCH)
    order = cycle(np.random.default_rng(config.training.seed).permutation(plan.n_batches).tolist())
    pace = Pace()
    step = 0
    with closing(corpus.prepared(plan, config.encoding, order)) as batches:
        while pace.seconds < seconds and control.checkpoint():
            step += 1
            began = perf_counter()
            batch = next(batches)
            learner.learn(batch, rate=config.training.learning_rate, step=step)
            if average:
                average.add(step)
            if step > UNCOUNTED_STEPS:
                pace = pace.after(batch, perf_counter() - began)
            yield min(pace.seconds / seconds, 1.0)
    return pace if pace.n_batches else None
