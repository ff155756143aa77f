"""Standard input as numbered lines of text, as they arrive: each piece is handed on at once.

Lines end as they do in files. There is no guessing here: the bytes are UTF-8 or refused.
"""

import codecs
from collections.abc import Callable, Iterator

from core.errors import SourceError, place
from core.sources.lines import TextBlock
from core.sources.options import MAX_LINE

NAME = "standard input"

_CHUNK = 2**16
_REMEDY = "Convert it first: iconv -f ENCODING -t UTF-8."


def text_blocks(read: Callable[[int], bytes]) -> Iterator[TextBlock]:
    """Yield runs of whole lines, each with the number of its first, from 1.

    Args:
        read: Returns bytes as soon as there are any, no more than asked for; none at the end.

    Raises:
        SourceError: The bytes are not UTF-8, hold a NUL, or go on for 16 MB without a line end.
    """
    number = 1
    pieces: list[bytes] = []
    length = 0
    first = True
    while chunk := read(_CHUNK):
        chunk = chunk.removeprefix(codecs.BOM_UTF8) if first else chunk
        first = False
        end = chunk.rfind(b"\n") + 1
        pieces.append(chunk[:end] if end else chunk)
        length += len(pieces[-1])
        if end:
            lines = _lines(b"".join(pieces), number)[:-1]
            yield number, "\n".join(lines)
            number += len(lines)
            pieces, length = [chunk[end:]], len(chunk) - end
        elif length > MAX_LINE:
            found = f"a line of more than {MAX_LINE // 2**20} MB."
            raise SourceError(found, place=place(NAME, number), remedy="Break it into lines, one sentence each.")
    if length:
        lines = _lines(b"".join(pieces), number)
        yield number, "\n".join(lines if lines[-1] else lines[:-1])


def _lines(content: bytes, first: int) -> list[str]:
    """Return the lines of `content`, the last of which is what follows the last line end."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = first + _with_line_feeds(content[: error.start].decode("utf-8")).count("\n")
        found = f"is not UTF-8: byte 0x{content[error.start]:02X}."
        raise SourceError(found, place=place(NAME, line), remedy=_REMEDY) from error
    text = _with_line_feeds(text)
    if "\0" in text:
        line = first + text[: text.index("\0")].count("\n")
        raise SourceError("holds a NUL: it may be UTF-16.", place=place(NAME, line), remedy=_REMEDY)
    return text.split("\n")


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
