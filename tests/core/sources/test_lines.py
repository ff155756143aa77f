"""Bytes to lines: line ends, encodings, limits, and files that are no text."""

import codecs
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import SourceError
from core.line_report import LineReport
from core.sources import lines
from core.sources.lines import EncodingError, encoding_of, text_blocks
from core.sources.options import OnProblem
from core.sources.report import Reporter


def read(path: Path, encoding: str = "utf-8") -> tuple[list[tuple[int, str]], list[LineReport]]:
    reports: list[LineReport] = []
    blocks = text_blocks(path, encoding, Reporter(path, OnProblem.REPAIR, reports.append))
    return [(start + index, line) for start, block in blocks for index, line in enumerate(block.split("\n"))], reports


def write(folder: Path, content: bytes) -> Path:
    path = folder / "mira.conll"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_three_line_ends_and_no_other(tmp_path: Path, end: str) -> None:
    words = ["a\u0085b", "c\u2028d\u2029", "e\x0bf\x0cg\x1ch", "", "last"]
    found, _ = read(write(tmp_path, end.join(words).encode()))
    assert found == list(enumerate(words, 1))


@given(text=st.text(st.sampled_from("aé😀\r\n\t "), min_size=1), chunk=st.integers(1, 7))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_pieces_of_any_size_give_the_same_lines(
    tmp_path_factory: pytest.TempPathFactory, encoding: str, text: str, chunk: int
) -> None:
    path = write(tmp_path_factory.mktemp("lines"), text.encode(encoding))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines, "_CHUNK", chunk)
        found, reports = read(path, encoding)
    expected = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert [line for _, line in found] == (expected[:-1] if expected[-1] == "" else expected)
    assert [number for number, _ in found] == list(range(1, len(found) + 1))
    assert reports == []


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_a_byte_order_mark_wins_over_the_declared_encoding(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path, "Mira\tB-PER\n".encode(encoding))
    assert encoding_of(path) == encoding
    assert read(path)[0] == [(1, "Mira\tB-PER")]


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_bytes_that_are_not_utf8_are_named(tmp_path: Path, mark: bytes) -> None:
    path = write(tmp_path, mark + "Mira\tO\nRené\tO\n".encode("cp1252"))
    with pytest.raises(EncodingError) as caught:
        read(path)
    error = caught.value
    assert str(error).startswith("mira.conll, line 2: is not UTF-8: byte 0xE9 at offset ")
    assert error.offset == len(mark) + 10
    assert f"offset {error.offset}," in str(error)
    assert "Ren\\xe9\\x09O" in str(error)
    assert "cp1252" in error.encodings
    assert read(path, "cp1252")[0][1] == (2, "René\tO")


def test_a_character_cut_off_at_the_end_is_named(tmp_path: Path) -> None:
    with pytest.raises(EncodingError, match=r"line 2: is not UTF-8: byte 0xC3 at offset 2"):
        read(write(tmp_path, b"a\n\xc3"))


def test_utf16_without_a_mark_is_told_from_rubbish(tmp_path: Path) -> None:
    path = write(tmp_path, "Mira\tB-PER\n".encode("utf-16-le"))
    with pytest.raises(EncodingError, match=r"^mira\.conll: holds a NUL in every other byte") as caught:
        read(path)
    assert caught.value.encodings[0] == "utf-16-le"
    assert read(path, "utf-16-le")[0] == [(1, "Mira\tB-PER")]


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"^mira\.conll: is no text: "):
        read(write(tmp_path, b"\x01\x02\0\0\0\0abc\0\0\0" * 20))


def test_a_stray_nul_is_taken_out_and_reported(tmp_path: Path) -> None:
    found, reports = read(write(tmp_path, b"Mira\tO\nOr\0en\tO\n" + b"x\tO\n" * 50))
    assert found[1] == (2, "Oren\tO")
    assert reports == [LineReport(2, "1 NUL byte.", "Taken out.")]


def test_unknown_encodings_are_named(tmp_path: Path) -> None:
    for name in ("utf-9", "rot13"):
        with pytest.raises(SourceError, match=rf"^mira\.conll: there is no encoding '{name}'"):
            read(write(tmp_path, b"a\n"), name)


def test_a_line_beyond_the_limit_costs_itself_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "MAX_LINE", 2**20)
    path = write(tmp_path, b"a\n" + b"x" * (3 * 2**20) + b"\nb\nc")
    found, reports = read(path)
    assert found == [(1, "a"), (3, "b"), (4, "c")]
    assert reports == [LineReport(2, "a line of more than 1 MB.", "It was left out.")]


def test_a_last_line_beyond_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "MAX_LINE", 2**19)
    found, reports = read(write(tmp_path, b"a\n" + b"x" * 2**21))
    assert found == [(1, "a")]
    assert [report.line for report in reports] == [2]


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"^none\.conll: there is no such file\. Check"):
        read(tmp_path / "none.conll")
    with pytest.raises(SourceError, match=rf"^{tmp_path.name}: is a folder\. Choose a file"):
        read(tmp_path)
    with pytest.raises(SourceError, match=r"^mira\.conll: is empty\."):
        read(write(tmp_path, b""))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are a thing of POSIX")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "mira.conll")
    with pytest.raises(SourceError, match=r"^mira\.conll: is not a file but a device or pipe\."):
        read(tmp_path / "mira.conll")


def test_progress_counts_every_byte(tmp_path: Path) -> None:
    path = write(tmp_path, "Mira\tO\n".encode("utf-16") * 1)
    seen: list[int] = []
    for _ in text_blocks(path, "utf-8", Reporter(path, OnProblem.REPAIR), progress=seen.append):
        pass
    assert seen[-1] == path.stat().st_size
