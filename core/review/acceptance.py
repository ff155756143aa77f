"""Suggestions taken over as edits: the span under the cursor, the rest of a sentence, a whole corpus.

Only a person who accepts one suggestion by hand may thereby replace a label. Whatever accepts many at
once fills tokens that have none, and leaves out every suggested span that touches one that has.
"""

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from itertools import tee

from core.corpus import Layer, Sentence, Split, Tags
from core.edits import Batch, Origin, SetTags
from core.labelling import Change, label_tokens
from core.review.suggestions import Suggester, Suggestion
from core.schemes import outside

_FROM_MODEL = frozenset({Origin.ACCEPTED, Origin.CORRECTED})
# Sentences between two reports of progress.
_SLICE = 200


@dataclass(frozen=True, slots=True)
class Labelled:
    """What one sentence carries in a layer.

    Attributes:
        sentence: The store's number of the sentence.
        layer: The layer.
        tags: One a token.
        origins: Where they came from, one `Origin` letter a token.
    """

    sentence: int
    layer: Layer
    tags: Tags
    origins: str


@dataclass(frozen=True, slots=True)
class Accepting:
    """How far accepting many suggestions has come.

    Attributes:
        n_sentences: Sentences of those given that are done with.
        n_tokens: Tokens that will be labelled.
    """

    n_sentences: int
    n_tokens: int


def accept_at(labelled: Labelled, suggestion: Suggestion, index: int) -> SetTags | None:
    """Take over what is suggested for one token, with the whole span it belongs to.

    A label that stands there gives way, for somebody has looked at it; of a span that reaches further
    the rest is kept.

    Returns:
        None when the tokens carry that label already.
    """
    found = suggestion.span_at(index)
    start, end = (found.span.start, found.span.end) if found else (index, index + 1)
    label = found.span.label if found else None
    change = label_tokens(labelled.tags, labelled.layer.scheme, start, end, label)
    return None if change is None else _edit(labelled, change, {*range(start, end)})


def accept_rest(labelled: Labelled, suggestion: Suggestion, *, threshold: float = 0.0) -> SetTags | None:
    """Take over what is suggested for tokens without a label, where the model is sure enough.

    Args:
        labelled: What there is.
        suggestion: For the same tokens.
        threshold: Lowest probability, of a span or of a token outside, that is taken over.

    Returns:
        None when there is nothing to take over.
    """
    new, accepted = _filled(labelled, suggestion, threshold)
    return _edit(labelled, _change(labelled.tags, new), accepted) if accepted else None


def accept_all(
    sentences: Iterable[Sentence],
    layer: Layer,
    suggester: Suggester,
    origins: Callable[[int], str],
    *,
    threshold: float,
    splits: frozenset[Split] = frozenset({Split.TRAIN}),
) -> Generator[Accepting, None, Batch | None]:
    """Yield how far it is; return one edit that takes over every suggestion that is sure enough.

    Labels that are there stay, whoever gave them, and suggestions keep to them. Nothing is written.

    Args:
        sentences: Read once, a few thousand ahead.
        layer: The layer to label; spelled in the scheme of the model's, if not the very layer.
        suggester: What suggests.
        origins: Returns where the tags of a sentence, by its number, came from.
        threshold: Lowest probability, of a span or of a token outside, that is taken over.
        splits: What else is left out: a model that labels its own exam cannot fail it.
    """
    wanted, asked = tee(
        (count, sentence)
        for count, sentence in enumerate(sentences, 1)
        if sentence.split in splits and None in sentence.layer_tags(layer.name)
    )
    suggestions = suggester.suggest_all((sentence for _, sentence in asked), keep=layer.name)
    edits: list[SetTags] = []
    n_tokens = 0
    for turn, ((count, sentence), suggestion) in enumerate(zip(wanted, suggestions, strict=True)):
        if turn % _SLICE == 0:
            yield Accepting(count - 1, n_tokens)
        tags = sentence.layer_tags(layer.name)
        letters = origins(sentence.id) if any(tags) else Origin.NOBODY * len(tags)
        labelled = Labelled(sentence.id, layer, tags, letters)
        new, accepted = _filled(labelled, suggestion, threshold)
        if accepted:
            edits.append(_edit(labelled, _change(tags, new), accepted))
            n_tokens += len(accepted)
    words = "accept suggestion for 1 token" if n_tokens == 1 else f"accept suggestions for {n_tokens:,} tokens"
    return Batch(words, tuple(edits)) if edits else None


def origins_by_hand(labelled: Labelled, change: Change, suggestion: Suggestion | None) -> str:
    """Return the origins, one letter a token, of a change that a person makes with a label key.

    A tag is a correction where it is another than the one suggested, or replaces an accepted one.

    Args:
        labelled: What there is before.
        change: What the key does.
        suggestion: What is shown beside it; None for nothing.
    """
    letters = []
    for index, tag in enumerate(change.tags, change.start):
        before = labelled.origins[index]
        if tag == labelled.tags[index]:
            letters.append(before)
        elif tag is None:
            letters.append(Origin.NOBODY)
        elif before in _FROM_MODEL or (suggestion is not None and tag != suggestion.tags[index]):
            letters.append(Origin.CORRECTED)
        else:
            letters.append(Origin.HUMAN)
    return "".join(letters)


def _filled(labelled: Labelled, suggestion: Suggestion, threshold: float) -> tuple[Tags, set[int]]:
    """Return the tags with what is suggested for unlabelled tokens, and the tokens that are new."""
    tags, scheme = labelled.tags, labelled.layer.scheme
    new, accepted = tags, set[int]()
    for found in suggestion.spans:
        tokens = range(found.span.start, found.span.end)
        if found.probability >= threshold and all(tags[index] is None for index in tokens):
            change = label_tokens(new, scheme, tokens.start, tokens.stop, found.span.label)
            new = change.applied_to(new) if change else new
            accepted.update(tokens)
    empty = outside(scheme)
    free = {
        index
        for index, tag in enumerate(tags)
        if tag is None
        and empty is not None
        and suggestion.tags[index] == empty
        and suggestion.probabilities[index] >= threshold
    }
    return tuple(empty if index in free else tag for index, tag in enumerate(new)), accepted | free


def _change(tags: Tags, new: Tags) -> Change:
    """Return the smallest change from one to the other, which differ."""
    changed = [index for index, (old, tag) in enumerate(zip(tags, new, strict=True)) if old != tag]
    return Change(changed[0], new[changed[0] : changed[-1] + 1])


def _edit(labelled: Labelled, change: Change, accepted: set[int]) -> SetTags:
    """Return the edit that makes a change; only tokens in `accepted` are taken over, the others are spelled anew."""
    letters = [
        Origin.ACCEPTED if index in accepted and tag is not None else labelled.origins[index]
        for index, tag in enumerate(change.tags, change.start)
    ]
    seen = labelled.tags[change.start : change.start + len(change.tags)]
    return SetTags(labelled.sentence, labelled.layer.name, change.start, change.tags, "".join(letters), seen)
