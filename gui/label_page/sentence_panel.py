"""The side of the page: how many sentences there are, which comes next, and the list."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from gui import theme
from gui.icons import icon
from gui.label_page.queue_panel import QueuePanel
from gui.label_page.sentence_list import SentenceList
from gui.label_page.sentence_model import SentenceModel
from gui.widgets.numbers import grouped
from gui.widgets.plain import PlainLabel


class SentencePanel(QWidget):
    """Holds the list.

    Signals:
        next_wanted: The user wants to go to the next unlabelled token.
    """

    next_wanted = Signal()

    def __init__(self, model: SentenceModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sentence-panel")
        self.list = SentenceList(model)
        self.queue = QueuePanel()
        self._model = model
        self._count = PlainLabel(bold=True)
        self._next = QToolButton()
        self._next.setObjectName("next-unlabelled")
        self._next.setIcon(icon("next"))
        self._next.setIconSize(QSize(16, 16))
        self._next.setProperty("kind", "quiet")
        self._next.setToolTip(self.tr("Go to the next token without a label (Ctrl+Enter)"))
        self._next.setAccessibleName(self.tr("Next unlabelled"))
        self._next.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._next.clicked.connect(self.next_wanted)
        top = QHBoxLayout()
        top.setContentsMargins(2 * theme.SPACING, theme.SPACING, theme.SPACING, 0)
        top.addWidget(self._count)
        top.addStretch()
        top.addWidget(self._next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACING)
        column.addLayout(top)
        column.addWidget(self.queue)
        column.addWidget(self.list)
        model.modelReset.connect(self._on_reset)
        self._on_reset()

    def _on_reset(self) -> None:
        n_rows = self._model.rowCount()
        words = self.tr("{count} sentence") if n_rows == 1 else self.tr("{count} sentences")
        self._count.setText(words.format(count=grouped(n_rows)))
