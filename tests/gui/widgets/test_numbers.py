"""Numbers as words, at the edges where a unit or a digit changes."""

import math

import pytest

from gui.widgets.numbers import bytes_text, grouped, percent, seconds


def test_grouped() -> None:
    assert [grouped(n) for n in (0, 999, 1000, 204_577)] == ["0", "999", "1,000", "204,577"]


@pytest.mark.parametrize(
    ("share", "text"), [(0.973, "97.3 %"), (0, "0.0 %"), (1, "100.0 %"), (None, "–"), (math.nan, "–")]
)
def test_percent(share: float | None, text: str) -> None:
    assert percent(share) == text


def test_percent_with_other_digits() -> None:
    assert percent(0.5, digits=0) == "50 %"


@pytest.mark.parametrize(
    ("duration", "text"),
    [
        (0, "0.0 s"), (0.44, "0.4 s"), (9.94, "9.9 s"), (9.96, "10 s"), (59.4, "59 s"), (59.6, "1 min 00 s"),
        (185, "3 min 05 s"), (3599.4, "59 min 59 s"), (3600, "1 h 00 min"), (3720, "1 h 02 min"),
        (3_600_000, "1,000 h 00 min"),
    ],
)  # fmt: skip
def test_seconds(duration: float, text: str) -> None:
    assert seconds(duration) == text


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (999_949, "999.9 kB"), (999_950, "1.0 MB"),
        (3_400_000, "3.4 MB"), (5_600_000_000, "5.6 GB"), (7_000_000_000_000_000, "7,000.0 TB"),
    ],
)  # fmt: skip
def test_bytes(size: int, text: str) -> None:
    assert bytes_text(size) == text
