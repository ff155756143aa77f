"""One line of the text: its tokens, what the network says of them, and what the user made of it."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace

from core.bundle import Bundle
from core.corpus import Tags
from core.labelling import Change
from core.tagging import Tagged, Tagger
from gui.jobs import JobControl

# A longer line is tagged in a job: up to here the answer comes within a frame.
TOKENS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Line:
    """A tagged line.

    Attributes:
        tokens: As the tokenizer found them.
        spaces: Whether a space follows each.
        tagged: What the network says.
        tags: The same with the user's corrections.
    """

    tokens: tuple[str, ...]
    spaces: tuple[bool, ...]
    tagged: Tagged
    tags: Tags

    def corrected(self, change: Change) -> "Line":
        """Return the line with other tags."""
        return replace(self, tags=change.applied_to(self.tags))

    def with_corrections_of(self, before: "Line") -> "Line":
        """Return the line with the corrections made while it was `before`, on the tokens both begin and end with."""
        longest = min(len(self.tokens), len(before.tokens))
        n_first = _alike(self.tokens, before.tokens, longest)
        n_last = _alike(self.tokens[::-1], before.tokens[::-1], longest - n_first)
        tags = list(self.tags)
        shift = len(self.tokens) - len(before.tokens)
        for index, (tag, said) in enumerate(zip(before.tags, before.tagged.tags, strict=True)):
            if tag == said:
                continue
            if index < n_first:
                tags[index] = tag
            elif index >= len(before.tokens) - n_last:
                tags[index + shift] = tag
        return replace(self, tags=tuple(tags))

    @property
    def confidences(self) -> list[float] | None:
        """The network's probability of each tag as it stands; None where it claims none."""
        if not self.tagged.has_confidence:
            return None
        column = {label: index for index, label in enumerate(self.tagged.labels)}
        return [
            float(self.tagged.probabilities[index, column[tag]]) if tag in column else 0.0
            for index, tag in enumerate(self.tags)
        ]


def _alike(tokens: Sequence[str], others: Sequence[str], longest: int) -> int:
    """Return how many of the first `longest` tokens are the same."""
    pairs = zip(tokens[:longest], others[:longest], strict=True)
    return next((index for index, (one, other) in enumerate(pairs) if one != other), longest)


class Warming:
    """The job that makes a tagger ready: its first sentence builds the engine."""

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle

    def __call__(self, control: JobControl) -> Generator[object, None, Tagger]:
        """Return the tagger."""
        yield from ()
        tagger = Tagger(self._bundle)
        tagger.tag([["."]])
        return tagger


class Tagging:
    """The job that tags a long line."""

    def __init__(self, tagger: Tagger, tokens: tuple[str, ...], spaces: tuple[bool, ...]) -> None:
        self._tagger, self._tokens, self._spaces = tagger, tokens, spaces

    def __call__(self, control: JobControl) -> Generator[object, None, Line]:
        """Return the tagged line."""
        yield from ()
        tagged = self._tagger.tag([self._tokens])[0]
        return Line(self._tokens, self._spaces, tagged, tagged.tags)
