"""The sample corpus: what a click on *Try the sample* opens."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from core.corpus import Corpus, Sentence, Split
from core.generators.names import NAMES

_SEED = 2016
_SIZES = {Split.TRAIN: 600, Split.DEV: 100, Split.TEST: 100}


def sample_corpus() -> Corpus:
    """Return whole documents of the named-entity language, the same at every call.

    About 600 sentences to train on, 100 for dev and 100 for test; no sentence stands in it twice.
    """
    sentences: list[Sentence] = []
    texts = _documents()
    for split, size in _SIZES.items():
        count = 0
        while count < size:
            document = next(texts)
            sentences.extend(replace(sentence, split=split) for sentence in document)
            count += len(document)
    return Corpus(tuple(sentences), NAMES.layers)


def _documents() -> Iterator[list[Sentence]]:
    """Yield documents without the sentences that an earlier one had."""
    seen: set[tuple[str, ...]] = set()
    examples = NAMES.stream(seed=_SEED, knobs={})
    for _, group in groupby((example.sentence for example in examples), key=lambda sentence: sentence.document):
        fresh: list[Sentence] = []
        for sentence in group:
            if sentence.tokens not in seen:
                seen.add(sentence.tokens)
                fresh.append(sentence)
        if fresh:
            yield fresh
