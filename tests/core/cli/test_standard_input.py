"""Standard input to numbered lines: any cut of the bytes, the same lines; what is no text is refused with its line."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cli import standard_input
from core.cli.standard_input import text_blocks
from core.errors import SourceError


def _reader(pieces: Sequence[bytes]) -> Callable[[int], bytes]:
    remaining = [piece for piece in pieces if piece]
    return lambda _most: remaining.pop(0) if remaining else b""


def _numbered(pieces: Sequence[bytes]) -> list[tuple[int, str]]:
    return [pair for first, text in text_blocks(_reader(pieces)) for pair in enumerate(text.split("\n"), first)]


@given(st.text(st.sampled_from("ab é東😀\n\r\t\u2028\x85"), max_size=60), st.lists(st.integers(0, 200), max_size=6))
def test_lines_do_not_depend_on_how_bytes_arrive(text: str, cuts: list[int]) -> None:
    content = text.encode()
    borders = [0, *sorted(min(cut, len(content)) for cut in cuts), len(content)]
    pieces = [content[a:b] for a, b in pairwise(borders)]
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert _numbered(pieces) == list(enumerate(lines if lines[-1] else lines[:-1], 1))


def test_a_line_is_handed_on_before_the_next_arrives() -> None:
    pieces = [b"one\n", b"two\n"]
    blocks = text_blocks(lambda _most: pieces.pop(0) if pieces else b"")
    assert next(blocks) == (1, "one")
    assert pieces == [b"two\n"]


def test_a_byte_order_mark_is_no_character() -> None:
    assert _numbered([b"\xef\xbb\xbfrain\n"]) == [(1, "rain")]


@pytest.mark.parametrize(
    ("pieces", "line", "found"),
    [
        ([b"rain\nfell\r\n", b"caf\xe9 in\n"], 3, "is not UTF-8: byte 0xE9"),
        ([b"a\rb\rcaf\xe9\n"], 3, "is not UTF-8: byte 0xE9"),
        (["rain\n".encode("utf-16")], 1, "is not UTF-8: byte 0xFF"),
        (["rain\nfell\n".encode("utf-16-le")], 1, "holds a NUL: it may be UTF-16"),
        ([b"rain\nfe\0ll\n"], 2, "holds a NUL"),
        ([b"one\n", b"\xc3"], 2, "is not UTF-8: byte 0xC3"),
    ],
)
def test_what_is_no_utf_8_text_is_refused_with_its_line(pieces: list[bytes], line: int, found: str) -> None:
    with pytest.raises(SourceError) as caught:
        _numbered(pieces)
    assert str(caught.value).startswith(f"standard input, line {line}: {found}")
    assert caught.value.remedy


def test_a_line_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standard_input, "MAX_LINE", 2**20)
    endless = text_blocks(lambda most: b"a" * most)
    with pytest.raises(SourceError, match=r"^standard input, line 1: a line of more than 1 MB\."):
        next(endless)
