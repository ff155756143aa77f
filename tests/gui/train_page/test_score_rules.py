"""Wherever a score of spans stands, the rules it was counted by can be read."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.corpus import Layer, Scheme
from core.metrics import score
from core.schemes import to_spans
from gui.score_words import span_rules
from gui.train_page.label_table import LabelScores


def test_columns_of_spans_say_how_they_count(qapp: QApplication, qtbot: QtBot) -> None:
    model, role = LabelScores(), Qt.ItemDataRole.ToolTipRole
    tips = [model.headerData(section, Qt.Orientation.Horizontal, role) for section in range(5)]
    assert [bool(tip) for tip in tips] == [False, True, True, True, False]
    assert "Strict match" in tips[3]
    assert "Lenient reading" in tips[3]


def test_the_rules_are_those_of_the_scorer() -> None:
    layer, odd = Layer("ner", Scheme.IOB2), ("O", "I-LOC", "I-LOC")
    # Lenient reading: the odd tags are a span; strict match: only with both of its ends.
    assert score([("O", "B-LOC", "I-LOC")], [odd], layer).f1 == 1
    assert score([("O", "B-LOC", "O")], [odd], layer).f1 == 0
    assert to_spans(odd, Scheme.IOB2, strict=True) == []
    assert "begins one" in span_rules()
