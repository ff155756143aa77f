"""The start page: four choices by mouse and keyboard, recent projects as plain text."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from gui.start_page import MOST_RECENT, Choice, Recent, StartPage
from gui.widgets.plain import PlainLabel


@pytest.fixture
def page(qtbot: QtBot) -> StartPage:
    made = StartPage()
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    return made


@pytest.mark.parametrize("name", ["sample", "import", "generate", "open"])
def test_each_choice_is_one_click_or_one_key(qtbot: QtBot, page: StartPage, name: str) -> None:
    choice = page.findChild(Choice, f"start-{name}")
    with qtbot.waitSignal(getattr(page, f"{name}_wanted")):
        qtbot.mouseClick(choice, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(getattr(page, f"{name}_wanted")):
        qtbot.keyClick(choice, Qt.Key.Key_Space)
    assert choice.accessibleName()
    assert choice.accessibleDescription()


@pytest.mark.parametrize("width", [888, 1368])
def test_it_fits_the_window_and_stands_in_its_middle(page: StartPage, width: int) -> None:
    page.resize(width, 560)
    assert page.horizontalScrollBar().maximum() == 0
    cards = [page.findChild(Choice, f"start-{name}") for name in ("sample", "import")]
    left, right = cards[0].mapTo(page, cards[0].rect().topLeft()), cards[1].mapTo(page, cards[1].rect().topRight())
    assert abs(left.x() - (page.viewport().width() - 1 - right.x())) <= 1


def test_it_promises_no_network_and_no_account(page: StartPage) -> None:
    words = page.findChild(PlainLabel, "start-promise").text()
    assert "No network" in words
    assert "no account" in words


def test_recent_projects_are_shown_and_opened(qtbot: QtBot, page: StartPage) -> None:
    paths = [Path(f"/corpora/<b>{number}.tagscope") for number in range(MOST_RECENT + 3)]
    page.set_recents(paths)
    rows = page.findChildren(Recent)
    assert [row.path for row in rows] == paths[:MOST_RECENT]
    assert "&lt;b&gt;" in rows[0].toolTip()
    with qtbot.waitSignal(page.recent_wanted) as wanted:
        qtbot.mouseClick(rows[1], Qt.MouseButton.LeftButton)
    assert wanted.args == [paths[1]]


def test_the_list_can_be_shown_anew(qtbot: QtBot, page: StartPage) -> None:
    page.set_recents([Path("/a.tagscope"), Path("/b.tagscope")])
    page.set_recents([Path("/b.tagscope")])
    qtbot.waitUntil(lambda: [row.path.name for row in page.findChildren(Recent) if row.isVisible()] == ["b.tagscope"])


def test_every_choice_can_be_reached_by_tab(page: StartPage) -> None:
    for button in page.findChildren(QAbstractButton):
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
