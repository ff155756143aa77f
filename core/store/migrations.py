"""Project files of older versions brought to this one: backed up and checked first, then all at once."""

import filecmp
from dataclasses import dataclass
from pathlib import Path

from core.errors import ProjectError, place
from core.store import schema
from core.store.connection import Connection
from core.store.copying import save_copy
from core.store.versions import VERSION


@dataclass(frozen=True, slots=True)
class Migration:
    """What was done to an older file when it was opened.

    Attributes:
        version: The version it had.
        backup: A checked copy of the file as it was; None where none could be made.
        problem: Why there is none; empty for one that is there.
    """

    version: int
    backup: Path | None
    problem: str


def migrate(connection: Connection, *, folder: Path | None, vfs: str | None = None) -> Migration | None:
    """Bring an open file to this version, in one transaction, after a backup of it.

    Args:
        connection: A file whose tables are those of its version.
        folder: Where the backup goes; None for a file that is a copy itself.
        vfs: Name of the SQLite file layer the backup is written through.

    Returns:
        What was done; None where the file is of this version already.

    Raises:
        ProjectError: It could not be done; the file is as it was.
    """
    with connection.reading():
        version = connection.number("PRAGMA user_version")
    if version == VERSION:
        return None
    connection.check_pages()
    path = connection.path
    backup, problem = None, ""
    if folder:
        backup, problem = _back_up(connection, folder / f"{path.stem}.version-{version}{path.suffix}", vfs)
    with connection.transaction():
        connection.advance(version)
        if connection.fingerprint() != schema.known_fingerprint():
            raise ProjectError(
                f"its tables cannot be brought from version {version} to {VERSION}.",
                place=place(path),
                remedy="The file is as it was; please report this.",
            )
    return Migration(version, backup, problem)


def _back_up(connection: Connection, target: Path, vfs: str | None) -> tuple[Path | None, str]:
    """Copy the file; a copy that cannot be made keeps nobody from the work, but must not go unsaid."""
    earlier: list[Path] = []
    copy = target
    while copy.exists():
        earlier.append(copy)
        copy = target.with_name(f"{target.stem} {len(earlier) + 1}{target.suffix}")
    try:
        for _progress in save_copy(connection, copy, vfs=vfs):
            pass
    except ProjectError as error:
        return None, str(error)
    # One left by a migration that came no further is enough.
    same = next((kept for kept in earlier if filecmp.cmp(kept, copy, shallow=False)), None)
    if same is None:
        return copy, ""
    copy.unlink()
    return same, ""
