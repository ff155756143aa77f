"""The batch as a grid of tokens: what is the same for every view that shows it so."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from core.inspection import Inspection, unknown
from gui.widgets.token_grid import GridContent


def grid_content(inspection: Inspection, value: Callable[[int, int], str]) -> GridContent:
    """Return the grid of a batch; `value` says what stands below the token of a row and a timestep."""
    name = QCoreApplication.translate("batch_grid", "row {row}")
    return GridContent(
        value=value,
        tokens=inspection.tokens,
        mask=inspection.batch.mask,
        unknown=unknown(inspection.batch),
        row_names=tuple(name.format(row=row) for row in range(len(inspection.tokens))),
    )
