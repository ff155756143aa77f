"""A network in training is judged on dev as its model is judged afterwards."""

import numpy as np
import pytest

from core.bundle import Bundle, BundleInfo
from core.config import preset
from core.control import RunControl
from core.first_weights import first_weights
from core.generators import take
from core.judging import Judge
from core.model import build, prepare
from core.tagging import evaluate
from core.vocab import build_vocab


def test_the_scores_are_those_of_the_model_and_the_loss_is_that_of_its_sentences() -> None:
    corpus = take("token", 40, seed=3)
    layer, sentences, config = corpus.layers[0], list(corpus.sentences), preset("tiny")
    vocab = build_vocab(sentences, layer.name, config)
    weights = first_weights(config, vocab, layer, sentences)
    prepare()
    network = build(config, vocab.sizes, weights=weights)
    judge = Judge(sentences, layer, vocab, config)
    judgement = judge.judge(network, RunControl())
    assert judgement is not None
    wanted = evaluate(
        Bundle(config, layer, vocab, weights, BundleInfo(trained_at="", epochs=0, dev_score=None, seed=1)), sentences
    ).report
    assert judgement.report == wanted
    assert judgement.score == wanted.accuracy
    lengths = [len(sentence) for sentence in sentences]
    assert np.average(judgement.losses.losses, weights=lengths) == pytest.approx(judgement.loss, rel=1e-5)


def test_a_stopped_run_is_not_judged() -> None:
    corpus = take("token", 5, seed=3)
    layer, sentences, config = corpus.layers[0], list(corpus.sentences), preset("tiny")
    vocab = build_vocab(sentences, layer.name, config)
    prepare()
    network = build(config, vocab.sizes, weights=first_weights(config, vocab, layer, sentences))
    control = RunControl()
    control.stop()
    assert Judge(sentences, layer, vocab, config).judge(network, control) is None
