"""The map of words: components are those of another's PCA, neighbours those of brute force, labels those counted."""

from collections import Counter
from collections.abc import Callable

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.decomposition import PCA

from core.bundle import Bundle
from core.config import Config, preset
from core.corpus import Layer, Scheme, Sentence
from core.inspection import Material, prepare
from core.word_map import NO_LABEL, WordMapError, principal, word_map

LAYER = Layer("ner", Scheme.IOB2)
MakeBundle = Callable[..., Bundle]


def made(sentences: tuple[Sentence, ...], make_bundle: MakeBundle) -> Material:
    return prepare(sentences, LAYER, preset("tiny"), make_bundle(preset("tiny")))


def test_components_are_those_of_another_implementation(
    small_corpus: tuple[Sentence, ...], make_bundle: MakeBundle
) -> None:
    material = made(small_corpus, make_bundle)
    shown = word_map(material)
    table = material.network.vocab.words
    vectors = material.network.weights["word/embedding"][[table.index(word) for word in shown.words]]
    other = PCA(n_components=2, svd_solver="full").fit(vectors)
    points = other.transform(vectors)
    signs = np.sign((points * shown.points).sum(axis=0))
    np.testing.assert_allclose(shown.points, points * signs, atol=1e-5)
    np.testing.assert_allclose(shown.explained, other.explained_variance_ratio_, rtol=1e-4)


def test_words_counts_and_labels_are_those_of_the_sentences(
    small_corpus: tuple[Sentence, ...], make_bundle: MakeBundle
) -> None:
    shown = word_map(made(small_corpus, make_bundle))
    counts: Counter[str] = Counter()
    labels: dict[str, Counter[str]] = {}
    for sentence in small_corpus:
        for token, tag in zip(sentence.tokens, sentence.layer_tags("ner"), strict=True):
            word = token.lower()
            counts[word] += 1
            labels.setdefault(word, Counter())[(tag or "O").partition("-")[2]] += 1
    assert dict(zip(shown.words, shown.counts.tolist(), strict=True)) == dict(counts)
    assert list(shown.counts) == sorted(shown.counts, reverse=True)
    assert set(shown.labels) == {"PER", "LOC"}
    for word, label in zip(shown.words, shown.label_of, strict=True):
        name = "" if label == NO_LABEL else shown.labels[label]
        assert labels[word][name] == max(labels[word].values())


def test_neighbours_are_those_of_brute_force(small_corpus: tuple[Sentence, ...], make_bundle: MakeBundle) -> None:
    material = made(small_corpus, make_bundle)
    shown = word_map(material)
    table = material.network.vocab.words
    vectors = material.network.weights["word/embedding"][[table.index(word) for word in shown.words]].astype(float)
    place = shown.place_of("ferry")
    assert place is not None
    wanted = {
        other: float(vectors[place] @ vectors[other] / np.linalg.norm(vectors[place]) / np.linalg.norm(vectors[other]))
        for other in range(len(shown.words))
        if other != place
    }
    found = shown.nearest(place, 5)
    assert [other for other, _ in found] == sorted(wanted, key=lambda other: -wanted[other])[:5]
    assert all(cosine == pytest.approx(wanted[other], abs=1e-5) for other, cosine in found)
    assert len(shown.nearest(place, 10_000)) == len(shown.words) - 1


def test_the_rarest_words_are_left_out_where_there_are_too_many(
    small_corpus: tuple[Sentence, ...], make_bundle: MakeBundle
) -> None:
    material = made(small_corpus, make_bundle)
    every, few = word_map(material), word_map(material, most=4)
    assert few.words == every.words[:4]
    assert few.n_left_out == len(every.words) - 4
    assert few.place_of(every.words[4]) is None


@pytest.mark.parametrize("token_input", ["scalar", "one-hot"])
def test_a_network_without_vectors_says_so(token_input: str, small_corpus: tuple[Sentence, ...]) -> None:
    built = msgspec.to_builtins(preset("tiny"))
    built["network"]["token_input"] = token_input
    with pytest.raises(WordMapError, match="no vectors for words"):
        word_map(prepare(small_corpus, LAYER, msgspec.convert(built, Config)))


def test_two_words_are_no_map() -> None:
    sentences = (Sentence(("a", "b"), {"ner": ("O", "B-PER")}),)
    with pytest.raises(WordMapError, match="too few"):
        word_map(prepare(sentences, LAYER, preset("tiny")))


def test_a_tag_that_breaks_the_scheme_is_a_label_of_its_own() -> None:
    sentences = (Sentence(("a", "b", "c"), {"ner": ("O", "person", "B-PER")}),)
    shown = word_map(prepare(sentences, LAYER, preset("tiny")))
    assert set(shown.labels) == {"person", "PER"}


@given(arrays(np.float32, st.tuples(st.integers(3, 12), st.integers(1, 6)), elements=st.floats(-3, 3, width=32)))
def test_shares_are_shares_and_the_picture_does_not_depend_on_where_it_stands(vectors: np.ndarray) -> None:
    points, explained = principal(vectors)
    assert points.shape == (len(vectors), 2)
    assert 0.0 <= explained[1] <= explained[0] + 1e-6 <= 1.0 + 2e-6
    assert sum(explained) <= 1.0 + 1e-5
    distances = np.linalg.norm(points[:, None] - points[None], axis=2)
    true = np.linalg.norm(vectors[:, None] - vectors[None], axis=2)
    assert (distances <= true + 1e-3).all()
