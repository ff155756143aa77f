"""Paces add up what counted, and circumstances differ where a pace would."""

import msgspec
import pytest

from core.batches import EncodedCorpus, batches
from core.config import Config, TrainingConfig
from core.corpus import Sentence
from core.pace import Circumstances, Pace
from core.vocab import build_vocab

SENTENCES = [Sentence(("elm", "oak", "ash"), {"kind": ("N", None, "N")}), Sentence(("fir",), {"kind": ("N",)})]


def circumstances(sentences: list[Sentence], config: Config, layer: str = "kind") -> Circumstances:
    corpus = EncodedCorpus.build(sentences, "kind", build_vocab(sentences, "kind", config))
    return Circumstances.of(corpus, layer, config)


def test_only_what_counts_in_the_loss_is_counted() -> None:
    config = Config()
    batch = next(batches(SENTENCES, "kind", build_vocab(SENTENCES, "kind", config), config))
    pace = Pace().after(batch, 0.5).after(batch, 1.0)
    assert pace == Pace(2, 6, 1.5)
    assert pace.tokens_per_second == pytest.approx(4.0)


def test_circumstances_are_options_layer_and_sentences() -> None:
    config = Config()
    known = circumstances(SENTENCES, config)
    assert known == circumstances(list(SENTENCES), config)
    assert (known.n_sentences, known.n_tokens, known.n_labelled) == (2, 4, 3)
    others = (
        circumstances(SENTENCES[:1], config),
        circumstances([SENTENCES[0], Sentence(("fir",), {"kind": (None,)})], config),
        circumstances(SENTENCES, msgspec.structs.replace(config, training=TrainingConfig(seed=9))),
        circumstances(SENTENCES, config, layer="else"),
    )
    assert known not in others
