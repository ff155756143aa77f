"""The strip of banners above the page: messages that interrupt nobody."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from gui import messages, theme
from gui.colour_math import mix
from gui.icons import icon, pixmap
from gui.messages import Kind, Message, Offer
from gui.widgets.plain import PlainLabel

MOST = 3
INFO_MS = 8000


class Banner(QWidget):
    """One message with its icon, what can be done about it, and a button that takes it away unless it lasts."""

    dismissed = Signal(object)

    def __init__(self, message: Message, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.message = message
        self.setObjectName(f"banner-{message.kind}")
        self.setAccessibleName(message.text)
        words = PlainLabel(message.text, parent=self)
        words.setObjectName("banner-text")
        # In this order: wrapping words adds height-for-width to whatever policy is there.
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        words.setWordWrap(True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        away = QToolButton(self)
        away.setObjectName("banner-dismiss")
        away.setAccessibleName(self.tr("Dismiss this message"))
        away.setProperty("kind", "quiet")
        away.setIcon(icon("close"))
        away.clicked.connect(self.dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(5 * theme.SPACING, theme.SPACING // 2, theme.SPACING, theme.SPACING // 2)
        row.addWidget(words)
        for offer in message.offers:
            row.addWidget(self._button(offer), alignment=Qt.AlignmentFlag.AlignTop)
        away.setVisible(not message.is_lasting)
        row.addWidget(away, alignment=Qt.AlignmentFlag.AlignTop)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.dismiss)
        if message.kind is Kind.INFO and not message.offers:
            self._timer.start(INFO_MS)

    def _button(self, offer: Offer) -> QPushButton:
        button = QPushButton(offer.words, self)
        button.setObjectName("banner-offer")
        button.setAccessibleDescription(self.message.text)
        button.clicked.connect(offer.slot)
        if not self.message.is_lasting:
            button.clicked.connect(self.dismiss)
        return button

    @Slot()
    def dismiss(self) -> None:
        """Go away."""
        self._timer.stop()
        self.dismissed.emit(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a tinted ground, a bar at its left edge, and the icon."""
        colours = theme.current()
        colour = {Kind.INFO: colours.accent, Kind.WARNING: colours.warn, Kind.ERROR: colours.bad}[self.message.kind]
        painter = QPainter(self)
        painter.fillRect(self.rect(), mix(colours.panel, colour, 0.12))
        painter.fillRect(0, 0, 4, self.height(), colour)
        drawing = pixmap(str(self.message.kind), 20, colour, ratio=self.devicePixelRatioF())
        painter.drawPixmap(2 * theme.SPACING, (min(self.height(), 40) - 20) // 2, drawing)
        painter.end()


class BannerStrip(QWidget):
    """The latest few messages, the newest on top; the same message is shown once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banners")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)
        self._banners: list[Banner] = []
        self.hide()
        messages.board.posted.connect(self.show_message)
        messages.board.withdrawn.connect(self.on_withdrawn)
        theme.changes.changed.connect(self.update)

    @Slot(object)
    def show_message(self, message: Message) -> None:
        """Show one more message, unless one that lasts says it already."""
        if any(banner.message.is_lasting and message.text in banner.message.text for banner in self._banners):
            return
        for banner in tuple(self._banners):
            if banner.message == message:
                self.on_dismissed(banner)
        banner = Banner(message, self)
        banner.dismissed.connect(self.on_dismissed)
        self._banners.insert(0, banner)
        self._column.insertWidget(0, banner)
        banner.show()
        passing = [banner for banner in self._banners if not banner.message.is_lasting]
        for old in passing[MOST:]:
            self.on_dismissed(old)
        self.show()

    @Slot(object)
    def on_withdrawn(self, message: Message) -> None:
        """Take out what is no longer true."""
        for banner in tuple(self._banners):
            if banner.message == message:
                self.on_dismissed(banner)

    @Slot(object)
    def on_dismissed(self, banner: Banner) -> None:
        """Take a banner out."""
        if banner in self._banners:
            self._banners.remove(banner)
            self._column.removeWidget(banner)
            banner.hide()
            banner.deleteLater()
        self.setVisible(bool(self._banners))

    @property
    def shown_messages(self) -> tuple[Message, ...]:
        """The messages on show, newest first."""
        return tuple(banner.message for banner in self._banners)
