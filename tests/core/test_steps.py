"""The two graphs of a run: traced once, state carried, nothing learnt from what is no number."""

import msgspec
import numpy as np
import tensorflow as tf

from core.batches import EncodedCorpus
from core.config import Config, Directions, EncodingConfig, NetworkConfig, Order, Sampling
from core.corpus import Sentence
from core.encoding import Batch
from core.model import Network, build
from core.steps import Guesser, Learner
from core.vocab import build_vocab

SMALL = NetworkConfig(word_size=6, affix_length=1, affix_size=3, shape_size=2, units=5, dropout=0.0, word_dropout=0.0)
TEXT = "an owl hoots while the moon climbs over hills and nobody hears it but me"


def _sentence(length: int, *, document: str = "") -> Sentence:
    words = tuple(TEXT.split(" ")[:length])
    return Sentence(words, {"size": tuple("long" if len(word) > 3 else "short" for word in words)}, document=document)


def _start(config: Config, sentences: list[Sentence]) -> tuple[Network, list[Batch]]:
    vocab = build_vocab(sentences, "size", config)
    data = EncodedCorpus.build(sentences, "size", vocab)
    return build(config, vocab.sizes), list(data.batches(config, seed=1, epoch=1))


def test_one_trace_serves_every_shape() -> None:
    config = Config(network=SMALL, encoding=EncodingConfig(batch_size=3))
    network, batches = _start(config, [_sentence(length) for length in range(1, 14)])
    assert len({batch.mask.shape for batch in batches}) > 3
    learner, guesser = Learner(network), Guesser(network)
    learner.trace()
    for step, batch in enumerate(batches, start=1):
        learner.learn(batch, rate=0.01, step=step)
        guesser.guess(batch)
    assert learner.n_traces == 1
    assert guesser.n_traces == 1


def test_learning_lowers_the_loss_and_says_the_true_one() -> None:
    config = Config(network=SMALL)
    network, (batch,) = _start(config, [_sentence(length) for length in range(1, 14)])
    learner, guesser = Learner(network), Guesser(network)
    before = guesser.guess(batch)
    first = learner.learn(batch, rate=0.02, step=1)
    np.testing.assert_allclose(first.loss, before.loss / before.n_tokens, rtol=1e-5)
    assert before.n_tokens == batch.n_tokens
    np.testing.assert_allclose(before.losses.sum(), before.loss, rtol=1e-5)
    assert not before.losses[~batch.mask].any()
    assert first.gradient_norm > 0
    for step in range(2, 60):
        last = learner.learn(batch, rate=0.02, step=step)
    assert last.loss < 0.1 * first.loss
    right = guesser.guess(batch).labels == batch.tags
    assert np.all(right[batch.mask])


def test_a_gradient_that_is_no_number_changes_nothing() -> None:
    network, (batch,) = _start(Config(network=SMALL), [_sentence(5)])
    network.variables["scores/kernel"].assign(tf.fill(network.variables["scores/kernel"].shape, np.inf))
    before = network.get_weights()
    assert not np.isfinite(Learner(network).learn(batch, rate=0.1, step=1).loss)
    for name, weight in network.get_weights().items():
        np.testing.assert_array_equal(weight, before[name])


def test_a_batch_without_labels_changes_nothing() -> None:
    network, (batch,) = _start(Config(network=SMALL), [_sentence(5), _sentence(9)])
    learner = Learner(network)
    learner.learn(batch, rate=0.1, step=1)
    before = network.get_weights()
    batch.weights[:] = 0.0
    assert learner.learn(batch, rate=0.1, step=2).loss == 0.0
    for name, weight in network.get_weights().items():
        np.testing.assert_array_equal(weight, before[name])


STRIPS = Config(
    network=msgspec.structs.replace(SMALL, directions=Directions.FORWARD),
    encoding=EncodingConfig(sampling=Sampling.STATEFUL, window=3, stride=3, batch_size=2, order=Order.AS_IS),
)


def _guess_losses(network: Network, batches: list[Batch]) -> float:
    guesser = Guesser(network)
    return sum(guesser.guess(batch).loss for batch in batches)


def test_strips_carry_their_state_and_reset_it_at_documents() -> None:
    texts = [[_sentence(14, document=name)] for name in ("first", "second")]
    network, batches = _start(STRIPS, texts[0] + texts[1])
    assert len(batches) > 2
    whole = msgspec.structs.replace(STRIPS, encoding=EncodingConfig())
    data = EncodedCorpus.build(texts[0] + texts[1], "size", build_vocab(texts[0] + texts[1], "size", whole))
    straight = build(whole, network.sizes, weights=network.get_weights())
    wanted = _guess_losses(straight, list(data.batches(whole, training=False)))
    np.testing.assert_allclose(_guess_losses(network, batches), wanted, rtol=1e-5)
    for batch in batches:
        batch.carry[:] = False
    assert abs(_guess_losses(network, batches) - wanted) > 1e-3


def test_learner_carries_state_too() -> None:
    network, batches = _start(STRIPS, [_sentence(14, document=name) for name in ("first", "second")])
    learner, guesser = Learner(network), Guesser(network)
    for batch in batches:
        guessed = guesser.guess(batch)
        learnt = learner.learn(batch, rate=0.0, step=1)
        np.testing.assert_allclose(learnt.loss, guessed.loss / guessed.n_tokens, rtol=1e-5)
    learner.start_epoch()
    again = learner.learn(batches[0], rate=0.0, step=1)
    guesser.start()
    first = guesser.guess(batches[0])
    np.testing.assert_allclose(again.loss, first.loss / first.n_tokens, rtol=1e-5)
