"""What must wait while something else is under way in the same project."""

from core.errors import ProjectError, place
from core.store.connection import Connection


def is_importing(connection: Connection) -> bool:
    """Whether an import is running."""
    return connection.row("SELECT 1 FROM import WHERE state = 'running'") is not None


def check_no_import(connection: Connection, found: str) -> None:
    """Refuse what would change the meaning of what a running import brings.

    Args:
        connection: The project's.
        found: What cannot be done, as the second half of a sentence.

    Raises:
        ProjectError: An import is running.
    """
    if is_importing(connection):
        raise ProjectError(
            f"an import is running, so {found}.",
            place=place(connection.path),
            remedy="Wait until the import has ended.",
        )


def check_no_sweep(connection: Connection) -> None:
    """Refuse to change a corpus that a change of many sentences is going through.

    Raises:
        ProjectError: One is under way.
    """
    if connection.row("SELECT 1 FROM sweep WHERE state <> 'kept'"):
        raise ProjectError(
            "many sentences are being changed.", place=place(connection.path), remedy="Wait until that has ended."
        )
