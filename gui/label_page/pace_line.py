"""The quiet corner that says how fast one labels and how long the rest will take."""

import time

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.errors import TagscopeError
from gui import theme
from gui.label_page.editor import Editor
from gui.label_page.pace import Pace
from gui.session import Session
from gui.widgets.numbers import grouped, seconds
from gui.widgets.plain import NumberLabel
from gui.widgets.token_strip import TokenStrip

_REFRESH_MS = 1000


class PaceLine(QWidget):
    """Hears of keys, clicks and edits; says nothing until there is something to say."""

    def __init__(self, session: Session, editor: Editor, strip: TokenStrip, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pace")
        self.setAccessibleName(self.tr("How fast you label"))
        self.setToolTip(self.tr("Measured on the last sentences; pauses do not count, and nothing is kept or sent."))
        self._session = session
        self._editor = editor
        self.pace = Pace()
        self._was_open = self._is_open = False
        self._words = self._figure("pace-words", self.tr("{n} words a minute"), "9,999")
        self._seconds = self._figure("pace-seconds", self.tr("{n} a sentence"), "59 min 59 s")
        self._keys = self._figure("pace-keys", self.tr("{n} keys a label"), "99.9")
        self._left = self._figure("pace-left", self.tr("about {n} left"), "999 h 59 min")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * theme.SPACING)
        for label in (self._words, self._seconds, self._keys, self._left):
            row.addWidget(label)
        self._make_room()
        self._timer = QTimer(self)
        self._timer.setInterval(_REFRESH_MS)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.refresh)
        strip.installEventFilter(self)
        strip.viewport().installEventFilter(self)
        editor.shown.connect(self._on_shown)
        editor.tagged.connect(self._on_tagged)
        editor.worked.connect(self._on_worked)

    def _figure(self, name: str, words: str, widest: str) -> NumberLabel:
        label = NumberLabel(widest=words.format(n=widest), muted=True)
        label.setFont(theme.font(theme.SMALL))
        label.setObjectName(name)
        label.setProperty("words", words)
        return label

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count a key, which Qt announces before anybody may take it as a shortcut, or a button of the mouse."""
        if event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.MouseButtonPress):
            self.pressed()
        return False

    @Slot()
    def pressed(self) -> None:
        """Count a key or a click that the strip does not see."""
        self.pace.pressed(time.monotonic())
        if not self._timer.isActive():
            self._timer.start()

    def interrupt(self) -> None:
        """The page is left: no time passes until it is shown again."""
        self.pace.interrupted()
        self._timer.stop()

    @Slot()
    def _on_shown(self) -> None:
        self.pace.left_sentence(time.monotonic(), is_finished=self._was_open and not self._is_open)
        self._was_open = self._is_open = None in self._editor.tags

    @Slot()
    def _on_tagged(self) -> None:
        self._is_open = None in self._editor.tags

    @Slot(int, int)
    def _on_worked(self, n_tokens: int, n_labels: int) -> None:
        self.pace.labelled(time.monotonic(), n_tokens=n_tokens, n_labels=n_labels)

    @Slot()
    def refresh(self) -> None:
        """Show the figures of now."""
        speed = self.pace.speed()
        left = None
        project, layer = self._session.project, self._session.layer
        if project is not None and layer is not None and speed.seconds_per_sentence is not None:
            try:
                left = speed.seconds_left(project.statistics.n_unlabelled(layer.name))
            except TagscopeError:
                left = None
        words, keys = speed.words_per_minute, speed.keys_per_label
        self._say(self._words, "" if words is None else grouped(round(words)))
        self._say(self._seconds, "" if speed.seconds_per_sentence is None else seconds(speed.seconds_per_sentence))
        self._say(self._keys, "" if keys is None else f"{keys:.1f}")
        self._say(self._left, "" if left is None else seconds(left))
        self._make_room()

    def _make_room(self) -> None:
        """Take room for all figures once there is one: in a narrow window the keys have it until then."""
        figures = (self._words, self._seconds, self._keys, self._left)
        self.setVisible(any(figure.text() for figure in figures))

    def _say(self, label: NumberLabel, figure: str) -> None:
        label.setText(str(label.property("words")).format(n=figure) if figure else "")
