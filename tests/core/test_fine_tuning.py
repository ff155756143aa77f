"""Growing changes no tag; going on from a model learns what was corrected and keeps the rest."""

from collections.abc import Callable
from dataclasses import replace

import msgspec
import numpy as np
import pytest

from core import fine_tuning
from core.bundle import Bundle, from_bytes, to_bytes
from core.config import Config, EncodingConfig, Output, preset
from core.control import RunControl
from core.corpus import Layer, Sentence
from core.fine_tuning import grown, plan
from core.generators import take
from core.runs import RunEnd
from core.tagging import Tagger, evaluate
from core.training import train

MakeBundle = Callable[..., Bundle]
FRESH = (
    Sentence(("Zara", "left", "Quay", "for", "Zara"), {"ner": ("B-PER", "O", "B-SHIP", "O", "B-PER")}, id=101),
    Sentence(("rain", "fell"), {"ner": ("O", None)}, id=102),
)


@pytest.mark.parametrize("name", ["tiny", "one-hot", "question-2016"])
def test_growing_changes_no_tag(make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...], name: str) -> None:
    bundle = make_bundle(preset(name))
    bigger, growth = grown(bundle, FRESH)
    assert growth.labels == ("B-SHIP",)
    sentences = [sentence.tokens for sentence in (*small_corpus[:6], *FRESH)]
    for before, after in zip(Tagger(bundle).tag(sentences), Tagger(bigger).tag(sentences), strict=True):
        assert before.tags == after.tags
        assert after.labels == (*before.labels, "B-SHIP")
        if name != "question-2016":
            assert after.scores[:, :-1] == pytest.approx(before.scores, abs=1e-5)
            assert after.scores[:, -1] == pytest.approx(before.scores[:, 1:].mean(axis=1), abs=1e-5)


def test_a_label_that_follows_others_in_a_crf_is_given_room_too(
    make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...]
) -> None:
    network = msgspec.structs.replace(preset("tiny").network, output=Output.CRF)
    bundle = make_bundle(Config(network=network))
    random = np.random.default_rng(2)
    drawn = random.normal(0.0, 2.0, bundle.weights["crf/transitions"].shape).astype(np.float32)
    bundle = replace(bundle, weights={**bundle.weights, "crf/transitions": drawn})
    bigger, growth = grown(bundle, FRESH)
    assert growth.labels == ("B-SHIP",)
    sentences = [sentence.tokens for sentence in (*small_corpus[:20], *FRESH)]
    found = [[tagged.tags for tagged in Tagger(each).tag(sentences)] for each in (bundle, bigger)]
    assert found[0] == found[1]
    layer, config = bundle.layer, msgspec.structs.replace(bundle.config, training=preset("tiny").training)
    further = _trained(FRESH, layer, config, bigger)
    assert further.vocab.labels == bigger.vocab.labels


def test_words_get_rows_of_their_own(make_bundle: MakeBundle) -> None:
    bundle = make_bundle(preset("tiny"))
    bigger, growth = grown(bundle, FRESH)
    assert growth.words == ("zara", "fell", "quay")
    assert growth.n_unknown == 0
    rows = [bigger.vocab.word_row(word) for word in ("Zara", "fell", "Quay")]
    assert rows == [len(bundle.vocab.words) + index for index in range(3)]
    for row in rows:
        assert np.array_equal(bigger.weights["word/embedding"][row], bundle.weights["word/embedding"][1])
    assert from_bytes(to_bytes(bigger)) == bigger


def test_words_seen_too_seldom_stay_unknown(make_bundle: MakeBundle) -> None:
    config = Config(network=preset("tiny").network, encoding=EncodingConfig(min_count=2))
    _, growth = grown(make_bundle(config), FRESH)
    assert growth.words == ("zara",)
    assert growth.n_unknown == 2


def test_only_embedded_words_can_be_given_room(make_bundle: MakeBundle) -> None:
    bigger, growth = grown(make_bundle(preset("one-hot")), FRESH)
    assert (growth.words, growth.n_unknown) == ((), 3)
    assert from_bytes(to_bytes(bigger)) == bigger


def test_nothing_new_is_no_growth(make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...]) -> None:
    bundle = make_bundle(preset("tiny"))
    bigger, growth = grown(bundle, small_corpus)
    assert bigger == bundle
    assert (growth.words, growth.labels, growth.n_unknown) == ((), (), 0)


def test_new_sentences_stand_among_old_ones(
    make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fine_tuning, "LEAST_OLD", 1)
    old = [replace(sentence, id=number) for number, sentence in enumerate(small_corpus, 100)]
    found = plan(make_bundle(preset("tiny")), "ner", FRESH, old, seed=3)
    assert found.n_new == 2
    assert [sentence.id for sentence in found.sentences].count(101) == fine_tuning.REPEATS
    rehearsed = [sentence for sentence in found.sentences if sentence not in FRESH]
    assert len(rehearsed) == fine_tuning.OLD_FOR_NEW * 2
    assert not {sentence.id for sentence in rehearsed} & {101, 102}
    assert plan(make_bundle(preset("tiny")), "ner", FRESH, old, seed=3).sentences == found.sentences
    assert found.config.network == preset("tiny").network
    assert found.config.training.learning_rate == pytest.approx(0.3 * preset("tiny").training.learning_rate)


@pytest.mark.parametrize("n_new", [1, 30, 300])
def test_no_more_is_shown_than_takes_seconds(
    make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...], monkeypatch: pytest.MonkeyPatch, n_new: int
) -> None:
    monkeypatch.setattr(fine_tuning, "MOST_SHOWN", 120)
    monkeypatch.setattr(fine_tuning, "LEAST_OLD", 20)
    bundle = make_bundle(preset("tiny"))
    new = [replace(FRESH[0], id=number) for number in range(1, n_new + 1)]
    old = [replace(small_corpus[number % 36], id=1000 + number) for number in range(400)]
    found = plan(bundle, "ner", new, old)
    shown = len(found.sentences) * found.config.training.epochs
    assert 60 <= shown <= 120
    used = {sentence.id for sentence in found.sentences} & {sentence.id for sentence in new}
    assert found.n_new == len(used) == min(n_new, 60)
    n_old = sum(sentence.id >= 1000 for sentence in found.sentences)
    assert n_old == max(20, found.n_new)


def test_another_annotator_s_layer_is_learnt_as_the_model_s(make_bundle: MakeBundle) -> None:
    theirs = [replace(sentence, tags={"ner Mira": sentence.layer_tags("ner")}) for sentence in FRESH]
    found = plan(make_bundle(preset("tiny")), "ner Mira", theirs, [])
    assert found.sentences[0].layer_tags("ner") == FRESH[0].layer_tags("ner")
    assert found.growth.labels == ("B-SHIP",)


def _trained(sentences: tuple[Sentence, ...], layer: Layer, config: Config, start: Bundle | None = None) -> Bundle:
    (end,) = [
        event
        for event in train(sentences, (), layer, config=config, control=RunControl(), start=start)
        if isinstance(event, RunEnd)
    ]
    return end.bundle


def test_what_was_corrected_is_learnt_and_the_rest_is_kept() -> None:
    corpus = take("token", 150, seed=3)
    layer, tiny = corpus.layers[0], preset("tiny")
    config = msgspec.structs.replace(tiny, training=msgspec.structs.replace(tiny.training, epochs=8, patience=0))
    old, held_out = corpus.sentences[:110], corpus.sentences[110:]
    bundle = _trained(old, layer, config)
    known = held_out[0]
    tokens = ("Quorl", *known.tokens, "Quorl")
    new = Sentence(tokens, {layer.name: ("NEW", *known.layer_tags(layer.name), "NEW")}, id=1)
    found = plan(bundle, layer.name, [new], old)
    assert found.growth.labels == ("NEW",)
    assert Tagger(found.start).tag([tokens])[0].tags == Tagger(bundle).tag([tokens])[0].tags
    further = _trained(found.sentences, layer, found.config, found.start)
    assert Tagger(further).tag([tokens])[0].tags == new.layer_tags(layer.name)
    before, after = (evaluate(model, held_out).report.accuracy for model in (bundle, further))
    assert before > 0.9
    assert after > before - 0.05
