"""The head of a safetensors file, checked before a byte of its tensors is touched.

The library's own reader accepts a name given twice and takes the last; this one refuses it.
"""

import json
from typing import Any, BinaryIO

import msgspec

# Ours take a few thousand bytes; reading JSON takes many times its size.
MAX_HEADER_BYTES = 1024 * 1024

_LENGTH_BYTES = 8


class ForeignFileError(ValueError):
    """A file that this program never wrote."""


class TensorEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the header says of one tensor: `data_offsets` are half-open, from the end of the header."""

    dtype: str
    shape: tuple[int, ...]
    data_offsets: tuple[int, int]


class _Metadata(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    tagscope: str


def read_header(file: BinaryIO, size: int) -> tuple[bytes, str, dict[str, TensorEntry]]:
    """Return the header's bytes with their length before them, our metadata, and the tensors by name.

    Args:
        file: Stands at its beginning; is left where the tensors begin.
        size: Bytes of the whole file.

    Raises:
        ForeignFileError: It is no header of ours.
        ValueError: It is damaged, or the file is shorter or longer than it says.
    """
    if size == 0:
        raise ValueError("the file is empty")
    prefix = file.read(_LENGTH_BYTES)
    length = int.from_bytes(prefix, "little")
    if len(prefix) < _LENGTH_BYTES or not 2 <= length <= MAX_HEADER_BYTES:
        raise ForeignFileError("it does not begin as a model file does")
    text = file.read(length)
    if len(text) < length:
        raise ValueError(f"it ends after {size:,} bytes, in the middle of its header")
    fields = _parsed(text.decode())
    try:
        metadata = msgspec.convert(fields.pop("__metadata__", {}), _Metadata)
    except msgspec.ValidationError as error:
        raise ForeignFileError("another program wrote it") from error
    entries = msgspec.convert(fields, dict[str, TensorEntry])
    end = max((entry.data_offsets[1] for entry in entries.values()), default=0)
    if size != _LENGTH_BYTES + length + end:
        raise ValueError(f"it has {size:,} bytes instead of {_LENGTH_BYTES + length + end:,}")
    return prefix + text, metadata.tagscope, entries


def without_duplicates(text: str) -> bytes:
    """Return JSON as bytes when no object in it says a name twice.

    Raises:
        ValueError: One does, or it is no JSON.
    """
    _parsed(text)
    return text.encode()


def _parsed(text: str) -> dict[str, Any]:
    try:
        fields = json.loads(text, object_pairs_hook=_distinct)
    except RecursionError as error:
        raise ValueError("its header is nested too deep") from error
    return msgspec.convert(fields, dict[str, Any])


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise ValueError("its header says a name twice")
    return fields
