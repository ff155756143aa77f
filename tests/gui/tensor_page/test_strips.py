"""The strip shows the windows that training reads one after the other, and the states that pass between them."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from core.config import Sampling
from gui.jobs import Jobs
from gui.tensor_page.strips import AROUND, StripsView
from gui.tensor_page.subject import Subject
from gui.widgets.plain import PlainLabel
from gui.widgets.strip_chain import BORDER, STEP, StripChain
from tests.gui.tensor_page.view_bench import ViewBench

Look = Callable[..., Subject]
STATEFUL = {"sampling": Sampling.STATEFUL, "window": 5, "stride": 5, "batch_size": 2}


def shown(qtbot: QtBot, jobs: Jobs, subject: Subject) -> StripsView:
    return ViewBench(qtbot, jobs, subject, StripsView, (900, 400)).view


def words(view: StripsView) -> str:
    label = view.findChild(PlainLabel, "strips-words")
    assert label is not None
    return label.text()


@pytest.mark.parametrize("row", [0, 1])
def test_windows_and_states_are_those_of_core(qtbot: QtBot, jobs: Jobs, look: Look, row: int) -> None:
    subject = look(index=3, **STATEFUL)
    subject.cursor.move(row, 0)
    view = shown(qtbot, jobs, subject)
    inspection, material = subject.inspection, subject.material
    assert inspection is not None
    assert material is not None
    expected = list(inspection.states.windows(row, 0, 3 + AROUND + 1))
    chain = view.findChild(StripChain, "strip-chain")
    assert chain is not None
    assert [link.index for link in chain._links] == [window.index for window in expected]
    np.testing.assert_array_equal(view.arrays()["state-before"], [window.start for window in expected])
    for link, window in zip(chain._links, expected, strict=True):
        assert link.is_carried == window.is_carried
        assert link.n_tokens == window.batch.n_tokens
        assert link.start[0] == pytest.approx(float(np.linalg.norm(window.start[:, 0])))
        if window.index == inspection.index:
            assert link.text == " ".join(filter(None, inspection.tokens[row]))
            said = f"|h| = {link.start[0]:.3f}" if link.is_carried else "its state is reset to 0"
            assert said in words(view)


def test_a_window_that_is_clicked_is_wanted(qtbot: QtBot, jobs: Jobs, look: Look) -> None:
    subject = look(index=1, **STATEFUL)
    view = shown(qtbot, jobs, subject)
    chain = view.findChild(StripChain, "strip-chain")
    assert chain is not None
    chain.horizontalScrollBar().setValue(0)
    with qtbot.waitSignal(subject.wanted) as wanted:
        qtbot.mouseClick(chain.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(BORDER + 2 * STEP + 20, 100))
    assert wanted.args == [chain._links[2].index, 0]
    with qtbot.waitSignal(subject.wanted) as wanted:
        qtbot.keyClick(chain, Qt.Key.Key_Left)
    assert wanted.args == [0, 0]


def test_rows_that_start_afresh_have_no_strip(qtbot: QtBot, jobs: Jobs, look: Look) -> None:
    view = shown(qtbot, jobs, look())
    empty = view.findChild(PlainLabel, "strips-empty")
    assert empty is not None
    assert empty.isVisible()
    assert "starts afresh" in empty.text()
    assert view.arrays() == {}
