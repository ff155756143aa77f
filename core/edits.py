"""Changes of a corpus as frozen values, and what each of them touches.

The store applies an edit and gets back its exact inverse; both are written to the project's journal
in the transaction of the change itself, so undo outlives a restart. Nothing here touches a file.

What is removed is kept out of sight rather than thrown away: `RestoreSentences`, `RestoreLayer` and
`RestoreImport` bring it back as it was. They arise as inverses; nobody needs to make one by hand.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from core.corpus import Scheme, Sentence, Split, Tags


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
    """

    sentence: int
    layer: str
    start: int
    tags: Tags
    origins: str = ""


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
    | Batch
)

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
class ChangeSet:
    """What an edit has touched, so that everybody can tell whether to look again.

    Attributes:
        sentences: Numbers of the sentences whose tags, split or remark changed; None for all of them.
        layers: Whether layers or label sets changed.
        structure: Whether sentences came or went.
        splits: Whether sentences are for something else now.
    """

    sentences: frozenset[int] | None = frozenset()
    layers: bool = False
    structure: bool = False
    splits: bool = False

    def __or__(self, other: "ChangeSet") -> "ChangeSet":
        """Return what the two have touched together."""
        both = None if self.sentences is None or other.sentences is None else self.sentences | other.sentences
        return ChangeSet(
            both, self.layers or other.layers, self.structure or other.structure, self.splits or other.splits
        )


def union(changes: Iterable[ChangeSet]) -> ChangeSet:
    """Return what all of these have touched together."""
    numbers: set[int] = set()
    all_sentences = layers = structure = splits = False
    for change in changes:
        numbers |= change.sentences or frozenset()
        all_sentences |= change.sentences is None
        layers |= change.layers
        structure |= change.structure
        splits |= change.splits
    return ChangeSet(None if all_sentences else frozenset(numbers), layers, structure, splits)


def title(edit: Edit) -> str:
    """Return what the undo list calls this edit."""
    match edit:
        case SetTags():
            words = f"tag {_counted(len(edit.tags), 'token')}"
        case SetSplits():
            words = f"move {_counted(len(edit.sentences), 'sentence')} to another split"
        case AddSentences() | RestoreSentences():
            words = f"add {_counted(len(edit.sentences), 'sentence')}"
        case RemoveSentences():
            words = f"remove {_counted(len(edit.sentences), 'sentence')}"
        case SetRemark():
            words = "note on a sentence"
        case RestoreImport():
            words = f"import {edit.name}"
        case RemoveImport():
            words = f"remove import {edit.name}"
        case Batch():
            words = edit.title
        case _:
            words = _layer_title(edit)
    return words


def _layer_title(
    edit: AddLayer | RemoveLayer | RestoreLayer | AddLabels | RemoveLabels | RenameLabel | SetLabelLook,
) -> str:
    match edit:
        case AddLayer() | RestoreLayer():
            return f"add layer {edit.name}"
        case RemoveLayer():
            return f"remove layer {edit.name}"
        case AddLabels():
            return f"add {_counted(len(edit.labels), 'label')}"
        case RemoveLabels():
            return f"remove {_counted(len(edit.labels), 'label')}"
        case RenameLabel():
            return f"rename label {edit.label} to {edit.name}"
        case SetLabelLook():
            return f"colour and key of label {edit.label}"


def _counted(n: int, noun: str) -> str:
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"
