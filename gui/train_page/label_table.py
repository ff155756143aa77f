"""The table of scores label by label."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from core.metrics import LabelScore, Report
from gui import theme
from gui.score_words import span_rules
from gui.widgets.numbers import grouped
from gui.widgets.plain import one_line, safe

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()

# Precision, recall and F1.
_OF_SPANS = (1, 2, 3)


class LabelScores(QAbstractTableModel):
    """One row a label: how many there are and how many of them were found."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[LabelScore, ...] = ()
        self._titles = (self.tr("label"), self.tr("precision"), self.tr("recall"), self.tr("F1"), self.tr("in dev"))

    def set_report(self, report: Report | None) -> None:
        """Show another evaluation."""
        self.beginResetModel()
        self._rows = report.labels if report else ()
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return how many labels there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return the title of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        if role == Qt.ItemDataRole.ToolTipRole and section in _OF_SPANS:
            return f"<p>{safe(span_rules())}</p>"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return a cell's words; numbers stand right-aligned."""
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            shares = (row.precision, row.recall, row.f1)
            return (one_line(row.label), *(f"{share * 100:.1f}" for share in shares), grouped(row.gold))[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        return None

    @staticmethod
    def _alignment(column: int) -> int:
        side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
        return int(side | Qt.AlignmentFlag.AlignVCenter)


class LabelTable(QTableView):
    """Shows `LabelScores`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("label-scores")
        self.setAccessibleName(self.tr("Scores label by label"))
        self._scores = LabelScores(self)
        self.setModel(self._scores)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(26)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setFont(theme.font())
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def set_report(self, report: Report | None) -> None:
        """Show another evaluation."""
        self._scores.set_report(report)
