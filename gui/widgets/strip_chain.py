"""Windows of one strip side by side: what each reads, and what passes from one to the next."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QSizePolicy, QWidget

from core.visible import visible
from gui import theme
from gui.colour_math import mix
from gui.widgets.cell_geometry import visible as visible_cells

BOX, BORDER = 168, 92
STEP = BOX + BORDER
TOP, BOTTOM = 36, 16
BAR = 16


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One window.

    Attributes:
        index: The batch it belongs to, from 0.
        text: Its tokens.
        n_tokens: How many.
        is_carried: Whether it goes on from the one before.
        start: Lengths of hidden and cell state it starts from.
        end: The same after its last token.
    """

    index: int
    text: str
    n_tokens: int
    is_carried: bool
    start: tuple[float, float]
    end: tuple[float, float]


class StripChain(QAbstractScrollArea):
    """Paints links; a click chooses one.

    Signals:
        link_chosen: The batch of the link.
    """

    link_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._links: tuple[ChainLink, ...] = ()
        self._current = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Windows of the strip and the state between them"))
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)

    def set_links(self, links: tuple[ChainLink, ...], current: int) -> None:
        """Show other links; `current` is the batch that is looked at."""
        self._links = links
        self._fit()
        if current != self._current:
            self._current = current
        self._reveal()
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """Ask for some three windows."""
        return QSize(960, 300)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the scroll bar to the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        bar, page = self.horizontalScrollBar(), self.viewport().width()
        bar.setRange(0, max(0, len(self._links) * STEP + BORDER - page))
        bar.setPageStep(page)
        bar.setSingleStep(STEP // 4)

    def _reveal(self) -> None:
        places = [place for place, link in enumerate(self._links) if link.index == self._current]
        if places:
            self.horizontalScrollBar().setValue(BORDER + places[0] * STEP + BOX // 2 - self.viewport().width() // 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the window under the mouse."""
        place, rest = divmod(int(event.position().x()) + self.horizontalScrollBar().value() - BORDER, STEP)
        if 0 <= place < len(self._links) and rest < BOX:
            self.link_chosen.emit(self._links[place].index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the window before or after."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        places = [place for place, link in enumerate(self._links) if link.index == self._current]
        if step is None or not places:
            super().keyPressEvent(event)
            return
        self.link_chosen.emit(self._links[min(len(self._links) - 1, max(0, places[0] + step))].index)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the windows that can be seen, and the borders before them."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.viewport().rect(), theme.current().panel)
        scrolled = self.horizontalScrollBar().value()
        highest = max((max(*link.start, *link.end) for link in self._links), default=0.0) or 1.0
        seen = visible_cells(len(self._links), STEP, scrolled, self.viewport().width())
        for place in range(seen.first, seen.last):
            left = place * STEP - scrolled
            self._paint_border(painter, self._links[place], left, highest)
            self._paint_box(painter, self._links[place], left + BORDER)

    def _paint_box(self, painter: QPainter, link: ChainLink, left: int) -> None:
        colours = theme.current()
        box = QRectF(left, TOP, BOX, self.viewport().height() - TOP - BOTTOM)
        is_current = link.index == self._current
        painter.setPen(QPen(colours.accent if is_current else colours.line, 2 if is_current else 1))
        painter.setBrush(colours.selection if is_current else colours.raised)
        painter.drawRoundedRect(box, 6, 6)
        painter.setPen(colours.text if is_current else colours.muted)
        painter.setFont(theme.font(theme.SMALL, bold=is_current))
        head = self.tr("batch {number} · {count} tokens").format(number=link.index + 1, count=link.n_tokens)
        painter.drawText(QRectF(left, 8, BOX, TOP - 12), Qt.AlignmentFlag.AlignCenter, head)
        painter.setPen(colours.text)
        painter.setFont(theme.font())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.save()
        painter.setClipRect(box.adjusted(4, 4, -4, -4))
        painter.drawText(box.adjusted(8, 8, -8, -8), flags, visible(link.text))
        painter.restore()

    def _paint_border(self, painter: QPainter, link: ChainLink, left: int, highest: float) -> None:
        """Paint what a window starts from: an arrow and two bars, or a closed door."""
        colours = theme.current()
        height = self.viewport().height()
        middle, bottom = left + BORDER / 2, height - BOTTOM - 20.0
        painter.setFont(theme.font(theme.SMALL))
        if not link.is_carried:
            painter.setPen(QPen(colours.bad, 3))
            painter.drawLine(QPointF(middle, TOP + 24), QPointF(middle, bottom))
            painter.drawText(QRectF(left, TOP, BORDER, 18), Qt.AlignmentFlag.AlignCenter, self.tr("reset"))
            painter.drawText(QRectF(left, bottom + 4, BORDER, 16), Qt.AlignmentFlag.AlignCenter, self.tr("starts at 0"))
            return
        painter.setPen(QPen(colours.good, 2))
        painter.drawText(QRectF(left, TOP, BORDER, 18), Qt.AlignmentFlag.AlignCenter, self.tr("carried →"))
        room = bottom - TOP - 40
        for place, (name, value) in enumerate(zip(("h", "c"), link.start, strict=True)):
            x = middle - 30 + place * 36
            bar = QRectF(x, bottom - room * value / highest, BAR, room * value / highest)
            painter.fillRect(bar, mix(colours.accent, colours.panel, 0.5 * place))
            painter.setPen(colours.muted)
            painter.drawText(QRectF(x - 8, bottom + 4, BAR + 16, 16), Qt.AlignmentFlag.AlignCenter, name)
            painter.setPen(colours.text)
            painter.drawText(QRectF(x - 12, bar.top() - 16, BAR + 24, 14), Qt.AlignmentFlag.AlignCenter, f"{value:.2f}")
