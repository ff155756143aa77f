"""The paler layer under the labels of a strip: what a model would label, and how sure it is of each token."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from core import labelling
from core.corpus import Scheme, Span, Tags
from gui import theme
from gui.colour_math import mix
from gui.widgets.plain import elided
from gui.widgets.strip_layout import Box, Piece, StripLayout

# Of the strip that shows a probability, and of the name below it.
BAR = 4
NAME = 16
ROOM = BAR + NAME + 8
# How much of a label's colour is left in this layer.
_PALE = 0.85


@dataclass(frozen=True, slots=True)
class Suggested:
    """What a model would label a sentence.

    Attributes:
        tags: One a token, in the scheme of the strip's tags.
        probabilities: Of each of them, 0 to 1.
    """

    tags: tuple[str, ...]
    probabilities: Sequence[float]


class SuggestionPainter:
    """Paints the layer of some lines; made anew for every paint event.

    Args:
        painter: Where lines stand as in `layout`.
        layout: Where tokens are.
        top: From the top of a line to this layer.
        colour_index: Of each label.
    """

    def __init__(self, painter: QPainter, layout: StripLayout, top: int, colour_index: Mapping[str, int]) -> None:
        self._painter = painter
        self._layout = layout
        self._top = top
        self._colour_index = colour_index
        self._metrics = QFontMetrics(theme.font(theme.SMALL))

    def paint(self, suggested: Suggested, tags: Tags, scheme: Scheme, lines: tuple[int, int]) -> None:
        """Paint what is suggested for the tokens of `[lines[0], lines[1])`.

        Args:
            suggested: What the model would label.
            tags: What stands there; a suggestion that says the same shows its probability and no name.
            scheme: Of both.
            lines: First line and one past the last.
        """
        first, last = self._layout.line_starts[lines[0]], self._layout.line_starts[lines[1]]
        spans = labelling.spans_between(suggested.tags, scheme, first, last)
        inside = {index: span for span in spans for index in range(max(first, span.start), min(last, span.end))}
        names: list[tuple[Box, str, QColor]] = []
        for index in range(first, last):
            span, box = inside.get(index), self._layout.box(index)
            self._bar(box, suggested.probabilities[index], span)
            if span is None and tags[index] not in (None, suggested.tags[index]):
                names.append((box, suggested.tags[index], theme.current().muted))
        for span in spans:
            if tags[span.start : span.end] != suggested.tags[span.start : span.end]:
                for piece in self._layout.pieces(span.start, span.end, lines):
                    self._bracket(piece, span)
                    label = span.label if piece.is_first else "… " + span.label
                    names.append((piece.box, label, self._colour(span.label)))
        names.sort(key=lambda name: (name[0].top, self._along(name[0])))
        for number, (box, name, colour) in enumerate(names):
            after = names[number + 1][0] if number + 1 < len(names) else None
            self._name(box, name, colour, after if after is not None and after.top == box.top else None)

    def _colour(self, label: str) -> QColor:
        colours = theme.label_colours(self._colour_index.get(label, 0))
        return mix(theme.current().panel, colours.text, _PALE)

    def _bar(self, box: Box, probability: float, span: Span | None) -> None:
        """Fill as much of the track under a token as the model is sure."""
        now = theme.current()
        full = mix(now.panel, now.muted, 0.3)
        if span is not None:
            full = mix(now.panel, theme.label_colours(self._colour_index.get(span.label, 0)).line, 0.8)
        track = QRectF(box.left + 2, box.top + self._top, box.width - 4, BAR)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(now.raised)
        self._painter.drawRoundedRect(track, BAR / 2, BAR / 2)
        width = track.width() * min(1.0, max(0.0, probability))
        filled = QRectF(track.right() - width if self._layout.is_mirrored else track.left(), track.top(), width, BAR)
        self._painter.setBrush(full)
        self._painter.drawRoundedRect(filled, BAR / 2, BAR / 2)

    def _bracket(self, piece: Piece, span: Span) -> None:
        """Hold the tokens of a longer span together."""
        if span.end - span.start > 1:
            y = piece.box.top + self._top + BAR + 3
            self._painter.setPen(QPen(self._colour(span.label), 1.5, Qt.PenStyle.DotLine))
            self._painter.drawLine(QPointF(piece.box.left + 2, y), QPointF(piece.box.right - 2, y))

    def _along(self, box: Box) -> int:
        """Return where a box begins, counted from the side its line begins at."""
        return self._layout.width - box.right if self._layout.is_mirrored else box.left

    def _name(self, box: Box, name: str, colour: QColor, after: Box | None) -> None:
        """Write a label where its piece begins, as far as there is room before the next one."""
        limit = self._layout.width - self._layout.spacing.margin if after is None else self._along(after) - 6
        self._painter.setFont(theme.font(theme.SMALL))
        self._painter.setPen(colour)
        text = elided(self._metrics, name, max(box.width, limit - self._along(box)))
        left = box.left + 2
        if self._layout.is_mirrored:
            left = box.right - 2 - self._metrics.horizontalAdvance(text)
        self._painter.drawText(QPointF(left, box.top + self._top + BAR + 5 + self._metrics.ascent()), text)
