"""What goes beyond the labels of one sentence, within reach of the page's commands."""

from PySide6.QtCore import QObject, Slot

from gui.jobs import Jobs
from gui.label_page.cuts import Cuts
from gui.label_page.editor import Editor
from gui.label_page.identical_panel import IdenticalPanel
from gui.label_page.labels_panel import LabelsPanel
from gui.label_page.long_edits import LongEdits
from gui.label_page.panels import Panels
from gui.label_page.suggesting import Suggesting
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

    @Slot()
    def edit_labels(self) -> None:
        """Show the label set of the layer, or go back to the sentence."""
        self._panels.switch_to(self._labels)

    @Slot()
    def label_identical(self) -> None:
        """Show where the selected tokens stand elsewhere, or go back to the sentence."""
        self._panels.switch_to(self._identical)
