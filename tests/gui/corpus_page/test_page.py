"""Looking through the corpus, and generating."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QListWidget, QPushButton, QSpinBox, QTableView, QWidget
from pytestqt.qtbot import QtBot

from core.corpus import Split
from core.edits import SetSplits, SetTags
from core.errors import ProjectError
from core.query import Query
from core.store.search import Search
from gui.corpus_page import searching
from gui.corpus_page.browser import Browser
from gui.corpus_page.searching import FoundPage, Searching
from gui.corpus_page.strip_list import StripList
from gui.session import Session
from gui.widgets.histogram import Histogram
from gui.widgets.plain import PlainLabel

Write = Callable[[str, str], Path]


@pytest.fixture
def table(user: Any) -> QTableView:
    found = user.find(QTableView, "sentence-table")
    assert isinstance(found, QTableView)
    return found


@pytest.fixture
def filled(user: Any, names: Path, write: Write) -> Any:
    user.bring(names)
    user.bring(write("dev.conll", "Nobody O\nknows O\nBran B-PER\n\n" + "on O\n" * 60 + "\n"))
    user.press("import-done")
    user.wait()
    return user


def _shown(table: QTableView) -> list[str]:
    model = table.model()
    return [model.index(row, 2).data() for row in range(model.rowCount())]


def test_an_empty_project_says_what_to_do(user: Any, table: QTableView) -> None:
    assert not table.isVisible()
    assert user.find(QPushButton, "corpus-import").isVisible()


def test_search_shows_what_is_asked_for(filled: Any, table: QTableView) -> None:
    filled.page.search("label:LOC")
    filled.wait()
    assert _shown(table) == ["Mira lives in Old Harbour"]
    assert filled.find(PlainLabel, "filter-words").text() == "1 of 4 sentences  ·  label:LOC"
    filled.press("filter-clear")
    assert table.model().rowCount() == 4


def test_more_is_shown_while_the_search_goes_on(
    filled: Any, table: QTableView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "PAGE_SECONDS", 0.0)
    monkeypatch.setattr("core.store.search._SLICE", 1)
    more = Search.more
    monkeypatch.setattr(Search, "more", lambda self: more(self, 1))
    grown: list[int] = []
    table.model().rowsInserted.connect(lambda _parent, first, _last: grown.append(first))
    before = _shown(table)
    filled.page.search("len>0")
    filled.wait()
    assert grown == [1, 2, 3]
    assert _shown(table) == before
    assert filled.find(PlainLabel, "filter-words").text() == "4 of 4 sentences  ·  len>0"


def test_what_an_older_search_finds_late_is_not_shown(filled: Any, session: Session, table: QTableView) -> None:
    late = FoundPage(Searching(session.project, Query.parse("len>0")), [1, 2])
    filled.page.search("label:LOC")
    filled.page.findChild(Browser)._on_page(late)
    filled.wait()
    assert _shown(table) == ["Mira lives in Old Harbour"]


def test_a_search_that_cannot_be_read_says_why(filled: Any, table: QTableView) -> None:
    filled.page.search("/(/")
    assert "no regular expression" in filled.find(PlainLabel, "filter-words").text()
    assert table.model().rowCount() == 4


def test_splits_filter_the_table(filled: Any, table: QTableView) -> None:
    filled.press("split-dev")
    filled.wait()
    assert table.model().rowCount() == 2
    assert filled.find(QPushButton, "split-dev").isChecked()


def test_enter_and_double_click_go_to_the_sentence(
    filled: Any, session: Session, table: QTableView, qtbot: QtBot
) -> None:
    third = table.model().index(2, 2)
    table.setCurrentIndex(third)
    with qtbot.waitSignal(session.sentence_focused) as pressed:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    where = table.visualRect(table.model().index(1, 2)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    with qtbot.waitSignal(session.sentence_focused) as clicked:
        qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    numbers = [sentence.id for sentence in session.project.sentences()]
    assert [pressed.args, clicked.args] == [[numbers[2]], [numbers[1]]]


def test_the_limit_says_what_it_keeps_and_a_bar_shows_its_sentences(
    filled: Any, table: QTableView, qtbot: QtBot
) -> None:
    histogram = filled.find(Histogram, "length-histogram")
    assert isinstance(histogram, Histogram)
    assert filled.find(PlainLabel, "limit-words").text() == "50 keeps 85.9 % of tokens, cuts 1 sentence"
    first, last, _ = next(bar for bar in histogram.bars() if bar[2])
    assert first <= 3 <= last
    qtbot.mouseClick(histogram, Qt.MouseButton.LeftButton, pos=QPoint(44 + round(228 * 2.5 / 60), 100))
    filled.wait()
    assert table.model().rowCount() == 2
    filled.press("show-cut")
    filled.wait()
    assert table.model().rowCount() == 1


def test_sentences_in_train_and_dev_are_found(filled: Any, table: QTableView, session: Session) -> None:
    assert filled.find(QPushButton, "show-repeats").text() == "1 of dev and test stand in train too"
    filled.press("show-repeats")
    assert _shown(table) == ["Nobody knows Bran"]
    assert session.project.page(2, 1)[0].id == int(table.model().index(0, 0).data())


def test_words_that_train_never_shows_are_counted(filled: Any) -> None:
    words = filled.find(PlainLabel, "unknown-words").text()
    assert words == "95.2 % of dev and test tokens are words that train never shows"


def test_without_train_there_is_nothing_to_compare(user: Any, write: Write) -> None:
    user.bring(write("dev.conll", "Mira B-PER\nsings O\n\n"))
    assert user.find(QPushButton, "show-repeats").text() == "nothing to compare train with yet"


def test_what_is_unlabelled_is_counted_anew_after_an_edit(filled: Any, session: Session) -> None:
    button = filled.find(QPushButton, "show-unlabelled")
    assert not button.isEnabled()
    session.apply(SetTags(session.project.page(0, 1)[0].id, "ner", 0, (None,)))
    filled.wait()
    assert button.text() == "1 with unlabelled tokens"


def test_every_layer_is_named_with_its_scheme(filled: Any, session: Session, write: Write) -> None:
    filled.bring(write("pos.conll", "Mira NOUN\nsings VERB\n\n" * 2))
    filled.press("import-done")
    session.set_layer("pos")
    assert filled.find(PlainLabel, "layer-pos").text().startswith("pos: ")
    assert filled.find(PlainLabel, "layer-ner").text().startswith("ner: ")


def test_only_what_is_in_view_is_read(
    user: Any, table: QTableView, session: Session, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    user.bring(write("many.conll", "".join(f"word{n} O\n\n" for n in range(20_000))))
    project = session.project
    read: list[int] = []
    page = project.page

    def counted(offset: int, limit: int) -> Any:
        read.append(limit)
        return page(offset, limit)

    monkeypatch.setattr(project, "page", counted)
    user.press("import-done")
    table.scrollToBottom()
    table.grab()
    assert _last(table) == "word19999"
    assert 0 < sum(read) < 1000


def _last(table: QTableView) -> str:
    model = table.model()
    return str(model.index(model.rowCount() - 1, 2).data())


def test_examples_change_with_task_seed_and_knobs_and_join_the_corpus(
    user: Any, session: Session, qtbot: QtBot
) -> None:
    user.press("corpus-generate")
    panel = user.find(QWidget, "generate-panel")
    assert isinstance(panel, QWidget)
    strips = panel.findChild(StripList)

    def first() -> tuple[Any, Any]:
        return strips.strips[0].tokens, strips.strips[0].tags

    seen = {first()}
    assert len(strips.strips) == 10
    tasks = user.find(QListWidget, "generate-task")
    assert isinstance(tasks, QListWidget)
    qtbot.keyClick(tasks, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: first() not in seen)
    seen.add(first())
    user.find(QSpinBox, "generate-seed").setValue(7)
    qtbot.waitUntil(lambda: first() not in seen)
    user.find(QSpinBox, "generate-count").setValue(200)
    user.press("generate-add")
    user.wait()
    assert {split: session.project.n_sentences_in(split) for split in Split} == {
        Split.TRAIN: 160,
        Split.DEV: 20,
        Split.TEST: 20,
    }
    assert session.project.page(0, 1)[0].tokens == first()[0]
    assert not panel.isVisible()


def test_another_project_shows_its_own_sentences(
    filled: Any, table: QTableView, session: Session, tmp_path: Path
) -> None:
    session.create(tmp_path / "other.tagscope")
    filled.wait()
    assert table.model().rowCount() == 0
    assert filled.find(QPushButton, "split-train").accessibleName() == "train 0"


def test_the_splits_are_compared_anew_only_where_sentences_or_splits_changed(filled: Any, session: Session) -> None:
    compared: list[str] = []
    filled.jobs.started.connect(lambda job: compared.append(job.name))
    first = session.project.page(0, 1)[0].id
    filled.page.hide()
    session.apply(SetTags(first, "ner", 0, ("O",)))
    filled.page.show()
    filled.page.shown()
    filled.wait()
    assert "compare" not in compared
    filled.page.hide()
    session.apply(SetSplits((first,), (Split.DEV,)))
    filled.page.show()
    filled.page.shown()
    filled.wait()
    assert compared.count("compare") == 1
    assert filled.find(QPushButton, "show-repeats").text() == "1 of dev and test stand in train too"


def test_a_comparison_that_is_stopped_says_so(filled: Any, session: Session, stop: Callable[[str], None]) -> None:
    stop("compare")
    session.apply(SetSplits((session.project.page(0, 1)[0].id,), (Split.DEV,)))
    filled.page.on_outdated()
    filled.wait()
    assert filled.find(QPushButton, "show-repeats").text() == "the splits have not been compared"


def test_a_comparison_that_fails_says_so(filled: Any, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> None:
        raise ProjectError("is closed.", place="test.tagscope")

    monkeypatch.setattr(session.project, "packed_tokens", fail)
    session.apply(SetSplits((session.project.page(0, 1)[0].id,), (Split.DEV,)))
    filled.page.on_outdated()
    filled.wait()
    button = filled.find(QPushButton, "show-repeats")
    assert button.text() == "the splits have not been compared"
    assert not button.isEnabled()


def test_labels_set_on_another_page_leave_the_table_where_it_was(filled: Any, session: Session) -> None:
    table = filled.find(QTableView, "sentence-table")
    table.setCurrentIndex(table.model().index(1, 0))
    number = session.project.page(1, 1)[0].id
    filled.page.hide()
    session.apply(SetTags(number, "ner", 0, ("B-LOC",)))
    filled.page.show()
    filled.page.shown()
    filled.wait()
    assert table.currentIndex().row() == 1
    assert "LOC" in table.model().index(1, 4).data()
