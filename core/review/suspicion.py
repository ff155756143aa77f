"""Labels that a model which has not learnt from them finds hard to believe, the hardest first.

The model must be another one for each sentence (`core.fold_training`): one that has seen a wrong label
in training believes it.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from core.corpus import Layer, Sentence, Span, Tags
from core.review.span_probability import SpanProbability
from core.review.suggestions import SuggestedSpan, Suggestion
from core.schemes import outside, to_spans


class Ranking(StrEnum):
    """What suspects are ordered by, the smallest first."""

    CONFIDENCE = "confidence"
    BY_LABEL = "by_label"


@dataclass(frozen=True, slots=True)
class Suspect:
    """A label that the model does not believe.

    Attributes:
        sentence: The store's number of the sentence.
        given: The span that somebody labelled, one token where the layer is plain; None where the tokens
            were said to be outside.
        believed: The span that the model sees there; None for outside.
        confidence: Probability the model gives to what was labelled, 0 to 1.
        by_label: The same, divided by what labels of this name get on average in the whole corpus: a
            label the model is never sure of is not suspect for that alone.
        believed_probability: Probability the model gives to what it sees itself.
    """

    sentence: int
    given: Span | None
    believed: Span | None
    confidence: float
    by_label: float
    believed_probability: float

    @property
    def tokens(self) -> range:
        """The tokens it is about."""
        spans = [span for span in (self.given, self.believed) if span is not None]
        return range(min(span.start for span in spans), max(span.end for span in spans))


@dataclass(slots=True)
class _Mean:
    total: float = 0.0
    n: int = 0

    @property
    def value(self) -> float:
        return self.total / self.n if self.n else 0.0


class Suspicion:
    """Gathers suspects as sentences come.

    Attributes:
        n_judged: Labels looked at: spans, and tokens outside of them.
        n_unknown: Labels that the model could not judge, because nothing it learnt from has them.
    """

    def __init__(self, layer: Layer) -> None:
        self.n_judged = 0
        self.n_unknown = 0
        self._layer = layer
        self._outside = outside(layer.scheme)
        self._found: list[Suspect] = []
        self._means: dict[str, _Mean] = {}
        self._judges: dict[tuple[str, ...], SpanProbability] = {}

    def add(self, sentence: Sentence, suggestion: Suggestion) -> None:
        """Compare the labels of a sentence with what a model sees that has not learnt from them.

        Args:
            sentence: Tokens without a tag are left out.
            suggestion: For the same tokens, not bound to their tags.
        """
        tags = sentence.layer_tags(self._layer.name)
        judge = self._judge(suggestion.labels)
        for span in to_spans(tags, self._layer.scheme):
            if not all(tag in judge.columns for tag in tags[span.start : span.end]):
                self.n_unknown += 1
                continue
            confidence = judge.of(span, tags, suggestion.distribution)
            self._note(span.label, confidence)
            believed = _nearest(span, suggestion)
            if believed is None:
                surest = self._outside_probability(judge, suggestion, span)
                self._found.append(Suspect(sentence.id, span, None, confidence, 0.0, surest))
            elif believed.span != span:
                self._found.append(Suspect(sentence.id, span, believed.span, confidence, 0.0, believed.probability))
        if self._outside is not None and self._outside in judge.columns:
            self._add_outside(sentence.id, tags, suggestion, judge)

    def _add_outside(self, sentence: int, tags: Tags, suggestion: Suggestion, judge: SpanProbability) -> None:
        free = [index for index, tag in enumerate(tags) if tag == self._outside]
        self._note("", float(suggestion.distribution[free, judge.columns[self._outside]].sum()), len(free))
        for found in suggestion.spans:
            if all(tag == self._outside for tag in tags[found.span.start : found.span.end]):
                confidence = self._outside_probability(judge, suggestion, found.span)
                self._found.append(Suspect(sentence, None, found.span, confidence, 0.0, found.probability))

    def ranked(self, ranking: Ranking = Ranking.BY_LABEL) -> tuple[Suspect, ...]:
        """Return every label that the model does not see, the most suspect first."""
        compared = [replace(suspect, by_label=self._compared(suspect)) for suspect in self._found]
        return tuple(sorted(compared, key=lambda suspect: float(getattr(suspect, ranking.value))))

    def _compared(self, suspect: Suspect) -> float:
        mean = self._means["" if suspect.given is None else suspect.given.label]
        return suspect.confidence / mean.value if mean.value else 0.0

    def _judge(self, labels: tuple[str, ...]) -> SpanProbability:
        """Return what tells the probability of spans under a model with these labels; folds differ in them."""
        if labels not in self._judges:
            self._judges[labels] = SpanProbability(labels, self._layer.scheme)
        return self._judges[labels]

    def _outside_probability(self, judge: SpanProbability, suggestion: Suggestion, span: Span) -> float:
        column = judge.columns.get(self._outside)
        return 0.0 if column is None else float(suggestion.distribution[span.start : span.end, column].min())

    def _note(self, label: str, confidence: float, n: int = 1) -> None:
        mean = self._means.setdefault(label, _Mean())
        mean.total += confidence
        mean.n += n
        self.n_judged += n


def _nearest(span: Span, suggestion: Suggestion) -> SuggestedSpan | None:
    """Return the suggested span that shares most tokens with this one; None where none shares any."""
    shared = [
        (min(span.end, found.span.end) - max(span.start, found.span.start), -number, found)
        for number, found in enumerate(suggestion.spans)
        if found.span.start < span.end and found.span.end > span.start
    ]
    return max(shared)[2] if shared else None
