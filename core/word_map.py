"""The vectors that a network has for words, as points in a plane, and which words lie near each other.

The plane is spanned by the first two principal components of the vectors. What it leaves out is said
with it: neighbours are looked for among the vectors themselves, not in the plane.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.config import TokenInput
from core.corpus import Scheme
from core.encoding import EncodedTokens
from core.errors import SchemeError, TagscopeError
from core.inspection import Material
from core.schemes import split_tag
from core.vocab import UNK

# Beyond these, points hide each other; the most frequent words are kept.
MOST_WORDS = 20_000
FEWEST_WORDS = 3
NO_LABEL = -1


class WordMapError(TagscopeError):
    """There are no vectors to be shown."""


@dataclass(frozen=True, slots=True, eq=False)
class WordMap:
    """Words of the corpus by falling frequency.

    Attributes:
        words: N words as the vocabulary spells them.
        points: float32[N, 2], the first two principal components.
        explained: Share of the vectors' variance along each of the two.
        n_components: E, the numbers of a vector.
        labels: Names of labels; `label_of` counts in it.
        label_of: int32[N], the label each word carries most often, `NO_LABEL` where that is none.
        counts: int64[N], how often each word stands in the corpus.
        directions: float32[N, E], the vectors brought to length 1; zero vectors stay zero.
        n_left_out: Words that are not shown because there are too many.
    """

    words: tuple[str, ...]
    points: NDArray[np.float32]
    explained: tuple[float, float]
    n_components: int
    labels: tuple[str, ...]
    label_of: NDArray[np.int32]
    counts: NDArray[np.int64]
    directions: NDArray[np.float32]
    n_left_out: int

    def place_of(self, word: str) -> int | None:
        """Return the place of a word as the vocabulary spells it; None where it is not shown."""
        try:
            return self.words.index(word)
        except ValueError:
            return None

    def nearest(self, place: int, count: int) -> list[tuple[int, float]]:
        """Return the places of the `count` nearest words by the cosine of the angle, with it, nearest first."""
        cosines = self.directions @ self.directions[place]  # [N]
        cosines[place] = -np.inf
        count = min(count, len(self.words) - 1)
        best = np.argpartition(-cosines, count - 1)[:count] if count else np.zeros(0, np.intp)
        best = best[np.lexsort((best, -cosines[best]))]
        return [(int(other), float(cosines[other])) for other in best]


def word_map(material: Material, *, most: int = MOST_WORDS) -> WordMap:
    """Return the map of the words that stand in the corpus and have a vector of their own.

    Raises:
        WordMapError: The network has no vectors for words, or there are too few words.
    """
    network = material.network
    if network.config.network.token_input is not TokenInput.EMBEDDED:
        raise WordMapError(
            "this network has no vectors for words: a token goes in as a bare number or as one-hot.",
            remedy="Choose a network whose tokens go in as learnt vectors.",
        )
    table = network.vocab.words
    rows, counts = _counted(material.encoded.tokens, len(table))
    if len(rows) < FEWEST_WORDS:
        raise WordMapError("there are too few words for a map.", remedy="Add sentences.")
    shown, counts = rows[:most], counts[:most]
    vectors = network.weights["word/embedding"][shown].astype(np.float32)  # [N, E]
    points, explained = principal(vectors)
    labels, label_of = _labelled(material.encoded.tokens, network.vocab.labels, network.layer.scheme, shown, len(table))
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return WordMap(
        words=tuple(table.name(int(row)) for row in shown),
        points=points,
        explained=explained,
        n_components=vectors.shape[1],
        labels=labels,
        label_of=label_of,
        counts=counts,
        directions=np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0),
        n_left_out=len(rows) - len(shown),
    )


def principal(vectors: NDArray[np.float32]) -> tuple[NDArray[np.float32], tuple[float, float]]:
    """Return the first two principal components [N, 2] of vectors [N, E], and their shares of the variance.

    The sign of each component is that which makes its largest weight positive, so that the same
    vectors always give the same picture. Source: Pearson (1901), by singular value decomposition.
    """
    centred = vectors - vectors.mean(axis=0)
    _, strengths, axes = np.linalg.svd(centred, full_matrices=False)  # [K], [K, E]
    total = float(np.square(strengths).sum())
    kept = np.zeros((2, vectors.shape[1]), np.float32)
    shares = [0.0, 0.0]
    for number in range(min(2, len(axes))):
        axis = axes[number]
        kept[number] = axis * (np.sign(axis[np.abs(axis).argmax()]) or 1.0)
        shares[number] = float(strengths[number] ** 2) / total if total else 0.0
    return np.asarray(centred @ kept.T, np.float32), (shares[0], shares[1])


def _counted(tokens: EncodedTokens, n_rows: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the rows of the word table that stand in the corpus, by falling frequency, and how often they do."""
    counts = np.bincount(_words(tokens), minlength=n_rows)
    counts[: UNK + 1] = 0
    rows = np.flatnonzero(counts)
    rows = rows[np.lexsort((rows, -counts[rows]))]
    return rows, counts[rows].astype(np.int64)


def _words(tokens: EncodedTokens) -> NDArray[np.int32]:
    """Return the row of the word table of every token of the corpus."""
    return np.asarray(tokens.table[tokens.tokens[:-1], 0])


def _labelled(
    tokens: EncodedTokens, tags: Sequence[str], scheme: Scheme, rows: NDArray[np.int64], n_rows: int
) -> tuple[tuple[str, ...], NDArray[np.int32]]:
    """Return the names of labels, and for each of `rows` the one it carries most often."""
    names = [_label_name(tag, scheme) for tag in tags]
    labels = tuple(dict.fromkeys(name for name in names if name))
    column = {name: number for number, name in enumerate(labels)}
    # The last column is for what carries no label: outside of spans, or not labelled at all.
    of_tag = np.array([column.get(name, len(labels)) for name in names])
    cells = _words(tokens).astype(np.int64) * (len(labels) + 1) + of_tag[tokens.tags[:-1]]
    table = np.bincount(cells, minlength=n_rows * (len(labels) + 1)).reshape(n_rows, -1)[rows]
    best = table.argmax(axis=1)
    return labels, np.where(best == len(labels), NO_LABEL, best).astype(np.int32)


def _label_name(tag: str, scheme: Scheme) -> str:
    """Return the label of a tag, "" for padding and outside; a tag that breaks the scheme is its own."""
    try:
        return split_tag(tag, scheme)[1] if tag else ""
    except SchemeError:
        return tag
