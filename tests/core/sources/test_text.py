"""Plain text: what one sentence is, and which tokenizer cuts it."""

from pathlib import Path

import pytest

from core import sources
from core.errors import SourceError
from core.sources import FormatName, ReadOptions, Unit

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
