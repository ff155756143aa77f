"""Files that are no text say what they are; text that merely begins alike is none of them."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safetensors.numpy import save

from core.file_kinds import HEAD_BYTES, kind_of


def zipped(names: Sequence[str], content: bytes = b"Mara\tB-PER\n") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return file.getvalue()


def tarred() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        member = tarfile.TarInfo("../../mara.conll")
        archive.addfile(member)
    return file.getvalue()


def array() -> bytes:
    file = io.BytesIO()
    np.save(file, np.zeros(3))
    return file.getvalue()


KINDS = {
    "zip": (zipped(["mara.conll"]), "a zip archive"),
    "empty zip": (zipped([]), "a zip archive"),
    "zip of words": (zipped(["password/xl/mara.conll"]), "a zip archive"),
    "workbook": (zipped(["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"]), "an Excel workbook"),
    "workbook of openpyxl": (zipped(["docProps/app.xml", "xl/theme/theme1.xml"]), "an Excel workbook"),
    "word": (zipped(["[Content_Types].xml", "word/document.xml"]), "a Word document"),
    "slides": (zipped(["[Content_Types].xml", "ppt/presentation.xml"]), "an Office document"),
    "open document": (
        b"PK\3\4" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text",
        "an OpenDocument file",
    ),
    "gzip": (gzip.compress(b"Mara"), "a gzip file"),
    "bzip2": (bz2.compress(b"Mara"), "a bzip2 file"),
    "empty bzip2": (bz2.compress(b""), "a bzip2 file"),
    "xz": (lzma.compress(b"Mara"), "an xz file"),
    "tar": (tarred(), "a tar archive"),
    "rar": (b"Rar!\x1a\x07\x01\0", "a RAR archive"),
    "7z": (b"7z\xbc\xaf\x27\x1c\0\4", "a 7z archive"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF document"),
    "rtf": (rb"{\rtf1\ansi Mara}", "an RTF document"),
    "png": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG image"),
    "jpeg": (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG image"),
    "gif": (b"GIF89a\1\0\1\0", "a GIF image"),
    "bmp": (b"BM\x36\0\0\0\0\0\0\0\x36\0\0\0", "a BMP image"),
    "film": (b"\0\0\0\x18ftypmp42", "a film or picture"),
    "elf": (b"\x7fELF\2\1\1\0", "a program"),
    "exe": (b"MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff\0\0", "a program"),
    "hdf5": (b"\x89HDF\r\n\x1a\n\0", "an HDF5 file"),
    "npy": (array(), "a NumPy array"),
    "parquet": (b"PAR1\x15\4\x15", "a Parquet file"),
    "model": (save({"a": np.zeros(2, np.float32)}, {"tagscope": "{}"}), "a model file"),
    "pickle 2": (b"\x80\x02}q\x00X\x01\0\0\0a", "a pickle, which is a program"),
    "pickle 5": (b"\x80\x05\x95\x0d\0\0\0\0\0\0\0}\x94", "a pickle, which is a program"),
}


@pytest.mark.parametrize(("content", "name"), KINDS.values(), ids=KINDS.keys())
def test_names(content: bytes, name: str) -> None:
    kind = kind_of(content[:HEAD_BYTES])
    assert kind is not None
    assert kind.name == name
    assert kind.remedy.endswith(".")


TEXTS = [
    "BMW\tB-ORG\n",
    "MZ\tO\n",
    "PK\tO\n",
    "BZh91\tO\n",
    "GIF89 a\tO\n",
    "RIFF\tO\n",
    "7z\tO\n",
    "PAR1\tO\n",
    "ustar\tO\n",
]


@pytest.mark.parametrize(
    "text", [*TEXTS, "II*\tO\n", "ftyp\tO\n", "Rar!\tO\n", "%PDF\tO\n", "SQLite format 3\tO\n", ""]
)
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16-le", "utf-32-be"])
def test_text_is_no_kind(text: str, encoding: str) -> None:
    assert kind_of(text.encode(encoding)) is None


@given(st.text(st.characters(categories=["L", "M", "N", "P", "Z"]) | st.sampled_from("\t\n"), max_size=40))
def test_text_of_any_script_is_no_kind(text: str) -> None:
    assert kind_of(text.encode()) is None or text.startswith(("%PDF-", "{\\rtf"))


def test_a_project_is_told_from_another_database(tmp_path: Path) -> None:
    from core.project import Project

    Project.create(tmp_path / "a.tagscope").close()
    kind = kind_of((tmp_path / "a.tagscope").read_bytes())
    assert kind is not None
    assert kind.name == "a Tagscope project"
