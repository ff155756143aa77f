"""Gates: the six tensors of one LSTM over the cursor's row, and the units that follow the label of its token."""

from collections.abc import Callable, Generator

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSignalBlocker, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.inspection import Inspection, Material
from core.trace import DirectionTrace, Trace
from core.unit_search import Found, search_units
from gui import theme
from gui.job import JobControl
from gui.jobs import Jobs, Progress
from gui.tensor_page.batch_view import BatchView
from gui.tensor_page.latest import Latest
from gui.tensor_page.subject import Subject
from gui.tensor_page.unit_list import UnitList
from gui.widgets.heatmap import Heatmap
from gui.widgets.numbers import grouped
from gui.widgets.plain import PlainLabel, safe

NAMES = ("input_gate", "forget_gate", "output_gate", "candidate", "cell", "hidden")
LIST_WIDTH = 232


class GatesView(BatchView):
    """Time across, units down; one unit and one timestep are marked in all six."""

    name = "gates"
    is_quick = True
    shows_trace = True

    def __init__(self, subject: Subject, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(subject, jobs, parent)
        self._row, self._unit = -1, 0
        self._searched: tuple[object, ...] = ()
        self._search = Latest(jobs, "units", self.tr("Looking for units that follow a label"), self)
        self._search.found.connect(self._on_found)
        self._layer = QComboBox()
        self._layer.setObjectName("gates-layer")
        self._layer.setAccessibleName(self.tr("LSTM layer and direction"))
        self._layer.activated.connect(self._on_layer)
        self._find = QPushButton()
        self._find.setObjectName("gates-find")
        self._find.clicked.connect(self.on_find)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACING)
        row.addWidget(self._layer)
        hint = self.tr("Each column is a timestep, each line one of the units. Blue is below zero, orange above.")
        row.addWidget(PlainLabel(hint, muted=True), 1)
        row.addWidget(self._find)
        self.body.addLayout(row)
        self._titles: dict[str, PlainLabel] = {}
        self._heatmaps: dict[str, Heatmap] = {}
        self._units = UnitList()
        self._units.setObjectName("gates-units")
        self._units.setFixedWidth(LIST_WIDTH)
        self._units.unit_chosen.connect(self._on_unit)
        self._counted = PlainLabel("", theme.SMALL, muted=True)
        self._beside = QWidget()
        self._fill_body()

    def _fill_body(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(theme.SPACING)
        for place, name in enumerate(NAMES):
            title = self._titles[name] = PlainLabel("", muted=True)
            heatmap = self._heatmaps[name] = Heatmap(gutter=36, tallest=24.0, narrow=16.0, has_scale=False)
            heatmap.setObjectName(f"gates-{name}")
            heatmap.cursor_moved.connect(self._on_cell)
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(title)
            column.addWidget(heatmap, 1)
            grid.addLayout(column, place // 3, place % 3)
        beside = QVBoxLayout(self._beside)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(2)
        beside.addWidget(self._counted)
        beside.addWidget(self._units, 1)
        self._beside.setVisible(False)
        both = QHBoxLayout()
        both.setSpacing(theme.SPACING)
        both.addLayout(grid, 1)
        both.addWidget(self._beside)
        self.body.addLayout(both, 1)

    def title(self) -> str:
        """Return what its tab says."""
        return self.tr("Gates")

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """Return the six tensors of the row, float32[T, H] each."""
        kept = self._kept()
        return {} if kept is None else {name: getattr(kept, name)[0] for name in NAMES}

    @Slot()
    def show_batch(self) -> None:
        """Show another row, or another network."""
        material, inspection, traced = self.subject.material, self.subject.inspection, self.subject.trace()
        if material is None or inspection is None:
            return
        if traced is None:
            for heatmap in self._heatmaps.values():
                heatmap.set_values(np.zeros((0, 0), np.float32), columns=())
            self._row = -1
            self.say_waiting()
            return
        self._offer_layers(traced)
        kept = self._kept()
        if kept is None:
            return
        row = self._row = self.subject.cursor.row
        limits = self._limits(traced)
        titles = self._named()
        for name, heatmap in self._heatmaps.items():
            values = getattr(kept, name)[0]  # [T, H]
            heatmap.set_values(
                values.T,
                columns=inspection.tokens[row],
                padded=~inspection.batch.mask[row],
                limit=limits[name],
                are_timesteps=True,
            )
            span = self.tr("0 to 1") if name.endswith("gate") else f"±{limits[name]:.2g}"
            title, meaning = titles[name]
            self._titles[name].setText(f"{title}  ·  {span}")
            self._titles[name].setToolTip(f"<p>{safe(meaning)}</p>")
        self._forget_search(material)
        self.show_cursor()

    def show_cursor(self) -> None:
        """Mark the cursor's timestep and the chosen unit everywhere, and say how the numbers come about."""
        cursor = self.subject.cursor
        if self._row != cursor.row:
            self.show_batch()
            return
        inspection, kept = self.subject.inspection, self._kept()
        if inspection is None or kept is None:
            return
        self._unit = min(self._unit, kept.cell.shape[2] - 1)
        for heatmap in self._heatmaps.values():
            with QSignalBlocker(heatmap):
                heatmap.set_cursor_cell(cursor.timestep, self._unit)
        self._name_search()
        self.say(self._in_words(kept, inspection))

    def _named(self) -> dict[str, tuple[str, str]]:
        """Return the title of each tensor, and what it does."""
        return {
            "input_gate": (self.tr("input gate"), self.tr("How much of the candidate enters the cell.")),
            "forget_gate": (self.tr("forget gate"), self.tr("How much of the cell stays.")),
            "output_gate": (self.tr("output gate"), self.tr("How much of the cell shows.")),
            "candidate": (self.tr("candidate"), self.tr("What could enter the cell.")),
            "cell": (self.tr("cell"), self.tr("The long memory, after the token.")),
            "hidden": (self.tr("hidden"), self.tr("What is handed on, and what the next token is read with.")),
        }

    def _offer_layers(self, traced: Trace) -> None:
        offered = [(number, name) for number, layer in enumerate(traced.layers) for name in layer.directions]
        there = [tuple(self._layer.itemData(place)) for place in range(self._layer.count())]
        if there == offered:
            return
        self._layer.clear()
        titles = {"forward": self.tr("forward"), "backward": self.tr("backward")}
        for number, name in offered:
            words = titles[name]
            if len(traced.layers) > 1:
                words = self.tr("layer {number}, {direction}").format(number=number + 1, direction=words)
            self._layer.addItem(words, userData=(number, name))

    def _chosen(self) -> tuple[int, str]:
        number, name = self._layer.currentData()
        return int(number), str(name)

    def _kept(self) -> DirectionTrace | None:
        traced = self.subject.trace()
        if traced is None or self._layer.currentData() is None:
            return None
        number, name = self._chosen()
        return traced.layers[number].directions[name]

    def _limits(self, traced: Trace) -> dict[str, float]:
        """Return the end of each scale: gates by their nature, the others alike for both directions of the layer."""
        number, _ = self._chosen()
        limits = dict.fromkeys(NAMES, 1.0)
        for name in ("candidate", "cell", "hidden"):
            both = [getattr(kept, name) for kept in traced.layers[number].directions.values()]
            limits[name] = max(float(np.abs(values).max(initial=0.0)) for values in both) or 1.0
        return limits

    def _in_words(self, kept: DirectionTrace, inspection: Inspection) -> str:
        """Return the two lines of an LSTM with the numbers of one unit at one timestep."""
        cursor, unit = self.subject.cursor, self._unit
        token = inspection.tokens[cursor.row][cursor.timestep]
        if not token:
            return self.tr("Padding: the LSTM does not read here, and its state stays as it is.")
        enter, stay, leave, candidate, cell, hidden = (
            float(getattr(kept, name)[0, cursor.timestep, unit]) for name in NAMES
        )
        kept_part = cell - enter * candidate
        words = self.tr(
            "unit {unit} at “{token}”:  cell {cell} = {kept} kept (forget {stay}) + input {enter} × candidate "
            "{candidate}   ·   hidden {hidden} = output {leave} × tanh(cell)"
        )
        return words.format(
            unit=unit,
            token=token,
            cell=f"{cell:+z.3f}",
            kept=f"{kept_part:+z.3f}",
            stay=f"{stay:.2f}",
            enter=f"{enter:.2f}",
            candidate=f"{candidate:+z.3f}",
            hidden=f"{hidden:+z.3f}",
            leave=f"{leave:.2f}",
        )

    @Slot()
    def _on_layer(self) -> None:
        self.show_batch()

    @Slot(int, int)
    def _on_cell(self, timestep: int, unit: int) -> None:
        if unit >= 0:
            self._unit = unit
        cursor = self.subject.cursor
        if timestep == cursor.timestep:
            self.show_cursor()
        else:
            cursor.move(cursor.row, timestep)

    @Slot(int)
    def _on_unit(self, unit: int) -> None:
        self._unit = unit
        self.show_cursor()

    def _label(self) -> int:
        """Return the column of the scores that stands for the tag of the cursor's token; 0 where it has none."""
        inspection, cursor = self.subject.inspection, self.subject.cursor
        return 0 if inspection is None else int(inspection.batch.tags[cursor.row, cursor.timestep])

    def _name_search(self) -> None:
        material, label = self.subject.material, self._label()
        self._find.setEnabled(label > 0)
        if material is None or not label:
            self._find.setText(self.tr("Find units: choose a labelled token"))
        else:
            name = material.network.vocab.labels[label]
            self._find.setText(self.tr("Find units that follow {label}").format(label=name))

    def _forget_search(self, material: Material) -> None:
        """Take away units of another network or another LSTM."""
        if self._searched and self._searched[:2] != (material, self._layer.currentIndex()):
            self._searched = ()
            self._search.stop()
            self._beside.setVisible(False)

    @Slot()
    def on_find(self) -> None:
        """Read the corpus and list the units that follow the label of the cursor's token."""
        material, label = self.subject.material, self._label()
        if material is None or not label:
            return
        number, name = self._chosen()
        self._searched = (material, self._layer.currentIndex(), material.network.vocab.labels[label])
        self._units.clear()
        self._beside.setVisible(True)
        self._search.ask(_searching(material, number, name, label))

    @Slot(object)
    def _on_found(self, found: object) -> None:
        if isinstance(found, Found) and self._searched:
            self._units.show_found(found)
            words = self.tr("{label}: at {count} of {total} tokens")
            label = str(self._searched[2])
            self._counted.setText(
                words.format(label=label, count=grouped(found.n_labelled), total=grouped(found.n_tokens))
            )


def _searching(
    material: Material, layer: int, direction: str, label: int
) -> Callable[[JobControl], Generator[object, None, None]]:
    """Return a job that yields what has been found, more and more of it."""

    def search(control: JobControl) -> Generator[object, None, None]:
        for found in search_units(material, layer=layer, direction=direction, label=label):
            yield Progress(min(found.n_tokens, found.total), found.total)
            yield found

    return search
