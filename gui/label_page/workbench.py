"""Where the parts of the page stand: header, labels, the passage, and a quiet line at the bottom."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui import theme
from gui.label_page.header import LabelHeader
from gui.label_page.passage import Passage
from gui.widgets.key_hints import KeyHints
from gui.widgets.label_bar import LabelBar


class Workbench(QWidget):
    """Places what it is given."""

    def __init__(
        self, header: LabelHeader, bar: LabelBar, passage: Passage, pace: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.hints = KeyHints()
        foot = QHBoxLayout()
        foot.setSpacing(2 * theme.SPACING)
        foot.addWidget(self.hints, 1)
        foot.addWidget(pace)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * theme.SPACING, 2 * theme.SPACING, 2 * theme.SPACING, theme.SPACING)
        column.setSpacing(2 * theme.SPACING)
        column.addWidget(header)
        column.addWidget(bar)
        column.addWidget(passage, 1)
        column.addLayout(foot)
