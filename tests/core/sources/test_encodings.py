"""Every encoding that is offered, and bytes that are none of it: the offending byte is named by its offset."""

import codecs
import random
from pathlib import Path

import pytest

from core import sources
from core.errors import SourceError
from core.sources import ENCODINGS, EncodingError, FormatName, ReadOptions, lines
from core.sources.lines import encoding_of

WORDS = {
    "cp1250": "Łódź",
    "iso-8859-2": "Łódź",
    "cp1251": "Нева",
    "koi8-r": "Нева",
    "cp1253": "Σάμος",
    "cp1254": "Iğdır",
    "cp1255": "חיפה",
    "cp1256": "حلب",
    "gb18030": "長江",
    "big5": "長江",
    "shift_jis": "大阪ｶﾞ",
    "euc-jp": "大阪",
    "euc-kr": "한강",
}


def rows(encoding: str) -> str:
    return f"Mara\tB-PER\n{WORDS.get(encoding, 'Zoë')}\tB-LOC\n\n" * 50


def write(folder: Path, content: bytes) -> Path:
    path = folder / "mira.conll"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_each_encoding_is_refused_as_utf8_and_read_by_its_name(tmp_path: Path, encoding: str) -> None:
    content = rows(encoding).encode(encoding)
    path = write(tmp_path, content)
    if encoding not in ("utf-8", "utf-16"):
        with pytest.raises(EncodingError) as caught:
            sources.preview(path)
        assert encoding in caught.value.encodings
        if not encoding.startswith("utf"):
            with pytest.raises(UnicodeDecodeError) as oracle:
                content.decode("utf-8")
            assert caught.value.offset == oracle.value.start
            assert f"offset {oracle.value.start:,}," in str(caught.value)
    corpus, reports = sources.read_corpus(path, options=ReadOptions(FormatName.CONLL_COLUMNS, encoding))
    assert corpus.sentences[0].tokens == ("Mara", WORDS.get(encoding, "Zoë"))
    assert (len(corpus), reports) == (50, ())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_mark_tells_the_encoding(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path, rows(encoding).encode(encoding))
    assert encoding_of(path) == encoding
    assert sources.read_corpus(path)[0].sentences[0].tokens == ("Mara", "Zoë")


SOUP = {
    "overlong slash": ("utf-8", b"\xc0\xaf"),
    "overlong NUL": ("utf-8", b"\xe0\x80\x80"),
    "surrogate": ("utf-8", b"\xed\xa0\x80"),
    "surrogate pair of CESU-8": ("utf-8", b"\xed\xa0\xbd\xed\xb8\x80"),
    "beyond the last code point": ("utf-8", b"\xf4\x90\x80\x80"),
    "five bytes": ("utf-8", b"\xf8\x88\x80\x80\x80"),
    "lone continuation": ("utf-8", b"\x80"),
    "cut off inside": ("utf-8", b"\xe5\xa4x"),
    "never a byte": ("utf-8", b"\xff"),
    "undefined": ("cp1252", b"\x81"),
    "lone lead byte": ("shift_jis", b"\x81\n"),
    "lone lead of Big5": ("big5", b"\xa4\n"),
    "lone lead of EUC-JP": ("euc-jp", b"\xb0 "),
    "lone lead of EUC-KR": ("euc-kr", b"\xb0 "),
    "bad four bytes": ("gb18030", b"\x81\x30\xff\x30"),
    "lone surrogate": ("utf-16-le", b"\x00\xd8a\x00"),
    "second half first": ("utf-16-be", b"\xdc\x00\x00a"),
    "not a code point": ("utf-32-le", b"\x00\x00\x11\x00"),
    "surrogate in UTF-32": ("utf-32-be", b"\x00\x00\xd8\x00"),
    "undefined in Hebrew": ("cp1255", b"\xd9"),
}


@pytest.mark.parametrize("n_rows", [1, 50], ids=["first", "far"])
@pytest.mark.parametrize(("encoding", "wrong"), SOUP.values(), ids=SOUP.keys())
def test_the_first_wrong_byte_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str, wrong: bytes, n_rows: int
) -> None:
    monkeypatch.setattr(lines, "_CHUNK", 97)
    content = ("Mara\tO\n" * n_rows).encode(encoding) + wrong + "\tO\n".encode(encoding)
    with pytest.raises(UnicodeDecodeError) as oracle:
        content.decode(encoding)
    start = oracle.value.start
    options = ReadOptions(FormatName.CONLL_COLUMNS, encoding)
    with pytest.raises(EncodingError) as caught:
        list(sources.read(write(tmp_path, content), options))
    assert caught.value.offset == start
    assert f"line {n_rows + 1:,}: is not {encoding.upper()}: byte 0x{content[start]:02X} at offset {start:,}" in str(
        caught.value
    )


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-32-be", "utf-8", "shift_jis"])
def test_an_end_amid_a_character_is_named(tmp_path: Path, encoding: str) -> None:
    content = "Mara\tO\n大".encode(encoding)[:-1]
    with pytest.raises(EncodingError) as caught:
        list(sources.read(write(tmp_path, content), ReadOptions(FormatName.CONLL_COLUMNS, encoding)))
    assert caught.value.offset == len("Mara\tO\n".encode(encoding))


def test_utf16_that_is_no_mark_after_all(tmp_path: Path) -> None:
    path = write(tmp_path, codecs.BOM_UTF16_LE + b"a")
    with pytest.raises(EncodingError, match="UTF-16"):
        sources.preview(path)


def test_random_bytes_are_no_text(tmp_path: Path) -> None:
    path = write(tmp_path, random.Random(4).randbytes(200_000))
    for encoding in ("utf-8", "iso-8859-1", "cp1252"):
        with pytest.raises(SourceError, match=r"control characters|NUL"):
            sources.preview(path, options=ReadOptions(FormatName.TEXT, encoding))
