"""Lines of a file that break the rules of its format: which line, what was seen, what was done."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from core.sources import LineReport
from gui.core_sentences import said
from gui.widgets.numbers import grouped
from gui.widgets.padded_cells import PaddedCells
from gui.widgets.plain import safe

ROW_HEIGHT, TWO_LINES = 30, 48
LINE, FOUND, ACTION = range(3)
Index = QModelIndex | QPersistentModelIndex


class ReportModel(QAbstractTableModel):
    """One row a line."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reports: Sequence[LineReport] = ()

    def show_reports(self, reports: Sequence[LineReport]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._reports = reports
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self._reports)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of columns."""
        return 0 if parent.isValid() else 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the titles of the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Line"), self.tr("What was there"), self.tr("What is done"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        report = self._reports[index.row()]
        text = (grouped(report.line), said(report.found), said(report.action))[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"<p>{safe(text)}</p>"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        return None


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == LINE else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


class ReportTable(QTableView):
    """A table of `LineReport`; a narrow one gives each line room for two lines of words."""

    def __init__(self, *, is_narrow: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reports = ReportModel(self)
        self.setModel(self._reports)
        self.setAccessibleName(self.tr("Lines that break the rules of the format"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("kind", "bare")
        self.setItemDelegate(PaddedCells(self, is_wrapped=is_narrow))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(TWO_LINES if is_narrow else ROW_HEIGHT)
        columns = self.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setSectionResizeMode(FOUND, QHeaderView.ResizeMode.Stretch)
        columns.setSectionResizeMode(ACTION, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(LINE, 72)

    def show_reports(self, reports: Sequence[LineReport]) -> None:
        """Show other lines."""
        self._reports.show_reports(reports)
