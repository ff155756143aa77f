"""A short trial of learning rates: a fresh network, a few hundred steps, each with a larger rate than the last.

A generator as `core.training` is one. Nothing that is learnt is kept.
"""

from collections.abc import Iterator, Sequence

from core.batches import EncodedCorpus
from core.class_weights import label_weights
from core.config import Config
from core.control import RunControl
from core.corpus import Layer, Sentence
from core.errors import nothing_labelled
from core.first_weights import first_weights
from core.model import build, prepare
from core.rate_range import N_STEPS, RatePoint, is_hopeless, rate_at
from core.steps import Learner
from core.vocab import build_vocab


def try_rates(
    sentences: Sequence[Sentence], layer: Layer, *, config: Config, control: RunControl, n_steps: int = N_STEPS
) -> Iterator[RatePoint]:
    """Yield a point a step until the rates are at an end or the loss is beyond hope.

    Args:
        sentences: To learn from; read again from the beginning where they give fewer steps.
        layer: What is to be learnt.
        config: All options but the learning rate and its schedule.
        control: Asked between any two steps.
        n_steps: Rates to try.

    Raises:
        TrainingError: There is nothing to learn from.
    """
    if not any(one.has_label(layer.name) for one in sentences):
        raise nothing_labelled(layer.name)
    vocab = build_vocab(sentences, layer.name, config)
    data = EncodedCorpus.build(sentences, layer.name, vocab)
    prepare()
    network = build(config, vocab.sizes, weights=first_weights(config, vocab, layer, sentences))
    learner = Learner(network, label_weights(data.tokens.tags, len(vocab.labels), config.training.class_weights))
    losses: list[float] = []
    epoch = 0
    while len(losses) < n_steps and not is_hopeless(losses):
        epoch += 1
        learner.start_epoch()
        for batch in data.batches(config, seed=config.training.seed, epoch=epoch):
            if not control.checkpoint():
                return
            rate = rate_at(len(losses), n_steps)
            losses.append(learner.learn(batch, rate=rate, step=len(losses) + 1).loss)
            yield RatePoint(rate, losses[-1])
            if len(losses) == n_steps or is_hopeless(losses):
                return
