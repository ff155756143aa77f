"""Plain text: what one sentence is, and which tokenizer cuts it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core import sources
from core.errors import SourceError
from core.line_report import LineReport
from core.sources import FormatName, OnProblem, ReadOptions, Unit, text
from core.tokenizers import Piece, tokenize

TEXT = "Mira sings.  Loud!\nOren  sleeps.\n \t\nTea is hot."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "mira.txt"
    path.write_bytes(TEXT.encode())
    return path


@pytest.mark.parametrize(
    ("unit", "counts", "lines"), [(Unit.LINE, [5, 3, 4], 0), (Unit.PARAGRAPH, [8, 4], 1), (Unit.FILE, [12], 3)]
)
def test_units(path: Path, unit: Unit, counts: list[int], lines: int) -> None:
    found = list(sources.read(path, ReadOptions(FormatName.TEXT, unit=unit)))
    assert [len(sentence) for sentence in found] == counts
    assert found[0].source.count("\n") == lines
    assert found[0].tags == {}


def test_the_tokenizer_is_a_choice(path: Path) -> None:
    found = list(sources.read(path, ReadOptions(FormatName.TEXT, tokenizer="whitespace")))
    assert found[1].tokens == ("Oren", "sleeps.")
    with pytest.raises(SourceError, match=r"^mira\.txt: there is no tokenizer 'magic'\. Choose one of: words"):
        list(sources.read(path, ReadOptions(FormatName.TEXT, tokenizer="magic")))


LONG = "Mira sings, and Oren's tea is hot.  Ja! " * 20


@pytest.mark.parametrize("end", [" ", "\n"])
def test_what_is_too_long_is_cut_into_sentences_and_no_token_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    monkeypatch.setattr(text, "MAX_SENTENCE", 50)
    monkeypatch.setattr(text, "_SHORT", 60)
    path = tmp_path / "long.txt"
    path.write_text(LONG.replace("  ", end), encoding="utf-8")
    reports: list[LineReport] = []
    found = list(sources.read(path, ReadOptions(FormatName.TEXT, unit=Unit.FILE), report=reports.append))
    tokens, spaces = tokenize(path.read_text(encoding="utf-8"), "words")
    assert [len(sentence) for sentence in found[:-1]] == [50] * (len(tokens) // 50)
    assert tuple(token for sentence in found for token in sentence.tokens) == tokens
    inner = [sentence.spaces[:-1] for sentence in found if sentence.spaces]
    assert inner == [spaces[start : start + 50][:-1] for start in range(0, len(tokens), 50)]
    assert [(report.line, report.action) for report in reports] == [(1, "It was cut into several.")]
    skipping = ReadOptions(FormatName.TEXT, unit=Unit.FILE, on_problem=OnProblem.SKIP)
    with pytest.raises(SourceError, match="The sentence was left out"):
        list(sources.read(path, skipping))


def test_a_long_text_within_the_limit_stays_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "_SHORT", 60)
    path = tmp_path / "long.txt"
    path.write_text(LONG, encoding="utf-8")
    (found,) = sources.read(path, ReadOptions(FormatName.TEXT))
    assert (found.tokens, found.spaces) == tokenize(LONG, "words")
    assert found.source == LONG


def test_a_line_without_an_end_gives_sentences_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text, "MAX_SENTENCE", 50)
    monkeypatch.setattr(text, "_SHORT", 60)
    n_pieces = 0
    at_blanks = text.TOKENIZERS["whitespace"]

    def counted(words: str) -> Iterator[Piece]:
        nonlocal n_pieces
        for piece in at_blanks(words):
            n_pieces += 1
            yield piece

    monkeypatch.setitem(text.TOKENIZERS, "whitespace", counted)
    path = tmp_path / "long.txt"
    path.write_text("word " * 1000, encoding="utf-8")
    found = sources.read(path, ReadOptions(FormatName.TEXT, tokenizer="whitespace"))
    assert len(next(found)) == 50
    assert n_pieces == 51
