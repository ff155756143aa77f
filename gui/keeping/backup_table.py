"""The backups of a project, one a row: when, why, and how much each holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from gui.widgets.numbers import bytes_text, grouped
from gui.widgets.padded_cells import PaddedCells

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.backups.record import Backup

ROW_HEIGHT = 32
WHEN, REASON = 0, 1
REASONS = {
    "work": QT_TRANSLATE_NOOP("reasons", "while working"),
    "by hand": QT_TRANSLATE_NOOP("reasons", "asked for"),
    "migration": QT_TRANSLATE_NOOP("reasons", "before converting"),
    "import": QT_TRANSLATE_NOOP("reasons", "before an import"),
    "bulk apply": QT_TRANSLATE_NOOP("reasons", "before labelling many"),
    "bulk delete": QT_TRANSLATE_NOOP("reasons", "before deleting many"),
    "unknown": QT_TRANSLATE_NOOP("reasons", "not known"),
}
Index = QModelIndex | QPersistentModelIndex


def reason_words(backup: Backup) -> str:
    """Return why a backup was taken, in the user's language."""
    return QCoreApplication.translate("reasons", str(REASONS[backup.record.reason.value]))


def when(backup: Backup) -> str:
    """Return the local time at which a backup was taken."""
    return backup.record.taken_at.astimezone().strftime("%Y-%m-%d %H:%M")


class BackupModel(QAbstractTableModel):
    """One row a backup, the newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.backups: Sequence[Backup] = ()

    def show_backups(self, backups: Sequence[Backup]) -> None:
        """Show other backups."""
        self.beginResetModel()
        self.backups = backups
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of backups."""
        return 0 if parent.isValid() else len(self.backups)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of columns."""
        return 0 if parent.isValid() else 6

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the titles of the columns."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            titles = (self.tr("Taken at"), self.tr("Why"), self.tr("Size"))
            return (*titles, self.tr("Sentences"), self.tr("Tags"), self.tr("By people"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        backup = self.backups[index.row()]
        record, totals = backup.record, backup.record.totals
        n_human = "–" if record.n_human_tags is None else grouped(record.n_human_tags)
        size = bytes_text(record.n_bytes)
        cells = (when(backup), reason_words(backup), size, grouped(totals.n_sentences), grouped(totals.n_tags), n_human)
        return cells[index.column()]


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column > REASON else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


class BackupTable(QTableView):
    """A table of backups in which one is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found = BackupModel(self)
        self.setModel(self.found)
        self.setObjectName("backup-table")
        self.setAccessibleName(self.tr("Backups, the newest first"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("kind", "bare")
        self.setItemDelegate(PaddedCells(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        columns = self.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setDefaultSectionSize(112)
        columns.setSectionResizeMode(REASON, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(WHEN, 160)

    def show_backups(self, backups: Sequence[Backup], chosen: Backup | None) -> None:
        """Show other backups and choose one of them, the first where none is named."""
        self.found.show_backups(backups)
        row = next((row for row, backup in enumerate(backups) if chosen and backup.folder == chosen.folder), 0)
        if backups:
            self.selectRow(row)

    @property
    def chosen(self) -> Backup | None:
        """The backup that is chosen."""
        rows = self.selectionModel().selectedRows()
        return self.found.backups[rows[0].row()] if rows else None
