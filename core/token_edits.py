"""Edits that cut text another way: tokens split and merged, sentences split and merged, a new tokenizer.

Labels of all layers, spaces, remarks and flags are carried along; the rule is that of `core.carrying`.
`ReplaceTokens` and `SetSource` arise as inverses; nobody needs to make one by hand.
"""

from enum import StrEnum

import msgspec

from core.corpus import Tags


class TokenEdit(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag=True, tag_field="edit"):
    """What these edits share: frozen, and written with the name of their class."""


class SplitToken(TokenEdit, frozen=True):
    """Split a token in two; a space at the cut becomes the space between them.

    Attributes:
        sentence: The store's number of the sentence.
        token: Index of the token.
        offset: Code points of the first piece; neither piece may be empty.
    """

    sentence: int
    token: int
    offset: int


class MergeTokens(TokenEdit, frozen=True):
    """Make the tokens `[start, end)` one, with the spaces that are known to stand between them."""

    sentence: int
    start: int
    end: int


class LayerTags(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Tags for the tokens `[start, end)` of one layer, counted before the change.

    Attributes:
        layer: The store's number of the layer.
        start: First token.
        end: One past the last.
        tags: One for each token that is there after the change.
        origins: The same.
        codes: See `core.edits.SetTags`.
    """

    layer: int
    start: int
    end: int
    tags: Tags
    origins: str
    codes: str = ""


class ReplaceTokens(TokenEdit, frozen=True):
    """Put other tokens in the place of `[start, end)`, tags of each layer included.

    Attributes:
        sentence: The store's number of the sentence.
        start: First token that goes.
        end: One past the last.
        tokens: Those that come.
        spaces: One digit a token that comes, 1 for a space after it; None where the sentence does not tell.
        layers: Tags, of these and of neighbours; layers left out are unlabelled here.
    """

    sentence: int
    start: int
    end: int
    tokens: tuple[str, ...]
    spaces: str | None
    layers: tuple[LayerTags, ...]


class SplitSentence(TokenEdit, frozen=True):
    """Have a sentence end before a token; the rest becomes a sentence of its own, right behind it."""

    sentence: int
    token: int


class MergeSentences(TokenEdit, frozen=True):
    """Put the next sentence of the same document at the end of this one."""

    sentence: int


class SetSource(TokenEdit, frozen=True):
    """Say which rows of its file a sentence was read from."""

    sentence: int
    rows: str


class Reach(StrEnum):
    """How far an edit reaches from the sentence it is made in."""

    SENTENCE = "sentence"
    DOCUMENT = "document"
    CORPUS = "corpus"


class Scope(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The sentences that an edit goes through.

    Attributes:
        reach: How far.
        sentence: The store's number of the sentence that is meant, or whose document is; 0 for the corpus.
    """

    reach: Reach = Reach.CORPUS
    sentence: int = 0


class Retokenise(TokenEdit, frozen=True):
    """Cut sentences into tokens anew.

    Attributes:
        scope: Which sentences.
        tokenizer: A name of `core.tokenizers.TOKENIZERS`.
        within_tokens: Cut the tokens there are, each on its own, rather than the running text.
    """

    scope: Scope
    tokenizer: str
    within_tokens: bool = False
