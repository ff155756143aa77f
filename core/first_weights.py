"""The weights that training begins with: drawn, and where labels form a chain, with its laws written in."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.config import Config, Output, TokenInput
from core.corpus import Layer, Sentence
from core.errors import place
from core.schemes import legal_transitions
from core.vectors import VectorsError, read_vectors
from core.vocab import Vocab
from core.weights import initial_weights

# A transition that the scheme forbids: so improbable that its gradient is zero, and so it stays.
FORBIDDEN = -10_000.0


def first_weights(
    config: Config, vocab: Vocab, layer: Layer, sentences: Iterable[Sentence]
) -> dict[str, NDArray[np.float32]]:
    """Return the first weights of a network for these sentences.

    Tags that break their scheme are learnt as they are: a transition is forbidden only where the
    scheme forbids it and no sentence shows it.

    Where the options name a file of word vectors, words begin with theirs; words that it lacks are
    drawn.

    Args:
        config: All options; the seed decides what is drawn.
        vocab: Tables and labels.
        layer: What the labels are tags of.
        sentences: Those to learn from; read once, and only where labels form a chain.

    Raises:
        VectorsError: The file of word vectors cannot be read, or has others than the network.
    """
    weights = initial_weights(config.network, vocab.sizes, seed=config.training.seed)
    if config.training.vectors and config.network.token_input is TokenInput.EMBEDDED:
        _take_over(weights["word/embedding"], vocab, Path(config.training.vectors))
    if config.network.output is Output.CRF:
        allowed = legal_transitions(vocab.labels[1:], layer.scheme)
        allowed |= _shown(sentences, layer.name, vocab)
        allowed[-1], allowed[:, -2] = True, True  # nothing follows an end or goes before a start: never looked up
        weights["crf/transitions"] = np.where(allowed, 0.0, FORBIDDEN).astype(np.float32)
    return weights


def _take_over(table: NDArray[np.float32], vocab: Vocab, path: Path) -> None:
    """Write the vectors that a file has for words of the vocab into their rows."""
    found = read_vectors(path, vocab.words.entries[2:], lowercase=vocab.lowercase)
    if found.size != table.shape[1]:
        raise VectorsError(
            f"has vectors of {found.size} numbers, the network words of {table.shape[1]}.",
            place=place(path),
            remedy=f"Set the word vector's size to {found.size}.",
        )
    for word, vector in found.vectors.items():
        table[vocab.words.index(word)] = vector


def _shown(sentences: Iterable[Sentence], layer: str, vocab: Vocab) -> NDArray[np.bool_]:
    """Return which label follows which somewhere, bool[N+2, N+2] as `legal_transitions` counts."""
    count = len(vocab.labels) - 1
    shown = np.zeros((count + 2, count + 2), np.bool_)
    for sentence in sentences:
        labels = [vocab.label_row(tag) - 1 for tag in sentence.layer_tags(layer)]
        for before, after in zip((count, *labels), (*labels, count + 1), strict=True):
            if before >= 0 and after >= 0:
                shown[before, after] = True
    return shown
