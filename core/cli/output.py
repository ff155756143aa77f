"""Results to standard output, always UTF-8; remarks to standard error.

Standard output is written in large pieces and flushed once, where a full disk or a reader that has
gone can still be told apart from a mistake of ours.
"""

import contextlib
import errno
import io
import json
import os
import sys
from collections.abc import Generator, Mapping, Sequence
from typing import Any, TypeVar

import click

from core.errors import ExportError
from core.visible import visible

# What a shell gives a program whose reader went away, as `head` does.
READER_GONE = 141

T = TypeVar("T")

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def write(text: str) -> None:
    """Write `text` to standard output as UTF-8, whatever the terminal's language.

    Raises:
        ExportError: The disk is full, or standard output is not open.
        SystemExit: Whoever read it has closed it.
    """
    if sys.stdout is None:
        raise ExportError("is not open.", place="standard output", remedy="Let it go to a file or a pipe.")
    try:
        sys.stdout.buffer.write(text.encode("utf-8"))
    except OSError as error:
        raise _failed(error) from error


def flush() -> None:
    """Hand everything written so far to the system.

    Raises:
        ExportError: The disk is full.
        SystemExit: Whoever read it has closed it.
    """
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        raise _failed(error) from error


def result(values: Mapping[str, Any], text: str, *, as_json: bool) -> None:
    """Write one JSON object on a line of its own, or else `text`."""
    write((json.dumps(values, ensure_ascii=False) if as_json else text) + "\n")


def table(rows: Sequence[Sequence[str]], *, n_words: int) -> list[str]:
    """Return lines with their columns under each other: the first `n_words` begin together, the others end together."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        words = [cell.ljust(width) for cell, width in zip(row[:n_words], widths[:n_words], strict=True)]
        numbers = [cell.rjust(width) for cell, width in zip(row[n_words:], widths[n_words:], strict=True)]
        lines.append("  ".join([*words, *numbers]).rstrip())
    return lines


def exhausted(steps: Generator[object, None, T]) -> T:
    """Run a generator to its end without telling how far it is; return what it returns."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: T = end.value
            return result


def remark(text: str) -> None:
    """Write one line to standard error; what a file says in it cannot command the terminal."""
    click.echo(visible(text, keep="\n"), err=True)


def _failed(error: OSError) -> Exception:
    """Return what to raise, after making sure that Python does not try to write the rest at exit."""
    with contextlib.suppress(io.UnsupportedOperation):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if error.errno == errno.EPIPE:
        sys.exit(READER_GONE)
    reason = os.strerror(error.errno).lower() if error.errno else str(error)
    remedy = "Make room on the disk, or choose another place." if error.errno in _FULL else "Choose another place."
    return ExportError(f"cannot be written: {reason}.", place="standard output", remedy=remedy)
