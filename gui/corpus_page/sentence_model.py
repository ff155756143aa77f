"""The rows of the sentence table, read from the project a block at a time when they come into view."""

from array import array
from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from core.corpus import Layer
from core.project import Project
from gui.corpus_page import words
from gui.corpus_page.sentence_row import SentenceRow, row_of
from gui.widgets.numbers import grouped
from gui.widgets.plain import safe
from gui.widgets.row_blocks import BLOCK, RowBlocks

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns, left to right."""

    NUMBER = 0
    SPLIT = 1
    TEXT = 2
    TOKENS = 3
    TAGS = 4


class SentenceModel(QAbstractTableModel):
    """All sentences of the project in their order, or those a search has found."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project: Project | None = None
        self._layer: Layer | None = None
        self._found: array[int] | None = None
        self._n_rows = 0
        self._blocks = RowBlocks(self._read)
        self._titles = {
            Column.NUMBER: self.tr("No."),
            Column.SPLIT: self.tr("Split"),
            Column.TEXT: self.tr("Sentence"),
            Column.TOKENS: self.tr("Tokens"),
            Column.TAGS: "",
        }

    def show_all(self, project: Project | None, layer: Layer | None) -> None:
        """Show every sentence of the project."""
        self._show(project, layer, None)

    def show_found(self, project: Project, layer: Layer | None, found: Sequence[int]) -> None:
        """Show the sentences with these numbers, in this order."""
        self._show(project, layer, found)

    def add_found(self, found: Sequence[int]) -> None:
        """Show more sentences behind those found so far."""
        if self._found is not None and found:
            self.beginInsertRows(QModelIndex(), self._n_rows, self._n_rows + len(found) - 1)
            self._found.extend(found)
            # The last block may have been read when it was not full.
            self._blocks.forget(self._n_rows)
            self._n_rows = len(self._found)
            self.endInsertRows()

    def _show(self, project: Project | None, layer: Layer | None, found: Sequence[int] | None) -> None:
        self.beginResetModel()
        self._project, self._layer = project, layer
        self._found = None if found is None else array("q", found)
        if found is not None:
            self._n_rows = len(found)
        else:
            self._n_rows = 0 if project is None else project.n_sentences
        self._titles[Column.TAGS] = "" if layer is None else layer.name
        self._blocks.clear()
        self.endResetModel()

    @property
    def found(self) -> Sequence[int] | None:
        """Numbers of the sentences shown; None where all are."""
        return None if self._found is None else self._found[:]

    def read_again(self) -> None:
        """Forget what was read: tags or splits have changed, while the same sentences are there."""
        self._blocks.clear()
        if self._n_rows:
            self.dataChanged.emit(self.index(0, 0), self.index(self._n_rows - 1, len(Column) - 1))

    def row(self, number: int) -> SentenceRow | None:
        """Return a row by its place in the table; None where the project no longer has the sentence."""
        return self._blocks.row(number)

    def _read(self, start: int) -> Sequence[SentenceRow]:
        if self._project is None:
            return []
        if self._found is None:
            sentences = self._project.page(start, BLOCK)
        else:
            try:
                sentences = [self._project.sentence(number) for number in self._found[start : start + BLOCK]]
            except KeyError:
                # A sentence found has been taken out since; the page is about to search again.
                return []
        return [row_of(sentence, self._layer) for sentence in sentences]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of sentences shown."""
        return 0 if parent.isValid() else self._n_rows

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the titles of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[Column(section)]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(index.column())
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        row = self.row(index.row())
        if row is None:
            return None
        text = self.text(row, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"<p>{safe(text)}</p>" if index.column() in (Column.TEXT, Column.TAGS) and text else None
        return text

    def text(self, row: SentenceRow, column: int) -> str:
        """Return what a cell of a row shows, with nothing in it that cannot be seen."""
        if column == Column.NUMBER:
            return grouped(row.number)
        if column == Column.SPLIT:
            return words.word(row.split)
        if column == Column.TEXT:
            return row.text
        if column == Column.TOKENS:
            return grouped(row.n_tokens)
        counts = [f"{label} {grouped(count)}" for label, count in row.counts]
        if row.n_unlabelled and self._layer is not None:
            counts.append(self.tr("unlabelled {n}").format(n=grouped(row.n_unlabelled)))
        return " · ".join(counts)


def alignment(column: int) -> Qt.AlignmentFlag:
    """Return where words or numbers stand in a column."""
    is_number = column in (Column.NUMBER, Column.TOKENS)
    side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
