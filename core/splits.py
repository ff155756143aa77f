"""Divide a corpus into train, dev and test by chance, and find what stands in two of them."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from random import Random
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from core.corpus import Corpus, Sentence, Split
from core.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Leak:
    """A sentence of dev or test whose very tokens are in train.

    Attributes:
        train: Index in the corpus of the first such sentence of train.
        held_out: Index of the one in dev or test.
    """

    train: int
    held_out: int


def split(
    corpus: Corpus, *, dev: float, test: float, seed: int, by: Literal["sentence", "document"] = "sentence"
) -> Corpus:
    """Return the same sentences in the same order, each with a new split.

    Equal sentences go the same way, so that splitting by sentence leaks nothing. Whole documents
    go the same way when splitting by document, sentences without a document's name counting as one
    document; `leaks` tells whether two of them share a sentence. At least one group is left to train.

    Args:
        corpus: Its present splits do not matter.
        dev: Share of the sentences to hold out for choosing the best epoch.
        test: Share to hold out for the final score. Both are met as closely as the groups allow.
        seed: Decides what goes where.
        by: What stays together.

    Raises:
        ConfigError: A share is negative, or nothing would be left to train on.
    """
    if min(dev, test) < 0.0 or dev + test >= 1.0:
        remedy = "Give two shares that are not negative and leave something to train on."
        raise ConfigError(f"dev {dev:.0%} and test {test:.0%} cannot be held out.", remedy=remedy)
    groups: list[Hashable] = [each.document if by == "document" else each.tokens for each in corpus.sentences]
    sizes = Counter(groups)
    order = list(sizes)
    Random(seed).shuffle(order)  # noqa: S311 - a draw that a seed must give again, no secret
    place: dict[Hashable, Split] = {}
    for part, share in ((Split.TEST, test), (Split.DEV, dev)):
        free = [group for group in order[:-1] if group not in place]
        place.update(dict.fromkeys(_pick(free, sizes, round(share * len(corpus))), part))
    sentences = zip(corpus.sentences, groups, strict=True)
    return replace(corpus, sentences=tuple(_moved(each, place.get(group, Split.TRAIN)) for each, group in sentences))


def leaks(corpus: Corpus) -> tuple[Leak, ...]:
    """Return every sentence of dev and test that train has too, token for token."""
    first: dict[tuple[str, ...], int] = {}
    for index, sentence in enumerate(corpus.sentences):
        if sentence.split is Split.TRAIN:
            first.setdefault(sentence.tokens, index)
    return tuple(
        Leak(first[sentence.tokens], index)
        for index, sentence in enumerate(corpus.sentences)
        if sentence.split is not Split.TRAIN and sentence.tokens in first
    )


def folds(sentences: Sequence[Sentence], n_folds: int, *, seed: int) -> NDArray[np.int64]:
    """Return the fold, from 0 on, that each sentence belongs to; folds have about as many tokens each.

    Sentences of the same tokens are in the same fold, so that nothing held out has a double outside.

    Args:
        sentences: Fewer different ones than folds leave some folds empty.
        n_folds: At least 2.
        seed: Decides what goes where.

    Raises:
        ValueError: Fewer than two folds.
    """
    if n_folds < 2:
        raise ValueError("one fold leaves nothing to learn from")
    sizes: Counter[tuple[str, ...]] = Counter()
    for sentence in sentences:
        sizes[sentence.tokens] += len(sentence)
    order = list(sizes)
    Random(seed).shuffle(order)  # noqa: S311 - a draw that a seed must give again, no secret
    fold_of: dict[tuple[str, ...], int] = {}
    lightest = [(0, fold) for fold in range(n_folds)]
    for tokens in order:
        n_tokens, fold = heappop(lightest)
        fold_of[tokens] = fold
        heappush(lightest, (n_tokens + sizes[tokens], fold))
    return np.array([fold_of[sentence.tokens] for sentence in sentences], np.int64)


def _pick(groups: Iterable[Hashable], sizes: Counter[Hashable], target: int) -> list[Hashable]:
    """Return groups, in order, that together come as near to `target` sentences as they may."""
    picked: list[Hashable] = []
    count = 0
    for group in groups:
        if count + sizes[group] <= target or abs(count + sizes[group] - target) < target - count:
            picked.append(group)
            count += sizes[group]
    return picked


def _moved(sentence: Sentence, place: Split) -> Sentence:
    return sentence if sentence.split is place else replace(sentence, split=place)
