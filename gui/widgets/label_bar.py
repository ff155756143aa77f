"""The labels of the layer with their keys, and a field that finds one by typing or adds a new one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from core.corpus import Layer, Scheme
from core.labelling import assign_keys
from core.schemes import outside
from gui import theme
from gui.label_keys import is_typing
from gui.widgets.flow_layout import FlowLayout
from gui.widgets.label_button import HEIGHT, LabelButton
from gui.widgets.plain import PlainLabel

_MOST_ROWS = 4


@dataclass(frozen=True, slots=True)
class LabelEntry:
    """One label as the bar shows it."""

    name: str
    key: str
    colour: int


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


def matching(names: Sequence[str], typed: str) -> list[str]:
    """Return the names that hold what was typed: the same first, then those that begin with it."""
    low = typed.casefold()
    ranked = [
        (name.casefold() != low, not name.casefold().startswith(low), number, name)
        for number, name in enumerate(names)
        if low in name.casefold()
    ]
    return [name for *_rank, name in sorted(ranked)]


class LabelField(QLineEdit):
    """Type to find a label. Keys typed here mean letters, whatever they do elsewhere on the page.

    Signals:
        left: Esc: back to the sentence.
    """

    left = Signal()

    def __init__(self, hint: str) -> None:
        super().__init__()
        self.setObjectName("label-field")
        self.setAccessibleName(hint)
        self.setPlaceholderText(hint)
        self.setClearButtonEnabled(True)
        self.setFixedWidth(220)

    def event(self, event: QEvent) -> bool:
        """Keep plain keys from becoming commands of the page."""
        if is_typing(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc leave the field."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
            return
        super().keyPressEvent(event)
        event.accept()


def _button(name: str, text: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


class LabelBar(QWidget):
    """Buttons for all labels; those beyond the keys are reached by typing.

    Signals:
        chosen: Name of a label of the layer.
        added: Name of a label the layer does not have yet.
        cleared: The label under the cursor is to go.
        finished: The sentence is done.
        left: The keyboard goes back to the sentence.
    """

    chosen = Signal(str)
    added = Signal(str)
    cleared = Signal()
    finished = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("label-bar")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._entries: tuple[LabelEntry, ...] = ()
        self._scheme = Scheme.PLAIN
        self._buttons: dict[str, LabelButton] = {}
        self._field = LabelField(self.tr("Find or add a label  ( / )"))
        self._add = QPushButton()
        self._add.setObjectName("add-label")
        self._add.setAccessibleName(self.tr("Add this label"))
        self._add.hide()
        self._clear = _button("clear-label", self.tr("Clear label"))
        self._clear.setProperty("kind", "quiet")
        self._clear.setToolTip(self.tr("Take the label of the selected tokens away (Backspace)"))
        self._finish = _button("finish-sentence", self.tr("Finish sentence"))
        self._finish.setToolTip(self.tr("The rest is outside; go to the next unlabelled sentence (Enter)"))
        self._hint = PlainLabel(muted=True)
        self._hint.setObjectName("label-hint")
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
        self._place()
        self._field.textChanged.connect(self._on_typed)
        self._field.returnPressed.connect(self._on_return)
        self._field.left.connect(self.left)
        self._add.clicked.connect(self._on_add)
        self._clear.clicked.connect(self.cleared)
        self._finish.clicked.connect(self.finished)

    def _place(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.SPACING)
        row.addWidget(self._field)
        row.addWidget(self._add)
        row.addWidget(self._hint, 1)
        row.addWidget(self._clear)
        row.addWidget(self._finish)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACING)
        column.addWidget(self._area)
        column.addLayout(row)

    def set_labels(self, entries: Sequence[LabelEntry], scheme: Scheme) -> None:
        """Show the labels of a layer."""
        if tuple(entries) == self._entries and scheme is self._scheme:
            return
        self._entries, self._scheme = tuple(entries), scheme
        for old in self._buttons.values():
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = {}
        for entry in self._entries:
            button = LabelButton(entry.name, entry.key, entry.colour)
            button.clicked.connect(self._on_clicked)
            self._buttons[entry.name] = button
            self._flow.addWidget(button)
        self._on_typed(self._field.text())
        self._fit()

    def label_of_key(self, key: str) -> str | None:
        """Return the label that a character sets, None for none."""
        return next((entry.name for entry in self._entries if entry.key == key), None)

    def begin_typing(self, text: str = "") -> None:
        """Put the keyboard into the field, with these characters in it."""
        self._field.setText(text)
        self._field.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the buttons the lines they need, up to four."""
        self._fit()

    def set_can_finish(self, can_finish: bool) -> None:
        """Show or hide the button that finishes a sentence."""
        self._finish.setVisible(can_finish)

    def _fit(self) -> None:
        rows = _MOST_ROWS * (HEIGHT + 6) - 6
        width = max(self._area.viewport().width(), HEIGHT)
        self._area.setFixedHeight(max(0, min(self._flow.heightForWidth(width), rows)))
        self._area.setVisible(bool(self._entries))

    def _found(self) -> list[str]:
        return matching([entry.name for entry in self._entries], self._typed())

    def _typed(self) -> str:
        return self._field.text().strip(" ")

    def _refusal(self) -> str:
        """Return why what was typed cannot become a label; empty if it can."""
        typed = self._typed()
        if any(character.isspace() for character in typed):
            return self.tr("A label is one word: use a hyphen in place of blanks.")
        if typed == outside(self._scheme):
            return self.tr("O is the tag of tokens outside of every span.")
        return ""

    @Slot(str)
    def _on_typed(self, _text: str) -> None:
        typed, found = self._typed(), self._found()
        for name, button in self._buttons.items():
            button.setVisible(name in found)
        is_new = bool(typed) and typed not in self._buttons
        self._add.setVisible(is_new and not self._refusal())
        self._add.setText(self.tr("Add “{label}”").format(label=typed[:40].replace("&", "&&")))
        self._hint.setText(self._words(typed, found, is_new=is_new))
        self._fit()

    def _words(self, typed: str, found: list[str], *, is_new: bool) -> str:
        if not typed:
            return "" if self._entries else self.tr("This layer has no labels yet: type the first one and press Enter.")
        if found:
            return self.tr("Enter sets {label}").format(label=found[0])
        return self._refusal() or (self.tr("Enter adds it and sets it") if is_new else "")

    @Slot()
    def _on_return(self) -> None:
        found = self._found()
        if not self._typed():
            self.left.emit()
        elif found:
            self._leave_with(found[0])
        else:
            self._on_add()

    @Slot()
    def _on_add(self) -> None:
        typed = self._typed()
        if typed and not self._refusal():
            self._field.clear()
            self.added.emit(typed)
            self.left.emit()

    def _leave_with(self, label: str) -> None:
        self._field.clear()
        self.chosen.emit(label)
        self.left.emit()

    @Slot()
    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, LabelButton):
            self._leave_with(button.label)
