"""Files that are either complete or untouched: written beside the target, then put in its place.

A crash, a full disk or an error of the caller leaves the old file as it was and no litter.
"""

import contextlib
import errno
import os
import secrets
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from core.errors import ExportError, place

_REMEDIES = {
    errno.ENOSPC: "Make room on the disk, then save again.",
    errno.EDQUOT: "Make room on the disk, then save again.",
    errno.EFBIG: "The disk or the account allows no file of this size; choose another place.",
    errno.EACCES: "Choose a file and a folder you may write to.",
    errno.EPERM: "Choose a folder you may write to.",
    errno.EROFS: "Choose a folder you may write to.",
    errno.ENOENT: "Choose a folder that exists.",
    errno.ENOTDIR: "Choose a folder that exists.",
    errno.EISDIR: "This is a folder: choose the name of a file.",
}
# Under Windows whoever looks at a new file, a virus scanner as a rule, keeps it from being moved for a moment.
_PATIENCE_SECONDS = 2.0 if os.name == "nt" else 0.0
_RETRY_SECONDS = 0.02


@contextlib.contextmanager
def atomic_write(path: Path) -> Iterator[BinaryIO]:
    """Open a file that takes the place of `path` when the block ends without an error.

    Symbolic links are followed, so the file they point at is replaced and the link stays. A file
    that was there before passes its permissions on; one that nobody may write is not replaced.

    Args:
        path: The file to write; it need not exist, its folder must.

    Yields:
        A binary file, buffered.

    Raises:
        ExportError: The file cannot be written, for whatever reason the system gives; what stood
            there before is untouched.
    """
    try:
        target = Path(os.path.realpath(path))
        mode = _mode_of(target)
        temporary = target.with_name(f"{_draft_stem(target)}{secrets.token_hex(8)}.part")
        descriptor = os.open(
            temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode or 0o666
        )
    except OSError as error:
        raise _export_error(path, error) from error
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            if mode is not None and hasattr(os, "fchmod"):
                # By the open file: somebody may have put a link where its name was.
                os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
        _put_in_place(temporary, target)
        sync_folder(target.parent)
    except OSError as error:
        raise _export_error(path, error) from error
    finally:
        temporary.unlink(missing_ok=True)


def _draft_stem(target: Path) -> str:
    return f".{target.name[:50]}."


def remove_drafts(path: Path) -> None:
    """Remove what processes killed while they wrote `path` have left beside it; none may be writing it now."""
    target = Path(os.path.realpath(path))
    with contextlib.suppress(OSError):
        for draft in target.parent.iterdir():
            if draft.name.startswith(_draft_stem(target)) and draft.suffix == ".part":
                draft.unlink(missing_ok=True)


def _put_in_place(temporary: Path, target: Path) -> None:
    until = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            temporary.replace(target)
        except PermissionError:
            if time.monotonic() >= until:
                raise
            time.sleep(_RETRY_SECONDS)
        else:
            return


def _mode_of(target: Path) -> int | None:
    """Return the permissions of the file at `target`, None where there is none.

    Raises:
        OSError: What is there is no file, or may not be written.
    """
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "it is a device or pipe")
    if not mode & 0o222:
        raise PermissionError(errno.EACCES, "the file is write-protected")
    return stat.S_IMODE(mode) & 0o777


def move_to_new(draft: Path, target: Path) -> None:
    """Give `draft` the name `target`, which nobody else may have taken meanwhile.

    Raises:
        FileExistsError: There is something of this name, a link to nowhere included.
        OSError: It cannot be moved.
    """
    try:
        os.link(draft, target)
    except FileExistsError:
        raise
    except OSError:
        # This file system has no hard links, so the look before the move has to do.
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
        draft.rename(target)
    else:
        draft.unlink()


def sync_file(path: Path) -> None:
    """Make what is in a file survive a power cut.

    Raises:
        OSError: The disk refuses.
    """
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make a new name in `folder` survive a power cut, where the system can open folders.

    Raises:
        OSError: The folder cannot be opened.
    """
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        # Some network file systems refuse this; the file itself is safe by now.
        with contextlib.suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _export_error(path: Path, error: OSError) -> ExportError:
    reason = (error.strerror or str(error)).lower()
    remedy = _REMEDIES.get(error.errno or 0, "Nothing was changed; choose another place.")
    return ExportError(f"cannot be written: {reason}.", place=place(path), remedy=remedy)
