"""The sentences of the project as rows, read from the store a page at a time."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.corpus import Sentence
    from core.edits import ChangeSet
    from core.project import Project

PAGE = 64
MOST_PAGES = 24
Index = QModelIndex | QPersistentModelIndex


class SentenceModel(QAbstractTableModel):
    """One column; `Qt.UserRole` holds the `Sentence` of a row. Only pages that were looked at are in memory."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project: Project | None = None
        self._n_rows = 0
        self._pages: OrderedDict[int, Sequence[Sentence]] = OrderedDict()

    def set_project(self, project: Project | None) -> None:
        """Show the sentences of a project, or none."""
        self.beginResetModel()
        self._project = project
        self._pages.clear()
        self._n_rows = project.n_sentences if project is not None else 0
        self.endResetModel()

    def take(self, changes: ChangeSet) -> None:
        """Read again what a change has touched."""
        if self._project is None or changes.structure:
            self.set_project(self._project)
            return
        touched = changes.sentences
        stale = [
            number
            for number, page in self._pages.items()
            if touched is None or any(sentence.id in touched for sentence in page)
        ]
        for number in stale:
            del self._pages[number]
            last = min((number + 1) * PAGE, self._n_rows) - 1
            self.dataChanged.emit(self.index(number * PAGE, 0), self.index(last, 0))

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
        number, place = divmod(row, PAGE)
        if number not in self._pages:
            self._pages[number] = self._project.page(number * PAGE, PAGE)
            if len(self._pages) > MOST_PAGES:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        page = self._pages[number]
        return page[place] if place < len(page) else None

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
