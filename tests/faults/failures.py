"""Ways in which a disk fails, each a watcher for a `Disk`; `mend` makes the disk whole again."""

import sys
from collections import Counter
from pathlib import Path
from typing import Protocol

import apsw

from tests.faults.disk import Operation, PartlyWrittenError, coded

_CODES = {
    "Read": apsw.SQLITE_IOERR_READ,
    "Write": apsw.SQLITE_IOERR_WRITE,
    "Sync": apsw.SQLITE_IOERR_FSYNC,
    "Truncate": apsw.SQLITE_IOERR_TRUNCATE,
    "FileSize": apsw.SQLITE_IOERR_FSTAT,
    "Lock": apsw.SQLITE_IOERR_LOCK,
    "Unlock": apsw.SQLITE_IOERR_UNLOCK,
    "CheckReservedLock": apsw.SQLITE_IOERR_CHECKRESERVEDLOCK,
    "Delete": apsw.SQLITE_IOERR_DELETE,
    "Access": apsw.SQLITE_IOERR_ACCESS,
}


class Fault(Protocol):
    """A disk that fails once it is its time.

    Attributes:
        has_struck: Whether it has failed.
    """

    has_struck: bool

    def watch(self, operation: Operation) -> None:
        """Refuse the operation or let it pass."""

    def mend(self) -> None:
        """Never fail again."""


class NthOperation:
    """Fails at one operation, and at all later ones if it is lasting."""

    def __init__(self, number: int, *, is_lasting: bool) -> None:
        self.has_struck = False
        self._left = number
        self._is_lasting = is_lasting

    def watch(self, operation: Operation) -> None:
        """Refuse the operation with the error that the system gives for its kind."""
        self._left -= 1
        if self._left == 0 or (self._left < 0 and self._is_lasting):
            self.has_struck = True
            if operation.kind == "Open":
                raise coded(apsw.CantOpenError("drive unplugged"), apsw.SQLITE_CANTOPEN)
            raise coded(apsw.IOError("drive unplugged"), _CODES[operation.kind])

    def fail_from_now_on(self) -> None:
        """Fail at the next operation and all later ones."""
        self._left, self._is_lasting = 1, True

    def mend(self) -> None:
        """Never fail again."""
        self._left = sys.maxsize


class Budget:
    """Has room for so many more bytes, whether they are new to the file or replace others."""

    def __init__(self, n_bytes: int) -> None:
        self.has_struck = False
        self._room = n_bytes

    def watch(self, operation: Operation) -> None:
        """Let a write through as far as there is room."""
        if operation.kind != "Write":
            return
        size = len(operation.data)
        if size > self._room:
            self.has_struck = True
            part, self._room = self._room, 0
            raise PartlyWrittenError(part)
        self._room -= size

    def fill(self) -> None:
        """Have room for nothing."""
        self._room = 0

    def mend(self) -> None:
        """Have room for everything."""
        self._room = sys.maxsize


class Growth:
    """Has room for files to grow by so much; what is written in the place of other bytes needs none.

    Attributes:
        peaks: Each amount of room that was ever needed and had not been needed before.
    """

    def __init__(self, n_bytes: int) -> None:
        self.has_struck = False
        self.peaks: list[int] = []
        self._room = n_bytes
        self._used = 0
        self._sizes: Counter[str] = Counter()

    def watch(self, operation: Operation) -> None:
        """Let a write through as far as there is room for the file to grow; a shorter file gives room back."""
        path = operation.path
        size = self._sizes[path]
        match operation.kind:
            case "Open":
                self._sizes[path] = Path(path).stat().st_size if Path(path).exists() else 0
            case "Write":
                self._write(path, max(size, operation.offset + len(operation.data)), len(operation.data))
            case "Truncate":
                self._resize(path, min(size, operation.offset))
            case "Delete":
                self._resize(path, 0)

    def _write(self, path: str, size: int, n_bytes: int) -> None:
        missing = self._used + size - self._sizes[path] - self._room
        if missing > 0:
            self.has_struck = True
            self._resize(path, max(self._sizes[path], size - missing))
            raise PartlyWrittenError(max(0, n_bytes - missing))
        self._resize(path, size)
        if self._used > max(self.peaks, default=0):
            self.peaks.append(self._used)

    def _resize(self, path: str, size: int) -> None:
        self._used += size - self._sizes[path]
        self._sizes[path] = size

    def mend(self) -> None:
        """Have room for everything."""
        self._room = sys.maxsize
