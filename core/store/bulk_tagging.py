"""Tags of many sentences set as one step: a slice at a time, so that nobody waits until the last of them is written."""

from collections.abc import Generator
from dataclasses import replace
from typing import TypeGuard

from core.corpus import Layer
from core.edits import AddLayer, Batch, ChangeSet, Edit, RestoreLayer, SetTags
from core.errors import ProjectError, place
from core.label_edits import SwapSweep
from core.store.connection import Connection
from core.store.counters import Counters
from core.store.layers import Layers
from core.store.revisers import packed
from core.store.sweep_reading import SLICE, Content, Progress
from core.store.sweeps import Sweeps
from core.store.tagging import Tagging

# What is written while the hand is still on the key; more goes a slice at a time.
MANY = SLICE


def is_bulk(edit: Edit) -> TypeGuard[Batch]:
    """Whether an edit only sets tags, more than are written at once, and begins the layers they go into."""
    return (
        isinstance(edit, Batch)
        and len(edit.edits) > MANY
        and all(isinstance(part, SetTags) or (isinstance(part, AddLayer) and not part.labels) for part in edit.edits)
    )


class BulkTagging:
    """One such edit on its way. Layers that it begins stay out of sight until it has come to its end."""

    def __init__(
        self, connection: Connection, layers: Layers, counters: Counters, sweeps: Sweeps, *, edit: Batch
    ) -> None:
        """Take the edit in; `is_bulk` must say yes to it."""
        self._connection = connection
        self._layers = layers
        self._counters = counters
        self._sweeps = sweeps
        self._tagging = Tagging(connection, layers, counters)
        self._beginnings = [part for part in edit.edits if isinstance(part, AddLayer)]
        self._by_sentence: dict[int, list[SetTags]] = {}
        for part in edit.edits:
            if isinstance(part, SetTags):
                self._by_sentence.setdefault(part.sentence, []).append(part)
        self._new: dict[str, int] = {}
        self._number = 0
        self._n_changed = 0

    def begin(self) -> None:
        """Note that it is being made, and begin its layers; only inside a transaction.

        Raises:
            ProjectError: A layer cannot be begun.
        """
        self._number = self._sweeps.begin()
        for part in self._beginnings:
            if part.name in self._new:
                raise self._refused(f"has a layer {part.name!r} already.", "Choose another name.")
            number = self._layers.add(Layer(part.name, part.scheme, part.annotator, part.of))
            self._connection.run("UPDATE layer SET is_removed = 1, import = ? WHERE id = ?", (-self._number, number))
            self._new[part.name] = number
            self._layers.forget()

    def slices(self) -> Generator[Progress, None, None]:
        """Make it, a slice a transaction.

        Raises:
            ProjectError: There is no such sentence, layer or token, or it could not be written.
        """
        numbers = sorted(self._by_sentence)
        for first in range(0, len(numbers), SLICE):
            some = numbers[first : first + SLICE]
            with self._connection.transaction():
                pairs = [self._pair(number, self._by_sentence[number]) for number in some]
                changed = [(old, new) for old, new in pairs if old.layers != new.layers]
                self._sweeps.put(self._number, changed)
                self._n_changed += len(changed)
            yield Progress(first + len(some), len(numbers))

    def _pair(self, number: int, parts: list[SetTags]) -> tuple[Content, Content]:
        """Return the tags of a sentence in the layers that are touched, as they are and as they are to be."""
        before: dict[int, tuple[str, str]] = {}
        after: dict[int, tuple[str, str]] = {}
        for part in parts:
            layer = self._new[part.layer] if part.layer in self._new else self._layers.find(part.layer).id
            stored = self._tagging.stored(part, layer)
            before.setdefault(layer, stored)
            found = self._tagging.tagged(part, layer, *after.get(layer, stored))
            if found is not None:
                after[layer] = found.codes, found.origins
        old, new = ({layer: packed(*tags) for layer, tags in side.items()} for side in (before, before | after))
        return _content(number, old), _content(number, new)

    def finish(self, title: str) -> tuple[tuple[SwapSweep, ...], tuple[Edit, ...]]:
        """Return what exchanges the slices, and what shows the new layers; only inside a transaction."""
        self._connection.run("UPDATE layer SET import = NULL WHERE import = ?", (-self._number,))
        self._layers.forget()
        # What the new layers hold is told when they come in sight.
        self._counters.leave_out(self._new.values())
        finals = tuple(RestoreLayer(number, name) for name, number in self._new.items())
        if self._n_changed:
            return (SwapSweep(self._number, title),), finals
        self._sweeps.forget(self._number)
        return (), finals

    @property
    def changes(self) -> ChangeSet:
        """What the slices have touched."""
        return ChangeSet(None) if self._n_changed else ChangeSet()

    def take_back(self) -> None:
        """Leave everything as it was; in short transactions."""
        self._sweeps.take_back(self._number)

    def _refused(self, found: str, remedy: str) -> ProjectError:
        return ProjectError(found, place=place(self._connection.path), remedy=remedy)


def _content(number: int, layers: dict[int, tuple[str, str | None] | None]) -> Content:
    empty = Content(number, "", None, {})
    return replace(empty, layers={layer: tags for layer, tags in layers.items() if tags is not None})
