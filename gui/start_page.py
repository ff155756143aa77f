"""What is shown while no project is open: four ways to begin, and the projects of before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui import theme
from gui.icons import pixmap
from gui.widgets.plain import Heading, PlainLabel, elided, safe

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

WIDTH = 880
CARD = QSize(432, 96)
NARROWEST_CARD = 380
TITLE_HEIGHT = 28
RECENT_HEIGHT = 40
MOST_RECENT = 5


class Choice(QAbstractButton):
    """A large button: icon, title, and a line that says what happens."""

    def __init__(self, name: str, picture: str, title: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = picture
        self._words = words
        self.setText(title)
        self.setObjectName(f"start-{name}")
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)
        self.setMinimumSize(NARROWEST_CARD, CARD.height())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Return the size of a card."""
        return CARD

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        colours = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_lit = self.underMouse() or self.hasFocus()
        painter.setPen(colours.accent if is_lit else colours.line)
        painter.setBrush(colours.raised if self.isDown() else colours.panel)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 8, 8)
        badge = QRect(20, (self.height() - 48) // 2, 48, 48)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.selection)
        painter.drawRoundedRect(badge, 12, 12)
        drawing = pixmap(self._picture, 28, colours.accent, ratio=self.devicePixelRatioF())
        painter.drawPixmap(badge.left() + 10, badge.top() + 10, drawing)
        left, width = badge.right() + 20, self.width() - badge.right() - 36
        painter.setFont(theme.font())
        flags = Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        words = painter.fontMetrics().boundingRect(QRect(0, 0, width, CARD.height()), flags, self._words)
        top = (self.height() - TITLE_HEIGHT - words.height()) // 2
        painter.setPen(colours.muted)
        painter.drawText(QRect(left, top + TITLE_HEIGHT, width, words.height()), flags, self._words)
        painter.setPen(colours.text)
        painter.setFont(theme.font(theme.LARGE, bold=True))
        painter.drawText(QRect(left, top, width, TITLE_HEIGHT - 4), Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()


class Recent(QAbstractButton):
    """One project of before: its name, and muted the folder it is in."""

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path = path
        self.setText(path.stem)
        self.setObjectName("start-recent")
        self.setAccessibleName(self.tr("Open {name}").format(name=path.stem))
        self.setToolTip(f"<p>{safe(str(path))}</p>")
        self.setFixedHeight(RECENT_HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Return a row's size; the layout widens it."""
        return QSize(CARD.width(), RECENT_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the row."""
        colours = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.hasFocus():
            painter.setPen(colours.accent if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(colours.raised)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)
        painter.drawPixmap(12, 10, pixmap("file", 20, colours.muted, ratio=self.devicePixelRatioF()))
        painter.setPen(colours.text)
        painter.setFont(theme.font())
        name = elided(painter.fontMetrics(), self.text(), self.width() // 2, mode=Qt.TextElideMode.ElideMiddle)
        painter.drawText(QRect(44, 0, self.width() // 2, self.height()), Qt.AlignmentFlag.AlignVCenter, name)
        left = 44 + painter.fontMetrics().horizontalAdvance(name) + 16
        painter.setPen(colours.muted)
        room = self.width() - left - 12
        folder = elided(painter.fontMetrics(), str(self.path.parent), room, mode=Qt.TextElideMode.ElideMiddle)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRect(left, 0, room, self.height()), flags, folder)
        painter.end()


class StartPage(QScrollArea):
    """Four choices, each one click to a working state.

    Signals:
        sample_wanted, import_wanted, generate_wanted, open_wanted: What was chosen.
        recent_wanted: Path of the project that was chosen.
        steps_wanted: The user is new to all this and wants to be led.
    """

    sample_wanted = Signal()
    import_wanted = Signal()
    generate_wanted = Signal()
    open_wanted = Signal()
    recent_wanted = Signal(object)
    steps_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("start-page")
        self.setAccessibleName(self.tr("Start"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        column = QVBoxLayout()
        column.setSpacing(theme.SPACING)
        column.addStretch(2)
        column.addWidget(Heading("Tagscope", theme.HUGE))
        column.addWidget(
            PlainLabel(self.tr("See your sentences as tensors, train a tagger on them, and tag."), muted=True)
        )
        column.addSpacing(2 * theme.SPACING)
        column.addLayout(self._choices())
        column.addSpacing(2 * theme.SPACING)
        self._recent_title = PlainLabel(self.tr("Recent projects"), bold=True)
        column.addWidget(self._recent_title)
        self._recents = QVBoxLayout()
        self._recents.setSpacing(0)
        column.addLayout(self._recents)
        column.addSpacing(2 * theme.SPACING)
        column.addLayout(self._promise())
        column.addStretch(3)
        self._place(column)
        self.set_recents(())

    def _place(self, column: QVBoxLayout) -> None:
        middle = QWidget()
        middle.setMaximumWidth(WIDTH)
        column.setContentsMargins(0, 3 * theme.SPACING, 0, 3 * theme.SPACING)
        middle.setLayout(column)
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(2 * theme.SPACING, 0, 2 * theme.SPACING, 0)
        row.addStretch(1)
        # Far more than the room beside it, so that it is as wide as it may be before that is shared out.
        row.addWidget(middle, 1000)
        row.addStretch(1)
        self.setWidget(inside)

    def _choices(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(2 * theme.SPACING)
        choices = (
            ("sample", "sample", self.tr("Try the sample"), self.tr("Our own small labelled corpus, ready to train")),
            (
                "import",
                "import",
                self.tr("Import a file"),
                self.tr("CoNLL, CoNLL-U, CSV or plain text; or drop it here"),
            ),
            (
                "generate",
                "generate",
                self.tr("Generate data"),
                self.tr("Endless labelled sentences whose rule you know"),
            ),
            ("open", "open", self.tr("Open a project"), self.tr("Go on where you stopped")),
        )
        signals = (self.sample_wanted, self.import_wanted, self.generate_wanted, self.open_wanted)
        for place, (texts, signal) in enumerate(zip(choices, signals, strict=True)):
            choice = Choice(*texts)
            choice.clicked.connect(signal)
            grid.addWidget(choice, place // 2, place % 2)
            if place == 0:
                self.setFocusProxy(choice)
        return grid

    def _promise(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(_Lock())
        words = PlainLabel(self.tr("No network, no account: everything stays on this computer."), muted=True)
        words.setObjectName("start-promise")
        row.addWidget(words)
        row.addStretch()
        steps = QPushButton(self.tr("New to LSTMs? Eight steps to begin with"))
        steps.setObjectName("start-steps")
        steps.setAccessibleName(steps.text())
        steps.clicked.connect(self.steps_wanted)
        row.addWidget(steps)
        return row

    def set_recents(self, paths: Sequence[Path]) -> None:
        """Show these projects, the latest first."""
        while (item := self._recents.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for path in paths[:MOST_RECENT]:
            row = Recent(path)
            row.clicked.connect(self._on_recent)
            self._recents.addWidget(row)
        self._recent_title.setVisible(bool(paths))

    @Slot()
    def _on_recent(self) -> None:
        row = self.sender()
        if isinstance(row, Recent):
            self.recent_wanted.emit(row.path)


class _Lock(QWidget):
    """The small lock beside the promise."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(20, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lock in the colour of the words beside it."""
        painter = QPainter(self)
        painter.drawPixmap(0, 0, pixmap("lock", 20, theme.current().muted, ratio=self.devicePixelRatioF()))
        painter.end()
