"""Sixty labels by typing: the first match is one Enter away, and a new label never comes by accident."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QWidget
from pytestqt.qtbot import QtBot

from core.corpus import Scheme
from gui.widgets.label_finder import LabelEntry, LabelFinder, matching

Key = Qt.Key
ENTRIES = tuple(
    LabelEntry(f"{kind}.{thing}", "", number)
    for number, (kind, thing) in enumerate(
        (kind, thing) for kind in ("event", "person", "place") for thing in ("air", "battle", "hotel", "law")
    )
)


@pytest.fixture
def finder(qtbot: QtBot) -> LabelFinder:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    made = LabelFinder(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return made


def opened(finder: LabelFinder, text: str = "", anchor: QRect = QRect(100, 100, 60, 30)) -> QLineEdit:  # noqa: B008
    finder.open(ENTRIES, Scheme.IOB2, anchor, text)
    return finder.findChild(QLineEdit, "label-field")


def rows(finder: LabelFinder) -> list[str]:
    model = finder.findChild(QListView, "label-matches").model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_the_best_match_comes_first() -> None:
    names = ["geo-place", "Place", "placebo", "other"]
    assert matching(names, "place") == ["Place", "placebo", "geo-place"]
    assert matching(names, "") == names


def test_enter_takes_the_first_match(finder: LabelFinder, qtbot: QtBot) -> None:
    field = opened(finder, "h")
    qtbot.keyClicks(field, "ot")
    assert rows(finder) == ["event.hotel", "person.hotel", "place.hotel", "Add “hot”"]
    with qtbot.waitSignals([finder.chosen, finder.left]), qtbot.assertNotEmitted(finder.added):
        qtbot.keyClick(field, Key.Key_Return)
    assert finder.isHidden()


def test_arrows_choose_another(finder: LabelFinder, qtbot: QtBot) -> None:
    field = opened(finder, "hot")
    with qtbot.waitSignal(finder.chosen) as chosen:
        for key in (Key.Key_Down, Key.Key_Down, Key.Key_Up, Key.Key_Return):
            qtbot.keyClick(field, key)
    assert chosen.args == ["person.hotel"]


def test_a_new_label_is_added_where_nothing_matches_or_on_request(finder: LabelFinder, qtbot: QtBot) -> None:
    for text, keys in (("river", [Key.Key_Return]), ("hot", [Key.Key_PageDown, Key.Key_Return])):
        field = opened(finder, text)
        with qtbot.waitSignal(finder.added) as added:
            for key in keys:
                qtbot.keyClick(field, key)
        assert added.args == [text]


@pytest.mark.parametrize("text", ["two words", "O"])
def test_what_cannot_be_a_label_is_not_offered(finder: LabelFinder, qtbot: QtBot, text: str) -> None:
    field = opened(finder, text)
    assert not any(row.startswith("Add") for row in rows(finder))
    with qtbot.assertNotEmitted(finder.added):
        qtbot.keyClick(field, Key.Key_Return)


def test_enter_alone_sets_nothing(finder: LabelFinder, qtbot: QtBot) -> None:
    field = opened(finder)
    with qtbot.waitSignal(finder.left), qtbot.assertNotEmitted(finder.chosen):
        qtbot.keyClick(field, Key.Key_Return)


def test_a_click_takes_a_row(finder: LabelFinder, qtbot: QtBot) -> None:
    opened(finder)
    view = finder.findChild(QListView, "label-matches")
    place = view.visualRect(view.model().index(4, 0)).center()
    with qtbot.waitSignal(finder.chosen) as chosen:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert chosen.args == ["person.air"]


def test_escape_and_leaving_take_it_away(finder: LabelFinder, qtbot: QtBot) -> None:
    field = opened(finder, "x")
    with qtbot.waitSignal(finder.left):
        qtbot.keyClick(field, Key.Key_Escape)
    assert finder.isHidden()
    assert opened(finder).text() == ""
    finder.parentWidget().setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    finder.parentWidget().setFocus()
    QApplication.processEvents()
    assert finder.isHidden()


@pytest.mark.parametrize("anchor", [QRect(0, 0, 50, 30), QRect(880, 20, 50, 30), QRect(300, 580, 50, 30)])
def test_it_stays_inside_the_window_and_off_the_token(finder: LabelFinder, anchor: QRect) -> None:
    opened(finder, anchor=anchor)
    assert finder.parentWidget().rect().contains(finder.geometry())
    assert not finder.geometry().intersects(anchor)
