"""The units that follow a label, best first, each with the words that drive it."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from core.unit_search import Found, Unit
from core.visible import visible_token
from gui import theme
from gui.widgets.plain import elided

LINE = 22
WORDS = 8
UNIT_ROLE = Qt.ItemDataRole.UserRole


class UnitList(QListWidget):
    """A list of units; choosing one tells its number.

    Signals:
        unit_chosen: Which unit.
    """

    unit_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Units that follow the label most"))
        self.setItemDelegate(_Unit(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentRowChanged.connect(self._on_row)

    def show_found(self, found: Found) -> None:
        """Show what has been found so far; the chosen line stays."""
        row = self.currentRow()
        self.blockSignals(True)
        self.clear()
        for unit in found.units:
            item = QListWidgetItem(self.tr("unit {number}").format(number=unit.number))
            item.setData(UNIT_ROLE, unit)
            self.addItem(item)
        self.setCurrentRow(min(row, self.count() - 1))
        self.blockSignals(False)

    @Slot(int)
    def _on_row(self, row: int) -> None:
        item = self.item(row)
        if item is not None:
            self.unit_chosen.emit(item.data(UNIT_ROLE).number)


class _Unit(QStyledItemDelegate):
    """Paints the number and the correlation, and below them the words."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(160, 2 * LINE + 6)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        style = option.widget.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        unit = index.data(UNIT_ROLE)
        if not isinstance(unit, Unit):
            return
        colours = theme.current()
        room = option.rect.adjusted(8, 3, -8, -3)
        painter.save()
        painter.setFont(theme.font(bold=True))
        painter.setPen(colours.text)
        upper = QRect(room.left(), room.top(), room.width(), LINE)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(upper, Qt.AlignmentFlag.AlignLeft | middle, str(index.data()))
        painter.setFont(theme.font(mono=True))
        painter.drawText(upper, Qt.AlignmentFlag.AlignRight | middle, f"r = {unit.correlation:+z.2f}")
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(colours.muted)
        words = " · ".join(visible_token(driver.token[:40]) for driver in unit.drivers[:WORDS])
        lower = QRect(room.left(), room.top() + LINE, room.width(), LINE)
        painter.drawText(lower, Qt.AlignmentFlag.AlignLeft | middle, elided(painter.fontMetrics(), words, room.width()))
        painter.restore()
