"""Directions: what each LSTM has read at the cursor, and how the backward outputs come to stand under their tokens."""

from collections.abc import Callable, Generator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from core.bundle import Bundle
from core.config import Directions
from core.directions import Lanes as LanesOfRow
from core.directions import lanes, one_way
from core.inspection import Inspection, Material, only_row
from core.trace import DirectionTrace, LayerTrace, trace
from gui import theme
from gui.job import JobControl
from gui.jobs import Jobs
from gui.tensor_page.batch_view import BatchView
from gui.tensor_page.latest import Latest
from gui.tensor_page.subject import Subject
from gui.widgets.heatmap import Heatmap
from gui.widgets.lanes import LaneContent, Lanes
from gui.widgets.plain import PlainLabel


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What the lanes of one row were found to be.

    Attributes:
        row: Which row of the batch.
        layers: The trace of the network that was asked.
        lanes: By layer and direction.
    """

    row: int
    layers: tuple[LayerTrace, ...]
    lanes: LanesOfRow


class DirectionsView(BatchView):
    """Lanes of the cursor's row, and the backward outputs before and after they are put in order."""

    name = "directions"

    def __init__(self, subject: Subject, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(subject, jobs, parent)
        self._row = -1
        self._reading: Reading | None = None
        self._found = Latest(jobs, "look", self.tr("Looking what was read"), self)
        self._found.found.connect(self._on_found)
        self._layer = QComboBox()
        self._layer.setObjectName("directions-layer")
        self._layer.setAccessibleName(self.tr("LSTM layer"))
        self._layer.activated.connect(self._show_reading)
        self._way = QComboBox()
        self._way.setObjectName("directions-way")
        self._way.setAccessibleName(self.tr("Which directions read"))
        self._way.activated.connect(self.show_batch)
        self._lanes = Lanes()
        self._lanes.setObjectName("lanes")
        self._lanes.token_chosen.connect(self._on_token)
        self._raw, self._aligned = Heatmap(tallest=24.0, narrow=24.0), Heatmap(tallest=24.0, narrow=24.0)
        self._raw.setObjectName("backward-raw")
        self._aligned.setObjectName("backward-aligned")
        self._raw.cursor_moved.connect(self._on_raw)
        self._aligned.cursor_moved.connect(self._on_aligned)
        self._raw_title, self._aligned_title = PlainLabel("", muted=True), PlainLabel("", muted=True)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACING)
        row.addWidget(self._way)
        row.addWidget(self._layer)
        hint = self.tr("Numbers: when a token is read. Colour: how much of it is still known. Hatched: not read yet.")
        row.addWidget(PlainLabel(hint, muted=True), 1)
        self.body.addLayout(row)
        self.body.addWidget(self._lanes)
        both = QHBoxLayout()
        both.setSpacing(theme.SPACING)
        for title, heatmap in ((self._raw_title, self._raw), (self._aligned_title, self._aligned)):
            column = QVBoxLayout()
            column.setSpacing(4)
            column.addWidget(title)
            column.addWidget(heatmap, 1)
            both.addLayout(column, 1)
        self.body.addLayout(both, 1)

    def title(self) -> str:
        """Return what its tab says."""
        return self.tr("Directions")

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """Return what was measured for each lane of the chosen layer, and the outputs in both orders."""
        reading, layer = self._reading, max(0, self._layer.currentIndex())
        if reading is None:
            return {}
        found: dict[str, NDArray[np.generic]] = {
            f"{name}-known": lane.moved for (number, name), lane in reading.lanes.items() if number == layer
        }
        kept = reading.layers[layer].directions.get("backward")
        return found if kept is None else found | {"as-read": kept.raw[0], "in-order": kept.hidden[0]}

    @Slot()
    def show_batch(self) -> None:
        """Read the cursor's row again."""
        material, inspection = self.subject.material, self.subject.inspection
        if material is None or inspection is None:
            return
        self._offer(material.network)
        self._reading, self._row = None, self.subject.cursor.row
        network = material.network
        way = self._way.currentData()
        if way is not None:
            network = one_way(network, str(way))
        self._found.ask(_read(material, network, inspection, self._row))

    def show_cursor(self) -> None:
        """Show the lanes at another token, or read another row."""
        if self._row != self.subject.cursor.row:
            self.show_batch()
        else:
            self._show_reading()

    def _offer(self, network: Bundle) -> None:
        options = network.config.network
        if self._layer.count() != options.layers:
            self._layer.clear()
            for number in range(options.layers):
                self._layer.addItem(self.tr("layer {number}").format(number=number + 1))
        self._layer.setVisible(options.layers > 1)
        ways: list[tuple[str, str | None]] = [(self.tr("both directions"), None)]
        if options.directions is Directions.BOTH:
            ways += [(self.tr("forward alone"), "forward"), (self.tr("backward alone"), "backward")]
        elif options.directions is Directions.FORWARD:
            ways = [(self.tr("forward alone"), None)]
        else:
            ways = [(self.tr("backward alone"), None)]
        if [self._way.itemText(place) for place in range(self._way.count())] != [words for words, _ in ways]:
            self._way.clear()
            for words, way in ways:
                self._way.addItem(words, userData=way)
        self._way.setEnabled(len(ways) > 1)

    @Slot(object)
    def _on_found(self, found: object) -> None:
        if isinstance(found, Reading):
            self._reading = found
            self._show_reading()

    @Slot()
    def _show_reading(self) -> None:
        reading, inspection = self._reading, self.subject.inspection
        if reading is None or inspection is None:
            return
        steps, number = inspection.batch.timesteps(reading.row), max(0, self._layer.currentIndex())
        tokens = inspection.tokens[reading.row][steps]
        place = self.subject.cursor.timestep - steps.start
        if not 0 <= place < len(tokens):
            place = -1
        self._lanes.set_lanes(tokens, self._contents(reading, number, place), place)
        self._show_alignment(reading.layers[number].directions.get("backward"), inspection, reading.row)
        self.say(self._in_words(reading, number, place, tokens))

    def _contents(self, reading: Reading, number: int, place: int) -> tuple[LaneContent, ...]:
        """Return a lane a direction, and one for both together, as they are at the token at `place`."""
        titles = {"forward": self.tr("forward →"), "backward": self.tr("← backward")}
        found = []
        known = []
        for (layer, name), lane in reading.lanes.items():
            if layer == number:
                moved = lane.moved[place] if place >= 0 else np.zeros(len(lane.order), np.float32)
                known.append(moved / max(float(moved.max(initial=0.0)), 1e-9))
                found.append(LaneContent(titles[name], 1 if name == "forward" else -1, lane.order, known[-1]))
        if found:
            found.append(LaneContent(self.tr("together"), 0, found[0].order, np.max(known, axis=0)))
        return tuple(found)

    def _show_alignment(self, kept: DirectionTrace | None, inspection: Inspection, row: int) -> None:
        for widget in (self._raw, self._aligned, self._raw_title, self._aligned_title):
            widget.setVisible(kept is not None)
        if kept is None:
            return
        tokens, padded = inspection.tokens[row], ~inspection.batch.mask[row]
        steps = inspection.batch.timesteps(row)
        turned = list(tokens)
        turned[steps] = turned[steps][::-1]
        limit = max(float(np.abs(kept.raw).max(initial=0.0)), 1e-9)
        self._raw.set_values(kept.raw[0].T, columns=turned, padded=padded, limit=limit)
        self._aligned.set_values(kept.hidden[0].T, columns=tokens, padded=padded, limit=limit, are_timesteps=True)
        is_realigned = inspection.config.network.realign
        handed, not_handed = self.tr("handed on"), self.tr("not handed on")
        self._raw_title.setText(
            self.tr("backward outputs as they were read ({handed})").format(
                handed=not_handed if is_realigned else handed
            )
        )
        self._aligned_title.setText(
            self.tr("the same, each put back at its own token ({handed})").format(
                handed=handed if is_realigned else not_handed
            )
        )
        step = self.subject.cursor.timestep
        inside = steps.start <= step < steps.stop
        self._aligned.set_cursor_column(step)
        self._raw.set_cursor_column(steps.start + steps.stop - 1 - step if inside else step)

    def _in_words(self, reading: Reading, number: int, place: int, tokens: tuple[str, ...]) -> str:
        if place < 0:
            return self.tr("Nobody reads padding: every lane ends at the last token of the row.")
        titles = {"forward": self.tr("forward"), "backward": self.tr("backward")}
        parts, dark = [], np.ones(len(tokens), np.bool_)
        for (layer, name), lane in reading.lanes.items():
            if layer == number:
                known = lane.moved[place] > 0
                dark &= ~known
                counted = self.tr("{direction} knows {count} of {total} tokens")
                parts.append(
                    counted.format(direction=titles[name], count=int(np.count_nonzero(known)), total=len(tokens))
                )
        words = self.tr("at “{token}”: ").format(token=tokens[place]) + ", ".join(parts)
        if dark.any():
            left = self.tr("{count} are in the dark: whatever they are, nothing changes here")
            words += "   ·   " + left.format(count=int(np.count_nonzero(dark)))
        return words

    @Slot(int)
    def _on_token(self, place: int) -> None:
        reading, inspection = self._reading, self.subject.inspection
        if reading is not None and inspection is not None:
            self.subject.cursor.move(reading.row, inspection.batch.timesteps(reading.row).start + place)

    @Slot(int, int)
    def _on_aligned(self, timestep: int, _feature: int) -> None:
        self.subject.cursor.move(self.subject.cursor.row, timestep)

    @Slot(int, int)
    def _on_raw(self, timestep: int, _feature: int) -> None:
        inspection, row = self.subject.inspection, self.subject.cursor.row
        if inspection is None:
            return
        steps = inspection.batch.timesteps(row)
        inside = steps.start <= timestep < steps.stop
        self.subject.cursor.move(row, steps.start + steps.stop - 1 - timestep if inside else timestep)


def _read(
    material: Material, network: Bundle, inspection: Inspection, row: int
) -> Callable[[JobControl], Generator[object, None, None]]:
    """Return a job that yields a `Reading`, more and more of it worked out."""

    def read(control: JobControl) -> Generator[object, None, None]:
        batch = only_row(inspection.batch, row)
        state = inspection.states.before(inspection.index, row) if network is material.network else None
        traced = trace(network, batch, state=state)
        for found in lanes(network, batch, traced.layers, traced.embedded, state):
            yield Reading(row, traced.layers, found)

    return read
