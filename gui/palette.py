"""Ctrl+K: every action by name, with its key. Type some letters, Enter does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from gui import theme
from gui.widgets.plain import elided

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QAction

    from gui.actions import Actions

WIDTH = 560
ROW_HEIGHT = 36
MOST_ROWS = 10
Index = QModelIndex | QPersistentModelIndex


def rank(text: str, query: str) -> int | None:
    """Return how well an action's text matches: 0 is best; None when a word of the query is not in it."""
    words, low = query.casefold().split(" "), text.casefold()
    total = 0
    for word in words:
        place = low.find(word)
        if place < 0:
            return None
        total += place if place == 0 or low[place - 1] == " " else place + 100
    return total


class Found(QAbstractListModel):
    """The actions that match what is typed; those that are possible now come first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.found: list[QAction] = []

    def search(self, actions: Iterable[QAction], query: str) -> None:
        """Keep the actions that match `query`."""
        ranked = [(rank(action.text(), query), action) for action in actions]
        matches = [(not action.isEnabled(), value, action) for value, action in ranked if value is not None]
        matches.sort(key=lambda match: match[:2])
        self.beginResetModel()
        self.found = [action for _is_off, _value, action in matches]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many match."""
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return an action's name, key, icon or what a screen reader says."""
        action = self.found[index.row()]
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        if role == Qt.ItemDataRole.DisplayRole:
            return action.text()
        if role == Qt.ItemDataRole.UserRole:
            return key
        if role == Qt.ItemDataRole.DecorationRole:
            return action.icon()
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{action.text()} {key}".rstrip()
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Dim what is not possible now."""
        usual = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        return usual if self.found[index.row()].isEnabled() else Qt.ItemFlag.ItemIsSelectable


class Row(QStyledItemDelegate):
    """Paints an action: icon, name, and its key on the right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        colours = theme.current()
        area: QRect = option.rect
        model = index.model()
        is_possible = bool(model.flags(index) & Qt.ItemFlag.ItemIsEnabled)
        painter.save()
        if option.state & option.state.State_Selected:
            painter.fillRect(area, colours.selection)
        index.data(Qt.ItemDataRole.DecorationRole).paint(painter, QRect(area.left() + 14, area.top() + 9, 18, 18))
        painter.setFont(theme.font())
        painter.setPen(colours.text if is_possible else colours.muted)
        inner = area.adjusted(44, 0, -16, 0)
        key, metrics = index.data(Qt.ItemDataRole.UserRole), painter.fontMetrics()
        name = elided(metrics, index.data(), inner.width() - metrics.horizontalAdvance(key))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(QColor(colours.muted))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, key)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a row's size."""
        return QSize(WIDTH, ROW_HEIGHT)


class Palette(QFrame):
    """A small panel over the window; Esc or a click elsewhere takes it away."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self.setAccessibleName(self.tr("All actions"))
        self.setProperty("kind", "card")
        self.setAutoFillBackground(True)
        self._actions = actions
        self._before: QWidget | None = None
        self._field = QLineEdit()
        self._field.setObjectName("palette-search")
        self._field.setAccessibleName(self.tr("Find an action"))
        self._field.setPlaceholderText(self.tr("Find an action by name"))
        self._field.setFont(theme.font(theme.LARGE))
        self._found = Found(self)
        self._list = QListView()
        self._list.setObjectName("palette-list")
        self._list.setAccessibleName(self.tr("Actions found"))
        self._list.setModel(self._found)
        self._list.setItemDelegate(Row(self._list))
        self._list.setProperty("kind", "bare")
        self._list.setUniformItemSizes(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACING, theme.SPACING, theme.SPACING, theme.SPACING)
        column.addWidget(self._field)
        column.addWidget(self._list)
        self._field.textChanged.connect(self._on_typed)
        self._field.installEventFilter(self)
        self._list.clicked.connect(self._on_clicked)
        self.hide()

    def open(self) -> None:
        """Show every action and wait for letters."""
        self._before = self.window().focusWidget()
        self._field.clear()
        self._on_typed("")
        self.show()
        self.raise_()
        self._field.setFocus()

    @Slot(str)
    def _on_typed(self, query: str) -> None:
        self._found.search((action for _spec, action in self._actions), query.strip(" "))
        if self._found.found:
            self._list.setCurrentIndex(self._found.index(0))
        self._fit()

    def _fit(self) -> None:
        rows = max(1, min(MOST_ROWS, len(self._found.found)))
        self._list.setFixedHeight(rows * ROW_HEIGHT)
        self.resize(WIDTH, self.sizeHint().height())
        self.move((self.window().width() - WIDTH) // 2, 72)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the search field's arrows, Enter and Esc work on the list."""
        if watched is self._field and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._key(event.key())
        if watched is self._field and event.type() is QEvent.Type.FocusOut:
            self.hide()
        return False

    def _key(self, key: int) -> bool:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -MOST_ROWS, Qt.Key.Key_PageDown: MOST_ROWS}
        if key in steps:
            row = self._list.currentIndex().row() + steps[Qt.Key(key)]
            self._list.setCurrentIndex(self._found.index(max(0, min(len(self._found.found) - 1, row))))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._do(self._list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.close_again()
        else:
            return False
        return True

    def close_again(self) -> None:
        """Go away and give the keyboard back."""
        self.hide()
        if self._before is not None and shiboken6.isValid(self._before):
            self._before.setFocus()

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self._do(index)

    def _do(self, index: QModelIndex) -> None:
        if index.isValid() and self._found.found[index.row()].isEnabled():
            action = self._found.found[index.row()]
            self.close_again()
            action.trigger()
