"""The sentences before and after the one being labelled, one muted line each, with their spans in colour."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from core import labelling
from core.corpus import Layer, Sentence
from core.visible import visible
from gui import theme
from gui.widgets.numbers import grouped
from gui.widgets.strip_direction import runs_right_to_left

ROW_HEIGHT = 26
GUTTER = 72
NUMBERS = 26
_MARGIN = 20
_FADE = 48
# Tokens of a sentence that can show on one line.
_ENOUGH = 120
# Characters of one of them.
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Stretch:
    """A label over UTF-16 units `[start, end)` of a line, as Qt counts them."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence as it is drawn.

    Attributes:
        row: Of the sentence in the corpus.
        text: Its beginning, or its end before the sentence being labelled.
        stretches: Its spans, where the layer has spans.
        is_mirrored: Whether it runs from right to left.
        is_end: Whether it is the end that shows.
    """

    row: int
    text: str
    stretches: tuple[Stretch, ...]
    is_mirrored: bool
    is_end: bool


def line_of(row: int, sentence: Sentence, layer: Layer | None, *, is_end: bool) -> Line:
    """Return how a sentence is drawn.

    Args:
        row: Of the sentence.
        sentence: The sentence; blanks stand where its source has them.
        layer: The layer whose spans are coloured.
        is_end: Show its end rather than its beginning.
    """
    count = len(sentence)
    first = max(0, count - _ENOUGH) if is_end else 0
    last = count if is_end else min(count, _ENOUGH)
    starts, ends, words, units = [], [], [], 0
    for index in range(first, last):
        word = visible(sentence.tokens[index][:_LONGEST])
        space = " " * (sentence.spaces is None or sentence.spaces[index])
        starts.append(units)
        ends.append(units + _units(word))
        words.append(word + space)
        units = ends[-1] + len(space)
    spans = []
    if layer is not None and layer.has_spans:
        spans = labelling.spans_between(sentence.layer_tags(layer.name), layer.scheme, first, last)
    stretches = tuple(
        Stretch(starts[max(span.start, first) - first], ends[min(span.end, last) - first - 1], span.label)
        for span in spans
    )
    return Line(row, "".join(words).rstrip(" "), stretches, runs_right_to_left(sentence.tokens[:_ENOUGH]), is_end)


def _units(text: str) -> int:
    """Return the length of a text in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


class Surroundings(QWidget):
    """Lines of sentences; a click on one goes to it.

    Signals:
        chosen: Row of the sentence that was clicked.
    """

    chosen = Signal(int)

    def __init__(self, *, is_before: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sentences-before" if is_before else "sentences-after")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.setMouseTracking(True)
        self._is_before = is_before
        self._lines: tuple[Line, ...] = ()
        self._colour_index: Mapping[str, int] = {}
        self._hovered = -1
        theme.changes.changed.connect(self.update)

    def set_colours(self, colour_index: Mapping[str, int]) -> None:
        """Say which colour each label has."""
        self._colour_index = colour_index
        self.update()

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show these sentences, in their order."""
        self._lines = tuple(lines)
        self._hovered = -1
        name = self.tr("Sentences before") if self._is_before else self.tr("Sentences after")
        self.setAccessibleName(name)
        self.setAccessibleDescription("\n".join(line.text for line in self._lines))
        self.update()

    @property
    def n_lines(self) -> int:
        """How many lines there is room for."""
        return max(0, self.height() // ROW_HEIGHT)

    def sizeHint(self) -> QSize:
        """Ask for two lines."""
        return QSize(320, 2 * ROW_HEIGHT)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the line under the mouse."""
        self._hover(self._line_at(event.position().y()))

    def leaveEvent(self, event: object) -> None:
        """Mark no line."""
        self._hover(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the sentence under the mouse."""
        number = self._line_at(event.position().y())
        if number >= 0 and event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(self._lines[number].row)

    def _top(self) -> float:
        """Lines before the sentence end where it begins."""
        return self.height() - len(self._lines) * ROW_HEIGHT if self._is_before else 0

    def _line_at(self, y: float) -> int:
        number = int((y - self._top()) // ROW_HEIGHT)
        return number if 0 <= number < len(self._lines) else -1

    def _hover(self, number: int) -> None:
        if number != self._hovered:
            self._hovered = number
            self.setCursor(Qt.CursorShape.PointingHandCursor if number >= 0 else Qt.CursorShape.ArrowCursor)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, line in enumerate(self._lines):
            self._paint(painter, line, self._top() + number * ROW_HEIGHT, is_hovered=number == self._hovered)
        painter.end()

    def _paint(self, painter: QPainter, line: Line, top: float, *, is_hovered: bool) -> None:
        colours = theme.current()
        if is_hovered:
            painter.fillRect(QRectF(1, top, self.width() - 2, ROW_HEIGHT), colours.raised)
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(colours.muted)
        gutter = QRectF(0, top, GUTTER - NUMBERS, ROW_HEIGHT)
        painter.drawText(gutter, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, grouped(line.row + 1))
        area = QRectF(GUTTER, top, self.width() - GUTTER - _MARGIN, ROW_HEIGHT)
        text = self._laid_out(line)
        width = text.lineAt(0).naturalTextWidth()
        excess = width - area.width()
        # A line longer than its place is cut where it is furthest from the sentence being labelled.
        is_cut_left = excess > 0 and line.is_end is not line.is_mirrored
        is_right = is_cut_left if excess > 0 else line.is_mirrored
        x = area.right() - width if is_right else area.left()
        painter.save()
        painter.setClipRect(area)
        painter.setPen(colours.text if is_hovered else colours.muted)
        text.draw(painter, QPointF(x, top + (ROW_HEIGHT - text.lineAt(0).height()) / 2))
        painter.restore()
        if excess > 0:
            self._fade(painter, area, colours.raised if is_hovered else colours.panel, is_left=is_cut_left)

    def _laid_out(self, line: Line) -> QTextLayout:
        text = QTextLayout(line.text, theme.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if line.is_mirrored else Qt.LayoutDirection.LeftToRight)
        text.setTextOption(option)
        text.setFormats([self._format(stretch) for stretch in line.stretches])
        text.beginLayout()
        text.createLine()
        text.endLayout()
        return text

    def _format(self, stretch: Stretch) -> QTextLayout.FormatRange:
        look = theme.label_colours(self._colour_index.get(stretch.label, 0))
        found = QTextLayout.FormatRange()
        found.start, found.length = stretch.start, stretch.end - stretch.start
        found.format = QTextCharFormat()
        found.format.setForeground(look.text)
        found.format.setFontUnderline(True)
        found.format.setUnderlineColor(look.line)
        return found

    def _fade(self, painter: QPainter, area: QRectF, ground: QColor, *, is_left: bool) -> None:
        clear = QColor(ground)
        clear.setAlpha(0)
        edge = QRectF(area.left() if is_left else area.right() - _FADE, area.top(), _FADE, area.height())
        gradient = QLinearGradient(edge.topLeft(), edge.topRight())
        gradient.setColorAt(0, ground if is_left else clear)
        gradient.setColorAt(1, clear if is_left else ground)
        painter.fillRect(edge, gradient)


def around(
    row: int, n_lines: int, sentence_at: Callable[[int], Sentence | None], layer: Layer | None, *, is_before: bool
) -> list[Line]:
    """Return the lines before or after a row, in the order of the corpus.

    Args:
        row: Of the sentence being labelled.
        n_lines: How many there is room for.
        sentence_at: Returns the sentence of a row, None where there is none.
        layer: The layer whose spans are coloured.
        is_before: Whether those before are wanted.
    """
    rows = range(row - n_lines, row) if is_before else range(row + 1, row + 1 + n_lines)
    found = ((number, sentence_at(number)) for number in rows if number >= 0)
    return [
        line_of(number, sentence, layer, is_end=is_before and number == row - 1)
        for number, sentence in found
        if sentence is not None
    ]
