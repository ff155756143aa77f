"""The first rows of a table, with what each column means above them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from core.corpus import Layer
from core.sources import ColumnMap, FormatName, Preview
from gui.widgets.padded_cells import PaddedCells
from gui.widgets.plain import one_line

SHOWN_ROWS = 7
MOST_COLUMNS = 40
MOST_FITTING = 7
COLUMN_WIDTH = 116
CONTROL_ROWS = 2
CONTROL_HEIGHT = 34
ROW_HEIGHT = 26
CONLLU_TITLES = ("ID", "FORM", "LEMMA", "UPOS", "XPOS", "FEATS", "HEAD", "DEPREL", "DEPS", "MISC")


class Role(IntEnum):
    """What a column can be, in the order of the choices."""

    IGNORED = 0
    TOKEN = 1
    SENTENCE = 2
    LAYER = 3


@dataclass(frozen=True, slots=True)
class _Column:
    role: QComboBox
    name: QLineEdit


class ColumnMapper(QTableWidget):
    """Each column is ignored, the tokens, the number of the sentence, or a layer with a name.

    Signals:
        changed: The user has given a column another meaning or name.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("column-mapper")
        self.setAccessibleName(self.tr("What each column means"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(False)
        self.setItemDelegate(PaddedCells(self))
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._columns: list[_Column] = []
        self._shown: tuple[object, ...] = ()
        self._map = ColumnMap(0)

    def show_preview(self, preview: Preview) -> None:
        """Show the first rows of a file; controls are made anew only for other rows."""
        columns = preview.options.columns
        if columns is None:
            return
        rows = _shown_rows(preview)
        width = min(MOST_COLUMNS, max([columns.width, columns.reach, *(len(row) for row in rows)]))
        titles = self._titles(preview, width)
        now = (tuple(rows), tuple(titles))
        if now != self._shown:
            self._shown = now
            self._rebuild(rows, titles)
        self._map = columns
        self._show_map()

    def _titles(self, preview: Preview, width: int) -> list[str]:
        if preview.options.format is FormatName.CONLLU:
            return list(CONLLU_TITLES)
        columns = preview.options.columns
        named = next((row for row in preview.rows if row), ()) if columns and columns.has_header else ()
        numbered = [self.tr("column {number}").format(number=number + 1) for number in range(width)]
        return [*(one_line(name) for name in named[:width]), *numbered[len(named) :]]

    def _rebuild(self, rows: Sequence[Sequence[str]], titles: Sequence[str]) -> None:
        self.clear()
        self.setColumnCount(len(titles))
        self.setRowCount(CONTROL_ROWS + len(rows))
        for index, title in enumerate(titles):
            self.setHorizontalHeaderItem(index, QTableWidgetItem(title))
        self._columns = [self._controls(index, title) for index, title in enumerate(titles)]
        for number, row in enumerate(rows, CONTROL_ROWS):
            for index, cell in enumerate(row[: len(titles)]):
                self.setItem(number, index, QTableWidgetItem(cell[:200]))
        for number in range(self.rowCount()):
            self.setRowHeight(number, CONTROL_HEIGHT if number < CONTROL_ROWS else ROW_HEIGHT)
        fits = len(titles) <= MOST_FITTING
        mode = QHeaderView.ResizeMode.Stretch if fits else QHeaderView.ResizeMode.Interactive
        self.horizontalHeader().setSectionResizeMode(mode)
        for index in range(len(titles)):
            self.setColumnWidth(index, COLUMN_WIDTH)
        self._fit()

    def _fit(self) -> None:
        height = sum(self.rowHeight(number) for number in range(self.rowCount()))
        is_scrolled = self.columnCount() > MOST_FITTING
        bar = self.horizontalScrollBar().sizeHint().height() if is_scrolled else 0
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + height + bar + 4)

    def _controls(self, index: int, title: str) -> _Column:
        role = QComboBox()
        role.setObjectName(f"column-{index + 1}-role")
        role.setAccessibleName(self.tr("What {column} means").format(column=title))
        role.addItems([self.tr("ignore"), self.tr("token"), self.tr("sentence id"), self.tr("layer")])
        role.activated.connect(self._on_role)
        name = QLineEdit()
        name.setObjectName(f"column-{index + 1}-name")
        name.setAccessibleName(self.tr("Name of the layer in {column}").format(column=title))
        name.setMaxLength(60)
        name.editingFinished.connect(self._on_named)
        # The table shows its cells' widgets whatever happens; one inside another can be hidden.
        room = QWidget()
        inside = QHBoxLayout(room)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(name)
        for row, control in enumerate((role, room)):
            self.setCellWidget(row, index, control)
        return _Column(role, name)

    def _show_map(self) -> None:
        layers = {index: layer.name for index, layer in self._map.layers}
        for index, column in enumerate(self._columns):
            role = Role.LAYER if index in layers else Role.IGNORED
            if index == self._map.token:
                role = Role.TOKEN
            elif index == self._map.sentence:
                role = Role.SENTENCE
            column.role.setCurrentIndex(role)
            self._show_name(column, layers.get(index, ""))

    def _show_name(self, column: _Column, name: str) -> None:
        is_layer = column.role.currentIndex() == Role.LAYER
        column.name.setVisible(is_layer)
        column.name.setText(name if is_layer else "")
        column.name.setPlaceholderText(self.tr("its name"))

    @Slot()
    def _on_role(self) -> None:
        changed = self.sender()
        for index, column in enumerate(self._columns):
            role = column.role.currentIndex()
            if column.role is not changed:
                # Tokens and sentence numbers can come from one column each.
                taken = changed.currentIndex() if isinstance(changed, QComboBox) else Role.IGNORED
                if role == taken and role in (Role.TOKEN, Role.SENTENCE):
                    column.role.setCurrentIndex(Role.IGNORED)
            self._show_name(column, column.name.text() or self._proposed(index))
        self.changed.emit()

    def _proposed(self, index: int) -> str:
        item = self.horizontalHeaderItem(index)
        return item.text().lower().replace(" ", ":") if item else f"column:{index + 1}"

    @Slot()
    def _on_named(self) -> None:
        if self.columns() != self._map and not self.problem:
            self.changed.emit()

    @property
    def problem(self) -> str:
        """What is wrong with the choices, in words; empty for nothing."""
        names = [name for _, name in self._layers()]
        if all(column.role.currentIndex() != Role.TOKEN for column in self._columns):
            return self.tr("Choose the column that holds the tokens.")
        if "" in names:
            return self.tr("Give every layer a name.")
        if len(set(names)) < len(names):
            return self.tr("Give every layer a name of its own.")
        return ""

    def _layers(self) -> list[tuple[int, str]]:
        return [
            (index, column.name.text().strip(" \t"))
            for index, column in enumerate(self._columns)
            if column.role.currentIndex() == Role.LAYER
        ]

    def columns(self) -> ColumnMap:
        """Return what the columns mean now; schemes of layers are those they had."""
        roles = [column.role.currentIndex() for column in self._columns]
        if Role.TOKEN not in roles:
            return self._map
        known = {index: layer.scheme for index, layer in self._map.layers}
        layers = tuple(
            (index, Layer(name, known[index]) if index in known else Layer(name)) for index, name in self._layers()
        )
        sentence = roles.index(Role.SENTENCE) if Role.SENTENCE in roles else None
        return replace(self._map, token=roles.index(Role.TOKEN), layers=layers, sentence=sentence)


def _shown_rows(preview: Preview) -> list[tuple[str, ...]]:
    is_conllu = preview.options.format is FormatName.CONLLU
    rows = [row for row in preview.rows if row and not (is_conllu and row[0].startswith("#"))]
    columns = preview.options.columns
    return rows[1 if columns and columns.has_header else 0 :][:SHOWN_ROWS]
