"""The tape: each key labels, and the cursor runs on by itself.

Where each token has a label, labels get letters out of their own names, so that a sentence is typed like
text; in a layer of spans, the cursor goes from name to name.
"""

from PySide6.QtCore import QObject, Signal, Slot

from core.corpus import Layer
from core.labelling import tape_keys
from gui.label_page.editor import Editor
from gui.label_page.jumps import Jumps
from gui.widgets.label_finder import LabelEntry


class Tape(QObject):
    """Switches the tape on and off.

    Signals:
        switched: It runs now, or no longer.
    """

    switched = Signal()

    def __init__(self, editor: Editor, jumps: Jumps, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._jumps = jumps
        self._layer: Layer | None = None
        self.is_running = False

    @property
    def types(self) -> bool:
        """Whether tags are typed like text now."""
        return self.is_running and self._layer is not None and not self._layer.has_spans

    def set_layer(self, layer: Layer | None) -> None:
        """Run in this layer from now on."""
        self._layer = layer
        self._take_hold()

    @Slot()
    def switch(self) -> None:
        """Let the tape run, or stop it."""
        self.set_running(not self.is_running)

    def set_running(self, is_running: bool) -> None:
        """Let the tape run or not."""
        self.is_running = is_running
        self._take_hold()
        self.switched.emit()

    def letters(self, entries: tuple[LabelEntry, ...]) -> dict[str, str]:
        """Return the letters that set labels while the tape runs; none where the labels' own keys do."""
        if not self.types:
            return {}
        return tape_keys([entry.name for entry in entries], {entry.name: entry.key for entry in entries})

    def help(self) -> str:
        """Return what the tape does in this layer."""
        if self._layer is not None and not self._layer.has_spans:
            return self.tr("Tape: type a letter of the label for each token; Backspace takes the last one back")
        return self.tr("Tape: after each label, the next words that look like a name are selected")

    def _take_hold(self) -> None:
        runs = self.is_running and self._layer is not None and self._layer.has_spans
        self._editor.run_on = self._jumps.run_on if runs else None
