"""Edits that go through many sentences: made a slice at a time, each slice on disk when the next begins."""

from collections.abc import Callable, Generator, Iterator
from typing import Protocol

from core.edits import ChangeSet, Edit
from core.label_edits import SwapSweep
from core.store.connection import Connection
from core.store.conversions import Conversion
from core.store.revisers import Tally
from core.store.sweep_reading import SLICE, Content, Look, Progress, read, slices
from core.store.sweeps import Sweeps


class Reviser(Protocol):
    """Says what becomes of one sentence after the other, and what it has come upon."""

    tally: Tally

    def __call__(self, content: Content) -> Content | None:
        """Return what a sentence becomes; None where it stays."""


Finals = Callable[[], tuple[Edit, ...]]
"""Returns what is done in one stroke when all slices are made."""


class Work(Protocol):
    """One edit of many sentences on its way."""

    def begin(self) -> None:
        """Note that it is being made; only inside a transaction."""

    def slices(self) -> Generator[Progress, None, None]:
        """Make it, a slice a transaction."""

    def finish(self, title: str) -> tuple[tuple[SwapSweep, ...], tuple[Edit, ...]]:
        """Return what exchanges the slices, and what is still to be done; only inside a transaction."""

    @property
    def changes(self) -> ChangeSet:
        """What the slices have touched."""

    def take_back(self) -> None:
        """Leave everything as it was; in short transactions."""


class SweepWork:
    """An edit that says of each sentence on its own what becomes of it."""

    def __init__(
        self, connection: Connection, sweeps: Sweeps, looked: Look, reviser: Reviser | None, finals: Finals
    ) -> None:
        """Take the edit in; without a reviser there is nothing to go through."""
        self._connection = connection
        self._sweeps = sweeps
        self._looked = looked
        self._reviser = reviser
        self._finals = finals
        self._number = 0

    def begin(self) -> None:
        """Note that it is being made; only inside a transaction."""
        self._number = self._sweeps.begin()

    def slices(self) -> Generator[Progress, None, None]:
        """Make it, a slice a transaction."""
        if self._reviser is not None:
            for progress, places in through(self._connection, self._looked):
                with self._connection.transaction():
                    contents = read(self._connection, self._looked, *places)
                    pairs = ((content, self._reviser(content)) for content in contents)
                    self._sweeps.put(self._number, [(old, new) for old, new in pairs if new is not None])
                yield progress

    def finish(self, title: str) -> tuple[tuple[SwapSweep, ...], tuple[Edit, ...]]:
        """Return what exchanges the slices, and what is still to be done; only inside a transaction."""
        finals = self._finals()
        if self._reviser is not None and self._reviser.tally.n_sentences:
            return (SwapSweep(self._number, title),), finals
        self._sweeps.forget(self._number)
        return (), finals

    @property
    def changes(self) -> ChangeSet:
        """What the slices have touched."""
        if self._reviser is None or not self._reviser.tally.n_sentences:
            return ChangeSet()
        tally = self._reviser.tally
        return ChangeSet(
            None, tokens=self._looked.has_text, uncarried=tuple(tally.uncarried), n_uncarried=tally.n_uncarried
        )

    def take_back(self) -> None:
        """Leave everything as it was; in short transactions."""
        self._sweeps.take_back(self._number)


class ConversionWork:
    """A layer written in another scheme."""

    def __init__(
        self, connection: Connection, sweeps: Sweeps, looked: Look, conversion: Callable[[int], Conversion]
    ) -> None:
        """Take in what makes the conversion for the number of its sweep."""
        self._connection = connection
        self._sweeps = sweeps
        self._looked = looked
        self._make = conversion
        self._number = 0
        self._conversion: Conversion | None = None

    def begin(self) -> None:
        """Note that it is being made; only inside a transaction."""
        self._number = self._sweeps.begin()
        self._conversion = self._make(self._number)
        self._conversion.begin()

    def slices(self) -> Generator[Progress, None, None]:
        """Make it, a slice a transaction."""
        for progress, places in through(self._connection, self._looked):
            with self._connection.transaction():
                self._begun.put(read(self._connection, self._looked, *places))
            yield progress

    @property
    def _begun(self) -> Conversion:
        if self._conversion is None:
            raise RuntimeError("the conversion has not begun")
        return self._conversion

    def finish(self, title: str) -> tuple[tuple[SwapSweep, ...], tuple[Edit, ...]]:
        """Return what is still to be done; only inside a transaction."""
        return (), self._begun.finish()

    @property
    def changes(self) -> ChangeSet:
        """What the slices have touched: nothing that anybody can see."""
        return ChangeSet()

    def take_back(self) -> None:
        """Leave everything as it was; in short transactions."""
        self._sweeps.take_back(self._number)


def through(connection: Connection, looked: Look) -> Iterator[tuple[Progress, tuple[int, int]]]:
    """Yield the places `(after, last]` of one slice after the other, and how far one is behind it."""
    done = 0
    for places in slices(connection, looked):
        done = min(done + SLICE, looked.total)
        yield Progress(done, looked.total), places
