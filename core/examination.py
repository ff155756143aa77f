"""What a model says of labelled sentences, kept together so that several measures are taken of the same answers."""

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from itertools import islice, tee

import numpy as np
from numpy.typing import NDArray

from core.bundle import Bundle
from core.confusion import Confusion, Matching, confuse
from core.corpus import Sentence, Tags
from core.tagging import Tagger

# Scores are wide: beyond this many numbers (80 MB) tags alone are kept.
MOST_SCORES = 20_000_000
_SLICE = 200


@dataclass(frozen=True, slots=True, eq=False)
class Examination:
    """A model's answers beside the labels that people gave.

    Attributes:
        bundle: The model.
        sentences: int64[S], the store's numbers.
        gold: Tags of each; at least one token has one.
        predicted: Tags of the same by the model.
        scores: float32[N, L] of the tokens of the first `n_scored` sentences, before softmax or sigmoid.
        n_scored: How many sentences that is.
        confusions: What is taken for what, in each way that fits the layer.
    """

    bundle: Bundle
    sentences: NDArray[np.int64]
    gold: tuple[Tags, ...]
    predicted: tuple[Tags, ...]
    scores: NDArray[np.float32]
    n_scored: int
    confusions: dict[Matching, Confusion]

    def numbers(self, places: NDArray[np.int64]) -> tuple[int, ...]:
        """Return the store's numbers of the sentences at these places."""
        return tuple(self.sentences[places].tolist())


def examine(bundle: Bundle, sentences: Iterable[Sentence]) -> Generator[int, None, Examination]:
    """Tag sentences that carry labels; yield how many have been looked at, some hundred at a time.

    Args:
        bundle: The model; ONNX Runtime tags.
        sentences: Read once; those without any label in the model's layer are left out.
    """
    layer, tagger = bundle.layer, Tagger(bundle)
    own, given = tee(sentences)
    numbers: list[int] = []
    gold: list[Tags] = []
    predicted: list[Tags] = []
    scores: list[NDArray[np.float32]] = []
    done = n_scored = n_numbers = 0
    pairs = zip(own, tagger.tag_fully(given), strict=True)
    while some := list(islice(pairs, _SLICE)):
        for sentence, tagged in some:
            if not sentence.has_label(layer.name):
                continue
            numbers.append(sentence.id)
            gold.append(sentence.layer_tags(layer.name))
            predicted.append(tagged.tags)
            n_numbers += tagged.scores.size
            if n_numbers <= MOST_SCORES:
                scores.append(tagged.scores)
                n_scored += 1
        done += len(some)
        yield done
    ways = Matching if layer.has_spans else (Matching.TAGS,)
    return Examination(
        bundle=bundle,
        sentences=np.array(numbers, np.int64),
        gold=tuple(gold),
        predicted=tuple(predicted),
        scores=np.concatenate(scores) if scores else np.zeros((0, len(tagger.labels)), np.float32),
        n_scored=n_scored,
        confusions={way: confuse(gold, predicted, layer, way) for way in ways},
    )
