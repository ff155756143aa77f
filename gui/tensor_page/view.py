"""The values of the chosen card: a grid where the tensor is two-dimensional, a heatmap where it is three."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from core.first_weights import FORBIDDEN
from core.inspection import CellTexts, Inspection, Material, row_values, trace_row, transitions, unknown
from core.trace import Trace
from gui import theme
from gui.widgets.heatmap import Heatmap
from gui.widgets.plain import PlainLabel
from gui.widgets.token_grid import GridContent, TokenGrid

# The one card without rows and timesteps.
TRANSITIONS = "transitions"


class TensorView(QWidget):
    """Shows one tensor of an `Inspection`; one cursor cell is shared by grid and heatmap.

    Signals:
        row_changed: The row of the batch that the cursor has moved to.
    """

    row_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._material: Material | None = None
        self._inspection: Inspection | None = None
        self._trace: Trace | None = None
        self._texts: CellTexts | None = None
        self._card = ""
        self._row, self._timestep = 0, 0
        self._grid = TokenGrid()
        self._grid.setObjectName("token-grid")
        self._grid.cursor_moved.connect(self._on_grid_cursor)
        self._heatmap = Heatmap()
        self._heatmap.setObjectName("heatmap")
        self._heatmap.cursor_moved.connect(self._on_heatmap_cursor)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._grid)
        self._stack.addWidget(self._heatmap)
        self._words = PlainLabel("", theme.NORMAL)
        self._words.setObjectName("cursor-words")
        self._words.setMinimumHeight(24)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACING // 2)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._words)

    def show_inspection(self, material: Material, inspection: Inspection) -> None:
        """Show another batch, or the same under other options."""
        self._material, self._inspection = material, inspection
        rows, columns = inspection.batch.mask.shape
        self._row, self._timestep = min(self._row, rows - 1), min(self._timestep, columns - 1)
        self._trace = None
        # Another network may have no such tensor; then another card is about to be chosen.
        if any(card.name == self._card for card in inspection.cards):
            self.show_card(self._card)

    def show_card(self, name: str) -> None:
        """Show the tensor called `name`."""
        self._card = name
        if self._material is None or self._inspection is None:
            return
        if name == TRANSITIONS:
            self._show_transitions(self._material)
            return
        values = self._values()
        if values is None:
            self._show_grid(name)
        else:
            self._heatmap.set_values(
                values.T,  # [features, T]
                columns=self._inspection.tokens[self._row],
                rows=self._feature_names(name, values.shape[1]),
                padded=~self._inspection.batch.mask[self._row],
            )
            with QSignalBlocker(self._heatmap):
                self._heatmap.set_cursor_column(self._timestep)
            self._stack.setCurrentWidget(self._heatmap)
        self._say()

    def _show_transitions(self, material: Material) -> None:
        """Show which label follows which; what is forbidden lies beyond the scale and has its strongest colour."""
        moves = transitions(material)
        allowed = np.abs(moves.values[moves.values > FORBIDDEN])
        self._heatmap.set_values(
            moves.values, columns=moves.after, rows=moves.before, limit=max(1.0, float(allowed.max(initial=0.0)))
        )
        self._stack.setCurrentWidget(self._heatmap)
        self._words.setText(self.tr("Rows: the label before. Columns: the label after. Point at a cell."))

    def _say_transition(self, material: Material, after: int, before: int) -> None:
        moves = transitions(material)
        if before < 0:
            return
        value = float(moves.values[before, after])
        words = self.tr("{before} → {after}: {value}").format(
            before=moves.before[before],
            after=moves.after[after],
            value=f"{value:+.4f}" if value > FORBIDDEN else self.tr("forbidden by the scheme"),
        )
        self._words.setText(words)

    def _feature_names(self, name: str, count: int) -> tuple[str, ...]:
        """Return the labels that scores stand for; features of other tensors have no names."""
        if self._material is None or name != "scores" or count == 1:
            return ()
        return (self.tr("PAD"), *self._material.network.vocab.labels[1:])

    def _show_grid(self, name: str) -> None:
        inspection, material = self._inspection, self._material
        if inspection is None or material is None:
            return
        self._texts = CellTexts(material, inspection, name)
        names = tuple(self.tr("row {row}").format(row=row) for row in range(inspection.batch.mask.shape[0]))
        self._grid.set_content(
            GridContent(
                value=self._texts,
                tokens=inspection.tokens,
                mask=inspection.batch.mask,
                unknown=unknown(inspection.batch),
                row_names=names,
            )
        )
        self._grid.set_cursor_cell(self._row, self._timestep)
        self._stack.setCurrentWidget(self._grid)

    def set_row(self, row: int) -> None:
        """Show another row of the batch."""
        if row != self._row:
            self._row = row
            self._trace = None
            self.show_card(self._card)

    @property
    def row(self) -> int:
        """The row of the batch that the cursor is in."""
        return self._row

    def _traced(self) -> Trace | None:
        if self._trace is None and self._material is not None and self._inspection is not None:
            self._trace = trace_row(self._material, self._inspection, self._row)
        return self._trace

    def _values(self) -> NDArray[np.float32] | None:
        """Return float32[T, features] of the chosen card and row, None where the card is a grid."""
        traced = self._traced()
        return None if traced is None else row_values(traced, self._card)

    @Slot(int, int)
    def _on_grid_cursor(self, row: int, timestep: int) -> None:
        self._timestep = timestep
        if row != self._row:
            self._row = row
            self._trace = None
            self.row_changed.emit(row)
        self._say()

    @Slot(int, int)
    def _on_heatmap_cursor(self, timestep: int, feature: int) -> None:
        if self._card == TRANSITIONS and self._material is not None:
            self._say_transition(self._material, timestep, feature)
            return
        self._timestep = timestep
        self._say(feature)

    def _say(self, feature: int = -1) -> None:
        """Say in words what is under the cursor."""
        if self._inspection is None or self._material is None:
            return
        token = self._inspection.tokens[self._row][self._timestep]
        if token:
            words = self.tr("row {row}, timestep {timestep} = the token “{token}”")
        else:
            words = self.tr("row {row}, timestep {timestep} = padding: no token stands here, and nothing here counts")
        text = words.format(row=self._row, timestep=self._timestep, token=token)
        values = self._values()
        if values is not None and feature >= 0:
            number = f"{values[self._timestep, feature]:+.4f}"
            names = self._feature_names(self._card, values.shape[1])
            if names:
                text += "   ·   " + self.tr("score of {label} = {number}").format(label=names[feature], number=number)
            else:
                text += "   ·   " + self.tr("feature {feature} = {number}").format(feature=feature, number=number)
        elif values is None and self._texts is not None:
            text += f"   ·   {self._card}[{self._row}, {self._timestep}] = {self._texts(self._row, self._timestep)}"
        self._words.setText(text)
