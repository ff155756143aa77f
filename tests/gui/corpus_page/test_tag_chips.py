"""Chips look as if each were drawn anew, though most are copied."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from gui import theme
from gui.corpus_page.tag_chips import TagChips

COUNTS = (("PER", 2), ("LOC", 1), ("a label with a name that is far too long for the room there is", 12))


def _picture(chips: TagChips, counts: tuple[tuple[str, int], ...], width: int = 240, ratio: float = 1.0) -> QImage:
    image = QImage(round(width * ratio), round(30 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    chips.paint(painter, QRect(0, 0, width, 30), counts)
    painter.end()
    return image


@pytest.fixture
def chips(qapp: QApplication) -> TagChips:
    theme.apply(qapp, theme.Mode.LIGHT)
    made = TagChips()
    made.set_colours({"PER": 0, "LOC": 1})
    return made


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_the_second_time_looks_like_the_first(chips: TagChips, ratio: float) -> None:
    first = _picture(chips, COUNTS, ratio=ratio)
    assert _picture(chips, COUNTS, ratio=ratio) == first
    assert _picture(chips, (("LOC", 1), *COUNTS[:1]), ratio=ratio) != first
    fill = theme.label_colours(0).fill
    assert first.pixelColor(round(3 * ratio), round(14 * ratio)).name() == fill.name()


def test_other_colours_and_themes_are_followed(chips: TagChips, qapp: QApplication) -> None:
    first = _picture(chips, COUNTS[:1])
    chips.set_colours({"PER": 4})
    second = _picture(chips, COUNTS[:1])
    assert second != first
    theme.apply(qapp, theme.Mode.DARK)
    assert _picture(chips, COUNTS[:1]) != second


def test_what_has_no_room_is_counted(chips: TagChips) -> None:
    alone = _picture(chips, COUNTS[:1], width=60)
    assert _picture(chips, COUNTS, width=60) != alone
    assert _picture(chips, (), width=60) == _picture(chips, (), width=60)
