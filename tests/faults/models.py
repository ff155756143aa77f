"""A small model file, to be damaged or saved where there is no room."""

from pathlib import Path
from random import Random

from core import bundle
from core.config import preset
from core.corpus import Layer, Scheme
from core.vocab import build_vocab
from core.weights import initial_weights
from tests.faults.actions import sentences


def small_model(path: Path) -> Path:
    """Write a network that has learnt nothing, but tags."""
    config = preset("tiny")
    vocab = build_vocab(sentences(Random(1), 30), "ner", config)
    weights = initial_weights(config.network, vocab.sizes, seed=1)
    bundle.save(bundle.Bundle(config, Layer("ner", Scheme.IOB2), vocab, weights), path)
    return path
