"""A project file copied with its journal while somebody else may be writing to it."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import apsw

from core.errors import ProjectError, place
from core.store.faults import own_errors, unreadable

_CHUNK = 2**20
# Between two writes of a person at work there is time enough for one of them.
_ATTEMPTS = 5
_WAL_HEADER = 32
_JOURNAL_HEADER = 28

_State = tuple[int, int, bytes, bytes]


def copy_aside(path: Path, target: Path, *, vfs: str | None = None) -> Path:
    """Copy a file and its journals into a new folder for temporary files; nothing is locked.

    The copy is what a kill of the one who writes would have left: opening it gives all that was committed.

    Args:
        path: What messages name.
        target: The file.
        vfs: Name of the SQLite file layer it is read through; the system's by default.

    Returns:
        The copy, alone in its folder; deleting that is left to the caller.

    Raises:
        ProjectUnreadableError: Others write to it without a pause.
        ProjectError: It cannot be read, or there is no room for the copy.
    """
    folder = Path(tempfile.mkdtemp(prefix="tagscope-"))
    try:
        for _attempt in range(_ATTEMPTS):
            with own_errors(path):
                if _copy(target, folder / target.name, vfs or ""):
                    return folder / target.name
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise ProjectError(
            f"cannot be copied to be read: {error.strerror}.",
            place=place(path),
            remedy=f"Make room in {tempfile.gettempdir()}, then try again.",
        ) from error
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    shutil.rmtree(folder, ignore_errors=True)
    raise unreadable(path, "others are writing to it without a pause")


def _copy(target: Path, copy: Path, vfs: str) -> bool:
    """Copy once; return whether nothing has happened meanwhile that the copied journal does not make good."""
    before = _state(target, vfs)
    # The file first: whatever is changed in it afterwards is in the journal by then.
    for suffix in ("", "-wal", "-journal"):
        source = target.with_name(f"{target.name}{suffix}")
        with copy.with_name(f"{copy.name}{suffix}").open("wb") as file:
            for chunk in _chunks(source, vfs):
                file.write(chunk)
    after = _state(target, vfs)
    # A journal that is still the same one says how every page was; without any the file itself has to be the same.
    return after[2:] == before[2:] if any(before[2:]) else after == before


def _state(target: Path, vfs: str) -> _State:
    status = target.stat()
    wal = next(_chunks(target.with_name(f"{target.name}-wal"), vfs, _WAL_HEADER), b"")
    journal = next(_chunks(target.with_name(f"{target.name}-journal"), vfs, _JOURNAL_HEADER), b"")
    # How many pages it holds may grow; one that has been made good begins with zeros.
    return status.st_mtime_ns, status.st_size, wal, (journal[:8] + journal[12:16]).strip(b"\0")


def _chunks(source: Path, vfs: str, size: int = _CHUNK) -> Iterator[bytes]:
    """Yield a file in pieces, nothing where it is missing; read as `check_header` does, and for its reason."""
    if not source.exists():
        return
    file = apsw.VFSFile(vfs, str(source), [apsw.SQLITE_OPEN_MAIN_DB | apsw.SQLITE_OPEN_READONLY, 0])
    try:
        offset, end = 0, file.xFileSize()
        while offset < end:
            chunk = file.xRead(min(size, end - offset), offset)
            if not chunk:
                return
            yield chunk
            offset += len(chunk)
    finally:
        file.xClose()
