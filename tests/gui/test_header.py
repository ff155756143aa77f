"""The header: where the user is, which layer is in use, and the search field."""

import html
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.query import Phrase, Query
from gui.header import Header
from gui.session import Session
from gui.widgets.plain import PlainLabel


@pytest.fixture
def session(qtbot: QtBot) -> Session:
    return Session()


@pytest.fixture
def header(qtbot: QtBot, session: Session) -> Header:
    made = Header(session)
    qtbot.addWidget(made)
    made.resize(1200, 56)
    made.show()
    return made


def test_it_names_the_page_and_the_project(header: Header, session: Session, stand_in_project: Any) -> None:
    session.use(stand_in_project)
    header.set_page("Corpus", can_search=True)
    assert header.findChild(PlainLabel, "page-title").text() == "Corpus"
    assert header.findChild(PlainLabel, "project-name").text().startswith("ewt.tagscope  ·  saved ")
    assert header.search.isVisible()
    session.close()
    assert header.findChild(PlainLabel, "project-name").text() == ""


def test_choosing_a_layer_puts_it_in_use(qtbot: QtBot, header: Header, session: Session, stand_in_project: Any) -> None:
    session.use(stand_in_project)
    assert header.layer.isVisible()
    assert header.layer.currentText() == "upos"
    with qtbot.waitSignal(session.layer_changed) as changed:
        header.layer.setFocus()
        qtbot.keyClick(header.layer, Qt.Key.Key_Down)
    assert changed.args == ["ner"]
    session.set_layer("upos")
    assert header.layer.currentText() == "upos"


def test_search_waits_for_the_hand_to_rest_or_enter(qtbot: QtBot, header: Header) -> None:
    header.set_page("Corpus", can_search=True)
    searched: list[str] = []
    header.searched.connect(searched.append)
    qtbot.keyClicks(header.search, "label:PER")
    assert searched == []
    qtbot.keyClick(header.search, Qt.Key.Key_Return)
    assert searched == ["label:PER"]
    with qtbot.waitSignal(header.searched) as rested:
        qtbot.keyClicks(header.search, "x")
    assert rested.args == ["label:PERx"]


def test_a_page_without_search_shows_no_field(header: Header) -> None:
    header.set_page("Tensors", can_search=False)
    assert not header.search.isVisible()


@pytest.mark.parametrize(
    "text", ["label:PER", "len>20", "split:dev", "unlabelled", "flagged", "noted", "note:ask", "p<0.6"]
)
def test_the_search_says_what_it_understands(header: Header, text: str) -> None:
    assert html.escape(text) in header.search.toolTip()
    assert not isinstance(Query.parse(text).terms[0].condition, Phrase)
