"""The matrix is walked by keys and mouse, stays readable with sixty labels, and goes to paper as it is."""

from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from core.confusion import NOTHING, Confusion, Matching, confuse
from core.corpus import Layer, Scheme, Tags
from gui import theme
from gui.widgets.confusion_matrix import ConfusionMatrix
from gui.widgets.matrix_picture import COUNT_AT, SMALLEST, MatrixPicture, MatrixWords
from gui.widgets.pictures import save_picture

WORDS = MatrixWords("gold", "said", "nothing")
GOLD: list[Tags] = [("B-PER", "O", "B-LOC"), ("B-PER", "O", "O")]
SAID: list[Tags] = [("B-PER", "O", "B-PER"), ("O", "O", "B-LOC")]


@pytest.fixture
def few() -> Confusion:
    return confuse(GOLD, SAID, Layer("ner", Scheme.IOB2), Matching.EXACT)


@pytest.fixture
def many() -> Confusion:
    tags = [f"LABEL-{number}" for number in range(60)]
    return confuse([tuple(tags)] * 2, [tuple(tags), tuple(tags[1:] + tags[:1])], Layer("kind"), Matching.TAGS)


@pytest.fixture
def matrix(qtbot: QtBot) -> ConfusionMatrix:
    widget = ConfusionMatrix(WORDS)
    qtbot.addWidget(widget)
    widget.resize(520, 480)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def test_keys_walk_and_enter_opens_what_is_filled(matrix: ConfusionMatrix, few: Confusion, qtbot: QtBot) -> None:
    matrix.set_confusion(few)
    qtbot.keyClick(matrix, Qt.Key.Key_Down)
    qtbot.keyClick(matrix, Qt.Key.Key_Right)
    assert matrix.cursor_cell == (0, 1)
    for _ in range(9):
        qtbot.keyClick(matrix, Qt.Key.Key_Down)
    assert matrix.cursor_cell == (2, 1)
    row, column = few.largest_errors(1)[0]
    matrix.go_to(row, column)
    with qtbot.waitSignal(matrix.chosen) as chosen:
        qtbot.keyClick(matrix, Qt.Key.Key_Return)
    assert chosen.args == [row, column]
    empty = next((r, c) for r in range(3) for c in range(3) if not few.counts[r, c])
    matrix.go_to(*empty)
    with qtbot.assertNotEmitted(matrix.chosen):
        qtbot.keyClick(matrix, Qt.Key.Key_Return)


def test_a_click_opens_the_cell_under_the_mouse(matrix: ConfusionMatrix, few: Confusion, qtbot: QtBot) -> None:
    matrix.set_confusion(few)
    row, column = few.largest_errors(1)[0]
    with qtbot.waitSignal(matrix.chosen) as chosen:
        qtbot.mouseClick(matrix.viewport(), Qt.MouseButton.LeftButton, pos=matrix.rect_of(row, column).center())
    assert chosen.args == [row, column]
    assert matrix.cell_at(QPoint(2, 2)) == QPoint(-1, -1)


def test_sixty_labels_scroll_and_keep_their_names(matrix: ConfusionMatrix, many: Confusion) -> None:
    matrix.set_confusion(many)
    assert matrix.picture is not None
    assert matrix.picture.cell >= SMALLEST
    assert matrix.horizontalScrollBar().maximum() > 0
    before = matrix.grab().toImage()
    matrix.go_to(59, 59)
    cell = matrix.rect_of(59, 59)
    assert matrix.viewport().rect().contains(cell)
    assert matrix.cell_at(cell.center()) == QPoint(59, 59)
    assert matrix.grab().toImage() != before


def test_what_is_wrong_has_another_colour_than_what_is_right(few: Confusion) -> None:
    tints = MatrixPicture(few, WORDS).tints()
    place, other = few.names.index("PER"), few.names.index("LOC")
    right, wrong = tints[place, place], tints[other, place]
    assert right[2] > right[0]
    assert wrong[0] > wrong[2]


def test_nothing_is_named_in_words(few: Confusion) -> None:
    picture = MatrixPicture(few, WORDS)
    assert picture.name(few.names.index(NOTHING)) == "nothing"


def test_pictures_hold_every_number_and_paper_is_white(few: Confusion, tmp_path: Path, qapp: object) -> None:
    theme.apply(qapp, theme.Mode.DARK)
    picture = MatrixPicture(few, WORDS, cell=COUNT_AT + 14)
    for name in ("m.svg", "m.png"):
        save_picture(tmp_path / name, picture.size, picture.draw, title="confusion")
    assert theme.is_dark()
    root = ET.parse(tmp_path / "m.svg").getroot()
    texts = {"".join(element.itertext()).strip() for element in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {"PER", "LOC", "nothing", "1", "50%"} <= texts
    image = QImage(str(tmp_path / "m.png"))
    assert image.width() == 3 * picture.size.width()
    assert image.pixelColor(image.width() - 2, 2).lightness() > 250


def test_without_a_matrix_nothing_is_pointed_at(matrix: ConfusionMatrix, few: Confusion, qtbot: QtBot) -> None:
    matrix.set_confusion(few)
    matrix.go_to(1, 1)
    matrix.set_confusion(None)
    qtbot.keyClick(matrix, Qt.Key.Key_Right)
    qtbot.keyClick(matrix, Qt.Key.Key_Return)
    assert matrix.cursor_cell == (-1, -1)


def test_the_cursor_paints_no_cell_anew(
    matrix: ConfusionMatrix, few: Confusion, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[object] = []
    draw = MatrixPicture.draw_cells

    def noted(*given: Any) -> None:
        painted.append(given)
        draw(*given)

    monkeypatch.setattr(MatrixPicture, "draw_cells", noted)
    matrix.set_confusion(few)
    first = matrix.grab().toImage()
    for _turn in range(3):
        qtbot.keyClick(matrix, Qt.Key.Key_Right)
        assert matrix.grab().toImage() != first
    assert len(painted) == 1
    matrix.resize(matrix.width() + 80, matrix.height() + 80)
    matrix.grab()
    assert len(painted) > 1
