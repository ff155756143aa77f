"""What waits for its turn, above the runs: each with its place; moved, left out, or let go on."""

import msgspec
from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QToolButton, QVBoxLayout, QWidget

from core.run_groups import options_of
from core.waiting_runs import WaitingRun, Work
from gui import theme
from gui.icons import icon
from gui.train_page.option_names import name_of
from gui.train_page.run_queue import RunQueue
from gui.widgets.numbers import grouped
from gui.widgets.plain import Heading, PlainLabel, one_line, safe

ROW_HEIGHT = 26
# More are scrolled to.
MOST_ROWS = 4


class WaitingView(QWidget):
    """The queue; not there while nothing waits."""

    def __init__(self, queue: RunQueue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._queue = queue
        self._list = QListWidget()
        self._list.setObjectName("waiting")
        self._list.setAccessibleName(self.tr("Runs that wait, the next one first"))
        self._list.setFont(theme.font())
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._words = PlainLabel("", theme.SMALL, muted=True)
        self._words.setObjectName("waiting-words")
        self._words.setWordWrap(True)
        self._go_on = QPushButton(self.tr("Go on"))
        self._go_on.setObjectName("waiting-go-on")
        self._up = self._button("waiting-up", "up", self.tr("Earlier"), "Alt+Up")
        self._down = self._button("waiting-down", "down", self.tr("Later"), "Alt+Down")
        self._remove = self._button("waiting-remove", "close", self.tr("Leave out"), "Delete")
        self._up.clicked.connect(self.on_earlier)
        self._down.clicked.connect(self.on_later)
        self._remove.clicked.connect(self.on_remove)
        self._go_on.clicked.connect(queue.go_on)
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(Heading(self.tr("Waiting"), theme.NORMAL), 1)
        for button in (self._up, self._down, self._remove):
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.SPACING)
        column.setSpacing(theme.SPACING)
        column.addLayout(head)
        for widget in (self._list, self._words, self._go_on):
            column.addWidget(widget)
        self._list.currentRowChanged.connect(self._show_buttons)
        queue.changed.connect(self.refresh)
        self.refresh()

    def _button(self, name: str, picture: str, words: str, keys: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setIcon(icon(picture))
        button.setIconSize(QSize(16, 16))
        button.setAccessibleName(words)
        button.setToolTip(f"<p>{safe(words)} ({safe(keys)})</p>")
        button.setProperty("kind", "quiet")
        shortcut = QShortcut(QKeySequence(keys), self._list)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(button.click)
        return button

    @Slot()
    def refresh(self) -> None:
        """Show what waits now."""
        runs, place = self._queue.runs, self._list.currentRow()
        self.setVisible(bool(runs))
        self._list.clear()
        for number, run in enumerate(runs, start=1):
            words = one_line(f"{number}. {self._words_of(run)}")
            item = QListWidgetItem(words)
            item.setSizeHint(QSize(0, ROW_HEIGHT))
            item.setToolTip(f"<p>{safe(words)}</p>")
            self._list.addItem(item)
        self._list.setFixedHeight(min(max(len(runs), 1), MOST_ROWS) * ROW_HEIGHT + 2 * self._list.frameWidth())
        self._list.setCurrentRow(max(0, min(place, len(runs) - 1)))
        self._go_on.setVisible(self._queue.is_held)
        self._words.setText(
            self.tr("They begin when you let them go on.")
            if self._queue.is_held
            else self.tr("Each begins by itself, with its own options, on the sentences as they are by then.")
        )
        self._show_buttons()

    def _words_of(self, run: WaitingRun) -> str:
        name = name_of(options_of(msgspec.json.encode(run.config).decode()))
        words = {
            Work.TRAIN: self.tr("{name}, seed {seed} · {layer}"),
            Work.GROW: self.tr("Learning curve, {n} seeds · {layer} · {name}"),
            Work.SEARCH: self.tr("Search, {n} trainings · {layer} · {name}"),
            Work.RATES: self.tr("Trial of rates · {layer} · {name}"),
        }[run.work]
        return words.format(name=name, seed=run.config.training.seed, layer=run.layer, n=grouped(run.count))

    @Slot()
    def _show_buttons(self, _row: int = 0) -> None:
        place, n_runs = self._list.currentRow(), len(self._queue.runs)
        self._up.setEnabled(place > 0)
        self._down.setEnabled(0 <= place < n_runs - 1)
        self._remove.setEnabled(0 <= place < n_runs)

    @Slot()
    def on_earlier(self) -> None:
        """Let the chosen run change places with the one before it."""
        self._move(-1)

    @Slot()
    def on_later(self) -> None:
        """Let the chosen run change places with the one after it."""
        self._move(1)

    def _move(self, by: int) -> None:
        place = self._list.currentRow()
        self._list.setCurrentRow(place + by)
        self._queue.move(place, place + by)

    @Slot()
    def on_remove(self) -> None:
        """Leave the chosen run out."""
        self._queue.remove(self._list.currentRow())
