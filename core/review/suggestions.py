"""What a model would label a sentence, and how sure it is of each token and span. Never loads TensorFlow.

Suggestions keep to what the scheme allows and, where asked, to the labels that are there already: a
suggestion beside a human's span fits it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from core.bundle import Bundle
from core.config import Output
from core.corpus import Sentence, Span, Tags
from core.errors import SuggestionError
from core.review.span_probability import SpanProbability
from core.schemes import to_spans
from core.tagging import Tagged, Tagger, legal_moves, log_preferences
from core.uncertainty import Floats, Uncertainty, shares, uncertainties
from core.viterbi import best_paths

# Sentences whose paths are searched side by side.
_ROWS = 64


@dataclass(frozen=True, slots=True)
class SuggestedSpan:
    """A span that the model sees.

    Attributes:
        span: Where, and under which label.
        probability: As `core.review.span_probability` puts it together, 0 to 1.
    """

    span: Span
    probability: float


@dataclass(frozen=True, slots=True, eq=False)
class Suggestion:
    """What a model would label one sentence.

    Attributes:
        tags: The best sequence that the scheme allows, through the labels that were given.
        probabilities: Of each token's tag, 0 to 1.
        spans: The spans of `tags`; one a token where the layer has no spans.
        uncertainty: How unsure the model is of the sentence as a whole.
        distribution: float32[T, L], over `labels`; each row adds up to 1.
        labels: The tags that the model knows.
    """

    tags: tuple[str, ...]
    probabilities: tuple[float, ...]
    spans: tuple[SuggestedSpan, ...]
    uncertainty: Uncertainty
    distribution: Floats
    labels: tuple[str, ...]

    def span_at(self, index: int) -> SuggestedSpan | None:
        """Return the suggested span that covers a token; None for outside."""
        return next((found for found in self.spans if found.span.start <= index < found.span.end), None)


class Suggester:
    """A model made ready to suggest; may be used from several threads.

    A sentence of 30 tokens takes some milliseconds; one of more than a few thousand belongs into a job.
    """

    def __init__(self, bundle: Bundle) -> None:
        """Keep the bundle; the engine starts with the first sentence.

        Raises:
            SuggestionError: The model claims no probabilities.
        """
        if bundle.config.network.output is Output.NUMBER:
            raise SuggestionError(
                "this model gives a number and no probabilities, so nothing can be suggested by it.",
                remedy="Train one with softmax or sigmoid output.",
            )
        self.bundle = bundle
        self._tagger = Tagger(bundle)
        self._probability = SpanProbability(bundle.vocab.labels[1:], bundle.layer.scheme)
        self._transitions = legal_moves(bundle)

    def warm_up(self) -> None:
        """Start the engine now rather than with the first sentence."""
        self._tagger.warm_up()

    def suggest(self, tokens: Sequence[str], given: Tags | None = None) -> Suggestion:
        """Return what the model would label one sentence.

        Args:
            tokens: At least one.
            given: Tags that stand; tokens with None are free. A tag that the model does not know binds nothing.
        """
        return self._suggestions(self._tagger.tag([tokens]), [given])[0]

    def suggest_all(self, sentences: Iterable[Sentence], *, keep: str = "") -> Iterator[Suggestion]:
        """Yield what the model would label each sentence, in order, reading some thousand ahead.

        Args:
            sentences: Read once.
            keep: Name of a layer whose tags stand; empty for none.
        """
        waiting: list[Tags | None] = []

        def noted() -> Iterator[Sentence]:
            for sentence in sentences:
                waiting.append(sentence.layer_tags(keep) if keep else None)
                yield sentence

        all_tagged = self._tagger.tag_fully(noted())
        while some := list(islice(all_tagged, _ROWS)):
            yield from self._suggestions(some, waiting[: len(some)])
            del waiting[: len(some)]

    def _suggestions(self, tagged: Sequence[Tagged], given: Sequence[Tags | None]) -> list[Suggestion]:
        lengths = [len(one.tokens) for one in tagged]
        distribution = shares(np.concatenate([one.probabilities for one in tagged]))  # [N, L]
        best = np.concatenate(self._paths(tagged, given))  # [N]
        chosen = np.asarray(distribution[np.arange(len(best)), best], np.float32)  # [N]
        unsure = uncertainties(distribution, chosen, lengths)
        found = []
        end = 0
        for length, uncertainty in zip(lengths, unsure, strict=True):
            begin, end = end, end + length
            tags = tuple(self.bundle.vocab.labels[1 + column] for column in best[begin:end].tolist())
            rows = distribution[begin:end]
            found.append(
                Suggestion(
                    tags=tags,
                    probabilities=tuple(chosen[begin:end].tolist()),
                    spans=tuple(
                        SuggestedSpan(span, self._probability.of(span, tags, rows))
                        for span in to_spans(tags, self.bundle.layer.scheme)
                    ),
                    uncertainty=uncertainty,
                    distribution=rows,
                    labels=self.bundle.vocab.labels[1:],
                )
            )
        return found

    def _paths(self, tagged: Sequence[Tagged], given: Sequence[Tags | None]) -> list[NDArray[np.intp]]:
        """Return the columns of the best allowed path of each sentence."""
        lengths = np.array([len(one.tokens) for one in tagged])
        output, labels = self.bundle.config.network.output, self.bundle.vocab.labels
        columns = self._probability.columns
        scores = np.zeros((len(tagged), int(lengths.max()), len(columns)), np.float32)  # [B, T, L]
        for row, (one, tags) in enumerate(zip(tagged, given, strict=True)):
            scores[row, : lengths[row]] = log_preferences(one.scores, output, len(labels))
            for index, tag in enumerate(tags or ()):
                column = columns.get(tag) if tag is not None else None
                if column is not None:
                    score = scores[row, index, column]
                    scores[row, index] = -np.inf
                    scores[row, index, column] = score
        paths = best_paths(scores, lengths, self._transitions)
        return [path[:length] for path, length in zip(paths, lengths, strict=True)]
