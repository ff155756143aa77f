"""The chart shows the rows that the plan cuts out of the cursor's text, in any epoch."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QSpinBox
from pytestqt.qtbot import QtBot

from core.config import Sampling
from core.coverage import coverage
from gui.jobs import Jobs
from gui.tensor_page.samples import SamplesView
from gui.tensor_page.subject import Subject
from gui.widgets.coverage_chart import LEFT, CoverageChart
from gui.widgets.plain import PlainLabel
from tests.gui.tensor_page.view_bench import ViewBench

Look = Callable[..., Subject]


def shown(qtbot: QtBot, jobs: Jobs, subject: Subject) -> SamplesView:
    return ViewBench(qtbot, jobs, subject, SamplesView, (900, 400)).view


def words(view: SamplesView) -> str:
    label = view.findChild(PlainLabel, "samples-words")
    assert label is not None
    return label.text()


def test_the_epoch_chosen_is_the_epoch_shown(qtbot: QtBot, jobs: Jobs, look: Look) -> None:
    subject = look(sampling=Sampling.SUBSEQUENCES, window=4)
    subject.cursor.move(2, 1)
    view = shown(qtbot, jobs, subject)
    material, inspection = subject.material, subject.inspection
    assert material is not None
    assert inspection is not None
    sentence = inspection.batch.rows[2].pieces[0].sentence
    box = view.findChild(QSpinBox, "samples-epoch")
    assert box is not None
    seen = set()
    for epoch in range(1, 6):
        expected = coverage(material, inspection.config, sentence=sentence, epoch=epoch)
        np.testing.assert_array_equal(view.arrays()["times-read"], expected.times_read)
        unread = int((expected.times_read == 0).sum())
        assert f"epoch {epoch} cuts {len(expected.draws)} rows" in words(view)
        assert f"{unread} are in no row" in words(view)
        seen.add(tuple(expected.times_read.tolist()))
        qtbot.keyClick(box, Qt.Key.Key_Up)
    assert len(seen) > 1, "other epochs draw other rows"


def test_pointing_says_how_often_and_clicking_wants_the_row(qtbot: QtBot, jobs: Jobs, look: Look) -> None:
    subject = look(sampling=Sampling.WINDOWS, window=4, stride=2)
    view = shown(qtbot, jobs, subject)
    chart = view.findChild(CoverageChart, "coverage-chart")
    assert chart is not None
    found = view._coverage
    assert found is not None
    qtbot.mouseMove(chart, QPoint(LEFT + 4, 20))
    assert words(view).startswith(f"“{found.tokens[0]}”, token 0: read {found.times_read[0]} times")
    bar = chart._bar(0, found.draws[0]).center().toPoint()
    with qtbot.waitSignal(subject.wanted) as wanted:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=bar)
    assert wanted.args == [found.draws[0].batch, found.draws[0].row]


def test_whole_sentences_are_read_once(qtbot: QtBot, jobs: Jobs, look: Look) -> None:
    view = shown(qtbot, jobs, look())
    assert set(view.arrays()["times-read"].tolist()) == {1}
    assert "0 are in no row, 0 in more than one" in words(view)
