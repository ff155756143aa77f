"""Where the same tokens stand, with what stands around them, what they carry, and a tick for each."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from core.identical import Match
from gui import theme
from gui.label_page.finding_matches import Found
from gui.widgets.numbers import percent
from gui.widgets.plain import one_line

BEFORE, WORDS, AFTER, TAGS, ORIGIN, BELIEF = range(6)
_AROUND = 12
_ROW_HEIGHT = 28
Index = QModelIndex | QPersistentModelIndex


class MatchModel(QAbstractTableModel):
    """One row a match; those that nobody has labelled by hand are ticked.

    Signals:
        ticked: Another number of matches is ticked.
    """

    ticked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found: Found | None = None
        self._ticks: list[bool] = []

    def show_found(self, found: Found | None) -> None:
        """Show other matches."""
        self.beginResetModel()
        self._found = found
        self._ticks = [not match.is_by_hand for match in found.matches] if found is not None else []
        self.endResetModel()
        self.ticked.emit()

    @property
    def chosen(self) -> tuple[Match, ...]:
        """The matches that are ticked."""
        matches = self._found.matches if self._found is not None else ()
        return tuple(match for match, is_ticked in zip(matches, self._ticks, strict=True) if is_ticked)

    def tick_all(self, is_ticked: bool) -> None:
        """Tick all, or none."""
        self._ticks = [is_ticked] * len(self._ticks)
        self._say(0, len(self._ticks) - 1)

    def turn(self, row: int) -> None:
        """Tick a match, or no longer."""
        self._ticks[row] = not self._ticks[row]
        self._say(row, row)

    def _say(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, WORDS), self.index(last, WORDS))
        self.ticked.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of matches."""
        return 0 if parent.isValid() else len(self._ticks)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of columns."""
        return 0 if parent.isValid() else 6

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the titles of the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            words = (self.tr("Before"), self.tr("Tokens"), self.tr("After"))
            return (*words, self.tr("Tags now"), self.tr("Labelled"), self.tr("Model"))[section]
        return _side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if self._found is None:
            return None
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(self._text(row, column))
        if role == Qt.ItemDataRole.CheckStateRole and column == WORDS:
            return Qt.CheckState.Checked if self._ticks[row] else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.FontRole and column == WORDS:
            return theme.font(bold=True)
        return _side(column) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _text(self, row: int, column: int) -> str:
        if self._found is None:
            return ""
        match, belief = self._found.matches[row], self._found.beliefs.get(row)
        tokens, layer = match.sentence.tokens, self._found.wanted.layer
        believed = "" if belief is None else f"{belief.label or 'O'}  {percent(belief.probability, digits=0)}"
        return (
            " ".join(tokens[max(0, match.start - _AROUND) : match.start]),
            " ".join(tokens[match.start : match.end]),
            " ".join(tokens[match.end : match.end + _AROUND]),
            " ".join(tag or "–" for tag in match.sentence.layer_tags(layer.name)[match.start : match.end]),
            self.tr("by hand") if match.is_by_hand else "",
            believed,
        )[column]

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the tokens be ticked."""
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return plain | Qt.ItemFlag.ItemIsUserCheckable if index.column() == WORDS else plain

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a click on a tick."""
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != WORDS:
            return False
        self.turn(index.row())
        return True


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == BEFORE else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


class MatchTable(QTableView):
    """The table; Space ticks, Enter applies.

    Signals:
        agreed: Enter was pressed.
    """

    agreed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("match-table")
        self.setAccessibleName(self.tr("The same tokens elsewhere"))
        self.matches = MatchModel(self)
        self.setModel(self.matches)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        for column, width in ((WORDS, 136), (TAGS, 120), (ORIGIN, 80), (BELIEF, 96)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, width)
        for column in (BEFORE, AFTER):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick or apply."""
        row = self.currentIndex().row()
        if event.key() == Qt.Key.Key_Space and row >= 0:
            self.matches.turn(row)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.agreed.emit()
        else:
            super().keyPressEvent(event)
