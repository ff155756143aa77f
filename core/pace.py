"""A measured pace: how much was learnt from in how much time, and what that holds for."""

from dataclasses import dataclass

import numpy as np

from core.batches import EncodedCorpus
from core.config import Config
from core.encoding import Batch

# How long a measurement trains.
SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Pace:
    """What some steps of training took.

    Attributes:
        n_batches: Steps that count.
        n_tokens: Tokens that counted in their loss: neither padding, nor context, nor unlabelled.
        seconds: Time the steps took.
    """

    n_batches: int = 0
    n_tokens: int = 0
    seconds: float = 0.0

    @property
    def tokens_per_second(self) -> float:
        """Tokens that counted in the loss, a second."""
        return self.n_tokens / max(self.seconds, 1e-9)

    def after(self, batch: Batch, seconds: float) -> "Pace":
        """Return what it is after one more step."""
        return Pace(self.n_batches + 1, self.n_tokens + int(batch.weights.sum()), self.seconds + seconds)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a pace was measured under; under others it says nothing.

    Attributes:
        config: All options.
        layer: What was learnt.
        n_sentences: Of the corpus.
        n_tokens: Of the corpus.
        n_labelled: Those with a label.
    """

    config: Config
    layer: str
    n_sentences: int
    n_tokens: int
    n_labelled: int

    @staticmethod
    def of(corpus: EncodedCorpus, layer: str, config: Config) -> "Circumstances":
        """Return those of training on a corpus."""
        tokens = corpus.tokens
        n_labelled = int(np.count_nonzero(tokens.tags))
        return Circumstances(config, layer, len(tokens.lengths), int(tokens.offsets[-1]), n_labelled)
