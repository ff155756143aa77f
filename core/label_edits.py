"""Edits of layers and label sets that go through every sentence: none of them rewrites a corpus to do so.

`RespellTags` arises as an inverse; nobody needs to make one by hand.
"""

import msgspec

from core.corpus import Scheme
from core.token_edits import Scope


class LabelEdit(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag=True, tag_field="edit"):
    """What these edits share: frozen, and written with the name of their class."""


class RenameLayer(LabelEdit, frozen=True):
    """Call a layer by another name. Models keep the name they were trained under."""

    layer: str
    name: str


class ConvertLayer(LabelEdit, frozen=True):
    """Write a layer, and all that share its label set, in another scheme.

    IO cannot keep touching spans of a label apart; tags foreign to the old scheme become unlabelled.
    """

    layer: str
    scheme: Scheme


class MergeLabels(LabelEdit, frozen=True):
    """Let the tokens of some labels carry another label of the layer, and take those labels out.

    Spans that touch stay two, but in a layer of scheme IO, which cannot keep them apart.
    """

    layer: str
    labels: tuple[str, ...]
    into: str


class DeleteLabel(LabelEdit, frozen=True):
    """Take a label out together with all of its uses.

    Tokens of its spans are outside afterwards, for whoever labelled them has denied every other label.
    Where tags are plain there is no outside: the tokens are unlabelled.
    """

    layer: str
    label: str


class OrderLabels(LabelEdit, frozen=True):
    """Let these labels of a layer stand in this order, in the places they have among the others."""

    layer: str
    labels: tuple[str, ...]


class SetGuidelines(LabelEdit, frozen=True):
    """Say in plain text how a layer is to be labelled."""

    layer: str
    text: str


class RespellTags(LabelEdit, frozen=True):
    """Let tags of a layer, by their numbers in the store, be spelled another way.

    Attributes:
        layer: The store's number of the layer.
        numbers: Of the tags.
        names: How each of them is spelled.
        are_merged: Whether each is only read, because another number is written for the same tag.
    """

    layer: int
    numbers: tuple[int, ...]
    names: tuple[str, ...]
    are_merged: tuple[bool, ...]


class MendTags(LabelEdit, frozen=True):
    """Spell the spans of sentences the way the scheme wants them; tags it does not know are dropped."""

    layer: str
    scope: Scope


class SwapSweep(LabelEdit, frozen=True):
    """Exchange what a sweep has changed with what it has kept; the same again takes it back.

    Attributes:
        number: The store's number of the sweep.
        title: What the undo list calls it.
    """

    number: int
    title: str
