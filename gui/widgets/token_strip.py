"""The strip under the hand: keys and mouse move its cursor and its selection, and drag the ends of spans."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from core.labelling import Selection
from gui.widgets import strip_access
from gui.widgets.numbers import percent
from gui.widgets.plain import safe
from gui.widgets.strip_content import StripContent
from gui.widgets.strip_keys import motion_of
from gui.widgets.strip_motion import BORDERS, Motion, edge, moved
from gui.widgets.strip_mouse import StripMouse
from gui.widgets.strip_paint import COMPACT, Measures
from gui.widgets.strip_view import StripView

_TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class TokenStrip(StripView):
    """Arrows and mouse move the cursor, Shift and dragging extend the selection; other keys are left to the page.

    Signals:
        edge_passed: -1 or 1: the cursor was moved beyond the first or last token.
        span_dragged: `Span`, and the tokens `[start, end)` that it is to cover instead.

    Attributes:
        take_tab: Asked about Tab and Shift+Tab before they move the keyboard on; returns whether it took the key.
        run_around: Returns the tokens `[start, end)` that a double click on a token in no span selects.
    """

    edge_passed = Signal(int)
    span_dragged = Signal(object, int, int)

    def __init__(self, parent: QWidget | None = None, *, measures: Measures = COMPACT) -> None:
        super().__init__(parent, measures=measures)
        self.take_tab: Callable[[QKeyEvent], bool] | None = None
        self.run_around: Callable[[int], tuple[int, int]] | None = None
        self._column: int | None = None
        self._mouse = StripMouse(self)
        strip_access.install()
        self.cursor_moved.connect(self._say_focus)

    @Slot()
    def _say_focus(self) -> None:
        strip_access.say_focus(self)

    def event(self, event: QEvent) -> bool:
        """Let the page have Tab first."""
        is_press = event.type() is QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and event.key() in _TABS and self.take_tab is not None:
            event.accept()
            return self.take_tab(event) or super().event(event)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cursor; every other key is left to the page."""
        found = motion_of(event)
        if found is None or self._layout is None:
            event.ignore()
            return
        self.go(found[0], extend=found[1])

    def go(self, motion: Motion, *, extend: bool = False) -> None:
        """Move the cursor as a key would."""
        layout = self._laid_out()
        if motion in BORDERS:
            step = -BORDERS[motion] if layout.is_mirrored else BORDERS[motion]
            self.set_cursor(self._shown().next_border(self.token_cursor, step), extend=extend)
            return
        passed = 0 if extend else edge(layout, self.token_cursor, motion)
        if passed:
            self.edge_passed.emit(passed)
            return
        box = layout.box(self.token_cursor)
        column = box.left + box.width // 2 if self._column is None else self._column
        page = max(1, self.viewport().height() // layout.spacing.line - 1)
        self.set_cursor(moved(layout, self.token_cursor, motion, x=column, lines_on_page=page), extend=extend)
        keeps = motion in (Motion.UP, Motion.DOWN, Motion.PAGE_UP, Motion.PAGE_DOWN)
        self._column = column if keeps else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the cursor where the mouse is, or take hold of the end of a span."""
        if event.button() is Qt.MouseButton.LeftButton and self._layout is not None:
            self._mouse.press(event)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Extend the selection while the button is down; else say which token is under the mouse."""
        if self._layout is not None:
            self._mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a drag."""
        if self._layout is not None:
            self._mouse.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select the span under the mouse, or the words around it that look like one name, or the token."""
        if self._layout is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        index = self.nearest(event.position().toPoint())
        stretch = self._shown().target(Selection.at(index))
        if stretch == (index, index + 1) and self.run_around is not None:
            stretch = self.run_around(index)
        self.set_selection(*stretch)

    def viewportEvent(self, event: QEvent) -> bool:
        """Say on a tool tip what does not fit: long tokens, and why a tag is underlined."""
        if isinstance(event, QHelpEvent) and self._content is not None:
            index = self.token_at(event.pos())
            tip = "" if index < 0 else self._tip(self._content, index)
            QToolTip.showText(event.globalPos(), tip, self.viewport())
            return True
        if event.type() is QEvent.Type.Leave:
            self.hover(-1)
        return super().viewportEvent(event)

    def _tip(self, content: StripContent, index: int) -> str:
        token, tag, reason = content.facts(index)
        words = (token, tag or self.tr("unlabelled"), reason, self._suggestion_at(index))
        return "<p>" + "<br>".join(safe(word) for word in words if word) + "</p>"

    def _suggestion_at(self, index: int) -> str:
        if self._suggested is None:
            return ""
        share = percent(self._suggested.probabilities[index])
        return self.tr("the model: {tag}, {share}").format(tag=self._suggested.tags[index], share=share)
