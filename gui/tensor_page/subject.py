"""What the page is about: one batch, the network it goes through, and the one cursor of all cards and views."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from core.inspection import Inspection, Material, trace_row
from core.trace import Trace


class Cursor(QObject):
    """A row and a timestep of the batch; whoever shows them listens.

    Signals:
        moved: Row or timestep are others now.
    """

    moved = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.row, self.timestep = 0, 0

    def move(self, row: int, timestep: int) -> None:
        """Go to a cell and tell, unless it is there already."""
        if (row, timestep) != (self.row, self.timestep):
            self.row, self.timestep = row, timestep
            self.moved.emit()


class Subject(QObject):
    """The batch that is looked at; None of it before sentences have been looked up.

    Attributes:
        cursor: The one cursor.
        label_colours: The colour index of each label, as on the Label page.

    Signals:
        changed: Another batch, other options or another network.
        refreshed: The same batch with the weights a little further learnt.
        wanted: Somebody wants to see a batch: which, from 0, and a row of it.
    """

    changed = Signal()
    refreshed = Signal()
    wanted = Signal(int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.cursor = Cursor(self)
        self.label_colours: Mapping[str, int] = {}
        self._material: Material | None = None
        self._inspection: Inspection | None = None
        self._trace: tuple[int, Trace] | None = None

    @property
    def material(self) -> Material | None:
        """The sentences and the network."""
        return self._material

    @property
    def inspection(self) -> Inspection | None:
        """The batch."""
        return self._inspection

    def show(self, material: Material, inspection: Inspection) -> None:
        """Look at another batch; the cursor stays where the new one reaches that far."""
        self._material, self._inspection, self._trace = material, inspection, None
        rows, columns = inspection.batch.mask.shape
        cursor = self.cursor
        cursor.row, cursor.timestep = min(cursor.row, rows - 1), min(cursor.timestep, columns - 1)
        self.changed.emit()

    def refresh(self, material: Material, inspection: Inspection) -> None:
        """Look at the same batch through a network that has learnt a little more."""
        self._material, self._inspection, self._trace = material, inspection, None
        self.refreshed.emit()

    def forget(self) -> None:
        """Look at nothing."""
        self._material = self._inspection = self._trace = None

    def trace(self) -> Trace | None:
        """Return every tensor of the cursor's row, computed once for each row."""
        if self._material is None or self._inspection is None:
            return None
        if self._trace is None or self._trace[0] != self.cursor.row:
            self._trace = self.cursor.row, trace_row(self._material, self._inspection, self.cursor.row)
        return self._trace[1]

    def tokens(self) -> tuple[str, ...]:
        """Return the tokens of the cursor's row, empty strings where there is padding."""
        return () if self._inspection is None else self._inspection.tokens[self.cursor.row]
