"""Edits of layers and label sets that reach every sentence at once, done to the tables in no time.

A merged or deleted label costs a few rows of the table of tags: the characters of its tags are read as
other tags from then on, and never written again.
"""

from collections.abc import Callable
from functools import singledispatchmethod

from core.edits import ChangeSet, Edit
from core.errors import ProjectError, place
from core.label_edits import OrderLabels, RenameLayer, RespellTags, SetGuidelines
from core.store.busy import check_no_import
from core.store.connection import Connection
from core.store.layers import Layers
from core.store.names import checked_name

LabelSetEdit = RenameLayer | OrderLabels | SetGuidelines | RespellTags

_EVERYTHING = ChangeSet(None, layers=True)


class LabelSetChanges:
    """The edits that change how labels and layers are called and ordered.

    Args:
        flush: Brings the stored counts up to date.
    """

    def __init__(self, connection: Connection, layers: Layers, *, flush: Callable[[], None]) -> None:
        self._connection = connection
        self._layers = layers
        self._flush = flush

    @singledispatchmethod
    def apply(self, edit: LabelSetEdit) -> tuple[Edit, ChangeSet]:
        """Do what the edit says; return its inverse and what it touched.

        Raises:
            ProjectError: It does not fit the layers and labels there are.
        """
        raise TypeError(f"{type(edit).__name__} is no edit")

    @apply.register
    def _rename_layer(self, edit: RenameLayer) -> tuple[Edit, ChangeSet]:
        layer = self._layers.find(edit.layer).id
        if not edit.name:
            raise self._refused("a layer needs a name.", "Give it one.")
        if edit.name != edit.layer and self._layers.has(edit.name):
            raise self._refused(f"has a layer {edit.name!r} already.", "Choose another name.")
        check_no_import(self._connection, f"layer {edit.layer!r} must stay as it is")
        name = checked_name(edit.name, self._connection.path)
        self._connection.run("UPDATE layer SET name = ? WHERE id = ?", (name, layer))
        self._layers.forget()
        return RenameLayer(edit.name, edit.layer), _EVERYTHING

    @apply.register
    def _order_labels(self, edit: OrderLabels) -> tuple[Edit, ChangeSet]:
        owner = self._layers.find(edit.layer).labels
        rows = self._connection.rows("SELECT name, number FROM label WHERE layer = ? ORDER BY number", (owner,))
        numbers: dict[str, int] = dict(rows)
        unknown = [name for name in edit.labels if name not in numbers]
        if unknown or len(set(edit.labels)) < len(edit.labels):
            named = f"layer {edit.layer!r} has no label {unknown[0]!r}" if unknown else "a label is named twice"
            raise self._refused(f"{named}.", "Name each label once.")
        self._layers.keep_labels(owner, edit.labels)
        free = sorted(numbers[name] for name in edit.labels)
        before = tuple(name for name, _ in rows if name in set(edit.labels))
        # Two labels never have one number, not even on the way.
        moves = [(-number, owner, name) for name, number in zip(edit.labels, free, strict=True)]
        self._connection.run_many("UPDATE label SET number = ? WHERE layer = ? AND name = ?", moves)
        self._connection.run("UPDATE label SET number = -number WHERE layer = ? AND number < 0", (owner,))
        return OrderLabels(edit.layer, before), ChangeSet(frozenset(), layers=True)

    @apply.register
    def _set_guidelines(self, edit: SetGuidelines) -> tuple[Edit, ChangeSet]:
        owner = self._layers.find(edit.layer).labels
        row = self._connection.row("SELECT guidelines FROM layer WHERE id = ?", (owner,))
        self._connection.run("UPDATE layer SET guidelines = ? WHERE id = ?", (edit.text, owner))
        return SetGuidelines(edit.layer, row[0] if row else ""), ChangeSet(frozenset(), layers=True)

    @apply.register
    def _respell_tags(self, edit: RespellTags) -> tuple[Edit, ChangeSet]:
        stored = self._layers.stored[edit.layer]
        check_no_import(self._connection, f"layer {stored.layer.name!r} must stay as it is")
        self._flush()
        n_labels = self._layers.n_labels(edit.layer)
        rows = {number: rest for number, *rest in self._connection.rows(_TAGS, (edit.layer,))}
        before = [rows[number] for number in edit.numbers]
        self._connection.run_many(
            "UPDATE tag SET name = ?, is_merged = ? WHERE layer = ? AND number = ?",
            [
                (name, int(is_merged), edit.layer, number)
                for number, name, is_merged in zip(edit.numbers, edit.names, edit.are_merged, strict=True)
            ],
        )
        self._layers.forget()
        for name, is_merged in zip(edit.names, edit.are_merged, strict=True):
            if is_merged:
                self._layers.number_of(edit.layer, name)
        # A model that knew the labels as they were has nothing to say of these.
        self._connection.run("DELETE FROM belief WHERE layer = ?", (edit.layer,))
        names, merged = tuple(name for name, _ in before), tuple(bool(is_merged) for _, is_merged in before)
        lost = {stored.layer.name: self._layers.n_labels(edit.layer) - n_labels} if stored.is_shown else {}
        return RespellTags(edit.layer, edit.numbers, names, merged), ChangeSet(None, layers=True, labels=lost)

    def _refused(self, found: str, remedy: str) -> ProjectError:
        return ProjectError(found, place=place(self._connection.path), remedy=remedy)


_TAGS = "SELECT number, name, is_merged FROM tag WHERE layer = ?"
