"""What the statistics of a corpus are read from: totals the project keeps, and jobs that read sentences."""

import hashlib
import time
from collections import Counter
from collections.abc import Generator, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.corpus import Layer, Split
from core.project import Project
from core.store.texts import unpack_tokens
from gui.jobs import JobControl, Progress

READ_BETWEEN_YIELDS = 200
# About twice as long as reading them takes.
REST_SECONDS = 0.004


@dataclass(frozen=True, slots=True)
class Totals:
    """Totals of the corpus.

    Attributes:
        lengths: int64[lengths], sentences of each length from 0 on.
        labels: Tokens that each label of the layer covers, commonest first.
        n_unlabelled: Sentences with a token that has no tag in the layer.
    """

    lengths: NDArray[np.int64]
    labels: tuple[tuple[str, int], ...]
    n_unlabelled: int


def totals(project: Project, layer: Layer | None) -> Totals:
    """Read the totals; no sentence is read."""
    histogram = project.length_histogram()
    lengths = np.zeros(max(histogram, default=0) + 1, np.int64)
    for length, count in histogram.items():
        lengths[length] = count
    if layer is None:
        return Totals(lengths, (), 0)
    counts = project.label_counts(layer.name)
    labels = tuple(sorted(counts.items(), key=lambda entry: -entry[1]))
    return Totals(lengths, labels, project.statistics.n_unlabelled(layer.name))


@dataclass(frozen=True, slots=True)
class Comparison:
    """What dev and test have and have not in common with train.

    Attributes:
        repeats: Numbers of the sentences of dev and test that stand in train too.
        n_tokens: Tokens of dev and test.
        n_unknown: Those whose word train never shows.
        is_possible: Whether there are sentences on both sides.
    """

    repeats: tuple[int, ...]
    n_tokens: int
    n_unknown: int
    is_possible: bool


class Comparing:
    """Job: compare dev and test with train.

    Sentences are held as digests of their tokens, so that memory grows with dev and test, by little, and not
    at all with train.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._n_read = 0

    def __call__(self, control: JobControl) -> Generator[object, None, Comparison]:
        """Yield progress; return the comparison."""
        held: dict[bytes, list[int]] = {}
        words: Counter[str] = Counter()
        for split in (Split.DEV, Split.TEST):
            for number, tokens in self._project.packed_tokens(split):
                held.setdefault(_digest(tokens), []).append(number)
                words.update(unpack_tokens(tokens))
                yield from self._progress()
        n_tokens = words.total()
        repeats: set[int] = set()
        has_train = self._project.n_sentences_in(Split.TRAIN) > 0
        for _, tokens in self._project.packed_tokens(Split.TRAIN) if held else ():
            repeats.update(held.get(_digest(tokens), ()))
            for token in words.keys() & unpack_tokens(tokens):
                del words[token]
            yield from self._progress()
        return Comparison(tuple(sorted(repeats)), n_tokens, words.total(), has_train and n_tokens > 0)

    def _progress(self) -> Iterator[Progress]:
        self._n_read += 1
        if self._n_read % READ_BETWEEN_YIELDS == 0:
            # Nobody waits for this; without a rest, every call of Qt would wait for the interpreter.
            time.sleep(REST_SECONDS)
            yield Progress(self._n_read, self._project.n_sentences)


def _digest(tokens: str) -> bytes:
    return hashlib.blake2b(tokens.encode("utf-8", "surrogatepass"), digest_size=16).digest()
