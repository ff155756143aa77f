"""`tagscope tag`: files of every format, lines as they arrive, memory that does not grow with the file."""

import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from core import bundle as bundles
from core import sources
from core.cli import INTERRUPTED, tag
from core.corpus import Sentence, Tags
from core.tagging import Tagger

PROJECT_ROOT = Path(__file__).parents[3]

Call = Callable[..., Result]
Write = Callable[..., Path]


def _blocks(output: str) -> list[list[list[str]]]:
    return [[row.split("\t") for row in block.split("\n")] for block in output.split("\n\n")[:-1]]


def _expected(model: Path, *sentences: str) -> list[list[list[str]]]:
    tagged = Tagger(bundles.load(model)).tag([sentence.split(" ") for sentence in sentences])
    return [[list(pair) for pair in zip(one.tokens, one.tags, strict=True)] for one in tagged]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("day.txt", "Mira left Lund\nrain\n"),
        ("day.conll", "Mira\tNN\nleft\tVB\nLund\tNN\n\nrain\tNN\n"),
        ("day.csv", "sentence_id,token,upos\n1,Mira,NN\n1,left,VB\n1,Lund,NN\n2,rain,NN\n"),
        ("day.utf16.txt", "Mira left Lund\r\nrain".encode("utf-16")),
    ],
)
def test_a_file_of_any_format(name: str, content: str | bytes, call: Call, write: Write, model: Path) -> None:
    result = call("tag", model, write(name, content))
    assert (result.exit_code, result.stderr) == (0, "")
    assert _blocks(result.stdout) == _expected(model, "Mira left Lund", "rain")


@pytest.mark.parametrize("arguments", [["-"], []])
def test_standard_input_is_a_sentence_a_line(arguments: list[str], call: Call, model: Path) -> None:
    result = call("tag", model, *arguments, input=b"\n Mira left Lund\r\n\nrain")
    assert (result.exit_code, result.stderr) == (0, "")
    assert _blocks(result.stdout) == _expected(model, "Mira left Lund", "rain")


def test_nothing_in_nothing_out(call: Call, model: Path) -> None:
    result = call("tag", model)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_bytes_that_are_no_utf_8_are_named_with_their_line(call: Call, model: Path) -> None:
    result = call("tag", model, input=b"rain\ncaf\xe9\n")
    assert result.exit_code == 1
    assert result.stderr == (
        "standard input, line 2: is not UTF-8: byte 0xE9. Convert it first: iconv -f ENCODING -t UTF-8.\n"
    )


def test_a_token_beyond_the_limit_is_left_out_and_said(call: Call, model: Path) -> None:
    result = call("tag", model, input=b"a" * 10_001 + b"\nrain\n")
    assert result.exit_code == 0
    assert result.stderr.startswith("standard input, line 1: a token of 10,001 characters")
    assert [block[0][0] for block in _blocks(result.stdout)] == ["rain"]


def test_a_token_with_a_tab_would_break_the_columns(call: Call, write: Write, model: Path) -> None:
    path = write("day.csv", 'sentence_id,token,upos\n1,rain,NN\n2,"a\tb",NN\n')
    result = call("tag", model, path)
    assert result.exit_code == 1
    assert result.stderr.startswith("standard output: sentence 2 cannot be written: its token 'a\\tb' holds a TAB.")


def test_a_big_file_is_never_held_as_a_whole(
    call: Call, write: Write, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    n_read = n_written = furthest_ahead = 0

    def remembered(sentences: Iterator[Sentence], waiting: deque[Sentence]) -> Iterator[Sentence]:
        nonlocal n_read, furthest_ahead
        for sentence in original(sentences, waiting):
            n_read += 1
            furthest_ahead = max(furthest_ahead, n_read - n_written)
            yield sentence

    def written(*arguments: object) -> None:
        nonlocal n_written
        n_written += 1

    original = tag._remembered
    monkeypatch.setattr(tag, "_remembered", remembered)
    monkeypatch.setattr(tag, "_write", written)
    monkeypatch.setattr("core.tagging.CHUNK_TOKENS", 100)
    assert call("tag", model, write("big.txt", "rain fell\n" * 5000)).exit_code == 0
    assert n_read == n_written == 5000
    assert furthest_ahead <= 52


def test_the_tagger_is_given_documents(call: Call, write: Write, model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def tag_sentences(_self: Tagger, sentences: Iterator[Sentence]) -> Iterator[Tags]:
        for sentence in sentences:
            seen.append(sentence.document)
            yield ("O",) * len(sentence)

    monkeypatch.setattr(Tagger, "tag_sentences", tag_sentences)
    path = write("two.conll", "-DOCSTART- O\n\na O\n\n-DOCSTART- O\n\nb O\n")
    assert call("tag", model, path).exit_code == 0
    assert seen == [s.document for s in sources.read(path, sources.options_of(path))]
    assert len(set(seen)) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C is another thing there")
def test_each_line_is_answered_at_once_and_ctrl_c_ends_quietly(model: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "core", "tag", str(model)],
        cwd=PROJECT_ROOT,
        env={**os.environ, "PYTHONPATH": str(PROJECT_ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(b"rain fell\n")
        process.stdin.flush()
        assert [process.stdout.readline().split(b"\t")[0] for _ in range(2)] == [b"rain", b"fell"]
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == INTERRUPTED
        assert process.stderr.read() == b""
