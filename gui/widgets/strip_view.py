"""A sentence as wrapped lines of tokens with their labels, a cursor and a selection: what a strip shows.

Only visible lines are painted, and a new label repaints only the lines it is on, so a sentence of
fifty thousand tokens answers like one of ten. Keys and mouse are the affair of `token_strip`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QSizePolicy, QWidget

from core.corpus import Scheme, Tags
from core.labelling import Selection
from gui import theme
from gui.widgets import strip_direction, strip_layout, strip_paint
from gui.widgets.strip_content import StripContent
from gui.widgets.strip_handles import Handle, handle_at
from gui.widgets.strip_layout import StripLayout
from gui.widgets.strip_paint import COMPACT, Measures, StripPainter, TokenWidths
from gui.widgets.strip_suggestion import ROOM, Suggested, SuggestionPainter


class StripView(QAbstractScrollArea):
    """Shows one sentence and never changes a tag.

    Signals:
        cursor_moved: Token under the cursor.
        hovered: Token under the mouse, -1 for none.
        laid_out: The height of all lines is another.

    Attributes:
        is_quiet: Whether cursor and deciding tokens show only under the mouse or with the keyboard.
        has_handles: Whether the ends of spans can be dragged.
        stretch: Tokens `[start, end)` that a span being dragged would cover; None while none is.
    """

    cursor_moved = Signal(int)
    hovered = Signal(int)
    laid_out = Signal()

    def __init__(self, parent: QWidget | None = None, *, measures: Measures = COMPACT) -> None:
        super().__init__(parent)
        self._measures = measures
        self._content: StripContent | None = None
        self._colour_index: Mapping[str, int] = {}
        self._selection = Selection.at(0)
        self._layout: StripLayout | None = None
        self._widths = TokenWidths(measures)
        self._narrowest = strip_paint.narrowest((), Scheme.PLAIN, measures)
        self._is_mirrored = False
        self._levels: NDArray[np.int8] | None = None
        self._hovered = -1
        self._suggested: Suggested | None = None
        self.is_quiet = False
        self.has_handles = False
        self.stretch: tuple[int, int] | None = None
        self._placeholder = ""
        self.setObjectName("token-strip")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(self.tr("Tokens of the sentence"))
        theme.changes.changed.connect(self.viewport().update)

    def set_sentence(
        self,
        tokens: Sequence[str],
        tags: Tags,
        scheme: Scheme,
        *,
        confidences: Sequence[float] | None = None,
        deciding: Sequence[Sequence[int]] | None = None,
    ) -> None:
        """Show another sentence, with the cursor on its first token.

        Args:
            tokens: None at all shows the placeholder.
            tags: As many.
            scheme: How the tags are spelled.
            confidences: Probability of each token's tag, shown as the strength of its colour.
            deciding: For each token, those that decide its label; underlined for the token under the
                mouse, or else under the cursor.
        """
        words = tuple(tokens)
        self._content = StripContent(words, tags, scheme, confidences, deciding) if words else None
        self._is_mirrored = strip_direction.runs_right_to_left(words)
        self._levels = strip_direction.levels(words, is_mirrored=self._is_mirrored) if words else None
        self._hovered, self.stretch, self._suggested = -1, None, None
        self._selection = Selection.at(0)
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self.viewport().update()
        self._tell()

    def set_tags(self, tags: Tags, start: int, end: int, *, confidences: Sequence[float] | None = None) -> None:
        """Show new tags of the same sentence, with their confidences; only tokens `[start, end)` differ."""
        if self._content is not None:
            self._content = replace(self._content, tags=tags, confidences=confidences)
            self._repaint(*self._content.reach(start, end))

    def set_labels(self, colour_index: Mapping[str, int], scheme: Scheme) -> None:
        """Say which colour each label has; chips of plain layers get room for the longest name."""
        self._colour_index = colour_index
        narrowest = strip_paint.narrowest(colour_index, scheme, self._measures)
        if narrowest != self._narrowest:
            self._narrowest = narrowest
            self._lay_out()
        self.viewport().update()

    def set_suggestions(self, *, has_room: bool) -> None:
        """Keep room under the labels for what a model would label, or none."""
        measures = replace(self._measures, below=ROOM if has_room else 0)
        if measures != self._measures:
            self._measures, self._suggested = measures, None
            self._lay_out()
            self.viewport().update()

    def suggest(self, suggested: Suggested | None) -> None:
        """Show what a model would label the sentence, where there is room for it; None for nothing."""
        if suggested != self._suggested:
            self._suggested = suggested
            self.viewport().update()

    def set_placeholder(self, text: str) -> None:
        """Say what stands there while there is no sentence."""
        self._placeholder = text
        self.viewport().update()

    @property
    def tokens(self) -> tuple[str, ...]:
        """The tokens shown."""
        return self._content.tokens if self._content else ()

    @property
    def tags(self) -> Tags:
        """The tags shown."""
        return self._content.tags if self._content else ()

    @property
    def token_cursor(self) -> int:
        """The token the keyboard is at."""
        return self._selection.cursor

    @property
    def selection(self) -> Selection:
        """The selected tokens; at least the one under the cursor."""
        return self._selection

    @property
    def content_height(self) -> int:
        """Height at which all lines show without scrolling, at the present width."""
        return self._layout.height if self._layout else 0

    @property
    def inset(self) -> int:
        """From the strip's side to the words of a line's first token."""
        return self._measures.spacing.margin + strip_paint.PADDING

    @property
    def middle_of_first_line(self) -> int:
        """From the top of the strip to the middle of the first line's tokens, before scrolling."""
        return self._measures.spacing.margin + self._measures.token_top + self._measures.token_height // 2

    def height_within(self, most: int) -> int:
        """Return the height for all lines, or for as many whole ones as fit into `most`."""
        spacing = self._measures.spacing
        if self._layout is not None and self._layout.height <= most:
            return self._layout.height
        return max(spacing.line, most - (most - 2 * spacing.margin) % spacing.line)

    def facts(self, index: int) -> tuple[str, str, str]:
        """Return a token, its tag and what is wrong with the tag; empty for nothing."""
        return self._shown().facts(index)

    def label_of(self, index: int) -> str:
        """Return the label over a token without its scheme's prefix; the tag itself where it spells none."""
        return self._shown().label_of(index)

    def set_cursor(self, index: int, *, extend: bool = False) -> None:
        """Move the cursor; `extend` keeps the other end of the selection where it is."""
        self._select(Selection(index, self._selection.anchor if extend else index))

    def set_selection(self, start: int, end: int) -> None:
        """Select tokens `[start, end)`, the cursor on the last."""
        self._select(Selection(end - 1, start))

    def box_of(self, index: int) -> QRect:
        """Return the rectangle of a token in the viewport, for mouse events and tool tips."""
        box = self._laid_out().box(index)
        top = box.top + self._measures.token_top - self.verticalScrollBar().value()
        return QRect(box.left, top, box.width, self._measures.token_height)

    def place_of_cursor(self) -> QRect:
        """Return where the token under the cursor is on the screen."""
        box = self.box_of(self.token_cursor) if self._layout is not None else self.viewport().rect()
        return QRect(self.viewport().mapToGlobal(box.topLeft()), box.size())

    def nearest(self, point: QPoint) -> int:
        """Return the token nearest to a point of the viewport."""
        return self._laid_out().nearest(point.x(), point.y() + self.verticalScrollBar().value())

    def token_at(self, point: QPoint) -> int:
        """Return the token under a point of the viewport, -1 for none."""
        index = None
        if self._layout is not None:
            index = self._layout.token_at(point.x(), point.y() + self.verticalScrollBar().value())
        return -1 if index is None else index

    def handle_at(self, point: QPoint) -> Handle | None:
        """Return the end of a span under a point of the viewport that can be dragged."""
        if not self.has_handles or self._content is None:
            return None
        index = self.nearest(point)
        near = self._content.spans_near(index)
        return handle_at(self._laid_out(), near, point.x(), point.y() + self.verticalScrollBar().value())

    def hover(self, index: int) -> None:
        """Say that the mouse is over a token, -1 for none."""
        if index == self._hovered:
            return
        self._hovered = index
        if self._content is not None and self._content.deciding is not None:
            self.viewport().update()
        self.hovered.emit(index)

    def reveal(self, index: int) -> None:
        """Scroll as little as needed to show the line of a token and those around it."""
        if self._layout is None:
            return
        bar = self.verticalScrollBar()
        bar.setValue(self._layout.scrolled_to(index, bar.value(), self.viewport().height()))

    def sizeHint(self) -> QSize:
        """Ask for room for some lines."""
        return QSize(640, 240)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the lines anew and keep the cursor in view."""
        super().resizeEvent(event)
        if self._layout is not None and self._layout.width != self.viewport().width():
            self._lay_out()
        self._fit()
        if self._content is not None:
            self.reveal(self.token_cursor)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move what is painted already; only the lines that come into view are painted."""
        self.viewport().scroll(0, dy)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the cursor as it looks with the keyboard."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Draw the cursor as it looks without the keyboard."""
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines that need it."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.current().panel)
        if self._layout is None:
            painter.setFont(theme.font())
            painter.setPen(theme.current().muted)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.viewport().rect().adjusted(32, 16, -32, -16), flags, self._placeholder)
            return
        offset = self.verticalScrollBar().value()
        lines = self._layout.lines_between(event.rect().top() + offset, event.rect().bottom() + 1 + offset)
        if lines[0] < lines[1]:
            painter.translate(0, -offset)
            self._paint_lines(painter, self._layout, lines)

    def _paint_lines(self, painter: QPainter, layout: StripLayout, lines: tuple[int, int]) -> None:
        first, last = layout.line_starts[lines[0]], layout.line_starts[lines[1]]
        is_idle = self.is_quiet and not self.hasFocus()
        asked = self._hovered if self._hovered >= 0 or is_idle else self.token_cursor
        content = self._shown()
        look = content.look(lines, range(first, last), self._selection, asked, self._colour_index)
        paint = StripPainter(painter, layout, self._measures, look)
        selection, has_focus = self._selection, self.hasFocus()
        if selection.is_extended and selection.start < last and selection.end > first:
            paint.selection(max(first, selection.start), min(last, selection.end), has_focus=has_focus)
        paint.spans()
        if self.stretch is not None:
            paint.stretch(*self.stretch)
        paint.tokens(content.word, first, last)
        if self._suggested is not None and self._measures.below:
            below = SuggestionPainter(painter, layout, self._measures.below_top, self._colour_index)
            below.paint(self._suggested, content.tags, content.scheme, lines)
        if first <= self.token_cursor < last and not is_idle:
            paint.cursor(self.token_cursor, has_focus=has_focus)

    def _lay_out(self) -> None:
        content, before, self._layout = self._content, self.content_height, None
        if content is not None:
            self._layout = strip_layout.layout(
                self._widths.of(content.tokens),
                width=self.viewport().width(),
                spacing=replace(self._measures.spacing, narrowest=self._narrowest),
                is_mirrored=self._is_mirrored,
                levels=self._levels,
            )
        self._fit()
        if self.content_height != before:
            self.laid_out.emit()

    def _fit(self) -> None:
        bar = self.verticalScrollBar()
        height = self._layout.height if self._layout else 0
        bar.setRange(0, max(0, height - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(self._layout.spacing.line // 2 if self._layout else 1)

    def _laid_out(self) -> StripLayout:
        if self._layout is None:
            raise RuntimeError("the strip shows no sentence")
        return self._layout

    def _shown(self) -> StripContent:
        if self._content is None:
            raise RuntimeError("the strip shows no sentence")
        return self._content

    def _select(self, wanted: Selection) -> None:
        highest = len(self._shown().tokens) - 1
        selection = Selection(*(max(0, min(index, highest)) for index in (wanted.cursor, wanted.anchor)))
        if selection == self._selection:
            return
        before, self._selection = self._selection, selection
        self.reveal(selection.cursor)
        for one in (before, selection):
            self._repaint(*self._shown().target(one))
        if self._shown().deciding is not None:
            self.viewport().update()
        self._tell()

    def _repaint(self, start: int, end: int) -> None:
        layout = self._laid_out()
        self.viewport().update(strip_paint.band(layout, start, end, self.verticalScrollBar().value()))

    def _tell(self) -> None:
        if self._content is None:
            self.setAccessibleDescription(self._placeholder)
            return
        token, tag, reason = self._content.facts(self.token_cursor)
        self.setAccessibleDescription(", ".join(filter(None, (token, tag or self.tr("unlabelled"), reason))))
        self.cursor_moved.emit(self.token_cursor)
