"""The view shows what Keras says of the very batch, and what the network of training counts."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from core.config import PadSide
from core.inspection import trace_row
from core.reductions import Deed, Rule
from gui.jobs import Jobs
from gui.tensor_page.mask_loss import MaskLossView
from gui.tensor_page.subject import Subject
from gui.widgets.mask_strips import DEEDS, NAMES, MaskStrips
from gui.widgets.plain import NumberLabel, PlainLabel
from gui.widgets.token_grid import TokenGrid

Look = Callable[..., Subject]


def test_numbers_masks_and_cells_are_those_of_keras_and_training(qtbot: QtBot, jobs: Jobs, look: Look) -> None:
    subject = look(network={"affix_length": 0, "layers": 1}, pad=PadSide.BEFORE, batch_size=4)
    view = MaskLossView(subject, jobs)
    qtbot.addWidget(view)
    view.resize(1100, 600)
    view.show()
    qtbot.waitUntil(lambda: not jobs.running, timeout=250_000)
    found, inspection, material = view._found, subject.inspection, subject.material
    assert found is not None
    assert inspection is not None
    assert material is not None
    batch = inspection.batch

    def number(rule: Rule, place: int) -> str:
        label = view.findChild(NumberLabel, f"rule-{rule.name.lower()}-{place}")
        assert label is not None
        return label.text()

    rows = range(len(batch.rows))
    costs = np.concatenate([trace_row(material, inspection, row).loss for row in rows])
    np.testing.assert_allclose(view.arrays()["losses"] * batch.weights, costs, atol=1e-4)
    assert float(number(Rule.TOKENS, 0).replace(",", "")) == pytest.approx(float(costs.sum()), abs=0.02)
    assert number(Rule.TOKENS, 1) == str(int(batch.weights.sum()))
    assert number(Rule.WEIGHTS, 1) == str(batch.n_cells)
    assert float(number(Rule.WEIGHTS, 2)) == pytest.approx(float(costs.sum()) / batch.n_cells, abs=1e-3)
    assert number(Rule.MASK, 2) == number(Rule.TOKENS, 2)
    assert number(Rule.PLAIN, 3) != number(Rule.TOKENS, 3)

    row = int(batch.lengths.argmin())
    assert batch.lengths[row] < batch.mask.shape[1]
    subject.cursor.move(row, 0)
    strips, grid = view.findChild(MaskStrips, "mask-strips"), view.findChild(TokenGrid, "loss-grid")
    assert strips is not None
    assert grid is not None
    assert {line.name for line in strips._lines} >= {"Bidirectional", "Dense", "Loss"}
    for line in strips._lines:
        assert line.mask is not None
        np.testing.assert_array_equal(line.mask, batch.mask[row])
    words = view.findChild(PlainLabel, "mask-and-loss-words")
    assert words is not None
    assert words.text().startswith("“PAD” adds 0 ×")
    qtbot.mouseClick(strips, Qt.MouseButton.LeftButton, pos=QPoint(NAMES + DEEDS + 40, 60))
    assert subject.cursor.timestep == int(40 // strips._cell())
    assert found.steps[-1].deed is Deed.ENDS
