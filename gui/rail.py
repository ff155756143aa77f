"""The rail on the left: the five pages in the order data flows."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QVBoxLayout, QWidget

from gui import theme
from gui.icons import pixmap
from gui.pages import PageEntry
from gui.widgets.plain import safe

WIDTH = 72
ITEM_HEIGHT = 64
ICON = 24


class RailItem(QAbstractButton):
    """One page: its icon and its name; the chosen one has a bar and the accent."""

    def __init__(self, entry: PageEntry, shortcut: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self.setObjectName(f"rail-{entry.name}")
        self.setText(entry.title)
        self.setAccessibleName(entry.title)
        self.setAccessibleDescription(entry.help)
        self.setToolTip(f"<p>{safe(entry.help)} ({safe(shortcut)})</p>")
        self.setCheckable(True)
        self.setFixedSize(WIDTH, ITEM_HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """Return the fixed size of an item."""
        return QSize(WIDTH, ITEM_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, the icon and the name."""
        colours = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = self.rect().adjusted(6, 2, -6, -2)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(colours.selection)
            painter.drawRoundedRect(ground, 8, 8)
            painter.setBrush(colours.accent)
            painter.drawRoundedRect(0, ground.top() + 12, 3, ground.height() - 24, 1.5, 1.5)
        elif self.underMouse() and self.isEnabled():
            painter.setBrush(colours.raised)
            painter.drawRoundedRect(ground, 8, 8)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(colours.accent)
            painter.drawRoundedRect(ground, 8, 8)
        colour = colours.text if self.isChecked() else colours.muted
        if not self.isEnabled():
            colour = colours.pad_hatch
        icon_colour = colours.accent if self.isChecked() and self.isEnabled() else colour
        left = (self.width() - ICON) // 2
        painter.drawPixmap(left, 12, pixmap(self.entry.name, ICON, icon_colour, ratio=self.devicePixelRatioF()))
        painter.setPen(colour)
        painter.setFont(theme.font(theme.SMALL, bold=self.isChecked()))
        painter.drawText(0, 38, self.width(), 18, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class Rail(QWidget):
    """Five items, one of them chosen.

    Signals:
        chosen: Name of the page the user wants.
    """

    chosen = Signal(str)

    def __init__(self, entries: Sequence[PageEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAccessibleName(self.tr("Pages"))
        self.setFixedWidth(WIDTH + 1)
        self._group = QButtonGroup(self)
        self._items: dict[str, RailItem] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.SPACING, 1, theme.SPACING)
        column.setSpacing(0)
        for number, entry in enumerate(entries, start=1):
            item = RailItem(entry, f"Ctrl+{number}", self)
            self._group.addButton(item)
            self._items[entry.name] = item
            column.addWidget(item)
        column.addStretch()
        self._group.buttonClicked.connect(self._on_clicked)
        theme.changes.changed.connect(self.update)

    def item(self, name: str) -> RailItem:
        """Return the item of the page called `name`."""
        return self._items[name]

    def choose(self, name: str) -> None:
        """Show `name` as the page in front; "" for none."""
        self._group.setExclusive(False)
        for item_name, item in self._items.items():
            item.setChecked(item_name == name)
        self._group.setExclusive(bool(name))

    def set_possible(self, possible: bool) -> None:
        """Allow choosing pages, or dim them all."""
        for item in self._items.values():
            item.setEnabled(possible)

    @Slot(QAbstractButton)
    def _on_clicked(self, item: QAbstractButton) -> None:
        if isinstance(item, RailItem):
            self.chosen.emit(item.entry.name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the panel and its right border."""
        colours = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours.panel)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), colours.line)
        painter.end()
