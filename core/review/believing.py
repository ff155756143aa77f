"""Asks a model about a whole corpus and keeps what it believes, so that queues can be read from it."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from core.config import Sampling
from core.corpus import Sentence, Split
from core.project import Project
from core.review.suggestions import Suggester, Suggestion
from core.store.beliefs import Belief

# Sentences kept in one transaction.
_SLICE = 200


@dataclass(frozen=True, slots=True)
class Believing:
    """How far the model has come.

    Attributes:
        n_sentences: Sentences of the corpus that are done with, those passed over included.
        n_total: Sentences of the corpus.
    """

    n_sentences: int
    n_total: int


def believe(
    project: Project,
    layer: str,
    suggester: Suggester,
    model: int,
    *,
    splits: frozenset[Split] = frozenset({Split.TRAIN}),
) -> Generator[Believing, None, None]:
    """Keep what a model believes of every sentence; yield how far it is, some hundred sentences a time.

    Ended half-way, it goes on there the next time: sentences this model has been asked about are passed
    over, beliefs of another model are replaced. What it believes is not bound to the labels there are.

    Args:
        project: Where sentences are read from and beliefs kept.
        layer: Name of the layer that the model's tags are compared with.
        suggester: The model.
        model: The project's number of it.
        splits: Sentences of others are left alone.

    Raises:
        ProjectError: There is no such layer, or it could not be written.
    """
    # Its tags depend on the sentences before, so all of a document must be read again.
    reads_on = suggester.bundle.config.encoding.sampling is Sampling.STATEFUL
    n_total = project.n_sentences
    wanted: list[tuple[int, Sentence, bool]] = []

    def noted() -> Iterator[Sentence]:
        for count, sentence, is_known in _asked(project, layer, model, splits):
            if reads_on or not is_known:
                wanted.append((count, sentence, is_known))
                yield sentence

    suggestions = suggester.suggest_all(noted())
    while some := list(islice(suggestions, _SLICE)):
        asked, wanted[: len(some)] = wanted[: len(some)], []
        beliefs = [
            _belief(sentence.id, model, suggestion)
            for (_, sentence, is_known), suggestion in zip(asked, some, strict=True)
            if not is_known
        ]
        project.beliefs.save(layer, beliefs, read={sentence.id: sentence.tokens for _, sentence, _ in asked})
        yield Believing(asked[-1][0], n_total)
    yield Believing(n_total, n_total)


def _asked(project: Project, layer: str, model: int, splits: frozenset[Split]) -> Iterator[tuple[int, Sentence, bool]]:
    """Yield each sentence of these splits, counted in the corpus, and whether its belief is this model's."""
    sentences = enumerate(project.sentences(), 1)
    while some := list(islice(sentences, _SLICE)):
        known = project.beliefs.known(layer, model, [sentence.id for _, sentence in some])
        yield from ((count, sentence, sentence.id in known) for count, sentence in some if sentence.split in splits)


def _belief(sentence: int, model: int, suggestion: Suggestion) -> Belief:
    found = suggestion.uncertainty
    return Belief(
        sentence=sentence,
        model=model,
        tags=suggestion.tags,
        probabilities=as_bytes(suggestion.probabilities),
        entropy=found.entropy,
        log_probability=found.log_probability,
        margin=found.margin,
    )


def as_bytes(probabilities: Sequence[float]) -> bytes:
    """Return a byte a token, 255 times the probability without its fraction, so that below stays below."""
    return bytes(np.clip(np.floor(np.asarray(probabilities) * 255), 0, 255).astype(np.uint8))
