"""What a file is that is neither text nor ours, told by its first bytes. Nothing is unpacked or decoded.

Sources of the marks: the formats' own specifications, as collected in the `magic` files of file(1) and in
the WHATWG MIME Sniffing Standard.
"""

from dataclasses import dataclass

# Enough for the names of the first members of an archive, which tell a workbook from other archives.
HEAD_BYTES = 4096

_UNPACK = "Unpack it, then choose a file from it."
_AS_TEXT = "Save its text as a plain text file first."
_AS_CSV = "Save the sheet as CSV first."
_IMAGE = "Choose a text file."
_OWN = "Open it as a project."
_MODEL = "Open it as a model."


@dataclass(frozen=True, slots=True)
class FileKind:
    """What a file is.

    Attributes:
        name: With its article, such as `a zip archive`.
        remedy: What to do when its text is wanted.
    """

    name: str
    remedy: str


@dataclass(frozen=True, slots=True)
class _Mark:
    """Bytes at a place, and others that text would not have at theirs; the first mark in the list counts."""

    kind: FileKind
    start: bytes
    at: int = 0
    also: bytes = b""
    also_at: int = 0

    def fits(self, head: bytes) -> bool:
        """Whether a file that begins with `head` carries the mark."""
        return head.startswith(self.start, self.at) and head.startswith(self.also, self.also_at)


_ZIP = b"PK\x03\x04"
_MARKS = (
    _Mark(FileKind("a Tagscope project", _OWN), b"SQLite format 3\0", also=b"TGSC", also_at=68),
    _Mark(FileKind("an SQLite database", "Save the table as CSV first."), b"SQLite format 3\0"),
    _Mark(FileKind("a zip archive", _UNPACK), b"PK\x05\x06"),
    _Mark(FileKind("a zip archive", _UNPACK), b"PK\x07\x08"),
    _Mark(FileKind("a gzip file", _UNPACK), b"\x1f\x8b\x08"),
    _Mark(FileKind("a bzip2 file", _UNPACK), b"BZh", also=b"1AY&SY", also_at=4),
    _Mark(FileKind("a bzip2 file", _UNPACK), b"BZh", also=b"\x17\x72\x45\x38\x50\x90", also_at=4),
    _Mark(FileKind("an xz file", _UNPACK), b"\xfd7zXZ\0"),
    _Mark(FileKind("a zstd file", _UNPACK), b"\x28\xb5\x2f\xfd"),
    _Mark(FileKind("an lz4 file", _UNPACK), b"\x04\x22\x4d\x18"),
    _Mark(FileKind("a 7z archive", _UNPACK), b"7z\xbc\xaf\x27\x1c"),
    _Mark(FileKind("a RAR archive", _UNPACK), b"Rar!\x1a\x07"),
    _Mark(FileKind("a tar archive", _UNPACK), b"ustar", at=257),
    _Mark(FileKind("a cabinet archive", _UNPACK), b"MSCF\0\0\0\0"),
    _Mark(FileKind("a PDF document", _AS_TEXT), b"%PDF-"),
    _Mark(FileKind("an RTF document", _AS_TEXT), b"{\\rtf"),
    _Mark(FileKind("an old Office document", _AS_TEXT), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    _Mark(FileKind("a PNG image", _IMAGE), b"\x89PNG\r\n\x1a\n"),
    _Mark(FileKind("a JPEG image", _IMAGE), b"\xff\xd8\xff"),
    _Mark(FileKind("a GIF image", _IMAGE), b"GIF8", also=b"a", also_at=5),
    _Mark(FileKind("a WebP image", _IMAGE), b"RIFF", also=b"WEBP", also_at=8),
    _Mark(FileKind("a sound file", _IMAGE), b"RIFF", also=b"WAVE", also_at=8),
    _Mark(FileKind("a TIFF image", _IMAGE), b"II*\0"),
    _Mark(FileKind("a TIFF image", _IMAGE), b"MM\0*"),
    _Mark(FileKind("a BMP image", _IMAGE), b"BM", also=b"\0\0\0\0", also_at=6),
    _Mark(FileKind("a film or picture", _IMAGE), b"ftyp", at=4, also=b"\0\0\0"),
    _Mark(FileKind("a program", _IMAGE), b"\x7fELF"),
    _Mark(FileKind("a program", _IMAGE), b"MZ", also=b"\0\0", also_at=10),
    _Mark(FileKind("a program", _IMAGE), b"\xcf\xfa\xed\xfe"),
    _Mark(FileKind("an HDF5 file", _IMAGE), b"\x89HDF\r\n\x1a\n"),
    _Mark(FileKind("a NumPy array", _IMAGE), b"\x93NUMPY"),
    _Mark(FileKind("a Parquet file", "Save it as CSV first."), b"PAR1", also=b"\x15", also_at=4),
    _Mark(FileKind("an Arrow file", "Save it as CSV first."), b"ARROW1\0\0"),
    _Mark(FileKind("a pickle, which is a program", _IMAGE), b"\x80\x02"),
    _Mark(FileKind("a pickle, which is a program", _IMAGE), b"\x80\x03"),
    _Mark(FileKind("a pickle, which is a program", _IMAGE), b"\x80\x04\x95"),
    _Mark(FileKind("a pickle, which is a program", _IMAGE), b"\x80\x05\x95"),
    _Mark(FileKind("a model file", _MODEL), b'{"', at=8, also=b"\0\0\0\0", also_at=4),
)


def kind_of(head: bytes) -> FileKind | None:
    """Return what a file is that begins with `head`, `HEAD_BYTES` of it or all; None for text and the unknown."""
    if head.startswith(_ZIP):
        return _kind_of_zip(head)
    return next((mark.kind for mark in _MARKS if mark.fits(head)), None)


def _kind_of_zip(head: bytes) -> FileKind:
    """Tell documents that are zip archives inside by the names of their first members."""
    if b"[Content_Types].xml" in head or b"docProps/" in head:
        if b"xl/" in head:
            return FileKind("an Excel workbook", _AS_CSV)
        return FileKind("a Word document" if b"word/" in head else "an Office document", _AS_TEXT)
    if b"opendocument." in head:
        is_sheet = b"opendocument.spreadsheet" in head
        return FileKind("an OpenDocument file", _AS_CSV if is_sheet else _AS_TEXT)
    return FileKind("a zip archive", _UNPACK)
