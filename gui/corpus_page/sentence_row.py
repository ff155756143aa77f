"""One row of the sentence table: a sentence in as few words as fit, its tags counted by label."""

from collections import Counter
from dataclasses import dataclass

from core import schemes
from core.corpus import Layer, Sentence, Split
from core.visible import visible_token

# No row is wide enough for more of a sentence.
MOST_CHARACTERS = 400


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """What the table shows of a sentence.

    Attributes:
        number: The store's number of the sentence.
        split: What the sentence is for.
        text: Its beginning, on one line.
        n_tokens: Its length.
        counts: How often each label occurs, commonest first: spans where the layer has spans, else tokens.
        n_unlabelled: Tokens without a tag.
    """

    number: int
    split: Split
    text: str
    n_tokens: int
    counts: tuple[tuple[str, int], ...]
    n_unlabelled: int


def row_of(sentence: Sentence, layer: Layer | None) -> SentenceRow:
    """Return the row of a sentence; without a layer there are no counts."""
    counts: tuple[tuple[str, int], ...] = ()
    n_unlabelled = 0
    if layer is not None:
        tags = sentence.layer_tags(layer.name)
        n_unlabelled = tags.count(None)
        if layer.has_spans:
            found = Counter(span.label for span in schemes.to_spans(tags, layer.scheme))
        else:
            found = Counter(tag for tag in tags if tag is not None)
        counts = tuple(found.most_common())
    return SentenceRow(sentence.id, sentence.split, beginning(sentence), len(sentence), counts, n_unlabelled)


def beginning(sentence: Sentence) -> str:
    """Return the first few hundred characters of a sentence on one line."""
    tokens = [token[:MOST_CHARACTERS] for token in sentence.tokens[:MOST_CHARACTERS]]
    spaces = (sentence.spaces or (True,) * len(sentence))[:MOST_CHARACTERS]
    text = "".join([token + " " * space for token, space in zip(tokens, spaces, strict=True)])
    if not (text.isascii() and text.isprintable()) or "  " in text or text.startswith(" "):
        text = "".join([visible_token(token) + " " * space for token, space in zip(tokens, spaces, strict=True)])
    is_cut = len(text) > MOST_CHARACTERS + 1 or len(tokens) < len(sentence)
    return text[:MOST_CHARACTERS] + "…" if is_cut else text.rstrip(" ")
