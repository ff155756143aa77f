"""When a project file is checked from end to end, and how without keeping anybody waiting."""

import contextlib
import shutil
import tempfile
from collections.abc import Generator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum, auto
from pathlib import Path

from core.errors import ProjectDamagedError, ProjectError, place
from core.store.connection import Connection, now
from core.store.copies import Progress
from core.store.copying import checked_totals, copy, looking_at
from core.store.settings import Settings

# A file up to this size is checked before it is used, in about half a second; a larger one while it is.
CHECKED_BYTES = 64 * 2**20
_INTERVAL = timedelta(days=30)
_SETTING = "checked_at"


class Check(Enum):
    """What has become of the full check at an opening."""

    NOT_DUE = auto()
    DONE = auto()
    NEEDED = auto()


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a full check has found.

    Attributes:
        at: UTC ISO time.
        damage: What is wrong; None for a sound file.
    """

    at: str
    damage: ProjectDamagedError | None


def check_at_opening(connection: Connection, *, was_cut_off: bool) -> Check:
    """Check a file as far as nobody has to wait for it; before the first write.

    A file that was not closed, or has not been checked for a month, is due for a full check.

    Raises:
        ProjectDamagedError: It is damaged.
    """
    is_due = was_cut_off or _is_long_ago(connection)
    if _n_bytes(connection) > CHECKED_BYTES:
        return Check.NEEDED if is_due else Check.NOT_DUE
    connection.check_pages(is_full=is_due)
    return Check.DONE if is_due else Check.NOT_DUE


def check(connection: Connection) -> Generator[Progress, None, CheckResult]:
    """Check an open file from end to end, on a copy, so that nobody waits for it.

    Yields:
        Pages copied and pages in all.

    Returns:
        What was found.

    Raises:
        ProjectError: There is no room for the copy, or it cannot be made.
    """
    folder = Path(tempfile.mkdtemp(prefix="tagscope-"))
    try:
        _check_room(connection, folder)
        copied = folder / "copy.tagscope"
        totals = yield from copy(connection, copied, called=connection.path, is_lasting=False)
        with looking_at(copied, called=connection.path) as looked_at:
            checked_totals(looked_at, totals, is_full=True)
    except ProjectDamagedError as error:
        connection.is_damaged = True
        return CheckResult(now(), error)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return CheckResult(note_check(connection), None)


def note_check(connection: Connection) -> str:
    """Remember that a file was found sound; should that fail, it is checked again.

    Returns:
        The time remembered, UTC ISO.
    """
    at = now()
    if not connection.is_read_only:
        with contextlib.suppress(ProjectError):
            Settings(connection).set(_SETTING, at)
    return at


def _check_room(connection: Connection, folder: Path) -> None:
    free, needed = shutil.disk_usage(folder).free, _n_bytes(connection) * 5 // 4
    if free < needed:
        raise ProjectError(
            f"there is no room to check it: {free // 10**6:,} MB are free, {needed // 10**6:,} MB are needed.",
            place=place(connection.path),
            remedy=f"Make room in {tempfile.gettempdir()}.",
        )


def _n_bytes(connection: Connection) -> int:
    with connection.reading():
        return connection.number("PRAGMA page_count") * connection.number("PRAGMA page_size")


def _is_long_ago(connection: Connection) -> bool:
    with connection.reading():
        # Older versions have no settings; bringing them to this one checks them anyway.
        if connection.number("PRAGMA user_version") < 2:
            return False
        row = connection.row(_LAST_CHECK, (_SETTING,))
    try:
        last = datetime.fromisoformat(str(row[0] if row else ""))
        # The clock may have gone backwards.
        return abs(datetime.now(UTC) - last) > _INTERVAL
    except (ValueError, TypeError):
        return True


_LAST_CHECK = "SELECT ifnull((SELECT value FROM setting WHERE name = ?), (SELECT created_at FROM project))"
