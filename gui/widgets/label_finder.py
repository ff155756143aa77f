"""A small panel over the page that finds a label by typing, or adds a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QBrush, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from core.corpus import Scheme
from core.schemes import outside
from gui import theme
from gui.colour_math import mix
from gui.key_map import is_typing
from gui.widgets.plain import PlainLabel, elided

WIDTH = 280
ROW_HEIGHT = 30
MOST_ROWS = 8
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class LabelEntry:
    """One label as the page shows it."""

    name: str
    key: str
    colour: int


def matching(names: Sequence[str], typed: str) -> list[str]:
    """Return the names that hold what was typed: the same first, then those that begin with it."""
    low = typed.casefold()
    ranked = [
        (name.casefold() != low, not name.casefold().startswith(low), number, name)
        for number, name in enumerate(names)
        if low in name.casefold()
    ]
    return [name for *_rank, name in sorted(ranked)]


class Matches(QAbstractListModel):
    """The labels that hold what was typed, and below them the label that would be new."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[LabelEntry] = []
        self.new = ""

    def show(self, rows: list[LabelEntry], new: str) -> None:
        """Show these labels; `new` is empty where nothing can be added."""
        self.beginResetModel()
        self.rows, self.new = rows, new
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many rows there are, the new label's included."""
        return 0 if parent.isValid() else len(self.rows) + bool(self.new)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a label's name or the words that offer a new one; `Qt.UserRole` holds its `LabelEntry`."""
        entry = self.rows[index.row()] if index.row() < len(self.rows) else None
        if role == Qt.ItemDataRole.UserRole:
            return entry
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        return entry.name if entry is not None else self.tr("Add “{label}”").format(label=self.new)


class MatchRow(QStyledItemDelegate):
    """Paints a label: its colour, its name, its key."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        colours, area = theme.current(), option.rect
        entry = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, colours.selection)
        if isinstance(entry, LabelEntry):
            self._swatch(painter, QRectF(area.left() + 12, area.center().y() - 6, 14, 14), entry.colour)
        painter.setFont(theme.font())
        painter.setPen(colours.text)
        room = area.adjusted(36, 0, -40, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, elided(painter.fontMetrics(), index.data(), room.width()))
        if isinstance(entry, LabelEntry):
            painter.setPen(colours.muted)
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(area.adjusted(0, 0, -14, 0), right, entry.key.upper())
        painter.restore()

    def _swatch(self, painter: QPainter, box: QRectF, colour: int) -> None:
        look = theme.label_colours(colour)
        painter.setPen(QPen(look.line, 1))
        painter.setBrush(look.fill)
        painter.drawRoundedRect(box, 4, 4)
        if look.pattern is not Qt.BrushStyle.SolidPattern:
            painter.setBrush(QBrush(mix(look.fill, look.line, 0.35), look.pattern))
            painter.drawRoundedRect(box, 4, 4)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a row's size."""
        return QSize(WIDTH - 2, ROW_HEIGHT)


class LabelField(QLineEdit):
    """Type to find a label. Keys typed here mean letters, whatever they do elsewhere on the page."""

    def event(self, event: QEvent) -> bool:
        """Keep plain keys from becoming commands of the page."""
        if is_typing(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type, and leave nothing to the widgets around."""
        super().keyPressEvent(event)
        event.accept()


class LabelFinder(QFrame):
    """Enter takes the first match or the one chosen by the arrows; Esc or a click elsewhere takes the panel away.

    Signals:
        chosen: Name of a label of the layer.
        added: Name of a label the layer does not have yet.
        left: The keyboard goes back to the sentence.
        pressed: A key was pressed here.
    """

    chosen = Signal(str)
    added = Signal(str)
    left = Signal()
    pressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._home = parent
        self.setObjectName("label-finder")
        self.setProperty("kind", "card")
        self.setAutoFillBackground(True)
        self.setAccessibleName(self.tr("Labels found"))
        self.setFixedWidth(WIDTH)
        self._entries: tuple[LabelEntry, ...] = ()
        self._scheme = Scheme.PLAIN
        self._has_moved = False
        self._field = LabelField()
        self._field.setObjectName("label-field")
        self._field.setAccessibleName(self.tr("Find or add a label"))
        self._field.setPlaceholderText(self.tr("Find or add a label"))
        self._matches = Matches(self)
        self._list = self._make_list()
        self._hint = PlainLabel(size=theme.SMALL, muted=True)
        self._hint.setObjectName("label-hint")
        self._hint.setWordWrap(True)
        self._hint.setContentsMargins(theme.SPACING, 0, theme.SPACING, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, theme.SPACING, 1, theme.SPACING)
        column.setSpacing(theme.SPACING)
        field = QVBoxLayout()
        field.setContentsMargins(theme.SPACING, 0, theme.SPACING, 0)
        field.addWidget(self._field)
        column.addLayout(field)
        column.addWidget(self._list)
        column.addWidget(self._hint)
        self._field.textChanged.connect(self._on_typed)
        self._field.installEventFilter(self)
        self._list.clicked.connect(self._on_clicked)
        self.hide()

    def _make_list(self) -> QListView:
        view = QListView()
        view.setObjectName("label-matches")
        view.setAccessibleName(self.tr("Labels found"))
        view.setModel(self._matches)
        view.setItemDelegate(MatchRow(view))
        view.setProperty("kind", "bare")
        view.setUniformItemSizes(True)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return view

    def open(self, entries: Sequence[LabelEntry], scheme: Scheme, anchor: QRect, text: str = "") -> None:
        """Come up below a place of the parent, with these characters typed already."""
        self._entries, self._scheme = tuple(entries), scheme
        self._field.setText(text)
        self._on_typed(text)
        self._settle(anchor)
        self.show()
        self.raise_()
        self._field.setFocus()

    def _settle(self, anchor: QRect) -> None:
        """Stand below the anchor, or above it where there is more room, inside the parent."""
        area = self._home.rect().adjusted(8, 8, -8, -8)
        rows = min(MOST_ROWS, len(self._entries) + 1)
        self.setFixedHeight(self._height(rows))
        below = anchor.bottom() + 10
        top = below if below + self.height() <= area.bottom() else anchor.top() - 10 - self.height()
        left = min(anchor.left(), area.right() - self.width())
        self.move(QPoint(max(area.left(), left), max(area.top(), min(top, area.bottom() - self.height()))))

    def _height(self, n_rows: int) -> int:
        frame = 2 * theme.SPACING + 2 * theme.SPACING
        return frame + self._field.sizeHint().height() + n_rows * ROW_HEIGHT + 2 * self._hint.fontMetrics().height() + 2

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
        typed = self._typed()
        self._has_moved = False
        by_name = {entry.name: entry for entry in self._entries}
        found = [by_name[name] for name in matching(list(by_name), typed)]
        is_new = bool(typed) and typed not in by_name and not self._refusal()
        self._matches.show(found, typed if is_new else "")
        if self._matches.rowCount():
            self._list.setCurrentIndex(self._matches.index(0))
        self._hint.setText(self._words(typed, found, is_new=is_new))

    def _words(self, typed: str, found: list[LabelEntry], *, is_new: bool) -> str:
        if not self._entries and not typed:
            return self.tr("This layer has no labels yet: type the first one and press Enter.")
        if found and typed:
            return self.tr("Enter sets {label}").format(label=found[0].name)
        if typed:
            return self.tr("Enter adds it and sets it") if is_new else self._refusal()
        return self.tr("Type a part of its name")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the field's arrows, Enter and Esc work on the list."""
        if watched is not self._field or not shiboken6.isValid(self._field):
            return False
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            self.pressed.emit()
            return self._key(event.key())
        if event.type() is QEvent.Type.FocusOut:
            self.hide()
        return False

    def _key(self, key: int) -> bool:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -MOST_ROWS, Qt.Key.Key_PageDown: MOST_ROWS}
        if key in steps:
            row = self._list.currentIndex().row() + steps[Qt.Key(key)]
            self._list.setCurrentIndex(self._matches.index(max(0, min(self._matches.rowCount() - 1, row))))
            self._has_moved = True
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take(self._list.currentIndex() if self._typed() or self._has_moved else QModelIndex())
        elif key in {Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            self._leave()
        else:
            return False
        return True

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self._take(index)

    def _take(self, index: QModelIndex) -> None:
        """Set or add the label of a row; nothing typed and nothing chosen only leaves, and a refusal stays."""
        if not index.isValid():
            if not self._refusal():
                self._leave()
            return
        entry, new = index.data(Qt.ItemDataRole.UserRole), self._matches.new
        self._leave()
        if isinstance(entry, LabelEntry):
            self.chosen.emit(entry.name)
        else:
            self.added.emit(new)

    def _leave(self) -> None:
        self.hide()
        self._field.clear()
        self.left.emit()
