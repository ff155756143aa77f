"""Tagging: the right tag at the right token, whatever shares its batch, strip or stream."""

import dataclasses
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from core import tagging
from core.batches import EncodedCorpus
from core.bundle import Bundle
from core.config import PRESETS, Config, EncodingConfig, NetworkConfig, Output, PadSide, Sampling
from core.corpus import Layer, Scheme, Sentence
from core.rows import plan_rows
from core.schemes import problems
from core.tagging import Tagger, evaluate
from core.trace import trace, trace_sentence
from core.viterbi import k_best_paths
from core.vocab import build_vocab
from core.weights import initial_weights

MakeBundle = Callable[..., Bundle]
SMALL = NetworkConfig(word_size=6, affix_length=2, affix_size=3, shape_size=2, units=8)
ROOT = Path(__file__).parents[2]


def _bundle(make_bundle: MakeBundle, encoding: EncodingConfig | None = None, **network: object) -> Bundle:
    return make_bundle(Config(network=msgspec.structs.replace(SMALL, **network), encoding=encoding or EncodingConfig()))


def _with_bias(bundle: Bundle, bias: list[float]) -> Bundle:
    """Return a network whose scores are `bias` at every token."""
    changed = {
        "scores/kernel": np.zeros_like(bundle.weights["scores/kernel"]),
        "scores/bias": np.asarray(bias, np.float32),
    }
    return dataclasses.replace(bundle, weights={**bundle.weights, **changed})


@pytest.mark.parametrize("name", PRESETS)
def test_each_sentence_gets_its_own_scores(
    make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...], name: str
) -> None:
    config = PRESETS[name]
    bundle = make_bundle(
        Config(
            network=msgspec.structs.replace(config.network, units=8),
            encoding=msgspec.structs.replace(config.encoding, lowercase=True, window=64, stride=32),
        )
    )
    tagged = Tagger(bundle).tag([sentence.tokens for sentence in small_corpus])
    assert [one.tokens for one in tagged] == [sentence.tokens for sentence in small_corpus]
    for one in tagged:
        expected = trace_sentence(bundle, one.tokens)
        np.testing.assert_allclose(one.scores, expected.scores[0], atol=1e-4)
        if config.network.output is Output.NUMBER:
            assert not one.has_confidence
            assert one.probabilities.shape == (len(one.tokens), len(bundle.vocab.labels))
            assert not one.probabilities.any()
            continue
        assert one.has_confidence
        assert expected.probabilities is not None
        np.testing.assert_allclose(one.probabilities, expected.probabilities[0], atol=1e-4)
        best = expected.scores[0, :, 1:].argmax(axis=1) + 1
        assert one.tags == tuple(one.labels[label] for label in best)


def test_streamed_tags_are_those_of_single_sentences(
    make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    tagger = Tagger(_bundle(make_bundle))
    expected = [tagger.tag([sentence.tokens])[0].tags for sentence in small_corpus]
    assert list(tagger.tag_sentences(small_corpus)) == expected
    assert list(tagger.tag_sentences(small_corpus, cells=1)) == expected
    monkeypatch.setattr(tagging, "CHUNK_TOKENS", 7)
    monkeypatch.setattr(tagging, "MAX_REMEMBERED", 5)
    assert list(Tagger(tagger.bundle).tag_sentences(small_corpus)) == expected
    assert len(set(expected)) > 5


def test_nothing_and_empty_sentences(make_bundle: MakeBundle) -> None:
    for sampling in (Sampling.SENTENCES, Sampling.STATEFUL):
        tagger = Tagger(_bundle(make_bundle, EncodingConfig(sampling=sampling)))
        assert tagger.tag([]) == []
        assert list(tagger.tag_sentences([])) == []
        empty, full, last = tagger.tag([(), ("Lund",), ()])
        assert empty.tags == last.tags == ()
        assert empty.probabilities.shape == (0, len(tagger.labels))
        assert len(full.tags) == 1


def test_a_stream_is_read_only_as_far_as_needed(
    make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tagging, "CHUNK_TOKENS", 20)
    taken: list[int] = []

    def endless() -> Iterator[Sentence]:
        while True:
            taken.append(1)
            yield small_corpus[0]

    tags = Tagger(_bundle(make_bundle)).tag_sentences(endless())
    for _ in range(3):
        next(tags)
    assert len(taken) <= 5


def test_the_padding_label_is_never_given(make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...]) -> None:
    bundle = _bundle(make_bundle)
    n_labels = len(bundle.vocab.labels)
    bundle = _with_bias(bundle, [50.0, *np.arange(n_labels - 1, dtype=float)])
    tagged = Tagger(bundle).tag([small_corpus[0].tokens])[0]
    assert set(tagged.tags) == {bundle.vocab.labels[-1]}
    # What the network says is shown as it is: nearly all of it goes to padding here.
    assert tagged.probabilities[0, 0] > 0.99


@pytest.mark.parametrize(("number", "label"), [(2.4, 2), (2.6, 3), (1.0, 1), (-7.0, 1), (0.2, 1), (99.0, -1)])
def test_a_number_is_rounded_to_the_nearest_label(make_bundle: MakeBundle, number: float, label: int) -> None:
    bundle = _with_bias(_bundle(make_bundle, output=Output.NUMBER), [number])
    tagged = Tagger(bundle).tag([("Elm", "Lund")])[0]
    assert tagged.tags == (bundle.vocab.labels[label],) * 2
    np.testing.assert_allclose(tagged.scores, [[number]] * 2, rtol=1e-6)


def test_sigmoid_columns_stand_for_themselves(make_bundle: MakeBundle) -> None:
    bundle = _bundle(make_bundle, output=Output.SIGMOID)
    bias = [9.0, 1.0, 2.0] + [0.0] * (len(bundle.vocab.labels) - 3)
    tagged = Tagger(_with_bias(bundle, bias)).tag([("Elm",)])[0]
    np.testing.assert_allclose(tagged.probabilities[0], 1 / (1 + np.exp(-np.asarray(bias))), atol=1e-6)
    assert tagged.tags == (bundle.vocab.labels[2],)


@pytest.mark.parametrize("output", Output, ids=str)
def test_legal_sequences(make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...], output: Output) -> None:
    bundle = make_bundle(Config(network=msgspec.structs.replace(SMALL, output=output)), scale=1.5)
    free = list(Tagger(bundle).tag_sentences(small_corpus))
    legal = list(Tagger(bundle, legal=True).tag_sentences(small_corpus))
    assert any(problems(tags, Scheme.IOB2) for tags in free)
    assert not any(problems(tags, Scheme.IOB2) for tags in legal)
    assert [len(tags) for tags in legal] == [len(sentence) for sentence in small_corpus]
    for one, other in zip(free, legal, strict=True):
        assert one == other or problems(one, Scheme.IOB2)


def test_a_chain_gives_the_best_sequence_and_the_share_of_sequences(
    make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...]
) -> None:
    bundle = _bundle(make_bundle, output=Output.CRF)
    transitions = bundle.weights["crf/transitions"]
    streamed = list(Tagger(bundle).tag_sentences(small_corpus))
    differ = 0
    for one, tags in zip(Tagger(bundle).tag([sentence.tokens for sentence in small_corpus]), streamed, strict=True):
        expected = trace_sentence(bundle, one.tokens)
        (path, _), *_ = k_best_paths(one.scores[:, 1:], transitions, 1)
        assert one.tags == tags == tuple(one.labels[1 + label] for label in path)
        assert expected.probabilities is not None
        np.testing.assert_allclose(one.probabilities, expected.probabilities[0], atol=1e-4)
        np.testing.assert_allclose(one.probabilities.sum(axis=1), 1.0, atol=1e-4)
        differ += tags != tuple(one.labels[1 + label] for label in one.scores[:, 1:].argmax(axis=1))
    assert differ, "transitions must matter somewhere"


STATEFUL = EncodingConfig(sampling=Sampling.STATEFUL, window=4, stride=4, batch_size=3, pad=PadSide.BEFORE)


def _strip_scores(bundle: Bundle, document: list[Sentence]) -> NDArray[np.float32]:
    """Return the scores of a document read in windows, forward state carried by hand, [tokens, L]."""
    network = bundle.config.network
    state = np.zeros((network.layers, 2, 1, network.units), np.float32)
    tokens = [token for sentence in document for token in sentence.tokens]
    scores = []
    for begin in range(0, len(tokens), 4):
        window = Sentence(tuple(tokens[begin : begin + 4]))
        encoded = EncodedCorpus.build([window], "ner", bundle.vocab).tokens
        rows = plan_rows(encoded.lengths, EncodingConfig(), training=False)
        traced = trace(bundle, encoded.batch(rows, len(window), PadSide.AFTER), state=state)
        assert traced.state is not None
        state = traced.state
        scores.append(traced.scores[0])
    return np.concatenate(scores)


@pytest.mark.parametrize("layers", [1, 2])
def test_documents_are_read_as_strips(
    make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...], layers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = _bundle(make_bundle, STATEFUL, layers=layers)
    expected: list[str] = []
    numbers = tagging.document_numbers(sentence.document for sentence in small_corpus)
    for number in range(int(numbers.max()) + 1):
        document = [small_corpus[index] for index in np.flatnonzero(numbers == number)]
        best = _strip_scores(bundle, document)[:, 1:].argmax(axis=1) + 1
        expected.extend(bundle.vocab.labels[label] for label in best)
    tags = list(Tagger(bundle).tag_sentences(small_corpus))
    assert [tag for sentence in tags for tag in sentence] == expected
    monkeypatch.setattr(tagging, "CHUNK_TOKENS", 10)
    assert list(Tagger(bundle).tag_sentences(small_corpus)) == tags
    alone = [Tagger(bundle).tag([sentence.tokens])[0].tags for sentence in small_corpus]
    assert alone != tags


def test_evaluation_counts_what_is_labelled(make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...]) -> None:
    bundle = _bundle(make_bundle)
    outside = bundle.vocab.labels.index("O")
    bundle = _with_bias(bundle, [float(label == outside) for label in range(len(bundle.vocab.labels))])
    unlabelled = Sentence(("nobody", "said"))
    result = evaluate(bundle, [*small_corpus, unlabelled])
    gold = [tag for sentence in small_corpus for tag in sentence.layer_tags("ner")]
    assert result.n_tokens == len(gold) + 2
    assert result.report.n_tokens == len(gold)
    assert result.report.accuracy == pytest.approx(gold.count("O") / len(gold))
    assert result.report.recall == 0
    assert result.tokens_per_second == pytest.approx(result.n_tokens / result.seconds)


@given(
    lengths=st.lists(st.integers(1, 300), max_size=200).map(sorted),
    cells=st.integers(1, 2000),
)
def test_batches_keep_their_budget(lengths: list[int], cells: int) -> None:
    ranges = list(tagging._budgeted(np.asarray(lengths, np.int64), cells))
    assert [begin for begin, _ in ranges] == [0, *(end for _, end in ranges)][: len(ranges)]
    assert (ranges[-1][1] if ranges else 0) == len(lengths)
    for begin, end in ranges:
        assert end - begin == 1 or (end - begin) * lengths[end - 1] <= cells
        if end < len(lengths):
            assert (end - begin + 1) * lengths[end] > cells


def test_tagging_never_loads_tensorflow() -> None:
    program = "import sys, core.tagging; sys.exit('tensorflow' in sys.modules or 'keras' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0


def _ewt_sentences(path: Path) -> list[Sentence]:
    sentences, rows = [], []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if not line and rows:
            tokens, tags = zip(*rows, strict=True)
            sentences.append(Sentence(tokens, {"upos": tags}))
            rows = []
        cells = line.split("\t")
        if cells[0].isdecimal():
            rows.append((cells[1], cells[3]))
    return sentences


@pytest.mark.slow
def test_speed_of_the_default_network(ewt: Path) -> None:
    train, test = (_ewt_sentences(ewt / f"en_ewt-ud-{split}.conllu") for split in ("train", "test"))
    config = PRESETS["default"]
    vocab = build_vocab(train, "upos", config)
    weights = initial_weights(config.network, vocab.sizes, seed=1)
    bundle = Bundle(config, Layer("upos"), vocab, weights)
    assert max(evaluate(bundle, test).tokens_per_second for _ in range(3)) >= 150_000
    tagger = Tagger(bundle)
    tagger.warm_up()
    seconds = []
    for sentence in [sentence for sentence in test if len(sentence) >= 30][:100]:
        start = time.perf_counter()
        tagger.tag([sentence.tokens[:30]])
        seconds.append(time.perf_counter() - start)
    assert np.percentile(seconds, 95) <= 0.020


def test_without_room_for_another_thread_the_tags_are_the_same(
    make_bundle: MakeBundle, small_corpus: tuple[Sentence, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    tagger = Tagger(_bundle(make_bundle))
    expected = list(tagger.tag_sentences(small_corpus, cells=1))

    def no_thread(_thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", no_thread)
    assert list(tagger.tag_sentences(small_corpus, cells=1)) == expected
