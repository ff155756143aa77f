"""The commands of the table that edit tags, as slots: what the keys, the palette and buttons call."""

from PySide6.QtCore import Slot

from gui.label_page.editor import Editor
from gui.page import Page


class EditingPage(Page):
    """A page whose commands go to its editor."""

    _editor: Editor

    @Slot()
    def clear(self) -> None:
        """Take the label of the selected tokens away and move on."""
        self._editor.edit("clear")

    @Slot()
    def forget(self) -> None:
        """Make the selected tokens unlabelled and move on."""
        self._editor.edit("forget")

    @Slot()
    def repeat(self) -> None:
        """Set the last label again."""
        self._editor.repeat()

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
