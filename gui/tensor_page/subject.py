"""What the page is about: one batch, the network it goes through, and the one cursor of all cards and views."""

from collections.abc import Callable, Generator, Mapping

from PySide6.QtCore import QObject, Signal, Slot

from core.inspection import Inspection, Material, row_cost, trace_row
from core.trace import Trace
from gui.job import JobControl
from gui.jobs import Jobs, Progress
from gui.tensor_page.latest import Latest

# Products that are worked out while the hand waits: some ten milliseconds of them.
AT_ONCE = 24_000_000


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
        traced: The trace of the cursor's row, which `trace` had not at hand, is there.
        wanted: Somebody wants to see a batch: which, from 0, and a row of it.
    """

    changed = Signal()
    refreshed = Signal()
    traced = Signal()
    wanted = Signal(int, int)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.cursor = Cursor(self)
        self._long = Latest(jobs, "look", self.tr("Computing a row"), self)
        self._long.found.connect(self._on_traced)
        self._asked: int | None = None
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

    @property
    def is_tracing(self) -> bool:
        """Whether a row is being traced that takes its time."""
        return self._long.is_running

    def show(self, material: Material, inspection: Inspection) -> None:
        """Look at another batch; the cursor stays where the new one reaches that far."""
        self._look_at(material, inspection)
        rows, columns = inspection.batch.mask.shape
        cursor = self.cursor
        cursor.row, cursor.timestep = min(cursor.row, rows - 1), min(cursor.timestep, columns - 1)
        self.changed.emit()

    def refresh(self, material: Material, inspection: Inspection) -> None:
        """Look at the same batch through a network that has learnt a little more."""
        self._look_at(material, inspection)
        self.refreshed.emit()

    def forget(self) -> None:
        """Look at nothing."""
        self._look_at(None, None)

    def _look_at(self, material: Material | None, inspection: Inspection | None) -> None:
        self._material, self._inspection, self._trace, self._asked = material, inspection, None, None
        self._long.stop()

    def trace(self) -> Trace | None:
        """Return every tensor of the cursor's row; None where it takes its time: `traced` says when it is there."""
        material, inspection, row = self._material, self._inspection, self.cursor.row
        if material is None or inspection is None:
            return None
        if self._trace is not None and self._trace[0] == row:
            return self._trace[1]
        if self._asked == row:
            return None
        if row_cost(material, inspection, row) > AT_ONCE:
            self._asked = row
            self._long.ask(_traced(material, inspection, row))
            return None
        self._long.stop()
        traced = trace_row(material, inspection, row)
        self._keep(row, traced)
        return traced

    def _keep(self, row: int, traced: Trace) -> None:
        self._trace, self._asked = (row, traced), None

    @Slot(object)
    def _on_traced(self, found: object) -> None:
        if isinstance(found, Trace) and self._asked is not None:
            self._keep(self._asked, found)
            self.traced.emit()

    def tokens(self) -> tuple[str, ...]:
        """Return the tokens of the cursor's row, empty strings where there is padding."""
        return () if self._inspection is None else self._inspection.tokens[self.cursor.row]


def _traced(
    material: Material, inspection: Inspection, row: int
) -> Callable[[JobControl], Generator[object, None, None]]:
    """Return a job that yields the trace of a row; the rows of its strip before it are read one by one."""

    def work(control: JobControl) -> Generator[object, None, None]:
        states, behind = inspection.states, inspection.states.n_behind(inspection.index, row)
        for index in range(inspection.index - behind, inspection.index):
            states.before(index + 1, row)
            yield Progress(index, inspection.index)
        yield trace_row(material, inspection, row)

    return work
