"""The panel beside the page: one question, its answer, and the way on."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from gui import theme
from gui.widgets.plain import Heading, PlainLabel

WIDTH = 344
MOST_PARAGRAPHS = 8


class Stages(QWidget):
    """A dot a step; those that have been seen are filled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number, self._count = 0, 1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a row of dots."""
        return QSize(WIDTH - 32, 8)

    def show_stage(self, number: int, count: int) -> None:
        """Fill the first `number` + 1 of `count` dots."""
        self._number, self._count = number, count
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint bars of equal width."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        width = (self.width() - 4 * (self._count - 1)) / self._count
        for place in range(self._count):
            colours = theme.current()
            painter.setBrush(colours.accent if place <= self._number else colours.line)
            painter.drawRoundedRect(QRectF(place * (width + 4), 2, width, 4), 2, 2)
        painter.end()


class StepPanel(QFrame):
    """Shows one step.

    Signals:
        back_wanted, next_wanted, leave_wanted: Which button was pressed.
    """

    back_wanted = Signal()
    next_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("first-steps")
        self.setAccessibleName(self.tr("Your sentences as tensors, in eight steps"))
        self.setFixedWidth(WIDTH)
        self._place_words = PlainLabel("", muted=True)
        self._place_words.setObjectName("step-place")
        self._stages = Stages()
        self._question = Heading()
        self._question.setObjectName("step-question")
        self._question.setWordWrap(True)
        self._paragraphs = [PlainLabel() for _ in range(MOST_PARAGRAPHS)]
        self._back = self._button("step-back", self.tr("Back"))
        self._next = self._button("step-next", self.tr("Next"))
        self._next.setProperty("kind", "primary")
        self._leave = self._button("step-leave", self.tr("Leave"))
        self._leave.setProperty("kind", "quiet")
        self._place()
        self._back.clicked.connect(self.back_wanted)
        self._next.clicked.connect(self.next_wanted)
        self._leave.clicked.connect(self.leave_wanted)

    def _button(self, name: str, title: str) -> QPushButton:
        button = QPushButton(title)
        button.setObjectName(name)
        return button

    def _place(self) -> None:
        inside = QWidget()
        words = QVBoxLayout(inside)
        words.setContentsMargins(16, 0, 16, 0)
        words.setSpacing(12)
        words.addWidget(self._question)
        for number, paragraph in enumerate(self._paragraphs):
            paragraph.setObjectName(f"step-paragraph-{number}")
            paragraph.setWordWrap(True)
            words.addWidget(paragraph)
        words.addStretch(1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # What shows through is the panel itself.
        area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        self._area = area
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 8, 0)
        head.addWidget(self._place_words, 1)
        head.addWidget(self._leave)
        stages = QHBoxLayout()
        stages.setContentsMargins(16, 0, 16, 8)
        stages.addWidget(self._stages)
        ways = QHBoxLayout()
        ways.setContentsMargins(16, 8, 16, 16)
        ways.setSpacing(theme.SPACING)
        ways.addWidget(self._back)
        ways.addStretch(1)
        ways.addWidget(self._next)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(theme.SPACING)
        for layout in (head, stages):
            column.addLayout(layout)
        column.addWidget(area, 1)
        column.addLayout(ways)

    def show_step(self, number: int, count: int, question: str, paragraphs: Sequence[str]) -> None:
        """Show step `number`, from 0, of `count`."""
        self._place_words.setText(self.tr("Step {number} of {count}").format(number=number + 1, count=count))
        self._stages.show_stage(number, count)
        self._question.setText(question)
        for place, label in enumerate(self._paragraphs):
            label.setVisible(place < len(paragraphs))
            label.setText(paragraphs[place] if place < len(paragraphs) else "")
        self._back.setEnabled(number > 0)
        self._next.setText(self.tr("Next") if number + 1 < count else self.tr("To Train"))
        self._area.verticalScrollBar().setValue(0)

    def wait(self, words: str) -> None:
        """Say what is missing before a step can be shown."""
        self._question.setText("")
        for place, label in enumerate(self._paragraphs):
            label.setVisible(place == 0)
            label.setText(words if place == 0 else "")

    def changeEvent(self, event: QEvent) -> None:
        """Repaint in the new colours."""
        super().changeEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the panel and the line that parts it from the page."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().panel)
        painter.fillRect(0, 0, 1, self.height(), theme.current().line)
        painter.end()
