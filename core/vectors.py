"""Word vectors that others have learnt, read from their files for the words that are wanted.

A file may be far larger than memory: its lines pass by one at a time, and only wanted words stay.
Text as GloVe, word2vec and fastText write it (a first line of two numbers is a heading, not a
word), or a `.safetensors` file: a Tagscope model, or one with a tensor `vectors` [N, D] and a tensor
`words`, their N words as UTF-8 text with a line feed between two. Nothing in either is ever run.
"""

import itertools
import json
import math
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from core.errors import TagscopeError, place
from core.file_kinds import HEAD_BYTES, kind_of

Vector = NDArray[np.float32]

# As long as a network's word vectors can be.
MAX_SIZE = 1024
# A vector of that size with every digit that a float can have, and a long word.
MAX_LINE_BYTES = 64 * 1024
# Names and shapes of a few tensors; reading JSON takes many times its size.
MAX_HEADER_BYTES = 16 * 1024 * 1024
# Beyond this a value is damage: learnt vectors have lengths of some tens.
MAX_VALUE = 1e6

_DTYPES = {"F64": "<f8", "F32": "<f4", "F16": "<f2"}
_REMEDY = "Choose vectors as GloVe, word2vec (as text) or fastText write them, or a .safetensors file."


class VectorsError(TagscopeError):
    """A file of word vectors cannot be read, or holds something else."""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What a file says of the wanted words.

    Attributes:
        size: Numbers in each vector.
        vectors: By wanted word, float32[size].
        n_words: Words of the whole file.
    """

    size: int
    vectors: dict[str, Vector]
    n_words: int


def read_vectors(path: Path, wanted: Iterable[str], *, lowercase: bool = False) -> Found:
    """Return the vectors of those wanted words that a file has, the first of each.

    Args:
        path: The file.
        wanted: Words, in lower case where `lowercase` says so.
        lowercase: Also take the vector of a word that differs in case, where there is none of the
            very spelling.

    Raises:
        VectorsError: There is no such file, or it holds no vectors of one size.
    """
    with _words_of(path) as lines:
        return _chosen(lines, set(wanted), path, lowercase=lowercase)


def size_of(path: Path) -> int:
    """Return how many numbers each vector of a file has, by its first.

    Raises:
        VectorsError: There is no such file, or it does not begin with a vector.
    """
    with _words_of(path) as lines:
        return _chosen(itertools.islice(lines, 1), set(), path, lowercase=False).size


# A word, a function that reads its vector, and the line it stands in where there are lines.
_Line = tuple[str, Callable[[], Vector], int]


@contextmanager
def _words_of(path: Path) -> Iterator[Iterator[_Line]]:
    """Give the words of a file of any format, read as they are asked for."""
    try:
        if path.exists() and not path.is_file():
            raise VectorsError("is not a file but a folder, device or pipe.", place=place(path), remedy=_REMEDY)
        with path.open("rb") as file:
            kind = kind_of(file.read(HEAD_BYTES))
            file.seek(0)
            if kind and kind.name != "a model file":
                raise VectorsError(f"is {kind.name}, not word vectors.", place=place(path), remedy=kind.remedy)
            yield _tensor_lines(file, path) if kind else _text_lines(file, path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise VectorsError(f"cannot be read: {reason}.", place=place(path), remedy="Choose another file.") from error


def _chosen(lines: Iterator[_Line], wanted: set[str], path: Path, *, lowercase: bool) -> Found:
    exact: dict[str, Vector] = {}
    folded: dict[str, Vector] = {}
    size, n_words = 0, 0
    for word, read, number in lines:
        n_words += 1
        is_exact = word in wanted and word not in exact
        key = word if is_exact or not lowercase else word.lower()
        if size and not is_exact and (key not in wanted or key in exact or key in folded):
            continue
        vector = read()
        size = size or len(vector)
        if len(vector) != size or not np.isfinite(vector).all() or np.abs(vector).max() > MAX_VALUE:
            found = f"{word[:40]!r} has a vector of {len(vector)} numbers that is damaged or not of {size} like others."
            raise VectorsError(found, place=place(path, number or None), remedy=_REMEDY)
        if key in wanted:
            (exact if is_exact else folded)[key] = vector
    if not n_words:
        raise VectorsError("holds no word with a vector.", place=place(path), remedy=_REMEDY)
    return Found(size, folded | exact, n_words)


def _text_lines(file: BinaryIO, path: Path) -> Iterator[_Line]:
    size = 0
    for number, line in enumerate(iter(lambda: file.readline(MAX_LINE_BYTES + 1), b""), start=1):
        if len(line) > MAX_LINE_BYTES or b"\0" in line:
            raise VectorsError("has a line that is no word and numbers.", place=place(path, number), remedy=_REMEDY)
        fields = line.rstrip(b"\r\n\t ").split(b" ") if size else _fields(line)
        if number == 1 and len(fields) == 2 and all(field.isdigit() for field in fields):
            continue  # a heading: how many words, and how many numbers each
        if fields == [b""]:
            continue
        size = size or len(fields) - 1
        if not 1 <= size <= MAX_SIZE or len(fields) <= size:
            found = f"has {len(fields)} fields instead of a word and {size or 'some'} numbers."
            raise VectorsError(found, place=place(path, number), remedy=_REMEDY)
        try:
            word = b" ".join(fields[:-size]).decode()
        except UnicodeDecodeError:
            continue  # a word that cannot be spelt cannot be met either
        yield word, _numbers_of(fields[-size:], path, number), number


def _fields(line: bytes) -> list[bytes]:
    """Return the fields of the first line with a vector: a word may hold blanks, its numbers tell where it ends."""
    fields = line.rstrip(b"\r\n\t ").split(b" ")
    first = next((index for index in range(1, len(fields)) if all(map(_is_number, fields[index:]))), len(fields))
    return [b" ".join(fields[:first]), *fields[first:]]


def _is_number(field: bytes) -> bool:
    try:
        return math.isfinite(float(field))
    except ValueError:
        return False


def _numbers_of(fields: list[bytes], path: Path, number: int) -> Callable[[], Vector]:
    def read() -> Vector:
        try:
            return np.array([float(field) for field in fields], np.float32)
        except ValueError as error:
            raise VectorsError(
                "has no number where one should be.", place=place(path, number), remedy=_REMEDY
            ) from error

    return read


def _tensor_lines(file: BinaryIO, path: Path) -> Iterator[_Line]:
    try:
        entries, begin, end = _header(file, path)
        if "word/embedding" in entries:
            table = _mapped(path, entries["word/embedding"], begin, end)
            text = bytes(_mapped(path, entries["vocab/words/text"], begin, end, kind="U8"))
            offsets = _mapped(path, entries["vocab/words/offsets"], begin, end, kind="U32").tolist()
            words = [text[a:b] for a, b in itertools.pairwise(offsets)]
        else:
            table = _mapped(path, entries["vectors"], begin, end)
            words = bytes(_mapped(path, entries["words"], begin, end, kind="U8")).split(b"\n")
        names = [word.decode() for word in words]
        _check_fit(names, table)
    except (KeyError, ValueError, TypeError, RecursionError) as error:
        found = f"is no .safetensors file of word vectors: {error}."
        raise VectorsError(found, place=place(path), remedy=_REMEDY) from error
    for row, name in enumerate(names):
        if name:
            yield name, lambda row=row: np.asarray(table[row], np.float32), 0  # type: ignore[misc]


def _check_fit(words: list[str], table: NDArray[Any]) -> None:
    if table.ndim != 2 or len(words) != len(table) or not 1 <= table.shape[1] <= MAX_SIZE:
        raise ValueError(f"it has {len(words):,} words for an array of {table.shape}")


def _header(file: BinaryIO, path: Path) -> tuple[dict[str, Any], int, int]:
    """Return the tensors' entries, where their bytes begin, and the size of the file."""
    size, length = path.stat().st_size, int.from_bytes(file.read(8), "little")
    if not 2 <= length <= min(MAX_HEADER_BYTES, size - 8):
        raise ValueError("its heading is longer than it is")
    entries = json.loads(file.read(length))
    if not isinstance(entries, dict):
        raise ValueError("its heading names no tensors")  # noqa: TRY004 - a file's fault, no programmer's
    return entries, 8 + length, size


def _mapped(path: Path, entry: dict[str, Any], begin: int, end: int, *, kind: str = "") -> NDArray[Any]:
    """Return a tensor whose bytes are read when they are looked at."""
    shape = tuple(int(length) for length in entry["shape"])
    dtype = {"U8": "u1", "U32": "<u4"}[kind] if kind else _DTYPES[entry["dtype"]]
    start, stop = (int(offset) for offset in entry["data_offsets"])
    n_bytes = math.prod(shape) * np.dtype(dtype).itemsize
    if (kind and entry["dtype"] != kind) or min(shape, default=0) < 1:
        raise ValueError("a tensor is of the wrong type or empty")
    if stop - start != n_bytes or not 0 <= start <= stop <= end - begin:
        raise ValueError("a tensor does not lie where it should")
    return np.memmap(path, dtype, "r", begin + start, shape)
