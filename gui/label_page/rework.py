"""What goes beyond the labels of one sentence, within reach of the page's commands."""

from PySide6.QtCore import QObject, Slot

from gui.jobs import Jobs
from gui.label_page.cuts import Cuts
from gui.label_page.editor import Editor
from gui.label_page.identical_panel import IdenticalPanel
from gui.label_page.labels_panel import LabelsPanel
from gui.label_page.panels import Panels
from gui.label_page.suggesting import Suggesting
from gui.label_page.sweep_panel import MendPanel, RetokenisePanel
from gui.long_edits import LongEdits
from gui.session import Session
from gui.widgets.token_strip import TokenStrip


class Rework(QObject):
    """Holds the parts.

    Attributes:
        cuts: Splits and merges tokens and sentences.
    """

    def __init__(
        self, session: Session, jobs: Jobs, editor: Editor, strip: TokenStrip, suggesting: Suggesting, panels: Panels
    ) -> None:
        super().__init__(panels)
        self.cuts = Cuts(session, editor, strip, panels)
        self._panels = panels
        self._edits = LongEdits(session, jobs, self)
        self._labels = LabelsPanel(session, self._edits, panels)
        self._identical = IdenticalPanel(session, jobs, editor, suggesting, self._edits, panels)
        self._retokenise = RetokenisePanel(editor=editor, edits=self._edits, parent=panels)
        title = self.tr("Repair illegal tags")
        self._mend = MendPanel("mend-all", title, editor=editor, edits=self._edits, parent=panels)

    @Slot()
    def edit_labels(self) -> None:
        """Show the label set of the layer, or go back to the sentence."""
        self._panels.switch_to(self._labels)

    @Slot()
    def label_identical(self) -> None:
        """Show where the selected tokens stand elsewhere, or go back to the sentence."""
        self._panels.switch_to(self._identical)

    @Slot()
    def retokenise(self) -> None:
        """Show what another tokenizer would do, or go back to the sentence."""
        self._panels.switch_to(self._retokenise)

    @Slot()
    def mend_all(self) -> None:
        """Show how many illegal tags there are, or go back to the sentence."""
        self._panels.switch_to(self._mend)
