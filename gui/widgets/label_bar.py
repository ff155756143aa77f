"""The labels of the layer with their keys, as buttons, and the way to those that have none."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QWidget

from core.corpus import Layer, Scheme
from core.labelling import assign_keys
from gui import key_map, theme
from gui.widgets.flow_layout import FlowLayout
from gui.widgets.label_button import HEIGHT, LabelButton
from gui.widgets.label_finder import LabelEntry, LabelFinder
from gui.widgets.plain import safe

_MOST_ROWS = 3


class KnownLabel(Protocol):
    """A label of a layer as the project knows it."""

    @property
    def name(self) -> str:
        """As the tags spell it."""

    @property
    def colour(self) -> int:
        """Index of its colour."""

    @property
    def key(self) -> str:
        """The character that sets it; empty for none."""


def entries_of(labels: Sequence[KnownLabel], layer: Layer) -> tuple[LabelEntry, ...]:
    """Return a layer's labels with their keys: those the project has settled, then free ones."""
    reserved = "o" if layer.has_spans else ""
    settled = {label.name: label.key for label in labels if label.key and label.key not in reserved}
    keys = assign_keys([label.name for label in labels], layer.scheme, settled)
    return tuple(LabelEntry(label.name, keys.get(label.name, ""), label.colour) for label in labels)


class LabelBar(QWidget):
    """Buttons for all labels; those beyond the keys are reached by typing.

    Signals:
        chosen: Name of a label of the layer.
        added: Name of a label the layer does not have yet.
        cleared: The label under the cursor is to go.
        finished: The sentence is done.
        left: The keyboard goes back to the sentence.
        pressed: A button was clicked, or a key was pressed in the panel that finds labels.
    """

    chosen = Signal(str)
    added = Signal(str)
    cleared = Signal()
    finished = Signal()
    left = Signal()
    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("label-bar")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._entries: tuple[LabelEntry, ...] = ()
        self._tape: dict[str, str] = {}
        self._scheme = Scheme.PLAIN
        self._buttons: dict[str, LabelButton] = {}
        self._finder: LabelFinder | None = None
        self._find = self._button("find-label")
        self._clear = self._button("clear-label")
        self._finish = self._button("finish-sentence")
        self._flow_host = QWidget()
        self._flow_host.setObjectName("label-buttons")
        self._flow = FlowLayout(self._flow_host)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._area.setWidget(self._flow_host)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACING)
        row.addWidget(self._area, 1, Qt.AlignmentFlag.AlignTop)
        for button in (self._find, self._clear, self._finish):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._name_buttons()
        self._find.clicked.connect(self._on_find)
        self._clear.clicked.connect(self.cleared)
        self._finish.clicked.connect(self.finished)
        for button in (self._find, self._clear, self._finish):
            button.clicked.connect(self.pressed)
        key_map.changes.changed.connect(self._name_buttons)

    def _button(self, name: str) -> QPushButton:
        button = QPushButton()
        button.setObjectName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if name != "finish-sentence":
            button.setProperty("kind", "quiet")
        return button

    @Slot()
    def _name_buttons(self) -> None:
        """Say on the buttons what they do, and on their tool tips which keys do the same."""
        for button, command, words, tip in (
            (self._find, "find-label", self.tr("Find"), self.tr("Find or add a label by typing")),
            (self._clear, "clear", self.tr("Clear"), self.tr("Take the label of the selected tokens away")),
            (self._finish, "finish", self.tr("Finish"), self.tr("The rest is outside; go to the next unlabelled")),
        ):
            key = key_map.current().shown(command)
            button.setText(words)
            button.setAccessibleName(tip)
            whole = f"{tip} ({key})" if key else tip
            button.setToolTip(f"<p>{safe(whole)}</p>")

    @property
    def entries(self) -> tuple[LabelEntry, ...]:
        """The labels shown."""
        return self._entries

    def set_labels(self, entries: Sequence[LabelEntry], scheme: Scheme, *, tape: dict[str, str] | None = None) -> None:
        """Show the labels of a layer; letters in `tape` are shown in place of the labels' keys and work beside them."""
        if tuple(entries) == self._entries and scheme is self._scheme and (tape or {}) == self._tape:
            return
        self._entries, self._scheme, self._tape = tuple(entries), scheme, tape or {}
        for old in self._buttons.values():
            self._flow.removeWidget(old)
            old.hide()
            # Whoever looks for a label's button by name is to find the new one.
            old.setParent(None)
            old.deleteLater()
        self._buttons = {}
        for entry in self._entries:
            button = LabelButton(entry.name, self._tape.get(entry.name) or entry.key, entry.colour)
            button.clicked.connect(self._on_clicked)
            self._buttons[entry.name] = button
            self._flow.addWidget(button)
            # Qt would show it later, and hidden ones take no room.
            button.show()
        self._fit()

    def label_of_key(self, key: str) -> str | None:
        """Return the label that a character sets, None for none."""
        for name, letter in self._tape.items():
            if letter == key:
                return name
        return next((entry.name for entry in self._entries if entry.key == key), None)

    def begin_typing(self, text: str = "", anchor: QRect | None = None) -> None:
        """Let a label be found by typing.

        Args:
            text: What is typed already.
            anchor: Where on the screen the label is to go; the button that finds labels where none is given.
        """
        window = self.window()
        if self._finder is None or self._finder.parentWidget() is not window:
            self._finder = LabelFinder(window)
            self._finder.chosen.connect(self.chosen)
            self._finder.added.connect(self.added)
            self._finder.left.connect(self.left)
            self._finder.pressed.connect(self.pressed)
        place = anchor or QRect(self._find.mapToGlobal(QPoint()), self._find.size())
        self._finder.open(self._entries, self._scheme, QRect(window.mapFromGlobal(place.topLeft()), place.size()), text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the buttons the lines they need, up to three."""
        self._fit()

    def set_can_finish(self, can_finish: bool) -> None:
        """Show or hide the button that finishes a sentence."""
        self._finish.setVisible(can_finish)

    def _fit(self) -> None:
        rows = _MOST_ROWS * (HEIGHT + 6) - 6
        width = max(self._area.viewport().width(), HEIGHT)
        self._area.setFixedHeight(max(HEIGHT, min(self._flow.heightForWidth(width), rows)))

    @Slot()
    def _on_find(self) -> None:
        self.begin_typing()

    @Slot()
    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, LabelButton):
            self.pressed.emit()
            self.chosen.emit(button.label)
            self.left.emit()
