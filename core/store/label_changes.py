"""Edits of layers and label sets, done to the tables."""

from collections.abc import Callable
from dataclasses import replace
from functools import singledispatchmethod

from core.corpus import Layer, Scheme
from core.edit_titles import title
from core.edits import (
    AddLabels,
    AddLayer,
    Batch,
    ChangeSet,
    Edit,
    RemoveLabels,
    RemoveLayer,
    RenameLabel,
    RestoreLayer,
    SetLabelLook,
)
from core.errors import ProjectError, place
from core.store.busy import check_no_import
from core.store.connection import Connection
from core.store.layers import Layers, StoredLayer, label_of
from core.store.names import checked_name

LayerEdit = AddLayer | RemoveLayer | RestoreLayer | AddLabels | RemoveLabels | RenameLabel | SetLabelLook

_LAYERS = ChangeSet(frozenset(), layers=True)
_EVERYTHING = ChangeSet(None, layers=True)


class LabelChanges:
    """The edits that change layers and label sets.

    Args:
        flush: Brings the stored counts up to date, so that labels in use can be told from others.
    """

    def __init__(self, connection: Connection, layers: Layers, *, flush: Callable[[], None]) -> None:
        self._connection = connection
        self._layers = layers
        self._flush = flush

    @singledispatchmethod
    def apply(self, edit: LayerEdit) -> tuple[Edit, ChangeSet]:
        """Do what the edit says; return its inverse and what it touched.

        Raises:
            ProjectError: It does not fit the layers and labels there are.
        """
        raise TypeError(f"{type(edit).__name__} is no edit")

    @apply.register
    def _add_layer(self, edit: AddLayer) -> tuple[Edit, ChangeSet]:
        if edit.of and edit.labels:
            raise self._refused(f"the labels of layer {edit.name!r} are those of {edit.of!r}.", "Give it no others.")
        number = self._layers.add(Layer(edit.name, edit.scheme, edit.annotator, edit.of))
        for label in edit.labels:
            self._layers.show_label(number, label)
        return RemoveLayer(edit.name), _LAYERS

    @apply.register
    def _remove_layer(self, edit: RemoveLayer) -> tuple[Edit, ChangeSet]:
        number = self._layers.find(edit.name).id
        # What an import brings for this layer would end up where nobody sees it.
        check_no_import(self._connection, f"layer {edit.name!r} cannot go")
        others = [stored.layer.name for stored in self._layers.sharing(number) if stored.layer.of == edit.name]
        if others:
            raise self._refused(
                f"layer {edit.name!r} lends its labels to {', '.join(map(repr, others))}.", "Remove those first."
            )
        self._flush()
        labels = {edit.name: -self._layers.n_labels(number)}
        self._connection.run("UPDATE layer SET is_removed = 1 WHERE id = ?", (number,))
        self._layers.forget()
        return RestoreLayer(number, edit.name), replace(_EVERYTHING, labels=labels)

    @apply.register
    def _restore_layer(self, edit: RestoreLayer) -> tuple[Edit, ChangeSet]:
        if self._layers.has(edit.name) or edit.layer not in self._layers.stored:
            raise self._refused(f"layer {edit.name!r} cannot be brought back.", "Rename the layer that took its name.")
        self._flush()
        self._connection.run("UPDATE layer SET is_removed = 0 WHERE id = ?", (edit.layer,))
        self._layers.forget()
        return RemoveLayer(edit.name), replace(_EVERYTHING, labels={edit.name: self._layers.n_labels(edit.layer)})

    @apply.register
    def _add_labels(self, edit: AddLabels) -> tuple[Edit, ChangeSet]:
        layer = self._layers.find(edit.layer).id
        if "" in edit.labels:
            raise self._refused("a label needs a name.", "Give it one.")
        new = tuple(label for label in edit.labels if self._layers.show_label(layer, label))
        self._layers.keep_labels(layer, edit.labels)
        self._layers.forget()
        return RemoveLabels(edit.layer, new), _LAYERS

    @apply.register
    def _remove_labels(self, edit: RemoveLabels) -> tuple[Edit, ChangeSet]:
        stored = self._layers.find(edit.layer)
        self._flush()
        shown = {label.name for label in self._layers.labels(stored.id)}
        uses = self._layers.uses(stored.id)
        for label in edit.labels:
            if label not in shown:
                raise self._refused(f"layer {edit.layer!r} has no label {label!r}.", "")
            if uses[label]:
                raise self._refused(
                    f"{uses[label]:,} tokens carry the label {label!r}.", "Take it away from them first."
                )
            self._connection.run("UPDATE label SET is_removed = 1 WHERE layer = ? AND name = ?", (stored.labels, label))
        self._layers.forget()
        return AddLabels(edit.layer, edit.labels), _LAYERS

    @apply.register
    def _rename_label(self, edit: RenameLabel) -> tuple[Edit, ChangeSet]:
        stored = self._layers.find(edit.layer)
        shown = {label.name for label in self._layers.labels(stored.id)}
        if edit.label not in shown or not edit.name:
            raise self._refused(f"label {edit.label!r} of layer {edit.layer!r} cannot be renamed.", "Give it a name.")
        # What it still brings would carry the old name.
        check_no_import(self._connection, f"label {edit.label!r} must stay as it is")
        self._layers.keep_labels(stored.id, (edit.label, edit.name))
        back = RenameLabel(edit.layer, edit.name, edit.label)
        self._flush()
        takes_place = edit.name in shown and edit.name != edit.label
        if takes_place and self._layers.uses(stored.id)[edit.name]:
            raise self._refused(f"layer {edit.layer!r} has a label {edit.name!r} already.", "Choose another name.")
        self._swap_names(stored, edit.label, checked_name(edit.name, self._connection.path))
        if not takes_place:
            self._layers.forget()
            return back, _EVERYTHING
        # Nothing carries the label of that name any more: what is left of an edit taken back, as a rule.
        key = (stored.labels, edit.label)
        self._connection.run("UPDATE label SET is_removed = 1 WHERE layer = ? AND name = ?", key)
        self._layers.forget()
        return Batch(title(edit), (back, AddLabels(edit.layer, (edit.name,)))), _EVERYTHING

    def _swap_names(self, stored: StoredLayer, first: str, second: str) -> None:
        """Let two labels exchange their names: a removed label may still bear the new one."""
        other = {first: second, second: first}
        tables = [("tag", sharing.id, stored.layer.scheme) for sharing in self._layers.sharing(stored.id)]
        for table, layer, scheme in (*tables, ("label", stored.labels, Scheme.PLAIN)):
            rows = self._connection.rows(_NAMES[table], (layer,))
            renamed = []
            for number, name in rows:
                label = label_of(name, scheme)
                if label in other:
                    renamed.append((name.removesuffix(label) + other[label], layer, number))
            self._connection.run_many(_RENAME[table], renamed)

    @apply.register
    def _set_look(self, edit: SetLabelLook) -> tuple[Edit, ChangeSet]:
        layer = self._layers.find(edit.layer).labels
        labels = {label.name: label for label in self._layers.labels(layer)}
        label = labels.get(edit.label)
        if label is None:
            raise self._refused(f"layer {edit.layer!r} has no label {edit.label!r}.", "")
        self._layers.keep_labels(layer, labels)
        holder = next((other.name for other in labels.values() if edit.key and other.key == edit.key), None)
        # Whoever has the key takes the old one in exchange: no key is set twice, and undoing gives both back.
        if holder is not None:
            self._connection.run("UPDATE label SET key = ? WHERE layer = ? AND name = ?", (label.key, layer, holder))
        self._connection.run(
            "UPDATE label SET colour = ?, key = ? WHERE layer = ? AND name = ?",
            (edit.colour, edit.key, layer, edit.label),
        )
        self._layers.forget()
        return SetLabelLook(edit.layer, edit.label, label.colour, label.key), _EVERYTHING

    def _refused(self, found: str, remedy: str) -> ProjectError:
        return ProjectError(found, place=place(self._connection.path), remedy=remedy)


_NAMES = {
    "tag": "SELECT number, name FROM tag WHERE layer = ?",
    "label": "SELECT number, name FROM label WHERE layer = ?",
}
_RENAME = {
    "tag": "UPDATE tag SET name = ? WHERE layer = ? AND number = ?",
    "label": "UPDATE label SET name = ? WHERE layer = ? AND number = ?",
}
