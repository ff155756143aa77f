"""Which sentence comes next: the choice of a queue, what it is in plain words, and where one is in it."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QEvent, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from core.review.queues import KIND_EXPLANATIONS, Kind, Queue
from gui import theme
from gui.core_sentences import said
from gui.key_map import is_typing
from gui.widgets.numbers import grouped
from gui.widgets.plain import PlainLabel

KINDS = {
    Kind.IN_ORDER: QT_TRANSLATE_NOOP("QueuePanel", "In order"),
    Kind.UNLABELLED: QT_TRANSLATE_NOOP("QueuePanel", "Unlabelled"),
    Kind.ENTROPY: QT_TRANSLATE_NOOP("QueuePanel", "Least certain: one token"),
    Kind.LOG_PROBABILITY: QT_TRANSLATE_NOOP("QueuePanel", "Least certain: all tokens"),
    Kind.MARGIN: QT_TRANSLATE_NOOP("QueuePanel", "Least certain: best two labels"),
    Kind.DIFFERENT: QT_TRANSLATE_NOOP("QueuePanel", "Model against human"),
    Kind.SUSPICIOUS: QT_TRANSLATE_NOOP("QueuePanel", "Suspicious labels"),
    Kind.SEARCH: QT_TRANSLATE_NOOP("QueuePanel", "Search result"),
    Kind.CHOSEN: QT_TRANSLATE_NOOP("QueuePanel", "Chosen on another page"),
}


class QueuePanel(QWidget):
    """The choice of a queue.

    Signals:
        chosen: `Kind`, and what was typed.
        wanted: The button was pressed: ask the model, or look for suspicious labels.
        left: The keyboard goes back to the sentence.
    """

    chosen = Signal(object, str)
    wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("queue-panel")
        self._kind = QComboBox()
        self._kind.setObjectName("queue-kind")
        self._kind.setAccessibleName(self.tr("Which sentence comes next"))
        for kind, words in KINDS.items():
            self._kind.addItem(QCoreApplication.translate("QueuePanel", str(words)), kind)
        self._query = QLineEdit()
        self._query.setObjectName("queue-query")
        self._query.setPlaceholderText(self.tr("word, label:PER, len>80, p<0.6 …"))
        self._query.setAccessibleName(self.tr("Search"))
        self._about = self._words("queue-about", is_muted=True)
        self._state = self._words("queue-state")
        self._button = QPushButton()
        self._button.setObjectName("queue-button")
        self._button.clicked.connect(self.wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * theme.SPACING, 0, 2 * theme.SPACING, 0)
        column.setSpacing(theme.SPACING)
        for widget in (self._kind, self._query, self._about, self._state, self._button):
            column.addWidget(widget)
        self._kind.activated.connect(self._on_chosen)
        self._query.returnPressed.connect(self._on_chosen)
        self.set_queue(Queue())
        self.set_state("", "")

    def _words(self, name: str, *, is_muted: bool = False) -> PlainLabel:
        label = PlainLabel("", theme.SMALL, muted=is_muted)
        label.setObjectName(name)
        label.setWordWrap(True)
        return label

    def set_queue(self, queue: Queue) -> None:
        """Show which queue leads."""
        self._kind.setCurrentIndex(self._kind.findData(queue.kind))
        self._query.setVisible(queue.kind is Kind.SEARCH)
        if self._query.text() != queue.query and queue.kind is Kind.SEARCH:
            self._query.setText(queue.query)
        self._about.setText(queue.title or said(KIND_EXPLANATIONS[queue.kind]))
        self._about.setVisible(queue.kind is not Kind.IN_ORDER)

    def set_place(self, n_before: int) -> None:
        """Say how many stops come before this one; nothing where nobody knows."""
        self.set_state("" if n_before < 0 else self.tr("number {n} of this queue").format(n=grouped(n_before + 1)), "")

    def set_state(self, words: str, button: str) -> None:
        """Say how the queue is, and what the button does; it is hidden without words."""
        self._state.setText(words)
        self._state.setVisible(bool(words))
        self._button.setText(button)
        self._button.setVisible(bool(button))

    def event(self, event: QEvent) -> bool:
        """Keep plain keys from becoming commands of the page while something is typed."""
        if self._query.hasFocus() and is_typing(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep what is typed here from the page."""
        event.accept()

    @Slot()
    def _on_chosen(self) -> None:
        kind = Kind(self._kind.currentData())
        self._query.setVisible(kind is Kind.SEARCH)
        if kind is Kind.SEARCH and not self._query.text():
            self._query.setFocus()
            return
        self.chosen.emit(kind, self._query.text() if kind is Kind.SEARCH else "")
        self.left.emit()
