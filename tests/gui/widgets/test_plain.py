"""Plain labels: markup is shown, never rendered."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui import theme
from gui.widgets.plain import LONGEST, Heading, NumberLabel, PlainLabel, elided, one_line, safe


def test_an_image_in_a_text_is_not_loaded(qtbot: QtBot, tmp_path: Path) -> None:
    picture = QImage(300, 120, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    path = tmp_path / "secret.png"
    assert picture.save(str(path))
    text = f'<img src="{path.as_uri()}"><table><tr><td>hidden</td></tr></table>'
    label = PlainLabel(text)
    qtbot.addWidget(label)
    label.show()
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.sizeHint().height() < 60
    assert label.sizeHint().width() > label.fontMetrics().horizontalAdvance(text) - 4
    red = QColor("red").rgb()
    image = label.grab().toImage()
    assert all(image.pixel(x, 8) != red for x in range(0, image.width(), 4))


def test_nothing_unseen_is_in_a_label(qtbot: QtBot) -> None:
    label = PlainLabel("a\u202eb\nc")
    qtbot.addWidget(label)
    assert label.text() == "a‹RLO›b\nc"
    assert safe("a\u202e<b>") == "a‹RLO›&lt;b&gt;"
    assert one_line("x\n" + "y" * 1_000_000) == f"x‹LF›{'y' * (LONGEST - 2)}…"


@pytest.mark.parametrize("mode", list(Qt.TextElideMode)[:3])
@pytest.mark.parametrize("text", ["a" * 1_000_000, "\u202e\0" * 300, "\u0301" * 5000, "short"])
def test_what_is_elided_fits(qapp: QApplication, mode: Qt.TextElideMode, text: str) -> None:
    metrics = QFontMetrics(theme.font())
    shown = elided(metrics, text, 120, mode=mode)
    assert metrics.horizontalAdvance(shown) <= 120
    assert "\u202e" not in shown
    assert (shown == text) == (text == "short")


def test_tool_tips_are_escaped() -> None:
    assert safe('<img src="x"> & "y"') == "&lt;img src=&quot;x&quot;&gt; &amp; &quot;y&quot;"


def test_sizes_and_weights(qtbot: QtBot) -> None:
    small, heading = PlainLabel("a", theme.SMALL), Heading("b")
    for label in (small, heading):
        qtbot.addWidget(label)
    assert small.font().pixelSize() == 11
    assert heading.font().pixelSize() == 16
    assert heading.font().bold() or heading.font().weight() > 500


def test_muted_words_use_the_second_colour(qtbot: QtBot) -> None:
    label = PlainLabel("words", muted=True)
    qtbot.addWidget(label)
    assert label.palette().color(label.foregroundRole()) == theme.current().muted
    label.set_muted(False)
    assert label.palette().color(label.foregroundRole()) == theme.current().text


def test_a_number_keeps_its_place(qtbot: QtBot) -> None:
    label = NumberLabel("1", widest="100,000")
    qtbot.addWidget(label)
    before = label.sizeHint().width(), label.minimumWidth()
    label.setText("99,999")
    assert label.minimumWidth() == before[1] >= label.sizeHint().width()
    assert label.alignment() & Qt.AlignmentFlag.AlignRight
