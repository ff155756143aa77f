"""The journal: every edit with its inverse, in the transaction of the change itself.

Entries are numbered without gaps; those up to `journal_done` are in force, those behind it have been
undone and can be made again until another edit takes their place.
"""

import msgspec

from core.edits import ChangeSet, Edit, from_json, title, to_json
from core.store.changes import Changes
from core.store.connection import Connection, now
from core.store.faults import damaged


class Journal:
    """Applies, undoes and redoes edits; each is on disk when its method returns."""

    def __init__(self, connection: Connection, changes: Changes) -> None:
        self._connection = connection
        self._changes = changes

    def apply(self, edit: Edit) -> ChangeSet:
        """Do what the edit says and note it; what had been undone can no longer be made again.

        Raises:
            ProjectError: It does not fit the corpus or could not be written; nothing has changed.
        """
        with self._connection.transaction():
            inverse, changes = self._changes.make(edit)
            self.note(edit, inverse)
        return changes

    def note(self, edit: Edit, inverse: Edit) -> None:
        """Write down a change that has been made; only inside a transaction."""
        done = self._done()
        self._connection.run("DELETE FROM journal WHERE id > ?", (done,))
        self._connection.run(
            "INSERT INTO journal VALUES (?, ?, ?, ?, ?)",
            (done + 1, now(), title(edit), to_json(edit), to_json(inverse)),
        )
        self._connection.run("UPDATE project SET journal_done = ?", (done + 1,))

    def undo(self) -> ChangeSet | None:
        """Take back the last edit in force; None where there is none.

        Raises:
            ProjectError: It could not be taken back; nothing has changed.
        """
        with self._connection.transaction():
            done = self._done()
            row = self._connection.row("SELECT inverse FROM journal WHERE id = ?", (done,))
            if row is None:
                return None
            again, changes = self._changes.make(self._edit(row[0]))
            # Not always the edit as it was given: sentences added are brought back under their numbers.
            self._connection.run("UPDATE journal SET edit = ? WHERE id = ?", (to_json(again), done))
            self._connection.run("UPDATE project SET journal_done = ?", (done - 1,))
        return changes

    def redo(self) -> ChangeSet | None:
        """Make the edit again that was undone last; None where there is none.

        Raises:
            ProjectError: It could not be made again; nothing has changed.
        """
        with self._connection.transaction():
            done = self._done() + 1
            row = self._connection.row("SELECT edit FROM journal WHERE id = ?", (done,))
            if row is None:
                return None
            _, changes = self._changes.make(self._edit(row[0]))
            self._connection.run("UPDATE project SET journal_done = ?", (done,))
        return changes

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


# Asked after every change, so one that no program of ours has written is not read.
_MOST_BYTES = 20_000
_TITLE = "SELECT CASE WHEN octet_length(title) <= ? THEN title ELSE '…' END FROM journal WHERE id = ?"
