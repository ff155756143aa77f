"""Transitions that the scheme forbids and nobody shows begin forbidden, and stay so."""

import msgspec
import numpy as np

from core.config import PRESETS, Config, Output
from core.corpus import Layer, Scheme, Sentence
from core.first_weights import FORBIDDEN, first_weights
from core.vocab import build_vocab
from core.weights import initial_weights

TINY = PRESETS["tiny"]
CHAINED: Config = msgspec.structs.replace(TINY, network=msgspec.structs.replace(TINY.network, output=Output.CRF))
LAYER = Layer("ner", Scheme.IOB2)
SENTENCES = (
    Sentence(("Mara", "Holt", "rows"), {"ner": ("B-PER", "I-PER", "O")}),
    Sentence(("to", "Old", "Elm"), {"ner": ("O", "I-LOC", None)}),
)


def test_what_the_scheme_forbids_is_forbidden_unless_a_sentence_shows_it() -> None:
    vocab = build_vocab(SENTENCES, "ner", CHAINED)
    table = first_weights(CHAINED, vocab, LAYER, SENTENCES)["crf/transitions"]
    row = {label: number for number, label in enumerate(vocab.labels[1:])}
    start = len(row)
    assert set(np.unique(table).tolist()) == {0.0, FORBIDDEN}
    assert table[row["B-PER"], row["I-PER"]] == 0.0
    assert table[row["B-PER"], row["I-LOC"]] == FORBIDDEN
    assert table[start, row["I-PER"]] == FORBIDDEN
    assert table[row["O"], row["I-LOC"]] == 0.0, "a sentence shows it"
    assert table[row["O"], row["I-PER"]] == FORBIDDEN


def test_without_a_chain_the_weights_are_those_drawn() -> None:
    vocab = build_vocab(SENTENCES, "ner", TINY)
    drawn = initial_weights(TINY.network, vocab.sizes, seed=TINY.training.seed)
    found = first_weights(TINY, vocab, LAYER, SENTENCES)
    assert found.keys() == drawn.keys()
    assert all((found[name] == drawn[name]).all() for name in drawn)
