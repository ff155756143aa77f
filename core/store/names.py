"""Names of layers, labels, tags, documents, imports, runs and models: none is too long to be shown and read often."""

from pathlib import Path

import apsw

from core.corpus import MAX_NAME
from core.errors import ProjectError, place
from core.store.faults import damaged

# A character takes 4 bytes of UTF-8 at the most; a tag is a label with a letter and a hyphen before it.
_MOST_BYTES = 4 * (MAX_NAME + 2)


def checked_name(name: str, path: Path) -> str:
    """Return a name that is to be stored.

    Args:
        name: Of whatever has one.
        path: The project file.

    Raises:
        ProjectError: It is too long.
    """
    if len(name) > MAX_NAME:
        raise ProjectError(
            f"a name of {len(name):,} characters, {name[:20]!r} …, is too long; {MAX_NAME:,} are the most.",
            place=place(path),
            remedy="Shorten it; if it comes from a file, check which column was chosen for the labels.",
        )
    return name


def check_names(path: Path, database: apsw.Connection) -> None:
    """Refuse a file with names that `checked_name` would not have let in: no program of ours has written them.

    Raises:
        ProjectDamagedError: It has one.
    """
    for what, sql in _LONG.items():
        # The size stands at the row's beginning, so the name itself is not read.
        if database.execute(sql, (_MOST_BYTES,)).fetchone():
            raise damaged(path, f"it holds a name of more than {MAX_NAME:,} characters ({what})")


_LONG = {
    "document": "SELECT 1 FROM document WHERE octet_length(name) > ? LIMIT 1",
    "layer": "SELECT 1 FROM layer WHERE octet_length(name) > ? LIMIT 1",
    "tag": "SELECT 1 FROM tag WHERE octet_length(name) > ? LIMIT 1",
    "label": "SELECT 1 FROM label WHERE octet_length(name) > ? LIMIT 1",
    "import": "SELECT 1 FROM import WHERE octet_length(name) > ? LIMIT 1",
    "run": "SELECT 1 FROM run WHERE octet_length(name) > ? LIMIT 1",
    "model": "SELECT 1 FROM model WHERE octet_length(name) > ? LIMIT 1",
}
