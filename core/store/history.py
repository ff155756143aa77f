"""What changes a corpus: edits made, taken back and made again, at once or a slice at a time."""

from collections.abc import Generator

from core.edits import ChangeSet, Edit
from core.label_edits import MendTags
from core.store.changes import Changes
from core.store.connection import Connection
from core.store.contents import Contents
from core.store.counters import Counters
from core.store.journal import Journal
from core.store.removals import Removals
from core.store.sweep_reading import Progress
from core.store.sweeps import Sweeps
from core.store.tagging import Tagging
from core.store.work_plans import Foreseen, WorkPlans
from core.token_edits import Retokenise


class History(Contents):
    """The part of a project that is edited. Any thread may call it; every change is on disk when its method returns."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        counters = Counters(connection)
        tagging = Tagging(connection, self._layers, counters)
        removals = Removals(connection, self._sentences, counters, tagging)
        self._sweeps = Sweeps(connection, self._layers, counters, removals)
        self._works = WorkPlans(connection, self._layers, counters, self._sweeps)
        changes = Changes(connection, self._layers, self._sentences, counters, tagging=tagging, removals=removals)
        self._journal = Journal(connection, changes, self._works, self._sweeps, removals)
        connection.on_rollback += [self._layers.forget, self._sentences.forget, counters.clear]

    def apply(self, edit: Edit) -> ChangeSet:
        """Make a change and note it in the journal; it is on disk when this returns.

        Raises:
            ProjectError: It does not fit the corpus or could not be written; nothing has changed.
        """
        return self._journal.apply(edit)

    def applying(self, edit: Edit) -> Generator[Progress, None, ChangeSet]:
        """Make a change; one of many sentences a slice at a time, so that others can read in between.

        Closing the generator takes back what it has done. Until it has ended all other changes are refused.

        Raises:
            ProjectError: It does not fit the corpus or could not be written; nothing has changed.
        """
        return self._journal.applying(edit)

    def foresee(self, edit: Retokenise | MendTags) -> Generator[Progress, None, Foreseen]:
        """Say what an edit of many sentences would do, without doing it; others may work in between.

        Raises:
            ProjectError: It does not fit the corpus.
        """
        return self._works.foresee(edit)

    def undoing(self) -> Generator[Progress, None, ChangeSet | None]:
        """Take back the last change as `undo` does, but a slice at a time where it went through many sentences.

        Raises:
            ProjectError: It could not be written; nothing has changed.
        """
        return self._journal.undoing()

    def redoing(self) -> Generator[Progress, None, ChangeSet | None]:
        """Make a change again as `redo` does, but a slice at a time where it goes through many sentences.

        Raises:
            ProjectError: It could not be written; nothing has changed.
        """
        return self._journal.redoing()

    @property
    def n_to_undo(self) -> int:
        """How many sentences `undo` goes through; 0 where it takes no time."""
        with self._connection.reading():
            return self._journal.n_to_undo

    @property
    def n_to_redo(self) -> int:
        """How many sentences `redo` goes through; 0 where it takes no time."""
        with self._connection.reading():
            return self._journal.n_to_redo

    def undo(self) -> ChangeSet | None:
        """Take back the last change; None where there is none.

        Raises:
            ProjectError: It could not be written; nothing has changed.
        """
        return self._journal.undo()

    def redo(self) -> ChangeSet | None:
        """Make the change again that was undone last; None where there is none.

        Raises:
            ProjectError: It could not be written; nothing has changed.
        """
        return self._journal.redo()

    @property
    def undo_title(self) -> str | None:
        """What the change is called that `undo` takes back; None where there is none."""
        with self._connection.reading():
            return self._journal.undo_title

    @property
    def redo_title(self) -> str | None:
        """What the change is called that `redo` makes again; None where there is none."""
        with self._connection.reading():
            return self._journal.redo_title

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return self.undo_title is not None

    @property
    def can_redo(self) -> bool:
        """Whether there is a change to make again."""
        return self.redo_title is not None
