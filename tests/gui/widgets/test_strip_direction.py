"""Which way sentences run, checked against the order in which Qt's own text engine draws the same words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication

from gui.widgets.strip_direction import direction, levels, runs_right_to_left, visual_order

WORDS = ["John", "Smith", "a", "سلمى", "عمان", "שלום", "2024", "15", ".", ",", "—", "(", ")", "[", "]", "क्षेत्र", "王"]


def drawn_by_qt(tokens: list[str], *, is_mirrored: bool) -> list[int]:
    """Return the tokens from left to right as Qt draws them, one blank between two."""
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if is_mirrored else Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    text = QTextLayout(" ".join(tokens))
    text.setTextOption(option)
    text.beginLayout()
    line = text.createLine()
    line.setLineWidth(10_000)
    text.endLayout()
    places, start = [], 0
    for token in tokens:
        x = [run.boundingRect().left() for run in line.glyphRuns(start, len(token))]
        places.append(min(x))
        start += len(token) + 1
    return sorted(range(len(tokens)), key=lambda index: places[index])


def ordered(tokens: list[str], *, is_mirrored: bool) -> list[int]:
    nested = levels(tokens, is_mirrored=is_mirrored)
    if nested is None:
        return list(range(len(tokens)))[:: -1 if is_mirrored else 1]
    return visual_order(nested)


@pytest.mark.parametrize(
    ("token", "found"),
    [
        ("York", "L"),
        ("«סלם", "R"),
        ("3rd", "L"),
        ("1,5", "N"),
        ("٣", "N"),
        ("…", ""),
        ("👩🏽‍🚀", ""),
        ("क्षेत्र", "L"),
        ("王", "L"),
    ],
)
def test_direction_of_a_token(token: str, found: str) -> None:
    assert direction(token) == found


def test_the_first_strong_character_turns_a_sentence() -> None:
    assert runs_right_to_left(["«", "سلمى", "and", "John", "Smith"])
    assert not runs_right_to_left(["12", "John", "سلمى", "حداد", "عمان"])
    assert not runs_right_to_left([".", "2"])


def test_a_foreign_name_keeps_its_own_order() -> None:
    tokens = ["سلمى", "مع", "John", "Smith", "من", "2024", "15"]
    assert ordered(tokens, is_mirrored=True) == [6, 5, 4, 2, 3, 1, 0]
    assert levels(["سلمى", "2024"], is_mirrored=True) is None


@settings(max_examples=150)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12), st.booleans())
def test_the_order_is_that_of_qt(qapp: QApplication, tokens: list[str], is_mirrored: bool) -> None:
    assert ordered(tokens, is_mirrored=is_mirrored) == drawn_by_qt(tokens, is_mirrored=is_mirrored)
