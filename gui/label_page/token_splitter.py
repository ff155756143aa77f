"""A token taken apart by its characters: arrows move the cut, Enter splits."""

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.tokenizers import TOKENIZERS
from gui import theme
from gui.widgets.plain import PlainLabel, elided
from gui.widgets.strip_direction import runs_right_to_left

_WIDEST_PIECE = 320
_GAP = 8


def cuts_of(token: str) -> list[int]:
    """Return the code points before which a token can be cut: between what a reader sees as characters."""
    return [piece.start for piece in TOKENIZERS["characters"](token) if piece.start > 0]


class TokenSplitter(QFrame):
    """Stands below the token.

    Signals:
        split: Code points of the first piece.
        left: The keyboard goes back to the sentence.
    """

    split = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("token-splitter")
        self.setProperty("kind", "card")
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._home = parent
        self._token = ""
        self._cuts: list[int] = []
        self._place = 0
        self._step = 1
        self._first, self._second = PlainLabel(size=theme.LARGE), PlainLabel(size=theme.LARGE)
        self._first.setObjectName("first-piece")
        self._second.setObjectName("second-piece")
        self._line = QFrame()
        self._line.setFixedWidth(2)
        self._line.setAutoFillBackground(True)
        self._do = QPushButton(self.tr("Split"))
        self._do.setObjectName("split-here")
        self._do.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._do.clicked.connect(self._on_split)
        self._pieces = QHBoxLayout()
        self._pieces.setSpacing(3)
        for widget in (self._first, self._line, self._second):
            self._pieces.addWidget(widget)
        self._pieces.addStretch(1)
        self._pieces.addSpacing(2 * theme.SPACING)
        self._pieces.addWidget(self._do)
        hint = PlainLabel(self.tr("Arrows move the cut, Enter splits, Esc leaves"), theme.SMALL, muted=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * theme.SPACING, theme.SPACING, 2 * theme.SPACING, theme.SPACING)
        column.setSpacing(theme.SPACING)
        column.addLayout(self._pieces)
        column.addWidget(hint)
        self.hide()

    def open(self, token: str, anchor: QRect) -> bool:
        """Come up below a place of the screen; return whether the token can be split at all."""
        self._token, self._cuts = token, cuts_of(token)
        if not self._cuts:
            return False
        self._place = (len(self._cuts) - 1) // 2
        is_mirrored = runs_right_to_left((token,))
        self._pieces.setDirection(
            QHBoxLayout.Direction.RightToLeft if is_mirrored else QHBoxLayout.Direction.LeftToRight
        )
        self._step = -1 if is_mirrored else 1
        self._show()
        self._settle(anchor)
        self.show()
        self.raise_()
        self.setFocus()
        return True

    def _settle(self, anchor: QRect) -> None:
        home = self._home
        self.adjustSize()
        below = home.mapFromGlobal(anchor.bottomLeft()) + QPoint(0, _GAP)
        above = home.mapFromGlobal(anchor.topLeft()).y() - _GAP - self.height()
        top = below.y() if below.y() + self.height() <= home.height() - _GAP else max(_GAP, above)
        self.move(max(_GAP, min(below.x(), home.width() - self.width() - _GAP)), top)

    def _show(self) -> None:
        cut, metrics = self._cuts[self._place], self._first.fontMetrics()
        first, second = self._token[:cut], self._token[cut:]
        self._first.setText(elided(metrics, first, _WIDEST_PIECE, mode=Qt.TextElideMode.ElideLeft))
        self._second.setText(elided(metrics, second, _WIDEST_PIECE))
        line = self._line.palette()
        line.setColor(self._line.backgroundRole(), theme.current().accent)
        self._line.setPalette(line)
        words = self.tr("Split into {first} and {second}").format(first=first, second=second)
        self.setAccessibleName(words)
        self.adjustSize()

    def event(self, event: QEvent) -> bool:
        """Keep every key from becoming a command of the page."""
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cut, split, or leave; no key goes on to the page."""
        last = len(self._cuts) - 1
        places = {
            Qt.Key.Key_Left: self._place - self._step,
            Qt.Key.Key_Right: self._place + self._step,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if event.key() in places:
            self._place = max(0, min(last, places[Qt.Key(event.key())]))
            self._show()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_split()
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Go away with the keyboard."""
        super().focusOutEvent(event)
        self.hide()

    @Slot()
    def _on_split(self) -> None:
        cut = self._cuts[self._place]
        self._leave()
        self.split.emit(cut)

    def _leave(self) -> None:
        self.hide()
        self.left.emit()
