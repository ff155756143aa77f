"""Looks for the next sentence of a kind, a few milliseconds at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from core.errors import TagscopeError
from gui import messages

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.project import Project
    from core.query import Query
    from core.store.search import Search

# Of each look: keys and painting come between two of them.
LOOK_SECONDS = 0.008


class SentenceFinder(QObject):
    """Searches on from a sentence to the end of the corpus, and then from the beginning up to it.

    Signals:
        found: Number of a sentence.
        exhausted: There is none but perhaps the one it began with.

    What keeps the search from going on is said in a banner, and the search is given up.
    """

    found = Signal(int)
    exhausted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._search: Search | None = None
        self._around: Search | None = None
        self._is_wanted: Callable[[int], bool] | None = None
        self._from = 0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)

    def start(
        self,
        project: Project,
        query: Query,
        sentence: int,
        *,
        is_wanted: Callable[[int], bool] | None = None,
        goes_round: bool = True,
    ) -> None:
        """Look for the next sentence; the first look is taken at once.

        Args:
            project: Where to look.
            query: What it has to be.
            sentence: The number of the one before the first that is looked at.
            is_wanted: Asked of each that fits the query; None takes the first.
            goes_round: Go on at the beginning of the corpus after its end.
        """
        try:
            self._search = project.search(query, after=sentence)
            self._around = project.search(query) if goes_round else None
        except TagscopeError as error:
            self._give_up(error)
            return
        self._from, self._is_wanted = sentence, is_wanted
        self._timer.start()
        self._go_on()

    @Slot()
    def stop(self) -> None:
        """Give up."""
        self._timer.stop()
        self._search = self._around = self._is_wanted = None

    def _give_up(self, error: TagscopeError) -> None:
        self.stop()
        messages.error(None, error)

    @Slot()
    def _go_on(self) -> None:
        if self._search is None:
            return
        try:
            numbers = self._search.more(1, seconds=LOOK_SECONDS)
            if numbers and numbers[0] != self._from and self._is_wanted is not None and not self._is_wanted(numbers[0]):
                return
        except TagscopeError as error:
            self._give_up(error)
            return
        if numbers:
            self.stop()
            if numbers[0] == self._from:
                self.exhausted.emit()
            else:
                self.found.emit(numbers[0])
        elif self._search.is_complete:
            self._search, self._around = self._around, None
            if self._search is None:
                self.stop()
                self.exhausted.emit()
            else:
                self._go_on()
