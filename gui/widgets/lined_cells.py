"""Table cells of a few lines: what matters on the first, what belongs to it smaller below."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.visible import visible
from gui import theme
from gui.widgets.padded_cells import PADDING
from gui.widgets.plain import elided

Index = QModelIndex | QPersistentModelIndex
# Whether the first line is of second rank as well.
MUTED_ROLE = Qt.ItemDataRole.UserRole
_WRAP = Qt.TextFlag.TextWordWrap


class LinedCells(QStyledItemDelegate):
    """Paints the lines of a cell's text one below the other; a single line is wrapped where it is too long."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        style = option.widget.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        colours, room = theme.current(), QRectF(option.rect).adjusted(PADDING, 0, -PADDING, 0)
        side = (index.data(Qt.ItemDataRole.TextAlignmentRole) or 0) & Qt.AlignmentFlag.AlignHorizontal_Mask
        first, *others = _lines(index)
        painter.save()
        painter.setPen(colours.muted if index.data(MUTED_ROLE) else colours.text)
        painter.setFont(theme.font())
        if not others:
            painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter | _WRAP, first)
        else:
            heights = [QFontMetricsF(theme.font(size)).height() for size in _sizes(index)]
            top = room.center().y() - sum(heights) / 2
            line = elided(painter.fontMetrics(), first, int(room.width()))
            painter.drawText(QRectF(room.left(), top, room.width(), heights[0]), side, line)
            painter.setPen(colours.muted)
            painter.setFont(theme.font(theme.SMALL))
            for number, line in enumerate(others, start=1):
                rect = QRectF(room.left(), top + sum(heights[:number]), room.width(), heights[number])
                painter.drawText(rect, side, elided(painter.fontMetrics(), line, int(rect.width())))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room that all lines need unwrapped."""
        metrics = [QFontMetricsF(theme.font(size)) for size in _sizes(index)]
        advances = [metric.horizontalAdvance(line) for metric, line in zip(metrics, _lines(index), strict=True)]
        return QSize(int(max(advances)) + 2 * PADDING + 2, int(sum(metric.height() for metric in metrics)) + PADDING)


def _lines(index: Index) -> list[str]:
    return [visible(line) for line in str(index.data() or "").split("\n")]


def _sizes(index: Index) -> list[int]:
    return [theme.NORMAL] + [theme.SMALL] * (len(_lines(index)) - 1)
