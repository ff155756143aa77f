"""The labels of a layer as a table: colour and name, key, and how many tokens carry each."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from gui import theme
from gui.colour_math import mix
from gui.widgets.numbers import grouped
from gui.widgets.plain import one_line, safe

NAME, KEY, TOKENS = range(3)
_SWATCH = 16
_ROW_HEIGHT = 30
_EDITABLE = Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class LabelRow:
    """One label: its name, the key that sets it, its colour, and the tokens that carry it."""

    name: str
    key: str
    colour: int
    n_tokens: int


def swatch(colour: int) -> QIcon:
    """Return a square in a label's colour and pattern."""
    look = theme.label_colours(colour)
    picture = QPixmap(2 * _SWATCH, 2 * _SWATCH)
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    hatching = (
        [] if look.pattern is Qt.BrushStyle.SolidPattern else [QBrush(mix(look.fill, look.line, 0.5), look.pattern)]
    )
    for brush in (QBrush(look.fill), *hatching):
        painter.setPen(QPen(look.line, 1.5))
        painter.setBrush(brush)
        painter.drawRoundedRect(1, 1, _SWATCH - 2, _SWATCH - 2, 4, 4)
    painter.end()
    return QIcon(picture)


class LabelModel(QAbstractTableModel):
    """One row a label; what is typed into a cell is asked for by a signal.

    Signals:
        renamed: A label, and the name it is to have.
        rekeyed: A label, and the key it is to have; empty for none.
    """

    renamed = Signal(str, str)
    rekeyed = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[LabelRow, ...] = ()

    def show_rows(self, rows: Sequence[LabelRow]) -> None:
        """Show other labels."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of labels."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of columns."""
        return 0 if parent.isValid() else 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the titles of the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Label"), self.tr("Key"), self.tr("Tokens"))[section]
        return _side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return (one_line(row.name), row.key.upper(), grouped(row.n_tokens))[column]
        if role == Qt.ItemDataRole.EditRole:
            return (row.name, row.key, row.n_tokens)[column]
        if role == Qt.ItemDataRole.DecorationRole and column == NAME:
            return swatch(row.colour)
        if role == Qt.ItemDataRole.ToolTipRole and column == NAME:
            return f"<p>{safe(row.name)}</p>"
        return _side(column) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let names and keys be typed over."""
        return _EDITABLE if index.column() != TOKENS else _EDITABLE & ~Qt.ItemFlag.ItemIsEditable

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for what was typed."""
        row, typed = self.rows[index.row()], str(value).strip(" ")
        if role == Qt.ItemDataRole.EditRole and index.column() == NAME and typed != row.name:
            self.renamed.emit(row.name, typed)
        elif role == Qt.ItemDataRole.EditRole and index.column() == KEY and typed.casefold() != row.key:
            self.rekeyed.emit(row.name, typed.casefold())
        return False


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == TOKENS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


class LabelTable(QTableView):
    """The table; one row is always chosen where there is any."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("label-table")
        self.setAccessibleName(self.tr("Labels of the layer"))
        self.labels = LabelModel(self)
        self.setModel(self.labels)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setIconSize(QSize(_SWATCH, _SWATCH))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column, width in ((KEY, 72), (TOKENS, 112)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, width)

    @property
    def chosen(self) -> LabelRow | None:
        """The label that is chosen."""
        row = self.currentIndex().row()
        return self.labels.rows[row] if 0 <= row < len(self.labels.rows) else None

    def choose(self, name: str) -> None:
        """Choose a label, or the one that stands where it did."""
        names = [row.name for row in self.labels.rows]
        row = names.index(name) if name in names else 0
        self.setCurrentIndex(self.labels.index(row, NAME))
