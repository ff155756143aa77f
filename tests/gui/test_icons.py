"""Icons: every file can be drawn, takes the palette's colour, and follows the theme."""

import re

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from gui import icons, theme

NAMES = sorted(path.stem for path in icons.FOLDER.glob("*.svg"))


def strongest(image: QImage) -> QColor:
    """Return the colour of the most opaque pixel."""
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return max(pixels, key=QColor.alpha)


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_leaves_a_mark_inside_its_square(name: str, qapp: QApplication) -> None:
    image = icons.pixmap(name, 24, QColor("#ff0000")).toImage()
    assert image.size() == QSize(24, 24)
    assert strongest(image).alpha() > 200
    border = [image.pixelColor(x, y).alpha() for x in range(24) for y in (0, 23)]
    assert max(border) == 0, "it touches its edge and would be clipped"


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith("mark-")])
def test_icons_have_no_colour_of_their_own(name: str) -> None:
    drawing = (icons.FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    assert "currentColor" in drawing
    assert not re.search(r"#[0-9A-Fa-f]{3}", drawing)


def test_an_icon_follows_the_theme(qapp: QApplication) -> None:
    made_in_the_light = icons.icon("stop")
    theme.apply(qapp, theme.Mode.DARK)
    colour = strongest(made_in_the_light.pixmap(QSize(48, 48)).toImage())
    assert colour.lightness() > 200


def test_pixmaps_are_sharp_on_dense_screens(qapp: QApplication) -> None:
    drawing = icons.pixmap("tag", 24, QColor("black"), ratio=2.0)
    assert drawing.width() == 48
    assert drawing.deviceIndependentSize().width() == 24


def test_a_name_without_a_file_is_an_error(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-icon")
