"""What goes beyond the labels of one sentence, within reach of the page's commands."""

from PySide6.QtCore import QObject

from gui.label_page.cuts import Cuts
from gui.label_page.editor import Editor
from gui.label_page.panels import Panels
from gui.session import Session
from gui.widgets.token_strip import TokenStrip


class Rework(QObject):
    """Holds the parts.

    Attributes:
        cuts: Splits and merges tokens and sentences.
    """

    def __init__(self, session: Session, editor: Editor, strip: TokenStrip, panels: Panels) -> None:
        super().__init__(panels)
        self.cuts = Cuts(session, editor, strip, panels)
