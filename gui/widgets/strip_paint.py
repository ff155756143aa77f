"""How tokens, spans, labels, the cursor and the selection of a strip look. Paints; decides nothing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen

from core.corpus import Scheme, Span
from core.visible import visible_token
from gui import theme
from gui.colour_math import mix
from gui.label_colours import LabelColours
from gui.widgets.plain import LONGEST, elided
from gui.widgets.strip_layout import Box, Piece, Spacing, StripLayout

PADDING = 6
RADIUS = 5
BRACKET = 2.0
# Chips of a part-of-speech layer keep every token at least this wide, so that labelling moves nothing.
WIDEST_CHIP = 84


@dataclass(frozen=True, slots=True)
class Measures:
    """Type sizes of a strip and the heights that follow from them.

    Attributes:
        token: Type size of tokens.
        label: Type size of labels.
        below: Room under the labels, for what is suggested.
    """

    token: int
    label: int
    below: int = 0

    @property
    def token_top(self) -> int:
        """From the top of a line to its tokens."""
        return 6

    @property
    def token_height(self) -> int:
        """Of the ground of a token."""
        return round(self.token * 1.75)

    @property
    def label_top(self) -> int:
        """From the top of a line to its labels."""
        return self.token_top + self.token_height + 5

    @property
    def label_height(self) -> int:
        """Of a label."""
        return round(self.label * 1.55)

    @property
    def below_top(self) -> int:
        """From the top of a line to what is under its labels."""
        return self.label_top + self.label_height + 6

    @property
    def token_font(self) -> QFont:
        """The font of tokens."""
        return theme.font(self.token)

    @property
    def label_font(self) -> QFont:
        """The font of labels."""
        return theme.font(self.label)

    @property
    def spacing(self) -> Spacing:
        """The distances of a strip."""
        return Spacing(line=self.label_top + self.label_height + 11 + self.below, gap=self.token // 3 + 1)


COMPACT = Measures(theme.LARGE, theme.SMALL)
SPACIOUS = Measures(theme.HUGE, theme.NORMAL)


def narrowest(labels: Iterable[str], scheme: Scheme, measures: Measures) -> int:
    """Return the room every token gets at least: chips of plain tags must fit, so that labelling moves nothing."""
    most = WIDEST_CHIP * measures.label // theme.SMALL
    widest = measures.spacing.narrowest
    if scheme is Scheme.PLAIN:
        metrics = QFontMetrics(measures.label_font)
        names = (elided(metrics, label, most) for label in labels)
        widest = max([widest, *(metrics.horizontalAdvance(name) + 2 * PADDING for name in names)])
    return min(widest, most)


class TokenWidths:
    """The room tokens ask for; each word is measured once."""

    def __init__(self, measures: Measures) -> None:
        self._font = measures.token_font
        self._known: dict[str, int] = {}

    def of(self, tokens: Sequence[str]) -> list[int]:
        """Return the width of each token, its padding included."""
        metrics = QFontMetrics(self._font)
        for token in set(tokens) - self._known.keys():
            self._known[token] = metrics.horizontalAdvance(visible_token(token)[:LONGEST]) + 2 * PADDING
        return [self._known[token] for token in tokens]


@dataclass(frozen=True, slots=True)
class Look:
    """What a stretch of lines shows, beside the sentence itself.

    Attributes:
        scheme: Of the tags.
        lines: First line and one past the last.
        spans: Those on the lines to be painted.
        problems: Tokens whose tag may not stand there.
        unlabelled: Tokens without a tag.
        deciding: Tokens that decide the label of the token in question.
        confidences: Of each token's tag, 0 to 1.
        colour_index: Of each label.
        active: Tokens a label key would act on.
    """

    scheme: Scheme
    lines: tuple[int, int]
    spans: tuple[Span, ...] = ()
    problems: frozenset[int] = frozenset()
    unlabelled: frozenset[int] = frozenset()
    deciding: frozenset[int] = frozenset()
    confidences: Sequence[float] | None = None
    colour_index: Mapping[str, int] = field(default_factory=dict)
    active: tuple[int, int] = (0, 0)


class StripPainter:
    """Paints the parts of one strip; made anew for every paint event."""

    def __init__(self, painter: QPainter, layout: StripLayout, measures: Measures, look: Look) -> None:
        self._painter = painter
        self._layout = layout
        self._measures = measures
        self._look = look
        self._colours = theme.current()
        self._token_metrics = QFontMetrics(self._measures.token_font)
        self._label_metrics = QFontMetrics(self._measures.label_font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def selection(self, start: int, end: int, *, has_focus: bool) -> None:
        """Paint the ground of the selected tokens `[start, end)`."""
        colour = QColor(self._colours.selection if has_focus else self._colours.raised)
        for piece in self._layout.pieces(start, end):
            box = QRectF(
                piece.box.left - 3,
                piece.box.top,
                piece.box.width + 6,
                self._measures.token_height + 2 * self._measures.token_top,
            )
            self._fill(_rounded(box, RADIUS + 3, first=True, last=True), colour)

    def stretch(self, start: int, end: int) -> None:
        """Outline the tokens `[start, end)` that a span being dragged would cover."""
        self._painter.setPen(QPen(self._colours.accent, 2, Qt.PenStyle.DashLine))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        for piece in self._layout.pieces(start, end, self._look.lines):
            top = piece.box.top + self._measures.token_top
            box = QRectF(piece.box.left, top, piece.box.width, self._measures.token_height)
            self._painter.drawRoundedRect(box, RADIUS, RADIUS)

    def cursor(self, index: int, *, has_focus: bool) -> None:
        """Paint the frame around the token the keyboard is at."""
        box = self._layout.box(index)
        frame = QRectF(
            box.left - 2, box.top + self._measures.token_top - 3, box.width + 4, self._measures.token_height + 6
        )
        pen = QPen(self._colours.cursor if has_focus else self._colours.muted, 2)
        if not has_focus:
            pen.setStyle(Qt.PenStyle.DotLine)
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRoundedRect(frame, RADIUS + 2, RADIUS + 2)

    def spans(self) -> None:
        """Paint the labels: brackets under spans, chips under tokens."""
        if self._look.scheme is Scheme.PLAIN:
            for span in self._look.spans:
                self._chip(span)
            return
        pieces = [
            (piece, span)
            for span in self._look.spans
            for piece in self._layout.pieces(span.start, span.end, self._look.lines)
        ]
        for piece, span in pieces:
            self._bracket(piece, span)
        pieces.sort(key=lambda found: (found[0].box.top, self._along(found[0].box)))
        for number, (piece, span) in enumerate(pieces):
            after = pieces[number + 1][0].box if number + 1 < len(pieces) else None
            self._name(piece, span.label, after if after is not None and after.top == piece.box.top else None)

    def tokens(self, words: Callable[[int], str], first: int, last: int) -> None:
        """Paint the tokens `[first, last)` and the marks under them."""
        self._painter.setFont(self._measures.token_font)
        baseline = (
            self._measures.token_top
            + (self._measures.token_height + self._token_metrics.ascent() - self._token_metrics.descent()) // 2
        )
        for index in range(first, last):
            box = self._layout.box(index)
            self._painter.setPen(self._colours.text)
            self._text(words(index), box, box.top + baseline, self._token_metrics)
            if index in self._look.unlabelled:
                self._unlabelled(box)
            if index in self._look.deciding:
                self._deciding(box)
            if index in self._look.problems:
                self._wave(box)

    def _text(self, text: str, box: Box, baseline: int, metrics: QFontMetrics) -> None:
        width = metrics.horizontalAdvance(text[:LONGEST])
        if width > box.width - 2 or len(text) > LONGEST:
            text = elided(metrics, text, box.width - 2)
            width = metrics.horizontalAdvance(text)
        self._painter.drawText(QPointF(box.left + (box.width - width) / 2, baseline), text)

    def _of(self, label: str) -> LabelColours:
        return theme.label_colours(self._look.colour_index.get(label, 0))

    def _shade(self, colours: LabelColours, start: int, end: int) -> QColor:
        """Return a label's fill, paler the less sure the model is of its least certain token."""
        if self._look.confidences is None:
            return colours.fill
        return mix(self._colours.panel, colours.fill, float(min(self._look.confidences[start:end])))

    def _bracket(self, piece: Piece, span: Span) -> None:
        colours = self._of(span.label)
        top = piece.box.top + self._measures.token_top
        box = QRectF(piece.box.left, top, piece.box.width, self._measures.token_height)
        first, last = (edge is not None for edge in piece.edges)
        self._fill(_rounded(box, RADIUS, first=first, last=last), self._shade(colours, span.start, span.end), colours)
        weight = BRACKET + 1.5 if (span.start, span.end) == self._look.active else BRACKET
        self._feet(box, QPen(colours.line, weight), first=first, last=last)

    def _along(self, box: Box) -> int:
        """Return where a box begins, counted from the side its line begins at."""
        return self._layout.width - box.right if self._layout.is_mirrored else box.left

    def _feet(self, box: QRectF, pen: QPen, *, first: bool, last: bool) -> None:
        """Draw the bracket itself: a line under the tokens, turned up at the ends the span really has."""
        y = box.bottom() + 1
        path = QPainterPath(QPointF(box.left() + 1, y - 7 if first else y))
        path.lineTo(box.left() + 1, y)
        path.lineTo(box.right() - 1, y)
        if last:
            path.lineTo(box.right() - 1, y - 7)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(pen)
        self._painter.drawPath(path)

    def _name(self, piece: Piece, label: str, after: Box | None) -> None:
        """Write a label where its piece begins, as far as there is room before the name of the next one."""
        colours = self._of(label)
        limit = self._layout.width - self._layout.spacing.margin if after is None else self._along(after) - PADDING
        room = max(piece.box.width, limit - self._along(piece.box))
        self._painter.setFont(self._measures.label_font)
        text = elided(self._label_metrics, label if piece.is_first else "… " + label, room)
        width = self._label_metrics.horizontalAdvance(text)
        left = piece.box.right - width - 1 if self._layout.is_mirrored else piece.box.left + 1
        self._painter.setPen(colours.text)
        self._painter.drawText(
            QPointF(left, piece.box.top + self._measures.label_top + self._label_metrics.ascent()), text
        )

    def _chip(self, span: Span) -> None:
        colours = self._of(span.label)
        box = self._layout.box(span.start)
        text = elided(self._label_metrics, span.label, box.width - 2 * RADIUS)
        width = min(box.width, self._label_metrics.horizontalAdvance(text) + 2 * PADDING)
        area = QRectF(
            box.left + (box.width - width) / 2, box.top + self._measures.label_top, width, self._measures.label_height
        )
        rounded = _rounded(area, self._measures.label_height / 2, first=True, last=True)
        self._fill(rounded, self._shade(colours, span.start, span.end), colours)
        self._painter.setFont(self._measures.label_font)
        self._painter.setPen(colours.text)
        self._painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)

    def _unlabelled(self, box: Box) -> None:
        """Draw the empty place where a label will stand."""
        middle = box.top + self._measures.label_top + self._measures.label_height / 2
        pen = QPen(self._colours.pad_hatch, 2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        self._painter.setPen(pen)
        centre = box.left + box.width / 2
        self._painter.drawLine(QPointF(centre - 4, middle), QPointF(centre + 4, middle))

    def _deciding(self, box: Box) -> None:
        y = box.top + self._measures.token_top + self._measures.token_height - 3
        self._painter.setPen(QPen(self._colours.accent, 3))
        self._painter.drawLine(QPointF(box.left + 3, y), QPointF(box.right - 3, y))

    def _wave(self, box: Box) -> None:
        """Underline a tag that may not stand where it does."""
        y = box.top + self._measures.label_top + self._measures.label_height + 1
        path = QPainterPath(QPointF(box.left, y))
        x, up = float(box.left), True
        while x < box.right:
            x += 3
            path.lineTo(min(x, float(box.right)), y + (3 if up else 0))
            up = not up
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(self._colours.bad, 1.5))
        self._painter.drawPath(path)

    def _fill(self, path: QPainterPath, fill: QColor, colours: LabelColours | None = None) -> None:
        self._painter.fillPath(path, fill)
        if colours is not None and colours.pattern is not Qt.BrushStyle.SolidPattern:
            self._painter.fillPath(path, QBrush(mix(fill, colours.line, 0.35), colours.pattern))


def _rounded(box: QRectF, radius: float, *, first: bool, last: bool) -> QPainterPath:
    """Return a box with round corners at the closed ends and square ones where it goes on."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addRoundedRect(box, radius, radius)
    half = box.width() / 2
    if not first:
        path.addRect(QRectF(box.left(), box.top(), half, box.height()))
    if not last:
        path.addRect(QRectF(box.left() + half, box.top(), half, box.height()))
    return path


def band(layout: StripLayout, first: int, last: int, offset: int) -> QRect:
    """Return the part of the viewport that shows the lines of tokens `[first, last)`, scrolled by `offset`."""
    top = layout.top_of(layout.line_of(first)) - offset
    bottom = layout.top_of(layout.line_of(max(first, last - 1))) + layout.spacing.line - offset
    return QRect(0, top - 2, layout.width, bottom - top + 4)
