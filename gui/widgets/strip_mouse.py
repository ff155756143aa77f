"""What the mouse does on a strip: clicks and drags select, drags on the end of a span move it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBasicTimer, QObject, QPoint, Qt, QTimerEvent

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent

    from gui.widgets.strip_handles import Handle
    from gui.widgets.token_strip import TokenStrip

_DRAG_SCROLL_MS = 40


class StripMouse(QObject):
    """The mouse over one strip."""

    def __init__(self, strip: TokenStrip) -> None:
        super().__init__(strip)
        self._strip = strip
        self._timer = QBasicTimer()
        self._point = QPoint()
        self._handle: Handle | None = None
        self._tokens: tuple[str, ...] = ()

    def press(self, event: QMouseEvent) -> None:
        """Take hold of the end of a span, or put the cursor on the token nearest to the mouse."""
        point = event.position().toPoint()
        self._handle, self._tokens = self._strip.handle_at(point), self._strip.tokens
        extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self._handle is None or extend:
            self._handle = None
            self._strip.set_cursor(self._strip.nearest(point), extend=extend)

    def move(self, event: QMouseEvent) -> None:
        """Drag while the button is down; else say what is under the mouse."""
        point = event.position().toPoint()
        if not event.buttons() & Qt.MouseButton.LeftButton:
            self._look(point)
            return
        self._drag_to(point)
        self._point = point
        if self._strip.viewport().rect().contains(point):
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start(_DRAG_SCROLL_MS, self)

    def release(self, event: QMouseEvent) -> None:
        """Let go of what was dragged; a span's end that did not move was a click on its token."""
        self._timer.stop()
        handle, self._handle = self._handle, None
        stretch, self._strip.stretch = self._strip.stretch, None
        if handle is None or self._strip.tokens is not self._tokens:
            return
        if stretch is None:
            self._strip.set_cursor(self._strip.nearest(event.position().toPoint()))
            return
        self._strip.viewport().update()
        if stretch != (handle.span.start, handle.span.end):
            self._strip.span_dragged.emit(handle.span, *stretch)

    def _drag_to(self, point: QPoint) -> None:
        if self._strip.tokens is not self._tokens:
            return
        index = self._strip.nearest(point)
        if self._handle is None:
            self._strip.set_cursor(index, extend=True)
            return
        self._strip.reveal(index)
        stretch = self._handle.dragged_to(index)
        if stretch != self._strip.stretch:
            self._strip.stretch = stretch
            self._strip.viewport().update()

    def _look(self, point: QPoint) -> None:
        handle = self._strip.handle_at(point)
        self._strip.viewport().setCursor(
            Qt.CursorShape.SizeHorCursor if handle is not None else Qt.CursorShape.ArrowCursor
        )
        self._strip.hover(self._strip.token_at(point))

    def timerEvent(self, event: QTimerEvent) -> None:
        """Scroll on while the mouse is held outside during a drag."""
        if event.timerId() == self._timer.timerId():
            self._drag_to(self._point)
        else:
            super().timerEvent(event)
