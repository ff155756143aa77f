"""The histogram counts what its bars and its limit say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from gui.widgets.histogram import Histogram, kept


@pytest.fixture
def histogram(qtbot: QtBot) -> Histogram:
    widget = Histogram()
    qtbot.addWidget(widget)
    widget.resize(300, 160)
    widget.set_counts(np.bincount([3, 3, 5, 8, 8, 8, 40]))
    widget.show()
    return widget


@given(st.lists(st.integers(1, 60), min_size=1), st.integers(1, 60))
def test_kept_equals_counting(lengths: list[int], limit: int) -> None:
    result = kept(np.bincount(lengths), limit)
    assert result.tokens == pytest.approx(sum(min(length, limit) for length in lengths) / sum(lengths))
    assert result.n_cut == sum(length > limit for length in lengths)


def test_bars_hold_every_sentence_once(histogram: Histogram) -> None:
    bars = histogram.bars()
    assert sum(count for _, _, count in bars) == 7
    assert bars[0][0] == 1
    assert bars[-1][1] == 40
    histogram.resize(120, 160)
    assert sum(count for _, _, count in histogram.bars()) == 7


def test_arrow_keys_move_the_limit(histogram: Histogram, qtbot: QtBot) -> None:
    assert histogram.limit == 40
    with qtbot.waitSignal(histogram.limit_changed) as moved:
        qtbot.keyClick(histogram, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert moved.args == [30]
    assert histogram.kept.n_cut == 1


def test_the_limit_is_dragged(histogram: Histogram, qtbot: QtBot) -> None:
    end = QPoint(histogram.width() - 8, 60)
    middle = QPoint(histogram.width() // 2, 60)
    qtbot.mousePress(histogram, Qt.MouseButton.LeftButton, pos=end)
    qtbot.mouseMove(histogram, middle)
    qtbot.mouseRelease(histogram, Qt.MouseButton.LeftButton, pos=middle)
    assert 15 < histogram.limit < 25


def test_an_empty_corpus_has_no_bars(histogram: Histogram) -> None:
    histogram.set_counts(np.zeros(0, np.int64))
    assert histogram.bars() == []
    histogram.grab()
