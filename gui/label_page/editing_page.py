"""The commands of the table as slots: what the keys, the palette and buttons call."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QObject, QPoint, Slot

from core.errors import TagscopeError
from gui import key_map, messages
from gui.actions import ActionSpec, AppState
from gui.label_keys import COMMANDS, Group
from gui.label_page.editor import Editor
from gui.label_page.header import LabelHeader
from gui.label_page.jumps import Jumps
from gui.label_page.panels import Panels
from gui.label_page.repeats import Repeats
from gui.label_page.rework import Rework
from gui.label_page.strip_menu import StripMenu, aim
from gui.label_page.suggesting import Suggesting
from gui.label_page.suspicions import Suspicions
from gui.label_page.walk import Walk
from gui.page import Page
from gui.widgets.label_bar import LabelBar
from gui.widgets.strip_motion import NAMES, Motion
from gui.widgets.token_strip import TokenStrip

# Keys that widgets of the page need for themselves: only a page that nobody else wants them from takes these.
_LEFT_TO_KEYS = ("Space", "Esc", "Tab", "Shift+Tab")
_OF_WALK = ("finish", "next-unlabelled", "next-sentence", "previous-sentence")
_OF_JUMPS = ("next-name", "previous-name")
_OF_SUSPICIONS = ("label-wrong", "model-wrong", "verdict-unsure")
_OF_MODEL = ("accept", "accept-sentence", "switch-suggestions", "switch-exam")
_OF_REWORK = ("edit-labels", "label-identical", "mend-all", "retokenise")
_OF_CUTS = ("split-token", "merge-tokens", "split-sentence", "merge-sentences")


def can_label(state: AppState) -> bool:
    """Possible while the page is in front and there is a layer."""
    return state.has_layer and state.page == EditingPage.name


class EditingPage(Page):
    """A page whose commands go to its editor, its walk and its jumps."""

    _editor: Editor
    _walk: Walk
    _jumps: Jumps
    _repeats: Repeats
    _rework: Rework
    _suggesting: Suggesting
    _suspicions: Suspicions
    _bar: LabelBar
    _header: LabelHeader
    _panels: Panels
    _strip: TokenStrip

    name = "label"

    def actions_offered(self) -> tuple[ActionSpec, ...]:
        """Return every command of the page but those that only move the cursor."""
        return tuple(
            ActionSpec(
                f"label.{command.name}",
                command.title,
                self.slot_of(command.name),
                shortcut_of(command.name),
                command.icon,
                can_label,
            )
            for command in COMMANDS
            if command.group is not Group.MOVE
        )

    def slot_of(self, name: str) -> Callable[[], object]:
        """Return what a command of the table does here."""
        owner: QObject = self
        if name in _OF_WALK:
            owner = self._walk
        elif name in _OF_JUMPS:
            owner = self._jumps
        elif name in _OF_MODEL:
            owner = self._suggesting
        elif name in _OF_REWORK:
            owner = self._rework
        elif name in _OF_CUTS:
            owner = self._rework.cuts
        elif name in _OF_SUSPICIONS:
            owner = self._suspicions
        elif name == "repeat":
            owner = self._repeats
        return cast("Callable[[], object]", getattr(owner, name.replace("-", "_")))

    @Slot()
    def on_keys_changed(self) -> None:
        """Give the actions the keys that are in force now."""
        for action in self.actions():
            name = action.objectName().removeprefix("label.")
            if name != action.objectName():
                action.setShortcut(shortcut_of(name))

    def undo_or_redo(self, *, is_redo: bool) -> None:
        """Take the last change back, or make it again; what the disk refuses is said."""
        try:
            if is_redo:
                self.session.redo()
            else:
                self.session.undo()
        except TagscopeError as problem:
            messages.error(self, problem)

    @Slot()
    def accept_all(self) -> None:
        """Ask how sure the model has to be, and accept all that it is sure of."""
        suggesting, sentence = self._suggesting, self._editor.sentence
        if suggesting.suggester is not None and sentence is not None:
            self._panels.ask_to_accept(suggesting.suggester, sentence, on_exam=suggesting.assistance.on_exam)

    @Slot()
    def _on_model_switched(self) -> None:
        suggesting = self._suggesting
        self._header.model.set_state(suggesting.assistance, can_suggest=suggesting.can_suggest)

    @Slot(QPoint)
    def _on_menu_wanted(self, point: QPoint) -> None:
        if self._editor.sentence is None:
            return
        menu = StripMenu(self._bar.entries, self)
        menu.label_chosen.connect(self._editor.set_label)
        menu.command_chosen.connect(self._on_command_chosen)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(aim(self._strip, point))

    @Slot(str)
    def _on_command_chosen(self, name: str) -> None:
        if name in NAMES:
            self._strip.go(Motion(name))
        else:
            self.slot_of(name)()

    @Slot()
    def to_strip(self) -> None:
        """Give the keyboard to the sentence."""
        self._strip.setFocus()

    @Slot()
    def find_label(self) -> None:
        """Let a label be found by typing."""
        self._bar.begin_typing(anchor=self._strip.place_of_cursor())

    @Slot()
    def clear(self) -> None:
        """Take the label of the selected tokens away and move on."""
        self._editor.edit("clear")

    @Slot()
    def forget(self) -> None:
        """Make the selected tokens unlabelled and move on."""
        self._editor.edit("forget")

    @Slot()
    def grow_right(self) -> None:
        """Move the last token of the span on by one."""
        self._editor.edit("grow-right")

    @Slot()
    def shrink_right(self) -> None:
        """Move the last token of the span back by one."""
        self._editor.edit("shrink-right")

    @Slot()
    def grow_left(self) -> None:
        """Move the first token of the span back by one."""
        self._editor.edit("grow-left")

    @Slot()
    def shrink_left(self) -> None:
        """Move the first token of the span on by one."""
        self._editor.edit("shrink-left")

    @Slot()
    def mend(self) -> None:
        """Repair the illegal tags of the sentence."""
        self._editor.edit("mend")


def shortcut_of(name: str) -> str:
    """Return the key by which an action of the window does a command; empty where the page looks for the key itself."""
    key = next(iter(key_map.current().keys(name)), "")
    return "" if key in _LEFT_TO_KEYS else key
