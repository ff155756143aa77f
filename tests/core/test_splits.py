"""Splits: sizes, what stays together, what never leaks."""

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.corpus import Corpus, Layer, Sentence, Split
from core.errors import ConfigError
from core.splits import Leak, folds, leaks, split


def _corpus(words: list[str], documents: list[str] | None = None) -> Corpus:
    names = documents or [""] * len(words)
    pairs = zip(words, names, strict=True)
    return Corpus(tuple(Sentence((word, "."), document=name) for word, name in pairs), (Layer("upos"),))


def _counts(corpus: Corpus) -> tuple[int, int, int]:
    train, dev, test = (len(corpus.split(part)) for part in Split)
    return train, dev, test


def test_shares_are_met() -> None:
    corpus = _corpus([f"word{number}" for number in range(200)])
    assert _counts(split(corpus, dev=0.1, test=0.25, seed=1)) == (130, 20, 50)
    assert _counts(split(corpus, dev=0.0, test=0.0, seed=1)) == (200, 0, 0)


def test_a_seed_gives_the_same_split_again() -> None:
    corpus = _corpus([f"word{number}" for number in range(50)])
    first, again, other = (split(corpus, dev=0.2, test=0.2, seed=seed) for seed in (1, 1, 2))
    assert first == again
    assert first != other


@given(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=40), st.integers(0, 5))
def test_splitting_by_sentence_never_leaks_and_keeps_everything_else(words: list[str], seed: int) -> None:
    corpus = _corpus(words)
    parted = split(corpus, dev=0.3, test=0.3, seed=seed)
    assert leaks(parted) == ()
    assert parted.split(Split.TRAIN)
    assert parted.layers == corpus.layers
    assert [sentence.tokens for sentence in parted.sentences] == [sentence.tokens for sentence in corpus.sentences]


@given(st.lists(st.sampled_from(["one", "two", "three", "four"]), min_size=1, max_size=30), st.integers(0, 5))
def test_a_document_stays_together(documents: list[str], seed: int) -> None:
    corpus = _corpus([f"word{number}" for number in range(len(documents))], documents)
    parted = split(corpus, dev=0.3, test=0.3, seed=seed, by="document")
    assert len({(sentence.document, sentence.split) for sentence in parted.sentences}) == len(set(documents))
    assert parted.split(Split.TRAIN)


@pytest.mark.parametrize("by", ["sentence", "document"])
def test_one_group_is_for_training(by: Literal["sentence", "document"]) -> None:
    assert _counts(split(_corpus(["same"] * 10), dev=0.4, test=0.4, seed=1, by=by)) == (10, 0, 0)


def test_present_splits_do_not_matter() -> None:
    corpus = _corpus([f"word{number}" for number in range(20)])
    once = split(corpus, dev=0.5, test=0.0, seed=1)
    assert split(once, dev=0.5, test=0.0, seed=1) == once
    assert _counts(split(once, dev=0.0, test=0.0, seed=1)) == (20, 0, 0)


def test_leaks_are_found() -> None:
    places = (Split.TRAIN, Split.TRAIN, Split.DEV, Split.TEST, Split.TEST)
    words = ("a", "a", "a", "b", "a")
    sentences = tuple(Sentence((word,), split=place) for word, place in zip(words, places, strict=True))
    assert leaks(Corpus(sentences)) == (Leak(0, 2), Leak(0, 4))


@pytest.mark.parametrize(("dev", "test"), [(-0.1, 0.2), (0.5, 0.5), (0.9, 0.4)])
def test_shares_that_leave_nothing_are_refused(dev: float, test: float) -> None:
    with pytest.raises(ConfigError, match="cannot be held out"):
        split(_corpus(["a", "b"]), dev=dev, test=test, seed=1)


@given(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=40), st.integers(2, 5), st.integers(0, 3))
def test_doubles_share_a_fold(words: list[str], n_folds: int, seed: int) -> None:
    sentences = _corpus(words).sentences
    found = folds(sentences, n_folds, seed=seed).tolist()
    assert len({*zip(words, found, strict=True)}) == len(set(words))
    assert set(found) == set(range(min(n_folds, len(set(words)))))
    assert found == folds(sentences, n_folds, seed=seed).tolist()


def test_folds_have_about_as_many_tokens_each() -> None:
    sentences = [Sentence(tuple(f"{number} {index}" for index in range(1 + number % 9))) for number in range(300)]
    found = folds(sentences, 4, seed=1)
    sizes = [sum(len(sentence) for sentence, fold in zip(sentences, found, strict=True) if fold == k) for k in range(4)]
    assert max(sizes) - min(sizes) <= 9


def test_one_fold_is_none() -> None:
    with pytest.raises(ValueError, match="one fold"):
        folds(_corpus(["a"]).sentences, 1, seed=1)
