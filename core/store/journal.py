"""The journal: every edit with its inverse, in the transaction of the change itself.

Entries are numbered without gaps; those up to `journal_done` are in force, those behind it have been
undone and can be made again until another edit takes their place.
"""

import contextlib
from collections.abc import Callable, Generator, Iterator, Sequence
from typing import TypeVar

import msgspec

from core.edit_titles import title
from core.edits import Batch, ChangeSet, Edit, RemoveImport, RestoreImport, from_json, to_json
from core.errors import ProjectError
from core.label_edits import SwapSweep
from core.store.busy import check_no_import, check_no_sweep, is_importing
from core.store.changes import Changes
from core.store.connection import Connection, now
from core.store.faults import damaged
from core.store.removals import ImportMove, Removals
from core.store.sweep_reading import Progress
from core.store.sweeps import Sweeps
from core.store.work_plans import WorkPlans, is_many
from core.store.works import Work

T = TypeVar("T")
LargePart = SwapSweep | RemoveImport | RestoreImport
"""What goes a slice at a time when an entry is taken back or made again."""


class Journal:
    """Applies, undoes and redoes edits; each is on disk when its method returns.

    Edits of many sentences can be made a slice at a time: `applying`, `undoing` and `redoing` yield how far
    they are, others may read in between, and closing them takes back what they have done. While one is
    under way all other edits are refused.
    """

    def __init__(
        self, connection: Connection, changes: Changes, works: WorkPlans, sweeps: Sweeps, removals: Removals
    ) -> None:
        self._connection = connection
        self._changes = changes
        self._works = works
        self._sweeps = sweeps
        self._removals = removals
        self._is_sweeping = False

    def apply(self, edit: Edit) -> ChangeSet:
        """Do what the edit says and note it; what had been undone can no longer be made again.

        Raises:
            ProjectError: It does not fit the corpus or could not be written; nothing has changed.
        """
        with self._connection.transaction():
            return _result(self.applying(edit))

    def applying(self, edit: Edit) -> Generator[Progress, None, ChangeSet]:
        """Do what the edit says, a slice at a time where it goes through many sentences.

        Raises:
            ProjectError: It does not fit the corpus or could not be written; nothing has changed.
        """
        if not is_many(edit):
            with self._connection.transaction():
                self._make_way()
                inverse, changes = self._changes.make(edit)
                self.note(edit, inverse)
            return changes
        self._sweeps.forget_unreachable()
        with self._connection.transaction():
            self._make_way()
            check_no_import(self._connection, "sentences must stay as they are")
            work = self._works.work(edit)
            work.begin()
        with self._taken_back_unless_done(work.take_back):
            yield from work.slices()
            with self._connection.transaction():
                return self._finished(work, title(edit))

    def _make_way(self) -> None:
        """Take back what was cut off while the disk was full; refuse what cannot be done just now."""
        if not self._is_sweeping:
            self._sweeps.take_all_back()
        check_no_sweep(self._connection)

    @contextlib.contextmanager
    def _taken_back_unless_done(self, take_back: Callable[[], object]) -> Iterator[None]:
        """Take back what the block has done if it does not come to its end."""
        self._is_sweeping = True
        try:
            yield
        except BaseException:
            # Where it cannot be done now, the next edit does it, or the next opening.
            with contextlib.suppress(ProjectError):
                take_back()
            raise
        finally:
            self._is_sweeping = False

    def _finished(self, work: Work, name: str) -> ChangeSet:
        swaps, finals = work.finish(name)
        inverse, changes = self._changes.make(Batch(name, finals))
        again = Batch(name, (*swaps, *finals))
        self.note(again, Batch(name, (*_parts(inverse), *swaps)))
        return work.changes | changes

    def note(self, edit: Edit, inverse: Edit) -> None:
        """Write down a change that has been made; only inside a transaction."""
        done = self._done()
        self._sweeps.leave_entries(done)
        self._connection.run("DELETE FROM journal WHERE id > ?", (done,))
        self._connection.run(
            "INSERT INTO journal VALUES (?, ?, ?, ?, ?)",
            (done + 1, now(), title(edit), to_json(edit), to_json(inverse)),
        )
        self._connection.run("UPDATE project SET journal_done = ?", (done + 1,))
        for swap in _swaps(edit):
            self._sweeps.settle(swap.number, done + 1)

    def undo(self) -> ChangeSet | None:
        """Take back the last edit in force; None where there is none.

        Raises:
            ProjectError: It could not be taken back; nothing has changed.
        """
        with self._connection.transaction():
            return _result(self.undoing())

    def redo(self) -> ChangeSet | None:
        """Make the edit again that was undone last; None where there is none.

        Raises:
            ProjectError: It could not be made again; nothing has changed.
        """
        with self._connection.transaction():
            return _result(self.redoing())

    def undoing(self) -> Generator[Progress, None, ChangeSet | None]:
        """Take back the last edit in force, a slice at a time where it went through many sentences.

        Raises:
            ProjectError: It could not be taken back; nothing has changed.
        """
        return self._moving("SELECT inverse FROM journal WHERE id = ?", 0)

    def redoing(self) -> Generator[Progress, None, ChangeSet | None]:
        """Make the edit again that was undone last, a slice at a time where it goes through many sentences.

        Raises:
            ProjectError: It could not be made again; nothing has changed.
        """
        return self._moving("SELECT edit FROM journal WHERE id = ?", 1)

    def _moving(self, sql: str, by: int) -> Generator[Progress, None, ChangeSet | None]:
        """Do what the last entry in force says, or the one behind it with `by=1`."""
        with self._connection.transaction():
            self._make_way()
            entry = self._done() + by
            row = self._connection.row(sql, (entry,))
            if row is None:
                return None
            edit = self._edit(row[0])
            large = self._large_parts(edit)
            if not large:
                return self._moved(edit, large, entry, by)
            for part in large:
                self._begin(part)
        with self._taken_back_unless_done(self._sweeps.take_all_back):
            for part in large:
                yield from self._slices(part)
            with self._connection.transaction():
                return self._moved(edit, large, entry, by)

    def _large_parts(self, edit: Edit) -> list[LargePart]:
        """Return what of an entry goes a slice at a time.

        Raises:
            ProjectError: An import is running, and sentences that are there must stay as they are.
        """
        swaps: list[LargePart] = list(_swaps(edit))
        if swaps:
            check_no_import(self._connection, "sentences must stay as they are")
            return swaps
        moves: list[LargePart] = [part for part in _parts(edit) if isinstance(part, ImportMove)]
        # A running import may come to its end and write its own entry meanwhile. Two have an order between them.
        return moves if len(moves) == 1 and not is_importing(self._connection) else []

    def _begin(self, part: LargePart) -> None:
        if isinstance(part, SwapSweep):
            self._sweeps.begin_swap(part.number)
        else:
            self._removals.begin(part)

    def _slices(self, part: LargePart) -> Generator[Progress, None, None]:
        return self._sweeps.swapping(part.number) if isinstance(part, SwapSweep) else self._removals.moving(part)

    def _moved(self, edit: Edit, large: Sequence[LargePart], entry: int, by: int) -> ChangeSet:
        rest = Batch(title(edit), tuple(part for part in _parts(edit) if part not in large)) if large else edit
        again, changes = self._changes.make(rest)
        if by == 0:
            # Not always the edit as it was given: sentences added are brought back under their numbers.
            whole = Batch(title(edit), (*map(_opposite, large), *_parts(again))) if large else again
            self._connection.run("UPDATE journal SET edit = ? WHERE id = ?", (to_json(whole), entry))
        self._connection.run("UPDATE project SET journal_done = ?", (entry if by else entry - 1,))
        for part in large:
            if isinstance(part, SwapSweep):
                self._sweeps.settle(part.number, entry)
                changes |= ChangeSet(None, tokens=self._sweeps.has_texts(part.number))
            else:
                self._removals.settle(part)
                changes |= ChangeSet(None, structure=True)
        return changes

    @property
    def n_to_undo(self) -> int:
        """How many sentences `undo` goes through; 0 where it takes no time."""
        return self._n_sentences(_LARGE_INVERSE, self._done())

    @property
    def n_to_redo(self) -> int:
        """How many sentences `redo` goes through; 0 where it takes no time."""
        return self._n_sentences(_LARGE_EDIT, self._done() + 1)

    def _n_sentences(self, sql: str, entry: int) -> int:
        row = self._connection.row(sql, (entry,))
        return sum(map(self._size, _parts(self._edit(row[0])))) if row else 0

    def _size(self, part: Edit) -> int:
        if isinstance(part, SwapSweep):
            return self._sweeps.n_sentences(part.number)
        return self._removals.n_sentences(part.number) if isinstance(part, ImportMove) else 0

    @property
    def undo_title(self) -> str | None:
        """What the last edit in force is called; None where nothing can be undone."""
        return self._title(self._done())

    @property
    def redo_title(self) -> str | None:
        """What the edit undone last is called; None where nothing can be made again."""
        return self._title(self._done() + 1)

    def _title(self, number: int) -> str | None:
        row = self._connection.row(_TITLE, (_MOST_BYTES, number))
        return str(row[0]) if row else None

    def _done(self) -> int:
        return self._connection.number("SELECT journal_done FROM project")

    def _edit(self, text: str) -> Edit:
        try:
            return from_json(text)
        except (msgspec.MsgspecError, TypeError) as error:
            raise damaged(self._connection.path, f"its journal cannot be read ({error})") from error


def _result(steps: Generator[Progress, None, T]) -> T:
    """Return what is returned when all steps are made."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: T = end.value
            return result


def _parts(edit: Edit) -> tuple[Edit, ...]:
    return edit.edits if isinstance(edit, Batch) else (edit,)


def _swaps(edit: Edit) -> list[SwapSweep]:
    """Return the exchanges of sweeps that an edit is made of."""
    return [part for part in _parts(edit) if isinstance(part, SwapSweep)]


def _opposite(part: LargePart) -> Edit:
    """Return what takes back a part that goes a slice at a time."""
    match part:
        case RemoveImport():
            return RestoreImport(part.number, part.name)
        case RestoreImport():
            return RemoveImport(part.number, part.name)
        case SwapSweep():
            return part


# Entries with large parts are short; the others need not be read.
_LARGE_INVERSE = """
SELECT inverse FROM journal WHERE id = ?
AND (instr(inverse, '"SwapSweep"') OR instr(inverse, '"RemoveImport"'))
"""
_LARGE_EDIT = """
SELECT edit FROM journal WHERE id = ? AND (instr(edit, '"SwapSweep"') OR instr(edit, '"RestoreImport"'))
"""
# Asked after every change, so one that no program of ours has written is not read.
_MOST_BYTES = 20_000
_TITLE = "SELECT CASE WHEN octet_length(title) <= ? THEN title ELSE '…' END FROM journal WHERE id = ?"
