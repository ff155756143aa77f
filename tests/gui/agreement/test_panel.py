"""The figures on screen are those that core counts, and every cell leads to its sentences."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QListWidget, QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from core.agreement import agreement
from gui.main_window import MainWindow
from gui.session import Session
from gui.widgets.plain import PlainLabel


def _text(desk: Any, name: str) -> str:
    words: str = desk.find(PlainLabel, f"agreement-{name}").text()
    return words


def test_the_figures_are_those_of_the_core(desk: Any) -> None:
    desk.begin()
    rows = [[one.layer_tags("ner · Mara"), one.layer_tags("ner · Tom")] for one in desk.project.sentences()]
    expected = agreement(rows, desk.project.layers[0], ("Mara", "Tom"))
    (pair,) = expected.pairs
    assert (pair.n_tokens, pair.same) == (10, 7)
    assert (_text(desk, "observed"), _text(desk, "kappa")) == ("70.0%", f"{pair.kappa:.3f}")
    assert (_text(desk, "alpha"), _text(desk, "span-f1")) == (f"{expected.alpha:.3f}", f"{pair.span_f1:.1%}")
    assert "7 of 10 tokens" in _text(desk, "observed-words")
    table = desk.find(QTableWidget, "agreement-confusion")
    assert table.rowCount() == len(pair.names)
    shown = [
        [int(table.item(row, column).text() or 0) for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]
    assert shown == pair.confusion.tolist()
    labels = desk.find(QTableWidget, "agreement-labels")
    assert [labels.item(row, 0).text() for row in range(labels.rowCount())] == [one.label for one in pair.labels]


def test_a_cell_leads_to_just_the_sentences_that_it_counts(desk: Any) -> None:
    desk.begin()
    table = desk.find(QTableWidget, "agreement-confusion")
    names = [table.verticalHeaderItem(row).text() for row in range(table.rowCount())]
    table.cellClicked.emit(names.index("B-PER"), names.index("O"))
    desk.settle()
    sentences = desk.find(QListWidget, "agreement-sentences")
    assert [sentences.item(row).text() for row in range(sentences.count())] == ["Lagos greets Tom"]
    with desk.qtbot.waitSignal(desk.session.sentence_focused) as focused:
        sentences.itemClicked.emit(sentences.item(0))
    assert focused.args == [list(desk.project.ids())[1]]


def test_three_are_compared_two_at_a_time(desk: Any) -> None:
    desk.begin()
    assert "all 2 compared" in _text(desk, "alpha-words")
    desk.find(QCheckBox, "compare-ner").setChecked(True)
    desk.settle()
    assert "all 3 compared" in _text(desk, "alpha-words")
    assert "7 of 10" in _text(desk, "observed-words")


def test_one_alone_is_not_compared(desk: Any) -> None:
    desk.begin()
    desk.find(QCheckBox, "compare-ner · Tom").setChecked(False)
    assert _text(desk, "state") == "Choose two people at least."
    assert not desk.find(QPushButton, "agreement-step").isEnabled()


def test_without_people_it_says_how_there_come_to_be_some(desk: Any) -> None:
    for _ in range(3):
        desk.session.undo()
    desk.begin()
    words = desk.find(PlainLabel, "empty-words")
    assert words.isVisible()
    assert "Say who labels on the Label page" in words.text()


def test_the_palette_and_the_label_page_lead_to_it(
    qtbot: QtBot, window: MainWindow, session: Session, desk: Any
) -> None:
    window.show_page("label")
    assert window.actions_table.trigger("project.agreement")
    qtbot.waitUntil(lambda: not window.jobs.running)
    close = window.findChild(QPushButton, "agreement-close")
    assert close is not None
    assert close.isVisible()
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert window.front == "label"
    session.comparison_requested.emit()
    qtbot.waitUntil(lambda: not window.jobs.running)
    assert window.front == ""
