"""How probable a span is, put together from the distributions at its tokens."""

from collections.abc import Mapping, Sequence

from core.corpus import Scheme, Span, Tags
from core.schemes import to_spans
from core.uncertainty import Floats


class SpanProbability:
    """Probabilities of spans under a model that knows these tags.

    Attributes:
        columns: Tag -> column of the distributions.
    """

    def __init__(self, labels: Sequence[str], scheme: Scheme) -> None:
        self.columns: Mapping[str | None, int] = {tag: column for column, tag in enumerate(labels)}
        self._labels = tuple(labels)
        self._scheme = scheme
        self._followers: dict[str, list[int]] = {}

    def of(self, span: Span, tags: Tags, distribution: Floats) -> float:
        """Return the probability of the span's least certain token, 0 to 1.

        That the span does not go on behind its last token counts as one of them. On WNUT-17 dev this is
        nearer to how often spans are right than the product of the tokens is.

        Args:
            span: A span of `tags`.
            tags: Of the sentence, spelled in the scheme; those of the span must be known.
            distribution: float32[T, L], over the labels.
        """
        known = [self.columns[tag] for tag in tags[span.start : span.end]]
        probability = float(distribution[range(span.start, span.end), known].min())
        if span.end < len(tags):
            going_on = float(distribution[span.end, self._going_on(tags[span.end - 1] or "")].sum())
            probability = min(probability, max(0.0, 1.0 - going_on))
        return probability

    def _going_on(self, tag: str) -> list[int]:
        """Return the columns of the tags with which a span goes on after `tag`."""
        if self._scheme is Scheme.PLAIN:
            return []
        if tag not in self._followers:
            pairs = ((to_spans((tag, after), self._scheme), column) for column, after in enumerate(self._labels))
            self._followers[tag] = [column for spans, column in pairs if len(spans) == 1 and spans[0].end == 2]
        return self._followers[tag]
