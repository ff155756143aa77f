"""Every key of labelling on one panel: to look at, to change, to print."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.errors import TagscopeError
from gui import key_map, messages, theme
from gui.icons import icon
from gui.key_map import KeyMap
from gui.label_keys import BY_NAME, Command, FixedKeys, Group, in_groups, title_of
from gui.label_page import key_sheet
from gui.label_page.key_button import KeyButton
from gui.widgets.label_finder import LabelEntry
from gui.widgets.plain import Heading, PlainLabel

_KEY_WIDTH = 208
_ONE_COLUMN = 820
_RIGHT = (Group.MOVE, Group.TEXT, Group.MODEL, Group.PAGE)


class KeysPanel(QWidget):
    """Shows the keys in groups.

    Signals:
        left: The panel is to go away.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keys-panel")
        self.setAccessibleName(self.tr("Keys"))
        self._layer = ""
        self._entries: tuple[LabelEntry, ...] = ()
        self._buttons: dict[str, KeyButton] = {}
        self._resets: dict[str, QToolButton] = {}
        self._wanted: tuple[str, str] | None = None
        self._said = PlainLabel("", muted=True)
        self._said.setObjectName("keys-said")
        self._said.setWordWrap(True)
        self._take = QPushButton(self.tr("Use it here instead"))
        self._take.setObjectName("keys-take")
        self._take.clicked.connect(self._on_take)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(5 * theme.SPACING)
        self._place()
        self._say("")
        key_map.changes.changed.connect(self._refresh)
        self._refresh()

    def _place(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for group, commands, fixed in in_groups():
            self._add_group(right if group in _RIGHT else left, group, commands, fixed)
        for column in (left, right):
            column.setSpacing(6)
            column.addStretch()
            self._columns.addLayout(column, 1)
        inside = QWidget()
        inside.setLayout(self._columns)
        self._columns.setContentsMargins(3 * theme.SPACING, 0, 3 * theme.SPACING, 2 * theme.SPACING)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2 * theme.SPACING, 0, theme.SPACING)
        column.setSpacing(theme.SPACING)
        column.addLayout(self._head())
        said = QHBoxLayout()
        said.setContentsMargins(3 * theme.SPACING, 0, 3 * theme.SPACING, 0)
        said.addWidget(self._said, 1)
        said.addWidget(self._take)
        column.addLayout(said)
        column.addWidget(area, 1)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(3 * theme.SPACING, 0, 3 * theme.SPACING, 0)
        row.setSpacing(theme.SPACING)
        row.addWidget(Heading(self.tr("Keys")))
        row.addStretch()
        for name, words, slot in (
            ("keys-pdf", self.tr("Save as PDF …"), self._on_pdf),
            ("keys-text", self.tr("Save as text …"), self._on_text),
            ("keys-reset", self.tr("Reset all"), self._on_reset_all),
            ("keys-close", self.tr("Back to the sentence"), self.left),
        ):
            button = QPushButton(words)
            button.setObjectName(name)
            button.clicked.connect(slot)
            row.addWidget(button)
        return row

    def _add_group(
        self, column: QVBoxLayout, group: Group, commands: Sequence[Command], fixed: Sequence[FixedKeys]
    ) -> None:
        column.addSpacing(theme.SPACING)
        column.addWidget(Heading(title_of(group), theme.NORMAL))
        for keys in fixed:
            words = PlainLabel(keys.words, muted=True)
            words.setFixedWidth(_KEY_WIDTH + 32)
            words.setWordWrap(True)
            column.addLayout(_row(keys.title, words))
        for command in commands:
            button = KeyButton(command)
            button.setFixedWidth(_KEY_WIDTH)
            button.caught.connect(self._on_caught)
            self._buttons[command.name] = button
            reset = QToolButton()
            reset.setObjectName(f"reset-{command.name}")
            reset.setIcon(icon("undo"))
            reset.setIconSize(QSize(14, 14))
            reset.setProperty("kind", "quiet")
            reset.setToolTip(self.tr("Give it its first key again"))
            reset.setAccessibleName(f"{self.tr('Reset')}: {command.title}")
            reset.clicked.connect(self._on_reset)
            keeps = reset.sizePolicy()
            keeps.setRetainSizeWhenHidden(True)
            reset.setSizePolicy(keeps)
            self._resets[command.name] = reset
            column.addLayout(_row(command.title, button, reset))

    def set_labels(self, layer: str, entries: Sequence[LabelEntry]) -> None:
        """Say whose labels are on the sheet."""
        self._layer, self._entries = layer, tuple(entries)

    def begin(self) -> None:
        """Take the keyboard."""
        self._say("")
        next(iter(self._buttons.values())).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the columns side by side, or one below the other in a narrow window."""
        super().resizeEvent(event)
        is_narrow = self.width() < _ONE_COLUMN
        wanted = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        if self._columns.direction() is not wanted:
            self._columns.setDirection(wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc leave; every other key stays here."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        event.accept()

    @Slot()
    def _refresh(self) -> None:
        for name, button in self._buttons.items():
            button.refresh()
            self._resets[name].setVisible(key_map.current().is_changed(name))

    def _say(self, words: str, wanted: tuple[str, str] | None = None) -> None:
        self._wanted = wanted
        self._said.setText(words or self.tr("Press the button beside a command, then the key it is to have."))
        self._take.setVisible(wanted is not None)

    @Slot(str)
    def _on_caught(self, key: str) -> None:
        button = self.sender()
        if not isinstance(button, KeyButton):
            return
        name, taken = button.command.name, self._taken_by_the_window(key)
        owner, why = key_map.current().owner(key), key_map.refusal(key)
        if why:
            self._say(why)
        elif taken:
            words = self.tr("{key} is the key of “{action}” in the whole window.")
            self._say(words.format(key=key_map.native(key), action=taken))
        elif owner is not None and owner.name != name:
            words = self.tr("{key} is the key of “{command}”.")
            self._say(words.format(key=key_map.native(key), command=owner.title), (name, key))
        else:
            self._say("")
            key_map.use(key_map.current().with_key(name, key))

    def _taken_by_the_window(self, key: str) -> str:
        """Return what an action of the window with this key is called; empty for none."""
        for action in self.window().findChildren(QAction):
            is_everywhere = action.shortcutContext() is Qt.ShortcutContext.WindowShortcut
            if is_everywhere and QKeySequence(key) in action.shortcuts():
                return action.text()
        return ""

    @Slot()
    def _on_take(self) -> None:
        if self._wanted is not None:
            name, key = self._wanted
            self._say("")
            key_map.use(key_map.current().with_key(name, key))
            self._buttons[name].setFocus()

    @Slot()
    def _on_reset(self) -> None:
        name = self.sender().objectName().removeprefix("reset-")
        if name in BY_NAME:
            self._buttons[name].setFocus()
            key_map.use(key_map.current().without_change(name))

    @Slot()
    def _on_reset_all(self) -> None:
        self._say("")
        key_map.use(KeyMap())

    @Slot()
    def _on_pdf(self) -> None:
        path = messages.choose_target(self, self.tr("Save the keys"), "tagscope-keys.pdf", "PDF (*.pdf)")
        self._write(path, is_pdf=True)

    @Slot()
    def _on_text(self) -> None:
        path = messages.choose_target(self, self.tr("Save the keys"), "tagscope-keys.txt", self.tr("Text (*.txt)"))
        self._write(path, is_pdf=False)

    def _write(self, path: Path | None, *, is_pdf: bool) -> None:
        if path is None:
            return
        sheet = key_sheet.sections(self._layer, self._entries)
        try:
            if is_pdf:
                key_sheet.write_pdf(path, sheet)
            else:
                key_sheet.write_text(path, sheet)
        except TagscopeError as problem:
            messages.error(self, problem)


def _row(words: str, *widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.SPACING)
    label = PlainLabel(words)
    label.setWordWrap(True)
    row.addWidget(label, 1)
    for widget in widgets:
        row.addWidget(widget)
    return row
