"""The bar of labels gives as many lines to the buttons as they need, up to three."""

import pytest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from core.corpus import Scheme
from gui.widgets.label_bar import LabelBar
from gui.widgets.label_button import HEIGHT, LabelButton
from gui.widgets.label_finder import LabelEntry


@pytest.mark.parametrize(("n_labels", "n_lines"), [(3, 1), (60, 3)])
def test_other_labels_have_their_lines_at_once(qtbot: QtBot, n_labels: int, n_lines: int) -> None:
    bar = LabelBar()
    qtbot.addWidget(bar)
    bar.set_labels((LabelEntry("PER", "1", 0),), Scheme.IOB2)
    bar.resize(900, 200)
    bar.show()
    bar.set_labels([LabelEntry(f"label.{number}", "", number) for number in range(n_labels)], Scheme.PLAIN)
    area = bar.findChild(QScrollArea)
    assert area is not None
    assert area.height() == n_lines * (HEIGHT + 6) - 6
    buttons = bar.findChildren(LabelButton)
    assert len([one for one in buttons if not one.visibleRegion().isEmpty()]) >= min(n_labels, 9)
