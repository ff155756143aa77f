"""Standard output: UTF-8 everywhere, and no traceback when it cannot be written."""

import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from core.cli import output
from core.errors import ExportError

Child = Callable[..., CompletedProcess[bytes]]


def test_a_reader_that_goes_away_ends_the_command_quietly(child: Child) -> None:
    result = child("generate", "names", "-n", "50000", shell="| head -n 1")
    assert result.stdout.count(b"\n") == 1
    assert (result.returncode, result.stderr) == (output.READER_GONE, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full here")
@pytest.mark.parametrize("count", [1, 5000])
def test_a_full_disk_behind_standard_output_is_said_once(child: Child, count: int) -> None:
    result = child("generate", "token", "-n", count, shell="> /dev/full")
    assert result.returncode == 1
    assert result.stderr.startswith(b"standard output: cannot be written: no space left on device. Make room")
    assert result.stderr.count(b"\n") == 1


def test_a_file_that_may_not_grow_is_said(child: Child) -> None:
    result = child("generate", "token", "-n", "5000", largest_file=4096, shell="> out.conll")
    assert result.returncode == 1
    assert result.stderr.startswith(b"standard output: cannot be written: file too large.")
    assert result.stderr.count(b"\n") == 1


def test_output_is_utf_8_whatever_the_terminal_speaks(child: Child, model: Path, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("Ængel 東 😀\n", encoding="utf-8")
    result = child("tag", model, "text.txt", variables={"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"})
    assert (result.returncode, result.stderr) == (0, b"")
    assert [row.split("\t")[0] for row in result.stdout.decode().split("\n") if row] == ["Ængel", "東", "😀"]


def test_standard_output_that_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(ExportError, match=r"^standard output: is not open\."):
        output.write("a")
    output.flush()


def test_result_is_one_json_object_or_the_text(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    output.result({"é": None}, "words", as_json=True)
    output.result({"é": None}, "words", as_json=False)
    assert capsysbinary.readouterr().out == '{"é": null}\nwords\n'.encode()


def test_a_remark_cannot_command_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    output.remark("Mara\x1b[2J\u202e\nnext line")
    assert capsys.readouterr().err == "Mara‹ESC›[2J‹RLO›\nnext line\n"
