"""What a screen reader is told of a strip: a list of tokens, each with its place, its text and its label.

Tokens are no widgets; their interfaces are made when a reader asks, and only then.
"""

from collections import OrderedDict
from functools import cache
from typing import cast

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QAccessibleWidget

from gui.widgets.strip_view import StripView

# Interfaces a reader may hold at once; those asked for longest ago are let go.
_KEPT = 4_000
# What Qt takes for "none" here, although its stubs do not know that there can be none.
_NO_INTERFACE = cast("QAccessibleInterface", None)
_NO_OBJECT = cast("QObject", None)


class TokenInterface(QAccessibleInterface):
    """One token of a strip."""

    def __init__(self, strip: StripView, index: int) -> None:
        super().__init__()
        self._strip = strip
        self._index = index

    def isValid(self) -> bool:  # noqa: N802 - Qt's name
        """Whether the sentence still has this token."""
        return self._index < len(self._strip.tokens)

    def object(self) -> QObject:
        """No object of its own."""
        return _NO_OBJECT

    def parent(self) -> QAccessibleInterface:
        """The strip."""
        return QAccessible.queryAccessibleInterface(self._strip)

    def child(self, index: int) -> QAccessibleInterface:
        """None."""
        return _NO_INTERFACE

    def childAt(self, x: int, y: int) -> QAccessibleInterface:  # noqa: N802 - Qt's name
        """None."""
        return _NO_INTERFACE

    def childCount(self) -> int:  # noqa: N802 - Qt's name
        """None."""
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:  # noqa: N802 - Qt's name
        """Nothing is a child."""
        return -1

    def role(self) -> QAccessible.Role:
        """One item of a list."""
        return QAccessible.Role.ListItem

    def rect(self) -> QRect:
        """Where the token is on the screen."""
        box = self._strip.box_of(self._index)
        return QRect(self._strip.viewport().mapToGlobal(box.topLeft()), box.size())

    def state(self) -> QAccessible.State:
        """Whether it is under the cursor, and whether it is selected."""
        state = QAccessible.State()
        selection = self._strip.selection
        state.focusable = state.selectable = state.readOnly = True
        state.selected = selection.start <= self._index < selection.end
        state.focused = self._index == selection.cursor and self._strip.hasFocus()
        state.offscreen = not self._strip.viewport().rect().intersects(self._strip.box_of(self._index))
        return state

    def text(self, kind: QAccessible.Text) -> str:
        """Return its place, text and label; on request what is wrong with the label."""
        if not self.isValid():
            return ""
        token, tag, reason = self._strip.facts(self._index)
        if kind == QAccessible.Text.Description:
            return reason
        if kind == QAccessible.Text.Value:
            return tag
        if kind != QAccessible.Text.Name:
            return ""
        translate = QCoreApplication.translate
        words = translate("StripView", "token {number} of {count}: {token}, label {label}")
        if not tag:
            words = translate("StripView", "token {number} of {count}: {token}, unlabelled")
        elif tag == "O":
            words = translate("StripView", "token {number} of {count}: {token}, outside")
        number, count = self._index + 1, len(self._strip.tokens)
        return words.format(number=number, count=count, token=token, label=self._strip.label_of(self._index))

    def setText(self, kind: QAccessible.Text, text: str) -> None:  # noqa: N802 - Qt's name
        """Tokens are not written here."""

    def window(self) -> QWindow:
        """The window of the strip."""
        return self._strip.window().windowHandle()


class StripInterface(QAccessibleWidget):
    """A strip as a list of its tokens."""

    def __init__(self, strip: StripView) -> None:
        super().__init__(strip, QAccessible.Role.List)
        self._strip = strip
        self._tokens: OrderedDict[int, TokenInterface] = OrderedDict()

    def childCount(self) -> int:  # noqa: N802 - Qt's name
        """As many as there are tokens."""
        return len(self._strip.tokens)

    def child(self, index: int) -> QAccessibleInterface:
        """Return a token."""
        if not 0 <= index < len(self._strip.tokens):
            return _NO_INTERFACE
        if index not in self._tokens:
            self._tokens[index] = TokenInterface(self._strip, index)
            QAccessible.registerAccessibleInterface(self._tokens[index])
            if len(self._tokens) > _KEPT:
                self._tokens.popitem(last=False)
        return self._tokens[index]

    def childAt(self, x: int, y: int) -> QAccessibleInterface:  # noqa: N802 - Qt's name
        """Return the token at a point of the screen."""
        return self.child(self._strip.token_at(self._strip.viewport().mapFromGlobal(QPoint(x, y))))

    def indexOfChild(self, child: QAccessibleInterface) -> int:  # noqa: N802 - Qt's name
        """Return which token an interface is, -1 for none."""
        return next((index for index, one in self._tokens.items() if one is child), -1)

    def focusChild(self) -> QAccessibleInterface:  # noqa: N802 - Qt's name
        """Return the token under the cursor."""
        return self.child(self._strip.token_cursor) if self._strip.tokens else _NO_INTERFACE


def interface_of(_class_name: str, widget: QObject | None) -> QAccessibleInterface | None:
    """Return what a screen reader is told of a strip; None leaves every other object to Qt."""
    return StripInterface(widget) if isinstance(widget, StripView) else None


@cache
def install() -> None:
    """Have Qt ask here about strips; once is enough."""
    QAccessible.installFactory(interface_of)


def say_focus(strip: StripView) -> None:
    """Tell a screen reader, where one is listening, which token the cursor is at now."""
    if QAccessible.isActive() and strip.hasFocus():
        event = QAccessibleEvent(strip, QAccessible.Event.Focus)
        event.setChild(strip.token_cursor)
        QAccessible.updateAccessibility(event)
