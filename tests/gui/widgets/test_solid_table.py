"""Scrolling paints what comes into view and nothing else."""

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui import theme
from gui.widgets.solid_table import SolidTable


class Numbers(QAbstractTableModel):
    """A thousand rows of their own numbers."""

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1000

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return str(index.row()) if role == Qt.ItemDataRole.DisplayRole else None


class Watched(SolidTable):
    """Adds up how high the stretches are that it paints."""

    def __init__(self) -> None:
        super().__init__()
        self.painted = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        self.painted += event.rect().height()
        super().paintEvent(event)


@pytest.mark.usefixtures("qapp")
def test_a_step_paints_a_row_and_not_all_of_them(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, theme.Mode.LIGHT)
    table = Watched()
    qtbot.addWidget(table)
    table.setModel(Numbers(table))
    table.setVerticalScrollMode(SolidTable.ScrollMode.ScrollPerItem)
    table.resize(300, 500)
    with qtbot.waitExposed(table):
        table.show()
    table.verticalScrollBar().setValue(10)
    qtbot.waitUntil(lambda: table.painted > 0)
    qapp.processEvents()
    table.painted = 0
    table.verticalScrollBar().setValue(11)
    qtbot.waitUntil(lambda: table.painted > 0)
    qapp.processEvents()
    assert table.painted <= 2 * table.rowHeight(0)
