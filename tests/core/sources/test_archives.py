"""Archives, documents and images given to import: named, refused, never unpacked, and at no cost."""

import gzip
import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Watch = Callable[..., Any]


ROWS = b"Mara\tB-PER\n\n"


def archive(*members: tuple[zipfile.ZipInfo | str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members:
            made.writestr(name, content)
    return file.getvalue()


def bomb() -> bytes:
    """Return five levels of sixteen archives each around a gigabyte of zeros, in the manner of 42.zip."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = b"".join(packer.compress(bytes(2**20)) for _ in range(64)) + packer.flush()
    content = archive(("zeros.conll", packed))
    for level in range(5):
        content = archive(*((f"{level}-{number}.zip", content) for number in range(16)))
    return content


def lying() -> bytes:
    """Return an archive whose header says 3 bytes and whose member has a megabyte."""
    content = bytearray(archive(("a.conll", ROWS * 100_000)))
    struct.pack_into("<I", content, 22, 3)
    return bytes(content)


def overlapping() -> bytes:
    """Return an archive whose directory names one member a thousand times."""
    content = archive(("a.conll", ROWS * 1000))
    start = content.index(b"PK\1\2")
    end = content.index(b"PK\5\6")
    entry = content[start:end]
    last = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 1000, 1000, len(entry) * 1000, start, 0)
    return content[:start] + entry * 1000 + last


def link() -> tuple[zipfile.ZipInfo, bytes]:
    info = zipfile.ZipInfo("link.conll")
    info.create_system, info.external_attr = 3, 0o120777 << 16
    return info, b"/etc/passwd"


def encrypted() -> bytes:
    content = bytearray(archive(("a.conll", ROWS)))
    content[6] |= 1
    return bytes(content)


def tarred(**fields: object) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as made:
        member = tarfile.TarInfo("../../../escaped.conll")
        for name, value in fields.items():
            setattr(member, name, value)
        made.addfile(member)
    return file.getvalue()


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb.zip": (bomb, "a zip archive"),
    "overlapping.zip": (overlapping, "a zip archive"),
    "lying.zip": (lying, "a zip archive"),
    "upwards.zip": (lambda: archive(("../../escaped.conll", ROWS), ("C:\\escaped.conll", ROWS)), "a zip archive"),
    "link.zip": (lambda: archive(link()), "a zip archive"),
    "twice.zip": (lambda: archive(("a.conll", ROWS)) * 2, "a zip archive"),
    "encrypted.zip": (encrypted, "a zip archive"),
    "many.zip": (lambda: archive(*((f"{n}.conll", b"") for n in range(20_000))), "a zip archive"),
    "renamed.conll": (lambda: archive(("a.conll", ROWS)), "a zip archive"),
    "renamed.txt": (lambda: archive(("a.txt", ROWS)), "a zip archive"),
    "book.xlsx": (lambda: archive(("[Content_Types].xml", b""), ("xl/workbook.xml", ROWS)), "an Excel workbook"),
    "tree.tar": (tarred, "a tar archive"),
    "link.tar": (lambda: tarred(type=tarfile.SYMTYPE, linkname="/etc/passwd"), "a tar archive"),
    "hard.tar": (lambda: tarred(type=tarfile.LNKTYPE, linkname="/etc/passwd"), "a tar archive"),
    "tree.tar.gz": (lambda: gzip.compress(tarred()), "a gzip file"),
    "zeros.conll.gz": (lambda: gzip.compress(bytes(2**27), 1), "a gzip file"),
    "paper.pdf": (lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(1000), "a PDF document"),
    "photo.jpg": (lambda: b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(range(256)) * 9, "a JPEG image"),
    "picture.png": (lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(400), "a PNG image"),
    "program": (lambda: b"\x7fELF\2\1\1\0" + bytes(400), "a program"),
    "model.keras": (lambda: archive(("metadata.json", b"{}"), ("config.json", b"{}")), "a zip archive"),
    "weights.h5": (lambda: b"\x89HDF\r\n\x1a\n" + bytes(400), "an HDF5 file"),
    "weights.pkl": (lambda: b"\x80\x04\x95\x1d\0\0\0\0\0\0\0\x8c\x05posix\x94\x8c\x06system\x94\x93\x94.", "a pickle"),
}


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.conll"
    path.write_bytes(ROWS)
    return path


def test_every_archive_is_named_and_nothing_of_it_is_unpacked(tmp_path: Path, good: Path, watch: Watch) -> None:
    folder = tmp_path / "given"
    folder.mkdir()
    for name, (make, _) in HOSTILE.items():
        (folder / name).write_bytes(make())
    watched = watch("source", good, sorted(folder.iterdir()), megabytes=60)
    assert watched.events == ()
    assert watched.peak < 150
    for name, (_, kind) in HOSTILE.items():
        for words in watched.said[name].split("\n"):
            assert words.startswith(f"{name}: is {kind}"), words
            assert ", not text. " in words
    assert sorted(path.name for path in folder.iterdir()) == sorted(HOSTILE)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["given", "good.conll"]
