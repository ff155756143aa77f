"""Where the parts of the page stand: header, labels, the passage, and a quiet line at the bottom."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.corpus import Layer
from gui import key_map, theme
from gui.key_map import native
from gui.label_page.header import LabelHeader
from gui.label_page.passage import Passage
from gui.widgets.key_hints import KeyHints
from gui.widgets.label_bar import LabelBar


class Workbench(QWidget):
    """Places what it is given."""

    def __init__(self, header: LabelHeader, bar: LabelBar, passage: Passage, pace: QWidget, side: QWidget) -> None:
        super().__init__()
        self.hints = KeyHints()
        foot = QHBoxLayout()
        foot.setSpacing(2 * theme.SPACING)
        foot.addWidget(self.hints, 1)
        foot.addWidget(pace)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        column = QVBoxLayout()
        row.addLayout(column, 1)
        row.addWidget(side)
        side.hide()
        column.setContentsMargins(2 * theme.SPACING, 2 * theme.SPACING, 2 * theme.SPACING, theme.SPACING)
        column.setSpacing(2 * theme.SPACING)
        column.addWidget(header)
        column.addWidget(bar)
        column.addWidget(passage, 1)
        column.addLayout(foot)

    def say_keys(self, layer: Layer | None, *, has_suggestions: bool) -> None:
        """Say what the keys at the bottom do in this layer."""
        if layer is None:
            return
        keys = key_map.current()
        onwards = self.tr("next name") if layer.has_spans else self.tr("next unlabelled")
        accepting = [(keys.shown("accept"), self.tr("accept")), (keys.shown("accept-sentence"), self.tr("accept all"))]
        accepting = accepting if has_suggestions else []
        self.hints.set_hints(
            (
                (keys.shown("show-keys"), self.tr("all keys")),
                *accepting,
                (keys.shown("next-name"), onwards),
                (keys.shown("finish"), self.tr("finish")),
                (keys.shown("repeat"), self.tr("again")),
                (keys.shown("clear"), self.tr("clear")),
                (native("Shift+Right"), self.tr("select")),
            )
        )
