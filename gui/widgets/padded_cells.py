"""Table cells with the air on both sides that the table's head has."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from core.visible import visible
from gui import theme
from gui.widgets.plain import elided

PADDING = 9


class PaddedCells(QStyledItemDelegate):
    """Paints a cell's text on one line, or wrapped."""

    def __init__(self, parent: QWidget | None = None, *, is_wrapped: bool = False) -> None:
        super().__init__(parent)
        self._is_wrapped = is_wrapped

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one cell."""
        style = option.widget.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        room = option.rect.adjusted(PADDING, 0, -PADDING, 0)
        text = str(index.data() or "")
        painter.save()
        painter.setPen(theme.current().text)
        flags = index.data(Qt.ItemDataRole.TextAlignmentRole) or Qt.AlignmentFlag.AlignVCenter
        if self._is_wrapped:
            painter.drawText(room, flags | Qt.TextFlag.TextWordWrap, visible(text))
        else:
            painter.drawText(room, flags, elided(option.fontMetrics, text, room.width()))
        painter.restore()
