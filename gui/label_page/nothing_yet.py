"""What the Label page shows while there is no sentence: what to do next."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from gui import theme
from gui.widgets.plain import Heading, PlainLabel


class NothingYet(QWidget):
    """Sends the user to the Corpus page.

    Signals:
        corpus_wanted: The user wants to go there.
    """

    corpus_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("nothing-to-label")
        go = QPushButton(self.tr("Go to Corpus"))
        go.setObjectName("go-to-corpus")
        go.setProperty("kind", "primary")
        go.clicked.connect(self.corpus_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(2 * theme.SPACING)
        column.addWidget(Heading(self.tr("There are no sentences to label yet")))
        column.addWidget(PlainLabel(self.tr("Import a file or generate some on the Corpus page."), muted=True))
        column.addWidget(go, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch()
