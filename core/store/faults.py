"""What SQLite says, in words for the user: every failure of a project file becomes a `ProjectError`."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import apsw

from core.errors import (
    Holder,
    ProjectBusyError,
    ProjectDamagedError,
    ProjectError,
    ProjectForeignError,
    ProjectFullError,
    ProjectReadOnlyError,
    ProjectUnreadableError,
    place,
)

_SPACE = "Make room on the disk, then try again; nothing that was saved is lost."
_BACKUP = "Open a backup, or copy the file aside and ask for help."


def damaged(path: Path, found: str) -> ProjectDamagedError:
    """Return the error of a file whose content contradicts itself."""
    return ProjectDamagedError(f"the project file is damaged: {found}.", place=place(path), remedy=_BACKUP)


def foreign(path: Path) -> ProjectForeignError:
    """Return the error of a file that no version of the program has written."""
    return ProjectForeignError(
        "is not a Tagscope project.", place=place(path), remedy="Choose a file ending in .tagscope."
    )


def busy(path: Path, holder: Holder | None = None) -> ProjectBusyError:
    """Return the error of a file that somebody else has open."""
    words = "is open in another window or program"
    if holder:
        since = holder.since[:16].replace("T", " ")
        words += f": on {holder.host}, process {holder.process}, since {since} UTC"
    return ProjectBusyError(
        f"{words}.", place=place(path), remedy="Close it there, or open a copy to read.", holder=holder
    )


def read_only(path: Path) -> ProjectReadOnlyError:
    """Return the error of a project that may only be read."""
    return ProjectReadOnlyError(
        "may not be written.", place=place(path), remedy="Save a copy in a folder you may write to."
    )


def unreadable(path: Path, reason: str) -> ProjectUnreadableError:
    """Return the error of a file that the system does not hand out just now."""
    return ProjectUnreadableError(
        f"cannot be opened: {reason}.",
        place=place(path),
        remedy="Check its drive or network and your permissions, then try again; nothing was changed.",
    )


@contextlib.contextmanager
def own_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite raises inside the block into errors for the user, and so for want of memory.

    Raises:
        ProjectError: Names the file, what went wrong and what to do.
    """
    try:
        yield
    except apsw.Error as error:
        raise _translated(path, error) from error
    except UnicodeDecodeError as error:
        raise damaged(path, "it holds text that is no UTF-8") from error
    except UnicodeEncodeError as error:
        raise ProjectError(
            "cannot hold half a surrogate pair, which is no character.", place=place(path), remedy="Correct the text."
        ) from error
    except MemoryError as error:
        raise _translated(path, apsw.NoMemError()) from error


def _translated(path: Path, error: apsw.Error) -> ProjectError:
    kind: type[ProjectError] = ProjectError
    match error:
        case apsw.BusyError() | apsw.LockedError():
            return busy(path)
        case apsw.FullError():
            kind = ProjectFullError
            found, remedy = "the disk is full.", _SPACE
        case apsw.ReadOnlyError() | apsw.PermissionsError() | apsw.AuthError():
            return read_only(path)
        case apsw.CantOpenError():
            kind = ProjectUnreadableError
            found, remedy = "cannot be opened.", "Check that the file and its folder exist and are yours to write."
        case apsw.CorruptError() | apsw.NotADBError() | apsw.ConstraintError() | apsw.MismatchError():
            return damaged(path, str(error))
        case apsw.InterruptError():
            found = "could not be read in time: the disk is slow, or the file is damaged."
            remedy = "Try again; if it stays so, open a backup."
        case apsw.ConnectionClosedError():
            found, remedy = "is closed.", "Open it again."
        case apsw.NoMemError() | apsw.TooBigError():
            found, remedy = "there is not enough memory for this.", "Close other programs, then try again."
        case apsw.IOError():
            kind = ProjectUnreadableError
            code = getattr(error, "extendedresult", 0)
            found = f"the disk reports an error ({error}, code {code})."
            remedy = "Check the drive and its connection, then try again; nothing that was saved is lost."
        case _:
            found, remedy = f"the project file cannot be used ({error}).", _BACKUP
    return kind(found, place=place(path), remedy=remedy)
