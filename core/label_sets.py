"""Label sets as files: what the labels of a layer are called, their colours, keys and guidelines, as a little JSON.

Loading one only ever adds: labels that the layer lacks, and guidelines where it has none. What the file has
otherwise is reported and left as it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec

from core.atomic import atomic_write
from core.corpus import MAX_NAME, Layer, Scheme
from core.edits import AddLabels, Batch, Edit, SetLabelLook
from core.errors import ExportError, SourceError, place
from core.label_edits import SetGuidelines
from core.labelling import KEYS
from core.schemes import outside
from core.store.layers import Label

SUFFIX = ".labels.json"
VERSION = 1
# Ten thousand labels with the longest names take half of it.
MAX_BYTES = 16 * 2**20
MAX_LABELS = 10_000
_MOST_COLOURS = 10_000
_FORMAT = "tagscope label set"


class _Head(msgspec.Struct, frozen=True):
    format: str
    version: int


class _StoredLabel(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=MAX_NAME)]
    colour: Annotated[int, msgspec.Meta(ge=0, lt=_MOST_COLOURS)]
    key: Annotated[str, msgspec.Meta(max_length=1)] = ""


class _Stored(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: str
    version: int
    layer: Annotated[str, msgspec.Meta(max_length=MAX_NAME)]
    scheme: Scheme
    guidelines: str
    labels: Annotated[tuple[_StoredLabel, ...], msgspec.Meta(max_length=MAX_LABELS)]


@dataclass(frozen=True, slots=True)
class LabelSet:
    """What a label-set file holds.

    Attributes:
        layer: Name of the layer it was saved from.
        scheme: How that layer's tags spell its labels.
        labels: In their order.
        guidelines: How the layer is to be labelled; empty where nobody has said.
    """

    layer: str
    scheme: Scheme
    labels: tuple[Label, ...]
    guidelines: str = ""


@dataclass(frozen=True, slots=True)
class Loading:
    """What loading a label set comes to.

    Attributes:
        edit: One step that adds what is missing; None where nothing is.
        added: Names of the labels that the layer does not have yet.
        other_colours: Names of labels that have another colour in the file.
        other_keys: Names of labels whose key in the file is not the one they have, or will get.
        only_here: Names of labels that the file does not have; they stay.
        unusable: Names in the file that cannot be labels of the layer, because its scheme gives them a meaning.
        has_other_scheme: Whether the file was saved from a layer of another scheme.
        has_other_guidelines: Whether the file has guidelines, and the layer has others; these stay.
    """

    edit: Batch | None
    added: tuple[str, ...]
    other_colours: tuple[str, ...]
    other_keys: tuple[str, ...]
    only_here: tuple[str, ...]
    unusable: tuple[str, ...]
    has_other_scheme: bool
    has_other_guidelines: bool


def write_label_set(label_set: LabelSet, path: Path) -> None:
    """Write a label set in place of what is at `path`, all of it or nothing.

    Raises:
        ExportError: It cannot be written.
    """
    labels = tuple(_StoredLabel(label.name, label.colour, label.key) for label in label_set.labels)
    stored = _Stored(_FORMAT, VERSION, label_set.layer, label_set.scheme, label_set.guidelines, labels)
    content = msgspec.json.format(msgspec.json.encode(stored), indent=2) + b"\n"
    try:
        with atomic_write(path) as file:
            file.write(content)
    except OSError as error:
        raise ExportError(
            f"cannot be written: {error.strerror or error}.", place=place(path), remedy="Choose another place."
        ) from error


def read_label_set(path: Path) -> LabelSet:
    """Return what a label-set file holds.

    Raises:
        SourceError: It cannot be read, is none of ours, is newer than this program, or contradicts itself.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise SourceError(
            f"cannot be read: {error.strerror or error}.", place=place(path), remedy="Choose another file."
        ) from error
    if len(content) > MAX_BYTES:
        raise _refused(path, "is far larger than any label set")
    try:
        head = msgspec.json.decode(content, type=_Head)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise _refused(path, "is no label set") from error
    if head.format != _FORMAT:
        raise _refused(path, "is no label set")
    if head.version > VERSION:
        raise SourceError("was saved by a newer Tagscope.", place=place(path), remedy="Open it with that one.")
    try:
        stored = msgspec.json.decode(content, type=_Stored)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise _refused(path, f"is damaged ({error})") from error
    labels = tuple(Label(label.name, label.colour, label.key) for label in stored.labels)
    for problem in _contradictions(labels):
        raise _refused(path, f"is damaged ({problem})")
    return LabelSet(stored.layer, stored.scheme, labels, stored.guidelines)


def _contradictions(labels: Sequence[Label]) -> Iterator[str]:
    names, keys = set[str](), set[str]()
    for label in labels:
        if label.name in names:
            yield f"it has two labels called {label.name[:20]!r}"
        if label.key and label.key not in KEYS:
            yield f"{label.key!r} is no key of a label"
        if label.key in keys:
            yield f"two labels have the key {label.key!r}"
        names.add(label.name)
        keys |= {label.key} - {""}


def _refused(path: Path, found: str) -> SourceError:
    return SourceError(f"{found}.", place=place(path), remedy="Choose a file that was saved from the label-set editor.")


def loading(label_set: LabelSet, layer: Layer, labels: Sequence[Label], guidelines: str) -> Loading:
    """Say what a label set adds to a layer, and what it has otherwise; nothing is changed.

    Args:
        label_set: Of a file.
        layer: That it is to be loaded into.
        labels: Those the layer has.
        guidelines: Those it has; empty for none.
    """
    here = {label.name: label for label in labels}
    unusable = tuple(label.name for label in label_set.labels if label.name == outside(layer.scheme))
    usable = [label for label in label_set.labels if label.name not in unusable]
    new = [label for label in usable if label.name not in here]
    keys = _keys_for(new, {label.key for label in labels}, layer.scheme)
    edits: list[Edit] = []
    if new:
        edits.append(AddLabels(layer.name, tuple(label.name for label in new)))
        edits += [SetLabelLook(layer.name, label.name, label.colour, keys[label.name]) for label in new]
    if label_set.guidelines and not guidelines:
        edits.append(SetGuidelines(layer.name, label_set.guidelines))
    known = [(label, here[label.name]) for label in usable if label.name in here]
    got = {name: label.key for name, label in here.items()} | keys
    return Loading(
        edit=Batch("load a label set", tuple(edits)) if edits else None,
        added=tuple(label.name for label in new),
        other_colours=tuple(theirs.name for theirs, mine in known if theirs.colour != mine.colour),
        other_keys=tuple(label.name for label in usable if label.key != got[label.name]),
        only_here=tuple(name for name in here if name not in {label.name for label in label_set.labels}),
        unusable=unusable,
        has_other_scheme=label_set.scheme is not layer.scheme,
        has_other_guidelines=bool(label_set.guidelines and guidelines and label_set.guidelines != guidelines),
    )


def _keys_for(new: Sequence[Label], taken: set[str], scheme: Scheme) -> dict[str, str]:
    """Return the key of each new label: its own, or one that nobody has or wants where somebody here has that."""
    taken = (taken | ({"o"} if outside(scheme) else set())) - {""}
    own = {label.name: label.key for label in new if label.key not in taken}
    spoken_for = taken | set(own.values())
    free = iter(key for key in KEYS if key not in spoken_for)
    return {label.name: own[label.name] if label.name in own else next(free, "") for label in new}
