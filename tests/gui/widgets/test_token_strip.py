"""The strip under real keys and a real mouse, and that it paints what it should and no more."""

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.corpus import Scheme, Span
from core.labelling import Selection
from gui import theme
from gui.colour_math import contrast
from gui.widgets.token_strip import TokenStrip

TOKENS = ("Mira", "Okafor", "left", "Porto", "Alegre", "for", "Oslo", "in", "June", ".")
TAGS = ("B-PER", "I-PER", "O", "B-LOC", "I-LOC", "O", None, "O", "I-DATE", "O")
COLOURS = {"PER": 0, "LOC": 1, "DATE": 2}
NO_KEY = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def strip(qtbot: QtBot) -> Iterator[TokenStrip]:
    widget = TokenStrip()
    qtbot.addWidget(widget)
    widget.resize(360, 260)
    widget.set_labels(COLOURS, Scheme.IOB2)
    widget.show()
    widget.set_sentence(TOKENS, TAGS, Scheme.IOB2)
    widget.setFocus()
    yield widget
    theme.changes.mode = theme.Mode.SYSTEM


def middle(strip: TokenStrip, index: int) -> QPoint:
    return strip.box_of(index).center()


class TestKeys:
    def test_arrows_move_and_shift_extends(self, strip: TokenStrip, qtbot: QtBot) -> None:
        qtbot.keyClick(strip, Qt.Key.Key_Right)
        qtbot.keyClick(strip, Qt.Key.Key_Right)
        qtbot.keyClick(strip, Qt.Key.Key_Right, SHIFT)
        assert strip.selection == Selection(3, 2)
        qtbot.keyClick(strip, Qt.Key.Key_Left)
        assert strip.selection == Selection(2, 2)

    def test_a_signal_tells_where_the_cursor_is(self, strip: TokenStrip, qtbot: QtBot) -> None:
        with qtbot.waitSignal(strip.cursor_moved) as moved:
            qtbot.keyClick(strip, Qt.Key.Key_Right, SHIFT)
        assert moved.args == [1]

    def test_moving_past_either_end_says_so(self, strip: TokenStrip, qtbot: QtBot) -> None:
        with qtbot.waitSignal(strip.edge_passed) as passed:
            qtbot.keyClick(strip, Qt.Key.Key_Left)
        assert passed.args == [-1]
        qtbot.keyClick(strip, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        assert strip.token_cursor == len(TOKENS) - 1
        with qtbot.waitSignal(strip.edge_passed) as passed:
            qtbot.keyClick(strip, Qt.Key.Key_Down)
        assert passed.args == [1]

    def test_down_and_up_keep_the_column(self, strip: TokenStrip, qtbot: QtBot) -> None:
        strip.set_cursor(1)
        top = strip.box_of(1).top()
        qtbot.keyClick(strip, Qt.Key.Key_Down)
        assert strip.box_of(strip.token_cursor).top() > top
        qtbot.keyClick(strip, Qt.Key.Key_Up)
        assert strip.token_cursor == 1

    def test_right_to_left_runs_the_other_way(self, strip: TokenStrip, qtbot: QtBot) -> None:
        tokens = ["تسكن", "سلمى", "في", "مدينة", "صغيرة"]
        strip.set_sentence(tokens, ("O",) * 5, Scheme.IOB2)
        assert strip.box_of(0).left() > strip.box_of(1).left()
        qtbot.keyClick(strip, Qt.Key.Key_Left)
        assert strip.token_cursor == 1

    def test_a_foreign_name_in_such_a_sentence_runs_its_own_way(self, strip: TokenStrip, qtbot: QtBot) -> None:
        strip.resize(600, 260)
        strip.set_sentence(["سلمى", "مع", "John", "Smith", "هنا"], ("O",) * 5, Scheme.IOB2)
        seen = [strip.token_cursor]
        for _ in range(4):
            qtbot.keyClick(strip, Qt.Key.Key_Left)
            seen.append(strip.token_cursor)
        assert seen == [0, 1, 3, 2, 4]

    def test_cursor_stays_in_view(self, strip: TokenStrip, qtbot: QtBot) -> None:
        strip.set_sentence(TOKENS * 100, TAGS * 100, Scheme.IOB2)
        for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_PageUp):
            qtbot.keyClick(strip, key)
            assert strip.viewport().rect().contains(strip.box_of(strip.token_cursor))
        strip.resize(200, 120)
        assert strip.viewport().rect().contains(strip.box_of(strip.token_cursor))

    def test_without_a_sentence_keys_are_left_alone(self, strip: TokenStrip, qtbot: QtBot) -> None:
        strip.set_sentence((), (), Scheme.PLAIN)
        qtbot.keyClick(strip, Qt.Key.Key_Right)
        assert strip.tokens == ()


class TestMouse:
    def test_click_and_drag_select(self, strip: TokenStrip, qtbot: QtBot) -> None:
        qtbot.mousePress(strip.viewport(), Qt.MouseButton.LeftButton, NO_KEY, middle(strip, 1))
        assert strip.selection == Selection(1, 1)
        qtbot.mouseMove(strip.viewport(), middle(strip, 3))
        qtbot.mouseRelease(strip.viewport(), Qt.MouseButton.LeftButton, NO_KEY, middle(strip, 3))
        assert (strip.selection.start, strip.selection.end) == (1, 4)

    def test_shift_click_extends(self, strip: TokenStrip, qtbot: QtBot) -> None:
        qtbot.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, SHIFT, middle(strip, 4))
        assert (strip.selection.start, strip.selection.end) == (0, 5)

    def test_double_click_selects_the_span_or_the_token(self, strip: TokenStrip, qtbot: QtBot) -> None:
        qtbot.mouseDClick(strip.viewport(), Qt.MouseButton.LeftButton, NO_KEY, middle(strip, 4))
        assert (strip.selection.start, strip.selection.end) == (3, 5)
        qtbot.mouseDClick(strip.viewport(), Qt.MouseButton.LeftButton, NO_KEY, middle(strip, 5))
        assert (strip.selection.start, strip.selection.end) == (5, 6)

    def drag(self, strip: TokenStrip, qtbot: QtBot, start: QPoint, end: QPoint) -> None:
        qtbot.mousePress(strip.viewport(), Qt.MouseButton.LeftButton, NO_KEY, start)
        qtbot.mouseMove(strip.viewport(), end)
        qtbot.mouseRelease(strip.viewport(), Qt.MouseButton.LeftButton, NO_KEY, end)

    def test_the_ends_of_a_span_can_be_dragged(self, strip: TokenStrip, qtbot: QtBot) -> None:
        strip.has_handles = True
        end = QPoint(strip.box_of(1).right(), middle(strip, 1).y())
        with qtbot.waitSignal(strip.span_dragged) as dragged:
            self.drag(strip, qtbot, end, middle(strip, 2))
        assert dragged.args == [Span(0, 2, "PER"), 0, 3]
        assert strip.selection == Selection(0, 0)

    def test_an_end_that_is_only_clicked_is_its_token(self, strip: TokenStrip, qtbot: QtBot) -> None:
        strip.has_handles = True
        end = QPoint(strip.box_of(1).right(), middle(strip, 1).y())
        with qtbot.assertNotEmitted(strip.span_dragged):
            qtbot.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, NO_KEY, end)
        assert strip.selection == Selection(1, 1)

    def test_a_strip_without_handles_selects(self, strip: TokenStrip, qtbot: QtBot) -> None:
        end = QPoint(strip.box_of(1).right(), middle(strip, 1).y())
        with qtbot.assertNotEmitted(strip.span_dragged):
            self.drag(strip, qtbot, end, middle(strip, 2))
        assert (strip.selection.start, strip.selection.end) == (1, 3)

    def test_hover_names_the_token(self, strip: TokenStrip, qtbot: QtBot) -> None:
        point = QPointF(middle(strip, 2))
        buttons = Qt.MouseButton.NoButton
        move = QMouseEvent(QEvent.Type.MouseMove, point, strip.mapToGlobal(point), buttons, buttons, NO_KEY)
        with qtbot.waitSignal(strip.hovered) as hovered:
            QApplication.sendEvent(strip.viewport(), move)
        assert hovered.args == [2]
        with qtbot.waitSignal(strip.hovered) as hovered:
            QApplication.sendEvent(strip.viewport(), QEvent(QEvent.Type.Leave))
        assert hovered.args == [-1]


class CountingStrip(TokenStrip):
    """Remembers what was asked to be painted."""

    def __init__(self) -> None:
        super().__init__()
        self.heights: list[int] = []

    def paintEvent(self, event: QPaintEvent) -> None:
        self.heights.append(event.rect().height())
        super().paintEvent(event)


class TestPaint:
    def colours_of(self, strip: TokenStrip, index: int) -> set[str]:
        image, box = strip.viewport().grab().toImage(), strip.box_of(index)
        return {
            image.pixelColor(x, y).name()
            for x in range(box.left(), box.right())
            for y in range(box.top(), min(box.bottom() + 30, image.height()))
        }

    def test_a_span_is_drawn_in_its_colour_and_an_outside_token_is_not(self, strip: TokenStrip) -> None:
        strip.set_cursor(9)
        fill = theme.label_colours(0).fill.name()
        assert fill in self.colours_of(strip, 0)
        assert fill not in self.colours_of(strip, 2)

    def test_an_illegal_tag_is_underlined(self, strip: TokenStrip) -> None:
        bad = theme.current().bad.name()
        strip.set_cursor(0)
        assert bad in self.colours_of(strip, 8)
        strip.set_tags((*TAGS[:8], "B-DATE", "O"), 8, 9)
        assert bad not in self.colours_of(strip, 8)

    def test_deciding_tokens_of_the_cursor_are_underlined(self, strip: TokenStrip) -> None:
        deciding = tuple((index - 1,) if index else () for index in range(len(TOKENS)))
        strip.set_sentence(TOKENS, TAGS, Scheme.IOB2, deciding=deciding)
        strip.set_cursor(6)
        strip.clearFocus()
        accent = theme.current().accent.name()
        assert accent in self.colours_of(strip, 5)
        assert accent not in self.colours_of(strip, 2)

    def test_low_confidence_is_paler(self, strip: TokenStrip) -> None:
        strip.set_sentence(TOKENS, TAGS, Scheme.IOB2, confidences=[0.2] * len(TOKENS))
        assert theme.label_colours(0).fill.name() not in self.colours_of(strip, 0)

    def test_labelling_moves_no_token(self, strip: TokenStrip) -> None:
        strip.set_labels({"PROPN": 0, "VERB": 1}, Scheme.PLAIN)
        strip.set_sentence(TOKENS, (None,) * 10, Scheme.PLAIN)
        before = [strip.box_of(index) for index in range(10)]
        strip.set_tags(("PROPN",) * 10, 0, 10)
        assert [strip.box_of(index) for index in range(10)] == before

    def test_a_key_paints_the_lines_it_touches_only(self, qtbot: QtBot) -> None:
        strip = CountingStrip()
        qtbot.addWidget(strip)
        strip.resize(400, 600)
        strip.show()
        strip.set_sentence(TOKENS * 20, ("O",) * 200, Scheme.IOB2)
        qtbot.waitUntil(lambda: bool(strip.heights))
        QApplication.processEvents()
        strip.heights.clear()
        qtbot.keyClick(strip, Qt.Key.Key_Right)
        QApplication.processEvents()
        assert strip.heights
        assert max(strip.heights) < 150

    def test_fifty_thousand_tokens_answer_at_once(self, strip: TokenStrip, qtbot: QtBot) -> None:
        strip.set_sentence(TOKENS * 5_000, TAGS * 5_000, Scheme.IOB2)
        strip.set_cursor(25_000)
        QApplication.processEvents()
        seconds = []
        for key in (Qt.Key.Key_Right, Qt.Key.Key_Down) * 20:
            started = time.perf_counter()
            qtbot.keyClick(strip, key)
            QApplication.processEvents()
            seconds.append(time.perf_counter() - started)
        assert sorted(seconds)[len(seconds) // 2] < 0.05

    @pytest.mark.parametrize("mode", [theme.Mode.LIGHT, theme.Mode.DARK])
    def test_tokens_are_readable_on_every_label(self, mode: theme.Mode, strip: TokenStrip) -> None:
        theme.changes.mode = mode
        text: QColor = theme.current().text
        assert all(contrast(text, theme.label_colours(index).fill) >= 4.5 for index in range(12))


@pytest.mark.parametrize("token", ["👩🏽‍🚀", "क्षेत्र", "a\u2028b", "x" * 5_000, "\u200f", "é" * 20])
def test_odd_tokens_are_drawn(token: str, strip: TokenStrip) -> None:
    strip.set_sentence((token, "end"), ("B-PER", "O"), Scheme.IOB2)
    assert not strip.viewport().grab().isNull()
    assert strip.box_of(0).right() <= strip.viewport().width()
