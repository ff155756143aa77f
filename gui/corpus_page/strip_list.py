"""A few sentences under each other as token strips, each as high as its lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from core.corpus import Scheme, Tags
from gui import theme
from gui.widgets.token_strip import TokenStrip

# A sentence of more tokens shows its beginning: this is to see what sentences are like.
MOST_TOKENS = 60


@dataclass(frozen=True, slots=True)
class StripRow:
    """One sentence to show.

    Attributes:
        tokens: At least one.
        tags: As many.
        deciding: For each token those that decide its label; None where nobody knows.
    """

    tokens: tuple[str, ...]
    tags: Tags
    deciding: Sequence[Sequence[int]] | None = None

    def shortened(self) -> "StripRow":
        """Return the row without what nobody would scroll to."""
        if len(self.tokens) <= MOST_TOKENS:
            return self
        deciding = None
        if self.deciding is not None:
            deciding = [[one for one in places if one < MOST_TOKENS] for places in self.deciding[:MOST_TOKENS]]
        return StripRow(self.tokens[:MOST_TOKENS], self.tags[:MOST_TOKENS], deciding)


class StripList(QScrollArea):
    """Shows up to some ten sentences; strips are kept and refilled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._strips: list[TokenStrip] = []
        self._n_shown = 0
        self.setProperty("kind", "card")
        self.viewport().setAutoFillBackground(False)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(theme.SPACING, theme.SPACING, theme.SPACING, theme.SPACING)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
        # Strips know their heights once the layout has given them their widths.
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.timeout.connect(self._fit)

    @property
    def strips(self) -> tuple[TokenStrip, ...]:
        """The strips that show a sentence."""
        return tuple(self._strips[: self._n_shown])

    def show_rows(self, rows: Sequence[StripRow], scheme: Scheme, colour_index: Mapping[str, int]) -> None:
        """Show other sentences."""
        while len(self._strips) < len(rows):
            strip = TokenStrip()
            strip.setObjectName(f"example-{len(self._strips)}")
            strip.is_quiet = True
            strip.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self._column.insertWidget(len(self._strips), strip)
            self._strips.append(strip)
        self._n_shown = len(rows)
        for strip, row in zip(self._strips, rows, strict=False):
            short = row.shortened()
            strip.set_labels(colour_index, scheme)
            strip.set_sentence(short.tokens, short.tags, scheme, deciding=short.deciding)
            strip.show()
        for strip in self._strips[len(rows) :]:
            strip.hide()
        self._fit()
        self._fitting.start(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the strips their heights anew."""
        super().resizeEvent(event)
        self._fitting.start(0)

    @Slot()
    def _fit(self) -> None:
        for strip in self.strips:
            if strip.height() != strip.content_height:
                strip.setFixedHeight(max(1, strip.content_height))
