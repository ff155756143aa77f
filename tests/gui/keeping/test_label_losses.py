"""A step that costs labels is told with its undo, and a key that takes one away is not."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from core.edits import Batch, RemoveLayer, RemoveSentences, SetRemark, SetTags
from core.project import Project
from gui.main_window import MainWindow


@pytest.fixture
def project(window: MainWindow, path: Path) -> Iterator[Project]:
    window.session.open(path)
    project = window.session.project
    assert project is not None
    yield project
    window.session.close()


def texts(window: MainWindow) -> list[str]:
    return [message.text for message in window.banners.shown_messages]


def test_sentences_taken_out_are_told_and_undo_brings_them_back(
    qtbot: QtBot, window: MainWindow, project: Project
) -> None:
    numbers = tuple(sentence.id for sentence in project.page(0, 100))
    window.session.apply(RemoveSentences(numbers))
    # A hundred names and the one label that somebody has set.
    assert texts(window) == ["101 labels fewer in layer ner."]
    (button,) = [one for one in window.banners.findChildren(QPushButton) if one.text() == "Undo"]
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert (texts(window), project.n_sentences) == ([], 300)


def test_a_layer_taken_out_has_lost_all(window: MainWindow, project: Project) -> None:
    window.session.apply(RemoveLayer("ner"))
    assert texts(window) == ["301 labels fewer in layer ner."]


def test_undo_is_not_offered_once_it_would_take_back_something_else(window: MainWindow, project: Project) -> None:
    first, second = project.page(0, 2)
    window.session.apply(RemoveSentences((first.id,)))
    assert texts(window) == ["2 labels fewer in layer ner."]
    window.session.apply(SetRemark(second.id, "look"))
    assert texts(window) == []


def test_what_takes_as_much_as_it_gives_is_no_loss(window: MainWindow, project: Project) -> None:
    first, second = project.page(0, 2)
    edits = (SetTags(first.id, "ner", 0, (None,)), SetTags(second.id, "ner", 1, ("PER",)))
    window.session.apply(Batch("move a label", edits))
    assert texts(window) == []


def test_a_key_that_takes_a_label_away_is_not_told(window: MainWindow, project: Project) -> None:
    window.session.apply(SetTags(project.page(0, 1)[0].id, "ner", 0, (None,)))
    assert texts(window) == []
