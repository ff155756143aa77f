"""Layers, their tags and their label sets.

A label joins the label set of its layer when a tag is first seen, with the next colour and key, and
stays there when the edit that brought it is undone: colours and keys must not wander under the hand.
"""

import contextlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from core.corpus import Layer, Scheme
from core.errors import ProjectError, SchemeError, place
from core.labelling import KEYS
from core.schemes import outside, split_tag
from core.store.alphabet import MAX_TAGS, Alphabet, code_of
from core.store.connection import Connection, Row
from core.store.faults import damaged
from core.store.names import checked_name


@dataclass(frozen=True, slots=True)
class Label:
    """One label of a layer.

    Attributes:
        name: As the tags spell it, without the scheme's prefix.
        colour: Index into the theme's label colours.
        key: The character that sets it on the Label page; empty for none.
    """

    name: str
    colour: int
    key: str


@dataclass(frozen=True, slots=True)
class StoredLayer:
    """A layer as the tables know it.

    Attributes:
        labels: Number of the layer whose label set is its own.
        is_shown: Neither removed nor part of an import that is still running.
    """

    id: int
    layer: Layer
    labels: int
    is_removed: bool
    is_shown: bool


@dataclass(frozen=True, slots=True)
class _LabelSet:
    """Numbers of all labels of a layer, removed ones included; names and keys of those that are shown."""

    numbers: dict[str, int]
    shown: set[str]
    keys: set[str]


def label_of(tag: str, scheme: Scheme) -> str:
    """Return the label that a tag spells; empty for the outside and for a tag foreign to the scheme."""
    try:
        return split_tag(tag, scheme)[1]
    except SchemeError:
        return ""


class Layers:
    """All layers of the project, removed ones included, and the characters of their tags.

    Attributes:
        revision: Grows whenever a layer or a label joins.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._stored: dict[int, StoredLayer] | None = None
        self._alphabets: dict[int, Alphabet] = {}
        self._label_sets: dict[int, _LabelSet] = {}
        self._import: int | None = None
        self.revision = 0

    def forget(self) -> None:
        """Read everything again at the next use; called when a transaction failed or layers changed."""
        self._stored = None
        self._alphabets.clear()
        self._label_sets.clear()

    @contextlib.contextmanager
    def brought_by(self, number: int) -> Iterator[None]:
        """Mark layers and labels first seen in the block as brought by this import."""
        self._import = number
        try:
            yield
        finally:
            self._import = None

    @property
    def stored(self) -> dict[int, StoredLayer]:
        """Every layer by its number."""
        if self._stored is None:
            rows = self._connection.rows(_ALL)
            names = {row[0]: row[1] for row in rows}
            self._stored = {row[0]: self._stored_layer(row, names) for row in rows}
        return self._stored

    def _stored_layer(self, row: Row, names: Mapping[int, str]) -> StoredLayer:
        number, name, scheme, annotator, base, is_removed, brought_by = row
        try:
            layer = Layer(name, Scheme(scheme), annotator, "" if base is None else names[base])
        except ValueError as error:
            raise damaged(self._connection.path, f"layer {number} has the unknown scheme {scheme!r}") from error
        except KeyError as error:
            raise damaged(self._connection.path, f"layer {base} is missing") from error
        labels = number if base is None else base
        return StoredLayer(number, layer, labels, bool(is_removed), not is_removed and brought_by is None)

    @property
    def shown(self) -> tuple[Layer, ...]:
        """The layers of the corpus, in the order they came."""
        return tuple(stored.layer for stored in self.stored.values() if stored.is_shown)

    def known(self, layer: int) -> StoredLayer:
        """Return the layer with this number.

        Raises:
            ProjectDamagedError: There is none, though something speaks of it.
        """
        if layer not in self.stored:
            raise damaged(self._connection.path, f"layer {layer} is missing")
        return self.stored[layer]

    def find(self, name: str) -> StoredLayer:
        """Return the layer called `name`, a running import's layers included.

        Raises:
            ProjectError: There is none.
        """
        for stored in self.stored.values():
            if stored.layer.name == name and not stored.is_removed:
                return stored
        known = ", ".join(layer.name for layer in self.shown) or "none yet"
        raise ProjectError(
            f"has no layer {name!r}.", place=place(self._connection.path), remedy=f"Its layers: {known}."
        )

    def has(self, name: str) -> bool:
        """Whether there is a layer of this name, a running import's layers included."""
        return any(stored.layer.name == name and not stored.is_removed for stored in self.stored.values())

    def add(self, layer: Layer) -> int:
        """Begin a layer; return its number.

        Raises:
            ProjectError: It has no name or one that another layer has, or the layer whose labels it is to share
                does not exist or does not fit.
        """
        found, remedy = "", ""
        if not layer.name:
            found, remedy = "a layer needs a name.", "Give it one."
        elif self.has(layer.name):
            found, remedy = f"has a layer {layer.name!r} already.", "Choose another name."
        if found:
            raise ProjectError(found, place=place(self._connection.path), remedy=remedy)
        base = self._base(layer) if layer.of else None
        number = self._connection.insert(
            "INSERT INTO layer (name, scheme, annotator, base, import) VALUES (?, ?, ?, ?, ?)",
            (checked_name(layer.name, self._connection.path), layer.scheme.value, layer.annotator, base, self._import),
        )
        self._stored = None
        self.revision += 1
        return number

    def _base(self, layer: Layer) -> int:
        base = self.find(layer.of)
        found = ""
        if base.layer.of:
            found = f"layer {layer.of!r} has no label set of its own: it shares that of {base.layer.of!r}."
        elif base.layer.scheme is not layer.scheme:
            found = f"layer {layer.of!r} is written in scheme {base.layer.scheme.value}, not {layer.scheme.value}."
        elif not base.is_shown and self._import is None:
            found = f"layer {layer.of!r} is still being imported."
        if found:
            raise ProjectError(found, place=place(self._connection.path), remedy="Share the labels of another layer.")
        return base.id

    def sharing(self, layer: int) -> list[StoredLayer]:
        """Return the layers that are not removed and have the same label set as this one, itself included."""
        labels = self.known(layer).labels
        return [stored for stored in self.stored.values() if stored.labels == labels and not stored.is_removed]

    def alphabet(self, layer: int) -> Alphabet:
        """Return the characters of a layer's tags."""
        if layer not in self._alphabets:
            scheme = self.known(layer).layer.scheme
            alphabet = Alphabet(lambda tag: self._register(layer, tag), self._connection.path)
            labels = {label.name for label in self.labels(layer)}
            for number, tag, is_merged in self._connection.rows(_TAGS, (layer,)):
                label = label_of(tag, scheme)
                alphabet.add(number, tag, is_known=not label or label in labels, is_merged=bool(is_merged))
            self._alphabets[layer] = alphabet
        return self._alphabets[layer]

    def _register(self, layer: int, tag: str) -> int:
        number = self.number_of(layer, tag)
        label = label_of(tag, self.known(layer).layer.scheme)
        if label:
            self.show_label(layer, label)
        self.alphabet(layer).add(number, tag)
        return number

    def number_of(self, layer: int, tag: str) -> int:
        """Return the number of a tag, giving it one where it has none; its label does not join the label set.

        Raises:
            ProjectError: There are too many tags, or the tag is too long.
        """
        connection = self._connection
        alphabet = self.alphabet(layer)
        known = alphabet.number(tag)
        if known is not None:
            # What others use as well does not go when the import is taken back.
            if self._import is None:
                connection.run(_KEEP, (layer, known))
            return known
        number = 1 + connection.number("SELECT max(number) FROM tag WHERE layer = ?", (layer,))
        if number > MAX_TAGS:
            raise ProjectError(
                f"layer {self.known(layer).layer.name!r} would have more than {MAX_TAGS:,} tags.",
                place=place(connection.path),
                remedy="Check that the right column was chosen for the labels.",
            )
        checked_name(label_of(tag, self.known(layer).layer.scheme) or tag, connection.path)
        connection.run(
            "INSERT INTO tag (layer, number, name, n, import) VALUES (?, ?, ?, 0, ?)",
            (layer, number, tag, self._import),
        )
        alphabet.add(number, tag, is_known=False)
        return number

    def show_label(self, layer: int, label: str) -> bool:
        """Have `label` in the label set of a layer; return whether it was not there before."""
        connection = self._connection
        owner = self.known(layer).labels
        known = self._label_set(owner)
        number = known.numbers.get(label)
        if label in known.shown:
            return False
        self.revision += 1
        key = next((key for key in KEYS if key not in known.keys), "")
        if number is not None:
            old = connection.row("SELECT key FROM label WHERE layer = ? AND number = ?", (owner, number))
            key = old[0] if old and old[0] not in known.keys else key
            # Negative, for it was there before the import: taken back, it is out of sight again.
            brought_by = None if self._import is None else -self._import
            connection.run(
                "UPDATE label SET is_removed = 0, key = ?, import = ? WHERE layer = ? AND number = ?",
                (key, brought_by, owner, number),
            )
        else:
            number = known.numbers[label] = 1 + connection.number(
                "SELECT max(number) FROM label WHERE layer = ?", (owner,)
            )
            connection.run(
                "INSERT INTO label VALUES (?, ?, ?, ?, ?, 0, ?)",
                (owner, number, checked_name(label, connection.path), number - 1, key, self._import),
            )
        known.shown.add(label)
        known.keys.add(key)
        return True

    def keep_labels(self, layer: int, labels: Iterable[str]) -> None:
        """Let labels stay when the import that brought them is taken back: an edit names them, and so does its undo."""
        owner = self.known(layer).labels
        self._connection.run_many(_KEEP_LABEL, [(owner, label) for label in labels])

    def _label_set(self, owner: int) -> "_LabelSet":
        """Return a label set; kept, so that a file of many labels does not read all of them for each."""
        if owner not in self._label_sets:
            rows = self._connection.rows("SELECT name, number, is_removed, key FROM label WHERE layer = ?", (owner,))
            self._label_sets[owner] = _LabelSet(
                {row[0]: row[1] for row in rows},
                {row[0] for row in rows if not row[2]},
                {row[3] for row in rows if not row[2]},
            )
        return self._label_sets[owner]

    def labels(self, layer: int) -> tuple[Label, ...]:
        """Return the label set of a layer, in the order the labels came."""
        rows = self._connection.rows(
            "SELECT name, colour, key FROM label WHERE layer = ? AND is_removed = 0 ORDER BY number",
            (self.known(layer).labels,),
        )
        return tuple(Label(*row) for row in rows)

    def tags_by_number(self, layer: int) -> dict[int, str]:
        """Return every tag that some token may carry, merged ones included."""
        return {number: tag for number, tag, _ in self._connection.rows(_TAGS, (layer,))}

    def is_label(self, layer: int, number: int) -> bool:
        """Whether the tag of this number says that a token has a label; the outside says that it has none."""
        (tag,) = self.alphabet(layer).decode(code_of(number))
        return tag != outside(self.known(layer).layer.scheme)

    def n_labels(self, layer: int) -> int:
        """Return how many tokens carry a label, as `is_label` has it."""
        nothing = outside(self.known(layer).layer.scheme)
        return sum(n for tag, n in self.tag_counts(layer).items() if tag != nothing)

    def tag_counts(self, layer: int) -> dict[str, int]:
        """Return how many tokens carry each tag, in the order the tags came; unused tags are left out."""
        return dict(self._connection.rows(_COUNTS, (layer,)))

    def label_counts(self, layer: int) -> dict[str, int]:
        """Return how many tokens each label covers, unused labels with 0."""
        scheme = self.known(layer).layer.scheme
        counts = {label.name: 0 for label in self.labels(layer)}
        for tag, n in self.tag_counts(layer).items():
            label = label_of(tag, scheme)
            if label:
                counts[label] = counts.get(label, 0) + n
        return counts

    def uses(self, layer: int) -> Counter[str]:
        """Return how many tokens each label covers in all layers that share the label set of this one."""
        return sum((Counter(self.label_counts(stored.id)) for stored in self.sharing(layer)), Counter())


_ALL = "SELECT id, name, scheme, annotator, base, is_removed, import FROM layer ORDER BY coalesce(place, id), id"
_TAGS = "SELECT number, name, is_merged FROM tag WHERE layer = ? ORDER BY number"
_KEEP = "UPDATE tag SET import = NULL WHERE layer = ? AND number = ? AND import IS NOT NULL"
_KEEP_LABEL = "UPDATE label SET import = NULL WHERE layer = ? AND name = ? AND import IS NOT NULL"
_COUNTS = "SELECT name, sum(n) FROM tag WHERE layer = ? GROUP BY name HAVING sum(n) > 0 ORDER BY min(number)"
