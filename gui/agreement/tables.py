"""The figures of two annotators as tables: by label, and which tag of one meets which of the other."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from core.agreement import PairAgreement
from gui import theme
from gui.colour_math import mix
from gui.widgets.numbers import grouped
from gui.widgets.plain import one_line

ROW_HEIGHT = 28
# The most frequent; beyond, nobody reads a table of tags against tags.
MOST_TAGS = 60
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def figure(value: float | None, form: str = ".3f") -> str:
    """Return a figure between -1 and 1; a dash where it cannot be told."""
    return "–" if value is None else format(value, form)


class _Table(QTableWidget):
    """A table to read, not to change.

    Attributes:
        has_names: Whether the first column holds names, not numbers.
    """

    has_names = True

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._items: dict[tuple[int, int], QTableWidgetItem] = {}
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setDefaultAlignment(_LEFT)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setHighlightSections(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def fill(self, titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show other rows."""
        self.clear()
        self._items = {}
        self.setRowCount(len(rows))
        self.setColumnCount(len(titles))
        self.setHorizontalHeaderLabels([one_line(title) for title in titles])
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                item = QTableWidgetItem(one_line(text))
                item.setTextAlignment(_LEFT if column == 0 and self.has_names else _RIGHT)
                self.setItem(row, column, item)
                self._items[row, column] = item


class LabelFigures(_Table):
    """One row a label."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("agreement-labels", parent)
        self.setAccessibleName(self.tr("Agreement by label"))
        self.verticalHeader().hide()
        self.horizontalHeader().setDefaultSectionSize(80)

    def show_pair(self, pair: PairAgreement) -> None:
        """Show the figures of two annotators."""
        titles = (self.tr("Label"), pair.first, pair.second, self.tr("Both"), self.tr("F1"), self.tr("Kappa"))
        rows = [
            (one.label, grouped(one.first), grouped(one.second), grouped(one.both), f"{one.f1:.1%}", figure(one.kappa))
            for one in pair.labels
        ]
        self.fill(titles, rows)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)


class Confusion(_Table):
    """Rows are the tags of the first, columns those of the second; a cell counts tokens.

    Signals:
        chosen: Tag of the first and tag of the second.
    """

    chosen = Signal(str, str)
    has_names = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("agreement-confusion", parent)
        self.setAccessibleName(self.tr("Tags of the one against tags of the other"))
        self.horizontalHeader().setDefaultSectionSize(72)
        self._names: tuple[str, ...] = ()
        self._counts: list[list[int]] = []
        self.cellClicked.connect(self._on_cell)
        self.cellActivated.connect(self._on_cell)
        theme.changes.changed.connect(self._paint_cells)

    def show_pair(self, pair: PairAgreement) -> None:
        """Show which tags meet."""
        self._names = pair.names[:MOST_TAGS]
        counts = self._counts = pair.confusion[:MOST_TAGS, :MOST_TAGS].tolist()
        self.fill(self._names, [[grouped(n) if n else "" for n in row] for row in counts])
        self.setVerticalHeaderLabels([one_line(name) for name in self._names])
        self._paint_cells()

    @Slot()
    def _paint_cells(self) -> None:
        """Tint what is alike quietly, and what is not the more the more often."""
        most = max((self._counts[row][column] for row, column in self._items if row != column), default=0)
        colours = theme.current()
        for (row, column), item in self._items.items():
            n = self._counts[row][column]
            if row == column:
                item.setBackground(colours.raised)
            elif n:
                item.setBackground(mix(colours.panel, colours.warn, 0.12 + 0.28 * n / most))

    @Slot(int, int)
    def _on_cell(self, row: int, column: int) -> None:
        if self._counts[row][column]:
            self.chosen.emit(self._names[row], self._names[column])
