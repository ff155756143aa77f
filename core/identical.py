"""The same tokens elsewhere: found whole, shown with what they carry, labelled together as one edit. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.corpus import Layer, Sentence
from core.edits import Batch, Origin, SetTags
from core.labelling import label_tokens

_BY_HAND = frozenset({Origin.HUMAN, Origin.CORRECTED, Origin.ACCEPTED})


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens `[start, end)` of a sentence that are the ones looked for.

    Attributes:
        sentence: As it was when they were found.
        origins: Where the tags of these tokens came from, one letter each.
        is_by_hand: Whether somebody has labelled one of them: then it is not to be ticked beforehand.
    """

    sentence: Sentence
    start: int
    end: int
    origins: str
    is_by_hand: bool


def matches_in(
    sentence: Sentence, origins: str, wanted: Sequence[str], *, ignores_case: bool = False
) -> Iterator[Match]:
    """Yield where a sentence has the wanted tokens, whole and one after the other; no two share a token."""
    fold = str.casefold if ignores_case else str
    tokens, looked_for = [fold(token) for token in sentence.tokens], [fold(token) for token in wanted]
    n_wanted, index = len(looked_for), 0
    while looked_for and index + n_wanted <= len(tokens):
        if tokens[index : index + n_wanted] == looked_for:
            own = origins[index : index + n_wanted]
            yield Match(sentence, index, index + n_wanted, own, not _BY_HAND.isdisjoint(own))
            index += n_wanted
        else:
            index += 1


def label_matches(matches: Iterable[Match], layer: Layer, name: str) -> Batch:
    """Return the one edit that labels all these matches; those that carry the label already cost nothing.

    What has been labelled between the search and the edit stays as it is.
    """
    by_sentence: dict[int, list[Match]] = {}
    for match in matches:
        by_sentence.setdefault(match.sentence.id, []).append(match)
    edits = []
    for number, found in by_sentence.items():
        tags = found[0].sentence.layer_tags(layer.name)
        for match in found:
            change = label_tokens(tags, layer.scheme, match.start, match.end, name)
            if change is not None:
                seen = tags[change.start : change.start + len(change.tags)]
                edits.append(SetTags(number, layer.name, change.start, change.tags, before=seen))
                tags = change.applied_to(tags)
    return Batch(f"label all identical as {name}", tuple(edits))
