"""The head of a model file: what is taken, and every kind of head that is refused."""

import io
import json
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save

from core import bundle_header
from core.bundle_header import read_header, without_duplicates

GOOD = save({"a": np.ones((2, 3), np.float32), "b": np.zeros(0, np.uint8)}, {"tagscope": "{}"})


def _file(header: bytes, tensors: bytes = b"") -> bytes:
    return len(header).to_bytes(8, "little") + header + tensors


def _read(content: bytes) -> dict[str, bundle_header.TensorEntry]:
    return read_header(io.BytesIO(content), len(content))[2]


def test_reads_what_the_library_writes() -> None:
    file = io.BytesIO(GOOD)
    head, metadata, entries = read_header(file, len(GOOD))
    assert metadata == "{}"
    assert {name: (entry.dtype, entry.shape) for name, entry in entries.items()} == {
        "a": ("F32", (2, 3)),
        "b": ("U8", (0,)),
    }
    assert head + file.read() == GOOD


ENTRY = '"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}'
META = '"__metadata__":{"tagscope":"{}"}'
HOSTILE = {
    "empty": b"",
    "shorter than a length": b"\x01\x00",
    "huge length": (2**63).to_bytes(8, "little") + b"{}",
    "length beyond the limit": (bundle_header.MAX_HEADER_BYTES + 1).to_bytes(8, "little") + b"{}",
    "header cut off": _file(b"{}" * 8)[:12],
    "no metadata": _file(f"{{{ENTRY}}}".encode(), b"1234"),
    "metadata of others": _file(b'{"__metadata__":{"format":"pt"}}'),
    "more metadata": _file(b'{"__metadata__":{"tagscope":"{}","format":"pt"}}'),
    "metadata no text": _file(b'{"__metadata__":{"tagscope":{}}}'),
    "tensor twice": _file(f"{{{META},{ENTRY},{ENTRY}}}".encode(), b"1234"),
    "metadata twice": _file(f"{{{META},{META}}}".encode()),
    "field twice": _file(f'{{{META},"a":{{"dtype":"F32","dtype":"U8"}}}}'.encode()),
    "foreign field": _file(
        f'{{{META},"a":{{"dtype":"F32","shape":[1],"data_offsets":[0,4],"x":1}}}}'.encode(), b"1234"
    ),
    "shape no numbers": _file(f'{{{META},"a":{{"dtype":"F32","shape":"1","data_offsets":[0,4]}}}}'.encode(), b"1234"),
    "no object": _file(b"[1, 2]"),
    "no JSON": _file(b"{'a': 1}"),
    "not UTF-8": _file(b'{"\xff\xfe": 1}'),
    "nested deep": _file(b"[" * 100_000),
    "trailing bytes": _file(f"{{{META},{ENTRY}}}".encode(), b"12345"),
    "too few bytes": _file(f"{{{META},{ENTRY}}}".encode(), b"123"),
    "endless number": _file(b'{"a": ' + b"9" * 10_000 + b"}"),
    "a text file": b"Tokens and labels, one a line.\n" * 20,
    "a zip file": b"PK\x03\x04" + bytes(200),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
def test_refuses(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        _read(content)


def test_a_hostile_length_reads_nothing(tmp_path: Path) -> None:
    class Watched(io.BytesIO):
        taken = 0

        def read(self, size: int | None = -1) -> bytes:
            content = super().read(size)
            Watched.taken += len(content)
            return content

    content = (2**40).to_bytes(8, "little") + bytes(1000)
    with pytest.raises(ValueError, match="does not begin"):
        read_header(Watched(content), len(content))
    assert Watched.taken == 8


def test_without_duplicates() -> None:
    good = json.dumps({"a": {"b": [1, {"c": "ü"}]}})
    assert without_duplicates(good) == good.encode()
    with pytest.raises(ValueError, match="twice"):
        without_duplicates('{"a": [{"b": 1, "b": 2}]}')
