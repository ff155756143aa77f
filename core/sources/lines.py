"""Bytes to numbered lines: encodings, byte order marks, line ends and limits, in constant memory.

Lines end at LF, CR LF and CR only: the other characters that Unicode counts as line ends occur inside
tokens.
"""

import codecs
import errno
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from core.errors import SourceError, place
from core.file_kinds import kind_of
from core.sources.options import ENCODINGS, MAX_LINE
from core.sources.report import Reporter

TextBlock = tuple[int, str]
"""Whole lines with LF between them and none behind the last, and the number of the first, from 1."""

_CHUNK = 2**16
# The little-endian mark of UTF-32 begins with that of UTF-16, so it is looked for first.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Which of four bytes are zero in text of Latin letters, and which are not.
_ZEROS = (
    ("utf-16-le", (1, 3), (0, 2)),
    ("utf-16-be", (0, 2), (1, 3)),
    ("utf-32-le", (1, 2, 3), (0,)),
    ("utf-32-be", (0, 1, 2), (3,)),
)
# Those that no text has: all but blanks, line ends and what ISO 2022 shifts with.
_CONTROLS = bytes([*range(0x09), 0x0B, *range(0x10, 0x1B), *range(0x1C, 0x20), 0x7F])


class EncodingError(SourceError):
    """Bytes that the encoding does not allow.

    Attributes:
        encoding: The encoding that was tried.
        offset: Position of the first wrong byte, from 0.
        encodings: Those to offer instead, likeliest first.
    """

    def __init__(self, path: Path, line: int | None, found: str, *, offset: int, tried: tuple[str, bytes]) -> None:
        self.encoding, head = tried
        self.offset = offset
        self.encodings = _readable(head, besides=self.encoding)
        offered = ", ".join(self.encodings[:4]) or "one of the list"
        super().__init__(found, place=place(path, line), remedy=f"Choose its encoding, perhaps {offered}.")


def open_source(path: Path) -> BinaryIO:
    """Open a file for reading.

    Raises:
        SourceError: It is missing, a folder, no regular file, or may not be read.
    """
    try:
        # Asked before it is opened: opening a pipe waits for somebody to write into it.
        mode = path.stat().st_mode
        if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
            return path.open("rb")
    except OSError as error:
        raise _open_error(path, error) from error
    raise SourceError("is not a file but a device or pipe.", place=place(path), remedy="Choose a file.")


def encoding_of(path: Path, *, declared: str = "utf-8") -> str:
    """Return the encoding that the file's byte order mark names, else `declared`.

    Raises:
        SourceError: The file cannot be opened, is empty, or is no text.
        EncodingError: It is UTF-16 without a mark.
    """
    with open_source(path) as file:
        head = file.read(2**16)
    if not head:
        raise SourceError("is empty.", place=place(path), remedy="Choose a file with at least one sentence.")
    return _encoding_of(path, head, declared)


def text_blocks(
    path: Path, encoding: str, reporter: Reporter, *, progress: Callable[[int], None] | None = None
) -> Iterator[TextBlock]:
    """Yield runs of whole lines, each run as one text.

    Args:
        path: The file.
        encoding: Python's name of its encoding; the mark of UTF-16 or UTF-32 wins over it.
        reporter: Told of NUL bytes, which are taken out, and of lines beyond 16 MB, which are left out.
        progress: Told the bytes read so far.

    Raises:
        SourceError: The file cannot be read, is empty or is no text, or the encoding is unknown.
        EncodingError: The bytes are not of the encoding.
    """
    number = 1
    overlong = False
    held: list[str] = []
    length = 0
    for text in _texts(path, encoding, progress):
        end = text.rfind("\n")
        if end < 0:
            length += len(text)
            overlong = overlong or length > MAX_LINE
            held = [] if overlong else [*held, text]
            continue
        block = "".join([*held, text[:end]])
        held, length = [text[end + 1 :]], len(text) - end - 1
        if overlong:
            _report_overlong(number, reporter)
            overlong, number = False, number + 1
            _rest, is_more, block = block.partition("\n")
            if not is_more:
                continue
        yield from _without_nul(block, number, reporter) if "\0" in block else [(number, block)]
        number += block.count("\n") + 1
    last = "".join(held)
    if overlong:
        _report_overlong(number, reporter)
    elif last:
        yield from _without_nul(last, number, reporter)


def _report_overlong(number: int, reporter: Reporter) -> None:
    reporter.problem(number, f"a line of more than {MAX_LINE // 2**20} MB.", "It was left out.")


def _without_nul(text: str, first: int, reporter: Reporter) -> Iterator[TextBlock]:
    """Yield line by line, so that a report comes with the sentence it is about."""
    for number, line in enumerate(text.split("\n"), first):
        if "\0" in line:
            count = line.count("\0")
            reporter.problem(number, f"{count:,} NUL byte{'s' * (count > 1)}.", "Taken out.")
        yield number, line.replace("\0", "")


def _texts(path: Path, encoding: str, progress: Callable[[int], None] | None) -> Iterator[str]:
    """Yield decoded text with LF as the only line end; no piece ends between CR and LF."""
    with open_source(path) as file:
        head = file.read(_CHUNK)
        if not head:
            raise SourceError("is empty.", place=place(path), remedy="Choose a file with at least one sentence.")
        encoding = _encoding_of(path, head, encoding)
        decoder = _Decoder(path, encoding)
        chunk = head
        if head.startswith(codecs.BOM_UTF8) and encoding != "utf-8-sig":
            chunk = head[len(codecs.BOM_UTF8) :]
            decoder.n_bytes = len(codecs.BOM_UTF8)
        held = ""
        while chunk:
            text = held + decoder.decode(chunk)
            held = "\r" if text.endswith("\r") else ""
            yield decoder.counted(_with_line_feeds(text[:-1] if held else text))
            if progress:
                progress(decoder.n_bytes)
            chunk = file.read(_CHUNK)
        yield _with_line_feeds(held + decoder.decode(b"", final=True))


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


class _Decoder:
    """Decodes strictly, and can say where it was when bytes are wrong."""

    def __init__(self, path: Path, encoding: str) -> None:
        self.n_bytes = 0
        self._path = path
        self._encoding = encoding
        self._n_lines = 0
        self._decoder = codecs.getincrementaldecoder(encoding)("strict")

    def counted(self, text: str) -> str:
        """Return `text`, remembering how many lines it ends."""
        self._n_lines += text.count("\n")
        return text

    def decode(self, chunk: bytes, *, final: bool = False) -> str:
        self.n_bytes += len(chunk)
        try:
            return self._decoder.decode(chunk, final)
        except UnicodeDecodeError as error:
            raise self._error(error) from error
        except UnicodeError as error:
            found = f"is not {_title(self._encoding)}: {error}."
            tried = (self._encoding, chunk)
            raise EncodingError(self._path, None, found, offset=self.n_bytes - len(chunk), tried=tried) from error

    def _error(self, error: UnicodeDecodeError) -> EncodingError:
        sound = error.object[: error.start].decode(self._encoding, "ignore")
        line = self._n_lines + _with_line_feeds(sound).count("\n") + 1
        byte = error.object[error.start]
        near = error.object[max(0, error.start - 12) : error.start + 12]
        shown = "".join(chr(b) if 32 <= b < 127 else f"\\x{b:02x}" for b in near)
        # What the decoder was working on is the end of what it was fed so far.
        offset = self.n_bytes - len(error.object) + error.start
        found = f"is not {_title(self._encoding)}: byte 0x{byte:02X} at offset {offset:,}, in “{shown}”."
        return EncodingError(self._path, line, found, offset=offset, tried=(self._encoding, error.object))


def _encoding_of(path: Path, head: bytes, declared: str) -> str:
    mark = next((name for mark, name in _MARKS if head.startswith(mark)), None)
    try:
        "".encode(declared)
        # Who chose another encoding did so because the bytes after the mark are not UTF-8.
        if mark and (mark != "utf-8-sig" or codecs.lookup(declared).name in ("utf-8", "utf-8-sig")):
            return mark
    except LookupError as error:
        known = ", ".join(ENCODINGS[:5])
        raise SourceError(
            f"there is no encoding {declared!r}.", place=place(path), remedy=f"Choose one, such as {known}."
        ) from error
    if codecs.lookup(declared).name.startswith(("utf-16", "utf-32")):
        return declared
    kind = kind_of(head)
    if kind:
        raise SourceError(f"is {kind.name}, not text.", place=place(path), remedy=kind.remedy)
    _check_zeros(path, head, declared)
    _check_controls(path, head, declared)
    return declared


def _check_controls(path: Path, head: bytes, declared: str) -> None:
    """Refuse what no text has so many of: a few NULs and other controls are reported, or part of a token."""
    n_zeros = head.count(0)
    n_controls = len(head) - len(head.translate(None, _CONTROLS)) if "\n".encode(declared) == b"\n" else 0
    if n_zeros > 0.01 * len(head) + 1:
        found = f"{n_zeros:,} of its first {len(head):,} bytes are NUL"
    elif n_controls > 0.05 * len(head) + 16:
        found = f"{n_controls:,} of its first {len(head):,} bytes are control characters"
    else:
        return
    raise SourceError(f"is no text: {found}.", place=place(path), remedy="Choose a text file, or its encoding.")


def _check_zeros(path: Path, head: bytes, declared: str) -> None:
    """Refuse UTF-16 and UTF-32 without a mark: their zero bytes stand where no other text has them."""
    quarter = max(1, len(head) // 4)
    zeros = [head[side::4].count(0) / quarter for side in range(4)]
    for name, always, never in _ZEROS:
        if min(zeros[side] for side in always) > 0.4 and max(zeros[side] for side in never) < 0.1:
            most = "every other byte" if len(never) == 2 else "most bytes"
            found = f"holds a NUL in {most}: it looks like {_title(name)} without a byte order mark."
            raise EncodingError(path, None, found, offset=head.index(0), tried=(declared, head))


def _readable(head: bytes, *, besides: str) -> tuple[str, ...]:
    """Return the encodings of the list that `head`, which may end amid a character, can be in."""
    has_nul = 0 in head
    found = []
    for name in ENCODINGS:
        if name in (besides, "utf-16") or name.startswith(("utf-16", "utf-32")) != has_nul:
            continue
        try:
            text = codecs.getincrementaldecoder(name)("strict").decode(head)
        except UnicodeError:
            continue
        if "\0" not in text:
            found.append(name)
    return tuple(found)


def _title(encoding: str) -> str:
    return encoding.removesuffix("-sig").upper()


def _open_error(path: Path, error: OSError) -> SourceError:
    if error.errno == errno.ENOENT:
        return SourceError("there is no such file.", place=place(path), remedy="Check the name and the folder.")
    if error.errno == errno.EISDIR or path.is_dir():
        return SourceError("is a folder.", place=place(path), remedy="Choose a file in it.")
    reason = os.strerror(error.errno).lower() if error.errno else str(error)
    return SourceError(f"cannot be opened: {reason}.", place=place(path), remedy="Check who may read the file.")
