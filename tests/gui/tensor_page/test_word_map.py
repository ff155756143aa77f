"""The map of words follows the network and the cursor, and leads to sentences."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from core.config import TokenInput
from core.query import Query
from gui.jobs import Jobs
from gui.tensor_page.subject import Subject
from gui.tensor_page.word_map import WordMapView
from gui.widgets.plain import PlainLabel
from gui.widgets.point_map import PointMap


class Bench:
    """The view over a batch, and what a user does with it."""

    def __init__(self, qtbot: QtBot, jobs: Jobs, subject: Subject) -> None:
        self.subject, self.qtbot, self.jobs = subject, qtbot, jobs
        self.view = WordMapView(subject, jobs)
        qtbot.addWidget(self.view)
        self.view.resize(1000, 600)
        self.view.show()
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.jobs.running)

    @property
    def points(self) -> PointMap:
        found = self.view.findChild(PointMap, "word-points")
        assert found is not None
        return found

    def words(self, name: str) -> str:
        label = self.view.findChild(PlainLabel, name)
        assert label is not None
        return label.text()


@pytest.fixture
def bench(qtbot: QtBot, jobs: Jobs, look: Callable[..., Subject]) -> Iterator[Bench]:
    made = Bench(qtbot, jobs, look())
    yield made
    made.settle()


def test_the_word_under_the_cursor_is_chosen(bench: Bench) -> None:
    tokens = bench.subject.tokens()
    assert bench.words("word-chosen") == tokens[0].lower()
    bench.subject.cursor.move(0, 1)
    assert bench.words("word-chosen") == tokens[1].lower()
    assert bench.view.map is not None
    assert bench.view.map.words[bench.points.chosen_point] == tokens[1].lower()


def test_the_neighbours_are_those_of_core(bench: Bench) -> None:
    near = bench.view.findChild(QListWidget, "word-nearest")
    shown = bench.view.map
    assert near is not None
    assert shown is not None
    expected = [f"{cosine:+.3f}   {shown.words[at]}" for at, cosine in shown.nearest(bench.points.chosen_point, 10)]
    assert [near.item(row).text() for row in range(near.count())] == expected
    near.itemActivated.emit(near.item(2))
    assert bench.words("word-chosen") == expected[2].partition("   ")[2]


def test_it_is_said_what_the_plane_holds_and_that_nothing_is_learnt_yet(bench: Bench) -> None:
    points = bench.points._points
    shown = bench.view.map
    assert points is not None
    assert shown is not None
    assert f"{sum(shown.explained):.1%}".replace("%", " %") in points.note
    assert "Not trained yet" in points.note


def test_a_word_leads_to_its_sentences(bench: Bench, qtbot: QtBot) -> None:
    button = bench.view.findChild(QPushButton, "word-sentences")
    assert button is not None
    with qtbot.waitSignal(bench.view.search_wanted) as asked:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert Query.parse(asked.args[0]).terms
    assert bench.words("word-chosen") in asked.args[0].replace("\\", "")


def test_a_word_can_be_found_by_its_beginning(bench: Bench, qtbot: QtBot) -> None:
    shown = bench.view.map
    field = bench.view.findChild(QLineEdit, "word-find")
    assert field is not None
    assert shown is not None
    wanted = max(shown.words, key=len)
    qtbot.keyClicks(field, wanted)
    assert bench.words("word-chosen") == wanted


def test_another_batch_of_the_same_network_lays_nothing_out_anew(bench: Bench) -> None:
    before = bench.view.map
    bench.subject.changed.emit()
    bench.settle()
    assert bench.view.map is before


def test_the_numbers_are_offered_for_export(bench: Bench) -> None:
    shown = bench.view.map
    assert shown is not None
    assert bench.view.arrays()["words"] is shown.points


def test_a_network_without_vectors_says_so(qtbot: QtBot, jobs: Jobs, look: Callable[..., Subject]) -> None:
    bench = Bench(qtbot, jobs, look(network={"token_input": TokenInput.ONE_HOT}))
    assert "no vectors for words" in bench.words("words-words")
    assert not bench.view.arrays()
