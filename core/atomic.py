"""Files that are either complete or untouched: written beside the target, then put in its place.

A crash, a full disk or an error of the caller leaves the old file as it was and no litter.
"""

import contextlib
import errno
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from core.errors import ExportError, place

_REMEDIES = {
    errno.ENOSPC: "Make room on the disk, then save again.",
    errno.EDQUOT: "Make room on the disk, then save again.",
    errno.EFBIG: "The disk or the account allows no file of this size; choose another place.",
    errno.EACCES: "Choose a folder you may write to.",
    errno.EPERM: "Choose a folder you may write to.",
    errno.EROFS: "Choose a folder you may write to.",
    errno.ENOENT: "Choose a folder that exists.",
    errno.ENOTDIR: "Choose a folder that exists.",
    errno.EISDIR: "This is a folder: choose the name of a file.",
}


@contextlib.contextmanager
def atomic_write(path: Path) -> Iterator[BinaryIO]:
    """Open a file that takes the place of `path` when the block ends without an error.

    Symbolic links are followed, so the file they point at is replaced and the link stays. A file
    that was there before passes its permissions on.

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
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666
        temporary = target.with_name(f".{target.name[:50]}.{secrets.token_hex(8)}.part")
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    except OSError as error:
        raise _export_error(path, error) from error
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            temporary.chmod(mode)
        temporary.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise _export_error(path, error) from error
    finally:
        temporary.unlink(missing_ok=True)


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
    reason = os.strerror(error.errno).lower() if error.errno else str(error)
    remedy = _REMEDIES.get(error.errno or 0, "Nothing was changed; choose another place.")
    return ExportError(f"cannot be written: {reason}.", place=place(path), remedy=remedy)
