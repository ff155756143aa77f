"""The pages of a database file, each in its newest committed form: from the `-wal` file where it is there."""

import mmap
import struct
import sys
from array import array
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from core.errors import ProjectUnreadableError, place

USUAL_PAGE_SIZE = 4096
_SIZES = frozenset({2**power for power in range(9, 17)})

_WAL_HEADER = struct.Struct(">8I")
_FRAME_HEADER = struct.Struct(">6I")
_WAL_MAGIC = 0x377F0682
_MASK = 0xFFFFFFFF


class Pages:
    """Reads pages by their numbers, counted from 1; the file is neither written nor locked.

    Attributes:
        size: Bytes a page.
        usable: Bytes of a page that hold anything.
        count: How many pages there are.
        n_unreadable_frames: Pages of the journal that are not as they were written; older ones stand for them.
    """

    def __init__(self, path: Path) -> None:
        """Open a file and its journal.

        Raises:
            ProjectUnreadableError: The file cannot be read at all, or is empty.
        """
        try:
            with path.open("rb") as file:
                self._content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is empty"
            raise ProjectUnreadableError(f"cannot be read: {reason}.", place=place(path)) from error
        self.size = _page_size(self._content[16:18])
        reserved = self._content[20] if len(self._content) > 20 else 0
        self.usable = self.size - (reserved if reserved <= self.size - 480 else 0)
        self.n_unreadable_frames = 0
        self._newer: dict[int, bytes] = {}
        self._read_journal(path.with_name(f"{path.name}-wal"))
        self.count = max(-(-len(self._content) // self.size), *self._newer, 1)

    def __enter__(self) -> Self:
        """Return the pages themselves."""
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _traceback: TracebackType | None
    ) -> None:
        """Let go of the file."""
        self._content.close()

    def __getitem__(self, number: int) -> bytes:
        """Return a page; what the file lacks of it is zero.

        Raises:
            IndexError: There is no such page.
        """
        if not 1 <= number <= self.count:
            raise IndexError(number)
        newer = self._newer.get(number)
        if newer is not None:
            return newer
        start = (number - 1) * self.size
        return self._content[start : start + self.size].ljust(self.size, b"\0")

    def _read_journal(self, path: Path) -> None:
        """Take over what was committed to a `-wal` file."""
        try:
            content = path.read_bytes()
        except OSError:
            return
        if len(content) < _WAL_HEADER.size:
            return
        magic, _version, size, _, *salts, _, _ = _WAL_HEADER.unpack_from(content)
        if magic & ~1 != _WAL_MAGIC or size != self.size:
            self.n_unreadable_frames = (len(content) - _WAL_HEADER.size) // (_FRAME_HEADER.size + self.size)
            return
        uncommitted: dict[int, bytes] = {}
        for number, is_last, page in self._frames(content, salts, is_big_endian=bool(magic & 1)):
            if page:
                uncommitted[number] = page
            if is_last:
                self._newer |= uncommitted
                uncommitted = {}

    def _frames(self, content: bytes, salts: list[int], *, is_big_endian: bool) -> Iterator[tuple[int, bool, bytes]]:
        """Yield number, whether a commit ends here, and content of each page; no content for a damaged one.

        The checksum of a frame goes on from that of the one before, as it was written down: each can be
        checked alone, so one that is damaged does not take the rest with it.
        """
        before = content[24:32]
        for start in range(_WAL_HEADER.size, len(content) - self.size - _FRAME_HEADER.size + 1, 24 + self.size):
            number, n_pages, *found = _FRAME_HEADER.unpack_from(content, start)
            if found[:2] != salts:
                # Of an earlier use of the file, unless only this header is damaged.
                before = content[start + 16 : start + 24]
                continue
            page = content[start + 24 : start + 24 + self.size]
            is_sound = number and tuple(found[2:]) == _checksum(
                content[start : start + 8] + page, before, is_big_endian
            )
            if not is_sound:
                self.n_unreadable_frames += 1
            before = content[start + 16 : start + 24]
            yield number, bool(n_pages), page if is_sound else b""


def _page_size(field: bytes) -> int:
    """Return what the header says, or what every file of ours has."""
    size = int.from_bytes(field, "big")
    size = 65536 if size == 1 else size
    return size if size in _SIZES else USUAL_PAGE_SIZE


def _checksum(data: bytes, before: bytes, is_big_endian: bool) -> tuple[int, int]:
    """Return SQLite's checksum of pairs of 32-bit words, going on from that of the data before."""
    words = array("I", data)
    if is_big_endian != (sys.byteorder == "big"):
        words.byteswap()
    first, second = struct.unpack(">2I", before)
    for index in range(0, len(words), 2):
        first = (first + words[index] + second) & _MASK
        second = (second + words[index + 1] + first) & _MASK
    return first, second
