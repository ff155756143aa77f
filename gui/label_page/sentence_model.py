"""The sentences of the project as rows, read from the store when they come into view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from gui.widgets.row_blocks import BLOCK, RowBlocks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.corpus import Sentence
    from core.edits import ChangeSet
    from core.project import Project

Index = QModelIndex | QPersistentModelIndex


class SentenceModel(QAbstractTableModel):
    """One column; `Qt.UserRole` holds the `Sentence` of a row.

    Signals:
        came: Sentences that were read just now.
    """

    came = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project: Project | None = None
        self._n_rows = 0
        self._blocks = RowBlocks(self._read)

    def set_project(self, project: Project | None) -> None:
        """Show the sentences of a project, or none."""
        self.beginResetModel()
        self._project = project
        self._blocks.clear()
        self._n_rows = project.n_sentences if project is not None else 0
        self.endResetModel()

    def take(self, changes: ChangeSet) -> None:
        """Read again what a change has touched."""
        if self._project is None or changes.structure:
            self.set_project(self._project)
            return
        touched = changes.sentences
        if touched is not None and len(touched) == 1:
            self._take_one(next(iter(touched)))
            return
        for rows in self._blocks.drop(lambda sentence: touched is None or sentence.id in touched):
            self.dataChanged.emit(self.index(rows.start, 0), self.index(rows.stop - 1, 0))

    def _take_one(self, number: int) -> None:
        """Read one sentence again: its neighbours are not read and painted for it."""
        row = self._blocks.number_of(lambda held: held.id == number)
        if self._project is None or row is None:
            return
        try:
            self.put(row, self._project.sentence(number))
        except KeyError:
            return

    def put(self, row: int, sentence: Sentence) -> None:
        """Show a new state of the sentence of a row; nothing is read."""
        if self._blocks.put(row, sentence):
            self.dataChanged.emit(self.index(row, 0), self.index(row, 0))

    def row_of(self, sentence: int) -> int:
        """Return the row of a sentence; -1 when the project does not have it."""
        try:
            return -1 if self._project is None else self._project.index_of(sentence)
        except KeyError:
            return -1

    def sentence(self, row: int) -> Sentence | None:
        """Return the sentence of a row; None where there is none."""
        if self._project is None or not 0 <= row < self._n_rows:
            return None
        return self._blocks.row(row)

    def _read(self, start: int) -> Sequence[Sentence]:
        if self._project is None:
            return ()
        sentences = self._project.page(start, BLOCK)
        self.came.emit(sentences)
        return sentences

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of sentences."""
        return 0 if parent.isValid() else self._n_rows

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return 1."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row's first words, or its sentence."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.UserRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        sentence = self.sentence(index.row())
        if sentence is None or role == Qt.ItemDataRole.UserRole:
            return sentence
        return " ".join(sentence.tokens[:40])
