"""Changes of a corpus as frozen values, and what each of them touches.

The store applies an edit and gets back its exact inverse; both are written to the project's journal
in the transaction of the change itself, so undo outlives a restart. Nothing here touches a file.

What is removed is kept out of sight rather than thrown away: `RestoreSentences`, `RestoreLayer` and
`RestoreImport` bring it back as it was. They arise as inverses; nobody needs to make one by hand.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import msgspec

from core.corpus import Scheme, Sentence, Span, Split, Tags
from core.label_edits import (
    ConvertLayer,
    DeleteLabel,
    MendTags,
    MergeLabels,
    OrderLabels,
    RenameLayer,
    RespellTags,
    SetGuidelines,
    SwapSweep,
)
from core.token_edits import (
    MergeSentences,
    MergeTokens,
    ReplaceTokens,
    Retokenise,
    SetSource,
    SplitSentence,
    SplitToken,
)


class Origin(StrEnum):
    """Where a token's tag came from, one letter a token wherever origins are written in a row."""

    IMPORTED = "i"
    HUMAN = "h"
    ACCEPTED = "a"
    CORRECTED = "c"
    NOBODY = "."


class _Edit(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag=True, tag_field="edit"):
    """What all edits share: frozen, and written with the name of their class."""


class SetTags(_Edit, frozen=True):
    """Tag the tokens from `start` on in one layer; None takes a tag away.

    Attributes:
        sentence: The store's number of the sentence.
        layer: Name of a layer of the project.
        start: First token.
        tags: One a token, spelled in the layer's scheme.
        origins: One `Origin` letter a token; empty says that a human did it.
        before: What these tokens must carry for anything to be done, so that an edit made from what was
            seen some time ago never overwrites what somebody has labelled since; None asks for nothing.
        codes: How the store keeps these tags, where it keeps some by another character than it would write now:
            labels that were merged or deleted stand there under the same tag, and only their characters tell
            them apart when that is undone. Empty everywhere else.
    """

    sentence: int
    layer: str
    start: int
    tags: Tags
    origins: str = ""
    before: Tags | None = None
    codes: str = ""


class SetSplits(_Edit, frozen=True):
    """Say what each of these sentences is for."""

    sentences: tuple[int, ...]
    splits: tuple[Split, ...]


class AddSentences(_Edit, frozen=True):
    """Put sentences at the end of the corpus; their layers must exist, their numbers are given by the store."""

    sentences: tuple[Sentence, ...]


class RemoveSentences(_Edit, frozen=True):
    """Take sentences out of the corpus."""

    sentences: tuple[int, ...]


class RestoreSentences(_Edit, frozen=True):
    """Bring back sentences that were taken out, each to its old place."""

    sentences: tuple[int, ...]


class AddLayer(_Edit, frozen=True):
    """Begin a layer, with the labels it will be given.

    Attributes:
        annotator: Who labels it; empty for nobody in particular.
        of: Name of the layer whose scheme and label set it shares, which brings all labels; empty for none.
    """

    name: str
    scheme: Scheme = Scheme.PLAIN
    labels: tuple[str, ...] = ()
    annotator: str = ""
    of: str = ""


class RemoveLayer(_Edit, frozen=True):
    """Take a layer out with all of its tags."""

    name: str


class RestoreLayer(_Edit, frozen=True):
    """Bring back the layer with this number in the store."""

    layer: int
    name: str


class AddLabels(_Edit, frozen=True):
    """Put labels at the end of a layer's label set."""

    layer: str
    labels: tuple[str, ...]


class RemoveLabels(_Edit, frozen=True):
    """Take labels that no token carries out of a layer's label set."""

    layer: str
    labels: tuple[str, ...]


class RenameLabel(_Edit, frozen=True):
    """Call a label by another name, in every sentence."""

    layer: str
    label: str
    name: str


class SetLabelLook(_Edit, frozen=True):
    """Give a label another colour or key.

    Attributes:
        colour: Index into the theme's label colours.
        key: The character that sets the label; empty for none.
    """

    layer: str
    label: str
    colour: int
    key: str


class SetRemark(_Edit, frozen=True):
    """Note something about a sentence, or flag it; an empty note without a flag is no remark."""

    sentence: int
    note: str = ""
    is_flagged: bool = False


class RemoveImport(_Edit, frozen=True):
    """Take out all sentences that came with one import."""

    number: int
    name: str


class RestoreImport(_Edit, frozen=True):
    """Bring back all sentences that came with one import."""

    number: int
    name: str


class Batch(_Edit, frozen=True):
    """Several edits that are one step for the user."""

    title: str
    edits: tuple["Edit", ...]


Edit = (
    SetTags
    | SetSplits
    | AddSentences
    | RemoveSentences
    | RestoreSentences
    | AddLayer
    | RemoveLayer
    | RestoreLayer
    | AddLabels
    | RemoveLabels
    | RenameLabel
    | SetLabelLook
    | SetRemark
    | RemoveImport
    | RestoreImport
    | SplitToken
    | MergeTokens
    | ReplaceTokens
    | SplitSentence
    | MergeSentences
    | SetSource
    | Retokenise
    | RenameLayer
    | ConvertLayer
    | MergeLabels
    | DeleteLabel
    | OrderLabels
    | SetGuidelines
    | RespellTags
    | MendTags
    | SwapSweep
    | Batch
)

# Of what did not come through, as many as anybody would look at.
MOST_UNCARRIED = 1000

_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[Edit] = msgspec.json.Decoder(Edit)


def to_json(edit: Edit) -> str:
    """Return the edit as the journal keeps it."""
    return _encoder.encode(edit).decode()


def from_json(text: str) -> Edit:
    """Return the edit written as `text`.

    Raises:
        msgspec.MsgspecError: This is no edit.
    """
    return _decoder.decode(text)


@dataclass(frozen=True, slots=True)
class Uncarried:
    """A label that did not come through a change of tokens as it was.

    Attributes:
        before: The tokens it had, counted before the change.
        after: Those it has, counted after; None where it is gone.
        sentence: The store's number of the sentence.
        layer: Name of the layer.
        text: What it covered.
    """

    before: Span
    after: Span | None
    sentence: int = 0
    layer: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """What an edit has touched, so that everybody can tell whether to look again.

    Attributes:
        sentences: Numbers of the sentences whose tokens, tags, split or remark changed; None for all of them.
        layers: Whether layers or label sets changed.
        structure: Whether sentences came or went.
        splits: Whether sentences are for something else now.
        tokens: Whether sentences are cut into other tokens now.
        labels: By layer, how many tokens more carry a label than before; negative for fewer.
        uncarried: The first labels that did not come through as they were.
        n_uncarried: How many there are of them.
    """

    sentences: frozenset[int] | None = frozenset()
    layers: bool = False
    structure: bool = False
    splits: bool = False
    tokens: bool = False
    labels: Mapping[str, int] = field(default_factory=dict, compare=False, hash=False)
    uncarried: tuple[Uncarried, ...] = ()
    n_uncarried: int = 0

    def __or__(self, other: "ChangeSet") -> "ChangeSet":
        """Return what the two have touched together."""
        return union((self, other))

    @property
    def n_labels_lost(self) -> int:
        """How many tokens fewer carry a label, over the layers that have lost any."""
        return -sum(n for n in self.labels.values() if n < 0)


def union(changes: Iterable[ChangeSet]) -> ChangeSet:
    """Return what all of these have touched together."""
    numbers: set[int] = set()
    labels: Counter[str] = Counter()
    uncarried: list[Uncarried] = []
    all_sentences = layers = structure = splits = tokens = False
    n_uncarried = 0
    for change in changes:
        numbers |= change.sentences or frozenset()
        all_sentences |= change.sentences is None
        layers |= change.layers
        structure |= change.structure
        splits |= change.splits
        tokens |= change.tokens
        labels.update(change.labels)
        uncarried += change.uncarried[: MOST_UNCARRIED - len(uncarried)]
        n_uncarried += change.n_uncarried
    touched = None if all_sentences else frozenset(numbers)
    grown = {layer: n for layer, n in labels.items() if n}
    return ChangeSet(touched, layers, structure, splits, tokens, grown, tuple(uncarried), n_uncarried)
