"""The row of shape cards: what every batch passes through, from sentences to the loss."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from core.shapes import ShapeCard
from gui import theme
from gui.widgets.shape_card import HEIGHT, ShapeCardView


class Joint(QWidget):
    """The arrow between two cards, or the plus between the two directions."""

    def __init__(self, sign: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = sign
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room between two cards."""
        return QSize(18, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign at half height."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.current().muted, 1.5))
        y = self.height() // 2
        if self._sign == "+":
            painter.drawLine(4, y, 14, y)
            painter.drawLine(9, y - 5, 9, y + 5)
            return
        painter.drawLine(2, y, 16, y)
        painter.drawLine(12, y - 4, 16, y)
        painter.drawLine(12, y + 4, 16, y)


class Pipeline(QScrollArea):
    """Cards side by side; exactly one is chosen.

    Signals:
        chosen: Name of the card whose values are to be shown.
        pressed: The same, where it was the user who chose.
    """

    chosen = Signal(str)
    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pipeline")
        self.setAccessibleName(self.tr("The tensors of one batch in the order data meets them"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._views: dict[str, ShapeCardView] = {}
        self._chosen = ""
        inside = QWidget()
        self._row = QHBoxLayout()
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._row)
        layout.addStretch(1)
        self.setWidget(inside)
        self.setFixedHeight(HEIGHT + self.horizontalScrollBar().sizeHint().height() + 14)

    def set_cards(self, cards: Sequence[ShapeCard]) -> None:
        """Show these tensors; widgets are kept where the names are the same as before."""
        if [card.name for card in cards] == list(self._views):
            for card in cards:
                self._views[card.name].set_card(card)
            return
        self._rebuild(cards)
        names = [card.name for card in cards]
        self.choose(self._chosen if self._chosen in names else names[min(1, len(names) - 1)])

    def _rebuild(self, cards: Sequence[ShapeCard]) -> None:
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._views = {}
        for position, card in enumerate(cards):
            if position:
                joins = card.name.endswith("backward") and cards[position - 1].name.endswith("forward")
                self._row.addWidget(Joint("+" if joins else "→"))
            view = ShapeCardView(card)
            view.chosen.connect(self._on_pressed)
            self._row.addWidget(view)
            self._views[card.name] = view
        self._row.addStretch(1)

    def set_cursor(self, row: int, timestep: int) -> None:
        """Mark a cell on every card that has rows and timesteps."""
        for view in self._views.values():
            view.set_cursor_cell(row, timestep)

    @Slot(str)
    def _on_pressed(self, name: str) -> None:
        self.choose(name)
        self.pressed.emit(name)

    def choose(self, name: str) -> None:
        """Light up one card and tell."""
        self._chosen = name
        for key, view in self._views.items():
            view.set_chosen(key == name)
        self.ensureWidgetVisible(self._views[name], 24, 0)
        self.chosen.emit(name)

    @property
    def chosen_card(self) -> ShapeCard | None:
        """The card that is lit up."""
        view = self._views.get(self._chosen)
        return view.card if view else None
