"""The values of the chosen card: a grid where the tensor is two-dimensional, a heatmap where it is three."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSignalBlocker, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QWidget

from core.first_weights import FORBIDDEN
from core.inspection import CellTexts, Inspection, Material, row_values, trace_row, transitions
from gui import theme
from gui.job import JobControl
from gui.jobs import Jobs, Progress
from gui.tensor_page.batch_grid import grid_content
from gui.tensor_page.batch_view import BatchView
from gui.tensor_page.latest import Latest
from gui.tensor_page.subject import Subject
from gui.widgets.cells import StackedCells
from gui.widgets.heatmap import Heatmap
from gui.widgets.numbers import bytes_text
from gui.widgets.plain import PlainLabel
from gui.widgets.token_grid import TokenGrid

# The one card without rows and timesteps.
TRANSITIONS = "transitions"
# A whole tensor beyond this is not computed to be looked at: one sentence of it is.
MOST_NUMBERS = 64_000_000
SENTENCE, BATCH, FEATURE = range(3)


class ValuesView(BatchView):
    """Shows one tensor of the batch: one sentence of it, all below each other, or one feature of all."""

    name = "values"
    is_quick = True
    shows_trace = True

    def __init__(self, subject: Subject, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(subject, jobs, parent)
        self._words.setObjectName("cursor-words")
        self._texts: CellTexts | None = None
        self._card = ""
        self._feature = -1
        self._tensor: NDArray[np.float32] | None = None
        self._whole = Latest(jobs, "look", self.tr("Computing the batch"), self)
        self._whole.found.connect(self._on_tensor)
        self._losses = Latest(jobs, "look", self.tr("Computing losses"), self)
        self._losses.found.connect(self._on_loss)
        self._grid = TokenGrid()
        self._grid.setObjectName("token-grid")
        self._grid.cursor_moved.connect(self._on_grid_cursor)
        self._heatmap = Heatmap()
        self._heatmap.setObjectName("heatmap")
        self._heatmap.cursor_moved.connect(self._on_heatmap_cursor)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._grid)
        self._stack.addWidget(self._heatmap)
        self._extent = QComboBox()
        self._extent.setObjectName("values-extent")
        self._extent.setAccessibleName(self.tr("How much of the tensor is shown"))
        for words in (self.tr("this sentence"), self.tr("the whole batch"), self.tr("one feature of all")):
            self._extent.addItem(words)
        self._extent.activated.connect(self.show_batch)
        self._bar = QWidget()
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACING)
        row.addWidget(self._extent)
        row.addWidget(PlainLabel(self.tr("Drag pans. Ctrl and the wheel zoom, with Shift the rows."), muted=True), 1)
        self.body.addWidget(self._bar)
        self.body.addWidget(self._stack, 1)

    def title(self) -> str:
        """Return what its tab says."""
        return self.tr("Values")

    def picture(self) -> QWidget:
        """Return the grid or the heatmap."""
        return self._stack.currentWidget() or self

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """Return the tensor that is shown, as much of it as is shown."""
        inspection = self.subject.inspection
        if inspection is None or not self._card:
            return {}
        name = self._card.replace("/", "-")
        if self._card == TRANSITIONS and self.subject.material is not None:
            return {name: transitions(self.subject.material).values}
        if self._extent.currentIndex() != SENTENCE and self._tensor is not None:
            return {name: self._tensor}
        if not self._is_flat:
            values = self._values()
            return {} if values is None else {name: values}
        flat = {"ids": inspection.batch.features.words, "mask": inspection.batch.mask}
        return {name: flat.get(self._card, inspection.batch.tags)}

    def show_card(self, name: str) -> None:
        """Show the tensor called `name`."""
        if name != self._card:
            self._card, self._tensor = name, None
            self._whole.stop()
            self._losses.stop()
        if self.subject.inspection is not None and self.isVisible():
            self._show()
        else:
            self._is_stale = True

    @Slot()
    def show_batch(self) -> None:
        """Show another batch, or the same under other options."""
        self._tensor = None
        self._whole.stop()
        inspection = self.subject.inspection
        # Another network may have no such tensor; then another card is about to be chosen.
        if inspection is not None and any(card.name == self._card for card in inspection.cards):
            self._show()

    def show_cursor(self) -> None:
        """Show another row, or another timestep."""
        self._show()

    @Slot()
    def on_traced(self) -> None:
        """The tensors of the cursor's row are there."""
        if self.isVisible():
            self._show()
        else:
            self._is_stale = True

    @property
    def _is_flat(self) -> bool:
        """Whether the card has no features: it is shown as a grid, the transitions apart."""
        inspection = self.subject.inspection
        return inspection is None or all(len(card.axes) < 3 for card in inspection.cards if card.name == self._card)

    def _show(self) -> None:
        material, inspection = self.subject.material, self.subject.inspection
        if material is None or inspection is None:
            return
        is_flat = self._is_flat
        self._bar.setVisible(not is_flat)
        self._stack.setCurrentWidget(self._grid if is_flat and self._card != TRANSITIONS else self._heatmap)
        if self._card == TRANSITIONS:
            self._show_transitions(material)
        elif is_flat:
            self._show_grid(material, inspection)
        elif self._extent.currentIndex() != SENTENCE:
            self._show_whole(material, inspection)
        elif (values := self._values()) is not None:
            self._show_sentence(inspection, values)
        else:
            self._heatmap.set_values(np.zeros((0, 0), np.float32), columns=())
            self.say_waiting()

    def _show_sentence(self, inspection: Inspection, values: NDArray[np.float32]) -> None:
        cursor = self.subject.cursor
        self._heatmap.set_values(
            values.T,  # [features, T]
            columns=inspection.tokens[cursor.row],
            rows=self._feature_names(values.shape[1]),
            padded=~inspection.batch.mask[cursor.row],
            limit=self._shared_limit(values),
            are_timesteps=True,
        )
        with QSignalBlocker(self._heatmap):
            self._heatmap.set_cursor_column(cursor.timestep)
        self._say()

    def _shared_limit(self, values: NDArray[np.float32]) -> float:
        """Return the end of the scale: one for both directions of a layer, so that equal colours are equal numbers."""
        traced, (stem, _, kind) = self.subject.trace(), self._card.rpartition("/")
        largest = float(np.abs(values).max(initial=0.0))
        if traced is None or kind not in {"forward", "backward"}:
            return largest
        layer = traced.layers[int(stem.removeprefix("lstm") or 0)]
        return max(float(np.abs(kept.output).max(initial=0.0)) for kept in layer.directions.values())

    def _show_whole(self, material: Material, inspection: Inspection) -> None:
        """Show the tensor of all rows; it is computed beside, for it takes a while."""
        card = next(card for card in inspection.cards if card.name == self._card)
        numbers = int(np.prod([axis.size for axis in card.axes]))
        if numbers > MOST_NUMBERS:
            self._extent.setCurrentIndex(SENTENCE)
            self._show()
            words = self.tr("The whole tensor has {size}; one sentence of it is shown.")
            self.say(words.format(size=bytes_text(card.bytes)))
            return
        if self._tensor is None:
            self.say(self.tr("Computing {count} rows …").format(count=len(inspection.tokens)))
            if not self._whole.is_running:
                self._whole.ask(_whole_tensor(material, inspection, self._card))
            return
        self._show_tensor(inspection, self._tensor)

    def _show_tensor(self, inspection: Inspection, tensor: NDArray[np.float32]) -> None:
        rows, width, features = tensor.shape
        columns = [f"t = {step}" for step in range(width)]
        limit = float(np.abs(tensor).max(initial=0.0))
        cursor, feature = self.subject.cursor, max(0, min(self._feature, features - 1))
        if self._extent.currentIndex() == BATCH:
            cells = StackedCells(tensor)
            self._heatmap.set_values(
                cells, columns=columns, rows=lambda place: f"{place // features} · {place % features}", limit=limit
            )
            place = cursor.row * features + feature
        else:
            names = [self.tr("row {row}").format(row=row) for row in range(rows)]
            self._heatmap.set_values(tensor[:, :, feature], columns=columns, rows=names, limit=limit)
            place = cursor.row
        with QSignalBlocker(self._heatmap):
            self._heatmap.set_cursor_cell(cursor.timestep, place)
        self._say(feature)

    @Slot(object)
    def _on_tensor(self, found: object) -> None:
        if isinstance(found, np.ndarray) and self.subject.inspection is not None:
            self._tensor = found
            self._show_tensor(self.subject.inspection, found)

    def _show_transitions(self, material: Material) -> None:
        """Show which label follows which; what is forbidden lies beyond the scale and has its strongest colour."""
        moves = transitions(material)
        allowed = np.abs(moves.values[moves.values > FORBIDDEN])
        limit = max(1.0, float(allowed.max(initial=0.0)))
        self._heatmap.set_values(moves.values, columns=moves.after, rows=moves.before, limit=limit)
        self.say(self.tr("Rows: the label before. Columns: the label after. Point at a cell."))

    def _say_transition(self, material: Material, after: int, before: int) -> None:
        moves = transitions(material)
        if before < 0:
            return
        value = float(moves.values[before, after])
        words = self.tr("{before} → {after}: {value}").format(
            before=moves.before[before],
            after=moves.after[after],
            value=f"{value:+z.4f}" if value > FORBIDDEN else self.tr("forbidden by the scheme"),
        )
        self.say(words)

    def _feature_names(self, count: int) -> tuple[str, ...]:
        """Return the labels that scores stand for; features of other tensors have no names."""
        material = self.subject.material
        if material is None or self._card != "scores" or count == 1:
            return ()
        return (self.tr("PAD"), *material.network.vocab.labels[1:])

    def _show_grid(self, material: Material, inspection: Inspection) -> None:
        if self._texts is None or not self._texts.is_of(material, inspection, self._card):
            self._texts = CellTexts(material, inspection, self._card)
            self._losses.stop()
            self._grid.set_content(grid_content(inspection, self._texts))
        self._grid.set_cursor_cell(self.subject.cursor.row, self.subject.cursor.timestep)
        self._say()
        if self._card == "loss" and not self._losses.is_running:
            here = self.subject.cursor.row
            missing = [row for row in range(len(inspection.tokens)) if row not in self._texts.losses]
            if missing:
                missing.sort(key=lambda row: abs(row - here))
                self._losses.ask(_row_losses(material, inspection, missing))

    @Slot(object)
    def _on_loss(self, found: object) -> None:
        if isinstance(found, RowLoss) and self._texts is not None:
            self._texts.losses[found.row] = found.values
            self._grid.viewport().update()
            if found.row == self.subject.cursor.row:
                self._say()

    def _values(self) -> NDArray[np.float32] | None:
        """Return float32[T, features] of the chosen card and row; None where the card is flat or not computed yet."""
        if self._is_flat:
            return None
        if self._tensor is not None:
            return np.asarray(self._tensor[self.subject.cursor.row])
        traced = self.subject.trace()
        return None if traced is None else row_values(traced, self._card)

    @Slot(int, int)
    def _on_grid_cursor(self, row: int, timestep: int) -> None:
        self.subject.cursor.move(row, timestep)

    @Slot(int, int)
    def _on_heatmap_cursor(self, timestep: int, place: int) -> None:
        cursor, material = self.subject.cursor, self.subject.material
        if self._card == TRANSITIONS and material is not None:
            self._say_transition(material, timestep, place)
            return
        row, feature = cursor.row, place
        if self._extent.currentIndex() == BATCH and self._tensor is not None and place >= 0:
            row, feature = divmod(place, self._tensor.shape[2])
        elif self._extent.currentIndex() == FEATURE and self._tensor is not None:
            row, feature = (place if place >= 0 else cursor.row), max(0, self._feature)
        self._feature = feature
        cursor.move(row, timestep)
        self._say(feature)

    def _say(self, feature: int = -1) -> None:
        """Say in words what is under the cursor."""
        cursor, tokens = self.subject.cursor, self.subject.tokens()
        if not tokens:
            return
        token = tokens[cursor.timestep]
        if token:
            words = self.tr("row {row}, timestep {timestep} = the token “{token}”")
        else:
            words = self.tr("row {row}, timestep {timestep} = padding: no token stands here, and nothing here counts")
        text = words.format(row=cursor.row, timestep=cursor.timestep, token=token)
        values = self._values()
        if values is not None and feature >= 0:
            number = f"{values[cursor.timestep, feature]:+z.4f}"
            names = self._feature_names(values.shape[1])
            if names:
                text += "   ·   " + self.tr("score of {label} = {number}").format(label=names[feature], number=number)
            else:
                text += "   ·   " + self.tr("feature {feature} = {number}").format(feature=feature, number=number)
        elif self._is_flat and self._texts is not None:
            place = (cursor.row, cursor.timestep)
            text += f"   ·   {self._card}[{place[0]}, {place[1]}] = {self._texts(*place)}"
        self.say(text)


@dataclass(frozen=True, slots=True, eq=False)
class RowLoss:
    """What the cells of a row cost, float32[T]."""

    row: int
    values: NDArray[np.float32]


def _row_losses(
    material: Material, inspection: Inspection, rows: Sequence[int]
) -> Callable[[JobControl], Generator[object, None, None]]:
    """Return a job that yields the losses of rows, one after the other."""

    def compute(control: JobControl) -> Generator[object, None, None]:
        for row in rows:
            yield RowLoss(row, trace_row(material, inspection, row).loss[0])

    return compute


def _whole_tensor(
    material: Material, inspection: Inspection, name: str
) -> Callable[[JobControl], Generator[object, None, None]]:
    """Return a job that computes a card's values for all rows, float32[B, T, features]."""

    def compute(control: JobControl) -> Generator[object, None, None]:
        rows = []
        for row in range(len(inspection.tokens)):
            yield Progress(row, len(inspection.tokens))
            values = row_values(trace_row(material, inspection, row), name)
            if values is not None:
                rows.append(values)
        yield np.stack(rows)

    return compute
