"""The menu over the strip: every label and every command of the table, for those who use the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from core.visible import visible
from gui import key_map
from gui.icons import icon
from gui.label_keys import Group, in_groups, title_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gui.widgets.label_finder import LabelEntry
    from gui.widgets.token_strip import TokenStrip

# Longer menus are no help: the rest is found by typing.
_MOST_LABELS = 12
_IN_SUBMENUS = (Group.SPAN, Group.MOVE, Group.SENTENCE, Group.TEXT, Group.MODEL, Group.PAGE)


class StripMenu(QMenu):
    """Made anew each time it is asked for.

    Signals:
        label_chosen: Name of a label.
        command_chosen: Name of a command.
    """

    label_chosen = Signal(str)
    command_chosen = Signal(str)

    def __init__(self, entries: Sequence[LabelEntry], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("strip-menu")
        self._labels = QActionGroup(self)
        for entry in entries[:_MOST_LABELS]:
            name = visible(entry.name).replace("&", "&&")
            action = self.addAction(f"{name}\t{entry.key.upper()}" if entry.key else name)
            action.setData(entry.name)
            self._labels.addAction(action)
        self._commands = QActionGroup(self)
        self.addSeparator()
        for group, commands, _fixed in in_groups():
            menu = self.addMenu(title_of(group)) if group in _IN_SUBMENUS else self
            for command in commands:
                key = key_map.current().shown(command.name)
                action = menu.addAction(f"{command.title}\t{key}" if key else command.title)
                action.setObjectName(f"menu-{command.name}")
                action.setData(command.name)
                if command.icon:
                    action.setIcon(icon(command.icon))
                self._commands.addAction(action)
        self._labels.triggered.connect(self._on_label)
        self._commands.triggered.connect(self._on_command)

    @Slot(QAction)
    def _on_label(self, action: QAction) -> None:
        self.label_chosen.emit(str(action.data()))

    @Slot(QAction)
    def _on_command(self, action: QAction) -> None:
        self.command_chosen.emit(str(action.data()))


def aim(strip: TokenStrip, point: QPoint) -> QPoint:
    """Put the cursor on the token under a point unless it is selected; return where the menu is to stand.

    Args:
        strip: The strip that was asked for its menu.
        point: Of its viewport, by the mouse; a null point means the key for menus: at the cursor.
    """
    if point.isNull():
        place = strip.place_of_cursor()
        return QPoint(place.left(), place.bottom())
    index, selection = strip.token_at(point), strip.selection
    if index >= 0 and not selection.start <= index < selection.end:
        strip.set_cursor(index)
    return strip.viewport().mapToGlobal(point)
