"""The cards of the Tensors page in small: which one a case is about, and which of its axes."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme
from gui.core_words import axis_name, card_title
from gui.widgets.plain import elided

HEIGHT, GAP = 56, 16


@dataclass(frozen=True, slots=True)
class SmallCard:
    """A card by its name, with its title and the names of its axes."""

    name: str
    title: str
    axes: tuple[str, ...]


CARDS = (
    SmallCard("sentences", "sentences", ("batch",)),
    SmallCard("ids", "ids", ("batch", "time")),
    SmallCard("mask", "mask", ("batch", "time")),
    SmallCard("embedded", "embedded", ("batch", "time", "feature")),
    SmallCard("forward", "forward LSTM", ("batch", "time", "feature")),
    SmallCard("backward", "backward LSTM", ("batch", "time", "feature")),
    SmallCard("joined", "joined", ("batch", "time", "feature")),
    SmallCard("scores", "scores", ("batch", "time", "label")),
    SmallCard("loss", "loss", ("batch", "time", "label")),
)


class CardStrip(QWidget):
    """Nine small cards in the order data meets them; one is pointed at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card, self._axis = "", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return room for nine cards in a row."""
        return QSize(len(CARDS) * 96, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return the narrowest row in which the titles can be told apart."""
        return QSize(len(CARDS) * 72, HEIGHT)

    def point_at(self, card: str, axis: str) -> None:
        """Light up a card and one of its axes; "" for no axis."""
        self._card, self._axis = card, axis
        title = next((card_title(small.title) for small in CARDS if small.name == card), card)
        self.setAccessibleName(f"{title}: {axis_name(axis)}" if axis else title)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cards and the arrows between them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = (self.width() - GAP * (len(CARDS) - 1)) / len(CARDS)
        for position, card in enumerate(CARDS):
            box = QRectF(position * (width + GAP), 1, width, HEIGHT - 2)
            if position:
                self._paint_arrow(painter, box.left() - GAP, "+" if card.name == "backward" else "→")
            self._paint_card(painter, box, card)
        painter.end()

    def _paint_arrow(self, painter: QPainter, left: float, sign: str) -> None:
        painter.setPen(theme.current().muted)
        painter.setFont(theme.font())
        painter.drawText(QRectF(left, 0, GAP, HEIGHT), Qt.AlignmentFlag.AlignCenter, sign)

    def _paint_card(self, painter: QPainter, box: QRectF, card: SmallCard) -> None:
        colours = theme.current()
        is_meant = card.name == self._card
        painter.setPen(QPen(colours.accent if is_meant else colours.line, 2 if is_meant else 1))
        painter.setBrush(colours.selection if is_meant else colours.panel)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        painter.setPen(colours.text if is_meant else colours.muted)
        painter.setFont(theme.font(theme.SMALL, bold=is_meant))
        title = elided(painter.fontMetrics(), card_title(card.title), int(box.width()) - 8)
        painter.drawText(box.adjusted(0, 8, 0, -28), Qt.AlignmentFlag.AlignCenter, title)
        if is_meant:
            self._paint_axes(painter, box, card)
        else:
            words = str(len(card.axes)) + "-D"
            painter.drawText(box.adjusted(0, 28, 0, -8), Qt.AlignmentFlag.AlignCenter, words)

    def _paint_axes(self, painter: QPainter, box: QRectF, card: SmallCard) -> None:
        """Write the axis that is meant where there is one, and how many there are where not."""
        colours = theme.current()
        words = axis_name(self._axis) if self._axis else f"{len(card.axes)}-D"
        painter.setFont(theme.font(theme.SMALL, bold=True))
        painter.setPen(colours.accent)
        painter.drawText(box.adjusted(0, 28, 0, -8), Qt.AlignmentFlag.AlignCenter, words)
