"""Where two people have labelled the same tokens otherwise, and what to write down once somebody has decided.

A place is decided as a whole: it holds every span of either that touches a token they differ on, so that
whichever is taken stands complete. A token that one of them has not labelled is never a disagreement.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from core.agreement import differences
from core.corpus import Scheme, Tags
from core.schemes import to_spans


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One place of a sentence.

    Attributes:
        start: Its first token.
        end: Behind its last.
        tokens: Those in it that the two have labelled otherwise.
    """

    start: int
    end: int
    tokens: tuple[int, ...]

    def is_decided(self, curated: Tags) -> bool:
        """Whether every token that they differ on has a tag in the curated layer."""
        return all(curated[token] is not None for token in self.tokens)


def disagreements(first: Tags, second: Tags, scheme: Scheme) -> tuple[Disagreement, ...]:
    """Return the places on which two labellings of a sentence differ, from left to right.

    Without spans every token is a place of its own; with spans, places that touch are one, because
    in some schemes a span goes on where nothing is said between two of them.
    """
    differing = differences(first, second)
    if scheme is Scheme.PLAIN or not differing:
        return tuple(Disagreement(token, token + 1, (token,)) for token in differing)
    spans = [(span.start, span.end) for tags in (first, second) for span in to_spans(tags, scheme)]
    places = _joined([(token, token + 1) for token in differing])
    while True:
        touching = [span for span in spans if any(span[0] < end and start < span[1] for start, end in places)]
        wider = _joined([*places, *touching])
        if wider == places:
            break
        places = wider
    inside = [tuple(token for token in differing if start <= token < end) for start, end in places]
    return tuple(Disagreement(*place, tokens) for place, tokens in zip(places, inside, strict=True))


def _joined(places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def agreed(first: Tags, second: Tags, scheme: Scheme, curated: Tags) -> Tags:
    """Return the curated tags with those filled in that both have set alike outside of every disagreement.

    What the curated layer has already stays.
    """
    filled = list(curated)
    places = disagreements(first, second, scheme)
    open_tokens = {token for place in places for token in range(place.start, place.end)}
    for token, (one, other) in enumerate(zip(first, second, strict=True)):
        if filled[token] is None and token not in open_tokens and one == other:
            filled[token] = one
    return tuple(filled)


def decided(place: Disagreement, chosen: Tags, curated: Tags) -> Tags:
    """Return the curated tags with a place as one of the two has it; what that one has not labelled stays."""
    taken = chosen[place.start : place.end]
    kept = curated[place.start : place.end]
    inside = tuple(old if new is None else new for new, old in zip(taken, kept, strict=True))
    return curated[: place.start] + inside + curated[place.end :]
