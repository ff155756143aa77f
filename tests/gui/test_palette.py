"""The palette finds actions by any words of their names and does them from the keyboard."""

import pytest
from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QLineEdit, QListView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.actions import Actions, ActionSpec, AppState, with_project
from gui.palette import Palette, rank


class Deeds(QObject):
    """Remembers what was done."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []

    @Slot()
    def on_train(self) -> None:
        self.done.append("train")

    @Slot()
    def on_export(self) -> None:
        self.done.append("export")


@pytest.fixture
def deeds() -> Deeds:
    return Deeds()


@pytest.fixture
def palette(qtbot: QtBot, deeds: Deeds) -> Palette:
    window, actions = QWidget(), Actions()
    qtbot.addWidget(window)
    field = QLineEdit()
    QVBoxLayout(window).addWidget(field)
    actions.setParent(window)
    actions.add(
        [
            ActionSpec("train.start", "Start training", deeds.on_train, "Ctrl+R", "play"),
            ActionSpec("tag.export", "Export the model", deeds.on_export, "Ctrl+E", "export", with_project),
        ],
        window,
    )
    made = Palette(actions, window)
    window.resize(800, 600)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    field.setFocus()
    made.open()
    made.kept = (window, actions)  # type: ignore[attr-defined]
    return made


@pytest.mark.parametrize(
    ("query", "is_found"), [("", True), ("train", True), ("TRAIN start", True), ("aining", True), ("tag", False)]
)
def test_every_word_must_be_somewhere_in_the_name(query: str, is_found: bool) -> None:
    assert (rank("Start training", query) is not None) == is_found


def test_the_beginning_of_a_word_ranks_before_its_middle() -> None:
    assert rank("Train", "train") == 0
    assert (rank("Go to Train", "train") or 0) < (rank("Constrain", "train") or 0)


def test_typing_finds_and_enter_does(qtbot: QtBot, palette: Palette, deeds: Deeds) -> None:
    field = palette.findChild(QLineEdit, "palette-search")
    qtbot.keyClicks(field, "training")
    assert palette.findChild(QListView, "palette-list").model().rowCount() == 1
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert deeds.done == ["train"]
    assert palette.isHidden()


def test_what_is_not_possible_is_shown_last_and_not_done(qtbot: QtBot, palette: Palette, deeds: Deeds) -> None:
    field = palette.findChild(QLineEdit, "palette-search")
    model = palette.findChild(QListView, "palette-list").model()
    names = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert names == ["Start training", "Export the model"]
    qtbot.keyClicks(field, "export")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert deeds.done == []
    assert not palette.isHidden()


def test_arrows_choose_and_the_key_is_shown(qtbot: QtBot, palette: Palette, deeds: Deeds) -> None:
    palette._actions.refresh(AppState(has_project=True))
    palette.open()
    field = palette.findChild(QLineEdit, "palette-search")
    view = palette.findChild(QListView, "palette-list")
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert view.currentIndex().data(Qt.ItemDataRole.UserRole) in {"Ctrl+E", "Ctrl+R"}
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert len(deeds.done) == 1


def test_escape_gives_the_keyboard_back(qtbot: QtBot, palette: Palette) -> None:
    field = palette.findChild(QLineEdit, "palette-search")
    assert field.hasFocus()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert palette.isHidden()
    assert palette.window().focusWidget() is not field
