"""The layer as a whole is renamed, converted and removed, each a step to undo."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton

from gui.widgets.plain import PlainLabel

Key = Qt.Key


def test_a_layer_is_renamed_converted_and_removed(desk: Any) -> None:
    desk.key(Key.Key_L, modifier=Qt.KeyboardModifier.ControlModifier)
    field = desk.find(QLineEdit, "layer-new-name")
    field.setText("names")
    desk.qtbot.keyClick(field, Key.Key_Return)
    assert desk.tags(0, "names") == ("B-PER", "I-PER", "O", "B-LOC", "O")
    desk.key(Key.Key_L, modifier=Qt.KeyboardModifier.ControlModifier)
    desk.find(QComboBox, "layer-new-scheme").setCurrentText("IO")
    desk.click(desk.find(QPushButton, "layer-convert"))
    assert "3 labelled tokens" in desk.find(PlainLabel, "labels-said").text()
    desk.click(desk.find(QPushButton, "labels-agree"))
    desk.wait()
    assert desk.tags(0, "names") == ("I-PER", "I-PER", "O", "I-LOC", "O")
    desk.click(desk.find(QPushButton, "layer-remove"))
    assert "3 tokens" in desk.find(PlainLabel, "labels-said").text()
    assert [layer.name for layer in desk.project.layers] == ["names", "upos"]
    desk.click(desk.find(QPushButton, "labels-agree"))
    desk.wait()
    assert [layer.name for layer in desk.project.layers] == ["upos"]
    desk.session.undo()
    assert desk.tags(0, "names") == ("I-PER", "I-PER", "O", "I-LOC", "O")
    desk.session.undo()
    desk.session.undo()
    assert desk.tags(0) == ("B-PER", "I-PER", "O", "B-LOC", "O")
