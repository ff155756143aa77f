"""A card says the shape it was given, in words and in a box that grows with it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QRegion
from pytestqt.qtbot import QtBot

from core.shapes import Axis, ShapeCard
from gui.widgets.shape_card import MARKED, ShapeCardView, drawn_length, shape_text

Repainted = Callable[..., tuple[QImage, QImage, QImage, QRegion]]


def card(*axes: Axis, name: str = "joined") -> ShapeCard:
    """Return a card with these axes."""
    return ShapeCard(name, name, axes, "float32", 1234, None, "", "", (), "")


JOINED = card(Axis("batch", 32, "B"), Axis("time", 47, "T"), Axis("feature", 256, "D·H"))


@pytest.mark.parametrize(
    ("axes", "text"),
    [
        ((), "()"),
        ((Axis("batch", 32, "B"),), "(32,)"),
        ((Axis("batch", 32, "B"), Axis("time", 47, "T")), "(32, 47)"),
    ],
)
def test_shape_as_python_writes_it(axes: tuple[Axis, ...], text: str) -> None:
    assert shape_text(card(*axes)) == text


def test_longer_axes_are_drawn_longer() -> None:
    lengths = [drawn_length(size) for size in (1, 2, 18, 128, 2000)]
    assert lengths == sorted(set(lengths))


def test_mouse_and_keys_choose(qtbot: QtBot) -> None:
    view = ShapeCardView(JOINED)
    qtbot.addWidget(view)
    view.show()
    for act in (
        lambda: qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(20, 20)),
        lambda: qtbot.keyClick(view, Qt.Key.Key_Return),
        lambda: qtbot.keyClick(view, Qt.Key.Key_Space),
    ):
        with qtbot.waitSignal(view.chosen) as chosen:
            act()
        assert chosen.args == ["joined"]


def test_a_screen_reader_hears_sizes_and_axes(qtbot: QtBot) -> None:
    view = ShapeCardView(JOINED)
    qtbot.addWidget(view)
    assert view.accessibleName() == "joined: 32 batch, 47 time, 256 feature"
    view.set_card(card(name="joined"))
    assert view.accessibleName() == "joined: "


def test_a_chosen_card_looks_unlike_the_others(qtbot: QtBot) -> None:
    view = ShapeCardView(JOINED)
    qtbot.addWidget(view)
    before = view.grab().toImage()
    view.set_chosen(True)
    assert view.grab().toImage() != before


def test_a_cursor_that_moves_asks_for_the_box_alone(qtbot: QtBot, repainted: Repainted) -> None:
    # The largest box there is: higher and deeper ones are cut to the same.
    view = ShapeCardView(card(Axis("batch", 9000, "B"), Axis("time", 9000, "T"), Axis("feature", 9000, "H")))
    qtbot.addWidget(view)
    view.show()
    for cell in ((0, 0), (8999, 8999), (4500, 10), (-1, -1)):
        before, seen, whole, asked = repainted(view, lambda cell=cell: view.set_cursor_cell(*cell))
        assert seen == whole != before
        assert asked.boundingRect() == MARKED
