"""A disk that shows every operation of SQLite before it happens, so that a test may note, refuse or die of it."""

import contextlib
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import apsw

_SYSTEM = apsw.vfs_names()[0]
_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Operation:
    """What SQLite asks of the disk.

    Attributes:
        kind: The method of the file layer without its x: `Write`, `Sync`, `Truncate`, `Open`, `Delete` …
        path: The file it is about.
        file: Which opening of the file; 0 where none is concerned.
        offset: Where a write begins; the new size of a truncation.
        data: What is written.
        is_lasting: Of a deletion, whether the folder is to be synced after it; of an opening, whether the
            file is made by it.
        syncs_folder: Of a sync, whether SQLite syncs the folder with it, as it does for a new journal.
    """

    kind: str
    path: str
    file: int = 0
    offset: int = 0
    data: bytes = b""
    is_lasting: bool = False
    syncs_folder: bool = False


class PartlyWrittenError(Exception):
    """Raised by a watcher to have so many bytes written before the disk says that it is full."""

    def __init__(self, n_bytes: int) -> None:
        super().__init__(n_bytes)
        self.n_bytes = n_bytes


Watcher = Callable[[Operation], None]


class Disk(apsw.VFS):
    """The system's file layer; `watch` is told of every operation first, and what it raises is the answer."""

    def __init__(self, name: str, watch: Watcher, *, is_default: bool) -> None:
        super().__init__(name, _SYSTEM, is_default)
        self.name = name
        self.watch = watch

    def xOpen(self, name: Any, flags: list[int]) -> "File":  # noqa: N802
        path = name.filename() if isinstance(name, apsw.URIFilename) else str(name or "")
        is_new = bool(path and flags[0] & apsw.SQLITE_OPEN_CREATE and not super().xAccess(path, 0))
        number = next(_numbers)
        self.watch(Operation("Open", path, number, is_lasting=is_new))
        return File(self, path, number, name, flags, is_new=is_new)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802
        self.watch(Operation("Delete", filename, is_lasting=syncdir))
        super().xDelete(filename, syncdir)

    def xAccess(self, pathname: str, flags: int) -> bool:  # noqa: N802
        self.watch(Operation("Access", pathname))
        return super().xAccess(pathname, flags)


class File(apsw.VFSFile):
    """An open file of such a disk."""

    def __init__(self, disk: Disk, path: str, number: int, name: Any, flags: list[int], *, is_new: bool) -> None:
        super().__init__(_SYSTEM, name, flags)
        self._disk = disk
        self._path = path
        self._number = number
        journals = apsw.SQLITE_OPEN_WAL | apsw.SQLITE_OPEN_MAIN_JOURNAL | apsw.SQLITE_OPEN_SUPER_JOURNAL
        self._syncs_folder = is_new and bool(flags[0] & journals)

    def _ask(self, kind: str, **more: Any) -> None:
        self._disk.watch(Operation(kind, self._path, self._number, **more))

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802
        self._ask("Read")
        return super().xRead(amount, offset)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        try:
            self._ask("Write", offset=offset, data=bytes(data))
        except PartlyWrittenError as part:
            super().xWrite(data[: part.n_bytes], offset)
            raise coded(apsw.FullError("disk full"), apsw.SQLITE_FULL) from None
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        self._ask("Truncate", offset=newsize)
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> bool:  # noqa: N802
        self._ask("Sync", syncs_folder=self._syncs_folder)
        self._syncs_folder = False
        return bool(super().xSync(flags))

    def xLock(self, level: int) -> bool:  # noqa: N802
        self._ask("Lock")
        return bool(super().xLock(level))

    def xUnlock(self, level: int) -> bool:  # noqa: N802
        self._ask("Unlock")
        return bool(super().xUnlock(level))

    def xCheckReservedLock(self) -> bool:  # noqa: N802
        self._ask("CheckReservedLock")
        return bool(super().xCheckReservedLock())

    def xFileSize(self) -> int:  # noqa: N802
        self._ask("FileSize")
        return super().xFileSize()


def coded(error: apsw.Error, code: int) -> apsw.Error:
    """Return the error with SQLite's number on it, as the system's own file layer gives it."""
    error.extendedresult = code
    error.result = code & 0xFF
    return error


@contextlib.contextmanager
def watched_disk(watch: Watcher, *, is_default: bool = False) -> Iterator[str]:
    """Register a disk for the block; yield its name."""
    name = f"watched {next(_numbers)}"
    disk = Disk(name, watch, is_default=is_default)
    try:
        yield name
    finally:
        disk.unregister()
