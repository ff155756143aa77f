"""What a strip shows: one sentence with its tags, and what is to be said about its tokens. No widgets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core import labelling
from core.corpus import Scheme, Span, Tags
from core.labelling import Selection
from core.visible import visible_token
from gui.widgets.strip_paint import Look

_LONGEST = 500


@dataclass(frozen=True, slots=True)
class StripContent:
    """One sentence.

    Attributes:
        tokens: At least one.
        tags: As many.
        scheme: How the tags are spelled.
        confidences: Of each tag, 0 to 1.
        deciding: For each token, those that decide its label.
    """

    tokens: tuple[str, ...]
    tags: Tags
    scheme: Scheme
    confidences: Sequence[float] | None = None
    deciding: Sequence[Sequence[int]] | None = None

    def word(self, index: int) -> str:
        """Return a token as it is drawn: characters that cannot be seen, or turn others round, as symbols."""
        return visible_token(self.tokens[index])

    def facts(self, index: int) -> tuple[str, str, str]:
        """Return a token, its tag and what is wrong with the tag; empty for nothing."""
        reasons = labelling.problems_near(self.tags, self.scheme, index, index + 1)
        return self.tokens[index][:_LONGEST], self.tags[index] or "", reasons.get(index, "")

    def label_of(self, index: int) -> str:
        """Return the label over a token; its tag where that spells none."""
        span = labelling.span_at(self.tags, self.scheme, index)
        return span.label if span is not None else self.tags[index] or ""

    def next_border(self, index: int, step: int) -> int:
        """Return the next token, or with a step of -1 the one before, at which another label begins."""
        return labelling.next_border(self.tags, self.scheme, index, step)

    def target(self, selection: Selection) -> tuple[int, int]:
        """Return the tokens `[start, end)` that a label key would act on."""
        return labelling.target(self.tags, self.scheme, selection)

    def spans_near(self, index: int) -> list[Span]:
        """Return the spans that cover a token or touch it; none where tags are plain, which have no ends to move."""
        if self.scheme is Scheme.PLAIN:
            return []
        last = min(len(self.tags), index + 2)
        return labelling.spans_between(self.tags, self.scheme, max(0, index - 1), last)

    def reach(self, start: int, end: int) -> tuple[int, int]:
        """Return `[start, end)` widened to the spans that touch it: what has to be painted again."""
        last = min(len(self.tags), end + 1)
        spans = labelling.spans_between(self.tags, self.scheme, max(0, start - 1), last)
        return min([start, *(span.start for span in spans)]), max([end, *(span.end for span in spans)])

    def look(
        self, lines: tuple[int, int], tokens: range, selection: Selection, asked: int, colour_index: Mapping[str, int]
    ) -> Look:
        """Return what the given lines look like.

        Args:
            lines: First line and one past the last.
            tokens: Those on the lines.
            selection: The tokens selected.
            asked: The token whose deciding tokens are underlined, -1 for none.
            colour_index: Of each label.
        """
        first, last = tokens.start, tokens.stop
        return Look(
            scheme=self.scheme,
            lines=lines,
            spans=tuple(labelling.spans_between(self.tags, self.scheme, first, last)),
            problems=frozenset(labelling.problems_near(self.tags, self.scheme, first, last)),
            unlabelled=frozenset(index for index in tokens if self.tags[index] is None),
            deciding=frozenset() if self.deciding is None or asked < 0 else frozenset(self.deciding[asked]),
            confidences=self.confidences,
            colour_index=colour_index,
            active=self.target(selection),
        )
