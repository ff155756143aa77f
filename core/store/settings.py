"""Small state of the project that is no part of its history: places, choices, times."""

from core.store.connection import Connection


class Settings:
    """Texts by name, each written at once; undo does not touch them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, name: str) -> str | None:
        """Return a text; None where none was set."""
        with self._connection.reading():
            row = self._connection.row("SELECT value FROM setting WHERE name = ?", (name,))
        return str(row[0]) if row else None

    def set(self, name: str, value: str | None) -> None:
        """Keep a text, or forget it with None; on disk when this returns.

        Raises:
            ProjectError: It could not be written.
        """
        with self._connection.transaction():
            if value is None:
                self._connection.run("DELETE FROM setting WHERE name = ?", (name,))
            else:
                self._connection.run("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, value))
