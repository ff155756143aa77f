"""Which keys move the token cursor."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from gui.widgets.strip_motion import Motion

_MOTIONS = {
    Qt.Key.Key_Left: Motion.LEFT,
    Qt.Key.Key_Right: Motion.RIGHT,
    Qt.Key.Key_Up: Motion.UP,
    Qt.Key.Key_Down: Motion.DOWN,
    Qt.Key.Key_Home: Motion.LINE_START,
    Qt.Key.Key_End: Motion.LINE_END,
    Qt.Key.Key_PageUp: Motion.PAGE_UP,
    Qt.Key.Key_PageDown: Motion.PAGE_DOWN,
}
_WITH_CONTROL = {Qt.Key.Key_Home: Motion.SENTENCE_START, Qt.Key.Key_End: Motion.SENTENCE_END}


def motion_of(event: QKeyEvent) -> Motion | None:
    """Return the move a key asks for; Shift makes no difference to it."""
    modifiers = event.modifiers()
    if modifiers & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier):
        return None
    table = _WITH_CONTROL if modifiers & Qt.KeyboardModifier.ControlModifier else _MOTIONS
    return table.get(Qt.Key(event.key()))
