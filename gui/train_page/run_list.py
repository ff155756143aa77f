"""The list of runs: one line a run with its best score; a tick lays its curves over the plots."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from gui import theme
from gui.train_page.history import History
from gui.widgets.numbers import grouped
from gui.widgets.plain import one_line

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class Runs(QAbstractTableModel):
    """One row a run, the newest first.

    Signals:
        overlay_toggled: The `History` and whether it is to be laid over.
    """

    overlay_toggled = Signal(object, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runs: list[History] = []
        self._ticked: set[str] = set()
        self._titles = (self.tr("run"), self.tr("epochs"), self.tr("best"))

    def set_runs(self, runs: Sequence[History]) -> None:
        """Show other runs; nothing is laid over."""
        self.beginResetModel()
        self._runs = list(runs)
        self._ticked.clear()
        self.endResetModel()

    def add(self, run: History) -> None:
        """Put a run on top."""
        self.beginInsertRows(ROOT, 0, 0)
        self._runs.insert(0, run)
        self.endInsertRows()

    def refresh(self) -> None:
        """Show what the runs have reached."""
        if self._runs:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._runs) - 1, len(self._titles) - 1))

    def place_of(self, run: History) -> int | None:
        """Return where a run stands; None where it is not in the list."""
        return next((place for place, known in enumerate(self._runs) if known is run), None)

    def clear_ticks(self) -> None:
        """Take every tick away without telling anybody."""
        self._ticked.clear()
        if self._runs:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._runs) - 1, 0))

    @property
    def runs(self) -> Sequence[History]:
        """All runs, the newest first."""
        return tuple(self._runs)

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return how many runs there are."""
        return 0 if parent.isValid() else len(self._runs)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._titles)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the first column be ticked."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return the title of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return a cell's words or its tick."""
        run = self._runs[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return (one_line(run.name), grouped(len(run.epochs)), self._best(run))[index.column()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0:
            return Qt.CheckState.Checked if run.name in self._ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        return None

    def _best(self, run: History) -> str:
        if run.is_unfinished:
            return self.tr("unfinished")
        return "–" if run.best is None else f"{run.best * 100:.2f} %"

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401
        """Tick a run or take its tick away."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        run = self._runs[index.row()]
        is_ticked = Qt.CheckState(value) is Qt.CheckState.Checked
        (self._ticked.add if is_ticked else self._ticked.discard)(run.name)
        self.dataChanged.emit(index, index)
        self.overlay_toggled.emit(run, is_ticked)
        return True


def _alignment(column: int) -> int:
    side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


class RunTable(QTableView):
    """Shows `Runs`."""

    def __init__(self, runs: Runs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("runs")
        self.setAccessibleName(self.tr("Runs; a tick lays a run over the plots"))
        self.setModel(runs)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(26)
        self.setShowGrid(False)
        self.setFont(theme.font())
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
