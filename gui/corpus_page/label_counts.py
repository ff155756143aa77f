"""The labels of a layer with how many tokens each covers, as bars under each other."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui import theme
from gui.widgets.numbers import grouped
from gui.widgets.plain import elided

ROW_HEIGHT = 26
WIDEST_NAME = 132
MEASURED = 200
COUNT_ROLE = Qt.ItemDataRole.UserRole + 1
SHARE_ROLE = Qt.ItemDataRole.UserRole + 2
COLOUR_ROLE = Qt.ItemDataRole.UserRole + 3
Index = QModelIndex | QPersistentModelIndex


class LabelModel(QAbstractListModel):
    """Labels, commonest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._labels: Sequence[tuple[str, int]] = ()
        self._colour_index: Mapping[str, int] = {}

    def show_labels(self, labels: Sequence[tuple[str, int]], colour_index: Mapping[str, int]) -> None:
        """Show other labels."""
        self.beginResetModel()
        self._labels, self._colour_index = labels, colour_index
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of labels."""
        return 0 if parent.isValid() else len(self._labels)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a label, its count, its share of the commonest one's count, or its colour index."""
        label, count = self._labels[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{label} {grouped(count)}"
        if role == COUNT_ROLE:
            return count
        if role == SHARE_ROLE:
            return count / max(1, self._labels[0][1])
        return self._colour_index.get(label, 0) if role == COLOUR_ROLE else None


class CountBars(QStyledItemDelegate):
    """Paints a label's name, a bar and its count."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name_width, self.number_width = 40, 40

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        style = option.widget.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        colours, metrics = theme.current(), option.fontMetrics
        room = option.rect.adjusted(4, 0, -4, 0)
        number = grouped(index.data(COUNT_ROLE))
        number_width = self.number_width
        name_width = min(self.name_width, room.width() - number_width - 40)
        painter.save()
        painter.setPen(colours.text)
        middle = Qt.AlignmentFlag.AlignVCenter
        name = elided(metrics, index.data(), name_width)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | middle, name)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | middle, number)
        most = room.width() - name_width - number_width - 16
        bar = QRect(room.left() + name_width + 8, room.center().y() - 4, round(most * index.data(SHARE_ROLE)), 9)
        look = theme.label_colours(index.data(COLOUR_ROLE))
        painter.fillRect(bar.adjusted(0, 0, 2 - min(2, bar.width()), 0), look.line)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row."""
        return QSize(120, ROW_HEIGHT)


class LabelCounts(QListView):
    """The list of labels.

    Signals:
        label_chosen: The label whose sentences are wanted.
    """

    label_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("label-counts")
        self.setAccessibleName(self.tr("How many tokens each label covers"))
        self._labels = LabelModel(self)
        self.setModel(self._labels)
        self._bars = CountBars(self)
        self.setItemDelegate(self._bars)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("kind", "bare")
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.activated.connect(self._on_activated)
        self.clicked.connect(self._on_activated)
        theme.changes.changed.connect(self.viewport().update)

    def show_labels(self, labels: Sequence[tuple[str, int]], colour_index: Mapping[str, int]) -> None:
        """Show other labels."""
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance
        names = [elided(metrics, label, WIDEST_NAME) for label, _ in labels[:MEASURED]]
        self._bars.name_width = min(WIDEST_NAME, max(map(width, names), default=36) + 4)
        self._bars.number_width = max((width(grouped(count)) for _, count in labels[:1]), default=40)
        self._labels.show_labels(labels, colour_index)

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        self.label_chosen.emit(str(index.data()))
